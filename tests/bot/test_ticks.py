"""What happens because time passes: half-done answers go, old rows go, and a tick costs only what is due (bot/ticks.py)."""

import asyncio
from sqlite3 import Connection

from conversations.events import Typed
from storage import answers, invites, tallies, whats_new
from tests.bot.play import DAY, HOUR, MINUTE, NEVER, Play

WEEK = 7 * DAY


async def test_half_done_answers_wait_for_23_hours(play: Play) -> None:
    """B21: after 23 hours the question stands where it was, with what was answered before it."""
    kofi = await play.joined("Kofi")
    await kofi.say("pause", "no break", "menu", "check-in", "good")
    play.clock.move_to(play.now + 23 * HOUR)
    await play.bot.ticks.keep_house()
    await kofi.say("A long walk", "skip")
    assert "Saved, only for you" in kofi.last
    row = await kofi.known()
    kept = await play.bot.database.read(lambda c: answers.latest(c, row.id, "check_in", 1))
    assert kept[0][1] == {"CI-02": "good", "CI-05": "A long walk"}


async def test_half_done_answers_are_gone_after_25_hours(play: Play) -> None:
    """B21: after 25 hours nothing of them is stored, in no table and in no byte, and the next word begins anew."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "Quincetree allotment")
    assert play.in_files("Quincetree") != []
    play.clock.move_to(play.now + 25 * HOUR)
    await play.bot.ticks.keep_house()
    assert await play.rows("session") == []
    assert await play.rows("response") == []
    assert play.in_files("Quincetree") == []
    assert "getting in the way" not in await kofi.say("Money")


async def test_an_expired_talk_is_not_gone_on_with_before_it_is_swept(play: Play) -> None:
    """B21: what is over is over, also in the hour before the housekeeping comes round."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "A long walk")
    play.clock.move_to(play.now + 25 * HOUR)
    await play.takes(kofi, Typed("Money"))
    assert await play.rows("session") == []
    assert await play.rows("response") == []


async def test_an_opener_nobody_answered_is_not_half_done(play: Play) -> None:
    """The question of a check-in waits until the next one; a day is for answers that somebody began to give."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    await play.wait(5 * DAY)
    assert len(await play.rows("session")) == 1
    await play.wait(WEEK * 2)
    assert "It's your check-in" in kofi.heard[-1].text


async def test_everything_is_kept_as_long_as_was_promised(play: Play) -> None:
    """DOMAIN.md 5.3: check-ins 12 months, the log 24, What's new 60 days; codes and settled letters until nobody asks."""
    kofi = await play.joined(
        "Kofi", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
    )
    await kofi.say("menu", "check-in", "good", "skip", "skip")
    code, id, joined_at = await play.invite("member", "Lambeth", days=1), (await kofi.known()).id, play.now

    def leave(c: Connection) -> None:
        tallies.note(c, "coordinator", "news.news", "", play.now)
        whats_new.put(c, id, "broadcast:1", "A chair", play.now)

    await play.bot.database.write(leave)
    kept = {}
    for days in (1, 59, 61, 71, 364, 366, 729, 731):
        play.clock.move_to(joined_at + days * DAY)
        await play.bot.ticks.keep_house()
        dump = await play.dump()
        kept[days] = {
            name: len(dump.get(name, ()))
            for name in ("response", "answer", "log", "whats_new", "invite", "letter", "shown")
        }
    assert [days for days in kept if kept[days]["whats_new"]] == [1, 59]
    assert (
        [days for days in kept if kept[days]["response"]]
        == [days for days in kept if kept[days]["answer"]]
        == [1, 59, 61, 71, 364]
    )
    assert [days for days in kept if kept[days]["log"]] == [1, 59, 61, 71, 364, 366, 729]
    assert [days for days in kept if kept[days]["letter"]] == []
    assert [days for days in kept if kept[days]["shown"]] == [1, 59]
    assert await play.bot.database.read(lambda c: invites.find(c, code)) is None


async def test_housekeeping_empties_the_log_only_after_deleting(play: Play) -> None:
    """Old check-ins leave no byte behind; and where nothing was old enough, the files are left alone."""
    kofi = await play.joined(
        "Kofi", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
    )
    await kofi.say("menu", "check-in", "good", "Quincetree allotment", "skip")
    await play.bot.ticks.keep_house()
    log = play.bot.database.path.with_name(play.bot.database.path.name + "-wal")
    await kofi.say("menu", "close")
    size = log.stat().st_size
    await play.bot.ticks.keep_house()
    assert log.stat().st_size >= size > 0
    play.clock.move_to(play.now + 366 * DAY)
    await play.bot.ticks.keep_house()
    assert log.stat().st_size == 0
    assert play.in_files("Quincetree") == []


async def test_a_tick_looks_only_at_who_is_due(play: Play) -> None:
    """Nobody is scheduled and nobody is scanned for: with nothing due a tick changes nothing."""
    await play.joined("Kofi")
    before = play.bot.database._conn.total_changes
    await play.bot.ticks.tend()
    assert play.bot.database._conn.total_changes == before


async def test_the_ticks_run_by_themselves(play: Play) -> None:
    """The scheduler ticks: what is due goes without anybody's asking."""
    kofi = await play.joined("Kofi")
    play.clock.move_to(play.now + DAY)
    events, scheduler = play.room.watch(), play.bot.ticks.schedule(0.05)
    scheduler.start()
    try:
        assert await asyncio.wait_for(events.get(), 5) == ("thread", {"person": kofi.id})
    finally:
        scheduler.shutdown(wait=False)
    assert "It's your check-in" in kofi.last
    jobs = {job.id for job in play.bot.ticks.schedule(NEVER).get_jobs()}
    assert jobs == {"tend", "keep_house", "first tend", "first keep_house"}


async def test_the_next_thing_is_the_first_of_all(play: Play) -> None:
    """What is due next is the earliest look at anybody, or a letter that was put off."""
    await play.joined("Kofi")
    assert await play.bot.ticks.next_due() == play.now + DAY
    bea = await play.joined(
        "Bea", lines=("ok", "Wednesday", "10am to noon", "no", "looks right", "not now", "ok")
    )
    assert await play.bot.ticks.next_due() == play.now + DAY
    await bea.say("menu", "check-in", "not now")
    play.clock.move_to(play.now + 20 * MINUTE)
    assert await play.bot.ticks.next_due() is not None

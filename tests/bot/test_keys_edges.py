"""The edges of what two keys may do: when a pause ends, what a refusal stops, and whose words count (B33; DOMAIN.md, 6.5)."""

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest

from bot import announcing, limiting
from bot import keys as turning
from bot.config import load
from bot.problems import Problem
from conversations.key_effects import AskBack, SendAlone
from conversations.pace import Agreed, Level, No
from storage import groups, keys, standing
from tests.bot.play import DAY, HOUR, MINUTE, Person, Play, StillClock, at
from tests.bot.test_cli_broadcast import NEWS, people
from tests.bot.test_keys import asked, event, state_of

TAKES_A_PAUSE = ("Member rep", "Pause all broadcasts", "Ask the others")


async def two_reps(play: Play) -> tuple[Person, Person]:
    return await play.joined("Dee", role="representative"), await play.joined("Wren", role="representative")


async def no(play: Play, level: Level = Level.NEWS) -> No | None:
    """What stands against this for Lambeth at this moment."""

    def ask(connection: sqlite3.Connection) -> No | None:
        return limiting.against(connection, level, groups.by_name(connection, "Lambeth"), play.now, play.now)

    return await play.bot.database.read(ask)


async def asks_for_a_pause(play: Play, who: int) -> int | None:
    return await play.bot.database.write(lambda c: turning.ask_pause(c, who, play.now))


async def asks_back(play: Play, who: int) -> None:
    words = AskBack(1, "News for you")
    await play.bot.database.write(lambda c: turning.carry_out(c, play.bot.world, words, who, play.now))


async def test_a_pause_ends_after_seven_days_to_the_second(play: Play) -> None:
    """Both representatives agreed, and nothing goes for 7 days; then it goes again, without anybody doing anything."""
    dee, wren = await two_reps(play)
    await play.wait(30 * MINUTE)
    await dee.say("menu")
    await dee.press(*TAKES_A_PAUSE)
    await play.wait(MINUTE)
    await wren.press("Agree")
    ends = play.now + 7 * DAY
    assert await no(play) == No(Agreed.PAUSED, ends)
    play.clock.move_to(ends - 1)
    assert await no(play) == No(Agreed.PAUSED, ends)
    play.clock.move_to(ends)
    assert await no(play) is None


async def test_a_pause_that_was_refused_cannot_be_asked_for_again_at_once(play: Play) -> None:
    """A no stands for 7 days, whoever asks; then it may be asked for again."""
    dee, wren = await two_reps(play)
    await play.wait(30 * MINUTE)
    await dee.say("menu")
    await dee.press(*TAKES_A_PAUSE)
    await play.wait(MINUTE)
    await wren.press("Don't agree")
    refused_at = play.now
    for rep in (dee, wren):
        me = (await rep.known()).id
        assert await asks_for_a_pause(play, me) is None
        await rep.say("menu")
        await rep.press(*TAKES_A_PAUSE[:2])
        assert "Ask the others" not in rep.labels
    me = (await dee.known()).id
    play.clock.move_to(refused_at + 7 * DAY - 1)
    assert await asks_for_a_pause(play, me) is None
    play.clock.move_to(refused_at + 7 * DAY)
    assert await asks_for_a_pause(play, me) is not None
    assert await play.bot.database.read(lambda c: standing.at(c, limiting.PAUSED)) is None


async def test_only_a_representative_asks_back(play: Play) -> None:
    """Words about a key from anybody else reach nobody by this way, and put nothing off."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea", role="coordinator")
    await event(play, [kofi])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(5 * MINUTE)
    heard = len(ana.heard)
    before = await play.bot.database.read(lambda c: keys.of(c, 1))
    for person in (kofi, bea, ana):
        me = (await person.known()).id
        await asks_back(play, me)
    await play.wait(2 * HOUR)
    assert not [each for each in ana.heard[heard:] if "News for you" in each.text]
    after = await play.bot.database.read(lambda c: keys.of(c, 1))
    assert before and after and (before.state, before.asked_at) == (after.state, after.asked_at)
    await dee.press("Ask something")
    await dee.say("Is it sure?")
    await play.wait(MINUTE)
    assert "Is it sure?" in ana.last


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
async def test_nothing_goes_alone_without_a_reason(play: Play, reason: str) -> None:
    """The reason is what everybody reads in the log: without one, one key is no key."""
    ana, _dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")], play.now + 3 * HOUR)
    await asked(play, ana)
    await play.wait(30 * MINUTE)
    me = (await ana.known()).id
    assert not await play.bot.database.write(
        lambda c: turning.send_alone(c, play.bot.world, SendAlone(1, reason), me, play.now)
    )
    assert (await state_of(play))[0] == "asked"
    assert await play.bot.database.write(
        lambda c: turning.send_alone(c, play.bot.world, SendAlone(1, "It floods"), me, play.now)
    )


# -- B15: without a representative for 30 days --------------------------------------------------------------------------


async def test_without_a_representative_the_chat_says_so_by_the_clock(play: Play) -> None:
    """Up to the last second of the 30 days news may be written; from then on only urgent changes, and it says why."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.joined("Kofi")
    await play.wait(HOUR)
    await dee.say("menu")
    await dee.press("Member rep", "Step back", "Step back")
    seen = await play.bot.database.read(lambda c: standing.at(c, limiting.REP_SEEN))
    assert seen is not None
    play.clock.move_to(seen + 30 * DAY - 1)
    assert await no(play) is None
    await ana.say("menu")
    assert "no member rep here for 30 days" not in await ana.press("Send news")
    await ana.press("Cancel")
    play.clock.move_to(seen + 30 * DAY)
    for level in (Level.NEWS, Level.DATED, Level.PAGE):
        assert await no(play, level) == No(Agreed.NO_REP)
    assert await no(play, Level.URGENT) is None
    await ana.say("menu", "send news")
    assert "no member rep here for 30 days" in await ana.say("Lambeth")


async def test_what_is_planned_past_the_30_days_is_judged_by_who_is_there_today(play: Play) -> None:
    """Nobody knows who will be a representative on the day, so a plan is not refused for it; at its moment it is."""
    await play.joined("Ana", role="coordinator")
    dee = await play.joined("Dee", role="representative")
    await play.wait(HOUR)
    await dee.say("menu")
    await dee.press("Member rep", "Step back", "Step back")
    seen = await play.bot.database.read(lambda c: standing.at(c, limiting.REP_SEEN))
    assert seen is not None

    def planned(connection: sqlite3.Connection, ahead: int) -> No | None:
        group = groups.by_name(connection, "Lambeth")
        return limiting.against(connection, Level.NEWS, group, play.now + ahead, play.now)

    play.clock.move_to(seen + 29 * DAY)
    assert await play.bot.database.read(lambda c: planned(c, 20 * DAY)) is None
    play.clock.move_to(seen + 30 * DAY)
    assert await play.bot.database.read(lambda c: planned(c, 20 * DAY)) == No(Agreed.NO_REP)


def test_without_a_representative_the_command_line_says_so_by_the_clock(tmp_path: Path) -> None:
    """`alongside broadcast` keeps the same day, and writes nothing after it."""
    settings, seen = load(people(tmp_path, 12), os.environ), at("2026-10-24 11:00")
    file = tmp_path / "data" / "alongside.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("insert into standing (what, at) values (?, ?)", (limiting.REP_SEEN, seen))
    connection.commit()

    def announce(now: int) -> None:
        wanted = announcing.Wanted(NEWS)
        asyncio.run(announcing.announce(settings, StillClock(now), wanted, dry_run=False))

    with pytest.raises(Problem, match="no member rep here for 30 days"):
        announce(seen + 30 * DAY)
    assert connection.execute("select count(*) from broadcast").fetchone() == (0,)
    announce(seen + 30 * DAY - 1)
    assert connection.execute("select count(*) from broadcast").fetchone() == (1,)
    connection.close()

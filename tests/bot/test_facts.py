"""What flows may ask to be read (bot/facts.py)."""

from collections.abc import Callable
from datetime import date
from sqlite3 import Connection
from typing import TypeVar

from bot.apply import send_to_group
from bot.facts import RowFacts
from storage import answers
from tests.bot.play import DAY, Person, Play

T = TypeVar("T")


async def facts_of(play: Play, person: Person | None, read: Callable[[RowFacts], T]) -> T:
    """What `read` finds in the facts of this member."""
    row = await person.known() if person else None

    def look(connection: Connection) -> T:
        world = play.bot.world
        return read(RowFacts(connection, world, row.id if row else None, world.tongue("en"), play.now))

    return await play.bot.database.read(look)


async def test_the_reach_of_news_is_the_gates_own_word(play: Play) -> None:
    """PACE.md 7: now, later, and What's new only, for each member as the gate would say."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await play.joined("Tam", pace="Only when I ask", lines=("yes, tell me", "looks right", "ok"))
    await play.joined("Sol", group="Southwark")
    assert await facts_of(play, None, lambda facts: facts.reach(1)) == (2, 0, 1)
    await kofi.say("pause", "1 month")
    await bea.say("please stop all this for a while")
    assert await facts_of(play, None, lambda facts: facts.reach(1)) == (0, 1, 2)
    assert await facts_of(play, None, lambda facts: sum(facts.reach(None))) == 4


async def test_the_limit_of_news_counts_seven_days(play: Play) -> None:
    """Two news items a group in 7 days; what went to the page alone does not count; then the date of the next."""
    start = play.now
    for level in ("news", "page", "news"):
        await play.bot.database.write(lambda c, level=level: send_to_group(c, 1, "A chair", level, play.now))  # type: ignore[misc]  # a default binds it
        play.clock.move_to(play.now + DAY)
    assert await facts_of(play, None, lambda facts: facts.news_this_week(1)) == 2
    assert await facts_of(play, None, lambda facts: facts.news_this_week(2)) == 0
    assert await facts_of(play, None, lambda facts: facts.news_again_at(1)) == start + 7 * DAY
    play.clock.move_to(start + 7 * DAY)
    assert await facts_of(play, None, lambda facts: facts.news_this_week(1)) == 1


async def test_check_ins_come_back_in_words(play: Play) -> None:
    """Kept answers are read back with the question's and the answer's own words, newest first."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "A long walk", "money")
    play.clock.move_to(play.now + DAY)
    await kofi.say("menu", "check-in", "ok", "skip", "skip")
    second, first = await facts_of(play, kofi, lambda facts: facts.check_ins(5))
    assert second.lines == (("How are things today?", "OK"),)
    assert first.lines[:2] == (
        ("How are things today?", "Good"),
        ("Has anything been good, even something small?", "A long walk"),
    )
    assert first.lines[2][1] == "Money"
    assert await facts_of(play, kofi, lambda facts: facts.check_in_count()) == 2


async def test_the_monthly_question_comes_once_a_month(play: Play) -> None:
    """From the fourth check-in on, and 28 days after the last time."""
    kofi = await play.joined("Kofi")
    id = (await kofi.known()).id

    async def monthly() -> bool:
        return bool(await facts_of(play, kofi, lambda facts: facts.monthly_due()))

    for _ in range(3):
        assert not await monthly()
        await play.bot.database.write(
            lambda c: answers.keep(c, id, "check_in", 1, "me", {"CI-02": "good"}, play.now)
        )
    assert await monthly()
    await play.bot.database.write(
        lambda c: answers.keep(c, id, "check_in", 1, "me", {"CI-08": "to swim"}, play.now)
    )
    play.clock.move_to(play.now + 27 * DAY)
    assert not await monthly()
    play.clock.move_to(play.now + DAY)
    assert await monthly()


async def test_of_a_stranger_nothing_is_known(play: Play) -> None:
    """Facts about nobody are empty, and never somebody else's."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "skip", "skip")
    assert await facts_of(
        play,
        None,
        lambda facts: (
            facts.details(),
            facts.check_ins(5),
            facts.check_in_count(),
            facts.monthly_due(),
            facts.news(),
        ),
    ) == ((), (), 0, False, ())


async def test_details_count_every_kind_of_row(play: Play) -> None:
    """PV-02: the page of details names every table that has anything about the member, with how much."""
    kofi = await play.joined("Kofi")
    await kofi.say("menu", "check-in", "good", "skip", "skip")
    counts = dict(await facts_of(play, kofi, lambda facts: facts.details()))
    assert {
        "member": "1",
        "address": "1",
        "consent": "5",
        "membership": "1",
        "pace": "1",
        "response": "1",
        "answer": "1",
    }.items() <= counts.items()


async def test_a_group_is_as_large_as_its_members(play: Play) -> None:
    """Coordinators do not count; the names come from the configuration."""
    await play.joined("Kofi")
    await play.joined("Priya", role="coordinator")
    assert await facts_of(play, None, lambda facts: facts.group_size(1)) == 1
    assert await facts_of(play, None, lambda facts: [group.name for group in facts.groups()]) == [
        "Lambeth",
        "Southwark",
        "Lewisham",
    ]
    assert await facts_of(play, None, lambda facts: facts.backups_gone_by()) == date(2026, 12, 28)

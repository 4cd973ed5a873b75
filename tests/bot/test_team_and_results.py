"""Coordinators and representatives around a box: who is asked how it was, who reads the words, who hears what came out."""

import json
from sqlite3 import Connection

import pytest

from bot.feedback import closing, roster
from storage import boxes, events, groups, sealed, tallies
from storage.sealed import Slip
from tests.bot.play import DAY, HOUR, Person, Play
from tests.feedback.forum import meeting, read_on, somebody


async def closed(play: Play, *, words: tuple[str, ...] = ("More tea", "Open the door")) -> int:
    """A meeting of yesterday in Lambeth whose box six people have filled, on the day after its last."""

    def make(connection: Connection) -> int:
        found = events.add(
            connection, "meeting", "Housing forum", play.now - 26 * HOUR, ends_at=play.now - 24 * HOUR,
            group_id=groups.by_name(connection, "Lambeth"), asks=True,
        )  # fmt: skip
        closing.make(connection, play.bot.world, play.now)
        answered = [somebody(connection, number) for number in range(1, 7)]
        sealed.keep_note(connection, found, roster.NOTE, json.dumps(answered))
        for member in answered:
            sealed.enter(connection, found, member)
            sealed.drop_in(connection, found, Slip("MF-10", 0, "yes", 1))
        for text in words:
            sealed.drop_in(connection, found, Slip("MF-14", 1, text, 1))
        connection.execute("update box set asked_to = 99999999")
        return found

    number = await play.bot.database.write(make)
    await play.wait(8 * DAY)
    return number


def asked_to_read(person: Person) -> bool:
    return any("are ready to read" in message.text for message in person.heard)


def asked_how_it_was(person: Person) -> bool:
    return any(
        "Start" in [choice.label for choice in message.choices] and "Forum" in message.text
        for message in person.heard
    )


def told_of_results(person: Person) -> bool:
    return any("Results from Housing forum are in" in message.text for message in person.heard)


@pytest.mark.parametrize("staff", [True, False])
async def test_coordinators_in_the_pool_are_really_asked(play: Play, staff: bool) -> None:
    """ "Everyone invited is asked, staff and coordinators too": in their own chat, as members are; and else not at all."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    number = await meeting(play, "Forum")
    await play.bot.database.write(
        lambda c: c.execute("update event set staff = ? where id = ?", (staff, number))
    )
    await play.wait(3 * DAY)
    assert asked_how_it_was(kofi)
    assert asked_how_it_was(ana) is staff


async def test_coordinators_hear_of_results_as_members_do(play: Play) -> None:
    """Both at their own pace, and whoever switches meetings off is not told; the page shows it all the same."""
    ana, bo = await play.joined("Ana", role="coordinator"), await play.joined("Bo", role="coordinator")
    kofi = await play.joined("Kofi")
    await bo.say("my own menu")
    await bo.press("My pace", "Days, times, topics", "What it's about", "Meetings (chosen)", "Done")
    await closed(play, words=())
    await play.wait(4 * DAY)
    assert told_of_results(kofi) and told_of_results(ana)
    assert not told_of_results(bo)
    await bo.say("menu")
    await bo.press("Meetings")
    assert "Housing forum: 5 to 9 people" in await bo.press("Results")


async def test_the_words_are_read_by_the_groups_own_rep(play: Play) -> None:
    """Who reads them sees what comes of them. A rep of another group is not asked, and finds nothing to read."""
    await play.joined("Ana", role="coordinator")
    dee = await play.joined("Dee", role="representative")
    wren = await play.joined("Wren", role="representative", group="Southwark")
    await closed(play)
    assert asked_to_read(dee)
    assert not asked_to_read(wren)
    await wren.say("menu")
    await wren.press("Member rep")
    assert "Words to review" not in wren.labels


async def test_a_group_without_a_rep_is_read_by_another_groups(play: Play) -> None:
    """Otherwise no words could ever be shown."""
    await play.joined("Ana", role="coordinator")
    wren = await play.joined("Wren", role="representative", group="Southwark")
    await closed(play)
    assert asked_to_read(wren)
    await wren.press("Open")
    assert "1 of 2" in wren.last


async def test_whoever_has_begun_to_read_may_finish(play: Play) -> None:
    """Also if the group gets a rep of its own meanwhile."""
    await play.joined("Ana", role="coordinator")
    wren = await play.joined("Wren", role="representative", group="Southwark")
    await closed(play)
    await wren.press("Open", "It's fine", "Later")
    dee = await play.joined("Dee", role="representative")
    for rep in (wren, dee):
        await rep.say("menu")
        await rep.press("Member rep")
        assert "Words to review" in rep.labels


async def test_the_log_says_at_once_that_both_have_read(play: Play) -> None:
    """B32: as jobs and by role, when the second key is turned and not days later; one key alone is no line."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    number = await closed(play)

    async def logged() -> list[tuple[str, str, int]]:
        rows = await play.bot.database.read(lambda c: tallies.done_since(c, 0))
        return sorted(row for row in rows if row[1] == "words.reviewed")

    await ana.press("Open")
    await read_on(ana)
    assert await logged() == []
    await dee.press("Open")
    await read_on(dee)
    row = await play.bot.database.read(lambda c: boxes.of(c, number))
    assert row is not None and row.state == "agreed"
    once = [("coordinator", "words.reviewed", 1), ("representative", "words.reviewed", 1)]
    assert await logged() == once
    await play.wait(4 * DAY)
    assert await logged() == once, "and not once more when they open"


async def test_a_file_that_the_team_takes_is_in_the_log(play: Play) -> None:
    """Members and coordinators get the same bytes; that the team took one is a job in the log, of a role and nobody's name."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await closed(play, words=())
    await play.wait(4 * DAY)
    for person in (ana, kofi):
        await person.press("Show me", "Get the file", "CSV")
    rows = await play.bot.database.read(lambda c: tallies.done_since(c, 0))
    assert [row for row in rows if row[1] == "results.taken"] == [("coordinator", "results.taken", 1)]
    await kofi.say("log")
    assert "– Took results away as a file: 1 (coordinators)" in kofi.last

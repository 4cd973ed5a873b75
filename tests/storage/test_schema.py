"""What the real schema refuses, and what a change of nothing does."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import broadcasts, channels, invites, members, sessions
from storage.database import Database


@pytest.fixture
async def real(path: Path) -> AsyncIterator[Database]:
    """A database with the bot's own schema, and one member in it."""
    async with Database.open(path) as database:
        await database.write(lambda c: members.add(c, "room", "p1", "en", False, 0))
        yield database


LETTER = "insert into letter (channel, address, lane, class, kind, state, made_at, due_at) values ('a', 'b', {}, '{}', 'k', 'ready', 0, 0)"


@pytest.mark.parametrize(
    "statement",
    [
        "insert into pace values (1, 'nonsense', '{}', null)",
        LETTER.format(9, "reply"),
        LETTER.format(-1, "reply"),
        LETTER.format(0, "nonsense"),
        "insert into invite values ('x', 'king', null, 1, 0)",
        "insert into invite values ('x', 'member', null, -1, 0)",
    ],
)
async def test_a_row_that_cannot_be_is_refused(real: Database, statement: str) -> None:
    """A word that no part of the program knows never gets as far as a row."""
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        await real.write(lambda c: c.execute(statement).rowcount)


@pytest.mark.parametrize("word", ["reply", "urgent", "asked", "ordinary"])
async def test_every_class_of_letters_is_taken(real: Database, word: str) -> None:
    """The four classes of PACE.md 3, in any lane."""
    assert await real.write(lambda c: c.execute(LETTER.format(3, word)).rowcount) == 1


async def test_a_change_of_nothing_changes_nothing(real: Database) -> None:
    """No field to set is no error."""
    await real.write(lambda c: members.change(c, 1, {}))


async def test_a_code_is_never_used_below_nothing(real: Database) -> None:
    """The last use is the last."""
    await real.write(lambda c: invites.add(c, "ABCDEFGHJK", "member", None, 1, 10))
    assert await real.write(lambda c: invites.use(c, "abcdefghjk", 5)) is not None
    assert await real.write(lambda c: invites.use(c, "ABCDEFGHJK", 5)) is None


async def test_old_sessions_come_a_page_at_a_time(real: Database) -> None:
    """Each page begins behind the last id of the one before, so the whole is seen whatever stays."""

    def fill(connection: sqlite3.Connection) -> None:
        for number in range(2, 6):
            id = members.add(connection, "room", f"p{number}", "en", False, 0)
            sessions.save(connection, id, [], ["a", "b"], 5)

    await real.write(fill)
    pages, after = [], 0
    while page := await real.read(lambda c, past=after: sessions.older_than(c, 6, 3, past)):  # type: ignore[misc]  # a default binds it
        pages.append(page)
        after = page[-1]
    assert pages == [[2, 3, 4], [5]]


async def test_of_an_update_only_the_day_is_kept(real: Database) -> None:
    """A number tells a repeat apart for two days; the moment is nobody's business."""
    assert await real.write(lambda c: channels.first_time(c, "telegram", 7, 3 * 86400 + 5555))
    assert not await real.write(lambda c: channels.first_time(c, "telegram", 7, 4 * 86400))
    assert await real.read(lambda c: c.execute("select at from taken").fetchall()) == [(3 * 86400,)]


async def test_a_broadcast_loses_its_sender_and_not_its_words(real: Database) -> None:
    """Who leaves takes the name along; what the group was told stays for its 60 days."""
    id = await real.write(lambda c: broadcasts.add(c, None, "news", "T\n\nB", 0, 9, 1))

    async def words() -> tuple[object, ...]:
        found = await real.read(lambda c: broadcasts.item(c, id))
        return found[:2] if found else ()

    await real.write(lambda c: members.change(c, 1, {"name": "Wren"}))
    assert await words() == ("T\n\nB", "Wren")
    await real.write(lambda c: members.forget(c, 1))
    assert await words() == ("T\n\nB", "")
    await real.write(lambda c: broadcasts.prune(c, 1))
    assert await words() == ()

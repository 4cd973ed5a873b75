"""Reads and writes: one function, one transaction, shared commits."""

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import MOST_TOGETHER, Database

Work = Callable[[sqlite3.Connection], None]


def add(name: str) -> Work:
    def work(conn: sqlite3.Connection) -> None:
        conn.execute("insert into parent (name) values (:name)", {"name": name})

    return work


def names(conn: sqlite3.Connection) -> list[str]:
    return [name for (name,) in conn.execute("select name from parent order by id")]


async def test_a_write_returns_what_its_function_returns(small: Database) -> None:
    """A write hands back its function's result, and a later read sees the row."""
    key = await small.write(
        lambda conn: conn.execute("insert into parent (name) values ('Ada') returning id").fetchone()[0]
    )
    assert await small.read(lambda conn: conn.execute("select id, name from parent").fetchall()) == [
        (key, "Ada")
    ]


async def test_writes_that_wait_together_share_one_commit(small: Database) -> None:
    """Sixty-four writes asked for at once cost one commit."""
    await asyncio.gather(*(small.write(add(str(n))) for n in range(64)))
    assert (small.writes, small.commits) == (64, 1)


async def test_a_batch_has_a_bound(small: Database) -> None:
    """More writes than one batch takes are committed in several, in the order they were asked for."""
    await asyncio.gather(*(small.write(add(str(n))) for n in range(2 * MOST_TOGETHER + 1)))
    assert small.commits == 3
    assert await small.read(names) == [str(n) for n in range(2 * MOST_TOGETHER + 1)]


async def test_a_read_comes_after_the_writes_asked_for_before_it(small: Database) -> None:
    """A read that is asked for after a write, though neither was awaited, sees that write."""
    writing = asyncio.ensure_future(small.write(add("Ada")))
    await asyncio.sleep(0)
    assert await small.read(names) == ["Ada"]
    await writing


async def test_a_failing_write_is_undone_alone(small: Database) -> None:
    """In a batch, the write that raises gets its own error and leaves nothing; its neighbours stay."""

    def half(conn: sqlite3.Connection) -> None:
        add("half")(conn)
        raise LookupError("after half its work")

    answers = await asyncio.gather(
        small.write(add("one")), small.write(half), small.write(add("two")), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [type(None), LookupError, type(None)]
    assert await small.read(names) == ["one", "two"]
    assert (small.writes, small.commits) == (2, 1)


async def test_a_lone_failing_write_leaves_nothing(small: Database) -> None:
    """A write alone in its batch that raises is rolled back, and the next one works."""

    def half(conn: sqlite3.Connection) -> None:
        add("half")(conn)
        raise LookupError

    with pytest.raises(LookupError):
        await small.write(half)
    await small.write(add("next"))
    assert await small.read(names) == ["next"]


async def test_an_unread_statement_in_a_failing_write_harms_nobody(small: Database) -> None:
    """A write that raises while a `returning` statement is half read is undone like any other."""

    def careless(conn: sqlite3.Connection) -> None:
        cursor = conn.execute("insert into parent (name) values ('x'), ('y') returning id")
        next(cursor)
        raise LookupError

    answers = await asyncio.gather(
        small.write(add("one")), small.write(careless), small.write(add("two")), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [type(None), LookupError, type(None)]
    assert await small.read(names) == ["one", "two"]


async def test_a_write_that_returns_an_open_cursor_fails_alone(small: Database) -> None:
    """A cursor that is handed out of its transaction is that write's error, not its neighbours'."""

    def careless(conn: sqlite3.Connection) -> sqlite3.Cursor:
        cursor = conn.execute("insert into parent (name) values ('x'), ('y') returning id")
        next(cursor)
        return cursor

    answers = await asyncio.gather(
        small.write(add("one")), small.write(careless), small.write(add("two")), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [type(None), sqlite3.OperationalError, type(None)]
    assert await small.read(names) == ["one", "two"]


async def test_a_failing_commit_fails_everybody_in_it(small: Database) -> None:
    """When COMMIT itself fails (a foreign key is checked last) all callers learn it and nothing stays."""

    def orphan(conn: sqlite3.Connection) -> None:
        conn.execute("insert into child (parent_id) values (404)")

    answers = await asyncio.gather(
        small.write(add("one")), small.write(orphan), small.write(add("two")), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [sqlite3.IntegrityError] * 3
    assert await small.read(names) == []
    assert (small.writes, small.commits) == (0, 0)
    await small.write(add("next"))
    assert await small.read(names) == ["next"]


async def test_a_transaction_that_sqlite_ends_fails_everybody_in_it(small: Database) -> None:
    """When SQLite rolls the transaction back under a write, nobody in the batch is told theirs was kept."""
    await small.write(add("there"))
    ending = "insert or rollback into parent (name) values ('there')"
    answers = await asyncio.gather(
        small.write(add("one")),
        small.write(lambda conn: conn.execute(ending).rowcount),
        small.write(add("two")),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers] == [sqlite3.IntegrityError] * 3
    assert await small.read(names) == ["there"]


async def test_a_begin_that_fails_fails_everybody_in_it(small: Database) -> None:
    """When another process holds the database too long, the whole batch is told and the next one works."""
    await small.read(lambda conn: conn.execute("PRAGMA busy_timeout = 1").fetchone())
    other = sqlite3.connect(small.path, isolation_level=None)
    other.execute("begin immediate")
    answers = await asyncio.gather(small.write(add("a")), small.write(add("b")), return_exceptions=True)
    other.execute("rollback")
    other.close()
    assert [type(answer) for answer in answers] == [sqlite3.OperationalError] * 2
    await small.write(add("c"))
    assert await small.read(names) == ["c"]


async def test_a_cancelled_caller_cancels_nothing(small: Database) -> None:
    """A caller that is cancelled while it waits takes neither its own write back nor anybody else's."""
    tasks = [asyncio.ensure_future(small.write(add(name))) for name in ("one", "two", "three")]
    await asyncio.sleep(0)
    tasks[1].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(answer) for answer in answers] == [type(None), asyncio.CancelledError, type(None)]
    assert await small.read(names) == ["one", "two", "three"]


async def test_stop_iteration_reaches_its_caller_as_an_error(small: Database) -> None:
    """StopIteration let out of a function, which no future can carry, fails its caller and hangs nobody."""

    def empty(conn: sqlite3.Connection) -> None:
        next(conn.execute("select 1 where 0"))

    answers = await asyncio.gather(small.write(empty), small.write(add("one")), return_exceptions=True)
    assert [type(answer) for answer in answers] == [RuntimeError, type(None)]
    with pytest.raises(RuntimeError):
        await small.read(empty)


async def test_a_read_that_writes_is_refused(small: Database) -> None:
    """What a function given to `read` changes is taken back, and the mistake is said."""
    with pytest.raises(RuntimeError, match="give it to write"):
        await small.read(add("Ada"))
    assert await small.read(names) == []


async def test_a_read_error_reaches_its_caller(small: Database) -> None:
    """A read that raises gives its caller that error, and the next read works."""
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await small.read(lambda conn: conn.execute("select * from nowhere").fetchall())
    assert await small.read(names) == []


async def test_a_read_sees_one_state_while_another_process_writes(small: Database) -> None:
    """Two looks inside one read agree, though another process commits between them."""

    def twice(conn: sqlite3.Connection) -> tuple[list[str], list[str]]:
        first = names(conn)
        other = sqlite3.connect(small.path, isolation_level=None)
        add("meanwhile")(other)
        other.close()
        return first, names(conn)

    assert await small.read(twice) == ([], [])
    assert await small.read(names) == ["meanwhile"]


async def test_functions_run_on_one_thread_that_is_not_the_loops(small: Database) -> None:
    """Every function runs on the database's own thread."""
    seen = {await small.read(lambda conn: threading.current_thread().name)}
    seen.add(await small.write(lambda conn: threading.current_thread().name))
    assert seen == {"database"}


async def test_closing_finishes_what_was_asked_for(path: Path, migrations: Path) -> None:
    """Writes that wait when the database is closed are committed and answered first, however many."""
    database = await Database.open(path, migrations=migrations)
    tasks = [asyncio.ensure_future(database.write(add(str(n)))) for n in range(3 * MOST_TOGETHER)]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*tasks)
    assert database.writes == 3 * MOST_TOGETHER


async def test_a_closed_database_refuses(path: Path, migrations: Path) -> None:
    """After closing, which may be done twice, reads and writes are refused at once."""
    database = await Database.open(path, migrations=migrations)
    await database.close()
    await database.close()
    with pytest.raises(ValueError, match="closed"):
        await database.write(add("late"))
    with pytest.raises(ValueError, match="closed"):
        await database.read(names)


async def test_a_closed_database_is_one_file(path: Path, migrations: Path) -> None:
    """Closing folds the write-ahead log into the file; beside it only the lock file stays."""
    async with Database.open(path, migrations=migrations) as database:
        await database.write(add("Ada"))
        assert path.with_name("alongside.db-wal").exists()
    assert {file.name for file in path.parent.iterdir() if file.is_file()} == {
        "alongside.db",
        "alongside.db.lock",
    }


async def test_deleted_words_leave_every_file_of_the_database(small: Database) -> None:
    """Once a row is deleted and the log emptied, its words are in no file of the database."""
    words = "something said in confidence"
    await small.write(add(words))
    await small.write(lambda conn: conn.execute("delete from parent").rowcount)
    assert await small.empty_log()
    family = [file for file in small.path.parent.iterdir() if file.name.startswith(small.path.name)]
    assert len(family) == 4
    assert not any(words.encode() in file.read_bytes() for file in family)


async def test_a_reader_is_neither_waited_for_nor_forgotten(small: Database) -> None:
    """While somebody reads, the log cannot be emptied: that is said at once, and stays owed until it is done."""
    await small.write(add("before"))
    with closing(sqlite3.connect(small.path)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from parent").fetchone()
        await small.write(lambda conn: conn.execute("delete from parent").rowcount)
        begun = time.monotonic()
        assert not await small.empty_log()
        assert time.monotonic() - begun < 2
        assert small.log_owed
        assert await small.read(lambda conn: conn.execute("pragma busy_timeout").fetchone()) == (5000,)
    assert await small.empty_log()
    assert not small.log_owed


async def test_nothing_of_a_turn_is_logged(small: Database, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG, with a write and a read that fail on somebody's words, no log line holds those words."""
    caplog.set_level(logging.DEBUG)
    words = "Wren, 07700 900123"

    def failing(conn: sqlite3.Connection) -> None:
        raise LookupError(words)

    await small.write(add(words))
    for call in (small.read, small.write):
        with pytest.raises(LookupError):
            await call(failing)
    assert "07700" not in caplog.text and "parent" not in caplog.text

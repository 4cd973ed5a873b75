"""Sharing a commit changes nothing: any batch ends as if its writes had run alone, one after another."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database import Database, behind_savepoint

SCHEMA = "create table said (word text primary key, n integer not null check (n < 4)) strict;"
STEPS = st.lists(st.sampled_from(["a", "b", "c", "raise", "inner", "unread", "add"]), max_size=5)
Write = Callable[[sqlite3.Connection], int]


def make(steps: list[str]) -> Write:
    """A write that takes these steps; some of them raise, after what came before them was done."""

    def count(conn: sqlite3.Connection, word: str) -> None:
        conn.execute("insert into said values (?, 1) on conflict do update set n = n + 1", (word,))

    def run(conn: sqlite3.Connection) -> int:
        for step in steps:
            match step:
                case "raise":
                    raise LookupError
                case "inner":  # a write may keep savepoints of its own
                    try:
                        behind_savepoint(conn, make(["a", "b", "raise"]))
                    except (LookupError, sqlite3.IntegrityError):
                        count(conn, "c")
                case "unread":
                    next(conn.execute("update said set n = n returning word"))
                case "add":
                    conn.execute("insert into said values ('a', 1)")
                case _:
                    count(conn, step)
        (total,) = conn.execute("select coalesce(sum(n), 0) from said").fetchone()
        return int(total)

    return run


def rows(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    return conn.execute("select word, n from said order by word").fetchall()


def one_by_one(writes: list[Write]) -> tuple[list[object], list[tuple[str, int]]]:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.execute(SCHEMA)
    answers: list[object] = []
    for write in writes:
        conn.execute("begin")
        try:
            answers.append(write(conn))
            conn.execute("commit")
        except Exception as error:
            conn.execute("rollback")
            answers.append(type(error))
    stored = rows(conn)
    conn.close()
    return answers, stored


async def together(batches: list[list[Write]]) -> tuple[list[object], list[tuple[str, int]]]:
    answers: list[object] = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "0001_first.sql").write_text(SCHEMA, encoding="utf-8")
        async with Database.open(Path(folder) / "test.db", migrations=Path(folder)) as database:
            for batch in batches:
                got = await asyncio.gather(*map(database.write, batch), return_exceptions=True)
                answers += [type(answer) if isinstance(answer, Exception) else answer for answer in got]
            return answers, await database.read(rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(STEPS, min_size=1, max_size=8), max_size=3))
def test_any_batches_equal_the_same_writes_one_by_one(plans: list[list[list[str]]]) -> None:
    """Results, errors and rows are those of the same writes run each in a transaction of its own."""
    batches = [[make(steps) for steps in plan] for plan in plans]
    answers, stored = asyncio.run(together(batches))
    expected_answers, expected_rows = one_by_one([write for batch in batches for write in batch])
    assert stored == expected_rows
    assert [RuntimeError if answer is StopIteration else answer for answer in expected_answers] == answers

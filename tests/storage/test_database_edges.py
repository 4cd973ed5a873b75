"""The edges of a commit: what runs last inside it, and what is told first after it."""

import asyncio
import sqlite3
from collections.abc import Callable

import pytest

from storage.database import Database


def add(name: str) -> Callable[[sqlite3.Connection], None]:
    def work(conn: sqlite3.Connection) -> None:
        conn.execute("insert into parent (name) values (:name)", {"name": name})

    return work


def names(conn: sqlite3.Connection) -> list[str]:
    return [name for (name,) in conn.execute("select name from parent order by id")]


async def test_before_commit_is_in_the_transaction(small: Database) -> None:
    """A `before_commit` function runs once a batch, and what it writes is committed with the batch."""
    small.before_commit.append(add("last word"))
    await asyncio.gather(small.write(add("one")), small.write(add("two")))
    assert await small.read(names) == ["one", "two", "last word"]


async def test_a_failing_before_commit_fails_the_batch(small: Database) -> None:
    """When a `before_commit` function raises, nothing of the batch is kept and every caller learns it."""

    def refuse(conn: sqlite3.Connection) -> None:
        raise PermissionError

    small.before_commit.append(refuse)
    answers = await asyncio.gather(small.write(add("a")), small.write(add("b")), return_exceptions=True)
    assert [type(answer) for answer in answers] == [PermissionError] * 2
    assert await small.read(names) == []


async def test_after_batch_is_told_before_the_callers(small: Database) -> None:
    """`after_batch` functions hear once a batch whether it was committed, before any caller is answered."""
    heard: list[bool] = []
    small.after_batch.append(heard.append)
    await asyncio.gather(small.write(add("a")), small.write(add("b")))
    assert heard == [True]
    with pytest.raises(sqlite3.IntegrityError):
        await small.write(add("a"))
    assert heard == [True, False]


async def test_a_failing_after_batch_takes_nothing_back(small: Database) -> None:
    """An `after_batch` function that raises is reported to the loop; the callers still get their answers."""
    reports: list[BaseException] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reports.append(context["exception"]))

    def refuse(committed: bool) -> None:
        raise PermissionError

    small.after_batch.append(refuse)
    await small.write(add("kept"))
    assert await small.read(names) == ["kept"]
    assert [type(report) for report in reports] == [PermissionError]

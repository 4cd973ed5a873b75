"""Several writes in one transaction, each undone alone when it fails.

A write whose function raises is rolled back to a savepoint and the others stay. Two things make that harder
than it looks. SQLite now and then ends the transaction itself (a full disk, `ON CONFLICT ROLLBACK`): then
nothing of the batch is left and nobody may be told otherwise. And a statement that is not read to its end
(`… returning` is one) blocks RELEASE, and an error keeps such a statement alive through its traceback: so
the local variables of the frames it came through are let go first.
"""

import sqlite3
import traceback
from asyncio import Future
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Write:
    """One function that waits for its turn on the database thread, and what came of it."""

    function: Callable[[sqlite3.Connection], Any]
    future: Future[None]
    result: Any = None
    error: BaseException | None = None


def behind_savepoint(conn: sqlite3.Connection, function: Callable[[sqlite3.Connection], T]) -> T:
    """Run `function` inside the open transaction; if it raises, undo what it did, and only that, and raise.

    When even the undoing fails the whole transaction is rolled back: `conn.in_transaction` tells.
    """
    result = None
    conn.execute("SAVEPOINT one")
    try:
        result = function(conn)
        conn.execute("RELEASE one")
    except BaseException as error:
        result = None
        _let_go(error)
        try:
            conn.execute("ROLLBACK TO one")
            conn.execute("RELEASE one")
        except sqlite3.Error:
            roll_back(conn)
        raise
    return result


def run_together(
    conn: sqlite3.Connection,
    batch: Sequence[Write],
    before_commit: Sequence[Callable[[sqlite3.Connection], None]] = (),
) -> BaseException | None:
    """Run and commit `batch`; each write keeps its own result or error. Never raises.

    Returns None when it was committed. Otherwise nothing of it was kept and every write carries the error
    that is returned.
    """
    try:
        conn.execute("BEGIN IMMEDIATE")
        if len(batch) == 1:
            batch[0].result = batch[0].function(conn)  # alone, it needs no savepoint
        else:
            _run_each(conn, batch)
        for last_word in before_commit:
            last_word(conn)
        conn.execute("COMMIT")
    except BaseException as error:
        _let_go(error)
        roll_back(conn)
        for write in batch:
            write.result, write.error = None, error
        return error
    return None


def _run_each(conn: sqlite3.Connection, batch: Sequence[Write]) -> None:
    for write in batch:
        try:
            write.result = behind_savepoint(conn, write.function)
        except BaseException as error:
            if not conn.in_transaction:
                raise  # with the transaction went the work of those before
            write.error = error


def run_read(conn: sqlite3.Connection, function: Callable[[sqlite3.Connection], T]) -> T:
    """Run `function` against one committed state and keep nothing it may have changed."""
    before = conn.total_changes
    conn.execute("BEGIN")
    try:
        result = function(conn)
        if conn.total_changes != before:
            raise RuntimeError("a function given to read() writes; give it to write()")
    except BaseException as error:
        _let_go(error)
        raise
    finally:
        roll_back(conn)
    return result


def roll_back(conn: sqlite3.Connection) -> None:
    """End the open transaction, if SQLite has not ended it already, and keep nothing of it. Never raises."""
    if conn.in_transaction:
        try:
            conn.execute("ROLLBACK")
        except sqlite3.Error:
            pass  # it stays open, so the next BEGIN fails and tells its callers; nothing can be committed


def _let_go(error: BaseException | None) -> None:
    seen: list[BaseException] = []  # `raise error from error` makes a ring
    while error is not None and error not in seen:
        seen.append(error)
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__

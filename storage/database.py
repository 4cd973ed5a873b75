"""The database: one connection, one thread, and writes that share their commits.

A transaction is one plain function of a `sqlite3.Connection` that runs whole on the connection's own thread.
No await can stand inside it, so there is no interleaving to reason about: functions run one after another,
in the order in which they were asked for.

*Group commit.* What costs time is the commit, which waits for the disk. So the thread takes every write that
is waiting (up to MOST_TOGETHER) as one batch: BEGIN IMMEDIATE, each write behind a savepoint of its own
(storage/transaction.py), one COMMIT, and one call back into the event loop that answers every caller. While a
commit waits for the disk the next batch gathers, so batches grow with the load and a lone write waits for
nobody. A batch of one needs no savepoint: its transaction is its savepoint.

*Who learns what.* A write whose function raises is undone alone, and its caller gets the error. If the
transaction itself fails (BEGIN, COMMIT, or SQLite gives up on a full disk) nothing of the batch is kept and
every caller gets that error. A caller that is answered without an error is on the disk: a kill -9 or a power
cut afterwards takes nothing back. A caller that is cancelled learns nothing; its write happens all the same.

*At the edge of a commit.* `before_commit` functions run inside the transaction after the last write of the
batch, and what they raise fails the batch. `after_batch` functions run once the batch is decided and before
any caller is answered; they are told whether it was committed. Both run on the database thread: that is where
the ballot box turns its keys, once for each commit.

Functions given to `read` and `write` return plain values: a cursor that is handed out would outlive its
transaction. Nothing about them is logged, at any level: aiosqlite logs what it runs, so it is only ever given
functions without arguments that never raise.
"""

import asyncio
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Self, TypeVar

import aiosqlite

from storage.copying import Progress, copy_database
from storage.lock import ProcessLock
from storage.migrate import load_migrations
from storage.opening import BUSY_MS, open_file, permissions_problem
from storage.problems import DatabaseProblem
from storage.transaction import Write, behind_savepoint, run_read, run_together

__all__ = ["MOST_TOGETHER", "Database", "DatabaseProblem", "behind_savepoint", "permissions_problem"]

MOST_TOGETHER = 256
"""Writes in one commit at most, so that reads and the first of many writers never wait long."""

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]


class Database(aiosqlite.Connection):
    """The bot's database. Made by `Database.open`; used from one event loop, the one it was opened in."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        exclusive: bool = True,
        migrations: Traversable | None = None,
    ) -> Self:
        """Return the database at `path`, to be awaited or entered with `async with`.

        `exclusive` is for the running bot: a second exclusive opener is refused. A command that works beside
        the bot opens without it. Raises DatabaseProblem for whatever a person has to mend.
        """
        return cls(path, create=create, exclusive=exclusive, migrations=migrations)

    def __init__(self, path: Path, *, create: bool, exclusive: bool, migrations: Traversable | None) -> None:
        self.path = path.resolve()  # two names of one file have one lock
        self._lock: ProcessLock | None = None

        def open_here() -> sqlite3.Connection:
            self._connection, self._lock = open_file(
                self.path, load_migrations(migrations), create=create, exclusive=exclusive
            )
            return self._connection

        super().__init__(open_here, iter_chunk_size=64)
        self._thread.name = "database"
        self._thread.daemon = True  # a bot that crashes without closing must end, and be started again
        self._waiting: deque[Write] = deque()
        self._called = False  # the thread has been, or is about to be, told that writes wait
        self._closing = False
        self.before_commit: list[Callable[[sqlite3.Connection], None]] = []
        self.after_batch: list[Callable[[bool], None]] = []
        self.writes = 0
        """Writes committed since opening."""
        self.commits = 0
        """Commits since opening."""
        self.log_owed = False
        """Something was to leave the write-ahead log and is still in it (`empty_log`)."""

    def __await__(self) -> Generator[Any, None, Self]:
        return self._begin().__await__()

    async def __aenter__(self) -> Self:
        return await self

    async def read(self, function: Work[T]) -> T:
        """Run `function` on the database thread and return what it returns. It sees one committed state.

        A function that writes here is a mistake of ours: RuntimeError, and nothing of it is kept.
        """
        self._assert_open()
        if self._waiting:
            self._call_thread()  # what was asked for first happens first
        return await self._hop(lambda: run_read(self._conn, function))

    async def write(self, function: Work[T]) -> T:
        """Run `function` in a transaction on the database thread; return its result once that is on disk.

        Raises what `function` raises, with nothing of it kept, or what made the shared commit fail.
        """
        self._assert_open()
        write = Write(function, self._loop.create_future())
        self._waiting.append(write)
        if not self._called:
            self._called = True
            # Not at once: the others whose turn it is in this pass of the loop come along.
            self._loop.call_soon(self._call_thread)
        await write.future
        if write.error is not None:
            try:
                raise write.error
            finally:
                del write  # or the error would hold its own traceback, and that the error
        result: T = write.result
        return result

    async def check(self) -> list[str]:
        """Look the whole file over. Returns what is wrong, one problem a line with how to mend it."""
        found = [problem] if (problem := permissions_problem(self.path)) else []
        try:
            damage = await self.read(lambda conn: conn.execute("PRAGMA quick_check(1)").fetchone()[0])
            astray = await self.read(lambda conn: conn.execute("PRAGMA foreign_key_check").fetchall())
        except sqlite3.DatabaseError as error:
            damage, astray = str(error), []
        if damage != "ok":
            found.append(f"{self.path} is damaged ({damage}). Stop the bot and restore the last backup.")
        if astray:
            tables = ", ".join(sorted({row[0] for row in astray}))
            found.append(f"{self.path} has rows that point at nothing, in {tables}. Restore the last backup.")
        return found

    async def empty_log(self) -> bool:
        """Move all that is committed into the file and empty the write-ahead log, where deleted rows linger.

        Returns False when somebody's reading (a backup) kept some of it there, or the disk did: then `log_owed` stays
        set, and it is for the caller to try again later. Nobody waits for that reader, and it never raises for it.
        """
        self._assert_open()
        self.log_owed = True

        def checkpoint() -> bool:
            try:
                self._conn.execute("PRAGMA busy_timeout = 0")
                (busy, _, _) = self._conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
            except sqlite3.Error:
                return False
            finally:
                self._conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

        self.log_owed = not await self._hop(checkpoint)
        return not self.log_owed

    async def backup_to(self, path: Path, progress: Progress | None = None) -> None:
        """Copy what is committed now to the new file `path`, while writes go on.

        `progress(done, total)` is called on the event loop, in pages. Cancelled, it leaves nothing behind.
        """
        self._assert_open()
        abandoned = threading.Event()

        def stepped(done: int, total: int) -> None:
            if abandoned.is_set():
                raise InterruptedError
            if progress is not None:
                self._loop.call_soon_threadsafe(progress, done, total)

        with ThreadPoolExecutor(1, "backup") as thread:
            try:
                await self._loop.run_in_executor(thread, copy_database, self.path, path, stepped)
            finally:
                abandoned.set()

    async def close(self) -> None:
        """Finish what was asked for, then close the file, end the thread and let go of the lock."""
        if self._connection is None or self._closing:
            return
        self._closing = True
        try:
            while self._waiting:
                self._call_thread()
                await self._hop(lambda: None)
        finally:
            try:
                await super().close()
            finally:
                self._ended()

    async def _begin(self) -> Self:
        if self._connection is not None:
            return self  # `async with await Database.open(…)` is as good as without the await
        self._loop = asyncio.get_running_loop()
        self._thread.start()
        try:
            await self._hop(self._connector)
        except BaseException:
            stopped = self.stop()  # closes, on its own thread, what was opened for a caller who is gone
            if stopped is not None:
                await stopped
            self._ended()
            raise
        return self

    def _ended(self) -> None:
        self._thread.join()
        if self._lock is not None:
            self._lock.release()

    def _assert_open(self) -> None:
        if self._connection is None or self._closing:
            raise ValueError("the database is closed")

    def _call_thread(self) -> None:
        self._tx.put_nowait((None, self._run_batch))

    async def _hop(self, function: Callable[[], T]) -> T:
        future: asyncio.Future[tuple[T] | BaseException] = self._loop.create_future()

        def answer() -> tuple[T] | BaseException:
            try:
                return (function(),)
            except BaseException as error:
                return error

        self._tx.put_nowait((future, answer))
        outcome = await future
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome[0]

    # What follows runs on the database thread.

    def _run_batch(self) -> None:
        self._called = False  # before the queue is emptied: whoever comes later calls again
        batch = [self._waiting.popleft() for _ in range(min(MOST_TOGETHER, len(self._waiting)))]
        if self._waiting:
            self._call_thread()
        if not batch:
            return
        failure = run_together(self._conn, batch, self.before_commit)
        if failure is None:
            self.commits += 1
            self.writes += sum(write.error is None for write in batch)
        try:
            for decided in self.after_batch:
                decided(failure is None)
        except BaseException as error:
            self._loop.call_soon_threadsafe(
                self._loop.call_exception_handler,
                {"message": "a function in after_batch failed", "exception": error},
            )
        self._loop.call_soon_threadsafe(_answer, batch)


def _answer(batch: list[Write]) -> None:
    for write in batch:
        if not write.future.done():  # done already: its caller was cancelled
            write.future.set_result(None)

"""Our own turn, rendered in plain aiosqlite: the same parsing, desk and effects, the same statements, one await each.

This is what the turn would be without `Database.write`: a lock around a transaction (one connection is shared), every
statement a hop to aiosqlite's thread and back, one commit and fsync a turn. The statements are those that our turn
really makes: it runs against a recorder that answers reads from a second connection and takes writes down, and what was
recorded is then awaited statement by statement. Savepoints are left out, as a plain rendering has no use for them. In
its disfavour stands that reads happen twice (about 4 microseconds each).
"""

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import aiosqlite

from bot.channels.telegram_wire import read_update
from bot.clock import SystemClock
from storage import sealed
from tests.bench import ours
from tests.bench.drive import Turn, people_of, turns_per_second
from tests.bench.updates import RawUpdate

Parameters = Sequence[Any]


class Made:
    """Stands for the id of a row that is still to be inserted."""


class Recorder:
    """A connection as far as a turn needs one: reads are answered, writes are taken down."""

    in_transaction = True

    def __init__(self, reading: sqlite3.Connection) -> None:
        self._reading = reading
        self.statements: list[tuple[str, Parameters]] = []

    def execute(self, sql: str, parameters: Parameters = ()) -> Any:
        if sql.startswith(("SAVEPOINT", "RELEASE")):
            return None
        self.statements.append((sql, parameters))
        return self._reading.execute(sql, parameters) if sql.lstrip().startswith("select") else _Written()

    def executemany(self, sql: str, rows: Iterable[Parameters]) -> Any:
        self.statements += [(sql, row) for row in rows]
        return _Written()


class _Written:
    rowcount = 1

    def fetchone(self) -> tuple[type[Made]]:
        return (Made,)


@asynccontextmanager
async def opened(directory: Path, people: int) -> AsyncIterator[Turn]:
    """Everybody has joined; then the same bot's turns, against the recorder."""
    async with ours.opened(directory, people):
        pass
    path = directory / "data" / "ours.sqlite3"
    lock, marks, clock = asyncio.Lock(), itertools.count(1), SystemClock()
    reading = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    sealed.prepare(reading)
    try:
        async with ours.world(directory) as turns, aiosqlite.connect(path, isolation_level=None) as db:
            await db.execute("pragma synchronous = full")
            await db.execute("pragma foreign_keys = on")
            await db.executescript(sealed.TABLES)

            async def turn(raw: RawUpdate) -> None:
                async with lock:
                    inbound = read_update({**raw, "update_id": next(marks)})
                    await db.execute("begin immediate")
                    recorder = Recorder(reading)
                    turns.take_in(cast(sqlite3.Connection, recorder), [inbound], clock.now())
                    made = 0
                    for sql, parameters in recorder.statements:
                        values = [made if value is Made else value for value in parameters]
                        rows = list(await db.execute_fetchall(sql, values))
                        made = rows[0][0] if "returning" in sql else made
                    await db.commit()

            yield turn
    finally:
        reading.close()


async def run(waiting: int, checkins: int, directory: Path) -> float:
    """Turns a second."""
    async with opened(directory, people_of(waiting)) as turn:
        return await turns_per_second(turn, waiting, checkins, ours.BUTTONS)


kept = ours.kept

"""kill -9: what was acknowledged is there, nothing is half there, and the next process is let in."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.database import Database, DatabaseProblem

ROOT = Path(__file__).parents[2]

WRITER = """
import asyncio, sys
from pathlib import Path
from storage.database import Database

def turn(number):
    def work(conn):
        conn.execute("insert into parent (id, name) values (?, ?)", (number, str(number)))
        conn.execute("insert into child (id, parent_id) values (?, ?)", (number, number))
        if number % 7 == 0:
            raise LookupError
    return work

async def writer(database, start):
    for number in range(start, start + 10**9, 16):
        try:
            await database.write(turn(number))
        except LookupError:
            continue
        print(number, flush=True)

async def main(path, migrations, start):
    async with Database.open(Path(path), migrations=Path(migrations)) as database:
        await asyncio.gather(*(writer(database, int(start) + offset) for offset in range(16)))

asyncio.run(main(*sys.argv[1:]))
"""


@contextmanager
def writing(path: Path, migrations: Path, start: int) -> Iterator[Iterator[int]]:
    """Run a process that writes without end; yields the numbers it says were written, then kills it."""
    command = [sys.executable, "-c", WRITER, str(path), str(migrations), str(start)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield (int(line) for line in process.stdout if line.endswith("\n"))
        finally:
            process.kill()


async def killed(path: Path, migrations: Path, round_: int) -> None:
    start = round_ * 1_000_000
    with writing(path, migrations, start) as written:
        said = [next(written) for _ in range(50 + 37 * round_)]
    async with Database.open(path, migrations=migrations) as database:
        parents = {
            key for (key,) in await database.read(lambda c: c.execute("select id from parent").fetchall())
        }
        children = {
            key for (key,) in await database.read(lambda c: c.execute("select id from child").fetchall())
        }
        assert await database.check() == []
    assert set(said) <= parents
    assert parents == children
    assert not any(key % 7 == 0 for key in parents)


async def test_a_kill_loses_nothing_and_leaves_no_half(path: Path, migrations: Path) -> None:
    """After a kill -9 amid many writes, every acknowledged one is whole and no failed one is there."""
    for round_ in range(2):
        await killed(path, migrations, round_)


@pytest.mark.chaos
async def test_many_kills_lose_nothing(path: Path, migrations: Path) -> None:
    """The same thirty times over on one database."""
    for round_ in range(30):
        await killed(path, migrations, round_)


async def test_a_second_process_is_refused_until_the_first_is_killed(path: Path, migrations: Path) -> None:
    """While another process has the database this one is refused; once that is killed, it is let in."""
    with writing(path, migrations, 0) as written:
        next(written)
        with pytest.raises(DatabaseProblem, match="in use by another process"):
            await Database.open(path, migrations=migrations)
        async with Database.open(path, migrations=migrations, exclusive=False) as command:
            assert await command.read(lambda c: c.execute("select count(*) from parent").fetchone()) > (0,)
            await command.write(
                lambda c: c.execute("insert into parent (id, name) values (-1, 'x')").rowcount
            )
    async with Database.open(path, migrations=migrations):
        pass

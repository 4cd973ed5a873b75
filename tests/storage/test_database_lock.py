"""One bot, one database; commands work beside it."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.database import Database, DatabaseProblem


async def test_a_second_bot_is_refused_and_let_in_afterwards(path: Path, migrations: Path) -> None:
    """While one exclusive opener has the database another is refused; after closing it is not."""
    async with Database.open(path, migrations=migrations):
        with pytest.raises(DatabaseProblem, match=f"in use by another process \\(number {os.getpid()}\\)"):
            await Database.open(path, migrations=migrations)
    async with Database.open(path, migrations=migrations):
        pass


async def test_a_second_name_of_the_file_is_refused_too(small: Database, migrations: Path) -> None:
    """A link to a database in use is that database."""
    link = small.path.with_name("link.db")
    link.symlink_to(small.path)
    with pytest.raises(DatabaseProblem, match="in use by another process"):
        await Database.open(link, migrations=migrations)


async def test_a_command_works_beside_the_running_bot(small: Database, migrations: Path) -> None:
    """A command reads and writes while the bot runs, and each sees what the other committed."""
    async with Database.open(small.path, migrations=migrations, exclusive=False) as command:
        await command.write(lambda conn: conn.execute("insert into parent (name) values ('c')").rowcount)
        await small.write(lambda conn: conn.execute("insert into parent (name) values ('b')").rowcount)
        for database in (small, command):
            assert await database.read(
                lambda conn: conn.execute("select name from parent order by name").fetchall()
            ) == [
                ("b",),
                ("c",),
            ]


async def test_two_commands_take_turns(path: Path, migrations: Path) -> None:
    """Two openers that write at once wait for each other; nothing is lost."""

    def add(name: str) -> Callable[[sqlite3.Connection], int]:
        return lambda conn: conn.execute("insert into parent (name) values (?)", (name,)).rowcount

    async with (
        Database.open(path, migrations=migrations, exclusive=False) as one,
        Database.open(path, migrations=migrations, exclusive=False) as two,
    ):
        for n in range(20):
            await asyncio.gather(one.write(add(f"one {n}")), two.write(add(f"two {n}")))
        assert await one.read(lambda conn: conn.execute("select count(*) from parent").fetchone()) == (40,)


async def test_a_command_does_not_migrate_under_a_running_bot(small: Database, migrations: Path) -> None:
    """A newer command beside an older bot is refused; once the bot is gone it may migrate."""
    (migrations / "0002_more.sql").write_text("create table more (id integer primary key) strict;")
    with pytest.raises(DatabaseProblem, match="made by an older Alongside and is in use by another process"):
        await Database.open(small.path, migrations=migrations, exclusive=False)
    await small.close()
    async with (
        Database.open(small.path, migrations=migrations, exclusive=False),
        Database.open(small.path, migrations=migrations),  # the lock was let go of again
    ):
        pass

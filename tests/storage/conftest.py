"""A real database in a temporary folder, with a schema of three small tables."""

import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database

FIRST = """
-- a parent, and a child that is checked only at the commit; both semicolons here; end nothing
create table parent (id integer primary key, name text not null unique) strict;
create table child (
    id integer primary key,
    parent_id integer not null references parent (id) on delete cascade deferrable initially deferred
) strict;
create table counted (name text primary key, n integer not null) strict, without rowid;
create trigger parent_counted after insert on parent begin
    insert into counted values ('parents; all', 1) on conflict (name) do update set n = n + 1;
end;
"""


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Every test ends with the threads it began with."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left over: {left}"


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A folder with the first migration of the small schema."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(FIRST, encoding="utf-8")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test's database is; nothing is there yet."""
    return tmp_path / "alongside.db"


@pytest.fixture
async def small(path: Path, migrations: Path) -> AsyncIterator[Database]:
    """An open database with the small schema."""
    async with Database.open(path, migrations=migrations) as database:
        yield database

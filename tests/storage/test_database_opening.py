"""Opening: whose file it is, who may read it, who else has it, and what SQLite was told."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.database import Database, DatabaseProblem, permissions_problem
from storage.migrate import APPLICATION_ID
from storage.opening import BUSY_MS


@pytest.fixture(params=[0o000, 0o022, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Several habits that an account may have about the modes of new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def set_mode(path: Path, mode: int) -> None:
    path.chmod(mode)


def contents(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("exclusive", [True, False])
@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", BUSY_MS),
        ("temp_store", 2),
        ("application_id", APPLICATION_ID),
        ("user_version", 1),
    ],
)
async def test_every_connection_has_its_pragmas(
    path: Path, migrations: Path, exclusive: bool, pragma: str, expected: object
) -> None:
    """Each pragma holds on the connection that made the database and on one that found it."""
    for _ in ("made", "found"):
        async with Database.open(path, migrations=migrations, exclusive=exclusive) as database:
            assert (
                await database.read(lambda conn: conn.execute(f"PRAGMA {pragma}").fetchone()[0]) == expected
            )


async def test_a_pragma_that_is_not_taken_is_a_problem(
    path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite ignores a pragma that it cannot follow; opening does not."""
    wanted = (("secure_delete", "ON", "never this"),)
    monkeypatch.setattr("storage.opening._CONNECTION_PRAGMAS", wanted)
    with pytest.raises(DatabaseProblem, match="did not accept secure_delete = ON"):
        await Database.open(path, migrations=migrations)


async def test_the_files_are_private_whatever_the_umask(umask: int, path: Path, migrations: Path) -> None:
    """The database and every file beside it are made readable and writable by their owner alone."""
    async with Database.open(path, migrations=migrations) as database:
        await database.write(lambda conn: conn.execute("insert into parent (name) values ('Ada')").rowcount)
        for end in ("", "-wal", "-shm", ".lock"):
            assert mode(path.with_name(path.name + end)) == 0o600
        assert permissions_problem(path) is None


async def test_an_open_mode_is_reported_and_mended(path: Path, migrations: Path) -> None:
    """A database that others can read is named with its mend, and opening it makes it private."""
    async with Database.open(path, migrations=migrations):
        pass
    set_mode(path, 0o644)
    assert (
        permissions_problem(path) == f"{path} is open to other accounts (mode 0644). Mend: chmod 600 {path}"
    )
    async with Database.open(path, migrations=migrations) as database:
        assert mode(path) == 0o600
        assert await database.check() == []


def damaged(path: Path) -> None:
    path.write_bytes(b"these are not the pages of a database" * 200)


def damaged_inside(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("create table t (id)")
    conn.close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)


def newer(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute("PRAGMA user_version = 99")
    conn.close()


def foreign(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA application_id = 42")
    conn.close()


def nobodys(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("create table t (id)")
    conn.close()


def a_folder(path: Path) -> None:
    path.mkdir()


def folder_for_a_lock(path: Path) -> None:
    path.with_name(path.name + ".lock").mkdir()


@pytest.mark.parametrize(
    ("arrange", "words"),
    [
        (damaged, "damaged or is not a database. Move it aside and restore"),
        (damaged_inside, "damaged or is not a database"),
        (newer, r"made by a newer Alongside \(schema 99; this program knows 1\)"),
        (foreign, "database of another program"),
        (nobodys, "database of another program"),
        (a_folder, "is a folder"),
        (folder_for_a_lock, r"\.lock cannot be used: Is a directory"),
    ],
)
async def test_a_file_that_is_not_usable_is_a_problem(
    path: Path, migrations: Path, arrange: Callable[[Path], None], words: str
) -> None:
    """Each thing that may be wrong with the file is said in one line, and the file is left as it was."""
    arrange(path)
    before = contents(path)
    with pytest.raises(DatabaseProblem, match=words) as caught:
        await Database.open(path, migrations=migrations)
    assert "\n" not in str(caught.value)
    assert contents(path) == before


async def test_a_missing_folder_is_a_problem(path: Path, migrations: Path) -> None:
    """A database in a folder that is not there is a problem that says how to make it."""
    with pytest.raises(DatabaseProblem, match="mkdir -p"):
        await Database.open(path.parent / "nowhere" / "alongside.db", migrations=migrations)


async def test_a_missing_file_is_a_problem_for_those_who_do_not_create(path: Path, migrations: Path) -> None:
    """With `create=False` a mistyped path makes no file."""
    with pytest.raises(DatabaseProblem, match="There is no database at"):
        await Database.open(path, create=False, migrations=migrations)
    assert list(path.parent.iterdir()) == [migrations]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable for the superuser")
async def test_an_unwritable_file_is_a_problem(path: Path, migrations: Path) -> None:
    """A database that this account may not write is a problem that says who should own it."""
    async with Database.open(path, migrations=migrations):
        pass
    set_mode(path, 0o400)
    with pytest.raises(DatabaseProblem, match="cannot be written"):
        await Database.open(path, migrations=migrations)


async def test_a_database_held_by_another_program_is_a_problem(
    path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When somebody else's transaction blocks opening, that is said, not a traceback."""
    async with Database.open(path, migrations=migrations):
        pass
    monkeypatch.setattr("storage.opening.BUSY_MS", 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = exclusive")
    other.execute("begin exclusive")
    with pytest.raises(DatabaseProblem, match="held by another program"):
        await Database.open(path, migrations=migrations)
    other.close()


async def test_a_cancelled_opening_leaves_nothing_open(path: Path, migrations: Path) -> None:
    """Whoever is cancelled while opening leaves no thread, and the next opener is let in."""
    opening = asyncio.ensure_future(Database.open(path, migrations=migrations)._begin())
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    async with Database.open(path, migrations=migrations):
        pass


async def test_a_path_may_have_any_letters(tmp_path: Path, migrations: Path) -> None:
    """Spaces and the marks that mean something in a URI are letters of the name like any other."""
    odd = tmp_path / "our group? #1 50%25.db"
    async with Database.open(odd, migrations=migrations) as database:
        await database.backup_to(tmp_path / "copy? #1.db")
    assert contents(odd) is not None and contents(tmp_path / "copy? #1.db") is not None


async def test_awaiting_and_entering_are_both_ways_in(path: Path, migrations: Path) -> None:
    """`async with await Database.open(…)` opens once, like either alone."""
    async with await Database.open(path, migrations=migrations) as database:
        assert await database.check() == []


async def test_check_finds_damage_and_stray_rows(path: Path, migrations: Path) -> None:
    """`check` names a damaged page and a row that points at nothing; a sound database has no problems."""
    async with Database.open(path, migrations=migrations) as database:
        await database.write(
            lambda conn: (
                conn.executemany(
                    "insert into parent (name) values (?)", [(f"{n:0300}",) for n in range(400)]
                ).rowcount
            )
        )
        assert await database.check() == []
    other = sqlite3.connect(path)
    other.execute("insert into child (parent_id) values (404404)")
    other.commit()
    other.close()
    async with Database.open(path, migrations=migrations) as database:
        assert [problem for problem in await database.check() if "point at nothing, in child" in problem]
    with path.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 4096)
    async with Database.open(path, migrations=migrations) as database:
        assert [problem for problem in await database.check() if "is damaged" in problem]

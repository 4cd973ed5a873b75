"""Backups: consistent, private, one file, and never in the way."""

import asyncio
import errno
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from storage.database import Database, DatabaseProblem


@pytest.fixture
async def filled(small: Database) -> Database:
    """A database of some megabytes, in which every parent has its child."""
    await small.write(
        lambda conn: (
            conn.executemany("insert into parent (name) values (?)", [(f"{n:03000}",) for n in range(1200)]),
            conn.execute("insert into child (parent_id) select id from parent"),
            None,
        )[-1]
    )
    return small


def listed(folder: Path, beginning: str = "") -> list[Path]:
    return sorted(folder.glob(f"{beginning}*"))


def pair(conn: sqlite3.Connection) -> None:
    conn.execute("insert into parent (name) values (hex(randomblob(8)))")
    conn.execute("insert into child (parent_id) values (last_insert_rowid())")


async def test_a_backup_is_one_private_consistent_file(filled: Database, tmp_path: Path) -> None:
    """The copy is a single file with mode 0600 and no log of its own, sound and complete."""
    target = tmp_path / "copies" / "one.db"
    target.parent.mkdir()
    before = os.umask(0o777)
    try:
        await filled.backup_to(target)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    conn = sqlite3.connect(target)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert conn.execute("select count(*), count(distinct parent_id) from child").fetchone() == (1200, 1200)
    conn.close()
    assert listed(target.parent) == [target]


async def test_a_backup_can_be_opened(filled: Database, migrations: Path, tmp_path: Path) -> None:
    """A copy is a database that the bot can be started on."""
    await filled.backup_to(tmp_path / "copy.db")
    async with Database.open(tmp_path / "copy.db", migrations=migrations) as copy:
        assert await copy.check() == []


async def test_writes_go_on_during_a_backup(filled: Database, tmp_path: Path) -> None:
    """Writes are committed while the copy is made; it has whole transactions, none from after its start."""
    copying = asyncio.ensure_future(filled.backup_to(tmp_path / "copy.db"))
    meanwhile = 0
    while not copying.done():
        await filled.write(pair)
        meanwhile += 1
    await copying
    assert meanwhile > 1
    conn = sqlite3.connect(tmp_path / "copy.db")
    ((parents,), (children,)) = (
        conn.execute(f"select count(*) from {t}").fetchone() for t in ("parent", "child")
    )
    conn.close()
    assert parents == children < 1200 + meanwhile


async def test_progress_is_told_on_the_loop(filled: Database, tmp_path: Path) -> None:
    """Progress rises to the whole, in pages, called where the caller's own code runs."""
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        asyncio.get_running_loop()
        told.append((done, total))

    await filled.backup_to(tmp_path / "copy.db", progress)
    assert len(told) > 2 and told == sorted(told)
    assert told[-1][0] == told[-1][1]


async def test_a_backup_overwrites_nothing(filled: Database, tmp_path: Path) -> None:
    """A name that is taken is refused, and what has it is left alone."""
    (tmp_path / "taken").write_text("dear to somebody")
    with pytest.raises(DatabaseProblem, match="exists already"):
        await filled.backup_to(tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "dear to somebody"


async def test_a_backup_to_nowhere_is_a_problem(filled: Database, tmp_path: Path) -> None:
    """A folder that is not there is said in one line."""
    with pytest.raises(DatabaseProblem, match="cannot be written"):
        await filled.backup_to(tmp_path / "nowhere" / "copy.db")


async def test_a_cancelled_backup_leaves_nothing(filled: Database, tmp_path: Path) -> None:
    """Cancelled half-way, a backup leaves no file and no thread, and a later one works."""
    target = tmp_path / "copies" / "one.db"
    target.parent.mkdir()
    copying = asyncio.ensure_future(filled.backup_to(target, lambda *_: (copying.cancel(), None)[-1]))
    with pytest.raises(asyncio.CancelledError):
        await copying
    assert listed(target.parent) == []
    await filled.backup_to(target)


async def test_what_a_killed_backup_left_is_replaced(filled: Database, tmp_path: Path) -> None:
    """Half a copy never has the name of a whole one, and does not stop the next backup."""
    (tmp_path / "copy.db.part").write_bytes(b"half")
    await filled.backup_to(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db.part").exists()


async def test_a_damaged_database_gives_no_backup(path: Path, migrations: Path, tmp_path: Path) -> None:
    """A copy that fails SQLite's own check is thrown away, and the keeper is told."""
    async with Database.open(path, migrations=migrations) as database:
        await database.write(
            lambda conn: (
                conn.executemany(
                    "insert into parent (name) values (?)", [(f"{n:0300}",) for n in range(400)]
                ).rowcount
            )
        )
    with path.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 4096)
    async with Database.open(path, migrations=migrations) as database:
        with pytest.raises(DatabaseProblem, match="damaged"):
            await database.backup_to(tmp_path / "copy.db")
    assert listed(tmp_path, "copy.db") == []


@pytest.mark.parametrize("links", [True, False])
async def test_a_name_that_is_taken_meanwhile_is_not_overwritten(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Whoever makes that file while the copy is being made keeps it, also on a disk that knows no links."""
    if not links:

        def none(*_paths: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", none)
    target = tmp_path / "copy.db"
    with pytest.raises(DatabaseProblem, match="made by somebody else"):
        await filled.backup_to(target, lambda *_: (target.write_text("dear to somebody"), None)[-1])
    assert target.read_text() == "dear to somebody"
    assert not (tmp_path / "copy.db.part").exists()
    await filled.backup_to(tmp_path / "other.db")
    assert stat.S_IMODE((tmp_path / "other.db").stat().st_mode) == 0o600

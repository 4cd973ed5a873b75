"""A consistent copy of a database in use, made beside its writers and not in their way.

The copy is read through a connection of its own inside one read transaction: whatever is committed
meanwhile goes to the write-ahead log and is not in the copy. Pages are written to `NAME.part`; only a copy
that is complete, passes SQLite's own check and is on the disk gets its name. It is one file (no
write-ahead log) with mode 0600.
"""

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from storage.opening import connect, set_pragmas
from storage.problems import DatabaseProblem, explain, primary_code

PAGES_PER_STEP = 256

Progress = Callable[[int, int], None]
"""Called with pages copied and pages altogether, after each step."""


def copy_database(source: Path, target: Path, progress: Progress) -> None:
    """Copy `source` to the new file `target`. What `progress` raises stops it and leaves nothing behind."""
    if target.exists():
        raise DatabaseProblem(
            f"{target} exists already, and a backup overwrites nothing. Choose another name."
        )
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)  # left by a backup that was killed
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise DatabaseProblem(
            f"{target} cannot be written: {error.strerror}. Choose another folder."
        ) from error
    try:
        os.fchmod(descriptor, 0o600)
        os.close(descriptor)  # before SQLite opens it: see storage/opening.py
        _copy_pages(source, part, progress)
        _name(part, target)
    except sqlite3.Error as error:
        damaged = primary_code(error) == sqlite3.SQLITE_CORRUPT
        raise explain(error, source if damaged else target) or error from error
    finally:
        for leftover in (part, part.with_name(part.name + "-journal"), part.with_name(part.name + "-wal")):
            leftover.unlink(missing_ok=True)


def _copy_pages(source: Path, part: Path, progress: Progress) -> None:
    def stepped(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    with closing(connect(source, "ro")) as reader, closing(connect(part)) as writer:
        set_pragmas(reader, journal=None)
        reader.execute("BEGIN")
        reader.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()  # the snapshot begins at the first read
        reader.backup(writer, pages=PAGES_PER_STEP, progress=stepped)
        reader.execute("ROLLBACK")
        set_pragmas(writer, journal="delete")
        (verdict,) = writer.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise DatabaseProblem(f"{source} is damaged, so no copy was kept. Restore the last good backup.")


def _claim(target: Path) -> None:
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise DatabaseProblem(
            f"{target} was made by somebody else meanwhile; nothing was overwritten."
        ) from None


def _name(part: Path, target: Path) -> None:
    try:
        os.link(part, target)  # where a rename would take the place of a file made meanwhile, this refuses
    except FileExistsError:
        raise DatabaseProblem(
            f"{target} was made by somebody else meanwhile; nothing was overwritten."
        ) from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        _claim(target)  # a disk that knows no links: the name is taken first, by an empty file of ours
        part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name, too, is on the disk
    finally:
        os.close(folder)

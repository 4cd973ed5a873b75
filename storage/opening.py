"""Opening the database file: whose it is, who may read it, and how SQLite is to treat it.

The order matters. The lock comes first, so that nothing is touched under a running bot. Then the file is
looked at (is it ours, is it from a newer program?) before anything about it is changed. Then its mode is
made 0600; SQLite gives the `-wal` and `-shm` files beside it the same. Then the pragmas are set, and read
back, because SQLite ignores those that it does not know. Then the migrations run.

A file is never opened here except through SQLite: closing any other descriptor on it would drop the locks
that SQLite's own connections in this process hold (POSIX advisory locks belong to process and file).
"""

import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storage import sealed
from storage.lock import ProcessLock
from storage.migrate import APPLICATION_ID, Migration, migrate, schema_version
from storage.problems import DatabaseProblem, explain

BUSY_MS = 5_000
"""How long a statement waits for another process's transaction, in milliseconds."""

_CONNECTION_PRAGMAS: tuple[tuple[str, str, object], ...] = (  # name, value as set, value as read back
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
    ("synchronous", "FULL", 2),  # in WAL the default would let a power cut take the last commits back
    ("secure_delete", "ON", 1),  # what is deleted is overwritten with zeros
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),  # a doctored schema may not call functions
    ("cell_size_check", "ON", 1),  # damage is found where it is, not three pages later
    ("temp_store", "MEMORY", 2),  # sorting somebody's words never leaves a file in /tmp
    ("journal_size_limit", "4194304", 4_194_304),  # bytes; a WAL that once grew does not stay so
)


def open_file(
    path: Path, migrations: tuple[Migration, ...], *, create: bool, exclusive: bool
) -> tuple[sqlite3.Connection, ProcessLock]:
    """Open the database at `path`, made new or brought up to date if need be; raise DatabaseProblem if not.

    `exclusive` keeps the lock that shuts a second bot out. Without it the lock is held only while the file is
    created or migrated, so that a command can work beside the running bot.
    """
    lock = ProcessLock(path)
    with _problems(path):
        try:
            _look_at_place(path, create=create)
            if exclusive:
                lock.acquire(f"{path} is in use by {{holder}}. Stop that first: one bot, one database.")
            _create(path)
            conn = connect(path)
            try:
                _prepare(conn, path, migrations, lock, exclusive=exclusive)
            except BaseException:
                conn.close()
                raise
        except BaseException:
            lock.release()
            raise
    return conn, lock


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Connect to an existing file, with every transaction left to us; sets no pragmas."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_MS / 1000,
        cached_statements=512,
    )


def set_pragmas(conn: sqlite3.Connection, journal: str | None = "wal") -> None:
    """Set what every connection of ours has, and the journal mode unless it is None; assert each."""
    options = [option for (option,) in conn.execute("PRAGMA compile_options")]
    if problem := temp_files_problem(options):
        raise DatabaseProblem(problem)
    wanted = (*_CONNECTION_PRAGMAS, *((("journal_mode", journal, journal),) if journal else ()))
    for name, value, expected in wanted:
        conn.execute(f"PRAGMA {name} = {value}")
        (actual,) = conn.execute(f"PRAGMA {name}").fetchone()
        if actual != expected:
            raise DatabaseProblem(
                f"SQLite did not accept {name} = {value} (it says {actual}). "
                "Keep the database on a local disk, and use an SQLite of 3.37 or newer."
            )


def temp_files_problem(options: Iterable[str]) -> str | None:
    """Say so if this SQLite was built to keep temporary tables in files, whatever it is told; it does not say so itself."""
    if "TEMP_STORE=0" not in options:
        return None
    return (
        "This SQLite was built to keep temporary tables in files (TEMP_STORE=0), and what members write must not be in any. "
        "Use a Python with another SQLite."
    )


def family(path: Path) -> tuple[Path, Path, Path]:
    """Return the files that together are the database: the file itself, its write-ahead log and its index."""
    return path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def permissions_problem(path: Path) -> str | None:
    """Say who else can read or change the database at `path`, and how to mend it; None when nobody can."""
    for file in family(path):
        if file.exists():
            mode = stat.S_IMODE(file.stat().st_mode)
            if mode & 0o077:
                return f"{file} is open to other accounts (mode {mode:04o}). Mend: chmod 600 {file}"
    return None


def _look_at_place(path: Path, *, create: bool) -> None:
    if sqlite3.sqlite_version_info < (3, 37):  # STRICT tables
        raise DatabaseProblem(f"SQLite {sqlite3.sqlite_version} is too old; 3.37 or newer is needed.")
    if path.is_dir():
        raise DatabaseProblem(f"{path} is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise DatabaseProblem(f"There is no folder {path.parent}. Make it first: mkdir -p {path.parent}")
    if not path.exists() and not create:
        raise DatabaseProblem(
            f"There is no database at {path}. Check the path, or start the bot once to make it."
        )
    needed = path if path.exists() else path.parent
    if not os.access(path.parent, os.W_OK | os.X_OK) or not os.access(needed, os.R_OK | os.W_OK):
        raise DatabaseProblem(f"{needed} cannot be written. Let the bot's own account own it and its folder.")


def _create(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    try:
        os.fchmod(descriptor, 0o600)  # whatever the umask took away
    finally:
        os.close(descriptor)


def _prepare(
    conn: sqlite3.Connection,
    path: Path,
    migrations: tuple[Migration, ...],
    lock: ProcessLock,
    *,
    exclusive: bool,
) -> None:
    behind = _identify(conn, path, len(migrations)) < len(migrations)
    for file in family(path):
        if file.exists():
            file.chmod(0o600)
    if behind:
        if not exclusive:
            lock.acquire(
                f"{path} was made by an older Alongside and is in use by {{holder}}. "
                "Stop the bot, start the new version of it, then try again."
            )
        set_pragmas(conn)
        migrate(conn, migrations)
        if not exclusive:
            lock.release()
    set_pragmas(conn)
    sealed.prepare(conn)
    (marked,) = conn.execute("PRAGMA application_id").fetchone()
    if marked != APPLICATION_ID or schema_version(conn) != len(migrations):
        raise RuntimeError("the migrations did not leave the database marked as ours and current")


def _identify(conn: sqlite3.Connection, path: Path, newest: int) -> int:
    (marked,) = conn.execute("PRAGMA application_id").fetchone()
    version = schema_version(conn)
    (things,) = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if marked != APPLICATION_ID and (marked, version, things) != (0, 0, 0):
        raise DatabaseProblem(f"{path} is the database of another program. Name a file of the bot's own.")
    if version > newest:
        raise DatabaseProblem(
            f"{path} was made by a newer Alongside (schema {version}; this program knows {newest}). "
            "Upgrade the program, or restore the backup made before."
        )
    return version


@contextmanager
def _problems(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatabaseProblem(f"{error.filename or path} cannot be used: {error.strerror}.") from error
    except sqlite3.Error as error:
        problem = explain(error, path)
        if problem is None:
            raise
        raise problem from error

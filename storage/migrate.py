"""Schema changes, in order, each in one transaction.

`migrations/NNNN_what.sql` is the truth that runs, on new databases too; `schema.sql` states the same schema
whole, for reading, and a test holds the two equal. `PRAGMA user_version` is the number of the last migration
that was applied, and is written in the same transaction as the migration, so that no database is ever
between two versions.

Foreign keys are not enforced while a migration runs, because replacing a table (SQLite's way of changing
one) would otherwise delete every row that points at it; `PRAGMA foreign_key_check` says before the commit
that nothing is left pointing at nothing.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

APPLICATION_ID = 0x416C6F6E
"""What `PRAGMA application_id` says of a database of ours: "Alon" in ASCII."""

_NAME = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: brings a database from `number - 1` to `number`."""

    number: int
    name: str
    script: str


def load_migrations(source: Traversable | None = None) -> tuple[Migration, ...]:
    """Read the migrations in `source` (by default the shipped ones), in order: 1, 2, 3, no gaps."""
    found = []
    for entry in source.iterdir() if source else files("storage").joinpath("migrations").iterdir():
        if entry.name.endswith(".sql"):
            numbered = _NAME.fullmatch(entry.name)
            if numbered is None:
                raise ValueError(f"a migration is named NNNN_what.sql, and {entry.name} is not")
            found.append(Migration(int(numbered[1]), entry.name, entry.read_text(encoding="utf-8")))
    found.sort(key=lambda migration: migration.name)
    numbers = [migration.number for migration in found]
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        raise ValueError(f"migrations are numbered 1, 2, 3 and so on, and these are not: {numbers}")
    return tuple(found)


def schema_version(conn: sqlite3.Connection) -> int:
    """Return the number of the last migration applied; 0 for a new database."""
    (number,) = conn.execute("PRAGMA user_version").fetchone()
    return int(number)


def migrate(conn: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
    """Apply what `conn` still lacks. One that fails leaves the database at the version before it.

    Leaves `foreign_keys` off: the caller sets its pragmas afterwards.
    """
    conn.execute("PRAGMA foreign_keys = OFF")
    for migration in migrations[schema_version(conn) :]:
        conn.execute("BEGIN IMMEDIATE")
        try:
            _apply(conn, migration)
            conn.execute("COMMIT")
        except BaseException as error:
            error.add_note(f"while {migration.name} was applied")
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


def _apply(conn: sqlite3.Connection, migration: Migration) -> None:
    for statement in split_script(migration.script):
        conn.execute(statement)
        if not conn.in_transaction:
            raise ValueError("a migration may not end its own transaction")
    astray = sorted({row[0] for row in conn.execute("PRAGMA foreign_key_check")})
    if astray:
        raise ValueError(f"rows are left that point at nothing, in {', '.join(astray)}")
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {migration.number}")


def split_script(script: str) -> Iterator[str]:
    """Yield the statements of `script` one by one.

    `executescript` would commit the open transaction first. A semicolon inside a string, a comment or a
    trigger ends nothing: SQLite itself says when a statement is complete.
    """
    statement = ""
    for piece in re.findall(r"[^;]*;|[^;]+", script):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        yield statement.strip()

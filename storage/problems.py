"""What a person, and not this program, can mend about a database: said in one type, with how to mend it."""

import sqlite3
from pathlib import Path


class DatabaseProblem(Exception):
    """Something about the file or its place that a person has to mend. The message says what and how."""


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code for `error`; 0 for an error that is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF


def explain(error: sqlite3.Error, path: Path) -> DatabaseProblem | None:
    """Return what an error at opening means for the person who keeps `path`; None when it is our own bug."""
    match primary_code(error):
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            words = f"{path} is damaged or is not a database. Move it aside and restore the last backup."
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            words = f"{path} is held by another program. Stop that program, or try again in a minute."
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            words = f"{path} cannot be written. Let the bot's own account own it and its folder."
        case sqlite3.SQLITE_FULL:
            words = f"There is no room left on the disk of {path}. Make room and start again."
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_PROTOCOL:
            words = f"The disk under {path} does not do what a database needs. Keep it on a local disk."
        case _:
            return None
    return DatabaseProblem(words)

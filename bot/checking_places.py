"""Where things lie: the database file and the keys' folder. Looked at for `alongside check`, and left as they are."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.journeys import Journeys
from bot.lost_boxes import lost_boxes
from storage.database import Database, DatabaseProblem, permissions_problem
from storage.migrate import APPLICATION_ID, load_migrations, schema_version
from storage.opening import connect, set_pragmas

MOST_LOOKED_AT: Final = 1000
"""Files beside the keys' folder that are looked at: enough for any folder that somebody made for this."""


async def check_database(
    path: Path, keys: Path, problems: list[str], advice: list[str], well: list[str]
) -> None:
    """The file, who may read it, its version, all of it, and whether its boxes open with these keys. Opening would mend modes and bring an old schema
    up to date, so both are looked at before."""
    if not _fit_to_open(path, problems, advice, well):
        return
    try:
        async with Database.open(path, create=False, exclusive=False) as database:
            found = await database.check()
            found += [] if found else await lost_boxes(database, keys)
            shut = "" if found else await database.read(Journeys(keys).problem)
            found += [shut] if shut else []
    except DatabaseProblem as problem:
        found = [str(problem)]
    problems += found
    if not found:
        well.append(f"database {path}")


def _fit_to_open(path: Path, problems: list[str], advice: list[str], well: list[str]) -> bool:
    if not path.exists():
        if trouble := not_to_be_made(path.parent):
            problems.append(f"[storage] path: {trouble}")
        else:
            well.append(f"no database yet; the first start makes {path}")
        return False
    if open_to_others := permissions_problem(path):
        problems.append(open_to_others)
        return False
    if path.is_file() and _version(path) < len(load_migrations()):
        advice.append(
            f"{path} was made by an older Alongside. The next start brings it up to date; make a backup first."
        )
        return False
    return True


def _version(path: Path) -> int:
    """The schema's version; a large number for a file that is no database, which opening it will tell."""
    try:
        with closing(connect(path, "ro")) as connection:
            set_pragmas(connection, journal=None)
            return schema_version(connection) or 10**6
    except sqlite3.Error:
        return 10**6


def check_keys(folder: Path, others: tuple[Path, ...], problems: list[str], well: list[str]) -> None:
    """The keys of sealed answers: a folder of its own, for the bot's own account and nobody else (ANONYMITY.md)."""
    if not folder.exists() and not folder.is_symlink():
        if trouble := not_to_be_made(folder.parent):
            problems.append(f"[storage] keys: {trouble}")
        else:
            well.append(f"no keys yet; the first start makes {folder}")
        return
    found = keys_problems(folder, others)
    problems += found
    if not found:
        well.append(f"keys {folder}")


def keys_problems(folder: Path, others: tuple[Path, ...] = ()) -> list[str]:
    """What is wrong with an existing keys' folder. `others`: files that must not lie in it."""
    if folder.is_symlink() or not folder.is_dir():
        return [
            f"[storage] keys: {folder} is not a folder. Move it aside and make one: mkdir -m 700 {folder}"
        ]
    found = []
    state = folder.stat()
    mode = stat.S_IMODE(state.st_mode)
    if state.st_uid != os.geteuid():
        found.append(
            f"[storage] keys: {folder} belongs to another account. Let the bot's own account own it."
        )
    elif mode & 0o700 != 0o700 or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        found.append(f"[storage] keys: {folder} cannot be used (mode {mode:04o}). Mend: chmod 700 {folder}")
    if mode & 0o077:
        found.append(
            f"[storage] keys: {folder} is open to other accounts (mode {mode:04o}). Mend: chmod 700 {folder}"
        )
    found += [
        f"[storage] keys: {other.name} lies in {folder}, and whoever copies it gets the keys as well. Move it out."
        for other in others
        if folder.resolve() in other.absolute().resolve().parents
    ]
    found += [
        f"[storage] keys: {copy.name} is a copy of a database, and it lies in {copy.parent} with the keys: whoever takes that folder "
        f"away has both. Move the copy to a folder of its own."
        for copy in _copies_beside(folder, others)
    ]
    return found


def _copies_beside(folder: Path, others: tuple[Path, ...]) -> list[Path]:
    """Databases of ours, other than the one in use, in the keys' folder or in the one around it."""
    known = {other.absolute().resolve() for other in others}
    beside = [
        path
        for place in (folder.resolve().parent, folder)
        if os.access(place, os.R_OK)
        for path in sorted(place.iterdir())
    ]
    return [path for path in beside[:MOST_LOOKED_AT] if path.resolve() not in known and _is_ours(path)]


def _is_ours(path: Path) -> bool:
    """Whether this is a database that Alongside made, as its first bytes say. Nothing is opened through SQLite here."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:72] == APPLICATION_ID.to_bytes(4, "big")


def not_to_be_made(folder: Path) -> str:
    """Why nothing new can be made in this folder, or in its parent if only the folder itself is missing; "" if it can."""
    place = folder if folder.exists() else folder.parent
    if not place.exists():
        return f"there is no folder {place}. Make it first: mkdir -p {place}"
    if not place.is_dir():
        return f"{place} is not a folder."
    if not os.access(place, os.W_OK | os.X_OK):
        return f"{place} cannot be written. Let the bot's own account own it."
    return ""

"""What a thief of the files reads: every row, the pages that each commit wrote, and pages that differ."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from storage.opening import family


def tables_of(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    names = connection.execute("select name from sqlite_master where type = 'table' order by name")
    return {name: connection.execute(f'select * from "{name}"').fetchall() for (name,) in names.fetchall()}


def commits_in(log: bytes) -> list[tuple[int, ...]]:
    """The pages of each commit in a write-ahead log, in the order in which they were written."""
    if not log:
        return []
    page_size, salt = struct.unpack(">I", log[8:12])[0], log[16:24]
    found: list[tuple[int, ...]] = []
    pages: list[int] = []
    for start in range(32, len(log), 24 + page_size):
        number, ends = struct.unpack(">II", log[start : start + 8])
        if log[start + 8 : start + 16] != salt:
            break
        pages.append(number)
        if ends:
            found.append(tuple(pages))
            pages = []
    return found


def pages_that_differ(one: bytes, other: bytes, size: int = 4096) -> frozenset[int]:
    assert len(one) == len(other)
    return frozenset(
        start // size + 1
        for start in range(0, len(one), size)
        if one[start : start + size] != other[start : start + size]
    )


def kept_in(path: Path) -> bytes:
    """The whole file of a database that is closed; nothing of it is in its log any more."""
    assert not [file for file in family(path)[1:] if file.exists()]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    return path.read_bytes()

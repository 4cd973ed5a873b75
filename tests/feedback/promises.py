"""What a scene has looked at, and what of it was not as promised (test_18_seeded_mistakes.py)."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.logs import OURS
from storage.opening import family


@dataclass
class Promises:
    """`kept` is told what was found; the names of those that did not hold are `broken`."""

    looked: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def kept(self, name: str, held: object) -> None:
        self.looked.add(name)
        if not held:
            self.broken.add(name)


def raw(database: Path, *folders: Path) -> bytes:
    """Every byte of a database's files, and of these folders."""
    files = [file for file in family(database) if file.exists()]
    files += [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    return b"\x00".join(file.read_bytes() for file in files)


def outside(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table in the file, in the order in which they lie there; of a box all but what is sealed."""
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    found = {name: connection.execute(f'select * from "{name}"').fetchall() for name in tables}
    found["box"] = connection.execute(
        "select meeting_id, state, closes_on, opens_on, k, below_k, asked_to, length(body), length(key_id) from box"
    ).fetchall()
    return found


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def logged() -> Iterator[list[str]]:
    """Everything that anybody logs meanwhile, at every level."""
    root, lines = logging.getLogger(), _Lines()
    loggers = (
        root,
        *(logging.getLogger(name) for name in OURS),
    )  # the command line may have set ours already
    before = [logger.level for logger in loggers]
    root.addHandler(lines)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        yield lines.said
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
        root.removeHandler(lines)

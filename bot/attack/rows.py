"""Rows as a thief reads them out of the pages: which hold answers, and which name members."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from typing import NamedTuple

from bot.attack.loot import Known
from bot.attack.pages import Cell, Entry, Image, Value, record

_OF_MEMBERS = re.compile(r"(\w+_)?(member|user|person|chat|participant)(_id)?|who")
_OF_BOXES = re.compile(r"(\w+_)?(meeting|event|box)(_id)?")
BEFOREHAND = frozenset({"booking", "ask_wish", "agenda_item", "broadcast"})
"""What members said before the meeting, under their own names: who comes, who wants to be asked, what is to be talked about,
what was sent about it."""


class Shape(NamedTuple):
    """The columns of a table in the order in which they lie in a row; `key`: the one that stands for the row's number."""

    columns: tuple[str, ...]
    key: str | None


class Row(NamedTuple):
    table: str
    cell: Cell
    values: Mapping[str, Value]

    def texts(self) -> Iterator[str]:
        for value in self.values.values():
            if isinstance(value, str):
                yield value


def tables(image: Image) -> list[Entry]:
    return [entry for entry in image.schema if entry.kind == "table" and entry.root]


@lru_cache(maxsize=1024)
def rows(image: Image, table: Entry) -> tuple[Row, ...]:
    """Every row of a table, in the order of its keys."""
    shape = shape_of(table.sql)
    return tuple(row_of(table.name, shape, cell) for cell in image.cells(table.root))


def row_of(table: str, shape: Shape, cell: Cell) -> Row:
    values = dict(zip(shape.columns, record(cell.payload), strict=False))
    if shape.key is not None and cell.rowid is not None:
        values[shape.key] = cell.rowid
    return Row(table, cell, values)


@lru_cache(maxsize=256)
def shape_of(sql: str) -> Shape:
    """Read off a schema's line. SQLite is asked, in a database of its own that is in memory and empty."""
    if re.match(r"create\s+table\s+sqlite_sequence\b", sql, re.IGNORECASE):
        return Shape(("name", "seq"), None)  # SQLite's own: it lets nobody make one
    if not re.match(r"create\s+table\b", sql, re.IGNORECASE):
        return Shape((), None)
    with closing(sqlite3.connect(":memory:")) as asked:
        try:
            asked.execute(sql)
            (name,) = asked.execute("select name from sqlite_master where type = 'table'").fetchone()
            found = asked.execute("select name, type, pk from pragma_table_info(?)", (name,)).fetchall()
        except (sqlite3.Error, TypeError):
            return Shape((), None)
    in_key = [column for column, _, at in sorted(found, key=lambda column: column[2]) if at]
    if re.search(r"without\s+rowid\W*(strict\W*)?$", sql, re.IGNORECASE):
        return Shape((*in_key, *(column for column, _, at in found if not at)), None)
    whole = [column for column, type, at in found if at and type.upper() == "INTEGER"]
    return Shape(tuple(column for column, _, _ in found), whole[0] if len(in_key) == 1 and whole else None)


class Holding(NamedTuple):
    """A row in which somebody's answer stands in the clear."""

    answer: str
    row: Row


@lru_cache(maxsize=16)
def holding(image: Image, known: Known) -> dict[str, list[Holding]]:
    """The rows in which answers stand, by table, in the order of the table's keys."""
    found: dict[str, list[Holding]] = defaultdict(list)
    for table in tables(image):
        for row in rows(image, table):
            for text in row.texts():
                if len(text) >= 4 and known.answers:
                    found[table.name] += (Holding(answer, row) for answer in known.in_order(text.encode()))
    return {table: held for table, held in found.items() if held}


def members_in(row: Row, known: Known) -> set[int]:
    """Which of the invited this row is about: by a column that is named after members, or by an address."""
    found = set()
    for column, value in row.values.items():
        if isinstance(value, int) and value in known.roster and _OF_MEMBERS.fullmatch(column):
            found.add(value)
    for member, address in known.roster.items():
        if address and address in row.values.values():
            found.add(member)
    return found


def names_a_box(row: Row) -> bool:
    """Whether a column says which meeting it is about, and not only the time before that."""
    return row.table not in BEFOREHAND and any(
        _OF_BOXES.fullmatch(column) and value is not None for column, value in row.values.items()
    )


def mentions(row: Row) -> set[str]:
    """The boxes that are spoken of in its texts: "feedback:7"."""
    return {found for text in row.texts() for found in re.findall(r"\bfeedback:\d+", text)}


def blobs(image: Image, among: Iterable[Entry] | None = None) -> list[tuple[Row, bytes]]:
    """Every blob long enough to be something sealed (40 bytes or more), and its row."""
    return [
        (row, value)
        for table in (tables(image) if among is None else among)
        for row in rows(image, table)
        for value in row.values.values()
        if isinstance(value, bytes) and len(value) >= 40
    ]

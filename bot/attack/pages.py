"""A database's bytes as SQLite lays them out: pages, trees, cells and records, and what lies between them.

After the file format of SQLite. It reads one state of a file and trusts nothing in it: what is torn or not what it should
be is passed over, never an error, since a thief takes what there is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

MAGIC = b"SQLite format 3\x00"
_LEAF_TABLE, _LEAF_INDEX, _INNER_TABLE, _INNER_INDEX = 0x0D, 0x0A, 0x05, 0x02
_KINDS = (_LEAF_TABLE, _LEAF_INDEX, _INNER_TABLE, _INNER_INDEX)
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value: TypeAlias = "int | float | str | bytes | None"


class Cell(NamedTuple):
    """One row or key where it lies. `end`: of its bytes in this page; `overflow`: the first page that it goes on in, or 0."""

    page: int
    offset: int
    end: int
    rowid: int | None
    payload: bytes
    overflow: int


class Entry(NamedTuple):
    """A line of the schema: a table or an index."""

    kind: str
    name: str
    table: str
    root: int
    sql: str


def size_of(main: bytes) -> int:
    """Bytes of a page."""
    size = int.from_bytes(main[16:18], "big")
    return 65536 if size == 1 else size


def cut(main: bytes) -> dict[int, bytes]:
    """The file's pages by number, from 1."""
    size = size_of(main)
    return {at // size + 1: main[at : at + size] for at in range(0, len(main) - size + 1, size)}


@dataclass(frozen=True, eq=False)
class Image:
    """One state of a database: its pages by number."""

    pages: Mapping[int, bytes]

    @cached_property
    def usable(self) -> int:
        """Bytes of a page that SQLite uses."""
        first = self.pages[1]
        return len(first) - first[20]

    @cached_property
    def schema(self) -> tuple[Entry, ...]:
        found = []
        for cell in self.cells(1):
            values = record(cell.payload)
            if len(values) == 5 and isinstance(values[3], int):
                kind, name, table, root, sql = values
                found.append(Entry(str(kind), str(name), str(table), int(root or 0), str(sql or "")))
        return tuple(found)

    def cells(self, root: int) -> tuple[Cell, ...]:
        """Everything in a tree, in the order of its keys."""
        return tuple(self._walk(root, set()))

    def tree(self, root: int) -> frozenset[int]:
        """The pages of a tree, without those that its cells go on in."""
        found: set[int] = set()
        todo = [root]
        while todo:
            number = todo.pop()
            page = self.pages.get(number, b"")
            if number in found or _kind(number, page) not in _KINDS:
                continue
            found.add(number)
            if not is_leaf(number, page):
                places = (*pointers(number, page), _start(number) + 8)
                todo += (int.from_bytes(page[at : at + 4], "big") for at in places)
        return frozenset(found)

    def _walk(self, number: int, seen: set[int]) -> Iterator[Cell]:
        page = self.pages.get(number, b"")
        if number in seen or _kind(number, page) not in _KINDS:
            return
        seen.add(number)
        inner = _kind(number, page) in (_INNER_TABLE, _INNER_INDEX)
        for offset in pointers(number, page):
            if inner:
                yield from self._walk(int.from_bytes(page[offset : offset + 4], "big"), seen)
            cell = self.cell(number, page, offset)
            if cell is not None and _kind(number, page) != _INNER_TABLE:
                yield cell
        if inner:
            start = _start(number) + 8
            yield from self._walk(int.from_bytes(page[start : start + 4], "big"), seen)

    def cell(self, number: int, page: bytes, offset: int) -> Cell | None:
        """The cell at this place, with its overflow; None where there is none."""
        kind, at = _kind(number, page), offset
        if kind in (_INNER_TABLE, _INNER_INDEX):
            at += 4
        rowid, size, local, overflow = None, 0, 0, 0
        try:
            if kind != _INNER_TABLE:
                size, at = varint(page, at)
            if kind in (_LEAF_TABLE, _INNER_TABLE):
                rowid, at = varint(page, at)
        except IndexError:
            return None
        if kind != _INNER_TABLE:
            local = self._local(size, table=kind == _LEAF_TABLE)
        payload, end = page[at : at + local], at + local
        if local < size:
            overflow, end = int.from_bytes(page[end : end + 4], "big"), end + 4
            payload += b"".join(piece for _, piece in self._chain(overflow, size - local))
        return Cell(number, offset, max(end, offset + 4), rowid, payload, overflow)

    def _local(self, size: int, *, table: bool) -> int:
        """How many bytes of a payload stand in the page itself."""
        usable = self.usable
        most = usable - 35 if table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (usable - 12) * 32 // 255 - 23
        wanted = least + (size - least) % (usable - 4)
        return wanted if wanted <= most else least

    def _chain(self, number: int, left: int | None = None) -> Iterator[tuple[int, bytes]]:
        """The pages that a payload goes on in, and what of it is in each."""
        seen: set[int] = set()
        while number and number in self.pages and number not in seen and (left is None or left > 0):
            seen.add(number)
            page, take = self.pages[number], self.usable - 4 if left is None else min(left, self.usable - 4)
            yield number, page[4 : 4 + take]
            left = None if left is None else left - take
            number = int.from_bytes(page[:4], "big")

    def dead(self) -> Iterator[tuple[int, bytes]]:
        """(page, bytes) of everything that no row uses: free pages, gaps, freed cells, the tails of overflow pages."""
        live: dict[int, list[tuple[int, int]]] = {}
        for root in (1, *(entry.root for entry in self.schema if entry.root)):
            for number in self.tree(root):
                page = self.pages[number]
                slots = pointers(number, page)
                live[number] = [(0, _start(number) + 12 + 2 * len(slots))]
                for offset in slots:
                    cell = self.cell(number, page, offset)
                    if cell is not None:
                        live[number].append((cell.offset, cell.end))
                        left = len(cell.payload) - self._local(
                            len(cell.payload), table=cell.rowid is not None
                        )
                        for more, piece in self._chain(cell.overflow, left):
                            live[more] = [(0, 4 + len(piece))]
        for number, page in self.pages.items():
            at = 0
            for start, end in sorted(live.get(number, [])):
                if start > at:
                    yield number, page[at:start]
                at = max(at, end)
            if at < len(page):
                yield number, page[at:]


def pointers(number: int, page: bytes) -> list[int]:
    """Where the cells of a page begin, in the order of their keys."""
    start = _start(number)
    many = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + (12 if _kind(number, page) in (_INNER_TABLE, _INNER_INDEX) else 8)
    if first + 2 * many > len(page):
        return []
    return [int.from_bytes(page[at : at + 2], "big") for at in range(first, first + 2 * many, 2)]


def is_leaf(number: int, page: bytes) -> bool:
    return _kind(number, page) in (_LEAF_TABLE, _LEAF_INDEX)


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where the next thing begins. Raises IndexError past the end."""
    value = 0
    for n in range(8):
        byte = data[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64 if value >> 63 else 0), at + 9


def record(payload: bytes) -> tuple[Value, ...]:
    """The values of one row; () where these bytes are no row."""
    try:
        header, at = varint(payload, 0)
        types = []
        while at < header:
            kind, at = varint(payload, at)
            types.append(kind)
        values: list[Value] = []
        at = header
        for kind in types:
            value, at = _value(payload, kind, at)
            values.append(value)
        return tuple(values)
    except (IndexError, ValueError):
        return ()


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind in (8, 9):
        return kind - 8, at
    if kind in _WIDTHS:
        end = at + _WIDTHS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == 7:
        return 0.0, at + 8  # no number with a point ever tells anything here
    if kind < 12:
        return None, at
    end = at + (kind - 12) // 2
    return (payload[at:end].decode("utf-8", "replace") if kind % 2 else payload[at:end]), end


def _start(number: int) -> int:
    """The first page begins with the file's own header."""
    return 100 if number == 1 else 0


def _kind(number: int, page: bytes) -> int:
    start = _start(number)
    return page[start] if len(page) > start else 0

"""What lies where in a database file, member by member: every place, number and length that could tell who did something.

A trait is one number for each member: how often their address stands in dead bytes, the highest rowid of theirs in one table,
where their row lies in its page. Traits of many groups are laid beside who answered there; by rank, so that no scale has to
be guessed (Mann and Whitney).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from math import sqrt

from bot.attack.loot import Copy, Known
from bot.attack.pages import Cell, Entry, Image, record
from bot.attack.rows import members_in, rows, tables

Traits = dict[str, dict[int, float]]
"""By the name of the trait: its number for each member. Who has none stands below everybody who has."""
_INDEX = re.compile(r"create\s+(?:unique\s+)?index\s+\S+\s+on\s+\S+\s*\(([^)]*)\)", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<![0-9a-zA-Z])1[0-9]{9}(?![0-9a-zA-Z])")
"""Moments, as they stand in what is kept as text."""


def traits(copy: Copy, roster: Mapping[int, str]) -> Traits:
    """Everything about these members that can be read off one copy of the files."""
    known, found = Known(roster=dict(roster)), defaultdict[str, dict[int, float]](dict)
    for table in tables(copy.image):
        for row in rows(copy.image, table):
            own = (
                {n for n in roster if n == row.cell.rowid}
                if table.name == "member"
                else members_in(row, known)
            )
            for member in own:
                for name, value in _of_cell(row.cell):
                    _keep(found, f"{table.name}: {name}", member, value)
                for column, number in row.values.items():
                    if isinstance(number, int) and number not in roster:
                        _keep(found, f"{table.name}.{column}", member, number)
                    for n, inside in enumerate(_NUMBERS.findall(number) if isinstance(number, str) else ()):
                        _keep(found, f"{table.name}.{column}: moment {n}", member, int(inside))
    for entry in copy.image.schema:
        for cell, member in _entries(copy.image, entry, roster):
            for name, value in _of_cell(cell):
                _keep(found, f"{entry.name}: {name}", member, value)
    for name, data in _leftovers(copy):
        for member, address in roster.items():
            _keep(found, name, member, data.count(address.encode()))
    return {name: {member: values.get(member, -1.0) for member in roster} for name, values in found.items()}


def _of_cell(cell: Cell) -> Iterator[tuple[str, float]]:
    """Where it lies: rows are put into a page from its end, and pages are taken one after another."""
    yield "first rows", 1
    yield "offset", cell.page * 65536 - cell.offset
    yield "length", len(cell.payload)
    if cell.overflow:
        yield "goes on in", cell.overflow
    if cell.rowid is not None:
        yield "number", cell.rowid


def _keep(found: defaultdict[str, dict[int, float]], name: str, member: int, value: float) -> None:
    """Of several rows the last, and how many there are."""
    held = found[name]
    held[member] = (
        held.get(member, 0) + value if name.endswith("first rows") else max(held.get(member, value), value)
    )


def _entries(image: Image, entry: Entry, roster: Mapping[int, str]) -> Iterator[tuple[Cell, int]]:
    """The keys of an index that name a member."""
    written = _INDEX.match(entry.sql) if entry.kind == "index" else None
    columns = [column.strip().split()[0] for column in written[1].split(",")] if written else []
    if "member_id" not in columns:
        return
    for cell in image.cells(entry.root):
        values = record(cell.payload)
        at = columns.index("member_id")
        if len(values) > at and isinstance(values[at], int) and values[at] in roster:
            yield cell, int(str(values[at]))


def _leftovers(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """What no row uses any more, and every byte of all."""
    yield "in dead bytes", b"\x00".join(piece for _page, piece in copy.image.dead())
    yield "in the log", copy.wal
    yield "anywhere", copy.main + copy.wal + copy.journal


def rank(values: Mapping[int, float], chosen: Collection[int]) -> tuple[float, float]:
    """How far above the others those who were chosen stand, from -0.5 to 0.5, and the variance of that by lot."""
    ordered = sorted(values, key=values.__getitem__)
    places, ties, at = dict[int, float](), 0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and values[ordered[end]] == values[ordered[at]]:
            end += 1
        places |= dict.fromkeys(ordered[at:end], (at + end + 1) / 2)
        ties += (end - at) ** 3 - (end - at)
        at = end
    all, ours = len(ordered), len(chosen)
    pairs = ours * (all - ours)
    above = (sum(places[member] for member in chosen) - ours * (ours + 1) / 2) / pairs - 0.5
    return above, (all + 1 - ties / (all * (all - 1))) / (12 * pairs)


class Judge:
    """Lays the traits of many groups beside who answered there."""

    def __init__(self) -> None:
        self._sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def hears(self, found: Traits, answered: Collection[int]) -> None:
        for name, values in found.items():
            above, variance = rank(values, answered)
            self._sums[name][0] += above
            self._sums[name][1] += variance

    def telling(self) -> dict[str, float]:
        """By trait: how many standard errors from chance."""
        return {
            name: above / sqrt(variance) if variance else 0.0
            for name, (above, variance) in self._sums.items()
        }

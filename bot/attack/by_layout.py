"""Attacks on where things lie in the file: nothing is opened, only looked at.

SQLite numbers the rows of an ordinary table in the order of their arrival, fills a page from its end, and takes free pages
one after another. Each of these is an order in which answers may be found, whatever key they have.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from bot.attack.loot import NOTHING, Finding, Known, Loot
from bot.attack.rows import Holding, holding, rows, tables


def rowid(loot: Loot, known: Known) -> Finding:
    """The hidden number of each row: one more for each that comes."""
    return _sorted_by(
        loot, known, lambda held: held.row.cell.rowid, lambda held: held.row.cell.rowid is not None
    )


def counter(loot: Loot, known: Known) -> Finding:
    """AUTOINCREMENT: the file itself says that the numbers of this table were given in order, and how many there were."""
    image = loot.now.image
    counted = {
        str(row.values.get("name"))
        for table in tables(image)
        if table.name == "sqlite_sequence"
        for row in rows(image, table)
    }
    return _sorted_by(loot, known, lambda held: held.row.cell.rowid, lambda held: held.row.table in counted)


def beside(loot: Loot, known: Known) -> Finding:
    """Another column of the same row that goes up: a time, a number, an update's id."""
    best = NOTHING
    for table, held in holding(loot.now.image, known).items():
        for column, kind in {(name, type(value)) for one in held for name, value in one.row.values.items()}:
            values = [one.row.values.get(column) for one in held]
            if (
                kind is int
                and all(isinstance(value, int) for value in values)
                and len(set(values)) > len(values) // 2
            ):
                found = _finding(held, partial(_value, column), table)
                best = max(best, found, key=lambda finding: len(finding.sequence))
    return best


def offset(loot: Loot, known: Known) -> Finding:
    """Where a row lies in its page: later ones before earlier ones."""
    return _sorted_by(
        loot, known, lambda held: (held.row.cell.page, -held.row.cell.offset), lambda held: True
    )


def overflow(loot: Loot, known: Known) -> Finding:
    """Where a long row goes on: pages are taken in the order of need."""
    return _sorted_by(
        loot, known, lambda held: held.row.cell.overflow, lambda held: held.row.cell.overflow > 0
    )


def plaintext(loot: Loot, known: Known) -> Finding:
    """The words in any byte of any file, as they stand there."""
    return Finding(
        tuple(known.in_order(loot.now.main + loot.now.wal + loot.now.journal)), where=_names(loot, known)
    )


def dead_space(loot: Loot, known: Known) -> Finding:
    """The words in what was deleted or moved: free pages, gaps, the ends of pages."""
    if not known.answers:
        return NOTHING
    dead = b"\x00".join(piece for _, piece in sorted(loot.now.image.dead(), key=lambda found: found[0]))
    return Finding(tuple(known.in_order(dead)))


def _sorted_by(
    loot: Loot, known: Known, place: Callable[[Holding], Any], counts: Callable[[Holding], bool]
) -> Finding:
    """The table in which most answers can be put in an order by their place."""
    found = (
        _finding([held for held in all if counts(held)], place, table)
        for table, all in holding(loot.now.image, known).items()
    )
    return max(found, key=lambda finding: len(finding.sequence), default=NOTHING)


def _finding(held: Sequence[Holding], place: Callable[[Holding], Any], table: str) -> Finding:
    lie = sorted(held, key=place)
    keys = sorted(held, key=lambda one: one.answer) if any(one.row.cell.rowid for one in held) else held
    own = any(
        len(page) > 2 and page not in (expected, expected[::-1])
        for number in {one.row.cell.page for one in held}
        for page, expected in [(_on(number, lie), _on(number, keys))]
    )
    return Finding(tuple(dict.fromkeys(one.answer for one in lie)), where=(table,) if held else (), order=own)


def _value(column: str, one: Holding) -> Any:
    return one.row.values[column]


def _on(page: int, held: Sequence[Holding]) -> list[str]:
    """Answers of one page. Of several, the file's order is that of whoever needed a page."""
    return [one.answer for one in held if one.row.cell.page == page]


def _names(loot: Loot, known: Known) -> tuple[str, ...]:
    return tuple(sorted(holding(loot.now.image, known))) if known.answers else ()

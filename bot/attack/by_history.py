"""Attacks on what the files were before: the write-ahead log with its old frames, and the backups."""

from collections.abc import Iterator, Mapping

from bot.attack.loot import Finding, Known, Loot
from bot.attack.pages import Cell, Image, is_leaf, pointers
from bot.attack.rows import holding, members_in, row_of, shape_of, tables


def log_order(loot: Loot, known: Known) -> Finding:
    """When each answer first stood in a page of the log: commits lie there one behind the other. In one page the later
    rows stand before the earlier ones."""
    found: dict[str, None] = {}
    for _, data in loot.now.frames:
        found.update(dict.fromkeys(reversed(known.in_order(data))))
        if len(found) == len(known.answers):
            break
    return Finding(tuple(found))


def same_commit(loot: Loot, known: Known) -> Finding:
    """Whose rows changed in the very commit in which something of a box did, and which answer came with it."""
    named, took_part, where = dict[int, str](), set[int](), set[str]()
    seen: set[str] = set()
    there = tables(loot.now.image)
    for image, before in loot.now.history:
        trees = {table: image.tree(table.root) for table in there}
        boxes = {page for table, pages in trees.items() if "blob" in table.sql.lower() for page in pages}
        fresh = {answer for number in before for answer in known.in_order(image.pages[number])} - seen
        seen |= fresh
        if not fresh and not boxes & set(before):
            continue
        touched = set[int]()
        for table, pages in trees.items():
            for cell in _new_cells(image, before, pages):
                if members := members_in(row_of(table.name, shape_of(table.sql), cell), known):
                    touched |= members
                    where.add(table.name)
        took_part |= touched
        if len(touched) == len(fresh) == 1:
            named.setdefault(touched.pop(), fresh.pop())
    return Finding(
        named=named, took_part=frozenset(took_part) if took_part else None, where=tuple(sorted(where))
    )


def backups_compared(loot: Loot, known: Known) -> Finding:
    """In which copy each answer is there for the first time: what yesterday's did not have was sent since."""
    if not loot.backups:
        return Finding()
    found: dict[str, None] = {}
    for copy in (*loot.backups, loot.now):
        held = [one.answer for table in holding(copy.image, known).values() for one in table]
        found.update(dict.fromkeys(sorted(held)))
    return Finding(tuple(found))


def _new_cells(image: Image, before: Mapping[int, bytes], pages: frozenset[int]) -> Iterator[Cell]:
    """The rows of these pages that stand there only since this commit."""
    for number in sorted(pages & set(before)):
        page, old = image.pages[number], before[number]
        if is_leaf(number, page):
            was = {raw for raw, _ in _cells(image, number, old)}
            yield from (cell for raw, cell in _cells(image, number, page) if raw not in was)


def _cells(image: Image, number: int, page: bytes) -> Iterator[tuple[bytes, Cell]]:
    for at in pointers(number, page):
        cell = image.cell(number, page, at)
        if cell is not None:
            yield page[at : cell.end], cell

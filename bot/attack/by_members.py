"""Attacks on who took part: rows that name members, and rows that some members have and others have not."""

from collections import defaultdict

from bot.attack.loot import Finding, Known, Loot
from bot.attack.rows import Row, holding, members_in, mentions, names_a_box, rows, tables


def in_the_clear(loot: Loot, known: Known) -> Finding:
    """A row that names a member beside an answer, or a list of who has answered that anybody can read."""
    named, took_part, where = dict[int, str](), set[int](), set[str]()
    for table, held in holding(loot.now.image, known).items():
        for one in held:
            for member in members_in(one.row, known):
                named[member] = one.answer
                where.add(table)
    for table_entry in tables(loot.now.image):
        for row in rows(loot.now.image, table_entry):
            if names_a_box(row) and (members := members_in(row, known)):
                took_part |= members
                where.add(table_entry.name)
    if len(took_part) == len(known.roster):
        took_part = set()  # the same of everybody tells nothing
    found = frozenset(took_part | named.keys())
    return Finding(named=named, took_part=found or None, where=tuple(sorted(where)) if found else ())


def uneven_rows(loot: Loot, known: Known) -> Finding:
    """Who has more rows than others, or other ones: a thank-you in the outbox, a conversation that was kept, a moment that
    was put down. Where other things have happened to people too, only how many rows speak of one box is laid side by side,
    and only among people who have any: everybody invited has the question."""
    found: dict[tuple[str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    asked: dict[str, set[int]] = defaultdict(set)
    for table in tables(loot.now.image):
        for row in rows(loot.now.image, table):
            members = members_in(row, known)
            for subject in ({""} if known.alike else mentions(row)) if members else ():
                asked[subject] |= members
                for member in members:
                    found[subject, table.name][member].append(
                        _others(row, member, known) if known.alike else ""
                    )
    took_part, where = set[int](), list[str]()
    for (subject, name), theirs in found.items():
        kinds = {
            member: tuple(sorted(theirs[member]))
            for member in (known.roster if known.alike else asked[subject])
        }
        plain = min(kinds.values(), key=lambda kind: (len(kind), -list(kinds.values()).count(kind)))
        if more := {member for member, kind in kinds.items() if kind != plain}:
            took_part |= more
            where.append(name)
    return Finding(took_part=frozenset(took_part) if took_part else None, where=tuple(where))


def _others(row: Row, member: int, known: Known) -> str:
    """What is in a row besides who it is about and its own number."""
    return repr(
        [
            value
            for name, value in row.values.items()
            if name != "id" and value not in (member, known.roster[member])
        ]
    )

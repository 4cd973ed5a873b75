"""The draw: who gets a place, so that anybody can work it out again.

**Theory.** When a course is made, a seed is drawn and its SHA-256, the *commitment*, is on the course's page from then on.
Whoever asks for a place gets a ticket, a code that nobody knew before. When asking has closed each ticket has so many
*numbers* as it has chances (1, and one more for each draw lost lately, 3 at most): the SHA-256 of "seed:ticket:1",
"seed:ticket:2" and so on. The smallest of its numbers counts, and the smaller comes first. So:

* it is uniform within its weights: a ticket of 3 chances is as three tickets of 1, of which the best counts;
* it can be checked by hand: the seed is published afterwards, with the list of tickets, and `sha256sum` is all it takes;
* nobody who runs the bot can choose another seed afterwards (it would not fit the commitment), and nobody who asks can choose
  a lucky ticket (they are drawn for them, and nobody but the database knows the seed).

It does not keep out whoever can read the database before the draw: with the seed and the tickets they foresee it, and with an
account of their own they could leave and ask again until their ticket is a lucky one. Nor can the record show who stands behind
a ticket: whoever makes people up has a ticket for each of them, and that a ticket has its chances, and is new or owed, is for
its own member to check. Both take somebody on the team, and a look at who joined; neither can be done after the draw.

Two who come together share one ticket and need two places: they are drawn together, or not at all. Their ticket is drawn for the
two of them when they join, and has what both of them have: the chances of the one with fewer, and it is new, or owed, only where
both are. So nobody lends another a better chance, and no ticket of one of them is to be found in the record. Of the places, some are kept
for people who had no training for a year. In turn, always in the order of the draw:

1. those to whom a place is owed, because their date was cancelled by us: of the places that are not kept, then of those;
2. people new to this: of the places kept for them;
3. everybody: of the others;
4. everybody: of the kept ones that are left.

Whoever two places are needed for and only one is left is passed over, and stays first in line. The rest is the waiting list,
in the same order. Access costs and companions come from a separate pot and never touch this.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

MOST_CHANCES: Final = 3
"""1 + min(2, draws lost in the last 6 months) (DOMAIN.md 3.1)."""
LOST_COUNTS_FOR: Final = 182 * 24 * 3600
"""Seconds."""
KEPT_SHARE: Final = 4
"""One place in so many is kept, unless a course says otherwise."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One line of the draw. `seats`: 2 for two who come together. `new`: no training for a year (both of them). `owed`: a date
    of theirs (of both of them) was cancelled by us."""

    code: str
    chances: int = 1
    seats: int = 1
    new: bool = False
    owed: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.chances <= MOST_CHANCES or self.seats not in (1, 2):
            raise ValueError("a ticket has 1 to 3 chances, and is for 1 or 2 places")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of it, by the tickets' codes: those with a place and those who wait, both in the order of the draw."""

    places: tuple[str, ...]
    waiting: tuple[str, ...]


def chances(lost: int) -> int:
    """How many chances somebody has who lost so many draws lately."""
    return 1 + min(MOST_CHANCES - 1, max(0, lost))


def kept_of(places: int) -> int:
    """How many of so many places are kept for people new to this, where the course does not say (a quarter, rounded)."""
    return (2 * places + KEPT_SHARE) // (2 * KEPT_SHARE)


def commitment(seed: str) -> str:
    """What is on the page before the draw: the SHA-256 of the seed, in hexadecimal figures."""
    return hashlib.sha256(seed.encode()).hexdigest()


def number(seed: str, code: str, chance: int) -> str:
    """The number of one chance of one ticket, in hexadecimal figures: of the same length all, so they compare as text."""
    return hashlib.sha256(f"{seed}:{code}:{chance}".encode()).hexdigest()


def best(seed: str, ticket: Ticket) -> str:
    """The number that counts."""
    return min(number(seed, ticket.code, chance) for chance in range(1, ticket.chances + 1))


def in_order(seed: str, tickets: Iterable[Ticket]) -> tuple[Ticket, ...]:
    """The tickets as they are drawn, the first first. Raises ValueError where two have the same code."""
    drawn = sorted(tickets, key=lambda ticket: (best(seed, ticket), ticket.code))
    if len({ticket.code for ticket in drawn}) != len(drawn):
        raise ValueError("two tickets have the same code")
    return tuple(drawn)


def draw(seed: str, tickets: Sequence[Ticket], places: int, kept: int) -> Drawn:
    """Who gets a place and who waits. `kept`: how many of the places are kept for people new to this."""
    ordered = in_order(seed, tickets)
    left = {True: min(kept, places), False: places - min(kept, places)}  # by whether it is a kept one
    placed: set[str] = set()

    def turn(ticket: Ticket, of: tuple[bool, ...]) -> None:
        if ticket.code in placed or ticket.seats > sum(left[each] for each in of):
            return
        needed = ticket.seats
        for each in of:
            taken = min(needed, left[each])
            left[each] -= taken
            needed -= taken
        placed.add(ticket.code)

    for ticket in ordered:
        if ticket.owed:
            turn(ticket, (False, True))
    for ticket in ordered:
        if ticket.new:
            turn(ticket, (True,))
    for ticket in ordered:
        turn(ticket, (False,))
    for ticket in ordered:
        turn(ticket, (True, False))
    first = sorted(ordered, key=lambda ticket: not ticket.owed)  # the sort keeps the order of the draw
    return Drawn(
        tuple(ticket.code for ticket in first if ticket.code in placed),
        tuple(ticket.code for ticket in first if ticket.code not in placed),
    )

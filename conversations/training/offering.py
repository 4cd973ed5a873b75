"""Whom a free place is offered to: a pure choice, made anew whenever something has changed (DOMAIN.md 3.2).

**Theory.** Places are seats with numbers, so that there can never be more of them taken than there are (storage: one row may
have a seat, and a seat exists or does not). A free seat is offered in the order of the list, to one person at a time, and to
nobody who holds an offer already. Whoever lets an offer go by keeps their place in the list and their chance of the next
seat, but is not asked about the same one again while it is free (`went_by`): so they never block the next, and nobody is
asked over and over. Somebody on a break, or who can't be reached, is passed over and stays where they are. Two who come
together are offered two seats at once, or none. A seat that is kept for people new to this is offered to them first.

A free seat for which nobody is left in the list can be taken by whoever comes first (`open_seats`), and the page says so.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Seat:
    """A free seat. `kept`: for people new to this, as long as one of them waits for it."""

    number: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody in the waiting list, or two who come together. `members`: their ids, in order of the list; `new`: no training for
    a year; `reachable`: an offer would reach them, in time."""

    members: tuple[int, ...]
    new: bool = False
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """This seat is offered to this member."""

    seat: int
    member: int


Reaches: TypeAlias = Callable[[Waiting], bool]


def by_value(who: Waiting) -> bool:
    return who.reachable


def choose(
    free: Sequence[Seat],
    waiting: Sequence[Waiting],
    went_by: Collection[tuple[int, int]],
    reaches: Reaches = by_value,
) -> tuple[Offer, ...]:
    """The offers to make now. `waiting`: in the order of the list. `went_by`: (seat, member) for each seat that is still free
    and was offered to that member already. `reaches`: whether an offer would reach them, asked of no more people than it takes."""
    left, chosen, served = list(free), list[Offer](), set[int]()

    def turn(who: Waiting, seats: Sequence[Seat]) -> None:
        """Theirs, if there are enough of these, and none went by them."""
        theirs = [seat for seat in seats if not any((seat.number, each) in went_by for each in who.members)]
        if len(theirs) < len(who.members) or served & {*who.members} or not reaches(who):
            return
        for seat, member in zip(theirs, who.members, strict=False):
            chosen.append(Offer(seat.number, member))
            left.remove(seat)
        served.update(who.members)

    for each in waiting:
        if each.new:
            turn(each, [seat for seat in left if seat.kept])
    for each in waiting:
        # Whoever may have a kept one takes it, so that the others are there for everybody.
        turn(each, sorted(left, key=lambda seat: (seat.kept is not each.new, seat.number)))
    return tuple(chosen)


def open_seats(
    free: Sequence[Seat],
    waiting: Sequence[Waiting],
    went_by: Collection[tuple[int, int]],
    reaches: Reaches = by_value,
) -> tuple[Seat, ...]:
    """The free seats that can be taken by whoever comes first: nobody in the list who can be reached has still to be asked.
    (Two who wait for two seats are asked when there are two.)"""
    chosen = {offer.seat for offer in choose(free, waiting, went_by, reaches)}
    return tuple(seat for seat in free if seat.number not in chosen)

"""How far a broadcast would reach, as much of it as a coordinator may know (PACE.md, section 7; B31).

Each verdict of the gate has a reason, and nearly every reason is about one person: on a break, resting, slowed down,
outside *their* hours, this round full. A count of people by reason would tell, in a small group and over a few tries in
any group, who is silent and who is on a break. So the verdicts are folded into three numbers and nothing else, and the
caller rounds those. Not even the last day on which somebody gets it is told: that is one person's pace. What is told
in its place is the same for everybody: the day on which the item ends.

A coordinator does need to know why "now" may be nobody at all. Those reasons are not counted from people: they are read
off the calendar and the usual hours, which everybody knows, so they can tell nothing about anybody.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum, auto
from typing import Final, NamedTuple

from conversations.pace.gate import Permission, Verdict
from conversations.pace.local_time import local
from conversations.pace.openers import SUNDAY
from conversations.pace.values import Hours

HOUR: Final = 3600


class Reach(NamedTuple):
    """People who would get it now, later in its own time, and on What's new only. To be shown rounded."""

    now: int = 0
    later: int = 0
    page: int = 0


class Alike(StrEnum):
    """A reason to wait that holds for everybody alike."""

    SUNDAY = auto()
    BANK_HOLIDAY = auto()
    OUTSIDE_USUAL_HOURS = auto()


class Looked(NamedTuple):
    """One look at everybody: how many they were, how many may have it at once, and from which hour each of the others
    could, in order and nobody's. It answers for every day on which the item might end."""

    people: int
    at_once: int
    hours: tuple[int, ...]


def look_at(verdicts: Iterable[Verdict]) -> Looked:
    """The verdicts, for everybody it is for, on an item that ends later than any that may be asked about."""
    people = at_once = 0
    moments: list[int] = []
    for verdict in verdicts:
        people += 1
        if isinstance(verdict, Permission):
            at_once += 1
        elif verdict.not_before is not None:
            moments.append(verdict.not_before // HOUR * HOUR)
    return Looked(people, at_once, tuple(sorted(moments)))


def reach_of(looked: Looked, ends_at: int) -> Reach:
    """How far it would reach if it ended then, as three numbers."""
    later = bisect_left(looked.hours, ends_at)
    return Reach(looked.at_once, later, looked.people - looked.at_once - later)


def alike(now: int, zone: str, usual: Hours, holidays: Collection[date]) -> tuple[Alike, ...]:
    """Why hardly anybody would get something ordinary at this moment, as far as it is no secret."""
    day, minute = local(now, zone)
    holds = {
        Alike.SUNDAY: day.weekday() == SUNDAY,
        Alike.BANK_HOLIDAY: day in holidays,
        Alike.OUTSIDE_USUAL_HOURS: minute not in usual,
    }
    return tuple(each for each, true in holds.items() if true)

"""What the rules of the gate are asked, and how they answer.

A rule is asked about one case: an item, a member, a moment. It answers None (no objection) or a `Wait`: the
reason, and the earliest later moment at which *this rule* would have no objection if nothing else happened,
or None if time alone will not change its mind. Because every answer is exact for its own rule, following
the waits from rule to rule until nobody objects finds the exact earliest moment for all of them together,
and never steps over one.

Caps look at windows that are open at the far end: a message exactly seven days old no longer counts.
The numbers are PACE.md's, sections 3, 4, 7 and 9 to 11.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from conversations.pace.kinds import MessageClass
from conversations.pace.local_time import SpanOn, local_date, next_inside
from conversations.pace.values import DAY, Item, Pace, Sent


class Reason(StrEnum):
    """Why not, or why not yet."""

    STOPPED = auto()
    HELD = auto()
    NO_CONSENT = auto()
    OVER = auto()
    ALREADY_SENT = auto()
    QUIET_SPELL = auto()
    ON_A_BREAK = auto()
    RESTING = auto()
    ONLY_WHEN_I_ASK = auto()
    TOPIC_OFF = auto()
    NOT_OWED = auto()
    NOT_DUE = auto()
    LET_GO = auto()
    OUTSIDE_HOURS = auto()
    QUIET_DAY = auto()
    NOT_A_CHECK_IN_TIME = auto()
    TOO_SOON = auto()
    ONE_A_DAY = auto()
    TWO_A_DAY = auto()
    ROUND_FULL = auto()
    NEWS_FULL = auto()
    PLACE_HELD = auto()
    SLOWED_DOWN = auto()
    ASKED_FULL = auto()
    REPLIES_USED = auto()
    URGENT_FULL = auto()
    URGENT_UNWANTED = auto()
    NEEDS_TWO_KEYS = auto()
    NOT_URGENT = auto()
    CHECK_IN_FIRST = auto()
    ASKED_FIRST = auto()


class Wait(NamedTuple):
    reason: Reason
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a rule may know: one item, for one member, at one moment."""

    item: Item
    pace: Pace
    history: Sequence[Sent]
    holidays: Collection[date]
    at: int

    def times(self, *classes: MessageClass) -> list[int]:
        return [sent.at for sent in self.history if sent.message_class in classes]

    def today(self, *classes: MessageClass) -> int:
        zone = self.pace.zone
        day = local_date(self.at, zone)
        return sum(local_date(at, zone) == day for at in self.times(*classes) if abs(at - self.at) < 2 * DAY)


Rule = Callable[[Case], Wait | None]


def full(case: Case, times: list[int], limit: int, seconds: int, reason: Reason) -> Wait | None:
    """Wait until there is room again among the last so many seconds, if there is none."""
    recent = sorted(at for at in times if at > case.at - seconds)
    return Wait(reason, recent[-limit] + seconds) if len(recent) >= limit else None


def since(case: Case, times: list[int], seconds: int, reason: Reason) -> Wait | None:
    """Wait until the latest of these is long enough ago, if it is not."""
    free = max(times, default=case.at - seconds) + seconds
    return Wait(reason, free) if free > case.at else None


def when(case: Case, reason: Reason, span_on: SpanOn) -> Wait | None:
    """Wait until the member's wall clock is inside that day's span, if it is not."""
    moment = next_inside(case.at, case.pace.zone, span_on)
    return None if moment == case.at else Wait(reason, moment)

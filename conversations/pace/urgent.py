"""Urgent: rare, about something booked, and turned with two keys (PACE.md, sections 3 and 7)."""

from conversations.pace.case import Case, Reason, Wait, full, when
from conversations.pace.kinds import Bookings, Kind, MessageClass
from conversations.pace.rules import on_a_break
from conversations.pace.values import DAY, HOUR, MINUTE

URGENT_PER_WEEK = 2
URGENT_AHEAD = 48 * HOUR
ONE_KEY_AHEAD = 6 * HOUR
REPS_ANSWER_WITHIN = 20 * MINUTE


def wanted(case: Case) -> Wait | None:
    return None if case.pace.wants_urgent else Wait(Reason.URGENT_UNWANTED)


def in_break(case: Case) -> Wait | None:
    if case.pace.break_bookings is Bookings.KEEP_AND_TELL_ME:
        return None
    return on_a_break(case)


def event(case: Case) -> Wait | None:
    """It names an event that the member booked within 48 hours, or it is our own data mistake."""
    why = case.item.urgency
    assert why is not None  # Item sees to it
    if case.item.kind is Kind.DATA_MISTAKE:
        return None
    if why.starts_at is None or not why.booked:
        return Wait(Reason.NOT_URGENT)
    if case.at >= why.starts_at:
        return Wait(Reason.OVER)
    ahead = why.starts_at - URGENT_AHEAD
    return Wait(Reason.NOT_URGENT, ahead) if case.at < ahead else None


def keys(case: Case) -> Wait | None:
    """Two keys; one only when the event is under 6 hours away and no rep answered in 20 minutes."""
    why = case.item.urgency
    assert why is not None  # Item sees to it
    if why.keys >= 2:
        return None
    if why.keys < 1 or why.starts_at is None or why.reps_asked_at is None or not why.marked_one_key:
        return Wait(Reason.NEEDS_TWO_KEYS)
    alone_from = one_key_from(why.starts_at, why.reps_asked_at)
    return Wait(Reason.NEEDS_TWO_KEYS, alone_from) if case.at < alone_from else None


def one_key_from(starts_at: int, reps_asked_at: int) -> int:
    """The moment from which one key is enough: 6 hours before the event, and 20 minutes after the reps were asked."""
    return max(starts_at - ONE_KEY_AHEAD, reps_asked_at + REPS_ANSWER_WITHIN)


def hours(case: Case) -> Wait | None:
    return when(case, Reason.OUTSIDE_HOURS, case.pace.urgent_hours_on)


def cap(case: Case) -> Wait | None:
    return full(case, case.times(MessageClass.URGENT), URGENT_PER_WEEK, 7 * DAY, Reason.URGENT_FULL)

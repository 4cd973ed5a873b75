"""The check-in's calendar: how long a round is, when its slot comes, and when it is let go.

A due time is a slot: the member's weekday, at the member's minute. Rounds are whole weeks, so going
on by a round in *local dates* keeps both, whatever the clocks do. A slot on a quiet day, or one that
the bot slept through, slides by whole days and keeps its hour; the plan does not slide with it, so the
next one is back on the member's own day. When the slide is used up the check-in is let go, not stacked.
"""

from datetime import date, timedelta

from conversations.pace.kinds import Choice, Kind, MessageClass
from conversations.pace.local_time import days_after, instant, local_date
from conversations.pace.values import FRIDAY, MIDNIGHT, NOON, Hours, Item, Pace

SLOW_FROM = 2  # silent rounds before the gap grows
LONGEST_GAP_DAYS = 56


def gap_days(choice: Choice, silent_rounds: int) -> int | None:
    """Days from one check-in to the next after so many silent rounds: x1, x1, x2, x4 (PACE.md, section 5)."""
    base = choice.base_days
    if base is None:
        return None
    times = 1 if silent_rounds < SLOW_FROM else 2 ** (silent_rounds - 1)
    return min(base * times, LONGEST_GAP_DAYS)


def minute_on(pace: Pace, day: date) -> int:
    """The check-in's minute on a date: the chosen one, or the nearest fair one while other hours hold."""
    hours = pace.hours_on(day)
    if pace.check_in_minute in hours:
        return pace.check_in_minute
    if pace.check_in_minute < hours.from_minute:
        return hours.from_minute
    return max(hours.from_minute, hours.to_minute - 60)


def check_in_weekday(pace: Pace) -> int:
    """The chosen weekday, or the next one with room for a check-in if that one is left alone every week."""
    for later in range(7):
        day = (pace.check_in_day + later) % 7
        fair = day < FRIDAY or (day == FRIDAY and pace.check_in_minute < NOON)
        if fair and day not in pace.quiet_weekdays:
            return day
    return pace.check_in_day


def check_in_span(pace: Pace, day: date) -> Hours | None:
    """When on a date a check-in may go: Monday to Thursday, Friday before noon, from its own hour on."""
    end = NOON if day.weekday() == FRIDAY else MIDNIGHT
    start = minute_on(pace, day)
    return Hours(start, end) if day.weekday() <= FRIDAY and start < end else None


def slot_from(pace: Pace, at: int) -> int:
    """The first slot at or after a moment."""
    day = local_date(at, pace.zone)
    day += timedelta(days=(check_in_weekday(pace) - day.weekday()) % 7)
    slot = instant(day, minute_on(pace, day), pace.zone)
    if slot >= at:
        return slot
    day += timedelta(days=7)
    return instant(day, minute_on(pace, day), pace.zone)


def slot_after(pace: Pace, due: int, days: int) -> int:
    """The slot so many days (whole weeks) after another: the same weekday, the same local hour."""
    day = local_date(due, pace.zone) + timedelta(days=days)
    return instant(day, minute_on(pace, day), pace.zone)


def let_go_at(pace: Pace, due: int) -> int:
    """The moment from which a check-in that was due is let go: the end of its last day of sliding."""
    return days_after(due, pace.choice.slide_days + 1, pace.zone)


def check_in_item(pace: Pace) -> Item | None:
    """The check-in that is next, as an item; its name is its due time, so it can only go once."""
    due = pace.check_in_due_at
    if due is None or not pace.checks_in:
        return None
    return Item(f"check-in:{due}", Kind.CHECK_IN, MessageClass.ORDINARY, let_go_at(pace, due))

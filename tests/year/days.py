"""Wall clocks, and the days on which nobody is at work to answer."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.year.log import Chose

NOON = 12 * 60
SUNDAY, FRIDAY = 6, 4
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in """
        2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
        2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
        2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
    """.split()
)
"""England and Wales, from "UK bank holidays" on gov.uk, with the substitute days of those that fall on a weekend."""
SLIDE = {7: 2, 14: 4, 28: 7}
"""How many days a check-in may be late, by the days of a round (PACE.md, section 4)."""


def wall(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, ZoneInfo(zone))


def day_of(at: int, zone: str) -> date:
    return wall(at, zone).date()


def minute_of(at: int, zone: str) -> int:
    there = wall(at, zone)
    return there.hour * 60 + there.minute


def own_hours(chosen: Chose, day: date) -> tuple[int, int]:
    """The member's hours on a date: the newest of the other hours that cover it, else the usual ones."""
    for other in reversed(chosen.other_hours):
        if other.first <= day <= other.last:
            return other.hours
    return chosen.hours


def is_quiet(chosen: Chose, day: date) -> bool:
    """Whether nothing ordinary may come on a date."""
    off = any(first <= day <= last for first, last in chosen.days_off)
    return off or day.weekday() == SUNDAY or day.weekday() in chosen.quiet_weekdays or day in BANK_HOLIDAYS


def takes_a_check_in(chosen: Chose, day: date) -> bool:
    """Whether a check-in at the member's minute may come on a date: Monday to Thursday, or Friday before noon."""
    fair = day.weekday() < FRIDAY or (day.weekday() == FRIDAY and chosen.minute < NOON)
    return fair and not is_quiet(chosen, day)


def let_go_between(chosen: Chose, start: int, end: int) -> int:
    """How many check-ins that could fall due in this time have no day to go on, however far they slide."""
    if chosen.every is None:
        return 0
    first, last = day_of(start, chosen.zone), day_of(end, chosen.zone)
    due = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    slide = range(SLIDE[chosen.every] + 1)
    return sum(
        not any(takes_a_check_in(chosen, day + timedelta(days=later)) for later in slide)
        for day in due
        if day.weekday() == chosen.day
    )


def days_between(first: int, last: int, zone: str) -> int:
    return (day_of(last, zone) - day_of(first, zone)).days

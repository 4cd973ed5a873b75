"""The days of a box: asked after the meeting, closed a week later, opened at noon of a working day (DOMAIN.md 2.1, 6.5).

    the meeting ends ── 2 h ──▶ asked ──▶ closes_on (7 days later, to its end) ──▶ review, 72 h at most ──▶ noon, opens_on

When it is made a box promises `opens_on` as the latest day. If both reviewers have agreed before, it opens at the next noon of
a working day.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from conversations.pace.local_time import instant, local_date

ASKED_AFTER: Final = 2 * 3600
"""Seconds after the end of a meeting: nobody is asked on the stairs."""
ASK_LIVES: Final = 5 * 24 * 3600
"""Seconds (PACE.md, section 6)."""
OPEN_DAYS: Final = 7
REVIEW_DAYS: Final = 3
"""Two keys in 72 hours, or it opens without own words."""
WAIT_DAYS: Final = 180
"""Too few answers wait so long for the group's next meeting, and no longer: who gave them stands in the sealed register."""
NOON: Final = 12 * 60
MIDNIGHT: Final = 24 * 60
SATURDAY: Final = 5


def closes_on(ended_at: int, zone: str) -> date:
    """The last day on which the box takes answers."""
    return local_date(ended_at, zone) + timedelta(days=OPEN_DAYS)


def closes_at(closing: date, zone: str) -> int:
    """The end of that day, UTC seconds."""
    return instant(closing, MIDNIGHT, zone)


def opens_by(closing: date, holidays: Collection[date]) -> date:
    """The day by whose noon it opens, whoever has reviewed by then."""
    return working_day(closing + timedelta(days=1 + REVIEW_DAYS), holidays)


def waits_until(closing: date, zone: str) -> int:
    """When answers that wait for another meeting have waited long enough, UTC seconds."""
    return closes_at(closing + timedelta(days=WAIT_DAYS), zone)


def next_opening(now: int, zone: str, holidays: Collection[date]) -> date:
    """The first working day whose noon is still to come."""
    today = local_date(now, zone)
    day = working_day(today, holidays)
    return day if now < opens_at(day, zone) else working_day(today + timedelta(days=1), holidays)


def opens_at(day: date, zone: str) -> int:
    """Noon of that day, UTC seconds: for members and the team in the same moment."""
    return instant(day, NOON, zone)


def working_day(day: date, holidays: Collection[date]) -> date:
    """This day, or the first one after it that is neither of a weekend nor a bank holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day

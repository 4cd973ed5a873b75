"""Between the wall clock of a member and UTC seconds.

Plans are made on the member's wall clock ("Tuesdays at 11") and kept in UTC; that is what lets a
check-in stay at 11 when the clocks change. Twice a year the wall clock is not a number line:

* in spring an hour is missing. A time inside it means the first moment after it;
* in autumn an hour comes twice. A time inside it means the first of the two.

A span of hours is a question about the wall clock alone ("does it say 10:00 to 18:59?"), so a moment
can come inside one in three ways: the opening minute arrives, it arrives a second time, or the clocks
jump into the span. `next_inside` looks at all three, so what it answers is the earliest moment there is.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from conversations.pace.values import MIDNIGHT, Hours

HORIZON_DAYS = 800  # past this, "never" is the more honest answer

SpanOn = Callable[[date], Hours | None]
WHOLE_DAY = Hours(0, MIDNIGHT)


def local(at: int, zone: str) -> tuple[date, int]:
    """The date and the minute of the day that the member's wall clock shows."""
    there = datetime.fromtimestamp(at, ZoneInfo(zone))
    return there.date(), there.hour * 60 + there.minute


def local_date(at: int, zone: str) -> date:
    return local(at, zone)[0]


@lru_cache(maxsize=4096)
def instant(day: date, minute: int, zone: str) -> int:
    """The moment at which the wall clock first shows, or first passes, this minute of this date."""
    wall = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(minutes=minute)
    at = int(wall.timestamp())
    shown = datetime.fromtimestamp(at, wall.tzinfo).replace(tzinfo=None)
    if shown == wall.replace(tzinfo=None):
        return at
    return _clock_change(int(wall.replace(fold=1).timestamp()), at, zone)


def days_after(at: int, days: int, zone: str) -> int:
    """The start of the local date so many days after a moment's own."""
    return instant(local_date(at, zone) + timedelta(days=days), 0, zone)


def next_inside(at: int, zone: str, span_on: SpanOn) -> int | None:
    """The earliest moment, not before `at`, whose wall clock is inside that day's span; None for never."""
    if _inside(at, zone, span_on):
        return at
    first = local_date(at, zone)
    for later in range(HORIZON_DAYS):
        day = first + timedelta(days=later)
        span = span_on(day)
        if span is None:
            continue
        for opening in sorted(_openings(day, span.from_minute, zone)):
            if opening >= at and _inside(opening, zone, span_on):
                return opening
    return None


def _inside(at: int, zone: str, span_on: SpanOn) -> bool:
    day, minute = local(at, zone)
    span = span_on(day)
    return span is not None and minute in span


def _openings(day: date, minute: int, zone: str) -> Iterator[int]:
    yield instant(day, minute, zone)
    start, end = instant(day, 0, zone), instant(day, MIDNIGHT, zone)
    if _offset(start, zone) != _offset(end, zone):
        again = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(minutes=minute)
        yield int(again.replace(fold=1).timestamp())
        yield _clock_change(start, end, zone)


def _clock_change(before: int, after: int, zone: str) -> int:
    """The first moment of the new offset, given one moment on each side of a single change."""
    new = _offset(after, zone)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == new:
            after = middle
        else:
            before = middle
    return after


def _offset(at: int, zone: str) -> timedelta:
    there = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).utcoffset()
    assert there is not None  # every IANA zone has an offset at every moment
    return there

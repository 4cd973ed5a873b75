"""How long an offer of a place waits for an answer (DOMAIN.md 3.2; PACE.md I21).

**Theory.** The clock of an offer starts when the offer has *arrived*, and runs only while its reader may be written to: inside
their own hours, on days that are not left alone, and not in a break. What it runs for is counted in their own days: 3 of
them at the weekly pace, 4 every two weeks, 5 once a month or only when they ask. So whoever has short hours has no shorter time
to think. The day of arrival counts as far as it is still to come: DOMAIN.md's 72, 96 and 120 hours for an offer that comes in
the middle of somebody's day, and a working night less for one that comes as it begins. It ends at 5pm, or when their day ends if
that is earlier.

One thing cuts it short: two days before the course begins the place goes to the next, so that they have a fair chance (`latest`).

Whoever changes their pace meanwhile loses nothing and gains nothing by it. From its arrival on the clock is a plain one: it runs
through the whole of each day that is not left alone, whatever the hours of that day are, and a break stops it for as long as
the break really is (`moved`). So no order of changes, however clever, stretches a hold. What becomes of that for its reader is
worked out from it anew each time (`end`): it ends in their hours as these are now, never before they were told, never after the
latest. The two are kept apart because a promise that was rounded up, or kept, must not be what the next change counts from.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from conversations.pace.kinds import Choice, State
from conversations.pace.local_time import instant, local, local_date
from conversations.pace.openers import SUNDAY
from conversations.pace.values import DAY, HOUR, Hours, Pace

DAYS_OF: Final = {Choice.WEEKLY: 3, Choice.FORTNIGHTLY: 4, Choice.MONTHLY: 5, Choice.ONLY_WHEN_I_ASK: 5}
LONGER: Final = 2
"""Days more for whoever needs longer (48 hours), once."""
LONGER_BEFORE: Final = 5 * DAY
"""So long before the course begins there has to be, for that."""
LATEST: Final = 48 * HOUR
"""So long before the course begins an offer ends."""
FIVE: Final = 17 * 60
SHORT: Final = 3 * HOUR
"""So long an offer at short notice waits, of its reader's own hours."""
LATEST_SHORT: Final = 3 * HOUR
"""So long before the course begins an offer at short notice ends: whoever says yes has to get there."""
LONGEST_WALK: Final = 400
"""Days looked ahead; nothing that can be booked is further away."""


def open_span(
    pace: Pace, day: date, holidays: Collection[date], *, whole: bool = False
) -> tuple[int, int] | None:
    """From when to when (UTC seconds) a member may be written to on this day; None on a day that is left alone. `whole`: from
    midnight to midnight, whatever their hours are."""
    alone = day.weekday() == SUNDAY or day.weekday() in pace.quiet_weekdays or day in holidays
    if alone or any(day in off for off in pace.days_off):
        return None
    hours: Hours = pace.hours_on(day)
    first, last = (0, 24 * 60) if whole else (hours.from_minute, hours.to_minute)
    begin, end = instant(day, first, pace.zone), instant(day, last, pace.zone)
    if pace.quiet_until is not None:
        begin = max(begin, pace.quiet_until)
    if pace.state is State.PAUSED and pace.paused_until is not None:
        begin = max(begin, pace.paused_until)
    return (begin, end) if begin < end else None


def stands_still(pace: Pace) -> bool:
    """Whether the clock stands still for as long as nobody knows."""
    return pace.state in (State.STOPPED, State.HELD) or (
        pace.state is State.PAUSED and pace.paused_until is None
    )


def open_time(pace: Pace, holidays: Collection[date], start: int, end: int, *, whole: bool = False) -> int:
    """Seconds between two moments in which the member may be written to, or (`whole`) on days that are not left alone."""
    if stands_still(pace) or end <= start:
        return 0
    total, day, last = 0, local_date(start, pace.zone), local_date(end, pace.zone)
    while day <= last:
        span = open_span(pace, day, holidays, whole=whole)
        if span is not None:
            total += max(0, min(end, span[1]) - max(start, span[0]))
        day += timedelta(days=1)
    return total


def after_open_time(
    pace: Pace, holidays: Collection[date], start: int, seconds: int, *, whole: bool = False
) -> int | None:
    """The moment at which so many such seconds have passed; None where they do not, as far as anybody can see."""
    if stands_still(pace):
        return None
    left, day = seconds, local_date(start, pace.zone)
    for _ in range(LONGEST_WALK):
        span = open_span(pace, day, holidays, whole=whole)
        if span is not None and span[1] > start:
            begin = max(start, span[0])
            if span[1] - begin >= left:
                return begin + left
            left -= span[1] - begin
        day += timedelta(days=1)
    return None


def days_of(pace: Pace, holidays: Collection[date], start: int, days: int) -> int | None:
    """The moment at which so many of the member's own days have passed, rounded up to 5pm of that day, or to its end.

    A day of theirs is as long as their hours of that day are: the first counts as far as it is still to come, and so does the
    last.
    """
    if stands_still(pace):
        return None
    whole, day = 1.0 * days, local_date(start, pace.zone)
    for _ in range(LONGEST_WALK):
        span = open_span(pace, day, holidays)
        if span is not None and span[1] > start:
            hours = pace.hours_on(day)
            length = (hours.to_minute - hours.from_minute) * 60
            begin = max(start, span[0])
            share = (span[1] - begin) / length
            if share >= whole - 1e-9:
                return _rounded(pace, day, begin + round(whole * length), span[1])
            whole -= share
        day += timedelta(days=1)
    return None


def _rounded(pace: Pace, day: date, moment: int, end: int) -> int:
    five = instant(day, FIVE, pace.zone)
    return min(end, max(moment, five)) if moment <= five else end


def latest(starts_at: int, *, short: bool) -> int:
    """When an offer ends at the latest, for a course that begins then."""
    return starts_at - (LATEST_SHORT if short else LATEST)


def runs_until(pace: Pace, holidays: Collection[date], sent_at: int, *, short: bool) -> int | None:
    """Until when the clock of an offer runs that arrived at this moment, whenever the course begins."""
    if short:
        return after_open_time(pace, holidays, sent_at, SHORT)
    return days_of(pace, holidays, sent_at, DAYS_OF[pace.choice])


def ends_at(
    pace: Pace, holidays: Collection[date], sent_at: int, starts_at: int, *, short: bool
) -> int | None:
    """When an offer that arrived at this moment ends; None where it would never end, or could not be answered any more."""
    until = runs_until(pace, holidays, sent_at, short=short)
    end = latest(starts_at, short=short)
    if until is None or end <= sent_at or not open_time(pace, holidays, sent_at, min(until, end)):
        return None
    return min(until, end)


def longer(pace: Pace, holidays: Collection[date], end: int, starts_at: int, now: int) -> int | None:
    """When it ends for somebody who needs longer; None where that is not possible any more."""
    if starts_at - now <= LONGER_BEFORE:
        return None
    later = days_of(pace, holidays, max(end, now), LONGER)
    until = None if later is None else min(later, latest(starts_at, short=False))
    return until if until is not None and until > end else None


def moved(before: Pace, after: Pace, holidays: Collection[date], runs: int, now: int) -> int | None:
    """Until when the clock runs for somebody who has changed their pace, or begun or ended a break: what was left is left. None:
    nobody can say when."""
    if stands_still(after):
        return None
    left = open_time(before, holidays, now, runs, whole=True)
    return runs if left == 0 else after_open_time(after, holidays, now, left, whole=True)


def end(
    pace: Pace, holidays: Collection[date], runs: int, told: int, starts_at: int, *, short: bool
) -> int | None:
    """When an offer ends whose clock runs until then, and whose reader was told so: in their hours as they are now, and never
    sooner than they were told, unless the course is. None: nobody can say when."""
    if stands_still(pace):
        return None
    day, last = local_date(runs - 1, pace.zone), latest(starts_at, short=short)
    for _ in range(LONGEST_WALK):
        span = open_span(pace, day, holidays)
        if span is not None and span[1] >= runs:
            moment = max(runs, span[0])
            ends = moment if short else _rounded(pace, day, moment, span[1])
            if ends == span[0]:  # as their hours begin nobody has had a look yet
                ends = span[1]
            return min(max(ends, told), last)
        day += timedelta(days=1)
    return last


def day_and_minute(moment: int, zone: str) -> tuple[date, int]:
    """When an offer ends, as clocks show it."""
    return local(moment, zone)

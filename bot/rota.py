"""Hours as people write them in a file: "10:00-19:00", or "Mon-Thu 10:00-17:00, Fri 10:00-13:00"."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN: Final = re.compile(r"(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?")
_TURN: Final = re.compile(r"([a-z]+)(?:\s*[-–]\s*([a-z]+))?\s+(.+)")

Hours = tuple[int, int]
"""From and to, in minutes after local midnight."""


def read_hours(text: str) -> Hours:
    """Read "10:00-19:00". Raises ValueError with how to mend it."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError('Write hours like "10:00-19:00".')
    h1, m1, h2, m2 = (int(part or 0) for part in found.groups())
    start, end = h1 * 60 + m1, h2 * 60 + m2
    if m1 > 59 or m2 > 59 or not start < end <= 24 * 60:
        raise ValueError('Hours begin before they end, on one day, like "10:00-19:00".')
    return start, end


def written(hours: Hours) -> str:
    """The hours as they stand in a file."""
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in hours)


@dataclass(frozen=True, slots=True)
class Turn:
    """The same hours on some days of the week (0 is Monday)."""

    first: int
    last: int
    hours: Hours

    def on(self, day: date) -> bool:
        return self.first <= day.weekday() <= self.last


@dataclass(frozen=True, slots=True)
class Rota:
    """When somebody is there, week by week, in the programme's own time. Nobody is there on a holiday."""

    turns: tuple[Turn, ...]

    def covers(self, moment: datetime, holidays: Collection[date] = ()) -> bool:
        """Whether somebody is there at this local moment."""
        minute = moment.hour * 60 + moment.minute
        return any(start <= minute < end for start, end in self._hours_on(moment.date(), holidays))

    def next_start(self, moment: datetime, holidays: Collection[date] = ()) -> tuple[date, int] | None:
        """The next day and minute when somebody comes in after this local moment, None if not in a month."""
        for ahead in range(31):
            day = moment.date() + timedelta(days=ahead)
            starts = [start for start, _end in self._hours_on(day, holidays)]
            if ahead == 0:
                starts = [start for start in starts if start > moment.hour * 60 + moment.minute]
            if starts:
                return day, min(starts)
        return None

    def _hours_on(self, day: date, holidays: Collection[date]) -> list[Hours]:
        return [] if day in holidays else [turn.hours for turn in self.turns if turn.on(day)]


def read_rota(text: str) -> Rota:
    """Read "Mon-Thu 10:00-17:00, Fri 10:00-13:00". Raises ValueError with how to mend it."""
    return Rota(tuple(_turn(part) for part in text.split(",")) if text.strip() else ())


def _turn(text: str) -> Turn:
    found = _TURN.fullmatch(text.strip().casefold())
    if not found or found[1][:3] not in DAYS or (found[2] and found[2][:3] not in DAYS):
        raise ValueError('Write days and hours like "Mon-Thu 10:00-17:00, Fri 10:00-13:00".')
    first = DAYS.index(found[1][:3])
    last = DAYS.index(found[2][:3]) if found[2] else first
    if last < first:
        raise ValueError(
            'Days run from Monday to Sunday: write "Sat 10:00-12:00, Mon 10:00-12:00" rather than "Sat-Mon".'
        )
    return Turn(first, last, read_hours(found[3]))

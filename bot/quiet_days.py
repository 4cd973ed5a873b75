"""Days when a programme stays quiet, beside Sundays and bank holidays: dates and stretches of dates."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Final

from pydantic import BeforeValidator

LONGEST: Final = 366
_RANGE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s+to\s+(\d{4}-\d\d-\d\d))?")

Days = tuple[date, date]
"""The first and the last of them."""


def read_days(value: object) -> object:
    """A date of TOML, or a text with one or two. Raises ValueError with how to mend it."""
    if type(value) is date:
        return value, value
    if not isinstance(value, str):
        return value
    try:
        found = _RANGE.fullmatch(value.strip())
        first, last = (
            (date.fromisoformat(part) for part in (found[1], found[2] or found[1])) if found else (None, None)
        )
    except ValueError:
        first = last = None
    if first is None or last is None:
        raise ValueError('Write a date, 2026-12-24, or a stretch in quotes, "2026-12-21 to 2027-01-03".')
    if not 0 <= (last - first).days < LONGEST:
        raise ValueError("Let a stretch of days begin before it ends, and last a year at most.")
    return first, last


def each(stretches: tuple[Days, ...]) -> Iterator[date]:
    """Every single day of them."""
    for first, last in stretches:
        yield from (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


QuietDays = tuple[Annotated[Days, BeforeValidator(read_days)], ...]

"""A day and a time as people type them together: "Thu 3 Dec at 2pm", "3/12 14:30", "2026-12-03 14:00", "tomorrow at noon".

The day is read as everywhere (conversations/dates.py). A bare hour from 1 to 6 is an afternoon, as with spans of hours; what
was understood is read back with its date, so that a slip is seen.
"""

import re
from datetime import date
from typing import Final, NamedTuple

from conversations.dates import read_day
from conversations.plain import plain

_HALF: Final = r"(?: ?(am|pm|a\.m\.?|p\.m\.?))"
_CLOCK: Final = (
    rf"(?:(?:at |a las )?(\d{{1,2}})[:.](\d{{2}}){_HALF}?|(?:at |a las )?(\d{{1,2}}){_HALF}|(?:at |a las )(\d{{1,2}})"
    r"|(?:at )?(noon|midday))"
)
_LAST: Final = re.compile(rf"(?:^|.*?[\s,t])({_CLOCK})$")
_FIRST: Final = re.compile(rf"({_CLOCK})(?:$|[\s,].*)")
_TODAY: Final = re.compile(r"^(?:this (?:morning|afternoon|evening)|tonight)$")
NOON: Final = 12 * 60


class Moment(NamedTuple):
    """What was read: a day, and minutes after midnight, each None where it was not found."""

    day: date | None
    minute: int | None


def read_moment(text: str, today: date) -> Moment:
    """The day and the time in a text. A part that is not understood is None; nothing is guessed from the other."""
    said = " ".join(plain(text).split())
    for pattern, rest_of in ((_LAST, _before), (_FIRST, _after)):
        found = pattern.fullmatch(said)
        minute = None if found is None else _minute(found)
        if found is None or minute is None:
            continue
        day = _day(rest_of(said, found), today)
        if day is not None:
            return Moment(day, minute)
    day = _day(said, today)
    if day is not None:
        return Moment(day, None)
    alone = _LAST.fullmatch(said)
    return Moment(None, None if alone is None else _minute(alone))


def _before(said: str, found: re.Match[str]) -> str:
    return re.sub(r"(?<=\d)t$", "", said[: found.start(1)]).strip(" ,")


def _after(said: str, found: re.Match[str]) -> str:
    return said[found.end(1) :].strip(" ,")


def _day(text: str, today: date) -> date | None:
    text = re.sub(r"^(?:on|el|day) (?=\S)", "", text)
    return today if _TODAY.match(text) else read_day(text, today) if text else None


def _minute(found: re.Match[str]) -> int | None:
    """Minutes after midnight; None for hours that no clock shows."""
    _all, hour, minutes, half, hour_half, only_half, bare, word = found.groups()
    if word:
        return NOON
    number, rest, mark = int(hour or hour_half or bare), int(minutes or 0), (half or only_half or "")[:1]
    if rest > 59 or number > (12 if mark else 23) or (mark and number == 0):
        return None
    if mark:
        number = number % 12 + (12 if mark == "p" else 0)
    elif bare and 1 <= number <= 6:
        number += 12
    return number * 60 + rest

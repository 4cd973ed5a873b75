"""A day and a time as people type them together: "Thu 3 Dec at 2pm", "3/12 14:30", "2026-12-03 14:00", "tomorrow at noon"; and
how long something is: "90 minutes", "2 and a half hours".

The day is read as everywhere (conversations/dates.py). A bare hour from 1 to 6 is an afternoon, as with spans of hours; what
was understood is read back with its date, so that a slip is seen. Of "2pm to 4pm" only the beginning is read.
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
_UNTIL: Final = re.compile(
    rf"(?: (?:to|until|till?|a|hasta) | ?[-–—] ?)(?:(?:\d{{1,2}})[:.]\d{{2}}{_HALF}?|\d{{1,2}}{_HALF}|noon|midday)$"
)
_PAST: Final = re.compile(
    rf"\b(?:at )?(half past|quarter past|quarter to) (\d{{1,2}}|noon|midday){_HALF}?(?=$|[\s,])"
)
_TODAY: Final = re.compile(r"^(?:this (?:morning|afternoon|evening)|tonight)$")
NOON: Final = 12 * 60
_WORDS: Final = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"an": "1", "a": "1"}
_HOUR: Final = r"(?:h|hrs?|hours?|horas?)"
_MINUTE: Final = r"(?:m|mins?|minutes?|minutos?)"
_LONG: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<hours>\d{{1,2}}) ?{_HOUR}?(?:[.,](?P<tenths>\d)) ?{_HOUR}?",
        rf"(?P<hours>\d{{1,2}}) ?{_HOUR}?,? (?:and|y) (?P<half>1 half|half|media)(?: {_HOUR})?",
        rf"(?P<hours>\d{{1,2}}) ?{_HOUR},? ?(?:and |y )?(?P<minutes>\d{{1,2}}) ?{_MINUTE}?",
        r"(?P<hours>\d{1,2}):(?P<minutes>\d{2})",
        rf"(?P<hours>\d{{1,2}}) ?{_HOUR}",
        r"(?P<hours>\d|1[0-2])",
        rf"(?P<minutes>\d{{1,3}}) ?{_MINUTE}?",
        r"(?P<half>half) 1 hour",
    )
)


class Moment(NamedTuple):
    """What was read: a day, and minutes after midnight, each None where it was not found."""

    day: date | None
    minute: int | None


def read_moment(text: str, today: date) -> Moment:
    """The day and the time in a text. A part that is not understood is None; nothing is guessed from the other."""
    said = _PAST.sub(_to_the_minute, " ".join(plain(text).split()))
    whole = _moment(said, today)
    begins = _moment(_UNTIL.sub("", said), today)
    return begins if None in whole and None not in begins else whole


def _moment(said: str, today: date) -> Moment:
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


def read_minutes(text: str) -> int | None:
    """How many minutes somebody means. A bare number up to 12 is hours."""
    said = " ".join(
        _WORDS.get(word, word) for word in plain(text.replace("½", ".5")).replace(" .", ".").split()
    )
    for pattern in _LONG:
        if found := pattern.fullmatch(said):
            given = found.groupdict()
            extra = 30 if given.get("half") else int(given.get("tenths") or 0) * 6
            return int(given.get("hours") or 0) * 60 + int(given.get("minutes") or 0) + extra
    return None


def _to_the_minute(found: re.Match[str]) -> str:
    """ "half past 5" as a clock shows it: the hour is read as a bare one is."""
    which, said, half = found[1], found[2], found[3] or ""
    hour = 12 if said in ("noon", "midday") else int(said)
    if half and which == "quarter to":
        if hour == 12:
            return found[0]  # of which half of the day it is depends on which one is meant
        hour = 13 if hour == 1 else hour
    afternoon = not half and 1 <= hour <= 6
    minute = (hour + 12 * afternoon) * 60 + {"half past": 30, "quarter past": 15, "quarter to": -15}[which]
    return f"{minute // 60}:{minute % 60:02}{half}"


def _before(said: str, found: re.Match[str]) -> str:
    return re.sub(r"(?<=\d)t$| from $", "", said[: found.start(1)]).strip(" ,")


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

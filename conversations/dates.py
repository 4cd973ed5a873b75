"""Dates and hours as people type them: "24 Dec", "24/12 to 2/1", "1pm to 5pm", "11am to 4pm until the 9th".

Day comes before month, as in Britain and in most of the languages offered; month names are read in English
and Spanish. A date without a year is the next one there is. What is only half understood is not understood:
leaving somebody alone on the wrong day, quietly, would be worse than asking again.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from conversations.pace.values import Days
from conversations.phrases import Tongue, _
from conversations.plain import plain

LONGEST: Final = timedelta(days=366)
MOST: Final = 20
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan ene",
            "feb",
            "mar",
            "apr abr",
            "may",
            "jun",
            "jul",
            "aug ago",
            "sep set",
            "oct",
            "nov",
            "dec dic",
        ),
        1,
    )
    for name in names.split()
}
_WORDY: Final = re.compile(
    r"^(?:(\d{1,2}) (?:of |de )?([^\W\d_]{3,10})|([^\W\d_]{3,10}) (\d{1,2}))(?:,? (?:de )?(\d{4}))?$"
)
_NUMBERS: Final = re.compile(r"^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\.?$")
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b,? ?")
_WEEKDAYS: Final = ("mon lun", "tue mar", "wed mié mie", "thu jue", "fri vie", "sat sáb sab", "sun dom")
_NAMED: Final = re.compile(
    r"(?:(?:on|until|till?|el|hasta)(?: el)? )?(this |this coming |coming |next |próximo |proximo |este )?"
    r"(mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
    r"|lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo)"
)
_APART: Final = re.compile(r"\s*(?:,(?! ?\d{4}\b)|[;&\n+]|\band\b|\by\b)\s*")
_TO: Final = re.compile(
    r"\s*(?:\bto\b|\buntil\b|\btill?\b|\bthrough\b|\bal?\b|\bhasta\b|[–—]|(?<!\d{4})(?<!-\d\d)-(?!\d\d-))\s*"
)
_TIME: Final = r"(noon|midday|midnight|\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.?|p\.m\.?)?"
_HOURS: Final = re.compile(rf"(?:between |from )?{_TIME} ?(?:-|–|—|to|and|until|till?) ?{_TIME}(?![\w/])")

RANGE: Final = _("text.range", "{first} to {last}")


def read_days(text: str, today: date) -> tuple[Days, ...] | None:
    """Every date and run of dates in a text, or None if any part of it is not understood or is long gone."""
    found: list[Days] = []
    for part in reversed([part for part in _APART.split(_even(text)) if part]):
        days = _same_month(int(part), found) if part.isdecimal() else _run(part, today)
        if days is None or days.last < today or days.last - days.first > LONGEST:
            return None
        found.append(days)
    return tuple(reversed(found)) if 0 < len(found) <= MOST else None


def read_day(text: str, today: date) -> date | None:
    """One date, today or later. "Friday" is the coming one, and "next Friday" the one of next week, as most of Britain
    says it; what was understood is read back with its date, so that a slip is seen."""
    if named := _NAMED.fullmatch(plain(text)):
        day = next(n for n, names in enumerate(_WEEKDAYS) if named[2][:3] in names.split())
        if named[1] and named[1].startswith(("next", "pr")):
            return today + timedelta(days=7 - today.weekday() + day)
        return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    text = re.sub(r"^(?:until|till?|hasta) ", "", plain(text))
    days = read_days(text, today)
    return days[0].first if days and len(days) == 1 and days[0].first == days[0].last else None


def names_a_weekday(text: str) -> bool:
    """Whether a text is about a day of the week and no date at all."""
    return bool(_WEEKDAY.search(plain(text))) and not re.search(r"\d", text)


def read_hours(text: str) -> tuple[int, int] | None:
    """A span of hours in minutes after midnight. Its end may come before its start: the caller says so."""
    found = _HOURS.fullmatch(re.sub(r"^(?:only )?", "", plain(text)))
    return _minutes(found) if found else None


def read_hours_for_a_while(text: str, today: date) -> tuple[tuple[int, int], Days] | None:
    """Hours and the dates they are for: "11am to 4pm until 9 March", "8 Feb to 9 Mar, 13:00-17:00"."""
    said = plain(text)
    for found in _HOURS.finditer(said):
        if not (found[3] or found[6] or found[2] or found[5] or found[4] in ("noon", "midday", "midnight")):
            continue
        rest = f"{said[: found.start()]} {said[found.end() :]}".strip(" ,;")
        days = _for_a_while(re.sub(r"^(?:from|between|on|de|del) ", "", rest), today)
        if days:
            return _minutes(found), days
    return None


def say_days(tongue: Tongue, days: Days) -> str:
    """A run of dates as people say it: Thu 24 Dec to Sat 2 Jan."""
    if days.first == days.last:
        return tongue.day(days.first)
    return tongue.say(RANGE, {"first": tongue.day(days.first), "last": tongue.day(days.last)})


def pack(runs: Iterable[Days]) -> str:
    """Runs of dates as one answer, and `unpack` back again."""
    return ",".join(f"{days.first}/{days.last}" for days in runs)


def unpack(value: str) -> tuple[Days, ...]:
    return tuple(
        Days(date.fromisoformat(first), date.fromisoformat(last))
        for first, last in (run.split("/") for run in value.split(",") if run)
    )


def _even(text: str) -> str:
    """Lower case, ordinals as numbers, weekdays in front of dates and little words left out."""
    text = re.sub(r"(\d)(?:st|nd|rd|th|º)\b", r"\1", plain(text))
    text = _WEEKDAY.sub("", text) if re.search(r"\d", text) else text
    return re.sub(r"\b(?:from|on|the|del?|el) (?=\d)", "", text).strip()


def _run(part: str, today: date) -> Days | None:
    ends = _TO.split(part)
    if len(ends) == 1:
        day = _day(ends[0], today)
        return Days(day, day) if day else None
    if len(ends) != 2:
        return None
    if ends[0].isdecimal() and (last := _day(ends[1], today)):
        first = _date(last.year, last.month, int(ends[0]))
    else:
        first = _day(ends[0], today)
        last = _day(ends[1], first) if first else None
    return Days(first, last) if first and last and first <= last else None


def _same_month(day: int, following: list[Days]) -> Days | None:
    """The "25" of "25 and 26 Dec": a bare number takes the month of what follows it."""
    first = _date(following[-1].first.year, following[-1].first.month, day) if following else None
    return Days(first, first) if first else None


def _for_a_while(text: str, today: date) -> Days | None:
    until = re.fullmatch(r"(?:until|till?|hasta) (.+)", text)
    if until is None:
        runs = read_days(text, today)
        return runs[0] if runs and len(runs) == 1 else None
    said = _even(until[1])
    if said.isdecimal():
        last = next((d for n in range(62) if (d := today + timedelta(days=n)).day == int(said)), None)
    else:
        last = _day(said, today)
    return Days(today, last) if last and last - today <= LONGEST else None


def _day(text: str, after: date) -> date | None:
    """One date, the first on or after a day where no year is given."""
    if text in ("today", "hoy"):
        return after
    if text in ("tomorrow", "mañana"):
        return after + timedelta(days=1)
    if iso := _ISO.match(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.match(text):
        return _next(int(numbers[1]), int(numbers[2]), numbers[3], after)
    if wordy := _WORDY.match(text):
        month = _MONTHS.get((wordy[2] or wordy[3])[:3])
        return _next(int(wordy[1] or wordy[4]), month, wordy[5], after) if month else None
    return None


def _next(day: int, month: int, year: str | None, after: date) -> date | None:
    if year:
        return _date(int(year) % 100 + 2000, month, day)
    years = range(after.year, after.year + 9)  # as far as the next 29 February can be
    return next((found for each in years if (found := _date(each, month, day)) and found >= after), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _minutes(found: re.Match[str]) -> tuple[int, int]:
    start, end = _minute(*found.groups()[:3]), _minute(*found.groups()[3:])
    bare_start = not found[3] and found[1].isdecimal() and int(found[1]) <= 12
    if bare_start and found[6] and found[6][0] == "p" and start + 720 < end:
        start += 720  # "1 to 5pm" is an afternoon
    elif bare_start and not found[6] and found[4].isdecimal() and int(found[4]) <= 12:
        start += 720 if start < 7 * 60 else 0  # "1 to 5" too
        end += 720 if end <= start else 0  # and "9 to 5" is a day's work
    return start, end


def _minute(hour: str, minute: str | None, half: str | None) -> int:
    if not hour.isdecimal():
        return 24 * 60 if hour == "midnight" else 12 * 60
    at = int(hour)
    if half:
        at = at % 12 + (12 if half[0] == "p" else 0)
    return min(at * 60 + int(minute or 0), 24 * 60)

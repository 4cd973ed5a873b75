"""Runs of digits, however they are written: in groups, with dots and brackets, as words ("oh double seven"), mixed.

What comes between two groups of one run is little: a few marks, or one word that people say while they dictate ("then").
A date, a time or a sum of money ends a run, so that "from 10:30 to 12:00 on 01/12/2026" is no telephone number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

WORDS: Final = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TIMES: Final = {"double": 2, "treble": 3, "triple": 3}
_NOUGHTS: Final = {"hundred": "00", "thousand": "000"}

_WORD: Final = "|".join(sorted(WORDS, key=len, reverse=True))
_TOKEN: Final = re.compile(
    rf"""(?P<no>(?<!\d)(?:\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)   # a date
             | (?<![\d.:])\d\d?[:.]\d\d\s?[ap]\.?m\b | (?<![\d.:])\d\d?:\d\d(?![\d:])          # a time
             | [£$€]\s?\d[\d,.]*)                                                              # money
     | (?P<digits>(?<![A-Za-z0-9])[oO]*\d[\doO]*(?![A-Za-z]) | \d+)
     | \b(?:(?P<many>double|treble|triple)[ -]?(?P<of>{_WORD}|\d\b) | (?P<word>{_WORD}) | (?P<noughts>hundred|thousand))\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SAID: Final = (
    "then|and|and then|dash|hyphen|space|dot|point|full stop|slash|stroke|comma|um|er|erm|err|uh|umm"
)
_GAP: Final = re.compile(rf"[\s().,/_*:;~|'-]{{0,6}}(?:(?:{_SAID})[\s.,-]{{1,4}}){{0,2}}[(]?", re.IGNORECASE)
_GAP_MOST: Final = 24
_LOOKS_DIALLED: Final = re.compile(rf"\d|(?<=[\doO])[oO]|\b(?:{_WORD})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that were written together. `before`: what stood between them and the group before."""

    digits: str
    start: int
    end: int
    before: str = ""


def few_digits(text: str, enough: int = 6) -> bool:
    """Whether there are not even digits enough for the shortest number worth finding."""
    return len(list(islice(_LOOKS_DIALLED.finditer(text), enough))) < enough


def runs_of_digits(text: str) -> Iterator[tuple[Group, ...]]:
    """Groups that belong together, as far as one can see."""
    run: list[Group] = []
    for token in _TOKEN.finditer(text):
        digits = _digits(token, bool(run))
        between = text[run[-1].end : token.start()] if run else ""
        joined = bool(run) and len(between) <= _GAP_MOST and _GAP.fullmatch(between) is not None
        if run and not (digits and joined):
            yield tuple(run)
            run = []
        if digits and not (token["noughts"] and not run):
            run.append(Group(digits, token.start(), token.end(), between if run else ""))
    if run:
        yield tuple(run)


def _digits(token: re.Match[str], going_on: bool) -> str:
    if token["no"]:
        return ""
    if token["digits"]:
        return token["digits"].replace("o", "0").replace("O", "0")
    if token["many"]:
        of = token["of"].lower()
        return WORDS.get(of, of) * _TIMES[token["many"].lower()]
    if token["noughts"]:
        return _NOUGHTS[token["noughts"].lower()] if going_on else ""
    return WORDS[token["word"].lower()]

"""Messages and labels: a stable id and its English, in place.

The ids are those of the copy deck (ON-01, CI-02 …) and serve as gettext contexts: the English may be improved without
breaking a translation's address. `_` is the word that the extraction tools look for.
"""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Protocol

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
"""No placeholders, no answers."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One message or label, before translation. `english` may hold `{placeholders}`."""

    id: str
    english: str

    @property
    def placeholders(self) -> frozenset[str]:
        return frozenset(name for _text, name, _spec, _conv in string.Formatter().parse(self.english) if name)


def _(id: str, english: str) -> Phrase:
    """Mark a phrase for translation: `_("CI-10", "Saved, only for you.")`."""
    return Phrase(id, english)


class Tongue(Protocol):
    """One language as the engine needs it: words and dates. `bot/words.py` makes the real ones."""

    @property
    def language(self) -> str: ...

    def speaking(self, language: str) -> "Tongue":
        """The same, in another language."""
        ...

    def say(self, phrase: Phrase, values: Mapping[str, str] | None = None, /) -> str:
        """The phrase in this language, English where it is missing, its placeholders filled."""
        ...

    def day(self, day: date) -> str:
        """A date as people say it: Tue 14 Sept."""
        ...

    def clock(self, minute: int) -> str:
        """A time of day, from minutes after midnight: 11am."""
        ...

    def listed(self, items: Iterable[str]) -> str:
        """Several things in a sentence: a, b and c."""
        ...


class PlainEnglish:
    """The English of the source itself, for flows at their build-time checks and for tests."""

    language = "en"

    def speaking(self, language: str) -> "Tongue":
        return self

    def say(self, phrase: Phrase, values: Mapping[str, str] | None = None, /) -> str:
        return phrase.english.format_map(values or {}) if "{" in phrase.english else phrase.english

    def day(self, day: date) -> str:
        return f"{day:%a} {day.day} {day:%b}"

    def clock(self, minute: int) -> str:
        hour, rest = divmod(minute, 60)
        if minute == 12 * 60:
            return "noon"
        return f"{(hour - 1) % 12 + 1}{f':{rest:02}' if rest else ''}{'am' if hour < 12 else 'pm'}"

    def listed(self, items: Iterable[str]) -> str:
        *most, last = list(items) or [""]
        return f"{', '.join(most)} and {last}" if most else last

"""One language as the engine hears it: words from a catalogue; dates, times and lists as people say them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from gettext import NullTranslations
from types import MappingProxyType
from typing import Final

from babel import Locale
from babel.dates import format_skeleton, format_time
from babel.lists import format_list

from conversations.phrases import Phrase

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
SPOKEN: Final = {"en": "en_GB"}
"""Where a language is said in more than one way, the one that members speak."""


class CatalogueTongue:
    """A Tongue (conversations/phrases.py). What the catalogue lacks is said in the English of the source."""

    def __init__(
        self,
        language: str,
        catalogue: NullTranslations,
        others: "Callable[[str], CatalogueTongue] | None" = None,
    ) -> None:
        self.language = language
        self._others = others
        self._catalogue = catalogue
        self._locale = Locale.parse(SPOKEN.get(language, language))
        self._known: dict[Phrase, tuple[str, bool]] = {}

    def speaking(self, language: str) -> "CatalogueTongue":
        return self._others(language) if self._others else self

    def say(self, phrase: Phrase, values: Mapping[str, str] | None = None, /) -> str:
        text, filled = self._known.get(phrase) or self._learn(phrase)
        return text.format_map(values or NOTHING) if filled else text

    def _learn(self, phrase: Phrase) -> tuple[str, bool]:
        """Look a phrase up once. Words without a placeholder are never formatted."""
        known = (self._catalogue.pgettext(phrase.id, phrase.english), "{" in phrase.english)
        self._known[phrase] = known
        return known

    def day(self, day: date) -> str:
        return str(format_skeleton("MMMEd", day, locale=self._locale))

    def clock(self, minute: int) -> str:
        moment = time(*divmod(minute % (24 * 60), 60))
        if self.language != "en":
            return format_time(moment, "short", locale=self._locale)
        if moment == time(12):
            return "noon"  # "12pm" is midnight to many
        return str(format_skeleton("hm" if moment.minute else "h", moment, locale=self._locale)).replace(
            " ", ""
        )

    def listed(self, items: Iterable[str]) -> str:
        return format_list(list(items), locale=self._locale)


def own_name(language: str) -> str:
    """What speakers of a language call it: Español."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]

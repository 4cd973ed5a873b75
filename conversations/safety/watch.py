"""The compiled lists of each wired language: what is looked for, and what explains it away."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from conversations.safety import words_en, words_es
from conversations.safety.lexicon import Lexicon
from conversations.safety.phrases import Phrases, vocabulary
from conversations.safety.reader import Reader, Reading
from conversations.safety.tier import Tier

WIRED: Final[Mapping[str, Lexicon]] = {each.language: each for each in (words_en.LEXICON, words_es.LEXICON)}


class Watch:
    """One language's lists, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = (*lexicon.danger.values(), lexicon.harmless, lexicon.not_yet, lexicon.stop, lexicon.not_stop)
        self.reader = Reader(lexicon, vocabulary("\n".join(lists), lexicon.sets))
        self._danger = {tier: Phrases(lexicon.danger[tier], lexicon.sets, self.reader) for tier in Tier}
        self._harmless = self._idioms(lexicon, lexicon.harmless)
        self._not_yet = self._idioms(lexicon, lexicon.not_yet)
        self._stop = Phrases(lexicon.stop, lexicon.sets, self.reader)
        self._not_stop = self._idioms(lexicon, lexicon.not_stop)
        self.reader.tells = self._tells

    def danger(self, text: str) -> Tier | None:
        """The most urgent tier that this language's list finds in the text."""
        reading = self.reader.read(text)
        idioms = _covered(self._harmless, reading)
        for tier, phrases in self._danger.items():
            if _stands(
                phrases, reading, idioms | _covered(self._not_yet, reading) if tier is Tier.INJURY else idioms
            ):
                return tier
        return None

    def mentions_stop(self, text: str) -> bool:
        """Whether the text asks for fewer messages."""
        reading = self.reader.read(text)
        return _stands(self._stop, reading, _covered(self._not_stop, reading))

    def _tells(self, reading: Reading) -> bool:
        """Whether words run together hold a phrase: "killmyself" and "iwasraped" do, "therapist" and "advice" do not."""
        spans = (span for phrases in self._danger.values() for span in phrases.spans(reading))
        return any(
            last > first or (len(reading.words) > 2 and len(reading.words[first]) > 4)
            for first, last in spans
        )

    def _idioms(self, lexicon: Lexicon, lines: str) -> Phrases:
        return Phrases(lines, lexicon.sets, self.reader, across=False)


@cache
def watch(language: str) -> Watch:
    """The compiled lists of a wired language. Built at the first use, then kept; they hold no text of anybody's."""
    return Watch(WIRED[language])


def base(language: str) -> str:
    """The language of a tag: "es-419" and "es_MX" are "es"."""
    return language.replace("_", "-").split("-")[0].casefold()


def _covered(idioms: Phrases, reading: Reading) -> set[int]:
    """The places of all words that belong to an idiom."""
    return {at for first, last in idioms.spans(reading) for at in range(first, last + 1)}


def _stands(phrases: Phrases, reading: Reading, explained: set[int]) -> bool:
    """Whether any phrase is found that does not end inside an idiom."""
    return any(last not in explained for _first, last in phrases.spans(reading))

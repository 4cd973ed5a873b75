"""From a raw text to the plain words that phrases are written in."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from conversations.safety.guess import fits, one_slip, pieces, shorter
from conversations.safety.lexicon import Lexicon
from conversations.safety.normal import SPACED, STOP, tokens

MANY: Final = "#"
"""Stands for any number from 8 to 999, in figures or words: as many tablets as no leaflet says."""

_TRIPLE = re.compile(r"(.)\1\1")
_RUNS = re.compile(r"(.)\1+")
_PARTS = re.compile(r"[^\W_]+")
_LETTER_FOR = (
    str.maketrans("0134578@$!", "oieastbasi"),
    str.maketrans("0134578@$!", "oleastbasl"),
)
_SHORTEST_SLIP, _SHORTEST_GLUED, _LONGEST_GLUED = 5, 6, 60


@dataclass(frozen=True, slots=True)
class Reading:
    """The plain words of a text, and whether a stop comes after each of them."""

    words: list[str] = field(default_factory=list)
    stops: list[bool] = field(default_factory=list)

    def add(self, word: str) -> None:
        """The same word twice running is one: stutters and doubled taps."""
        if self.words and self.words[-1] == word and not self.stops[-1]:
            return
        self.words.append(word)
        self.stops.append(False)

    def drop(self) -> None:
        """Take the last word back."""
        self.words.pop()
        self.stops.pop()

    def stop(self) -> None:
        """A stop after the last word."""
        if self.stops:
            self.stops[-1] = True


class Reader:
    """Reads a text into plain words. Nothing of a text is kept between two readings."""

    def __init__(self, lexicon: Lexicon, vocabulary: Iterable[str]) -> None:
        self._single, self._pairs = _spellings(lexicon.spellings)
        self._fillers = frozenset(lexicon.fillers.split())
        self.vocabulary = frozenset(vocabulary) | self._single.keys() | self._fillers
        self._masked, self._slips = lexicon.masked.split(), lexicon.slips.split()
        self.tells: Callable[[Reading], bool] = lambda _reading: False
        """Whether words found run together say something. Set once the phrases are known."""

    def read(self, text: str) -> Reading:
        """Plain words in order, fillers and stutters left out."""
        known: dict[str, tuple[str, ...]] = {}
        plain: list[str] = []
        for raw in tokens(text):
            if raw not in known:
                known[raw] = (raw,) if raw == STOP else self._plain(raw)
            plain.extend(known[raw])
        return self._reading(plain)

    def spelled(self, words: Iterable[str]) -> list[str]:
        """Words of a phrase in their plain form: the data may be written as people write."""
        return self._reading([plain for word in words for plain in self._single.get(word, (word,))]).words

    def _reading(self, plain: Iterable[str]) -> Reading:
        """Stops put between the words, fillers left out, and two words that are one in the lists drawn together."""
        reading = Reading()
        for word in plain:
            if word == STOP:
                reading.stop()
            elif word not in self._fillers:
                pair = self._pairs.get((reading.words[-1], word)) if reading.words else None
                if pair:
                    reading.drop()
                for each in pair or (word,):
                    reading.add(each)
        return reading

    def _plain(self, raw: str) -> tuple[str, ...]:
        """The plain words of one raw word: as spelled, or the likeliest of what it may stand for."""
        if raw[0] == SPACED:
            return self._spelled_out(pieces(raw[1:], self.vocabulary, strict=False) or (raw[1:],))
        found = self._listed(raw) or self._listed(raw.replace("'", ""))
        if found:
            return found
        if raw.isdecimal():
            return (MANY,) if 8 <= int(raw[:6]) <= 999 else (raw,)
        if raw.endswith("in") and (found := self._listed(f"{raw}g")):
            return found
        guess = self._signs(raw) if not raw.isalpha() else self._slip(raw)
        if guess:
            return guess
        if raw.isalpha():
            return (raw,)
        return tuple(
            word for part in _PARTS.findall(raw.replace("'", "")) for word in self._listed(part) or (part,)
        )

    def _listed(self, word: str) -> tuple[str, ...]:
        return self._single.get(word) or ((word,) if word in self.vocabulary else ())

    def _signs(self, raw: str) -> tuple[str, ...]:
        """Digits and signs in the place of letters: su1cide, k!ll, r*ped."""
        for table in _LETTER_FOR:
            if found := self._listed(raw.translate(table)):
                return found
        if "*" in raw:
            head, tail = raw.split("*")[0], raw.rsplit("*")[-1]
            return next((self._listed(word) for word in self._masked if fits(word, head, tail, len(raw))), ())
        return ()

    def _slip(self, word: str) -> tuple[str, ...]:
        """Letters held down, one slip of the thumb in a telling word, or words run together."""
        if _TRIPLE.search(word) and (found := self._squeezed.get(_RUNS.sub(r"\1", word))):
            return self._listed(found)
        if len(word) > _LONGEST_GLUED:
            return ()
        if len(word) >= _SHORTEST_SLIP and (found := self._slipped(word)):
            return self._listed(found)
        if len(word) < _SHORTEST_GLUED:
            return ()
        plain = self._spelled_out(pieces(word, self.vocabulary, strict=True))
        return plain if plain and self.tells(self._reading(list(plain))) else ()

    def _slipped(self, word: str) -> str | None:
        """The telling word that is one slip away. The first letter is hardly ever the wrong one."""
        near = (found for form in (word, *shorter(word)) for found in self._near.get(form, ()))
        return next((found for found in near if found[0] == word[0] and one_slip(found, word)), None)

    def _spelled_out(self, pieces: Iterable[str]) -> tuple[str, ...]:
        return tuple(word for piece in pieces for word in self._listed(piece) or (piece,))

    @cached_property
    def _squeezed(self) -> dict[str, str]:
        return {_RUNS.sub(r"\1", word): word for word in sorted(self.vocabulary, reverse=True)}

    @cached_property
    def _near(self) -> dict[str, list[str]]:
        near: dict[str, list[str]] = {}
        for word in self._slips:
            for form in (word, *shorter(word)):
                near.setdefault(form, []).append(word)
        return near


def _spellings(lines: str) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], tuple[str, ...]]]:
    """Variant to plain words: of one word, and of two words that stand together."""
    single: dict[str, tuple[str, ...]] = {}
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        plain, _, variants = line.partition(":")
        for variant in variants.split():
            first, _, second = variant.partition("_")
            if second:
                pairs[first, second] = tuple(plain.split())
            else:
                single[first] = tuple(plain.split())
    return single, pairs

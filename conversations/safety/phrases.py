"""Phrases as data, and finding them in time that grows only with the text.

A phrase list has one phrase a line:

    kill|killing {self}       one of several words; one of a named set of words
    want_to|going_to die      `_` joins words into one choice
    end {my} own? life        `?` marks what may be missing
    no point ~ living         `~` stands for up to three words
    ^i have had enough$       `^` and `$` are stops: where a sentence starts, pauses or ends

Each line becomes sequences of word sets. A sequence is tried only where its anchor stands, the set in it that ordinary
text is least likely to hold, and is followed from there in both directions. Every gap is bounded, so a try costs a
bounded number of steps and there is nothing for a hostile text to blow up. A danger phrase may run across stops
("kill. myself."), an idiom may not: what is cut in two no longer means what it did.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from conversations.safety.reader import Reader, Reading

GAP: Final = 3
_COMMON: Final = frozenset(
    "a about again all am an and any are as at be been but by can could did do does for from get getting go going got had has have he"
    " her him his i if in into is it keep keeps let like me more my no not of off on one or our out over she so someone that the"
    " their them there they think this to up us want was we were what when who will with would you your"
    " de el en es la lo mi mis no que se si su te un una yo y a ya".split()
)


@dataclass(frozen=True, slots=True)
class Step:
    """The words that may stand here, after at most `gap` others."""

    words: frozenset[str]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """One way to say a phrase: what stands before the anchor (read backwards) and after it."""

    before: tuple[Step, ...]
    after: tuple[Step, ...]
    opens: bool
    closes: bool

    def span(self, anchor: int, reading: Reading, *, across: bool) -> tuple[int, int] | None:
        """First and last word of this phrase around its anchor, if it is there."""
        last = _walk(self.after, anchor, 1, reading, across)
        if last is None or (self.closes and last + 1 < len(reading.words) and not reading.stops[last]):
            return None
        first = _walk(self.before, anchor, -1, reading, across)
        if first is None or (self.opens and first > 0 and not reading.stops[first - 1]):
            return None
        return first, last


class Phrases:
    """A compiled phrase list. `across`: whether a phrase may run across stops."""

    def __init__(self, lines: str, sets: Mapping[str, str], reader: Reader, *, across: bool = True) -> None:
        self._across = across
        self._at: dict[str, list[Sequence]] = {}
        for line in _lines(lines):
            for anchor, sequence in _compile(line, sets, reader):
                for word in anchor:
                    self._at.setdefault(word, []).append(sequence)

    def spans(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """First and last word of every phrase found."""
        for at, word in enumerate(reading.words):
            for sequence in self._at.get(word, ()):
                if span := sequence.span(at, reading, across=self._across):
                    yield span


def vocabulary(lines: str, sets: Mapping[str, str]) -> set[str]:
    """Every word that a phrase list and its sets name."""
    named = " ".join((lines, *sets.values()))
    for sign in "|_?~^${}":
        named = named.replace(sign, " ")
    return set(named.split())


def _walk(steps: tuple[Step, ...], at: int, way: int, reading: Reading, across: bool) -> int | None:
    """Where the last of `steps` stands, going one way from `at`; the nearest words are tried first."""
    if not steps:
        return at
    step, rest = steps[0], steps[1:]
    for _ in range(step.gap + 1):
        at += way
        if not 0 <= at < len(reading.words):
            return None
        if not across and reading.stops[at - 1 if way > 0 else at]:
            return None
        if reading.words[at] in step.words:
            found = _walk(rest, at, way, reading, across)
            if found is not None:
                return found
    return None


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(str.strip, text.splitlines()) if line)


def _compile(line: str, sets: Mapping[str, str], reader: Reader) -> Iterator[tuple[frozenset[str], Sequence]]:
    opens, closes = line.startswith("^"), line.endswith("$")
    for choice in product(*(list(_choices(item, sets, reader)) for item in line.strip("^$ ").split())):
        steps = _steps(part for parts in choice for part in parts)
        anchor = min(range(len(steps)), key=lambda n: (len(steps[n].words & _COMMON), n))
        before = tuple(Step(steps[n].words, steps[n + 1].gap) for n in range(anchor - 1, -1, -1))
        yield steps[anchor].words, Sequence(before, tuple(steps[anchor + 1 :]), opens, closes)


def _steps(parts: Iterable[frozenset[str] | None]) -> list[Step]:
    steps: list[Step] = []
    gap = 0
    for words in parts:
        if words is None:
            gap = GAP
        else:
            steps.append(Step(words, gap))
            gap = 0
    return steps


def _choices(
    item: str, sets: Mapping[str, str], reader: Reader
) -> Iterator[tuple[frozenset[str] | None, ...]]:
    """What may stand for one item of a line: single words as one set, longer choices each on their own."""
    if item == "~":
        yield (None,)
        return
    if item.endswith("?"):
        yield ()
        item = item[:-1]
    single: set[str] = set()
    for choice in item.split("|"):
        named = sets[choice[1:-1]].split() if choice.startswith("{") else [choice]
        for each in named:
            words = reader.spelled(each.split("_"))
            if not words:
                raise ValueError(f"{each!r} is a filler, which is never seen: leave it out of {item!r}")
            if len(words) == 1:
                single.add(words[0])
            else:
                yield tuple(frozenset((word,)) for word in words)
    if single:
        yield (frozenset(single),)

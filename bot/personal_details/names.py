"""Names of people: those that the bot knows, in any case and with the surname beside them; and what only may be a name.

A known name that is an everyday word as well ("Will", "Grace") counts as a name where it has a capital in mid-sentence, or
stands beside another part of the same name; else "will you come" would be a warning every time. Where the writer uses
capitals for everything they tell nothing.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from bot.personal_details.everyday import CAPITAL_WORDS, EVERYDAY, FIRST_NAMES, TITLES
from bot.personal_details.folding import folded
from bot.personal_details.kinds import Kind
from conversations.feedback.facts import Span

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BEGINS: Final = re.compile(r"(?:^|[.!?:…\n*|>]|[^\w\s,;'\"()&/+\[\]-])[\s'\"()\[\]-]*$")
"""Whether a sentence begins here: after its mark, a new line, or something that is no letter, such as an emoji."""
_BEGINS_REACH: Final = 6
_SHOUTING: Final = 0.6
"""Share of words with capitals from which on capitals say nothing."""
_TITLED: Final = re.compile(rf"\b(?:{'|'.join(TITLES)})\b\.? ?(?P<called>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)")
_INTRODUCED: Final = re.compile(
    r"\b(?:my name is|my name's|my name was|i am called|i'm called|they call me|signed|yours)[,:]? (?P<called>[A-Za-z][\w'-]+)",
    re.IGNORECASE,
)
_LEAST_FOR_S: Final = 4


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    plain: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class _Known:
    """The parts of the names that the bot knows, the names (by number) that each is part of; and names without word gaps."""

    parts: dict[str, set[int]]
    unspaced: tuple[str, ...]


def find(text: str, names: Collection[str]) -> Iterator[Span]:
    words = [_Word(found.group(), _plain(found.group()), *found.span()) for found in _WORD.finditer(text)]
    known = _known(names)
    shouting = _shouts(words)
    yield from _known_in(text, words, known, shouting)
    for name in known.unspaced:
        yield from (Span(*found.span(), Kind.NAME) for found in re.finditer(re.escape(name), text))
    yield from _titled(text)
    yield from _introduced(text)
    yield from _perhaps(text, words, shouting)


def _plain(word: str) -> str:
    word = word.casefold()
    return word.removesuffix("'s").removesuffix("'").replace("'", "")


def _known(names: Collection[str]) -> _Known:
    parts: dict[str, set[int]] = {}
    unspaced: list[str] = []
    for number, name in enumerate(names):
        written = _WORD.findall(folded(name).text)
        plain = [word.casefold().replace("'", "") for word in written]
        for part in (*plain, "".join(plain)):
            if len(part) > 1 and part not in _TITLE_WORDS:
                parts.setdefault(part, set()).add(number)
        unspaced += [
            word for word in written if len(word) > 1 and not word.isascii() and word.lower() == word.upper()
        ]
    return _Known(parts, tuple(unspaced))


_TITLE_WORDS: Final = frozenset(title.lower() for title in TITLES) | frozenset(
    "and the she her hers he him his they them their theirs ze aka of from".split()
)
"""Stand in display names without being part of anybody's name."""


def _known_in(text: str, words: list[_Word], known: _Known, shouting: bool) -> Iterator[Span]:
    whose = [_whose(word, known) for word in words]
    for place, (word, people) in enumerate(zip(words, whose, strict=True)):
        if not people:
            continue
        beside = any(
            0 <= other < len(words)
            and words[other].plain != word.plain
            and people & whose[other]
            and _together(text, words[min(place, other)], words[max(place, other)])
            for other in (place - 1, place + 1)
        )
        capital = word.capital and not shouting
        if _everyday(word, known) and not beside:
            if capital:
                yield Span(
                    *_whole(text, words, place, shouting), Kind.NAME, sure=not _begins(text, word.start)
                )
        else:
            yield Span(*_whole(text, words, place, shouting), Kind.NAME)


def _whole(text: str, words: list[_Word], place: int, shouting: bool) -> tuple[int, int]:
    """The known name with the rest of it that the bot does not know: "Dee Sutton" is told by "Sutton" as well. A text of
    little else than names has many capitals too, so here two words without one are enough."""
    first = last = place
    if not shouting or sum(not word.capital for word in words) > 1:
        while last + 1 < len(words) and _goes_with(text, words[last], words[last + 1]):
            last += 1
        while first and _goes_with(text, words[first], words[first - 1]):
            first -= 1
    return words[first].start, words[last].end


def _goes_with(text: str, word: _Word, other: _Word) -> bool:
    """Whether the other word, beside this part of a name, is part of it too."""
    if not other.capital or _no_name(other):
        return False
    earlier = other.start < word.start
    if earlier and _begins(text, other.start) and other.plain not in FIRST_NAMES:
        return False  # a sentence begins with a capital whatever it begins with
    gap = text[other.end : word.start] if earlier else text[word.end : other.start]
    return gap in (" ", "-") and (earlier or not word.text.lower().endswith("'s"))


def _whose(word: _Word, known: _Known) -> set[int]:
    """The names that this word is part of, also in the genitive without its apostrophe ("Rosas turn")."""
    if word.plain in known.parts:
        return known.parts[word.plain]
    short = word.plain.removesuffix("s")
    if short != word.plain and len(short) >= _LEAST_FOR_S and short not in EVERYDAY:
        return known.parts.get(short, set())
    return set()


def _everyday(word: _Word, known: _Known) -> bool:
    return word.plain in EVERYDAY and word.plain in known.parts


def _together(text: str, first: _Word, second: _Word) -> bool:
    return text[first.end : second.start].strip(" -.") == "" and second.start - first.end <= 3


def _titled(text: str) -> Iterator[Span]:
    """ "Dr Khan", "Mrs Okafor": somebody, whether the bot knows them or not."""
    for found in _TITLED.finditer(text):
        if _plain(found["called"].split()[0]) not in CAPITAL_WORDS:
            yield Span(*found.span(), Kind.NAME)


def _introduced(text: str) -> Iterator[Span]:
    for found in _INTRODUCED.finditer(text):
        if _plain(found["called"]) not in EVERYDAY and _plain(found["called"]) not in CAPITAL_WORDS:
            yield Span(*found.span("called"), Kind.NAME, sure=found["called"][0].isupper())


def _perhaps(text: str, words: list[_Word], shouting: bool) -> Iterator[Span]:
    """Common first names anywhere, and capitals in mid-sentence; words beside each other as one."""
    last: tuple[int, int] | None = None
    for word in words:
        named = word.plain in FIRST_NAMES
        capital = word.capital and not shouting and not _no_name(word) and not _begins(text, word.start)
        if not (named or capital):
            continue
        if last and text[last[1] : word.start].strip(" -") == "":
            last = last[0], word.end
            continue
        if last:
            yield Span(*last, Kind.NAME, sure=False)
        last = word.start, word.end
    if last:
        yield Span(*last, Kind.NAME, sure=False)


def _no_name(word: _Word) -> bool:
    """Days, "I", "English", or letters that stand for something (NHS)."""
    return word.plain in CAPITAL_WORDS or len(word.text) < 2 or (word.text.isupper() and len(word.text) <= 5)


def _begins(text: str, at: int) -> bool:
    before = text[max(0, at - _BEGINS_REACH) : at]
    return at == 0 or _BEGINS.search(before if at > _BEGINS_REACH else "\n" + before) is not None


def _shouts(words: list[_Word]) -> bool:
    written = [word for word in words if len(word.text) > 1]
    return len(written) > 3 and sum(word.capital for word in written) > _SHOUTING * len(written)

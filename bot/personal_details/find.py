"""Everything at once, so that no two spans claim the same letter.

The surer one has it; of two alike the longer one. What is left of the other keeps its own part: half a telephone number
beside a postcode is still half a telephone number.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.personal_details import addresses, codes, numbers, self_descriptions
from bot.personal_details.folding import folded
from bot.personal_details.names import find as find_names
from conversations.feedback.facts import Span


def details_in(text: str, names: Collection[str]) -> tuple[Span, ...]:
    """What in `text` could tell who somebody is; in order, apart from each other. `names`: of people that the bot knows."""
    plain = folded(text)
    found = [
        replace(span, start=start, end=end)
        for span in _all(plain.text, names)
        for start, end in [plain.way_back(span.start, span.end)]
    ]
    return tuple(sorted(_apart(found, text), key=lambda span: span.start))


def _all(plain: str, names: Collection[str]) -> Iterator[Span]:
    yield from numbers.find(plain)
    yield from codes.find(plain)
    yield from addresses.find(plain)
    yield from find_names(plain, names)
    yield from self_descriptions.find(plain)


def _apart(found: list[Span], text: str) -> Iterator[Span]:
    taken = bytearray(len(text))
    for span in sorted(found, key=lambda span: (not span.sure, span.start - span.end, span.start)):
        for part in _free(taken, span.start, span.end):
            whole = part == (span.start, span.end)
            start, end = part if whole else _trimmed(text, *part)
            if start < end:
                taken[start:end] = b"\1" * (end - start)
                yield replace(span, start=start, end=end)


def _free(taken: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of this stretch that nothing has claimed."""
    parts: list[tuple[int, int]] = []
    at = start
    while at < end:
        begins = taken.find(0, at, end)
        if begins < 0:
            break
        stops = taken.find(1, begins, end)
        at = stops if stops >= 0 else end
        parts.append((begins, at))
    return parts


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end

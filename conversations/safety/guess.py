"""What a word that nobody listed may stand for: letters run together, masked, or one slip away."""

from collections.abc import Iterable, Set
from typing import Final

LONGEST_PIECE: Final = 14
STRAY: Final = 5
"""What a stray letter costs, where a known word costs 1."""


def pieces(word: str, vocabulary: Set[str], *, strict: bool) -> tuple[str, ...]:
    """The fewest known words that make up `word`; if not strict, stray letters may stand between them."""
    cost: list[int | None] = [0] + [None] * len(word)
    came_from = [0] * (len(word) + 1)
    for start in range(len(word)):
        here = cost[start]
        if here is None:
            continue
        for stop in range(start + 1, min(start + LONGEST_PIECE, len(word)) + 1):
            piece = word[start:stop]
            known = piece in vocabulary and (stop - start > 1 or piece in "ai")
            if not known and (strict or stop - start > 1):
                continue
            total, there = here + (1 if known else STRAY), cost[stop]
            if there is None or total < there:
                cost[stop], came_from[stop] = total, start
    return tuple(word[start:stop] for start, stop in _cuts(came_from)) if cost[-1] is not None else ()


def fits(word: str, head: str, tail: str, length: int) -> bool:
    """Whether a word written with stars may be this one: same ends, about as long."""
    return (
        word.startswith(head)
        and word.endswith(tail)
        and abs(len(word) - length) <= 1
        and len(head + tail) < len(word)
    )


def shorter(word: str) -> Iterable[str]:
    """The word with each of its letters left out in turn."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def one_slip(word: str, typed: str) -> bool:
    """One letter left out, put in or changed, or two swapped."""
    if len(word) != len(typed):
        short, long = sorted((word, typed), key=len)
        return short in shorter(long)
    wrong = [at for at, (a, b) in enumerate(zip(word, typed, strict=True)) if a != b]
    return len(wrong) <= 1 or (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and word[wrong[0]] == typed[wrong[1]]
        and word[wrong[1]] == typed[wrong[0]]
    )


def _cuts(came_from: list[int]) -> list[tuple[int, int]]:
    """The pieces found, first to last, from where each end was reached."""
    cuts, stop = [], len(came_from) - 1
    while stop:
        cuts.append((came_from[stop], stop))
        stop = came_from[stop]
    return cuts[::-1]

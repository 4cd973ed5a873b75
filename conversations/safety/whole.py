"""Whole messages that mean one thing: the form in which STOP, "stop!!", "/stop@bot" and "s t o p" are equal."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from conversations.safety.normal import normalise

T = TypeVar("T")

_ADDRESSED: Final = re.compile(r"^(\s*/\w+)@\w+")
_HELD_DOWN: Final = re.compile(r"(.)\1{2,}")
_RUNS: Final = re.compile(r"(.)\1+")


def whole(text: str) -> str:
    """The letters and digits of a message, nothing between them; of "/stop@some_bot" only "stop"."""
    return normalise(_ADDRESSED.sub(r"\1", text)).replace(" ", "")


def lookup(text: str, table: Mapping[str, T]) -> T | None:
    """What a table made by `table_of` has for the whole message, also where a letter was held down ("stoppp")."""
    if len(text) > 200:
        return None
    said = whole(text)
    if said not in table and _HELD_DOWN.search(said):
        return table.get(_single(said))
    return table.get(said)


def table_of(meanings: Mapping[T, Iterable[str]]) -> dict[str, T]:
    """Whole messages to what they mean, each also with all its double letters single."""
    plain = {whole(words): meaning for meaning, many in meanings.items() for words in many}
    return {_single(words): meaning for words, meaning in plain.items()} | plain


def _single(words: str) -> str:
    """Double letters single. Of figures alone this is marked, as nothing that is typed can be: 9999 means 999, and 9 and 12,
    which answer many a question, mean neither 999 nor 112."""
    return _RUNS.sub(r"\1", words) + (" held down" if words.isdigit() else "")

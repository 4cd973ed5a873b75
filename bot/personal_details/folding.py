"""A text as eyes read it, in plain letters and digits, with the way back to where each of them stood.

Digits of all scripts become 0 to 9; full-width and ringed letters become plain ones; accents, and letters that take no
room (zero-width spaces, soft hyphens, the rings of keycap emoji), are left out; all dashes, apostrophes and spaces are one
of each. So every pattern has to be written only once.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by their class, but nothing to the eye."""
_LOOKS_LIKE: Final = {
    "−": "-",
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "·": ".",
    "•": ".",
    "∙": ".",
    "・": ".",
}

_PARTS_MOST: Final = 4
"""A letter that stands for a whole sentence stays what it is: no number or name hides in it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`stood[i]`: where in the text that came in the letter stood of which `text[i]` was made."""

    text: str
    stood: range | tuple[int, ...]
    length: int

    def way_back(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stood, with the accents and invisible letters that hang on to it."""
        after = self.stood[end] if end < len(self.stood) else self.length
        return self.stood[start], max(self.stood[end - 1] + 1, after)


def folded(text: str) -> Folded:
    if text.isascii() and text.isprintable():
        return Folded(text, range(len(text)), len(text))
    letters: list[str] = []
    stood: list[int] = []
    for index, letter in enumerate(text):
        for plain in _plain(letter):
            letters.append(plain)
            stood.append(index)
    return Folded("".join(letters), tuple(stood), len(text))


@lru_cache(maxsize=2048)
def _plain(letter: str) -> str:
    if letter in _LOOKS_LIKE:
        return _LOOKS_LIKE[letter]
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(_one(part) for part in (parts if len(parts) <= _PARTS_MOST else letter))


def _one(letter: str) -> str:
    if letter in _LOOKS_LIKE:
        return _LOOKS_LIKE[letter]
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    match unicodedata.category(letter):
        case "Mn" | "Me" | "Cf":
            return ""
        case "Pd":
            return "-"
        case "Zs":
            return " "
        case "Zl" | "Zp":
            return "\n"
        case "Cc":
            return letter if letter == "\n" else " "
        case _:
            return "" if letter in _BLANK else letter

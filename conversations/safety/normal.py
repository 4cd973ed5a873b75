"""The letters of a text, evened out: what is left when case, accents, signs and tricks of spacing are gone.

Compatibility forms (full width, circled, bold) become plain letters, accents go, invisible and direction characters go,
all apostrophes become one. Letters set apart ("k i l l", "k.i.l.l") are drawn together again; two spaces, or any longer
gap, still part words. Nothing here knows a language.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

STOP: Final = "."
"""Stands among the tokens where a sentence ends or pauses."""
SPACED: Final = "\ue000"
"""Opens a token that was drawn together from letters set apart, so that it may hold several words."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ue000\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
"""What no screen shows: all that Unicode lets an app leave out, and control characters."""
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_APOSTROPHES = str.maketrans(dict.fromkeys("‘’‛ʼʹ´`′＇", "'"))
_LATE_APOSTROPHE = re.compile(r"(?<=n)[;\"](?=t\b)")
_SET_APART = re.compile(r"(?<![^\W_])[^\W\d_](?:(?:[^\w\n']|_)[^\W\d_]){2,}(?![^\W_])")
_EVEN_TWO = re.compile(r"(?<![^\W_])[^\W\d_](?:(?:[^\w\n']|_)[^\W\d_])+(?![^\W_])")
_BETWEEN = re.compile(r"[\W_]")
_TOKEN = re.compile(
    r"\n+|[!?]+(?=\s|$)|(?<!\.)\.(?=\s|$)|[,;:](?=\s)|\s-+(?=\s)"
    rf"|{SPACED}?[^\W_](?:[^\W_]|['*@$!|](?=[\w*@$!|]))*|[@$](?=[^\W\d_])\w+"
)
_WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """Case, accents, compatibility forms and invisible characters evened out; signs and spaces stay."""
    text = _UNSEEN.sub("", text.translate(_APOSTROPHES))
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return text.casefold()


def tokens(text: str) -> Iterator[str]:
    """The raw words of a text in order, with `STOP` where a sentence ends or pauses.

    A raw word may still hold an apostrophe, digits, or a sign inside that stands for a letter: k*ll, p@in.
    """
    for match in _TOKEN.finditer(_together(_LATE_APOSTROPHE.sub("'", clean(text)))):
        word = match.group()
        yield STOP if word[0] in "\n\t\r\f\v !?.,;:" else word


def normalise(text: str) -> str:
    """The bare words with single spaces: "  ¡STOP…  ALL!! " is "stop all", "s.t.o.p" is "stop", "don’t" is "dont"."""
    return " ".join(_WORD.findall(_together(clean(text).replace("'", ""))))


def _together(text: str) -> str:
    """Letters set apart are one word again. Two of them count only beside three: "I a" is no trick of spacing."""
    if not _SET_APART.search(text):
        return text
    return _EVEN_TWO.sub(lambda match: SPACED + _BETWEEN.sub("", match.group()), text)

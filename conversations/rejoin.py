"""The rejoin code: a member's way back from a lost phone or account, on paper (PACE.md, section 7; DOMAIN.md 5.1).

Three groups of four, "K7QD 3F8P XW2M". The first group is a handle that finds the row; the other two are the secret, of
which only a slow hash is kept (bot/rejoining.py). Whoever types it may run the groups together, write small, and read an
O for a 0 or an I for a 1.

People also put words around it ("my code is …"), and then it must be seen all the same, before anything of it is saved.
Members' own words must not be taken for a code, so it is drawn in such a way that no sentence looks like it: two of its
groups at least mix letters with a figure from 2 to 9. Among other words only that is a code. A message that is nothing
but three groups is one if it holds a single such figure, so that a code with a slip of the pen goes from the chat too.
"""

import re
import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""As in invitations: no I, L, O or U, which are misread."""
MOST: Final = 3
"""Readings of one message that are looked at."""
_GROUP: Final = 4
_BETWEEN: Final = r"(?:[^\w]|_){0,5}(?:(?<![^\W_])[123][.):](?:[^\w]|_){0,3})?"
"""Whatever is neither a letter nor a figure, and the number of a group where somebody counts them: "1. K7QD 2. 3F8P"."""
_GROUPS: Final = _BETWEEN.join([r"([0-9A-Za-z]{4})"] * 3)
_WHOLE: Final = re.compile(_GROUPS)
_WITHIN: Final = re.compile(rf"(?<![^\W_])(?=({_GROUPS})(?![^\W_]))")
_MISREAD: Final = str.maketrans("OIL", "011")
_TELLS: Final = frozenset("23456789")
_LETTERS: Final = frozenset(ALPHABET) - frozenset("0123456789")


def is_code(code: str) -> bool:
    """Whether these twelve signs may be drawn as a code."""
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    mixed = [each for each in groups if not _TELLS.isdisjoint(each) and not _LETTERS.isdisjoint(each)]
    return _is_like_one(code) and len(mixed) >= 2


def _is_like_one(code: str) -> bool:
    return len(code) == 3 * _GROUP and set(code) <= set(ALPHABET) and not _TELLS.isdisjoint(code)


def readings(text: str) -> tuple[str, ...]:
    """The codes that these words may hold, in their plain form: hardly ever more than one, and none in most words."""
    text = _visible(text)
    whole = _WHOLE.fullmatch(text.strip())
    if whole:
        code = _plain(whole.groups())
        return (code,) if _is_like_one(code) else ()
    return tuple(dict.fromkeys(code for _span, code in _within(text)))[:MOST]


def without(text: str) -> str:
    """The same words, and no code in them."""
    if not readings(text):
        return text
    text = _visible(text)
    if _WHOLE.fullmatch(text.strip()):
        return "…"
    for (start, end), _code in reversed(_within(text)):
        text = f"{text[:start]}…{text[end:]}"
    return text


def _visible(text: str) -> str:
    """Without the signs that nobody sees: what is copied brings them along, and they would part a group."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _within(text: str) -> list[tuple[tuple[int, int], str]]:
    """((from, to), code) of all that looks like a code among other words. Two of them may overlap."""
    found = [(match.span(1), _plain(match.groups()[1:])) for match in _WITHIN.finditer(text)]
    return [(span, code) for span, code in found if is_code(code)]


def _plain(groups: tuple[str, ...]) -> str:
    return "".join(groups).upper().translate(_MISREAD)


def grouped(code: str) -> str:
    """As people write it down."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def handle(code: str) -> str:
    return code[:_GROUP]


def secret(code: str) -> str:
    return code[_GROUP:]

"""Show a question on any channel, and take any way of answering it.

`render` fits a text and its choices to what a connection can do; `resolve` finds the choice that typed words mean.
The promise between the two, held by a property test over every Caps: typing what is shown (a label, or the number
beside it) gives the answer shown. Buttons are a convenience, never a condition.
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

from conversations.caps import Caps
from conversations.obvious import LIKE_YES, meanings, puts_off
from conversations.phrases import Tongue, _
from conversations.plain import plain

REPLY_WITH = _("text.reply_with", "Reply with {first} to {last}.")
REPLY_ONE = _("text.reply_one", "Reply {first} for that.")
_DRESS: Final = re.compile(r"^(?:option|number|no|#)?[ .]*(\w+)[ .):]*$")
_APART: Final = re.compile(r"\s*(?:,|;|&|\+|/|\n|\band\b|\by\b)\s*|(?<=\d)\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option as shown: its key, its words, and the token that its button carries. `means`, `also`: see `flow.Option`."""

    key: str
    label: str
    token: str = ""
    means: str = ""
    also: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        return self.means or self.key


@dataclass(frozen=True, slots=True)
class Piece:
    """One message of a channel: text, and the choices that stand under it as buttons (none: they are in the text)."""

    text: str
    buttons: tuple[Choice, ...] = ()


def markers(labels: Sequence[str]) -> tuple[str, ...]:
    """What to type for each label where there are no buttons: 1, 2, 3 …; letters where a label is itself a number, and
    n1, n2 … or nn1, nn2 … where labels are those too. A marker is never also a label."""
    taken, many = {plain(label) for label in labels}, len(labels)
    numbers = tuple(str(n + 1) for n in range(many))
    longer = (tuple("n" * times + number for number in numbers) for times in count(1))
    families = chain((numbers, tuple("abcdefghijklmnopqrstuvwxyz"[:many])), longer)
    return next(marks for marks in families if len(marks) == many and not taken & set(marks))


def fits_buttons(choices: Sequence[Choice], caps: Caps) -> bool:
    """Whether every choice can be a button, whole."""
    return len(choices) <= caps.buttons and all(len(choice.label) <= caps.label_length for choice in choices)


def render(text: str, choices: Sequence[Choice], caps: Caps, tongue: Tongue) -> tuple[Piece, ...]:
    """The messages that put `text` and `choices` before somebody. At least one; the choices belong to the last."""
    if not choices:
        return tuple(Piece(part) for part in split(text, caps.text_length))
    if fits_buttons(choices, caps):
        *front, last = split(text, caps.text_length)
        return (*(Piece(part) for part in front), Piece(last, tuple(choices)))
    marks = markers([choice.label for choice in choices])
    lines = [f"{mark}. {choice.label}" for mark, choice in zip(marks, choices, strict=True)]
    hint = tongue.say(REPLY_WITH if len(marks) > 1 else REPLY_ONE, {"first": marks[0], "last": marks[-1]})
    return tuple(Piece(part) for part in split("\n".join((text, "", *lines, "", hint)), caps.text_length))


def split(text: str, length: int) -> list[str]:
    """Cut at a blank line, a line, a space, in that order of liking, so that every part is at most `length` long."""
    parts = []
    while len(text) > length:
        cut = next((at for gap in ("\n\n", "\n", " ") if (at := text.rfind(gap, 1, length + 1)) > 0), length)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip() if text[cut : cut + 1].isspace() else text[cut:]
    return [*(part for part in parts if part), text] if text else parts or [""]


def resolve(
    typed: str, choices: Sequence[Choice], language: str, *, numbered: bool = True, loose: bool = True, exact: bool = False, out: str = ""
) -> str | None:  # fmt: skip
    """The key of the choice that `typed` means, or None.

    `numbered`: numbers count (always for a choice; beside free words only where they were shown). `loose`: the leading
    words of a label and small slips of the thumb count too. `exact`: where consent is asked only a label, its number and
    the plainest yes and no count, and what puts the question off takes the way `out` (a key).
    """
    said = plain(typed)
    labels = [plain(choice.label) for choice in choices]
    same = [choice.key for choice, label in zip(choices, labels, strict=True) if label == said]
    if len(same) == 1:
        return same[0]
    if numbered:
        bare = dressed[1] if (dressed := _DRESS.match(said)) else said
        for mark, choice in zip(markers([c.label for c in choices]), choices, strict=True):
            if bare == mark:
                return choice.key
    beside = [choice.key for choice in choices if said and said in map(plain, choice.also)]
    if len(beside) == 1:
        return beside[0]
    meant = _meant(said, choices, language, exact, out)
    if meant or exact:
        return meant
    return _loosely(said, choices, labels) if loose else None


def _meant(said: str, choices: Sequence[Choice], language: str, exact: bool, out: str) -> str | None:
    """The choice that an obvious word means. Of several, the one that is the plain yes or no itself: beside "No check-ins",
    "Decide later" is no answer to "no". A plain no that no choice stands for takes the way out, wherever there is a yes to
    refuse (and never where the way out is that yes)."""
    fits = [choice for choice in choices if said in meanings(choice.meaning, language, exact=exact)]
    plainest = [choice for choice in fits if choice.meaning in ("yes", "no")]
    if len(fits) == 1 or len(plainest) == 1:
        return (plainest or fits)[0].key
    if fits or not out:
        return None
    refused = said in meanings("no", language, exact=True)
    if exact:
        return out if refused or puts_off(said, language) else None
    says_yes = {choice.key for choice in choices if choice.meaning in LIKE_YES}
    return out if refused and says_yes and out not in says_yes else None


def _loosely(said: str, choices: Sequence[Choice], labels: Sequence[str]) -> str | None:
    if len(said) < 3 or said.isdigit():
        return None
    leading = [
        choice.key
        for choice, label in zip(choices, labels, strict=True)
        if re.match(re.escape(said) + r"\b", label)
    ]
    if leading:
        return leading[0] if len(leading) == 1 else None
    close = difflib.get_close_matches(said, labels, n=2, cutoff=0.82) if len(said) >= 4 else []
    return choices[labels.index(close[0])].key if len(close) == 1 else None


def resolve_many(typed: str, choices: Sequence[Choice], language: str) -> tuple[str, ...] | None:
    """The keys that a typed list means ("1, 3", "Monday and Friday"), or None if any part is not understood."""
    whole = resolve(typed, choices, language, loose=False)
    if whole is not None:
        return (whole,)
    parts = [part for part in _APART.split(typed.strip()) if part]
    keys = [resolve(part, choices, language) for part in parts]
    return tuple(dict.fromkeys(key for key in keys if key)) if keys and all(keys) else None

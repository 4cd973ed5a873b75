"""What a sealed talk asks of the world. Carried out by bot/feedback/talk.py inside the box, never by rows outside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class DropIn:
    """The member's answers go into the box, by question id: a key, keys with commas between, or own words. From here on
    nobody can say whose they are."""

    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakeOut:
    """A reviewer takes words out of one comment (its id), for good: each run of these letters becomes "[name]"."""

    comment: str
    words: str


@dataclass(frozen=True, slots=True)
class Showing:
    """A reviewer has one comment before them from this turn on, as it stands when the turn ends."""

    comment: str


@dataclass(frozen=True, slots=True)
class HaveRead:
    """A reviewer has read the comment that was last put before them. It counts for nothing if it has changed since."""

    comment: str


@dataclass(frozen=True, slots=True)
class AgreeToShow:
    """A reviewer says yes to what they have read. `words`: also to showing own words where fewer people replied than words
    usually take."""

    words: bool = True


ReviewEffect: TypeAlias = TakeOut | Showing | HaveRead | AgreeToShow
"""What reviewers do: carried out by bot/feedback/reviewing.py."""
SealedEffect: TypeAlias = DropIn | ReviewEffect

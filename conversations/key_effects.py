"""What flows about keys and bookings ask of the world (a part of conversations.effects.Effect; carried out by bot/keys.py).

Each of those that need two keys is checked once more where it is carried out: who asks, who turns, and whether it is still
open, so that no button of long ago and no change of role makes one person's two hands out of it.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AskUrgent:
    """Ask for the second key to an urgent message to those who booked this event."""

    event: int
    change: str
    todo: str


@dataclass(frozen=True, slots=True)
class AskPause:
    """A representative asks the others to pause all broadcasts."""


@dataclass(frozen=True, slots=True)
class AskInvite:
    """Ask for the second key to a code that makes somebody part of the team."""

    role: str
    group: int | None


@dataclass(frozen=True, slots=True)
class TurnKey:
    """A representative turns the second key, or refuses to."""

    request: int
    agree: bool


@dataclass(frozen=True, slots=True)
class SendAlone:
    """Nobody on the key rota answered in time: it goes with one key, marked, and with this reason in the log."""

    request: int
    reason: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Whoever asked for the second key takes that back."""

    request: int


@dataclass(frozen=True, slots=True)
class AskBack:
    """Words about a second key, between whoever asked for it and a representative; `text` is written for who reads it.
    `to`: the representative whose question this answers; None: it is a question, for whoever asked."""

    request: int
    text: str
    to: int | None = None


@dataclass(frozen=True, slots=True)
class LowerNews:
    """A group gets so many news items a week at most, from now on. Nothing raises it here."""

    group: int
    to: int


@dataclass(frozen=True, slots=True)
class StepBack:
    """A representative is an ordinary member again. Nobody asks why."""


@dataclass(frozen=True, slots=True)
class Unbook:
    """The member cancels a booking (None: all that are still to come). No reason is asked."""

    event: int | None = None


KeyEffect: TypeAlias = (
    AskUrgent | AskPause | AskInvite | TurnKey | SendAlone | TakeBack | AskBack | LowerNews | StepBack | Unbook
)  # fmt: skip

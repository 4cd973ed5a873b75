"""What flows about meetings ask of the world (a part of conversations.effects.Effect; carried out by bot/meetings.py).

Each is checked once more where it is carried out: who asks, and whether the meeting is still to come.
"""

from dataclasses import dataclass
from typing import TypeAlias

from conversations.meetings import Draft


@dataclass(frozen=True, slots=True)
class MakeMeeting:
    """A coordinator makes a meeting."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class ChangeMeeting:
    """A coordinator changes a meeting: it is as the draft says, from now on. Those who booked it are told."""

    meeting: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    """A coordinator cancels a meeting. Those who booked it are told."""

    meeting: int


@dataclass(frozen=True, slots=True)
class Book:
    """The member says that they come. (That they don't is conversations.key_effects.Unbook.)"""

    meeting: int


@dataclass(frozen=True, slots=True)
class PutOnAgenda:
    """The member puts something on the agenda. Unless `named` nothing of who wrote it is kept."""

    meeting: int
    text: str
    named: bool


@dataclass(frozen=True, slots=True)
class TakeOffAgenda:
    """The member takes off the agenda what they put there with their name."""

    meeting: int
    text: str


@dataclass(frozen=True, slots=True)
class WishToBeAsked:
    """Whether the member wants to be asked afterwards how it was (MF-00)."""

    meeting: int
    yes: bool


MeetingEffect: TypeAlias = (
    MakeMeeting | ChangeMeeting | CancelMeeting | Book | PutOnAgenda | TakeOffAgenda | WishToBeAsked
)  # fmt: skip

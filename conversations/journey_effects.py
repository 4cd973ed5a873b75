"""What My journey asks of the world (a part of conversations.effects.Effect; carried out by bot/journeying.py).

All but the last two change the member's own sealed record, in the member's own turn. What they change is worked out in
`conversations.journey.after`, for what the member is shown and for what is kept alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Begin an entry. `day` is a local ISO date. Until it has words it is shown nowhere."""

    entry: str
    day: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """Other values of one entry's own fields, by name: "what", "words" or "line"."""

    entry: str
    changes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakeOutEntry:
    """Delete one entry."""

    entry: str


@dataclass(frozen=True, slots=True)
class KeepLine:
    """Keep the line that somebody wrote to this entry. Until then it is in no copy."""

    entry: str


@dataclass(frozen=True, slots=True)
class ChooseCopy:
    """The entries that the member's copy is to hold, when it is made."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DropJourney:
    """Delete all of it."""


@dataclass(frozen=True, slots=True)
class AskForLine:
    """Ask a trainer, by member id, for a line to this entry. `text` is written for the trainer; `name` is the trainer's."""

    entry: str
    trainer: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """A trainer's line to what they were asked about (`item`), sealed so that only the member who asked can read it."""

    item: str
    text: str


JourneyEffect: TypeAlias = (
    NewEntry | ChangeEntry | TakeOutEntry | KeepLine | ChooseCopy | DropJourney | AskForLine | LeaveLine
)

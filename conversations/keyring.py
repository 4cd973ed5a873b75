"""What can be booked, what waits for a second key, and what has changed: as plain values, for flows to read.

Urgent messages are about an event that members booked. One person asks, another turns the second key (DOMAIN.md, 6.5);
what a representative, a coordinator and a member may read of that is all here.
"""

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

KeyState: TypeAlias = Literal["asked", "agreed", "refused", "lapsed", "alone"]
PAUSE, URGENT = "pause", "urgent"
"""The actions that take two keys so far."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that can be booked. `booked`: how many did, shown rounded and to nobody as a list."""

    id: int
    title: str
    starts_at: int
    booked: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Something urgent that was sent, or is to be: what has changed with an event, and what those who booked it can do.

    `item` is its name in the outbox ("broadcast:7"); `alone`: it went out with one key; `booked`: whether this member
    still has the booking; `stands`: it has gone out, and was not taken back; `theirs`: it was for this member.
    """

    item: str
    event: Event | None
    change: str
    todo: str
    sender: str = ""
    alone: bool = False
    booked: bool = False
    stands: bool = True
    theirs: bool = True


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """What needs a second key. `asker` is what they are called, `mine`: this member asked. `asked_at`: when the
    representatives were asked, or one of them last asked something back, which is an answer too. `hears`: whether the
    asker could get a question now. A request that is over but not yet swept up is no longer `open`."""

    id: int
    action: str
    asker: str
    mine: bool
    state: KeyState
    asked_at: int
    ends_at: int
    open: bool
    change: Change | None = None
    hears: bool = True


def change_text(event_title: str, change: str, todo: str) -> str:
    """The words of a change as they are kept: a title and a text, as of any other news, so that they can stand on What's
    new as they are."""
    return f"{event_title}: {change}\n\n{todo}"


def parts_of(text: str, event_title: str) -> tuple[str, str]:
    """(what has changed, what to do) from the words as they are kept, also after somebody has corrected them."""
    change, _gap, todo = text.partition("\n\n")
    return change.removeprefix(f"{event_title}: "), todo


class KeyFacts(Protocol):
    """What flows about keys, bookings and urgent changes may ask to be read."""

    def events(self, within: int) -> tuple[Event, ...]:
        """What starts within so many seconds and somebody booked, the soonest first."""
        ...

    def bookings(self) -> tuple[Event, ...]:
        """What this member has booked that is still to come."""
        ...

    def open_keys(self) -> tuple[KeyRequest, ...]:
        """What waits for a second key, the oldest first."""
        ...

    def key(self, request: int) -> KeyRequest | None: ...
    def reps(self) -> int:
        """How many representatives, beside this member, could be asked for a key now."""
        ...

    def rep_hears(self, member: int) -> bool:
        """Whether this member is a representative whom words would reach now."""
        ...

    def refused_until(self, event: int | None) -> int | None:
        """Until when a refused key stands, about this event (None: about the pause); None where none does."""
        ...

    def change(self, item: str) -> Change | None: ...
    def to_rate(self) -> str:
        """What this member was last sent as urgent and has not been asked about; "" for nothing."""
        ...

    def rated(self, days: int) -> tuple[int, int]:
        """How many said yes, and no, to "Was that really urgent?"."""
        ...

    def sent_alone(self, days: int) -> tuple[tuple[int, str], ...]:
        """(when, why) of what was sent with one key, the newest first."""
        ...

    def news_a_week(self, group: int) -> int: ...
    def paused_until(self) -> int | None:
        """Until when representatives have paused all broadcasts; None if they have not."""
        ...

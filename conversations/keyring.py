"""What can be booked, what waits for a second key, and what has changed: as plain values, for flows to read.

Urgent messages are about an event that members booked. One person asks, another turns the second key (DOMAIN.md, 6.5);
what a representative, a coordinator and a member may read of that is all here.
"""

from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

KeyState: TypeAlias = Literal["asked", "agreed", "refused", "lapsed", "alone", "used"]
PAUSE, URGENT, INVITE = "pause", "urgent", "invite"
"""What takes two keys so far. An invitation also names the role: "invite.coordinator"."""
KEY_WAITS: Final = 7 * 24 * 3600
"""Seconds for which a second key may wait, unless what it is about begins before (DOMAIN.md, 6.5)."""
ASKED_AGAIN: Final = 24 * 3600
"""Seconds for which nobody is asked once more about an event, after the key to it was asked for and that was taken back:
asking and taking back must not use up what representatives may be asked."""
QUESTIONS: Final = 3
"""So many may be asked about one key, by all who hold it together: nobody is flooded, and nothing is put off for ever."""


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
    asker could get a question now. A request that is over but not yet swept up is no longer `open`. `group`: where a code is to
    lead; `decider`: what the representative who answered is called, for whoever asked.
    `alone_from`: when one key is enough, as things stand; None while it is not. `questions`: how many were asked about it."""

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
    group: str = ""
    group_id: int | None = None
    decider: str = ""
    alone_from: int | None = None
    questions: int = 0

    @property
    def role(self) -> str:
        """Whom a code is wanted for; "" where the key is for something else."""
        return role_in(self.action)


def invite_as(role: str) -> str:
    """The action of a code that gives this role."""
    return f"{INVITE}.{role}"


def role_in(action: str) -> str:
    """The role that the code of such an action gives; "" where it is for something else."""
    what, _dot, role = action.partition(".")
    return role if what == INVITE else ""


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
    def rep_hears(self, member: int) -> bool:
        """Whether this member is a representative whom words would reach now."""
        ...

    def shares_keys(self) -> bool:
        """Whether somebody beside this member is a representative, and holds a second key: also on a break, or on hold."""
        ...

    def agreed(self, action: str) -> KeyRequest | None:
        """What this member may do now, once, as both keys to it were turned within 7 days; None if nothing."""
        ...

    def refused_until(self, event: int | None, action: str = PAUSE) -> int | None:
        """Until when a refused key stands, about this event (None: about this action); None where none does."""
        ...

    def taken_back_until(self, event: int) -> int | None:
        """Until when nobody may ask for a key about this event once more, as that was taken back; None where they may."""
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

"""What can happen to a conversation: somebody did something, or something is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from conversations.phrases import NOTHING


@dataclass(frozen=True, slots=True)
class Typed:
    """Words, as typed. `message` is the channel's id of that message, for clearing it later."""

    text: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: its token, the message that it stands under, and the label if the channel knows it."""

    token: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something that is not words: photo, file, voice, sticker, place, contact, other. `text` are the words beside it."""

    kind: str
    message: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction to a message: contact, but nothing to answer."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody pressed Start, with what their link carried (an invite code, or nothing)."""

    payload: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A timer fired: `what` names the flow that it opens; `carrying` are the answers that the flow begins with (which
    request, which piece of news)."""

    what: str
    carrying: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Blocked:
    """The member blocked the bot. Counts as STOP (PACE.md, section 9)."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The flow that was visited has ended; the one below goes on. `answers`: those given in it, by step id; none where it
    was left in the middle."""

    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING)


Event: TypeAlias = Typed | Pressed | Arrived | Reacted | Opened | Due | Blocked | Returned

"""The edges of the shell: what a channel is, and what can go wrong when one delivers.

An adapter only translates bytes. It turns what happened into `Inbound` and hands it to `Intake`; it carries out what
the sender asks of it and says, by the type of the error, what the sender should do next.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from conversations.caps import Caps
from conversations.events import Event
from conversations.render import Piece


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that happened on a channel. `mark` orders a channel's updates (Telegram's update_id), 0 if it has none.

    `language` is what the person's app is set to, used only until they choose. An update that could not be read comes
    in with `event=None`, so that it is passed over in order and only its mark counts.
    """

    channel: str
    address: str
    event: Event | None
    mark: int = 0
    language: str = ""
    acknowledge: str = ""
    """A button press that the channel wants answered (Telegram's callback query id)."""
    number: int = 0
    """The update's own number, where updates come out of order: it is taken once, whatever came before."""


@dataclass(frozen=True, slots=True)
class Direct:
    """Something that goes out at once and from memory, past every row.

    It is for somebody of whom nothing is stored (bot/doorstep.py), and for a member where no row may tell of it or none is
    left to: an answer in a sealed talk whose box is not open or full, that such a talk is over (`TALK_ENDED`), and what is to
    be deleted from a chat whose box has gone, or whose member has (bot/feedback/leaving.py, `farewell`). It may be lost
    with the process, so nothing that has to arrive goes this way.
    """

    channel: str
    address: str
    body: "Body"


@dataclass(frozen=True, slots=True)
class Body:
    """What a letter asks of its channel, as it rests in the outbox (JSON: see bot/letters.py).

    op "send":   `text` with `choices` ((key, label, token) each), edited into message `replaces` if there is one
    op "tidy":   put `text` in place of message `replaces`, without buttons
    op "revise": put `text` with `choices` in place of message `replaces`; nothing is sent if that cannot be
    op "delete": delete `messages`
    op "clear":  delete `messages` and blank `blank`, then send `text`, or `otherwise` if some could not be
    op "begin":  no message yet: when the gate lets it go, the flow `name` opens, with the answers of `carrying` (pairs)
    op "file":   send a file called `name` with `text` beside it; what is in it (`data`) is put together when it goes

    A body is also what is left of itself: each part that is done is taken out of it (bot/delivering.py).
    """

    op: str
    text: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    replaces: str = ""
    messages: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    otherwise: str = ""
    name: str = ""
    data: str = ""
    carrying: tuple[tuple[str, str], ...] = ()
    silent: bool = False
    language: str = ""
    sealed: str = ""
    """What a letter to a member says of their own record: text, choices and name, sealed to them (bot/journeys.py)."""
    done: int = 0
    """How many pieces of a long text have gone already: a second try goes on from there."""
    unsure: int = 0
    """How often nobody could say whether it arrived."""


class Channel(Protocol):
    """One way of reaching people."""

    @property
    def name(self) -> str: ...
    @property
    def caps(self) -> Caps: ...

    async def send(self, address: str, piece: Piece, *, silent: bool = False) -> str:
        """Put one message before somebody; its id on this channel. Raises a Trouble."""
        ...

    async def edit(self, address: str, message: str, piece: Piece) -> None:
        """Change one of our own messages (no buttons in the piece: they go). Saying the same again is no error."""
        ...

    async def delete(self, address: str, messages: Sequence[str]) -> tuple[str, ...]:
        """Delete messages of both sides; the ids of those that could not be."""
        ...

    async def send_file(self, address: str, name: str, data: bytes, caption: str) -> str: ...


class Trouble(Exception):
    """A delivery that did not go as asked. The kind says what to do. Never carries an address or a text."""


class SlowDown(Trouble):
    """The channel wants a pause of `seconds` for everything it sends (429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__("asked to slow down")
        self.seconds = seconds


class Passing(Trouble):
    """A fault on their side, and surely not delivered: try again with back-off."""


class Unsure(Trouble):
    """It may or may not have been delivered (time-out, broken connection)."""


class Unreachable(Trouble):
    """Blocked, deleted, gone: nothing more until this person writes again."""


class Refused(Trouble):
    """The channel will never take this one. `why` is the channel's own text, without an address in it."""


class Moved(Trouble):
    """The same person has another address now."""

    def __init__(self, address: str) -> None:
        super().__init__("moved")
        self.address = address


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a batch, after its commit. `direct` is still to be sent, before the batch is acknowledged."""

    mark: int = 0
    direct: tuple[Direct, ...] = ()
    letters: bool = False
    failed: int = 0
    acknowledge: tuple[str, ...] = field(default=())


Intake = Callable[[Sequence[Inbound]], Awaitable[Taken]]
"""Take a batch through the turns in one transaction and return after its commit (bot/turn.py)."""

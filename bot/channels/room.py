"""The room: phones on a web page, so that the whole bot can be tried with no account and no network.

A phone's talk is kept in memory, as a real phone and its messenger would keep it, and never in the bot's database: what
the database holds is shown beside it. People who have joined are found again after a restart; what their phones showed
is not.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from bot.ports import Direct, Inbound, Intake, Refused
from conversations.caps import Caps
from conversations.events import Pressed, Typed
from conversations.render import Choice, Piece

NAME = "room"
ALWAYS = 100 * 365 * 24 * 3600
"""A phone of the room can clear anything, however old."""
BUTTONS = Caps(edit=False, delete_within=ALWAYS)
PLAIN_TEXT = Caps(buttons=0, edit=False, delete_within=ALWAYS)
LONGEST = 20_000


@dataclass(slots=True)
class Message:
    """One message on a phone. `choices` are those of its buttons, with the tokens that the page never sees."""

    id: str
    sender: str
    text: str
    at: int
    choices: tuple[Choice, ...] = ()
    file: tuple[str, bytes] | None = None
    deleted: bool = False
    echo_of: str = ""
    """For a pressed button, which shows as words: the message it stood under. Where that one is cleared, this goes too."""

    def as_json(self) -> dict[str, Any]:
        file = (
            {"name": self.file[0], "url": f"/api/file/{self.id}"} if self.file and not self.deleted else None
        )
        options = (
            [] if self.deleted else [{"id": choice.key, "label": choice.label} for choice in self.choices]
        )
        text = "" if self.deleted else self.text
        return {
            "id": self.id,
            "from": self.sender,
            "text": text,
            "options": options,
            "file": file,
            "at": self.at,
            "deleted": self.deleted,
        }


@dataclass(slots=True)
class Phone:
    """Somebody in the room. `name` is what the page calls them; the bot learns it only if they tell it."""

    id: str
    name: str
    thread: list[Message] = field(default_factory=list)


class BadRequest(Refused):
    """Something the page, or a letter, asked for that cannot be; the words are for whoever looks at it."""


async def _nowhere(direct: Direct) -> None:
    raise AssertionError("wiring.py says where this goes")


async def _nothing() -> None:
    pass


class Room:
    """The phones, and the channel that reaches them (bot.ports.Channel)."""

    name = NAME

    def __init__(self, clock: Clock, intake: Intake) -> None:
        self._clock, self._intake = clock, intake
        self.phones: dict[str, Phone] = {}
        self.caps = BUTTONS
        self._ids = itertools.count(1)
        self._watchers: set[asyncio.Queue[tuple[str, dict[str, Any]]]] = set()
        self.send_direct: Callable[[Direct], Awaitable[None]] = _nowhere
        self.settled: Callable[[], Awaitable[None]] = _nothing

    # -- the channel ------------------------------------------------------------------------------------------------

    async def send(self, address: str, piece: Piece, *, silent: bool = False) -> str:
        return self._put(address, Message(self._id(), "bot", piece.text, self._clock.now(), piece.buttons))

    async def edit(self, address: str, message: str, piece: Piece) -> None:
        found = self.message(address, message)
        if found.deleted:
            raise Refused("the message is gone")
        found.text, found.choices = piece.text, piece.buttons
        self.tell("thread", person=address)

    async def delete(self, address: str, messages: Sequence[str]) -> tuple[str, ...]:
        for found in self.phone(address).thread:
            if found.id in messages or found.echo_of in messages:
                found.deleted, found.text, found.choices, found.file = True, "", (), None
        self.tell("thread", person=address)
        return ()

    async def send_file(self, address: str, name: str, data: bytes, caption: str) -> str:
        return self._put(address, Message(self._id(), "bot", caption, self._clock.now(), file=(name, data)))

    # -- the people -------------------------------------------------------------------------------------------------

    def add(self, name: str, id: str | None = None) -> Phone:
        """A phone for somebody; an id of its own unless they are known from before."""
        if id is None:
            id = next(candidate for n in itertools.count(1) if (candidate := f"p{n}") not in self.phones)
        phone = self.phones[id] = Phone(id, name.strip() or id)
        self.tell("people")
        return phone

    def phone(self, id: str) -> Phone:
        if id not in self.phones:
            raise BadRequest("There is nobody with that id in the room. GET /api/people lists who is.")
        return self.phones[id]

    def message(self, person: str, id: str) -> Message:
        found = next((message for message in self.phone(person).thread if message.id == id), None)
        if found is None:
            raise BadRequest("There is no such message on that phone. GET /api/thread lists them.")
        return found

    async def say(self, person: str, text: str) -> None:
        """Somebody typed and sent something."""
        if not text.strip():
            raise BadRequest("An empty message says nothing. Type something first.")
        if len(text) > LONGEST:
            raise BadRequest(
                f"That is longer than any messenger carries ({LONGEST} letters). Send it in parts."
            )
        message = self._put(person, Message(self._id(), "person", text, self._clock.now()))
        await self._take(person, Typed(text, message))

    async def pick(self, person: str, message: str, option: str) -> None:
        """Somebody pressed a button. It shows on their phone as what it says."""
        found = self.message(person, message)
        choice = next((choice for choice in found.choices if choice.key == option), None)
        if choice is None:
            raise BadRequest("That message has no such button. GET /api/thread lists its options.")
        self._put(person, Message(self._id(), "person", choice.label, self._clock.now(), echo_of=found.id))
        await self._take(person, Pressed(choice.token, found.id))

    async def _take(self, person: str, event: Typed | Pressed) -> None:
        taken = await self._intake([Inbound(NAME, person, event)])
        for direct in taken.direct:
            await self.send_direct(direct)
        await self.settled()
        self.tell("stored")

    # -- who is watching --------------------------------------------------------------------------------------------

    def watch(self) -> asyncio.Queue[tuple[str, dict[str, Any]]]:
        queue: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue(maxsize=1000)
        self._watchers.add(queue)
        return queue

    def unwatch(self, queue: asyncio.Queue[tuple[str, dict[str, Any]]]) -> None:
        self._watchers.discard(queue)

    def tell(self, event: str, **detail: Any) -> None:
        """Tell every page that something changed. A page that does not read is told nothing more."""
        for queue in list(self._watchers):
            try:
                queue.put_nowait((event, detail))
            except asyncio.QueueFull:
                self._watchers.discard(queue)

    def _id(self) -> str:
        return f"m{next(self._ids)}"

    def _put(self, person: str, message: Message) -> str:
        self.phone(person).thread.append(message)
        self.tell("thread", person=person)
        return message.id

"""A channel that does what it was told, and nothing else: for what only a bad day brings."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from bot import letters, plan
from bot.buckets import Buckets
from bot.ports import Body
from bot.wiring import running
from conversations.caps import Caps
from conversations.pace import Kind, MessageClass, Pace
from conversations.render import Piece
from storage import letters as outbox
from storage import members, paces, tallies
from tests.bot.play import MONDAY, NEVER, Play, playing

NAME = "telegram"
NEWS: dict[str, Any] = {"message_class": MessageClass.ORDINARY, "kind": Kind.NEWS}
ASK: dict[str, Any] = {"message_class": MessageClass.ASKED, "kind": Kind.SNOOZE_RETURN, "ends_at": None}
READY = Pace(consented=True)
"""A member who agreed to messages and not to check-ins: only what a test posts is ever sent."""


class Untold(Exception):
    """A call that no test expected."""


@dataclass
class Call:
    op: str
    address: str
    text: str
    at: float


@dataclass
class Scripted:
    """Takes calls for the addresses it knows. `will` are the troubles of the next calls to an address, None for none."""

    knows: set[str]
    caps: Caps = field(default_factory=Caps)
    name: str = NAME
    will: dict[str, list[Exception | None]] = field(default_factory=dict)
    takes: float = 0.0
    cannot_delete: tuple[str, ...] = ()
    calls: list[Call] = field(default_factory=list)
    untold: list[Call] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, address: str, piece: Piece, *, silent: bool = False) -> str:
        return await self._call("silent" if silent else "send", address, piece.text)

    async def edit(self, address: str, message: str, piece: Piece) -> None:
        await self._call("edit", address, f"{message}: {piece.text}")

    async def delete(self, address: str, messages: Sequence[str]) -> tuple[str, ...]:
        await self._call("delete", address, " ".join(messages))
        return tuple(message for message in messages if message in self.cannot_delete)

    async def send_file(self, address: str, name: str, data: bytes, caption: str) -> str:
        return await self._call("file", address, f"{name}: {data.decode()}")

    async def _call(self, op: str, address: str, text: str) -> str:
        call = Call(op, address, text, asyncio.get_running_loop().time())
        if address not in self.knows:
            self.untold.append(call)
            raise Untold
        self.calls.append(call)
        id = f"n{len(self.calls)}"
        self.called.set()
        await asyncio.sleep(self.takes)
        if (told := self.will.get(address)) and (trouble := told.pop(0)):
            raise trouble
        return id

    async def until(self, text: str | None = None) -> None:
        """Wait for a call with this text, or for any call at all."""
        async with asyncio.timeout(5):
            while not (self.calls if text is None else text in self.texts):
                self.called.clear()
                await self.called.wait()

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.calls]


def put(
    connection: Connection, member_id: int | None, channel: str, address: str, body: Body, now: int, *,
    message_class: MessageClass = MessageClass.REPLY, kind: Kind = Kind.ANSWER, **how: Any,
) -> None:  # fmt: skip
    """A row of the outbox as such, in the lane of its kind. Tests of the sender begin where the gate has done its work."""
    lane = letters.REPLY if message_class is MessageClass.REPLY else letters.lane_of(kind)
    outbox.add(
        connection, member_id=member_id, channel=channel, address=address, lane=lane, message_class=message_class.value,
        kind=kind.value, body=letters.to_json(body), now=now, **how,
    )  # fmt: skip


@dataclass
class Post:
    """Members on a scripted channel, and letters to them."""

    play: Play
    channel: Scripted
    ids: dict[str, int] = field(default_factory=dict)

    async def enrol(self, *addresses: str, pace: Pace = READY) -> None:
        def add(connection: Connection) -> None:
            for address in addresses:
                id = self.ids[address] = members.add(connection, NAME, address, "en", False, self.play.now)
                paces.save(connection, id, pace.state.value, plan.to_json(pace), None)

        self.channel.knows |= set(addresses)
        await self.play.bot.database.write(add)

    async def post(self, address: str, text: str = "", body: Body | None = None, **how: Any) -> None:
        """Put a letter into the outbox, a reply unless `how` says otherwise (see `put`)."""
        await self.post_all([(address, text)], body, **how)

    async def post_all(self, all: Sequence[tuple[str, str]], body: Body | None = None, **how: Any) -> None:
        how.setdefault("ends_at", self.play.now + letters.REPLY_LIVES)

        def add(connection: Connection) -> None:
            for address, text in all:
                carried = replace(body, text=text or body.text) if body else Body("send", text)
                put(connection, self.ids[address], NAME, address, carried, self.play.now, **how)

        await self.play.bot.database.write(add)

    async def sent(self) -> list[str]:
        """Everything that is due goes; what was sent so far."""
        await self.play.bot.sender.drained()
        assert self.channel.untold == []
        return self.channel.texts

    async def until(self, holds: Callable[[list[str]], bool]) -> None:
        """Wait until this holds of the states of all letters."""
        async with asyncio.timeout(5):
            while not holds(await self.states()):  # noqa: ASYNC110 - rows tell nobody that they change
                await asyncio.sleep(0.01)

    async def states(self) -> list[str]:
        rows = await self.play.rows("letter")
        return [row[7] for row in rows]


def post_office(play: Play, rate: float = 0, apart: float = 0) -> Post:
    """A scripted channel for this bot. Call it before the sender runs."""
    channel = Scripted(set())
    play.bot.channels[NAME] = channel
    play.bot.buckets[NAME] = Buckets(rate, apart)
    return Post(play, channel)


@asynccontextmanager
async def posting(
    folder: Path, start: int = MONDAY, rate: float = 0, apart: float = 0, *, sending: bool = True
) -> AsyncIterator[Post]:
    """A bot with a scripted channel and these limits. Without `sending` the sender runs only when the test runs it."""
    async with playing(folder, start, sending=False) as play:
        post = post_office(play, rate, apart)
        if not sending:
            yield post
            return
        async with running(play.bot, NEVER):
            yield post


async def counted(play: Play, what: str) -> int:
    return await play.bot.database.read(lambda c: tallies.counted(c, what))

"""A Telegram of our own on loopback, the channel that talks to it, and a desk that takes what comes in."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from bot.chance import Chance
from bot.channels.telegram import TelegramChannel
from bot.clock import SystemClock
from bot.ports import Body, Direct, Inbound, Taken
from conversations.events import Event
from conversations.render import Piece
from tests.emulator.emulator import Emulator
from tests.emulator.limits import Rates
from tests.emulator.people import Person


@dataclass
class Desk:
    """An intake that keeps what it was given and drops what it has had, as the real one does by its mark."""

    mark: int = 0
    offered: int = 0
    delay: float = 0
    inside: asyncio.Event = field(default_factory=asyncio.Event)
    failing: int = 0
    welcome: str = ""
    inbounds: list[Inbound] = field(default_factory=list)

    async def take(self, inbounds: Sequence[Inbound]) -> Taken:
        self.offered += 1
        self.inside.set()
        await asyncio.sleep(self.delay)
        if self.failing:
            self.failing -= 1
            raise OSError("disk full")
        fresh = [inbound for inbound in inbounds if not inbound.mark or inbound.mark > self.mark]
        self.inbounds += fresh
        self.mark = max([self.mark, *(inbound.mark for inbound in inbounds)])
        body = Body("send", self.welcome)
        direct = [Direct("telegram", one.address, body) for one in fresh if one.event and self.welcome]
        return Taken(self.mark, tuple(direct))

    @property
    def events(self) -> list[Event]:
        return [inbound.event for inbound in self.inbounds if inbound.event is not None]


@dataclass
class Line:
    """A channel that receives, for a test to work with."""

    channel: TelegramChannel
    desk: Desk
    stored: tuple[int, int] = (0, 0)
    dumb: bool = False
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    chance: Chance = field(default_factory=lambda: Chance(7))

    async def load_mark(self) -> tuple[int, int]:
        return self.stored

    async def speak(self, direct: Direct) -> None:
        if self.dumb:
            await asyncio.Event().wait()
        await self.channel.send(direct.address, Piece(direct.body.text))

    def poll(self, languages: Sequence[str] = ("en",)) -> asyncio.Task[None]:
        return asyncio.create_task(
            self.channel.poll(
                self.desk.take,
                self.speak,
                self.load_mark,
                clock=SystemClock(),
                chance=self.chance,
                stop=self.stop,
                menu=menu,
                languages=languages,
                wait=20,
            )
        )

    @asynccontextmanager
    async def polling(self, languages: Sequence[str] = ("en",)) -> AsyncIterator[None]:
        task = self.poll(languages)
        try:
            yield
        finally:
            self.stop.set()
            await asyncio.wait_for(task, 3)


async def call(emu: Emulator, method: str, **params: str) -> None:
    """What somebody else does with the same token."""
    async with httpx.AsyncClient() as http:
        await http.post(f"{emu.base_url}/bot{emu.token}/{method}", data=params)


def waiting(emu: Emulator) -> bool:
    """Whether a long poll stands at the server just now."""
    return emu.updates._poll is not None


def pending(emu: Emulator) -> int:
    """How many updates the server still keeps for us."""
    return len(emu.updates.waiting())


def menu(role: str, language: str) -> list[tuple[str, str]]:
    return [("help", f"Help for a {role} ({language})"), ("stop", "Stop")]


@pytest.fixture
async def emu() -> AsyncIterator[Emulator]:
    async with Emulator(rates=Rates(enforced=False)) as emulator:
        yield emulator


@pytest.fixture
async def channel(emu: Emulator) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(emu.token, base_url=emu.base_url)
    yield made
    await made.close()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def line(channel: TelegramChannel, desk: Desk) -> Line:
    return Line(channel, desk)


@pytest.fixture
def ada(emu: Emulator) -> Person:
    return emu.person(700100200, "Ada", started=True)

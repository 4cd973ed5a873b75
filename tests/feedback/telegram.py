"""The whole bot over an emulated Telegram, in this process: real HTTP, a real database, and a clock that stands still.

It is put together as `alongside run` does it. Two things are made repeatable, so that two lives can be laid side by side
byte by byte. Chance begins anew whenever the clock moves and at every seam, so that what one person did draws nothing away
from another later (in life it is drawn from the operating system, where nothing can be drawn away). And what the bot says goes out one call after the other, so that two letters which leave together always leave in one order.
What protects somebody comes from the operating system in life; here it comes from a seed, which is why a box's key file is
called the same in both lives.

Message and update ids are counters of the whole bot. A `seam` moves both on to the next round number: between two seams a
life may use as many as it likes, and behind them both lives count alike. That takes nothing from what is tested: a gap in
the counter says that somebody wrote and never who, and whoever wrote, everybody's next number is the same.
"""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.box_contents import contents
from bot.channels.room import Room
from bot.channels.telegram import TelegramChannel
from bot.running_telegram import run_telegram
from bot.stage import Stage
from bot.wiring import Bot, bot_of, running
from conversations.render import Piece
from storage import members, sealed
from storage.opening import family
from tests.bot.play import NEVER, StillClock, at
from tests.emulator import BotAccount, Emulator, Person, Rates
from tests.feedback.beginning import BEGINS, EVERYBODY, FIRST, MEETING, NAME, TOKEN, ByTheMoment, config_in
from tests.feedback.stolen import commits_in, tables_of

SEAM: Final = 10_000
FIRST_UPDATE: Final = 500_000_000
FIRST_MESSAGE: Final = 6_660_000


class InOrder(TelegramChannel):
    """The real channel, one call after the other."""

    def __init__(self, token: str, base_url: str) -> None:
        super().__init__(token, base_url=base_url)
        self._turn = asyncio.Lock()

    async def send(self, address: str, piece: Piece, *, silent: bool = False) -> str:
        async with self._turn:
            return await super().send(address, piece, silent=silent)

    async def edit(self, address: str, message: str, piece: Piece) -> None:
        async with self._turn:
            await super().edit(address, message, piece)

    async def delete(self, address: str, messages: Sequence[str]) -> tuple[str, ...]:
        async with self._turn:
            return await super().delete(address, messages)


@dataclass
class Someone:
    """Somebody with the bot on their phone. Whatever they do is answered and settled when it returns."""

    scene: "Scene"
    name: str
    phone: Person

    @property
    def address(self) -> str:
        return str(self.phone.id)

    @property
    def words(self) -> list[str]:
        """What the bot has said that is on the screen, oldest first."""
        return [shown.text for shown in self.phone.screen() if shown.from_bot]

    @property
    def labels(self) -> tuple[str, ...]:
        """The buttons of the newest message that has any."""
        return next((shown.labels for shown in reversed(self.phone.screen()) if shown.labels), ())

    async def says(self, *lines: str) -> None:
        for line in lines:
            self.phone.says(line)
            await self.scene.settled()

    async def presses(self, *labels: str) -> None:
        """The newest button with each of these labels."""
        for label in labels:
            self.phone.presses(label)
            await self.scene.settled()

    async def does(self, *acts: str) -> None:
        """Acts as words: "typed: …" or "sends: photo", else a button's label."""
        for act in acts:
            how, found, what = act.partition(": ")
            if found and how == "typed":
                await self.says(what)
            elif found and how == "sends":
                self.phone.sends(what)
                await self.scene.settled()
            else:
                await self.presses(act)

    async def answers(self, number: int = 0, words: str = "") -> None:
        """The whole form, from the opener to Send; `number` says which of the answers."""
        await self.presses("Start", "OK, start")
        for _ in range(20):
            labels = self.labels
            if "Send it" in labels:
                return await self.presses("Send it")
            if "Carry on" in labels:
                await self.presses("Carry on")
            elif "Take it out" in labels:
                await self.presses("Leave it")
            elif "Done" in labels:
                await self.presses("Done")
            elif labels == ("Skip",):
                await (self.says(words) if words else self.presses("Skip"))
            else:
                await self.presses(labels[min(number, len(labels) - 2)])
        raise AssertionError(f"{self.name} came to no end: {self.words[-1]}")

    async def id(self) -> int:
        row = await self.scene.bot.database.read(lambda c: members.by_address(c, NAME, self.address))
        assert row is not None
        return row.id


@dataclass
class Scene:
    """The bot, its Telegram, and everybody's phones."""

    folder: Path
    bot: Bot
    emulator: Emulator
    clock: StillClock
    chance: ByTheMoment
    stage: Stage
    people: dict[str, Someone] = field(default_factory=dict)
    seams: int = 0

    def __getitem__(self, name: str) -> Someone:
        return self.people[name]

    @property
    def path(self) -> Path:
        return self.bot.database.path

    async def settled(self) -> None:
        """Wait until everything that came in was taken, and everything that is due was said."""
        await self.emulator.until(lambda: not self.emulator.updates.waiting(), within=20, every=0.001)
        await self.bot.sender.drained()

    async def until(self, text: str) -> None:
        """Time passes, with everything that falls due on the way."""
        await self.wait(at(text) - self.clock.now())

    async def wait(self, seconds: int) -> None:
        await self.stage.move(seconds)

    def seam(self) -> None:
        """Both counters of the whole bot go on from the next round number, and chance begins anew."""
        self.seams += 1
        world, number = self.emulator.world, self.seams * SEAM
        assert world._next_message <= FIRST_MESSAGE + number and (
            self.seams == 1 or world.updates.next_id <= FIRST_UPDATE + number
        )
        world._next_message, world.updates.next_id = FIRST_MESSAGE + number, FIRST_UPDATE + number
        self.chance.seam = self.seams

    async def contents(self) -> bytes:
        """What is in the box."""
        return await self.bot.database.read(lambda c: contents(c, MEETING))

    async def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, in the order in which they lie there."""
        return await self.bot.database.read(tables_of)

    async def commits(self, turn: Callable[[], Any]) -> list[tuple[int, ...]]:
        """The pages that each commit of this writes, as the log of the database tells."""
        assert await self.bot.database.empty_log()
        await turn()
        return commits_in(family(self.path)[1].read_bytes())

    async def pages_of_the_box(self) -> frozenset[int]:
        """The pages of the file that the sealed bytes lie on; none where the box is over."""

        async def turned() -> None:
            await self.bot.database.write(lambda c: sealed.turn(c, MEETING))

        return frozenset(page for pages in await self.commits(turned) for page in pages)


@asynccontextmanager
async def living(prepared: Path, folder: Path) -> AsyncIterator[Scene]:
    """A life that begins with a copy of what was prepared."""
    async with phones(prepared, folder) as (emulator, clock), on(emulator, folder, clock) as scene:
        scene.seam()
        yield scene


@asynccontextmanager
async def phones(prepared: Path, folder: Path) -> AsyncIterator[tuple[Emulator, StillClock]]:
    """Everybody's phones, a copy of what was prepared, and nothing that runs: for a bot that is started more than once."""
    shutil.copytree(prepared, folder)
    clock = StillClock(BEGINS)
    async with Emulator(bot=BotAccount(TOKEN), rates=Rates(enforced=False), clock=clock.now) as emulator:
        for number, name in enumerate(EVERYBODY):
            emulator.person(FIRST + number, name, started=True)
        yield emulator, clock


@asynccontextmanager
async def on(emulator: Emulator, folder: Path, clock: StillClock) -> AsyncIterator[Scene]:
    """The bot on this Telegram, with the files in `folder`: from a start to a stop."""
    config, stop, chance = config_in(folder, emulator.base_url), asyncio.Event(), ByTheMoment(clock)
    channel = InOrder(TOKEN, emulator.base_url)
    try:
        async with bot_of(config, clock, chance) as bot:
            await bot.database.execute(
                "pragma synchronous = off"
            )  # kills and power cuts have tests of their own
            bot.world.ballots._entropy = random.Random(emulator.updates.next_id).randbytes
            bot.add(channel, 0, 0)
            stage = Stage(
                bot.database,
                clock,
                Room(clock, bot.turns.take),
                bot.sender,
                bot.ticks,
                bot.config.programme.timezone,
            )
            async with running(bot, NEVER):
                receiving = asyncio.create_task(run_telegram(bot, channel, stop))
                try:
                    await (
                        bot.ticks.keep_house()
                    )  # begun beside the rest at the start: tests begin when it is done
                    await bot.ticks.tend()
                    await emulator.until(lambda: channel.username and emulator.updates._poll, within=20)
                    scene = Scene(folder, bot, emulator, clock, chance, stage)
                    scene.people = {
                        name: Someone(scene, name, emulator.people[FIRST + n])
                        for n, name in enumerate(EVERYBODY)
                    }
                    yield scene
                finally:
                    stop.set()
                    await receiving
    finally:
        await channel.close()

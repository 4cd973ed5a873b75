"""500 people ask for 20 places in the same minute over an emulated Telegram, while the bot's own process is killed.

Everybody types; whoever is drawn says yes. What is counted is what Telegram would see, and the rows at the end.
"""

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from bot import plan
from bot.clock import SystemClock
from bot.training import making
from conversations.pace import Choice, Hours, Pace
from conversations.training.courses import CourseDraft, SessionDraft
from storage import groups, members, paces
from storage.database import Database
from tests.bot.play import DAY, HOUR, at
from tests.chaos import rows
from tests.chaos.process import ROOT, BotProcess
from tests.chaos.run import ARRIVED, Log
from tests.emulator import Call, Emulator, Rates

FIRST: Final = 1_000_001
ASKING, DRAWN = at("2026-11-23 11:00"), at("2026-12-09 11:00")
BEGINS: Final = at("2026-12-18 14:00")
TYPES: Final = (("training", "1. Chairing"), ("1", "How to keep time"), ("ask for a place", "Being quick doesn't help"), ("ask for a place", "You've asked for a place"))  # fmt: skip
"""What everybody types, and what they wait for each time."""
YES, NO, BOOKED = "There's a place for you on", "your name didn't come up", "You're booked"
PATIENCE: Final = 60.0


class LaterProcess(BotProcess):
    """The bot, whose machine's clock can be moved on."""

    def moves_to(self, moment: int) -> None:
        self.ahead.write_text(str(moment - SystemClock().now()), "utf-8")

    @property
    def ahead(self) -> Path:
        return self.config.with_name("ahead.txt")

    async def _command(self, what: list[str], out: int) -> asyncio.subprocess.Process:
        command = [
            sys.executable,
            "-m",
            "tests.training.later",
            str(self.ahead),
            *what,
            "--config",
            str(self.config),
        ]
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL, stdout=out, stderr=log, start_new_session=True
            )  # fmt: skip


@dataclass
class Outcome:
    people: int
    places: int
    heard: dict[int, list[str]] = field(default_factory=dict)
    """What arrived in each chat."""
    unsure: Counter[int] = field(default_factory=Counter)
    """Letters that were on their way at a kill, by chat: of those nobody can tell, Telegram included, whether they arrived."""
    kills: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    booked: int = 0
    seats: int = 0
    sound: list[object] = field(default_factory=list)
    left_over: list[int] = field(default_factory=list)
    seconds: float = 0.0

    def many(self, chat: int, *words: str) -> int:
        return sum(any(word in text for word in words) for text in self.heard.get(chat, []))

    @property
    def unanswered(self) -> list[int]:
        return [chat for chat in self.chats if not self.many(chat, YES, NO)]

    @property
    def twice(self) -> Counter[int]:
        """Who was told more than once, and how often too much."""
        return +Counter({chat: self.many(chat, YES, NO) - 1 for chat in self.chats})

    @property
    def both(self) -> list[int]:
        return [chat for chat in self.chats if self.many(chat, YES) and self.many(chat, NO)]

    @property
    def chats(self) -> range:
        return range(FIRST, FIRST + self.people)


async def play(folder: Path, people: int = 500, places: int = 20, within: float = 240) -> Outcome:
    """The whole of it. Raises when somebody waits in vain, or the bot ends by itself."""
    async with Emulator(rates=Rates(per_second=400, chat_gap=0.05)) as emulator:
        return await _Storm(folder, emulator, Outcome(people, places)).play(within)


class _Storm:
    def __init__(self, folder: Path, emulator: Emulator, outcome: Outcome) -> None:
        self._emulator, self._outcome, self._chance = emulator, outcome, random.Random(5)
        self._bot = LaterProcess(
            folder,
            emulator.base_url,
            emulator.token,
            self._after_death,
            worker=False,
            rate=300,
            zone="Europe/London",
        )
        self._changed = {chat: asyncio.Event() for chat in outcome.chats}
        self._asked = self._answered = self._told = 0
        emulator.world.log = Log(self._seen)

    async def play(self, within: float) -> Outcome:
        outcome, loop = self._outcome, asyncio.get_running_loop()
        began = loop.time()
        self._bot.moves_to(ASKING)
        await self._seed()
        async with asyncio.timeout(within), asyncio.TaskGroup() as group:
            running = group.create_task(self._bot.keep_running())
            killing = group.create_task(self._kill_when("asking", lambda: self._asked >= outcome.people // 3))
            await asyncio.gather(*(self._asks(chat) for chat in outcome.chats))
            await killing
            self._bot.moves_to(DRAWN)
            kills = [
                group.create_task(self._kill_when("the draw", self._draw_begins)),
                group.create_task(self._kill_when("the answers", lambda: self._told >= outcome.people // 2 and self._answered > 0)),
            ]  # fmt: skip
            await asyncio.gather(*(self._hears(chat) for chat in outcome.chats))
            await asyncio.gather(*kills)
            while rows.waiting(self._bot.database):  # noqa: ASYNC110 - rows of another process: nothing to wait for
                await asyncio.sleep(0.1)
            await self._bot.stop()
            await running
        outcome.seconds = loop.time() - began
        return self._counted()

    def _counted(self) -> Outcome:
        outcome, file = self._outcome, self._bot.database
        many = rows.read(file, "select state, count(*) from place group by state")
        outcome.states = Counter(dict(many))
        outcome.booked = int(rows.read(file, "select count(*) from booking")[0][0])
        outcome.seats = int(
            rows.read(file, "select count(distinct seat) from place where state = 'booked'")[0][0]
        )
        outcome.sound, outcome.left_over = [*rows.sound(self._bot.database)], self._bot.left_over()
        return outcome

    # -- before -----------------------------------------------------------------------------------------------------------

    async def _seed(self) -> None:
        for chat in self._outcome.chats:
            self._emulator.person(chat, "Sam", started=True)
        self._bot.database.parent.mkdir(mode=0o700)
        async with Database.open(self._bot.database) as database:
            await database.write(self._enrol)

    def _enrol(self, connection: Connection) -> None:
        groups.ensure(connection, ["South", "North"])
        pace = Pace(
            choice=Choice.ONLY_WHEN_I_ASK,
            consented=True,
            hours=Hours(0, 24 * 60),
            last_contact_at=ASKING - DAY,
        )
        for chat in self._outcome.chats:
            member = members.add(connection, "telegram", str(chat), "en", False, ASKING - DAY)
            members.change(connection, member, {"name": f"Sam {chat}"})
            paces.save(connection, member, pace.state.value, plan.to_json(pace), None)
        draft = CourseDraft(
            "Chairing a meeting", "How to keep time, and let everybody speak.", (SessionDraft(BEGINS, BEGINS + 2 * HOUR, "the library"),),
            self._outcome.places, date(2026, 12, 8), "Free", "Travel", "Priya",
        )  # fmt: skip
        course = making.put(connection, draft, None, ASKING - HOUR, zone="Europe/London", by_draw=True)
        connection.execute(
            "update course set told_to = null where id = ?", (course,)
        )  # they have heard of it

    # -- what people do -----------------------------------------------------------------------------------------------------

    async def _asks(self, chat: int) -> None:
        """All within a few seconds of each other."""
        await asyncio.sleep(self._chance.random() * 5)
        for typed, answer in TYPES:
            seen = self._many(chat, answer)
            self._emulator.person(chat).says(typed)
            await self._until(chat, answer, seen)
        self._asked += 1

    async def _hears(self, chat: int) -> None:
        await self._until(chat, YES, NO)
        self._told += 1
        if self._outcome.many(chat, YES):
            await asyncio.sleep(self._chance.random() * 2)
            self._emulator.person(chat).says("yes please")
            await self._until(chat, BOOKED)
            self._answered += 1

    async def _until(self, chat: int, *words: str | int) -> None:
        seen = next((each for each in words if isinstance(each, int)), 0)
        wanted = [each for each in words if isinstance(each, str)]
        try:
            async with asyncio.timeout(PATIENCE):
                while self._many(chat, *wanted) <= seen:
                    self._changed[chat].clear()
                    await self._changed[chat].wait()
        except TimeoutError:
            last = self._outcome.heard.get(chat, [""])[-1]
            raise AssertionError(
                f"{chat} waited in vain for {wanted}; the last was {last!r}. {self._bot.said()}"
            ) from None

    def _many(self, chat: int, *words: str) -> int:
        return self._outcome.many(chat, *words)

    # -- what is done to the bot --------------------------------------------------------------------------------------------

    async def _kill_when(self, what: str, ready: Callable[[], bool]) -> None:
        while not ready():  # noqa: ASYNC110 - what it waits for is counted in many places
            await asyncio.sleep(0.01)
        while not self._bot.kill():  # noqa: ASYNC110 - it is just being started
            await asyncio.sleep(0.01)
        self._outcome.kills.append(what)

    def _draw_begins(self) -> bool:
        """The moment in which the draw is committed, or the first word of it goes."""
        return bool(rows.read(self._bot.database, "select 1 from course where drawn_at is not null"))

    def _after_death(self) -> None:
        self._outcome.unsure.update(rows.unsure(self._bot.database))

    def _seen(self, call: Call) -> None:
        if call.chat_id in self._changed and call.method == "sendMessage" and call.outcome in ARRIVED:
            self._outcome.heard.setdefault(call.chat_id, []).append(call.text)
            self._changed[call.chat_id].set()

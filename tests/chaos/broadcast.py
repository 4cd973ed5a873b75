"""One broadcast to many over an emulated Telegram that keeps its limits, while others chat and the bot is killed.

The emulator and its people are in this process, the bot is one of its own. What is measured is what Telegram would see:
when each message was accepted, and how long somebody who wrote waited until their answer was.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from bot import broadcasting, plan
from bot.bank_holidays import bank_holidays
from bot.clock import SystemClock
from conversations.pace import Hours, Pace
from storage import groups, members, paces
from storage.database import Database
from tests.chaos import rows
from tests.chaos.process import BotProcess
from tests.chaos.run import Log
from tests.emulator import Call, Emulator, Kind, Rates, Weather

NEWS: Final = "The Tuesday group has a new room. Bring a chair."
FIRST_MEMBER: Final = 1_000_001
FIRST_TALKER: Final = 5_000_001
PATIENCE: Final = 60.0
"""Seconds for an answer that must come."""
LATE_AT_NIGHT: Final = 21


@dataclass(frozen=True, slots=True)
class Play:
    """What is to happen. Shares are between 0 and 1; times are seconds."""

    members: int
    talkers: int = 0
    every: float = 40.0
    """How long a talker reads, thinks and types, on average."""
    rate: int = 30
    kills: int = 0
    blocked: float = 0.0
    errors: float = 0.0
    pause: int = 0
    """How long Telegram asks for quiet, once, half-way."""
    stopping: int = 0
    """How many members write STOP half-way: the last ones, so that it is not their turn yet."""
    idle: float = 0.0
    """How long talkers are listened to before the broadcast."""
    within: float = 240.0


@dataclass
class Outcome:
    """What came of it. Moments are monotonic seconds."""

    play: Play
    begun: float = 0.0
    sent: list[float] = field(default_factory=list)
    """When each copy of the news was accepted."""
    got: Counter[int] = field(default_factory=Counter)
    """How many copies each member got."""
    tried: list[float] = field(default_factory=list)
    """When Telegram was asked to take a message, answers included, in vain or not."""
    refused: int = 0
    """429s, those that were arranged left out."""
    idle: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    """Seconds that talkers waited for an answer, before and during the broadcast."""
    behind: list[int] = field(default_factory=list)
    """How many copies of the news went out while each of the latter waited."""
    cut_off: int = 0
    """Talkers who waited across a kill or a pause: left out of both."""
    unanswered: int = 0
    unsure: Counter[int] = field(default_factory=Counter)
    """Members to whom the news was on its way at a kill."""
    dead: list[tuple[float, float]] = field(default_factory=list)
    """From when until when nothing could be said: killed, or asked for quiet."""
    stopped_at: float = 0.0
    after_stop: int = 0
    """News to members whose STOP had been taken in."""
    unreachable: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    left_over: list[int] = field(default_factory=list)
    kills: int = 0

    @property
    def everybody(self) -> set[int]:
        return set(range(FIRST_MEMBER, FIRST_MEMBER + self.play.members))

    @property
    def seconds(self) -> float:
        """From the coordinator's yes to the last copy."""
        return self.sent[-1] - self.begun

    @property
    def least(self) -> float:
        """The shortest time in which Telegram would have taken all that was said from the yes on, with its pause."""
        return self._least_from(self.begun)

    @property
    def sending(self) -> float:
        """Seconds from the first copy to the last."""
        return self.sent[-1] - self.sent[0]

    @property
    def least_sending(self) -> float:
        """The same from the first copy on."""
        return self._least_from(self.sent[0])

    def _least_from(self, moment: float) -> float:
        """What Telegram refuses takes up its time like what it takes: nobody can know that before."""
        meanwhile = sum(moment <= at <= self.sent[-1] for at in self.tried)
        return (meanwhile - 1) / self.play.rate + self.play.pause

    @property
    def missing(self) -> set[int]:
        return self.everybody - set(self.got) - self.blocked - set(self.stopping)

    @property
    def stopping(self) -> range:
        end = FIRST_MEMBER + self.play.members
        return range(end - self.play.stopping, end)

    @property
    def twice(self) -> set[int]:
        return {chat for chat, times in self.got.items() if times > 1}


async def play(folder: Path, what: Play, say: Callable[[str], None] = lambda line: None) -> Outcome:
    """The whole of it. Raises TimeoutError if it is not over in `within` seconds, AssertionError if the bot ends."""
    async with Emulator(rates=Rates(per_second=what.rate)) as emulator:
        return await _Stage(folder, what, emulator, say).play()


class _Stage:
    def __init__(self, folder: Path, what: Play, emulator: Emulator, say: Callable[[str], None]) -> None:
        self._what, self._emulator, self._say = what, emulator, say
        self._outcome, self._chance = Outcome(what), random.Random(11)
        self._zone, country = a_quiet_day_nowhere(datetime.fromtimestamp(SystemClock().now(), UTC))
        self._bot = BotProcess(
            folder, emulator.base_url, emulator.token, self._after_death, worker=False,
            rate=what.rate, zone=self._zone, country=country,
        )  # fmt: skip
        self._news = asyncio.Event()
        self._waiting: dict[int, asyncio.Future[float]] = {}
        self._killed_at = self._alive_at = 0.0
        emulator.world.log = Log(self._seen)

    async def play(self) -> Outcome:
        what, outcome = self._what, self._outcome
        await self._seed()
        async with asyncio.timeout(what.within), asyncio.TaskGroup() as group:
            running = group.create_task(self._bot.keep_running())
            await self._first_word()
            talking = [group.create_task(self._talk(id)) for id in self._talkers()]
            if what.errors:
                self._emulator.weather(Weather(seed=5, server_error=what.errors, method="sendMessage"))
            await asyncio.sleep(what.idle)
            outcome.begun = _now()
            await self._begin()
            meddling = group.create_task(self._meddle())
            await self._until_over()
            self._say(f"the last of {len(outcome.sent)} copies after {outcome.seconds:.1f} s")
            for task in (*talking, meddling):
                task.cancel()
            await asyncio.wait([*talking, meddling])
            self._emulator.faults.clear()
            await self._bot.stop()
            await running
        outcome.left_over, outcome.kills = self._bot.left_over(), self._bot.kills
        outcome.unreachable = {chat for chat, kept in rows.reachable(self._bot.database).items() if not kept}
        return outcome

    # -- before -----------------------------------------------------------------------------------------------------

    async def _seed(self) -> None:
        """Everybody has joined, and has pressed Start."""
        what = self._what
        everybody = self._outcome.everybody
        self._outcome.blocked = set(
            self._chance.sample(
                sorted(everybody - set(self._outcome.stopping)), round(what.blocked * what.members)
            )
        )
        for id in (*everybody, *self._talkers()):
            person = self._emulator.person(id, "Sam", started=True)
            person.account.blocked = id in self._outcome.blocked
        self._bot.database.parent.mkdir(mode=0o700)
        async with Database.open(self._bot.database) as database:
            await database.write(lambda c: groups.ensure(c, ["South", "North"]))
            await database.write(lambda c: self._enrol(c, sorted(everybody), "South"))
            await database.write(lambda c: self._enrol(c, self._talkers(), "North"))

    def _talkers(self) -> range:
        return range(FIRST_TALKER, FIRST_TALKER + self._what.talkers)

    def _enrol(self, connection: Connection, ids: Sequence[int], group: str) -> None:
        place, now = groups.by_name(connection, group), SystemClock().now()
        assert place is not None
        pace = Pace(consented=True, zone=self._zone, hours=Hours(0, 24 * 60), last_contact_at=now - 3600)
        text = plan.to_json(pace)
        for id in ids:
            member = members.add(connection, "telegram", str(id), "en", False, now)
            members.enter_group(connection, member, place)
            paces.save(connection, member, pace.state.value, text, None)

    async def _first_word(self) -> None:
        """Until the bot asks who it is: it has started."""
        async with asyncio.timeout(PATIENCE):
            while not self._alive_at:  # noqa: ASYNC110 - a call of another process
                await asyncio.sleep(0.05)

    async def _begin(self) -> None:
        """The coordinator's yes, as a command beside the running bot writes it."""
        async with Database.open(self._bot.database, exclusive=False) as database:
            await database.write(self._write_news)

    def _write_news(self, connection: Connection) -> int:
        group = groups.by_name(connection, "South")
        return broadcasting.begin(connection, group=group, text=NEWS, level="news", now=SystemClock().now())

    # -- meanwhile --------------------------------------------------------------------------------------------------

    async def _talk(self, id: int) -> None:
        """Somebody who writes, waits for the answer, reads it and writes again."""
        person = self._emulator.person(id)
        await asyncio.sleep(self._chance.random() * self._what.every)
        while True:
            answer = self._waiting[id] = asyncio.get_running_loop().create_future()
            asked, copies = _now(), len(self._outcome.sent)
            person.says("menu")
            try:
                async with asyncio.timeout(PATIENCE):
                    answered = await answer
                self._note(asked, answered, copies)
            except TimeoutError:
                self._outcome.unanswered += 1
            await asyncio.sleep(max(1.5, self._chance.expovariate(1 / self._what.every)))

    def _note(self, asked: float, answered: float, copies: int) -> None:
        if any(asked < until and since < answered for since, until in self._outcome.dead) or self._killed_at:
            self._outcome.cut_off += 1
        elif not self._outcome.begun:
            self._outcome.idle.append(answered - asked)
        else:
            self._outcome.busy.append(answered - asked)
            self._outcome.behind.append(sum(at < answered for at in self._outcome.sent[copies:]))

    async def _meddle(self) -> None:
        """Kills, a pause and STOPs, each when so much of the news is out."""
        what = self._what
        moments = [((number + 1) / (what.kills + 1), self._kill) for number in range(what.kills)]
        if what.pause:
            moments.append((0.5, self._ask_for_quiet))
        if what.stopping:
            moments.append((0.45, self._stop_some))
        for share, deed in sorted(moments, key=lambda each: each[0]):
            while len(self._outcome.sent) < share * what.members * (1 - what.blocked):
                self._news.clear()
                await self._news.wait()
            await deed()

    async def _kill(self) -> None:
        self._killed_at, self._alive_at = _now(), 0.0
        self._bot.kill()
        await self._first_word()
        self._outcome.dead.append((self._killed_at, self._alive_at))
        self._killed_at = 0.0

    async def _ask_for_quiet(self) -> None:
        self._emulator.fault(Kind.TOO_MANY, method="sendMessage", retry_after=self._what.pause)
        self._outcome.dead.append((_now() - 1, _now() + self._what.pause + 2))

    async def _stop_some(self) -> None:
        for id in self._outcome.stopping:
            self._emulator.person(id).says("STOP")
        while self._emulator.updates.waiting():  # noqa: ASYNC110 - until they have been taken in
            await asyncio.sleep(0.02)
        self._outcome.stopped_at = _now()

    def _after_death(self) -> None:
        self._outcome.unsure.update(chat for chat in rows.unsure(self._bot.database) if chat < FIRST_TALKER)

    async def _until_over(self) -> None:
        while not rows.over(self._bot.database):  # noqa: ASYNC110 - rows of another process: nothing to wait for
            await asyncio.sleep(0.25)

    def _seen(self, call: Call) -> None:
        if not self._alive_at and call.method == "getMe":  # what a bot asks first
            self._alive_at = call.clock
        outcome = self._outcome
        if call.method != "sendMessage":
            return
        outcome.tried.append(call.clock)
        if call.outcome == "429":
            outcome.refused += 1
        if call.outcome != "ok" or call.chat_id is None:
            return
        if NEWS in call.text:
            outcome.got[call.chat_id] += 1
            outcome.sent.append(call.clock)
            outcome.after_stop += bool(outcome.stopped_at) and call.chat_id in outcome.stopping
            self._news.set()
        elif (answer := self._waiting.get(call.chat_id)) and not answer.done():
            answer.set_result(call.clock)


def a_quiet_day_nowhere(now: datetime) -> tuple[str, str]:
    """A time zone and a country in which today is no Sunday and no bank holiday, and it is not nearly midnight: news may
    go there at once, whenever this runs."""
    for country in ("GB", "JP"):
        for ahead in range(-12, 15):
            there = now + timedelta(hours=ahead)
            if (
                there.weekday() < 6
                and 1 <= there.hour < LATE_AT_NIGHT
                and there.date() not in _quiet(country, there.date())
            ):
                return f"Etc/GMT{-ahead:+}", country
    raise AssertionError("everybody everywhere has a day off")


def _quiet(country: str, day: date) -> frozenset[date]:
    return bank_holidays(country, "ENG" if country == "GB" else "", (day.year,))


def _now() -> float:
    return asyncio.get_running_loop().time()

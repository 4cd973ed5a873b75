"""One run of everybody's scripts: with a storm, or straight."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.chaos import rows
from tests.chaos.human import Human, StuckError
from tests.chaos.process import BotProcess
from tests.chaos.scripts import COORDINATOR, Script
from tests.emulator import Call, Emulator, Rates, Weather
from tests.emulator.faults import AFTER

ARRIVED: Final = frozenset({"ok", *AFTER})
MESSAGES: Final = ("sendMessage", "editMessageText", "sendDocument")
WEATHER: Final = Weather(
    seed=7, too_many=0.006, server_error=0.012, bad_gateway=0.006, hang_before=0.003, hang_after=0.003, drop_before=0.003,
    drop_after=0.003, duplicate_update=0.03, poison_update=0.03, method="*message*", hang_seconds=0.3,
)  # fmt: skip
"""On everything that is said or changed. Files are spared: a copy that may have gone out is not sent again.
What may have arrived goes again twice and no more, so the weather must not strike one letter three times in a row."""

RATES: Final = Rates(per_second=60)
"""Twice Telegram's own, so that the chats' second and not the sum sets the pace, and the test is over sooner."""

APART: Final = 0.15
"""Seconds between two people's coming, so that at every moment some join and some are long there."""


class Log(list[Call]):
    """The emulator's log of calls, which tells somebody of each call before its answer goes out."""

    def __init__(self, tell: Callable[[Call], None]) -> None:
        super().__init__()
        self._tell = tell

    def append(self, call: Call) -> None:
        super().append(call)
        self._tell(call)


@dataclass
class Reaper:
    """Kills at seeded moments: right at a send to a member, before its answer is out; a moment later; during a start."""

    kills: int
    chance: random.Random
    every: int = 40
    kill: Callable[[], bool] = lambda: False
    sends: int = 0
    _next: int = 5
    _planned: int = 0
    at: Counter[str] = field(default_factory=Counter)

    def send_seen(self) -> None:
        self.sends += 1
        if self._planned >= self.kills or self.sends < self._next:
            return
        self._next = self.sends + self.chance.randrange(self.every // 2, self.every)
        self._plan(
            ("a send", "a moment")[self._planned % 2],
            0 if self._planned % 2 == 0 else self.chance.random() * 0.4,
        )
        if self._planned % 7 == 3:
            self._plan("a start", 0.2 + self.chance.random() * 1.2)

    def _plan(self, when: str, delay: float) -> None:
        if self._planned < self.kills:
            self._planned += 1
            if delay:
                asyncio.get_running_loop().call_later(delay, self._strike, when)
            else:
                self._strike(when)

    def _strike(self, when: str) -> None:
        if self.kill():
            self.at[when] += 1
        else:
            asyncio.get_running_loop().call_later(0.1, self._strike, when)


@dataclass
class Outcome:
    """What came of a run."""

    kept: dict[int, rows.Kept] = field(default_factory=dict)
    said: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """What arrived in each chat, in order."""
    acts: int = 0
    again: Counter[int] = field(default_factory=Counter)
    """Taps repeated by people at the door."""
    unsure: Counter[int] = field(default_factory=Counter)
    """Letters that were on their way at a kill, by chat."""
    twice_taken: Counter[int] = field(default_factory=Counter)
    """Updates that were not acknowledged at a kill, by chat."""
    after: Counter[int] = field(default_factory=Counter)
    """Messages that arrived and whose answer was lost, by chat."""
    faults: dict[str, int] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    counted_unsure: int = 0
    counted_failed: int = 0
    deaths: list[tuple[int, int]] = field(default_factory=list)
    """At each kill: how many unsure letters were counted so far, and how many are on their way."""
    left_over: list[int] = field(default_factory=list)
    seconds: float = 0.0


async def play(
    folder: Path, scripts: dict[int, Script], reaper: Reaper | None = None, within: float = 240
) -> Outcome:
    """Everybody lives their script. Raises when somebody waits in vain, or the bot ends by itself."""
    outcome, loop = Outcome(), asyncio.get_running_loop()
    humans: dict[int, Human] = {}
    began = loop.time()

    async with Emulator(rates=RATES) as emulator:

        def seen(call: Call) -> None:
            if call.chat_id in humans:
                if (
                    reaper
                    and humans[call.chat_id].place
                    and call.method.startswith("send")
                    and call.outcome in ARRIVED
                ):
                    reaper.send_seen()
                if call.outcome in AFTER:
                    outcome.after[call.chat_id] += 1
                if call.method in MESSAGES and call.outcome in ARRIVED:
                    outcome.said.setdefault(call.chat_id, []).append((call.method, call.text))
                humans[call.chat_id].changed.set()

        def after_death() -> None:
            chats = rows.unsure(bot.database)
            outcome.unsure.update(chats)
            outcome.deaths.append((rows.counted(bot.database, "unsure.again"), len(chats)))
            outcome.twice_taken.update(_chat(queued.body) for queued in emulator.updates.waiting())

        emulator.world.log = Log(seen)
        bot = BotProcess(folder, emulator.base_url, emulator.token, after_death)
        code = await bot.invite("coordinator")
        coordinator = asyncio.Event()
        humans |= {
            id: Human(emulator, id, script, coordinator, code, n * APART)
            for n, (id, script) in enumerate(scripts.items())
        }
        if reaper:
            reaper.kill = bot.kill
            emulator.weather(WEATHER)
        try:
            async with asyncio.timeout(within), asyncio.TaskGroup() as group:
                running = group.create_task(bot.keep_running())
                await asyncio.wait(
                    [group.create_task(_live(human, coordinator)) for human in humans.values()]
                )
                while _unfinished(bot, emulator, reaper):  # noqa: ASYNC110 - rows of another process: nothing to wait for
                    await asyncio.sleep(0.1)
                emulator.faults.clear()
                await bot.stop()
                await running
        except* StuckError as stuck:
            letters = rows.letters(bot.database)
            raise AssertionError(
                f"{stuck.exceptions[0]}; after {bot.kills} kills; letters {letters}; {outcome.faults}. {bot.said()}"
            ) from None
        except* TimeoutError:
            standing = Counter(f"{human.place} of {len(human.script)}" for human in humans.values())
            raise AssertionError(
                f"not done in {within} s after {bot.kills} kills; people stand at {standing}. {bot.said()}"
            ) from None
        outcome.kept = rows.people(bot.database)
        outcome.acts = sum(human.acts for human in humans.values())
        outcome.again = Counter({human.id: human.again for human in humans.values() if human.again})
        outcome.faults = dict(emulator.faults.happened)
        outcome.kills = reaper.at if reaper else Counter()
        outcome.counted_unsure = rows.counted(bot.database, "unsure.again")
        outcome.counted_failed = rows.counted(bot.database, "%.failed")
        outcome.left_over = bot.left_over()
        outcome.deaths.append((outcome.counted_unsure, 0))
        assert rows.sound(bot.database) == []
    outcome.seconds = loop.time() - began
    return outcome


def _unfinished(bot: BotProcess, emulator: Emulator, reaper: Reaper | None) -> bool:
    killing = reaper is not None and reaper.at.total() < reaper.kills
    return killing or rows.waiting(bot.database) > 0 or bool(emulator.updates.waiting())


async def _live(human: Human, coordinator: asyncio.Event) -> None:
    await human.live()
    if human.id == COORDINATOR:
        coordinator.set()


def _chat(update: dict[str, object]) -> int:
    """Whose update it is; 0 for poison."""
    content = next((value for key, value in update.items() if key in ("message", "callback_query")), None)
    person = content.get("from") if isinstance(content, dict) else None
    id = person.get("id") if isinstance(person, dict) else None
    return id if isinstance(id, int) else 0

"""A kill -9 in the middle of the form, at random moments between an update and its answer.

The bot is a process of its own. Whenever it dies it is started again; whoever was answering then sees the next question, or
still the one that they answered a moment ago and can press again. Never neither, never an answer lost, never a vote twice.
"""

import asyncio
import functools
import json
import random
from pathlib import Path
from typing import Final

import pytest

from bot.box_contents import contents
from bot.clock import SystemClock
from bot.wiring import bot_of
from tests.bot.play import DAY, HOUR, MINUTE, StillClock
from tests.chaos.process import BotProcess
from tests.chaos.run import Log
from tests.emulator import BotAccount, Call, Emulator, Kind, Rates
from tests.emulator.people import Person
from tests.feedback.beginning import EVERYBODY, FIRST, MEETING, TOKEN, ByTheMoment, config_in, prepare

pytestmark = pytest.mark.chaos
TALK: Final = (
    ("Say how it was", "Who can see what you say?"),
    ("OK, start", "This was a small meeting"),
    ("Carry on", "Did you feel heard?"),
    ("Mostly", "Who made the decisions?"),
    ("Shared", "Was it OK to disagree?"),
    ("typed: no", "Could you take part"),
    ("Partly", "What got in the way?"),
    ("The room", "What got in the way?"),
    ("typed: The stairs", "What should we change?"),
    ("typed: Shorter agendas", "Ready to send"),
    ("See my answers", "Your answers:"),
    ("Send it", "Sent, with no name."),
)  # fmt: skip
SLIPS: Final = [
    ["MF-10", 0, "mostly", 1], ["MF-11", 0, "shared", 1], ["MF-12", 0, "no", 1], ["MF-13", 0, "partly", 1], ["MF-13b", 0, "", 1],
    ["MF-13b", 0, "room", 1], ["MF-13b", 1, "The stairs", 1], ["MF-14", 1, "Shorter agendas", 1],
]  # fmt: skip
PATIENCE: Final = 20.0


class Killer:
    """Kills the bot once for every act: before a call is answered, just after it, or at some moment that is drawn."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.bot: BotProcess | None = None
        self.armed = ""
        self.changed = asyncio.Event()

    def saw(self, call: Call) -> None:
        self.changed.set()
        awaited = Kind.HANG_BEFORE if self.armed == "before" else "ok"
        mine = self.armed and call.chat_id == FIRST and call.outcome == awaited
        if mine and self.bot is not None and self.bot.kill():
            self.armed = ""

    def arm(self, emulator: Emulator) -> None:
        """What befalls the next act."""
        how = self.chance.choice(("before", "after", "a moment"))
        if how == "a moment":
            asyncio.get_running_loop().call_later(self.chance.random() * 0.06, self._strike)
        else:
            self.armed = how
            if how == "before":
                emulator.fault(Kind.HANG_BEFORE, method="*Message*", chat_id=FIRST, hang_seconds=9)

    def _strike(self) -> None:
        if self.bot is not None:
            self.bot.kill()


def showing(person: Person) -> list[str]:
    """The questions of the form that are on the screen, and its last line."""
    starts = tuple(after for _act, after in TALK)
    return [shown.text for shown in person.screen() if shown.from_bot and shown.text.startswith(starts)]


def shows(person: Person, text: str) -> bool:
    """Whether the newest of these begins so."""
    found = showing(person)
    return bool(found) and found[-1].startswith(text)


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_kill_in_every_step_leaves_the_answer_or_the_question(tmp_path: Path, seed: int) -> None:
    """Killed at every step: the next question comes after the restart, and what was sent is in the box once."""
    now, killer = SystemClock().now(), Killer(seed)
    await prepare(tmp_path, now - 3 * DAY, now - 2 * HOUR - 30 * MINUTE)
    async with Emulator(bot=BotAccount(TOKEN), rates=Rates(enforced=False)) as emulator:
        emulator.world.log = Log(killer.saw)
        for number, name in enumerate(EVERYBODY):
            emulator.person(FIRST + number, name, started=True)
        amara = emulator.people[FIRST]
        killer.bot = bot = BotProcess(tmp_path, emulator.base_url, TOKEN, worker=False)
        async with asyncio.timeout(150), asyncio.TaskGroup() as group:
            running = group.create_task(bot.keep_running())
            amara.says("meetings")
            await emulator.until(
                lambda: "Open 1" in amara.last().labels if amara.screen()[1:] else False, PATIENCE
            )
            amara.presses("Open 1")
            await emulator.until(lambda: "Say how it was" in amara.last().labels, PATIENCE)
            for act, after in TALK:
                killer.arm(emulator)
                if act.startswith("typed: "):
                    amara.says(act.removeprefix("typed: "))
                else:
                    amara.presses(act)
                await emulator.until(functools.partial(shows, amara, after), PATIENCE)
                await emulator.until(lambda: not killer.armed, PATIENCE)
                await asyncio.sleep(0.1)  # whatever was drawn has come by then
                emulator.faults.clear()
                await emulator.until(lambda: not emulator.updates.waiting(), PATIENCE)
            await emulator.until(lambda: len(showing(amara)) == 1, PATIENCE)
            await bot.stop()
            await running
        assert all(shown.from_bot for shown in amara.screen()[-1:])
        assert not any("stairs" in shown.text or "agendas" in shown.text for shown in amara.screen())
        assert bot.kills >= len(TALK) - 3
        assert bot.left_over() == []
        said = bot.log.read_text("utf-8")
        assert "failed" not in said, said[-2000:]
    inside = await _inside(tmp_path)
    assert inside["register"] == [1] and inside["slips"] == SLIPS and inside["drafts"] == []


async def test_who_waits_in_vain_leaves_no_process(tmp_path: Path) -> None:
    """Something that was waited for does not come: the test fails with that, and its bot is gone."""
    await prepare(tmp_path)
    async with Emulator(bot=BotAccount(TOKEN)) as emulator:
        bot = BotProcess(tmp_path, emulator.base_url, TOKEN, worker=False)
        with pytest.RaisesGroup(TimeoutError):
            async with asyncio.TaskGroup() as group:
                group.create_task(bot.keep_running())
                await emulator.until(lambda: bot.groups, PATIENCE)
                assert bot.left_over() == bot.groups
                await emulator.until(lambda: False, 0.1)
        assert bot.groups and bot.left_over() == []


async def _inside(folder: Path) -> dict[str, object]:
    clock = StillClock(SystemClock().now())
    async with bot_of(config_in(folder), clock, ByTheMoment(clock)) as bot:
        raw: dict[str, object] = json.loads(await bot.database.read(lambda c: contents(c, MEETING)))
        return raw

"""A check-in with a kill -9 in every turn of it: once before the answer is out, and once before it is settled."""

import asyncio
from pathlib import Path

import pytest

from tests.chaos import rows
from tests.chaos.acts import Door
from tests.chaos.human import Human
from tests.chaos.process import BotProcess
from tests.chaos.run import ARRIVED, Log
from tests.chaos.scripts import CHECK_IN, FIRST_ID, QUICKLY, YES, alone
from tests.emulator import Call, Emulator, Kind

pytestmark = pytest.mark.chaos


async def test_a_kill_in_every_turn_of_a_check_in_loses_nothing(tmp_path: Path) -> None:
    """Killed after each commit, every answer is kept once; what was said comes again only if nobody could be sure of it."""
    said: list[str] = []
    armed: Kind | str = ""

    async with Emulator() as emulator:
        bot = BotProcess(tmp_path, emulator.base_url, emulator.token, worker=False)

        def seen(call: Call) -> None:
            nonlocal armed
            if call.chat_id == FIRST_ID and call.method == "sendMessage":
                if call.outcome in ARRIVED:
                    said.append(call.text)
                if armed and call.outcome == armed and bot.kill():
                    armed = ""
            sam.changed.set()

        emulator.world.log = Log(seen)
        sam = Human(emulator, FIRST_ID, (Door(YES), *alone(QUICKLY)), asyncio.Event(), "", 0)
        async with asyncio.timeout(90), asyncio.TaskGroup() as group:
            running = group.create_task(bot.keep_running())
            await sam.live()
            for when in (Kind.HANG_BEFORE, "ok"):
                said.clear()
                for act in CHECK_IN:
                    armed = when
                    if when is Kind.HANG_BEFORE:
                        emulator.fault(when, method="sendMessage", hang_seconds=9)
                    await sam.do(act)
                    await sam.answer()
                    while armed or rows.waiting(bot.database):  # noqa: ASYNC110 - rows of another process: nothing to wait for
                        await asyncio.sleep(0.02)
                once = list(dict.fromkeys(said))
                times = 1 if when is Kind.HANG_BEFORE else 2
                assert said == [text for text in once for _ in range(times)], when
                assert len(once) == len(CHECK_IN)
            await bot.stop()
            await running
        kept = rows.people(bot.database)[FIRST_ID]
        assert kept["responses"] == [("check_in", 1, "me", [("CI-02", "good")])] * 2
        assert kept["sessions"] == [] == rows.sound(bot.database)
        assert bot.kills == 2 * len(CHECK_IN) == rows.counted(bot.database, "unsure.again")
        assert bot.left_over() == []

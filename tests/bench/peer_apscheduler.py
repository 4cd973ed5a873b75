"""The same hundred check-ins with APScheduler, one job for each member, as most bots that remind people are built.

Run as a process of its own, so that its memory is its own: `python -m tests.bench.peer_apscheduler FOLDER MEMBERS ROUNDS`
prints JSON: how many jobs fitted into the time, seconds to add them, megabytes, and the seconds of each round. The work
of a job is ours, on the same file: a look at that member. What differs is how it is found that they are due.
"""

import asyncio
import gc
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.tending import tend
from bot.wiring import Bot
from tests.bench import many

ADDING_FOR: Final = 150.0
"""Seconds; the jobs that are not added by then are not added."""


class Jobs:
    """A job a week for each member."""

    def __init__(self, bot: Bot) -> None:
        self._bot, self._left, self._done = bot, 0, asyncio.Event()
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self.scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)

    def add(self, members: int) -> int:
        """For as many of them as time allows; how many that were."""
        began, first = time.perf_counter(), datetime.now(UTC) + timedelta(days=30)  # noqa: TID251 - the scheduler reads the real clock
        for id in range(1, members + 1):
            due = first + timedelta(seconds=id)
            self.scheduler.add_job(self._look, "interval", weeks=1, start_date=due, args=(id,), id=str(id))
            if id % 1000 == 0 and time.perf_counter() - began > ADDING_FOR:
                return id
        return members

    async def _look(self, id: int) -> None:
        await self._bot.database.write(lambda c: tend(c, self._bot.world, id, many.NOW))
        self._left -= 1
        if not self._left:
            self._done.set()

    async def round(self, ids: list[int]) -> float:
        """Seconds from the scheduler's waking to the last of these looks."""
        await self._bot.database.write(lambda c: many.make_due(c, ids))
        self.scheduler.pause()
        now = datetime.now(UTC)  # noqa: TID251 - as above
        for id in ids:
            self.scheduler.modify_job(str(id), next_run_time=now)
        self._left = len(ids)
        self._done.clear()
        began = time.perf_counter()
        self.scheduler.resume()
        await self._done.wait()
        return time.perf_counter() - began


async def run(folder: Path, members: int, rounds: int) -> dict[str, Any]:
    async with many.opened(folder) as bot:
        jobs = Jobs(bot)
        began = time.perf_counter()
        jobs.scheduler.start(paused=True)
        added = jobs.add(members)
        adding = time.perf_counter() - began
        gc.collect()
        seen = []
        for number in range(rounds):
            ids = many.some(added, many.ROUNDS - 1 - number)
            seen.append(await jobs.round(ids))
            assert await bot.database.read(lambda c, ids=ids: many.asked(c, ids)) == len(ids)  # type: ignore[misc]  # a default binds them
        jobs.scheduler.shutdown(wait=False)
        return {"jobs": added, "adding": adding, "megabytes": _most_memory(), "rounds": seen}


def _most_memory() -> float:
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))))

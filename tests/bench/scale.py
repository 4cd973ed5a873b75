"""What a tick with a hundred check-ins due costs at a million members, beside ten thousand, and beside a job for each.

A tick is the whole of it (bot/ticks.py): broadcasts, second keys and members that are due are looked for, a hundred
check-ins are asked, and all of it is on disk; only the pauses in which it makes way for people who write are left out.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from bot import ticks
from bot.wiring import Bot
from tests.bench import many
from tests.bench.starting import start

SIZES: Final = (10_000, 1_000_000)
ASKED: Final = 1.5
WARM: Final = 15
COLD: Final = 5


@dataclass
class Size:
    """What was seen of one size. Times are seconds."""

    members: int
    folder: Path
    building: float = 0.0
    megabytes: float = 0.0
    warm: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    start: tuple[float, float] = (0.0, 0.0)
    """Seconds to the first answer, and megabytes."""
    peer: dict[str, Any] = field(default_factory=dict)


def measure(console: Console, sizes: Sequence[int] = SIZES, rounds: int = WARM) -> list[Size]:
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as name:
        found = [Size(members, Path(name) / str(members)) for members in sizes]
        for size in found:
            asyncio.run(_build(size))
            console.print(f"{size.members:,} members written in {size.building:.0f} s", style="dim")
        was, ticks.MAKE_WAY = ticks.MAKE_WAY, 0.0
        try:
            asyncio.run(_warm(found, rounds))
            asyncio.run(_cold(found, rounds))
        finally:
            ticks.MAKE_WAY = was
        for size in found:
            size.start = _start(size)
            size.peer = _peer(size, rounds)
    show(console, found)
    return found


async def _build(size: Size) -> None:
    size.folder.mkdir()
    began = time.perf_counter()
    path = await many.make(size.folder, size.members)
    size.building = time.perf_counter() - began
    size.megabytes = path.stat().st_size / 2**20


async def _warm(found: Sequence[Size], rounds: int) -> None:
    """Every size in every round, so that what else the machine does falls on all alike."""
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(many.opened(size.folder)) for size in found]
        for number in range(rounds + 1):
            for size, bot in zip(found, bots, strict=True):
                ids = many.some(size.members, number)
                await _make_due(bot, ids)
                seconds = await _tick(bot, ids)
                if number:  # the first one warms up
                    size.warm.append(seconds)


async def _cold(found: Sequence[Size], rounds: int) -> None:
    """The first tick after a start, with nothing of the file in memory."""
    for number in range(COLD):
        for size in found:
            ids = many.some(size.members, rounds + 1 + number)
            async with many.opened(size.folder) as bot:
                await _make_due(bot, ids)
                await bot.database.empty_log()
            many.forget_pages(many.config_in(size.folder).storage.path)
            async with many.opened(size.folder) as bot:
                size.cold.append(await _tick(bot, ids))


async def _make_due(bot: Bot, ids: list[int]) -> None:
    await bot.database.write(lambda c: many.make_due(c, ids))


async def _tick(bot: Bot, ids: list[int]) -> float:
    """Seconds of one tick that asks these members."""
    began = time.perf_counter()
    await bot.ticks.tend()
    seconds = time.perf_counter() - began
    assert await bot.database.read(lambda c: many.asked(c, ids)) == many.DUE
    return seconds


def _start(size: Size) -> tuple[float, float]:
    seen = [start(size.folder) for _ in range(3)]
    return median(seconds for seconds, _ in seen), max(megabytes for _, megabytes in seen)


def _peer(size: Size, rounds: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.peer_apscheduler", str(size.folder), str(size.members), str(rounds)],
        capture_output=True, text=True, check=True, timeout=400,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def ratio(found: Sequence[Size], warm: bool = True) -> float:
    """How many times as much the last size's tick costs as the first's."""
    few, lot = ((each.warm if warm else each.cold) for each in (found[0], found[-1]))
    return median(lot) / median(few)


def show(console: Console, found: Sequence[Size]) -> None:
    table = Table(
        title=f"A tick with {many.DUE} check-ins due, median of {len(found[0].warm)} (quickest, slowest)"
    )
    table.add_column("members")
    for size in found:
        table.add_column(f"{size.members:,}", justify="right")
    for name, cells in _rows(found).items():
        table.add_row(name, *cells)
    console.print(table)
    jobs = median(found[-1].peer["rounds"]) / median(found[0].peer["rounds"])
    console.print(
        f"{found[-1].members:,} members cost {ratio(found):.2f} times as much as {found[0].members:,} (asked: at most {ASKED}), "
        f"cold {ratio(found, warm=False):.2f}; with a job for each member {jobs:.2f}.\n"
        "A job for each member (APScheduler, in memory) does the same looks on the same file, all in one commit where ours makes\n"
        "way for whoever writes. Its jobs are to be added again after every start."
    )


def _rows(found: Sequence[Size]) -> dict[str, list[str]]:
    return {
        "ours": [_spread(each.warm) for each in found],
        "ours, nothing of the file in memory": [_spread(each.cold) for each in found],
        "a job for each member": [_spread(each.peer["rounds"]) for each in found],
        "is ours ×": [f"{median(each.peer['rounds']) / median(each.warm):.2f}" for each in found],
        "our file": [f"{each.megabytes:,.0f} MB" for each in found],
        "our start, to the first answer": [f"{each.start[0]:.2f} s, {each.start[1]:.0f} MB" for each in found],
        "adding the jobs at a start": [f"{each.peer['adding']:.1f} s, {each.peer['megabytes']:,.0f} MB" for each in found],
        "jobs that fitted": [f"{each.peer['jobs']:,}" for each in found],
    }  # fmt: skip


def _spread(seconds: Sequence[float]) -> str:
    return f"{1000 * median(seconds):.0f} ms ({1000 * min(seconds):.0f}, {1000 * max(seconds):.0f})"

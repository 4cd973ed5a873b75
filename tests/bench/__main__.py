"""`make bench`: what is measured, in one run on one machine, as ratios.

python -m tests.bench            everything
python -m tests.bench turns      durable turns a second, beside the peers
python -m tests.bench start      start-up with 100,000 members: seconds and megabytes
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path

from rich.console import Console

from tests.bench import ours, peer_aiogram, peer_ptb, plain_aiosqlite, same_turn, starting
from tests.bench.table import Measured, show

ROUNDS = 5
WAITING = (1, 16, 64)
OURS = "Alongside"
Run = Callable[[int, int, Path], Coroutine[None, None, float]]


async def _ptb_with_a_year(waiting: int, checkins: int, directory: Path) -> float:
    return await peer_ptb.run(waiting, checkins, directory, history=52 * 64)


CONTENDERS: tuple[tuple[str, Run, int], ...] = (
    (OURS, ours.run, 768),
    ("the same turn, plain aiosqlite", same_turn.run, 512),
    ("a bare turn, plain aiosqlite", plain_aiosqlite.run, 768),
    ("aiogram, FSM on aiosqlite", peer_aiogram.run, 768),
    ("PTB, empty pickle", peer_ptb.run, 256),
    ("PTB, a year kept", _ptb_with_a_year, 64),
)


def turns(console: Console) -> None:
    """Rounds are interleaved, so that what else the machine does falls on everybody alike."""
    runs: dict[tuple[str, int], list[float]] = {}
    for number in range(ROUNDS):
        for waiting in WAITING:
            for name, run, checkins in CONTENDERS:
                with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
                    rate = asyncio.run(run(waiting, checkins, Path(folder)))
                runs.setdefault((name, waiting), []).append(rate)
        console.print(f"round {number + 1} of {ROUNDS} done", style="dim")
    show(OURS, [Measured(name, waiting, rates) for (name, waiting), rates in runs.items()], console)
    console.print(
        "Every turn is on disk (fsync) before it counts. The peers hand their reply to a stub that answers at once;\n"
        "the bare turn knows neither pace nor consent nor danger words nor buttons to tidy; the same turn does what ours does.\n"
        "ours lies in the outbox. PTB's pickle is written whole at every flush, so it slows with what it keeps."
    )


def main(which: list[str]) -> None:
    console = Console()
    if not which or "turns" in which:
        turns(console)
    if not which or "start" in which:
        starting.measure(console)


if __name__ == "__main__":
    main(sys.argv[1:])

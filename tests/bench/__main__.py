"""`make bench`: what is measured, in one run on one machine, as ratios.

python -m tests.bench            everything, the broadcast to 1,000
python -m tests.bench turns      durable turns a second, beside the peers
python -m tests.bench start      start-up with 100,000 members: seconds and megabytes
python -m tests.bench scale      a tick with 100 things due, at 10,000 and at 1,000,000 members
python -m tests.bench box        a step of the form with 200 people at one box, and sealing beside a bare durable update
python -m tests.bench broadcast  to 10,000 over an emulated Telegram, twice seven minutes; or to --members N
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path

from rich.console import Console

from tests.bench import (
    box,
    broadcast,
    ours,
    peer_aiogram,
    peer_ptb,
    plain_aiosqlite,
    same_turn,
    scale,
    starting,
)
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


PARTS = ("turns", "start", "scale", "box", "broadcast")
FEW = 1_000
"""Members of the broadcast when it is one part among others."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description="What is measured, as ratios.")
    parser.add_argument(
        "part", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all of them unless told"
    )
    parser.add_argument("--members", type=int, help="how many a broadcast goes to")
    asked = parser.parse_args()
    console, parts = Console(), asked.part or PARTS
    if unknown := sorted(set(parts) - set(PARTS)):
        parser.error(f"there is no {' or '.join(unknown)}; there are {', '.join(PARTS)}")
    if "turns" in parts:
        turns(console)
    if "start" in parts:
        starting.measure(console)
    if "scale" in parts:
        scale.measure(console)
    if "box" in parts:
        box.measure(console)
    if "broadcast" in parts:
        broadcast.measure(console, asked.members or (broadcast.MEMBERS if asked.part else FEW))


if __name__ == "__main__":
    main()

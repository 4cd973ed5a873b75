"""A broadcast to ten thousand over an emulated Telegram that enforces its limits, with two hundred people chatting.

Twice: with three SIGKILLs in the middle of it; and on a bad day, when one in twenty has blocked the bot, one call in
fifty fails at their end, and Telegram asks for half a minute of quiet once. What is compared is the time it took with the
least that Telegram's limit allows for what was said, and how long people waited for answers with how long they wait when
nothing else goes on. Both runs are of real time: about seven minutes each with ten thousand members.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.chaos.broadcast import Outcome, Play, play

MEMBERS = 10_000
ASKED, ASKED_OF_ANSWERS = 1.03, 2.0


def plays(members: int) -> dict[str, Play]:
    """What is measured, by name."""
    usual = Play(members, talkers=200, idle=min(120.0, members / 20), within=members / 15 + 300)
    return {
        "three kills": replace(usual, kills=3),
        "a bad day": replace(usual, blocked=0.05, errors=0.02, pause=30),
    }


def measure(console: Console, members: int = MEMBERS) -> None:
    found: dict[str, Outcome] = {}
    for name, what in plays(members).items():
        console.print(
            f"{name}: {members:,} members, {what.talkers} chatting, {what.rate} a second …", style="dim"
        )
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
            found[name] = asyncio.run(play(Path(folder) / "bot", what))
    show(console, found)


def show(console: Console, found: dict[str, Outcome]) -> None:
    table = Table(title="One broadcast")
    for heading in ("", *found):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, row in _rows(found).items():
        table.add_row(name, *row)
    console.print(table)
    for line in missed(found) or ["Reached: all that was asked."]:
        console.print(line if line.startswith("Reached") else f"Missed: {line}")
    console.print(
        f"Asked: at most {ASKED} × the least time, no 429 but the one arranged, nobody twice, and answers' p99 at most "
        f"{ASKED_OF_ANSWERS:.0f} × that of an idle bot.\n"
        "The least time is that of all that was asked of Telegram meanwhile, answers included, at its limit, with the pause\n"
        "it wanted; the time begins with the yes and includes the starts after kills. Who was being sent the news when the\n"
        "bot was killed may have it or not: nobody can say, and it is not sent again. Answers that waited across a kill or\n"
        "the pause are counted, not timed: nothing could be said then. A call that fails is tried again, also while idle."
    )


def missed(found: dict[str, Outcome]) -> list[str]:
    """What was asked and not reached, by name."""
    wrong: list[str] = []
    for name, each in found.items():
        reached = {
            f"at most {ASKED} × the least time": each.seconds <= ASKED * each.least,
            "no 429 but the one arranged": each.refused == 0,
            "nobody twice": not each.twice,
            f"answers' p99 at most {ASKED_OF_ANSWERS:.0f} × idle": _percentile(each.busy, 99)
            <= ASKED_OF_ANSWERS * _percentile(each.idle, 99),
        }
        wrong += [f"{name}: {what}" for what, holds in reached.items() if not holds]
    return wrong


def _rows(found: dict[str, Outcome]) -> dict[str, list[str]]:
    outcomes = list(found.values())
    return {
        "seconds, from the yes to the last": [f"{each.seconds:.1f}" for each in outcomes],
        "least seconds": [f"{each.least:.1f}" for each in outcomes],
        "ratio": [f"{each.seconds / each.least:.3f}" for each in outcomes],
        "ratio, without starting": [f"{each.sending / each.least_sending:.3f}" for each in outcomes],
        "429s": [str(each.refused) for each in outcomes],
        "got it": [f"{len(each.got):,}" for each in outcomes],
        "got it twice": [str(len(each.twice)) for each in outcomes],
        "missing, unsure at a kill": [f"{len(each.missing)}, {each.unsure.total()}" for each in outcomes],
        "blocked, known to be": [f"{len(each.blocked)}, {len(each.unreachable)}" for each in outcomes],
        "kills": [str(each.kills) for each in outcomes],
        "answers, idle: how many, p50, p99": [_waits(each.idle) for each in outcomes],
        "answers, meanwhile": [_waits(each.busy) for each in outcomes],
        "p99, times idle": [f"{_percentile(each.busy, 99) / _percentile(each.idle, 99):.2f}" for each in outcomes],
        "p50, times idle": [f"{median(each.busy) / median(each.idle):.2f}" for each in outcomes],
        "cut off, unanswered": [f"{each.cut_off}, {each.unanswered}" for each in outcomes],
    }  # fmt: skip


def _waits(seconds: Sequence[float]) -> str:
    return f"{len(seconds):,}: {1000 * median(seconds):.0f} ms, {1000 * _percentile(seconds, 99):.0f} ms"


def _percentile(seconds: Sequence[float], share: int) -> float:
    return sorted(seconds)[min(len(seconds) - 1, len(seconds) * share // 100)]

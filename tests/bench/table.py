"""Prints what was measured: for each contender and each number waiting, the median, and how many times slower
than ours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Measured:
    """The runs of one contender with one number of people waiting, in turns a second."""

    contender: str
    waiting: int
    runs: Sequence[float]

    @property
    def median(self) -> float:
        return median(self.runs)


def ratio(ours: str, measured: Iterable[Measured], contender: str, waiting: int) -> float:
    """How many times as many turns a second `ours` does as `contender`."""
    at = {(one.contender, one.waiting): one.median for one in measured}
    return at[ours, waiting] / at[contender, waiting]


def show(ours: str, measured: Sequence[Measured], console: Console | None = None) -> None:
    """A table of medians, of the slowest and quickest run, and of ratios; those waiting grow downwards."""
    runs = max(len(one.runs) for one in measured)
    table = Table(title=f"Durable turns a second, median of {runs}")
    table.add_column("waiting", justify="right")
    table.add_column("who")
    for heading in ("turns/s", "slowest", "quickest", f"{ours} is"):
        table.add_column(heading, justify="right")
    for waiting in sorted({one.waiting for one in measured}):
        for one in (one for one in measured if one.waiting == waiting):
            times = "" if one.contender == ours else f"{ratio(ours, measured, one.contender, waiting):.1f} ×"
            numbers = (f"{rate:,.0f}" for rate in (one.median, min(one.runs), max(one.runs)))
            table.add_row(str(waiting), one.contender, *numbers, times)
        table.add_section()
    (console or Console()).print(table)

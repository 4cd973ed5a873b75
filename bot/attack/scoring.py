"""How often a thief is right, beside one who draws lots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from statistics import fmean, stdev

from bot.attack.life import Life
from bot.attack.loot import Finding, Known


def linkage(finding: Finding, known: Known, truth: Mapping[int, str]) -> float | None:
    """The share of those who answered that are named with their own words; None where there is nothing to name them by."""
    guess = finding.guess(known)
    return sum(guess.get(member) == words for member, words in truth.items()) / len(truth) if guess else None


def above_chance(finding: Finding, known: Known, truth: Mapping[int, str]) -> float:
    """How much better than a coin the thief tells who took part: 1 always right, 0 no better, None found is 0."""
    if finding.took_part is None:
        return 0.0
    right = sum((member in finding.took_part) == (member in truth) for member in known.roster)
    return 2 * right / len(known.roster) - 1


@dataclass
class Score:
    """One attack on one design, over many invented groups of one size."""

    people: int
    linked: list[float] = field(default_factory=list)
    found: int = 0
    """In how many groups there was anything to go by. In the others the thief draws lots."""
    took_part: list[float] = field(default_factory=list)

    def add(self, finding: Finding, life: Life, known: Known) -> None:
        share = linkage(finding, known, life.truth)
        self.found += share is not None
        self.linked.append(1 / self.people if share is None else share)
        self.took_part.append(above_chance(finding, known, life.truth))

    @property
    def rounds(self) -> int:
        return len(self.linked)

    @property
    def linkage(self) -> float:
        return fmean(self.linked)

    @property
    def chance(self) -> float:
        return 1 / self.people

    @property
    def interval(self) -> float:
        """Three standard errors of the linkage, as measured."""
        return 3 * _error(self.linked)

    @property
    def by_lot(self) -> float:
        """Three standard errors for a thief who draws lots: of a random order one lies right on the average, give or
        take one, whatever the number."""
        return 3 * self.chance / sqrt(max(1, self.found))

    @property
    def is_chance(self) -> bool:
        """Neither better than lots nor worse: an order that is always wrong is an order, too."""
        return abs(self.linkage - self.chance) <= self.by_lot + 1e-9

    @property
    def participation(self) -> float:
        return fmean(self.took_part)


def _error(values: Sequence[float]) -> float:
    return stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0

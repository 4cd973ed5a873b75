"""The laboratory: invented groups of several sizes, their files really written, really stolen, and every attack mounted.

Whose words are whose is known here, so each guess can be marked. Everything is drawn from one seed, so the same seed gives
the same numbers.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from bot.attack import ours
from bot.attack.attacks import ATTACKS, mount
from bot.attack.designs import DESIGNS
from bot.attack.life import Life, invent
from bot.attack.loot import Loot
from bot.attack.scoring import Score

OURS: Final = "Alongside"
SIZES: Final = (5, 10, 20, 50)
ROUNDS: Final = {5: 32, 10: 24, 20: 14, 50: 5}
"""Invented groups of each size: enough that what is not chance stands out, and a minute is not needed."""


@dataclass
class Results:
    """Scores by design, stage, attack and size."""

    sizes: tuple[int, ...]
    scores: dict[tuple[str, str, str, int], Score] = field(default_factory=dict)

    def add(self, design: str, stage: str, loot: Loot, life: Life) -> None:
        known, people = life.known(), len(life.senders)
        for attack, finding in mount(loot, known).items():
            score = self.scores.setdefault((design, stage, attack, people), Score(people))
            score.add(finding, life, known)

    def stages(self) -> list[tuple[str, str]]:
        """(design, stage), in the order of their playing."""
        return list(dict.fromkeys((design, stage) for design, stage, _, _ in self.scores))

    def of(self, design: str, stage: str, attack: str) -> list[Score]:
        """One score for each size."""
        return [self.scores[design, stage, attack, size] for size in self.sizes]

    def attacks(self) -> Sequence[str]:
        return tuple(ATTACKS)


def play(
    sizes: Iterable[int] = SIZES,
    *,
    seed: int = 1,
    rounds: Callable[[int], int] = lambda size: ROUNDS.get(size, max(4, 300 // size)),
    designs: bool = True,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Results:
    """Everything, in a folder that is gone afterwards. `told(done, of)`: how far it is, in groups."""
    results = Results(tuple(sizes))
    todo = [(size, n) for size in results.sizes for n in range(rounds(size))]
    for done, (size, n) in enumerate(todo):
        chance = Random(f"{seed} {size} {n}")  # noqa: S311 - invented people, and keys that guard nothing
        life = invent(chance, size)
        for design, stage, loot in _lived(life, chance, designs=designs):
            results.add(design, stage, loot, life)
        told(done + 1, len(todo))
    return results


def _lived(life: Life, chance: Random, *, designs: bool) -> Iterator[tuple[str, str, Loot]]:
    with TemporaryDirectory(prefix="alongside-attack-") as folder:
        for stage, loot in asyncio.run(ours.thefts(_made(Path(folder), OURS), life, chance)).items():
            yield OURS, stage, loot
        if designs:
            for n, (name, design) in enumerate(DESIGNS.items()):
                yield name, "", design(_made(Path(folder), str(n)), life, chance)


def _made(folder: Path, name: str) -> Path:
    (folder / name).mkdir(mode=0o700)
    return folder / name

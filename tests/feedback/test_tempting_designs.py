"""The attacks bite: on the designs that tempt they name nearly everybody. Else it would mean little that they find nothing
in ours."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from bot.attack.attacks import ATTACKS, mount
from bot.attack.designs import DESIGNS
from bot.attack.life import invent
from bot.attack.scoring import Score

pytestmark = pytest.mark.slow
SIZES = (5, 10, 20)
ROUNDS = {5: 12, 10: 8, 20: 6}

BITES = (
    ("autoincrement and a time", "rowid order"),
    ("autoincrement and a time", "autoincrement"),
    ("autoincrement and a time", "a time beside it"),
    ("autoincrement and a time", "logs and journals"),
    ("random key, WITHOUT ROWID", "cell offsets"),
    ("random key, WITHOUT ROWID", "words in any byte"),
    ("random key, WITHOUT ROWID", "same commit"),
    ("the same, padded", "overflow pages"),
    ("one sealed row each", "length of what is sealed"),
    ("one sealed row each", "keys on today's files"),
    ("sorted again at the close", "logs and journals"),
    ("sorted again at the close", "same commit"),
)
TELLS = ("names in the clear", "uneven rows", "same commit")
"""What finds the list of those who voted, which each of these designs keeps so that nobody votes twice."""

Scores = dict[tuple[str, str, int], Score]


@pytest.fixture(scope="module")
def scores() -> Iterator[Scores]:
    found: Scores = {}
    for size in SIZES:
        for n in range(ROUNDS[size]):
            chance = Random(f"designs {size} {n}")
            life = invent(chance, size)
            for name, design in DESIGNS.items():
                with TemporaryDirectory() as folder:
                    loot = design(Path(folder), life, chance)
                for attack, finding in mount(loot, life.known()).items():
                    found.setdefault((name, attack, size), Score(size)).add(finding, life, life.known())
    yield found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("design", "attack"), BITES)
def test_a_tempting_design_is_opened(scores: Scores, design: str, attack: str, size: int) -> None:
    """Nine in ten of those who answered, or more, are named with their own words."""
    assert scores[design, attack, size].linkage >= 0.9


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("attack", TELLS)
@pytest.mark.parametrize("design", DESIGNS)
def test_a_tempting_design_tells_who_took_part(scores: Scores, design: str, attack: str, size: int) -> None:
    """The list of those who voted is right about everybody."""
    assert scores[design, attack, size].participation == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("design", ["autoincrement and a time", "random key, WITHOUT ROWID"])
def test_daily_backups_say_on_which_day_words_came(scores: Scores, design: str, size: int) -> None:
    """Who compares one evening's copy with the next is well above chance, without any order inside a day."""
    score = scores[design, "backups compared", size]
    assert score.linkage > score.chance + score.by_lot


def test_sorting_again_hides_the_rows_and_not_the_history(scores: Scores) -> None:
    """Rows that were put in again from A to Z tell no order any more; the log beside them still does."""
    for size in SIZES:
        assert scores["sorted again at the close", "rowid order", size].is_chance
        assert scores["sorted again at the close", "logs and journals", size].linkage == 1


def test_every_attack_is_known_to_bite() -> None:
    """An attack that never found anything would prove nothing; those not named here have tests in test_attack_tools.py."""
    elsewhere = {"words in dead space", "keys on old copies", "backups compared"}
    assert {attack for _, attack in BITES} | set(TELLS) | elsewhere == set(ATTACKS)

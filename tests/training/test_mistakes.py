"""Mistakes are made in the product on purpose, one at a time, and each is caught by the promise that it is about (mistakes.py)."""

import random
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from sqlite3 import IntegrityError
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from tests.feedback.mistakes import Mistake
from tests.feedback.test_18_seeded_mistakes import make
from tests.training.acts import ACTS, Step, live
from tests.training.always import BrokenError
from tests.training.life import Life
from tests.training.mistakes import MISTAKES

pytestmark = pytest.mark.slow
LIVES = 60
"""So many lives, of up to so many steps, show each of them."""
STEPS = 30
OFTEN = ("all ask", "until the draw", "answers", "hours pass")


STORIES: tuple[list[Step], ...] = (
    [("all ask", 9, 0, 4), ("until the draw", 5, 7, 2), ("move", 2, 0, 0), ("move", 2, 0, 1)],
    [
        *(("all ask", 0, 0, 0), ("until the draw", 0, 0, 0), ("answers", 0, 0, 0), ("answers", 0, 0, 0)),
        *(("reminders", each, 0, 0) for each in range(5)),
        *(("off", each, 0, 0) for each in range(5)),
    ],
    [
        ("all ask", 0, 0, 0),
        ("until the draw", 0, 0, 0),
        ("answers", 0, 0, 2),
        ("answers", 0, 0, 2),
        ("days pass", 0, 0, 2),
    ],
)
"""Lives that chance would seldom come upon."""


def steps_of(seed: int) -> list[Step]:
    """A life by its number: those that were thought out, and then those by chance."""
    if seed < len(STORIES):
        return STORIES[seed]
    chance = random.Random(seed)
    names, many = (*ACTS, *OFTEN, *OFTEN), chance.randrange(1, STEPS)
    return [
        (chance.choice(names), chance.randrange(12), chance.randrange(12), chance.randrange(12))
        for _ in range(many)
    ]


def first_broken(wanted: str) -> set[str]:
    """What is broken first in each of these lives, until the promise is among it."""
    found = set[str]()
    for seed in range(LIVES):
        with TemporaryDirectory() as folder:
            life = Life(Path(folder) / "life", seed)
            try:
                live(life, steps_of(seed))
            except BrokenError as broken:
                found.add(str(broken))
            except IntegrityError:
                found.add("a seat has one holder")  # the rows themselves refuse a second one
            finally:
                life.close()
        if wanted in found:
            break
    return found


EXAMPLES = 1500
"""Of each property, where a mistake has to break it."""


def property_of(name: str) -> Callable[[], None]:
    """A property by its name, ready to be run."""
    file, _dot, rest = name.partition(".")
    test, _bracket, argument = rest.removesuffix("]").partition("[")
    found: Callable[..., None] = getattr(import_module(f"tests.training.{file}"), test)
    usual = getattr(found, "_hypothesis_internal_use_settings", None)
    if (
        usual is not None
    ):  # more of them than usual, and the same each time: a mistake that is seldom seen is seen
        many = settings(usual, max_examples=EXAMPLES, derandomize=True, database=None, deadline=None)
        found._hypothesis_internal_use_settings = many  # type: ignore[attr-defined]  # hypothesis has no public way
    return partial(found, argument) if argument else found


def test_without_a_mistake_these_lives_break_nothing() -> None:
    """The lives that the mistakes are put through are lived well by the true product."""
    assert first_broken("") == set()


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_the_mistake_is_caught(mistake: Mistake, monkeypatch: pytest.MonkeyPatch) -> None:
    """The promise that it is about is broken."""
    make(mistake, monkeypatch)
    if mistake.scene == "tests":
        with pytest.raises((AssertionError, ValueError)):
            property_of(mistake.breaks)()
    else:
        assert mistake.breaks in first_broken(mistake.breaks)


def test_no_two_mistakes_have_one_name() -> None:
    """The list is long enough, and each entry is a mistake of its own."""
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 25

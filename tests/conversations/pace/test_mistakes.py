"""Mistakes made on purpose: each is put into a copy of the package, and some promise must catch it.

A promise that catches nothing is decoration. The copy is the package's own text with one thing changed; it
lives a life made for it, and the diary goes to the same oracle as the true package's does. Each mistake also
says which promise it breaks, so that none is caught by accident alone.

Two rules are not here, because each is kept twice: the place held for the check-in (by the cap, and because
nothing may make the check-in late), and the single rest note and hello (owed once, and never sent twice).
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import conversations.pace
from tests.conversations.pace.coordinators import broken_limits, season
from tests.conversations.pace.life import live
from tests.conversations.pace.limit_mistakes import LIMIT_MISTAKES
from tests.conversations.pace.lives import LIVES
from tests.conversations.pace.mistakes import MISTAKES, Mistake
from tests.conversations.pace.promises import broken

SOURCE = Path(conversations.pace.__file__).parent
NAMES = [mistake.name for mistake in MISTAKES]


@pytest.fixture
def broken_copy(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    """The package with the mistake in it, importable under a name of its own for one test."""
    mistake: Mistake = request.param
    name = f"pace_with_a_mistake_{(*MISTAKES, *LIMIT_MISTAKES).index(mistake)}"
    (tmp_path / name).mkdir()
    for path in SOURCE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name == mistake.file:
            assert mistake.was in text, "the mistake no longer fits the code"
            text = text.replace(mistake.was, mistake.became)
        (tmp_path / name / path.name).write_text(text.replace("conversations.pace", name), encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    sys.dont_write_bytecode, kept = True, sys.dont_write_bytecode
    try:
        yield importlib.import_module(name)
    finally:
        sys.dont_write_bytecode = kept
        sys.path.remove(str(tmp_path))
        for loaded in [each for each in sys.modules if each.split(".")[0] == name]:
            del sys.modules[loaded]


@pytest.mark.parametrize("life", LIVES)
def test_the_true_package_lives_these_lives_well(life: str) -> None:
    """Without a mistake, no promise is broken in any of the lives that the mistakes are put through."""
    assert broken(live(LIVES[life])) == []


@pytest.mark.parametrize(
    ("broken_copy", "mistake"), [(each, each) for each in MISTAKES], indirect=["broken_copy"], ids=NAMES
)
def test_the_mistake_is_caught(broken_copy: ModuleType, mistake: Mistake) -> None:
    """The life that was made for the mistake breaks the promise that it is about."""
    try:
        caught = broken(live(LIVES[mistake.life], broken_copy))
    except AssertionError as error:
        caught = [f"ends: {error}"]  # the life came to no end at all
    assert [promise for promise in caught if promise.startswith(mistake.breaks)], caught


@pytest.mark.parametrize("seed", range(3))
def test_the_true_limits_stand_a_season(seed: int) -> None:
    """Whatever a coordinator tries in four months, and plans ahead, nothing gets past what members agreed."""
    went = season(seed)
    assert broken_limits(went) == []
    assert {each.level for each in went} == {"news", "dated", "urgent", "page"}


@pytest.mark.parametrize(
    ("broken_copy", "mistake"),
    [(each, each) for each in LIMIT_MISTAKES],
    indirect=["broken_copy"],
    ids=[each.name for each in LIMIT_MISTAKES],
)
def test_the_mistake_in_the_limits_is_caught(broken_copy: ModuleType, mistake: Mistake) -> None:
    """A coordinator who never stops trying finds it."""
    found = {name for seed in range(3) for name in broken_limits(season(seed, broken_copy))}
    assert [name for name in found if name.startswith(mistake.breaks)], found


def test_every_life_shows_a_mistake() -> None:
    """A life that nobody broke anything in proves nothing."""
    assert {mistake.life for mistake in MISTAKES} == set(LIVES)


def test_no_two_mistakes_have_one_name() -> None:
    """The list is long enough, and each entry is a mistake of its own."""
    names = [mistake.name for mistake in (*MISTAKES, *LIMIT_MISTAKES)]
    assert len(set(names)) == len(names) >= 20

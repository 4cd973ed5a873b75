"""Attack 18: mistakes are made in the product on purpose, one at a time, and each is caught by a promise (mistakes.py).

A promise that catches nothing is decoration. The code of one function is changed in place, for as long as the scene is
played, so whoever calls it gets the mistake. Each mistake also says which promise it breaks, so that none is caught by
accident alone.
"""

import ast
import asyncio
import inspect
import textwrap
from collections.abc import Callable, Coroutine
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Final

import pytest

from tests.feedback import (
    scene_of_a_box,
    scene_of_a_talk,
    scene_of_an_opening,
    scene_of_copies,
    scene_of_too_few,
)
from tests.feedback.mistakes import MISTAKES, Mistake
from tests.feedback.promises import Promises

pytestmark = pytest.mark.slow
SCENES: Final[dict[str, Callable[[Path, Promises], Coroutine[Any, Any, None]]]] = {
    "box": scene_of_a_box.play,
    "talk": scene_of_a_talk.play,
    "opening": scene_of_an_opening.play,
    "few": scene_of_too_few.play,
    "copies": scene_of_copies.play,
}


def make(mistake: Mistake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the mistake into the product that is loaded."""
    for where, was, became in mistake.changes:
        name, _colon, path = where.partition(":")
        module = import_module(name)
        *outer, last = path.split(".")
        owner: Any = module
        for part in outer:
            owner = getattr(owner, part)
        found = inspect.getattr_static(owner, last)
        if isinstance(found, FunctionType):
            changed = swapped(text_of(module, path.split(".")), was, became)
            made: dict[str, Any] = {}
            exec(compile(changed, where, "exec"), vars(module), made)
            monkeypatch.setattr(found, "__code__", made[last].__code__)
        else:
            changed = swapped(repr(found), was, became)
            monkeypatch.setattr(owner, last, eval(changed, vars(module)))


def text_of(module: ModuleType, path: list[str]) -> str:
    """A function or a method as it is written, without what surrounds it."""
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    inside: list[ast.stmt] = ast.parse(text).body
    for part in path:
        node = next(
            each for each in inside if isinstance(each, ast.FunctionDef | ast.ClassDef) and each.name == part
        )
        inside = node.body
    return textwrap.dedent("\n".join(text.split("\n")[node.lineno - 1 : node.end_lineno]))


def swapped(text: str, was: str, became: str) -> str:
    assert was in text, "the mistake no longer fits the code"
    return text.replace(was, became)


@pytest.mark.parametrize("scene", SCENES)
def test_18_the_product_keeps_its_promises(scene: str, tmp_path: Path) -> None:
    """Without a mistake every promise of every scene is kept, and each is one that some mistake breaks."""
    promises = Promises()
    asyncio.run(SCENES[scene](tmp_path, promises))
    assert promises.broken == set()
    assert promises.looked >= {mistake.breaks for mistake in MISTAKES if mistake.scene == scene}


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake.name for mistake in MISTAKES])
def test_18_the_mistake_is_caught(mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scene that was made for it breaks the promise that it is about."""
    make(mistake, monkeypatch)
    promises = Promises()
    with suppress(Exception):  # the scene may come to no end at all; what it saw until then counts
        asyncio.run(SCENES[mistake.scene](tmp_path, promises))
    monkeypatch.undo()
    assert mistake.breaks in promises.broken


def test_18_no_two_mistakes_have_one_name() -> None:
    """The list is long enough, and each entry is a mistake of its own."""
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 25

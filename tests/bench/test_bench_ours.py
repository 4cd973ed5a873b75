"""Our own side of the bench does the work that it is timed for, and keeps it."""

from pathlib import Path

import pytest

from tests.bench import ours, same_turn
from tests.bench.updates import Answers


@pytest.mark.slow
async def test_our_turns_keep_every_check_in(tmp_path: Path) -> None:
    """What is timed is whole check-ins, on disk when they count; one more went first, to warm up."""
    await ours.run(4, 8, tmp_path)
    assert await ours.kept(tmp_path) == [Answers()] * 9


@pytest.mark.slow
async def test_the_same_turn_in_plain_aiosqlite_keeps_the_same(tmp_path: Path) -> None:
    """The rendering that we are compared with does the same work."""
    await same_turn.run(4, 8, tmp_path)
    assert await same_turn.kept(tmp_path) == [Answers()] * 9

"""Attacks 1 to 3: two people who say each other's words, and people who come in another order, leave the very same bytes.

Each example lives two whole meetings, from the invitation to the results, on real files.
"""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms import load_form
from tests.bot.play import DAY, playing
from tests.feedback.groups import Answers, group_of, ids, laboratory, swapped
from tests.feedback.talking import WAYS, gathering, reviewed, says

FORM = load_form(None)
Remains = tuple[bytes, dict[str, bytes]]
SIZES = st.integers(5, 50)
SEEDS = st.integers(0, 2**32)
pytestmark = pytest.mark.slow
examples = settings(max_examples=12, deadline=None)


async def lived(
    folder: Path, group: Mapping[int, Answers], order: Sequence[int], *, together: bool = False
) -> Remains:
    """A meeting and its results: the plaintext of the box before it was closed, and every file that there is afterwards."""
    async with laboratory(folder, ids(len(group))) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group, order, together=together)
        open = await lab.contents(meeting)
        await lab.published(meeting)
        assert await lab.state(meeting) is None, "it was published"
        return open, await lab.files()


def both(
    one: Mapping[int, Answers],
    other: Mapping[int, Answers],
    order: Sequence[int],
    after: Sequence[int],
    **how: bool,
) -> tuple[Remains, Remains]:
    with TemporaryDirectory() as place:
        first = asyncio.run(lived(Path(place, "one"), one, order))
        return first, asyncio.run(lived(Path(place, "other"), other, after, **how))


@examples
@given(people=SIZES, seed=SEEDS, data=st.data())
def test_01_swapped_answers_leave_the_same_bytes(people: int, seed: int, data: st.DataObject) -> None:
    """Swap any two members' answers: every byte of every file that remains after the close is the same."""
    group, everybody = group_of(seed, people, FORM), ids(people)
    one, other = data.draw(st.lists(st.sampled_from(everybody), min_size=2, max_size=2, unique=True))
    (_, here), (_, there) = both(group, swapped(group, one, other), everybody, everybody)
    assert here == there
    assert not [name for name in here if name.startswith("keys/")]


@examples
@given(people=SIZES, seed=SEEDS, data=st.data())
def test_02_any_order_of_arrival_leaves_the_same_bytes(people: int, seed: int, data: st.DataObject) -> None:
    """Whoever came first: every byte of every file that remains after the close is the same."""
    group, everybody = group_of(seed, people, FORM), ids(people)
    (_, here), (_, there) = both(group, group, everybody, data.draw(st.permutations(everybody)))
    assert here == there


@examples
@given(people=SIZES, seed=SEEDS, data=st.data())
def test_03_the_decrypted_open_box_is_the_same(people: int, seed: int, data: st.DataObject) -> None:
    """Whoever has the key of an open box as well: what is in it tells neither whose an answer is nor who came first, also
    where several came in one commit."""
    group, everybody = group_of(seed, people, FORM), ids(people)
    one, other = data.draw(st.lists(st.sampled_from(everybody), min_size=2, max_size=2, unique=True))
    (here, _), (there, _) = both(
        group, swapped(group, one, other), everybody, data.draw(st.permutations(everybody)), together=True
    )
    assert here == there
    assert b"says" in here or not any("says" in word for said in group.values() for word in said.values())


def test_one_person_more_is_another_box() -> None:
    """The comparison can tell worlds apart: one answer that is another one leaves other bytes."""
    group = group_of(5, 6, FORM)
    changed = {**group, ids(6)[0]: {"MF-10": "no", "MF-14": "something that nobody else said"}}
    (here, files), (there, others) = both(group, changed, ids(6), ids(6))
    assert here != there and files != others


# -- the same through every message of the talk ---------------------------------------------------------------------------


def remains(folder: Path) -> dict[str, bytes]:
    """Every file of the programme, byte for byte."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-shm"))
    return {file.name: file.read_bytes() for file in files}


async def talked(folder: Path, ways: Sequence[int]) -> dict[str, bytes]:
    """Six people in the room, each on the way of that number; drafts, changes and all. What remains."""
    async with playing(folder) as play:
        people, meeting = await gathering(play)
        for person, way in zip(people, ways, strict=True):
            assert "Sent, with no name" in await says(person, WAYS[way])
        await reviewed(play, meeting)
        await play.wait(14 * DAY)
        assert await play.rows("publication") and not await play.rows("box")
        assert await play.bot.database.empty_log()
        return remains(folder)


async def test_01_swapped_talks_leave_the_same_bytes(tmp_path: Path) -> None:
    """The same through the real talk, whatever somebody wrote, changed and took back on the way to what they sent."""
    here = await talked(tmp_path / "one", (0, 1, 2, 3, 4, 5))
    assert here == await talked(tmp_path / "other", (4, 1, 2, 3, 0, 5))
    assert here == await talked(tmp_path / "third", (5, 3, 4, 1, 2, 0))
    assert b"marker-four" in here["demo.sqlite3"] and b"marker-draft-four" not in here["demo.sqlite3"]

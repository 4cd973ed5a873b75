"""What the form says will become of too few answers is what becomes of them in that very box."""

from pathlib import Path
from sqlite3 import Connection

import pytest

from bot.feedback import closing, days
from bot.views import view_of
from conversations.feedback.facts import MEETINGS_MOST, MONTHS_MOST, Box
from storage import boxes, members
from tests.feedback.groups import ENDED, Lab, ids, laboratory

DAY = 86_400
PEOPLE = ids(3)
POOL, ONCE_MORE, LAST, DESTROY = ("pool", False), ("pool", True), ("destroy", True), ("destroy", False)
"""(`Box.below_k`, `Box.earlier`): what is done with too few, and whether others wait to be counted with them."""


async def told(lab: Lab, meeting: int) -> Box:
    """What somebody who was invited may know of the box."""

    def read(connection: Connection) -> Box | None:
        row = members.by_id(connection, PEOPLE[0])
        assert row is not None
        return view_of(connection, lab.world, "lab", row, lab.clock.now()).facts.box(meeting)

    box = await lab.read(read)
    assert box is not None
    return box


async def keys(lab: Lab) -> list[Path]:
    return [path for path in lab.keys.iterdir() if path.is_file()]


@pytest.mark.slow
async def test_the_third_time_it_says_deleted_and_deletes(tmp_path: Path) -> None:
    """One reply to each of three meetings: twice it waits, as was said; the third time box and key are gone, as was said."""
    async with laboratory(tmp_path, PEOPLE) as lab:
        for number, expected in enumerate((POOL, ONCE_MORE, LAST)):
            ended = ENDED + number * 14 * DAY
            meeting = await lab.meeting(ended)
            box = await told(lab, meeting)
            assert (box.below_k, box.earlier) == expected
            await lab.say(meeting, PEOPLE[number], {"MF-10": "yes"})
            await lab.until(ended + 9 * DAY)
            assert await lab.state(meeting) == (None if expected == LAST else "waiting")
        assert await keys(lab) == []


@pytest.mark.slow
async def test_where_it_is_to_be_deleted_nothing_waits_with_it(tmp_path: Path) -> None:
    """A box that promised to delete too few takes in no others, and says nothing of any; the others wait on."""
    async with laboratory(tmp_path, PEOPLE) as lab:
        waits = await lab.meeting(ENDED)
        await lab.say(waits, PEOPLE[0], {"MF-10": "yes"})
        await lab.until(ENDED + 9 * DAY)
        meeting = await lab.meeting(ENDED + 14 * DAY, few="destroy")
        box = await told(lab, meeting)
        assert (box.below_k, box.earlier) == DESTROY
        await lab.until(ENDED + 23 * DAY)
        assert await lab.state(meeting) is None and await lab.state(waits) == "waiting"


@pytest.mark.slow
async def test_what_waits_in_vain_is_deleted_after_half_a_year(tmp_path: Path) -> None:
    """A group that meets no more leaves nobody's number in a box for ever, and the form said so."""
    async with laboratory(tmp_path, PEOPLE) as lab:
        meeting = await lab.meeting(ENDED)
        await lab.say(meeting, PEOPLE[0], {"MF-10": "yes"})
        await lab.until(ENDED + 186 * DAY)
        assert await lab.state(meeting) == "waiting"
        await lab.until(ENDED + 189 * DAY)
        assert await lab.state(meeting) is None and await keys(lab) == []
    assert closing.MOST_WAITED == MEETINGS_MOST
    assert days.WAIT_DAYS // 30 == MONTHS_MOST


@pytest.mark.slow
async def test_the_higher_floor_is_the_one_that_is_told(tmp_path: Path) -> None:
    """What waits keeps the floor that it was promised, so the box that takes it in has that one, and says so."""
    async with laboratory(tmp_path, PEOPLE) as lab:
        waits = await lab.meeting(ENDED)
        await lab.write(lambda c: boxes.raise_floor(c, waits, 8, 12))
        await lab.say(waits, PEOPLE[0], {"MF-10": "yes"})
        await lab.until(ENDED + 9 * DAY)
        assert (await told(lab, await lab.meeting(ENDED + 14 * DAY))).k == 8


@pytest.mark.slow
async def test_a_box_that_was_made_anew_says_so(tmp_path: Path) -> None:
    """After `alongside restored` whoever had answered is to know that it is gone."""
    async with laboratory(tmp_path, PEOPLE) as lab:
        meeting = await lab.meeting(ENDED)
        assert not (await told(lab, meeting)).again
        await lab.write(lambda c: boxes.asks_again(c, meeting, 1))
        assert (await told(lab, meeting)).again

"""A thousand updates from fifty people, in a storm with twenty kills, against the same in calm.

Members: everything that is kept is the same, and everything that was said, in order. A message comes twice only where a
kill fell between send and settle, or where Telegram took a message and its answer was lost.

People at the door: nothing is kept of them, so an answer can be lost with the process and they tap again. What they see
is compared loosely; what is kept of them in the end, not at all loosely: nothing.
"""

import asyncio
import random
from pathlib import Path

import pytest

from tests.chaos.compare import Difference, at_the_door, follow, in_any_order, miscounted
from tests.chaos.run import Outcome, Reaper, play
from tests.chaos.scripts import COORDINATOR, UPDATES, everybody

KILLS = 20
pytestmark = pytest.mark.chaos


def report(stormy: Outcome, straight: Outcome, found: Difference) -> str:
    members = set(found.repeats)
    return "\n".join((
        f"{stormy.acts} updates ({sum(stormy.again.values())} of them taps repeated at the door) in {stormy.seconds:.0f} s; straight: {straight.acts} in {straight.seconds:.0f} s",
        f"kills {dict(stormy.kills)}; weather {stormy.faults}",
        f"letters found on their way {sum(stormy.unsure.values())}, counted as unsure {stormy.counted_unsure}, failed {stormy.counted_failed}",
        f"answers lost after delivery {sum(stormy.after.values())}",
        f"members were told something twice {sum(found.repeats.values())} times ({len(members)} people)",
        f"updates that came again after a kill {sum(stormy.twice_taken.values())}; said more at the door {door(stormy) - door(straight)}",
        f"missing {found.missing}",
        f"strange {found.strange}",
    ))  # fmt: skip


def door(outcome: Outcome) -> int:
    return sum(len(at_the_door(said)) for said in outcome.said.values())


async def test_twenty_kills_in_a_storm_change_nothing_but_a_few_repeats(tmp_path: Path) -> None:
    """After 1,000 updates and 20 kills everybody is where a straight run leaves them, and was told the same in order."""
    scripts = everybody()
    reaper = Reaper(KILLS, random.Random(20))
    stormy, straight = await asyncio.gather(
        play(tmp_path / "stormy", scripts, reaper), play(tmp_path / "straight", scripts)
    )
    found = Difference()
    for person in scripts:
        compare = in_any_order if person == COORDINATOR else follow
        compare(person, straight.said[person], stormy.said[person], found)
    told = report(stormy, straight, found)
    print("\n" + told)

    assert straight.acts == UPDATES, told
    assert sum(stormy.kills.values()) == KILLS, told
    assert stormy.kept.keys() == straight.kept.keys(), told
    for person, kept in straight.kept.items():
        assert stormy.kept[person] == kept, f"{person}: {told}"
    assert not found.missing and not found.strange, told
    for person, times in found.repeats.items():
        assert times <= stormy.unsure[person] + stormy.after[person], told
    assert miscounted(stormy) == [], told
    assert (stormy.counted_failed, straight.counted_failed, straight.counted_unsure) == (0, 0, 0), told
    assert sum(found.repeats.values()) <= stormy.counted_unsure + sum(stormy.after.values()), told
    assert stormy.left_over == [] == straight.left_over, told

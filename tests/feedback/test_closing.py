"""From the end of a meeting to its results: each step at its moment, and what was promised then stays so."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.feedback import closing, one_box, rounds
from bot.feedback.draft import ALL
from bot.feedback.draft import load as load_draft
from storage import boxes, events, publications, tallies
from storage.database import Work
from tests.bot.play import at
from tests.feedback.groups import (
    COORDINATOR,
    ENDED,
    REPRESENTATIVE,
    Lab,
    group_of,
    ids,
    laboratory,
    review_as,
)

DAY = 86_400
SIX = ids(6)
SHUT = at("2026-12-01 00:00")
NOON = at("2026-12-04 12:00")
"""The latest moment at which it opens, as promised from the beginning."""


async def row_of(lab: Lab, meeting: int) -> boxes.BoxRow:
    row = await lab.read(lambda c: boxes.of(c, meeting))
    assert row is not None
    return row


async def outcome(lab: Lab, meeting: int) -> tuple[str, str] | None:
    """(state, words) of what came out."""
    row = await lab.read(lambda c: publications.of(c, meeting))
    return (row.state, row.words) if row else None


async def due(lab: Lab) -> int | None:
    return await lab.read(lambda c: closing.next_due(c, lab.world, lab.clock.now()))


def over_at(ended: int, kind: str = "meeting", *, asks: bool = True) -> Work[int]:
    """A meeting for everybody that ends then."""
    return lambda c: events.add(c, kind, "Forum", ended - 3600, ends_at=ended, asks=asks)


async def test_a_box_is_made_when_its_meeting_is_over(tmp_path: Path) -> None:
    """Not a second before; only where people are asked; not for one that was called off, nor for training."""
    async with laboratory(tmp_path, SIX, now=ENDED - DAY) as lab:
        meeting = await lab.write(over_at(ENDED))
        off = await lab.write(over_at(ENDED))
        await lab.write(over_at(ENDED, asks=False))
        await lab.write(over_at(ENDED, "training"))
        await lab.write(lambda c: events.cancel(c, off, ENDED - DAY))
        assert await due(lab) == ENDED
        await lab.until(ENDED - 1)
        assert lab.ballots.opened() == ()
        await lab.until(ENDED)
        assert lab.ballots.opened() == (meeting,)
        assert await due(lab) == SHUT


async def test_no_box_for_what_nobody_could_answer(tmp_path: Path) -> None:
    """After an outage of more than a week nobody is asked about a meeting whose last day is over."""
    async with laboratory(tmp_path, SIX, now=ENDED + 9 * DAY) as lab:
        for ended in (ENDED, ENDED + 5 * DAY):
            await lab.write(over_at(ended))
        await lab.until(ENDED + 9 * DAY)
        assert lab.ballots.opened() == (2,)


async def test_it_closes_with_the_end_of_its_last_day(tmp_path: Path) -> None:
    """To the second, by the programme's own clock; what somebody is in the middle of ends then, and is deleted from the chat."""
    async with laboratory(tmp_path, ids(7)) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, lab.form))
        await lab.say(meeting, ids(7)[6], {"MF-14": "half-way"}, sent=False)
        await lab.until(SHUT - 1)
        assert await lab.state(meeting) == "open"
        await lab.until(SHUT)
        assert await lab.state(meeting) == "review"
        left = await lab.read(lambda c: load_draft(c, meeting, ids(7)[6]))
        assert left is not None and left.stack == ()
        assert ("delete", (ALL,)) in [(body.op, body.messages) for body in left.owes]


async def test_what_was_promised_is_not_changed_by_the_config(tmp_path: Path) -> None:
    """The floor, its days and its questions stand in the box from its making; another config is for the boxes after it."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        before = await row_of(lab, meeting)
        assert (before.k, before.for_words, before.closes_on, before.opens_on) == (
            5,
            10,
            "2026-11-30",
            "2026-12-04",
        )
        await lab.vote(meeting, group_of(1, 5, lab.form))
        lab.world = replace(lab.world, min_responses=6, min_for_words=20, form=replace(lab.form, version=2))
        second = await lab.meeting(ENDED + 60)
        await lab.vote(second, group_of(1, 5, lab.form))
        await lab.until(SHUT)
        after = await row_of(lab, meeting)
        assert after.state == "review"
        assert after._replace(state="open", key_id=b"") == before._replace(
            key_id=b"", asked_to=after.asked_to
        )
        other = await row_of(lab, second)
        assert (other.k, other.for_words, other.state) == (6, 20, "waiting")


async def test_with_nothing_to_read_it_opens_the_next_noon(tmp_path: Path) -> None:
    """Nobody wrote own words, so there is no review, and nobody waits for one."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, {who: {"MF-10": "yes"} for who in SIX})
        await lab.until(SHUT)
        assert await lab.state(meeting) == "agreed"
        assert await due(lab) == at("2026-12-01 12:00")
        await lab.until(at("2026-12-01 11:59"))
        assert await outcome(lab, meeting) is None
        await lab.until(at("2026-12-01 12:00"))
        assert await outcome(lab, meeting) == ("published", "none")
        assert await due(lab) is None


@pytest.mark.parametrize(
    ("agreed", "opens"),
    [
        ("2026-12-01 09:00", "2026-12-01 12:00"),
        ("2026-12-01 12:00", "2026-12-02 12:00"),
        ("2026-12-03 18:00", "2026-12-04 12:00"),
    ],
)
async def test_both_yeses_bring_it_forward(tmp_path: Path, agreed: str, opens: str) -> None:
    """Once both have agreed it opens at the next noon of a working day, and with the words."""
    async with laboratory(tmp_path, ids(10)) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, {who: {"MF-14": f"words {who}"} for who in ids(10)})
        await lab.until(at(agreed))
        await lab.reviewed(meeting)
        await lab.until(at(agreed) + 1)
        assert (await outcome(lab, meeting), await due(lab)) == (None, at(opens))
        await lab.until(at(opens))
        assert await outcome(lab, meeting) == ("published", "shown")


@pytest.mark.parametrize("readers", [(), (COORDINATOR,), (REPRESENTATIVE,)])
async def test_without_both_it_opens_as_promised_and_without_words(
    tmp_path: Path, readers: tuple[int, ...]
) -> None:
    """Nobody can hold results back by not reading: they come at the promised noon, the own words do not."""
    async with laboratory(tmp_path, ids(10)) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, {who: {"MF-10": "yes", "MF-14": f"words {who}"} for who in ids(10)})
        await lab.until(SHUT)
        for reader in readers:
            key = "coordinator" if reader == COORDINATOR else "representative"
            await lab.write(lambda c, reader=reader, key=key: review_as(c, meeting, reader, key))  # type: ignore[misc]  # bound now
        await lab.until(NOON - 1)
        assert await outcome(lab, meeting) is None and await due(lab) == NOON
        await lab.until(NOON)
        assert await outcome(lab, meeting) == ("published", "held")
        assert not [raw for raw in (await lab.files()).values() if b"words 7" in raw]


async def test_after_an_outage_everything_is_made_up_for(tmp_path: Path) -> None:
    """The bot was down over the close and the opening: as soon as it is back it keeps the promise, in one go."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, lab.form))
    async with laboratory(tmp_path, now=ENDED + 30 * DAY, seed=2) as lab:
        await lab.until(ENDED + 30 * DAY)
        told = await outcome(lab, meeting)
        assert told is not None and told[0] == "published"
        assert list(lab.keys.iterdir()) == []


async def test_a_box_waits_for_three_meetings_at_most(tmp_path: Path) -> None:
    """Two in each of three meetings, never the same: six by the third, so they are opened and not deleted."""
    async with laboratory(tmp_path, SIX) as lab:
        group = group_of(1, 6, lab.form)
        for n in range(3):
            meeting = await lab.meeting(ENDED + 14 * n * DAY)
            await lab.vote(meeting, group, SIX[2 * n : 2 * n + 2])
            await lab.until(ENDED + (14 * n + 10) * DAY)
        assert (await row_of(lab, 3)).state in ("review", "agreed")
        await lab.until(ENDED + 60 * DAY)
        assert [row.state for row in await lab.read(publications.all)] == ["published", "mixed", "mixed"]


async def test_two_boxes_of_one_group_are_each_for_themselves(tmp_path: Path) -> None:
    """With enough answers of its own nothing is mixed, however near two meetings are."""
    async with laboratory(tmp_path, SIX) as lab:
        one, other = await lab.meeting(), await lab.meeting(ENDED + 60)
        await lab.vote(one, group_of(1, 6, lab.form))
        await lab.vote(other, group_of(2, 6, lab.form))
        await lab.until(ENDED + 40 * DAY)
        assert {row.meeting_id: row.state for row in await lab.read(publications.all)} == {
            one: "published",
            other: "published",
        }


async def test_a_step_that_fails_stands_in_nobodys_way(tmp_path: Path) -> None:
    """A box that cannot be made is counted as a fault and tried again after its rest; another one closes meanwhile."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, lab.form))
        await lab.write(over_at(SHUT - 3600))
        lab.keys.rename(lab.folder / "away")
        (lab.folder / "keys").write_text("in the way")
        lab.clock.move_to(SHUT - 60)
        await lab.write(lambda c: rounds.go_on(c, lab.world, lab.clock.now()))
        failed = await lab.read(lambda c: tallies.counted(c, "box.failed"))
        (lab.folder / "keys").unlink()
        (lab.folder / "away").rename(lab.keys)
        assert failed == 1 and lab.ballots.opened() == (meeting,)
        await lab.until(SHUT)
        assert await lab.state(meeting) in ("review", "agreed")
        await lab.until(SHUT - 60 + one_box.RESTS)
        assert lab.ballots.opened() == (meeting, 2)

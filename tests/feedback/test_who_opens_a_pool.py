"""Who opens a pool: people who came later open nothing that was closed before they came (closing.py, `_people`)."""

from pathlib import Path
from typing import Final

import pytest

from bot.feedback import leaving, reviewing, roster
from storage import members, publications, sealed
from storage.database import Work
from tests.feedback.groups import (
    COORDINATOR,
    ENDED,
    REPRESENTATIVE,
    Lab,
    ids,
    laboratory,
)

DAY: Final = 86_400
FIVE: Final = ids(5)
LATER: Final = ids(10)[6:]
"""Four accounts that come after the first meeting."""
COME: Final = ENDED + 10 * DAY
"""When they do."""
SECOND: Final = ENDED + 14 * DAY
LONE: Final = {"MF-10": "no", "MF-14": "The chair shouted at me"}
MILD: Final = {"MF-10": "yes"}


def execute(statement: str, member: int) -> Work[int]:
    return lambda c: c.execute(statement, (member,)).rowcount


async def first(lab: Lab, *answering: int) -> int:
    """A meeting that too few answer, so that it waits."""
    meeting = await lab.meeting()
    for member in answering:
        await lab.say(meeting, member, LONE)
    await lab.until(ENDED + 9 * DAY)
    assert await lab.state(meeting) == "waiting"
    return meeting


async def second(lab: Lab, *answering: int) -> int:
    """The group's next meeting, that these answer, until its box has closed."""
    meeting = await lab.meeting(SECOND)
    for member in answering:
        await lab.say(meeting, member, MILD)
    await lab.until(SECOND + 8 * DAY)
    return meeting


async def test_four_that_came_later_do_not_open_what_one_said(tmp_path: Path) -> None:
    """One answer, and a second meeting at which only four newcomers answer: it goes on waiting, and is deleted unread."""
    async with laboratory(tmp_path, FIVE) as lab:
        await first(lab, FIVE[0])
        await lab.come(LATER, COME)
        meeting = await second(lab, *LATER)
        assert len(await lab.register(meeting)) == 5
        assert await lab.state(meeting) == "waiting"
        await lab.until(SECOND + 300 * DAY)
        assert {row.state for row in await lab.read(publications.all)} <= {"destroyed", "mixed"}
        assert not [raw for raw in (await lab.files()).values() if b"shouted" in raw]


async def test_the_same_people_at_both_do(tmp_path: Path) -> None:
    """One answer to the first and four to the second, of people who were invited to both: that is five, and is opened."""
    async with laboratory(tmp_path, FIVE) as lab:
        await first(lab, FIVE[0])
        meeting = await second(lab, *FIVE[1:])
        assert await lab.state(meeting) in ("review", "agreed")


@pytest.mark.parametrize(("known", "opens"), [(4, False), (5, True)])
async def test_newcomers_are_beside(tmp_path: Path, known: int, opens: bool) -> None:
    """So many who were invited to both, with newcomers beside them: only the former are counted towards the floor."""
    async with laboratory(tmp_path, FIVE) as lab:
        await first(lab, FIVE[0])
        await lab.come(LATER[:2], COME)
        meeting = await second(lab, *FIVE[1:known], *LATER[:2])
        assert (await lab.state(meeting) in ("review", "agreed")) is opens
        if opens:
            assert await lab.read(lambda c: sealed.note(c, meeting, reviewing.BESIDE)) == "2"


async def test_a_third_meeting_does_not_let_them_in(tmp_path: Path) -> None:
    """Whoever came between the first and the second is no more known to the first answer at the third."""
    async with laboratory(tmp_path, FIVE) as lab:
        await first(lab, FIVE[0])
        await lab.come(LATER, COME)
        await second(lab, *LATER)
        third = await lab.meeting(SECOND + 14 * DAY)
        for member in LATER:
            await lab.say(third, member, MILD)
        await lab.until(SECOND + 22 * DAY)
        assert await lab.state(third) is None
        assert {row.state for row in await lab.read(publications.all)} == {"destroyed"}


async def test_where_nobody_was_at_both_nothing_opens(tmp_path: Path) -> None:
    """The group has other people by the second meeting: five of them answer, and what one said before stays shut."""
    newcomers = ids(20)[10:15]
    async with laboratory(tmp_path, FIVE) as lab:
        await first(lab, FIVE[0])
        for member in (*FIVE, REPRESENTATIVE):
            await lab.write(execute("delete from membership where member_id = ?", member))
        await lab.come(newcomers, COME)
        meeting = await second(lab, *newcomers)
        assert await lab.read(lambda c: roster.of(c, meeting)) == []
        assert await lab.state(meeting) == "waiting"


@pytest.mark.parametrize("role", ["staff", "coordinator"])
async def test_staff_do_not_count(tmp_path: Path, role: str) -> None:
    """Four members and one of the team are four: what they said themselves, they know."""
    async with laboratory(tmp_path, FIVE) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, dict.fromkeys(FIVE, MILD))
        await lab.write(lambda c: members.change(c, FIVE[4], {"role": role}))
        await lab.until(ENDED + 9 * DAY)
        assert await lab.state(meeting) == "waiting"


async def test_who_forgot_and_came_back_counts_for_nobody(tmp_path: Path) -> None:
    """They answered, asked to be forgotten, joined anew and answered again: four people are never taken for five."""
    async with laboratory(tmp_path, FIVE) as lab:
        await first(lab, FIVE[0])
        await lab.write(lambda c: leaving.forget(c, lab.world, FIVE[0]))
        await lab.write(execute("delete from member where id = ?", FIVE[0]))
        await lab.come(LATER[:1], COME)
        meeting = await second(lab, LATER[0], *FIVE[1:4])
        assert len(await lab.register(meeting)) == 5
        assert await lab.state(meeting) == "waiting"


async def test_who_forgets_does_not_count_in_the_same_box_either(tmp_path: Path) -> None:
    """Five answered and one of them has left: of that one nobody knows who it was, so there are four."""
    async with laboratory(tmp_path, FIVE) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, dict.fromkeys(FIVE, MILD))
        await lab.write(lambda c: leaving.forget(c, lab.world, FIVE[0]))
        await lab.until(ENDED + 9 * DAY)
        assert (await lab.state(meeting), len(await lab.register(meeting))) == ("waiting", 5)


# -- the roster ---------------------------------------------------------------------------------------------------------


async def test_the_roster_is_fixed_when_the_meeting_ends(tmp_path: Path) -> None:
    """Who joins the group afterwards is not in it; the team is in none that was not made for it too."""
    async with laboratory(tmp_path, FIVE) as lab:
        meeting = await lab.meeting()
        invited = await lab.read(lambda c: roster.of(c, meeting))
        await lab.come(LATER, COME)
        assert await lab.read(lambda c: roster.of(c, meeting)) == invited
        assert set(FIVE) <= set(invited) and not {COORDINATOR, *LATER} & set(invited)


async def test_who_leaves_is_struck_out_of_every_roster(tmp_path: Path) -> None:
    """Of all boxes, and nobody else is; and each is sealed anew, so that none tells whose it was."""
    async with laboratory(tmp_path, FIVE) as lab:
        one, other = await lab.meeting(), await lab.meeting(ENDED + 60)
        before = await lab.files()
        await lab.write(lambda c: roster.strike_out(c, FIVE[2]))
        for meeting in (one, other):
            left = await lab.read(lambda c, meeting=meeting: roster.of(c, meeting))  # type: ignore[misc]  # bound now
            assert FIVE[2] not in left and {*FIVE} - {*left} == {FIVE[2]}
        after = await lab.files()
        assert all(before[name] != after[name] for name in before if "keys" in name)


async def test_a_roster_only_ever_grows_narrower(tmp_path: Path) -> None:
    """Mixed with another meeting's: those of both, in order; with nobody's, nobody."""
    async with laboratory(tmp_path, FIVE) as lab:
        meeting = await lab.meeting()
        for others, left in (
            ([*LATER, FIVE[3], FIVE[1]], [FIVE[1], FIVE[3]]),
            (FIVE, [FIVE[1], FIVE[3]]),
            ([], []),
        ):
            await lab.write(lambda c, others=others: roster.narrow(c, meeting, others))  # type: ignore[misc]  # bound now
            assert await lab.read(lambda c: roster.of(c, meeting)) == left

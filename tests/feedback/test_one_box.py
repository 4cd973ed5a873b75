"""What goes wrong with one box stands in no other's way, and with nobody who writes."""

from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

import pytest

from bot.ballot_box import BoxFull
from bot.feedback import asking, closing, draft, leaving, one_box, publishing, review_asks
from bot.feedback.draft import BLANK
from bot.ports import Body, Direct
from bot.world import World
from storage import boxes, events, groups, sealed, tallies
from storage.sealed import Slip
from storage.transaction import behind_savepoint
from tests.bot.play import at
from tests.feedback.groups import ENDED, GROUP, Lab, ids, laboratory

DAY: Final = 86_400
SIX: Final = ids(6)
SHUT: Final = at("2026-12-01 00:00")
STEPS: Final = {"close": "_close", "open": "_publish", "let go": "_destroy"}


def break_for(monkeypatch: pytest.MonkeyPatch, step: str, meeting: int) -> list[int]:
    """This step of closing.py fails for this meeting's box, after having changed what it could; the moments of the tries."""
    works, tries = getattr(closing, step), list[int]()

    def breaks(connection: Connection, world: World, box: boxes.BoxRow, now: int) -> None:
        works(connection, world, box, now)
        if box.meeting_id == meeting:
            tries.append(now)
            raise ValueError("this box is broken")

    monkeypatch.setattr(closing, step, breaks)
    return tries


async def failed(lab: Lab) -> int:
    return await lab.read(lambda c: tallies.counted(c, "box.failed"))


async def two(lab: Lab, people: int) -> tuple[int, int]:
    """Two meetings that ended a minute apart; so many have answered each."""
    one, other = await lab.meeting(), await lab.meeting(ENDED + 60)
    for meeting in (one, other):
        await lab.vote(meeting, {who: {"MF-10": "yes"} for who in SIX[:people]})
    return one, other


@pytest.mark.parametrize("step", STEPS)
async def test_the_others_go_on_in_their_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The first of two fails at this step for ever: the other is closed, opened or let go at its moment all the same."""
    async with laboratory(tmp_path, SIX) as lab:
        broken, other = await two(lab, 1 if step == "let go" else 6)
        if step == "let go":
            await lab.write(lambda c: c.execute("update event set group_id = null where id = ?", (other,)).rowcount)  # fmt: skip
        tries = break_for(monkeypatch, STEPS[step], broken)
        before = await lab.contents(broken)
        await lab.until(SHUT)
        if step == "close":
            assert await lab.contents(broken) == before and await lab.state(broken) == "open"
            assert await lab.state(other) in ("review", "agreed")
        await lab.until(ENDED + (220 if step == "let go" else 14) * DAY)
        assert await lab.state(other) is None
        assert await lab.state(broken) is not None
        assert tries and await failed(lab) == len(tries)


ALSO: Final = {
    "made": (closing, "_make", ENDED),
    "asked about": (asking, "_ask_these", ENDED),
    "asked about again": (review_asks, "_ask_these_again", SHUT),
    "told of": (publishing, "_tell_next", at("2026-12-01 12:00")),
}
"""What is done for a meeting besides, by which function, and from when on."""


@pytest.mark.parametrize("what", ALSO)
async def test_what_fails_for_one_meeting_is_done_for_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """For ever for the first: the other has its turn at its moment, and the first is tried once in ten minutes, not always."""
    module, name, since = ALSO[what]
    async with laboratory(tmp_path, SIX, now=ENDED - 60) as lab:
        works, tries, done = getattr(module, name), list[int](), list[int]()

        def breaks(connection: Connection, world: World, **about: Any) -> None:
            works(connection, world=world, **about)
            of = next(each for key, each in about.items() if key in ("event", "box", "row"))
            meeting = of.id if name == "_make" else of.meeting_id
            done.append(meeting)
            if meeting == 1:
                tries.append(about["now"])
                raise ValueError("this meeting is broken")

        monkeypatch.setattr(module, name, breaks)
        for _ in range(2):
            await lab.write(_meeting)
        if since > ENDED:
            await lab.until(ENDED)
            said = {"MF-14": "A kettle"} if what == "asked about again" else {"MF-10": "yes"}
            for meeting in (1, 2):
                await lab.vote(meeting, dict.fromkeys(SIX, said))
            await lab.until(SHUT)
        await lab.until(since)
        assert set(done) == {1, 2} and tries == [since]
        assert 1 in lab.ballots.resting
        assert await lab.read(lambda c: closing.next_due(c, lab.world, since)) == since + one_box.RESTS
        for second in range(1, 20):
            await lab.until(since + second)
        assert tries == [since]
        await lab.until(since + one_box.RESTS)
        assert tries == [since, since + one_box.RESTS] and await failed(lab) == 2


def _meeting(connection: Connection) -> int:
    group = groups.by_name(connection, GROUP)
    return events.add(connection, "meeting", "Forum", ENDED - 3600, group_id=group, ends_at=ENDED, asks=True)


async def test_a_box_that_failed_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is left alone for ten minutes and then tried again, and the bot is not woken for it sooner; once it works it goes on."""
    async with laboratory(tmp_path, SIX) as lab:
        broken, _other = await two(lab, 6)
        with monkeypatch.context() as broken_for_now:
            tries = break_for(broken_for_now, "_close", broken)
            for moment in (SHUT, SHUT + 1, SHUT + one_box.RESTS - 1, SHUT + one_box.RESTS):
                await lab.until(moment)
                due = await lab.read(lambda c: closing.next_due(c, lab.world, lab.clock.now()))
                assert due is not None and due > lab.clock.now()
            assert tries == [SHUT, SHUT + one_box.RESTS]
        await lab.until(SHUT + 2 * one_box.RESTS)
        assert await lab.state(broken) in ("review", "agreed")
        assert lab.ballots.resting == {} and await failed(lab) == 2


async def test_a_box_that_would_not_fit_any_more_fails_alone(tmp_path: Path) -> None:
    """What a step put into a box does not fit into its bytes: the step is undone, and the commit that it shares goes on."""
    async with laboratory(tmp_path, SIX) as lab:
        one, other = await two(lab, 1)
        before = await lab.contents(one)

        def fill(connection: Connection) -> None:
            sealed.keep_note(connection, one, "much", f'"{"x" * lab.ballots.size_of(one)}"')

        def both(connection: Connection) -> tuple[bool, bool]:
            now = lab.clock.now()
            return (
                one_box.go_on(connection, lab.world, one, now, fill),
                one_box.go_on(connection, lab.world, other, now, lambda c: sealed.keep_note(c, other, "a", '"b"')),
            )  # fmt: skip

        assert await lab.write(both) == (False, True)
        assert await lab.contents(one) == before
        assert b'"a":"b"' in await lab.contents(other)
    async with laboratory(tmp_path) as lab:
        assert await lab.contents(one) == before and b'"a":"b"' in await lab.contents(other)


async def test_what_was_turned_is_checked_to_the_byte(tmp_path: Path) -> None:
    """One byte more than fits is refused, and only of a box that was turned; what just fits is sealed and read again."""
    async with laboratory(tmp_path, SIX) as lab:
        one, _other = await two(lab, 1)
        room = lab.ballots.size_of(one) - 24 - 16 - 4
        free = room - len(await lab.contents(one)) - len(',"z":""')

        def put(connection: Connection, many: int) -> None:
            sealed.keep_note(connection, one, "z", f'"{"x" * many}"')
            lab.ballots.check_turned(connection)

        def too_much(connection: Connection) -> None:
            with pytest.raises(BoxFull):
                behind_savepoint(connection, lambda c: put(c, free + 1))
            lab.ballots.check_turned(connection)

        await lab.write(too_much)
        await lab.write(lambda c: put(c, free))
        assert len(await lab.contents(one)) == room


# -- what is said where a box has gone ----------------------------------------------------------------------------------


def test_a_farewell_deletes_and_blanks() -> None:
    """All of the talk is deleted, and the question says nothing any more where it is too old for that."""
    where = ("lab", "a7")
    assert leaving.farewell(*where, ("m1", "m2"), "m1") == [
        Direct(*where, Body("delete", messages=("m1", "m2"))),
        Direct(*where, Body("tidy", BLANK, replaces="m1")),
    ]
    assert leaving.farewell(*where, ("m1",), "") == [Direct(*where, Body("delete", messages=("m1",)))]


async def half_way(lab: Lab, meeting: int, member: int) -> None:
    await lab.say(meeting, member, {"MF-10": "yes"}, sent=False)


async def test_who_was_half_way_is_bidden_farewell(tmp_path: Path) -> None:
    """Destroyed with somebody half-way: exactly their messages are to go, and nobody's whose chat holds none of it."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting(few="destroy")
        await lab.say(meeting, SIX[1], {"MF-10": "yes"})
        await half_way(lab, meeting, SIX[0])
        await lab.until(SHUT)
        assert await lab.state(meeting) is None
        assert lab.ballots.farewells == [("lab", f"a{SIX[0] * 7}", ("m1",), "m1")]


async def test_a_step_that_failed_bids_nobody_farewell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken back is still there: no message of it is deleted from anybody's chat."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting(few="destroy")
        await half_way(lab, meeting, SIX[0])
        lab.ballots.farewells.append(("lab", "of another box", ("m9",), ""))
        break_for(monkeypatch, "_destroy", meeting)
        await lab.until(SHUT)
        assert lab.ballots.farewells == [("lab", "of another box", ("m9",), "")]
        assert await lab.read(lambda c: draft.load(c, meeting, SIX[0])) is not None


async def test_who_is_forgotten_half_way(tmp_path: Path) -> None:
    """Every talk of theirs is to go from the chat, past every row; somebody who has none is bidden nothing."""
    async with laboratory(tmp_path, SIX) as lab:
        one, other = await lab.meeting(), await lab.meeting(ENDED + 60)
        for meeting in (one, other):
            await half_way(lab, meeting, SIX[0])
        owed = await lab.write(lambda c: leaving.forget(c, lab.world, SIX[0]))
        where = ("lab", f"a{SIX[0] * 7}")
        assert owed == 2 * leaving.farewell(*where, ("m1",), "m1")
        assert await lab.write(lambda c: leaving.forget(c, lab.world, SIX[1])) == []
        assert await lab.read(lambda c: draft.load(c, one, SIX[0])) is None


# -- a key that cannot be written ---------------------------------------------------------------------------------------


async def test_a_box_that_cannot_be_sealed_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key cannot be written: nothing else that is committed fails; once it can be, all that is in memory is sealed."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        await lab.say(meeting, SIX[0], {"MF-10": "yes"})
        before = await lab.contents(meeting)
        with monkeypatch.context() as nothing_goes:
            nothing_goes.setattr("os.pwrite", _refuses)
            await lab.write(lambda c: tallies.count(c, "turn.failed", "2026-11-24"))
            await lab.write(lambda c: sealed.drop_in(c, meeting, Slip("MF-10", 0, "no", 1)))
            assert not lab.ballots.can_seal(meeting)
        assert await lab.read(lambda c: tallies.counted(c, "turn.failed")) == 1
        await lab.write(lambda c: tallies.count(c, "turn.failed", "2026-11-24"))
        assert lab.ballots.can_seal(meeting)
        inside = await lab.contents(meeting)
        assert inside != before
    async with laboratory(tmp_path) as lab:
        assert await lab.contents(meeting) == inside


def _refuses(*_given: object) -> int:
    raise OSError(28, "No space left on device")

"""Attacks 8 and 9: after the close nobody's number and no key is left; under the floor nothing is ever opened, and nobody
counts twice, however many meetings are put together."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot.feedback import closing, draft, reviewing
from bot.feedback.draft import Draft
from storage import boxes, publications, sealed
from tests.bot.play import Play, playing
from tests.feedback.groups import APART, ENDED, FIRST, Lab, group_of, ids, laboratory
from tests.feedback.talking import WAYS, gathering, meet, reviewed, says, start_of

DAY = 86_400
WEEK = 7 * DAY


# -- 8: what is left ------------------------------------------------------------------------------------------------------


def written(number: int) -> Iterator[bytes]:
    """A number in every form in which a program may write it down."""
    yield str(number).encode()
    yield f"{number:x}".encode()
    for length in (4, 8):
        yield number.to_bytes(length, "big")
        yield number.to_bytes(length, "little")
    yield varint(number)


def varint(number: int) -> bytes:
    """As SQLite writes the key of a row."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))


def found(files: dict[str, bytes], numbers: list[int]) -> set[tuple[str, int, bytes]]:
    return {
        (name, number, form)
        for name, raw in files.items()
        for number in numbers
        for form in written(number)
        if form in raw
    }


def forget_all(connection: Connection) -> None:
    """Nothing is stored of any of these members any more."""
    for table in ("whats_new", "letter", "membership", "address", "pace", "member"):
        column = "id" if table == "member" else "member_id"
        connection.execute(f"delete from {table} where {column} >= {FIRST}")


async def test_08_no_number_of_a_member_is_left_of_the_box(tmp_path: Path) -> None:
    """Members of whom nothing else is stored any more: in no encoding does any file hold their numbers, and no key is left."""
    everybody, extra = ids(9), FIRST + 40 * APART
    async with laboratory(
        tmp_path, ids(10)
    ) as lab:  # the tenth has the highest number of all, which SQLite keeps by itself
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(4, 8, lab.form))
        await lab.say(meeting, everybody[8], {"MF-14": "half-way"}, sent=False)
        await lab.until(ENDED + 8 * DAY)
        await lab.write(
            lambda c: draft.save(c, meeting, everybody[8], Draft())
        )  # what was half-way has been deleted from the chat
        inside = await lab.contents(meeting)
        assert not [
            number for number in everybody for form in written(number) if len(form) > 3 and form in inside
        ]
        await lab.published(meeting)
        before = await lab.files()
        assert {number for _name, number, _form in found(before, everybody)} == set(everybody), (
            "they are members, so they are found"
        )
        await lab.write(forget_all)
        after = await lab.files()
        assert found(after, [extra]) == set(), "what is looked for is not there by chance"
        assert found(after, everybody) == set()
        assert list(lab.keys.iterdir()) == []
        told = await lab.read(lambda c: publications.of(c, meeting))
        assert told is not None and told.state == "published"


async def test_08_the_register_and_drafts_go_when_it_is_closed(tmp_path: Path) -> None:
    """From the close on the box holds how many they were, and no number of anybody; what was half-way was never kept."""
    async with laboratory(tmp_path, ids(7)) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(4, 6, lab.form))
        await lab.say(meeting, ids(7)[6], {"MF-14": "half-way"}, sent=False)
        await lab.until(ENDED + 8 * DAY)
        assert await lab.state(meeting) == "review"
        assert await lab.register(meeting) == []
        assert await lab.read(lambda c: sealed.note(c, meeting, reviewing.PEOPLE)) == "6"
        assert b"half-way" not in await lab.contents(meeting)


@pytest.mark.parametrize("few", ["destroy", "pool"])
async def test_08_no_key_outlives_its_box(tmp_path: Path, few: str) -> None:
    """Published, mixed with another, or deleted unread: as many keys as there are boxes, after every step."""
    async with laboratory(tmp_path, ids(6)) as lab:
        for n in range(3):
            meeting = await lab.meeting(ENDED + 14 * n * DAY, few)
            await lab.vote(meeting, group_of(n, 3, lab.form))
            for days in (0, 5, 8, 12):
                await lab.until(ENDED + (14 * n + days) * DAY)
                there = [row.key_file for row in await lab.read(boxes.all)]
                assert sorted(there) == sorted(path.name for path in lab.keys.iterdir())
        assert there == []


# -- 9: nothing under the floor -------------------------------------------------------------------------------------------


async def shown(lab: Lab) -> list[tuple[str, ...]]:
    """All that was ever written down to be read, of any meeting."""
    rows = await lab.read(lambda c: c.execute("select question, answer, share from published").fetchall())
    return [tuple(row) for row in rows]


async def states(lab: Lab) -> dict[int, str]:
    rows = await lab.read(publications.all)
    return {row.meeting_id: row.state for row in rows}


@pytest.mark.parametrize("people", [0, 1, 4])
async def test_09_below_the_floor_it_is_destroyed_unread(tmp_path: Path, people: int) -> None:
    """Where that was promised, a box with too few answers is gone with its close: no answer, no number, no key."""
    async with laboratory(tmp_path, ids(6)) as lab:
        meeting = await lab.meeting(few="destroy")
        group = group_of(3, max(people, 1), lab.form)
        await lab.vote(meeting, {who: group[who] for who in ids(people)})
        await lab.until(ENDED + 8 * DAY)
        assert await states(lab) == {meeting: "destroyed"}
        assert await lab.state(meeting) is None and await shown(lab) == []
        assert not [raw for raw in (await lab.files()).values() if b"says" in raw]
        told = await lab.read(lambda c: publications.of(c, meeting))
        assert told is not None and told.people == "", "not even how many they were"


@pytest.mark.parametrize(("people", "state"), [(4, "waiting"), (5, "review")])
async def test_09_the_floor_is_exact(tmp_path: Path, people: int, state: str) -> None:
    """Four are too few, five are enough; half-way counts for nothing."""
    async with laboratory(tmp_path, ids(9)) as lab:
        meeting = await lab.meeting()
        group = group_of(3, 9, lab.form)
        await lab.vote(meeting, group, ids(people))
        for who in ids(9)[people:]:
            await lab.say(meeting, who, group[who], sent=False)
        await lab.until(ENDED + 8 * DAY)
        assert await lab.state(meeting) == state and await shown(lab) == []


async def test_09_three_people_over_three_meetings_are_three(tmp_path: Path) -> None:
    """People are counted and not answers: a group of three never comes to five, and after three meetings all is deleted unread."""
    async with laboratory(tmp_path, ids(6)) as lab:
        seen = []
        for n in range(3):
            meeting = await lab.meeting(ENDED + 14 * n * DAY)
            await lab.vote(meeting, group_of(n, 3, lab.form))
            await lab.until(ENDED + (14 * n + 10) * DAY)
            seen.append(await states(lab))
        assert seen[0] == {1: "waiting"}
        assert seen[1] == {1: "waiting", 2: "waiting"}
        assert seen[2] == {1: "destroyed", 2: "destroyed", 3: "destroyed"}
        assert await lab.read(boxes.all) == [] and await shown(lab) == []
        assert not [raw for raw in (await lab.files()).values() if b"says" in raw]


async def test_09_others_of_the_group_open_it_later(tmp_path: Path) -> None:
    """Three, and at the next meeting two of them and two others: five people by then, so both meetings are shown as one."""
    async with laboratory(tmp_path, ids(6)) as lab:
        group = group_of(8, 6, lab.form)
        first = await lab.meeting()
        await lab.vote(first, group, ids(6)[:3])
        await lab.until(ENDED + 10 * DAY)
        second = await lab.meeting(ENDED + 14 * DAY)
        await lab.vote(second, group, ids(6)[1:5])
        await lab.until(ENDED + 22 * DAY)
        assert await lab.state(first) is None and await lab.state(second) == "review"
        slips = await lab.read(lambda c: sealed.slips(c, second))
        assert sum(slip.n for slip in slips if slip.question == "MF-10") == sum(
            "MF-10" in group[who] for who in (*ids(6)[:3], *ids(6)[1:5])
        )
        assert await lab.read(lambda c: sealed.note(c, second, reviewing.PEOPLE)) == "5"
        assert await lab.read(lambda c: closing.mixed_into(c, second)) == [first]
        await lab.reviewed(second)
        await lab.until(ENDED + 30 * DAY)
        assert await states(lab) == {first: "mixed", second: "published"}


async def test_09_the_higher_floor_stays(tmp_path: Path) -> None:
    """What was promised six people is not opened for five, though the box that it is mixed into was promised five."""
    async with laboratory(tmp_path, ids(6)) as lab:
        first = await lab.meeting()
        await lab.write(lambda c: boxes.raise_floor(c, first, 6, 12))
        await lab.vote(first, group_of(8, 3, lab.form))
        await lab.until(ENDED + 10 * DAY)
        second = await lab.meeting(ENDED + 14 * DAY)
        await lab.vote(second, group_of(9, 5, lab.form))
        await lab.until(ENDED + 22 * DAY)
        row = await lab.read(lambda c: boxes.of(c, second))
        assert row is not None and (row.state, row.k, row.for_words) == ("waiting", 6, 12)


async def test_09_another_groups_answers_are_not_mixed_in(tmp_path: Path) -> None:
    """What waits is for the same group: a meeting of another one leaves it alone."""
    async with laboratory(tmp_path, ids(6)) as lab:
        first = await lab.meeting()
        await lab.vote(first, group_of(8, 3, lab.form))
        await lab.until(ENDED + 10 * DAY)
        second = await lab.meeting(ENDED + 14 * DAY)
        await lab.write(
            lambda c: c.execute("update event set group_id = null where id = ?", (second,)).rowcount
        )
        await lab.vote(second, group_of(8, 5, lab.form), ids(5)[3:])
        await lab.until(ENDED + 22 * DAY)
        assert await states(lab) == {first: "waiting", second: "waiting"}
        assert await lab.register(first) == ids(3)


async def test_09_a_second_vote_changes_nothing(tmp_path: Path) -> None:
    """Whatever somebody sends after they have sent: the box holds what it held."""
    async with laboratory(tmp_path, ids(6)) as lab:
        meeting = await lab.meeting()
        group = group_of(8, 6, lab.form)
        await lab.vote(meeting, group)
        before = await lab.contents(meeting)
        for who in ids(6):
            await lab.say(meeting, who, {"MF-10": "no", "MF-14": "once more"})
        assert await lab.contents(meeting) == before


async def test_09_leaving_and_coming_back_in_one_box(tmp_path: Path) -> None:
    """Somebody who leaves is in the box under no number, and still counts as one; their answer is among the others'."""
    async with laboratory(tmp_path, ids(6)) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(8, 6, lab.form))
        slips = await lab.read(lambda c: sealed.slips(c, meeting))
        for who in ids(6)[:2]:
            await lab.write(lambda c, who=who: sealed.strike_out(c, who))  # type: ignore[misc]  # bound now
        assert await lab.register(meeting) == [-2, -1, *ids(6)[2:]]
        assert await lab.read(lambda c: sealed.slips(c, meeting)) == slips


async def test_09_after_the_last_day_nothing_goes_in(tmp_path: Path) -> None:
    """A late answer is refused, whatever state the box is in by then, and leaves nothing."""
    async with laboratory(tmp_path, ids(6)) as lab:
        meeting = await lab.meeting()
        group = group_of(8, 6, lab.form)
        await lab.vote(meeting, group, ids(6)[:5])
        await lab.until(ENDED + 8 * DAY)
        before = await lab.contents(meeting)
        await lab.say(meeting, ids(6)[5], group[ids(6)[5]])
        assert await lab.contents(meeting) == before
        await lab.published(meeting)
        words = await shown(lab)
        await lab.say(meeting, ids(6)[5], group[ids(6)[5]], sent=False)
        assert await shown(lab) == words and list(lab.keys.iterdir()) == []


# -- the same, as people meet it ------------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_09_the_talk_takes_one_answer_and_none_too_late(tmp_path: Path) -> None:
    """Whoever presses an old Start again is told, kindly, that there is nothing more to fill in, or that it has closed."""
    async with playing(tmp_path) as play:
        people, meeting = await gathering(play)
        starts = {person.id: start_of(person) for person in people}
        for person, way in zip(people[:5], WAYS, strict=False):
            await says(person, way)
        before = await inside(play, meeting)
        await play.takes(people[0], starts[people[0].id])
        await play.bot.sender.drained()
        assert "nothing more to fill in" in people[0].last
        assert await inside(play, meeting) == before
        await reviewed(play, meeting)
        (said,) = (await play.takes(people[5], starts[people[5].id])).direct
        assert "closed" in said.body.text and "no more answers" in said.body.text
        assert (await play.rows("box"))[0][4] in ("review", "agreed")


@pytest.mark.slow
async def test_09_four_in_the_room_and_nobody_reads_them(tmp_path: Path) -> None:
    """Four people answer, where deleting was promised: their page says so, and no word of theirs is anywhere."""
    async with playing(tmp_path) as play:
        people, _first = await gathering(play)
        meeting = await meet(play, "destroy")
        for person, way in zip(people[:4], WAYS, strict=False):
            await says(person, way)
        await play.wait(9 * DAY)
        (row,) = [row for row in await play.rows("publication") if row[0] == meeting]
        assert row[1] == "destroyed" and not await play.rows("published")
        assert play.in_files("marker-zero", "marker-four") == []


async def inside(play: Play, meeting: int) -> list[object]:
    return [
        *(await play.bot.database.read(lambda c: sealed.slips(c, meeting))),
        *(await play.bot.database.read(lambda c: sealed.register(c, meeting))),
    ]

"""The box and its commits: what is kept, what is undone, and how often its key turns."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.secret import SecretBox

from bot.ballot_box import _OVERHEAD, _REVIEW, LARGEST, STEP, Ballots, BoxFull, _Open, size_for
from bot.box_contents import contents
from bot.forms import load_form
from bot.key_file import Key, KeyFile, KeyTrouble
from conversations.feedback.form import Form, FormQuestion
from storage import boxes, sealed
from storage.sealed import Slip
from tests.feedback.groups import ENDED, Lab, group_of, ids, laboratory

FORM = load_form()
EVERYBODY = ids(6)


class Undone(Exception):
    """What a step in these tests fails with."""


@pytest.fixture
async def lab(tmp_path: Path) -> AsyncIterator[Lab]:
    """Six people of one group; nothing has happened yet."""
    async with laboratory(tmp_path, EVERYBODY) as made:
        yield made


def keys_of(lab: Lab) -> list[Key]:
    """Every key that lies in any slot of any file."""
    return [key for path in sorted(lab.keys.iterdir()) for key in KeyFile(path).slots() if key]


async def one_key_fits(lab: Lab, meeting: int) -> bytes:
    """What the one key that there is opens: the box as its row has it, to the last byte of its padding."""
    (key,) = keys_of(lab)
    row = await lab.read(lambda c: boxes.of(c, meeting))
    body = await lab.read(lambda c: boxes.body(c, meeting))
    assert row is not None and row.key_id == key.id
    opened = SecretBox(key.key).decrypt(body)
    length = int.from_bytes(opened[:4], "big")
    assert not opened[4 + length :].strip(b"\0")
    return opened[4 : 4 + length]


async def test_what_is_sealed_is_what_is_in_memory(lab: Lab) -> None:
    """After every turn the row's bytes, under the one key that there is, are the box as it stands."""
    meeting = await lab.meeting()
    group = group_of(1, 6, FORM)
    for who in EVERYBODY:
        await lab.vote(meeting, {who: group[who]})
        assert await one_key_fits(lab, meeting) == await lab.contents(meeting)
    assert await lab.register(meeting) == EVERYBODY


async def test_turns_that_share_a_commit_share_a_step(lab: Lab) -> None:
    """Many writes to a box in one commit turn its key once; writes to other things never do."""
    meeting = await lab.meeting()
    drawn: list[int] = []
    entropy = lab.ballots._entropy

    def counted(n: int) -> bytes:
        drawn.append(n)
        return entropy(n)

    lab.ballots._entropy = counted
    commits = lab.database.commits
    await lab.vote(meeting, group_of(1, 6, FORM), together=True)
    assert (lab.database.commits - commits, drawn.count(32)) == (1, 1)
    await lab.write(lambda c: c.execute("update member set quiet = 1").rowcount)
    assert drawn.count(32) == 1


async def test_a_turn_that_fails_leaves_nothing(lab: Lab) -> None:
    """What a failed turn did in a box is undone with it, in memory and on the disk, alone or among others that stay."""
    meeting = await lab.meeting()
    one, two, *_rest = EVERYBODY

    def fails(connection: Connection) -> None:
        sealed.enter(connection, meeting, one)
        sealed.keep_draft(connection, meeting, one, "[]", owes=True)
        sealed.set_focus(connection, one, meeting)
        raise Undone

    before = await one_key_fits(lab, meeting)
    with pytest.raises(Undone):
        await lab.write(fails)
    assert await one_key_fits(lab, meeting) == before == await lab.contents(meeting)
    kept, failed = await asyncio.gather(
        lab.write(lambda c: sealed.enter(c, meeting, two)), lab.write(fails), return_exceptions=True
    )
    assert (kept, type(failed)) == (None, Undone)
    assert await lab.register(meeting) == [two]
    assert b'drafts":[]' in await one_key_fits(lab, meeting)
    assert await lab.read(lambda c: sealed.focus(c, one)) is None


async def test_a_second_vote_is_refused(lab: Lab) -> None:
    """The register takes nobody twice, whoever asks it to."""
    meeting = await lab.meeting()
    await lab.write(lambda c: sealed.enter(c, meeting, EVERYBODY[0]))
    with pytest.raises(sqlite3.IntegrityError):
        await lab.write(lambda c: sealed.enter(c, meeting, EVERYBODY[0]))
    assert await lab.register(meeting) == [EVERYBODY[0]]


async def test_a_commit_that_fails_leaves_the_old_key(lab: Lab) -> None:
    """If the last word before the commit fails, the old bytes and the old key fit, and the new key is gone."""
    meeting = await lab.meeting()
    await lab.vote(meeting, group_of(1, 6, FORM), EVERYBODY[:3])
    before = await one_key_fits(lab, meeting)

    def refuse(connection: Connection) -> None:
        raise Undone

    lab.database.before_commit.append(refuse)
    with pytest.raises(Undone):
        await lab.vote(meeting, group_of(1, 6, FORM), EVERYBODY[3:4])
    lab.database.before_commit.remove(refuse)
    assert await one_key_fits(lab, meeting) == before == await lab.contents(meeting)
    await lab.vote(meeting, group_of(1, 6, FORM), EVERYBODY[3:])
    assert await one_key_fits(lab, meeting) == await lab.contents(meeting) != before


async def test_a_full_disk_leaves_the_old_key(lab: Lab) -> None:
    """A turn for which the disk has no room is undone whole; the box goes on as soon as there is room again."""
    meeting = await lab.meeting()
    await lab.vote(meeting, group_of(1, 6, FORM), EVERYBODY[:5])
    before = await one_key_fits(lab, meeting)
    (pages,) = await lab.read(lambda c: c.execute("pragma page_count").fetchone())
    await lab.read(lambda c: c.execute(f"pragma max_page_count = {pages}").fetchone())

    def too_much(connection: Connection) -> None:
        sealed.enter(connection, meeting, EVERYBODY[5])
        connection.execute("insert into invite values ('x', 'member', null, 1, 1)")
        connection.executemany(
            'insert into "group" (name) values (?)', [(f"{n}" * 4000,) for n in range(300)]
        )

    with pytest.raises(sqlite3.OperationalError, match="full"):
        await lab.write(too_much)
    assert await one_key_fits(lab, meeting) == before == await lab.contents(meeting)
    await lab.read(lambda c: c.execute("pragma max_page_count = 1073741823").fetchone())
    await lab.vote(meeting, group_of(1, 6, FORM), EVERYBODY[5:])
    assert await one_key_fits(lab, meeting) == await lab.contents(meeting)


# -- steps that are taken back, while the transaction goes on --------------------------------------------------------------


async def taken_back(lab: Lab, step: object, *others: object) -> None:
    """One write that fails among others in the same commit that stay."""
    outcomes = await asyncio.gather(
        *(lab.write(each) for each in (step, *others)),  # type: ignore[arg-type]  # functions of a connection
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes][:1] == [Undone]
    assert not any(isinstance(outcome, Exception) for outcome in outcomes[1:])


async def test_a_box_whose_making_failed_is_not_there(lab: Lab) -> None:
    """The making of a box is taken back with its step: no row, no key, nothing open, and it can be made again."""
    meeting = await lab.meeting()
    await lab.write(lambda c: lab.ballots.drop(c, meeting))

    def make(connection: Connection) -> None:
        lab.ballots.make(
            connection, meeting, 6, FORM, closes_on="2026-11-30", opens_on="2026-12-04", k=5, for_words=10, below_k="pool"
        )  # fmt: skip

    def fails(connection: Connection) -> None:
        make(connection)
        raise Undone

    await taken_back(lab, fails, lambda c: c.execute("update member set quiet = 1").rowcount)
    assert not lab.ballots.is_open(meeting) and not keys_of(lab) and not lab.ballots.opened()
    await taken_back(lab, fails, make)
    await lab.write(lambda c: sealed.enter(c, meeting, EVERYBODY[0]))
    assert await one_key_fits(lab, meeting) == await lab.contents(meeting)


async def test_a_box_whose_end_failed_is_still_there(lab: Lab) -> None:
    """The end of a box is taken back with its step: its key is not destroyed, and what is dropped in meanwhile is sealed."""
    meeting = await lab.meeting()
    await lab.vote(meeting, group_of(1, 6, FORM), EVERYBODY[:5])

    def fails(connection: Connection) -> None:
        lab.ballots.drop(connection, meeting)
        raise Undone

    await taken_back(lab, fails, lambda c: sealed.enter(c, meeting, EVERYBODY[5]))
    assert lab.ballots.is_open(meeting)
    assert await lab.register(meeting) == EVERYBODY
    assert await one_key_fits(lab, meeting) == await lab.contents(meeting)


async def test_a_missing_key_file_stops_nobody_else(lab: Lab) -> None:
    """A key file that somebody took away while the bot runs costs that box, and no turn of anybody in anything else."""
    gone = await lab.meeting()
    meeting = await lab.meeting(ENDED + 60)
    (path,) = lab.keys.glob(f"box-{gone}-*")
    path.unlink()
    everything = [sealed.turn, sealed.turn]

    def stops(connection: Connection) -> int:
        for turn, box in zip(everything, (gone, meeting), strict=True):
            turn(connection, box)
        return connection.execute("update pace set state = 'stopped'").rowcount

    assert await lab.write(stops) == 8
    assert not lab.ballots.is_open(gone) and "missing" in lab.ballots.lost[gone]
    await lab.write(lambda c: sealed.enter(c, meeting, EVERYBODY[0]))
    assert await one_key_fits(lab, meeting) == await lab.contents(meeting)


async def test_a_slot_that_cannot_be_wiped_spoils_no_other_box(
    lab: Lab, recwarn: pytest.WarningsRecorder
) -> None:
    """Two boxes turn in one commit and the file of one is gone by its end: the other knows which of its slots is live."""
    one, other = await lab.meeting(), await lab.meeting(ENDED + 60)
    (path,) = lab.keys.glob(f"box-{one}-*")
    faults: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: faults.append(context["message"]))
    lab.database.before_commit.append(lambda connection: path.unlink(missing_ok=True))

    def both(connection: Connection) -> None:
        sealed.enter(connection, one, EVERYBODY[0])
        sealed.enter(connection, other, EVERYBODY[0])

    await lab.write(both)
    lab.database.before_commit.pop()
    await lab.write(lambda c: sealed.enter(c, other, EVERYBODY[1]))
    assert faults == ["a function in after_batch failed"]
    assert await one_key_fits(lab, other) == await lab.contents(other)


# -- starting -------------------------------------------------------------------------------------------------------------


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    """Register, drafts, answers and notes come back as they were, and the key turns on from where it was."""
    group = group_of(3, 6, FORM)
    async with laboratory(tmp_path, EVERYBODY) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group, EVERYBODY[:5])
        await lab.write(lambda c: lab.says(c, meeting, EVERYBODY[5], group[EVERYBODY[5]], sent=False))
        await lab.write(
            lambda c: sealed.keep_note(
                c, meeting, "note", json.dumps("“kept”\n\0 as it is", ensure_ascii=False)
            )
        )
        before = await lab.contents(meeting)
    async with laboratory(tmp_path, seed=2) as lab:
        assert lab.ballots.opened() == (meeting,) and not lab.ballots.lost
        assert await lab.contents(meeting) == before
        await lab.vote(meeting, group, EVERYBODY[5:])
        assert await one_key_fits(lab, meeting) == await lab.contents(meeting)


async def test_the_slot_that_no_row_names_is_wiped_at_the_start(tmp_path: Path) -> None:
    """What a process that was killed left in the spare slot is zeros after the next start, and the box is open."""
    async with laboratory(tmp_path, EVERYBODY) as lab:
        meeting = await lab.meeting()
        (path,) = lab.keys.iterdir()
    spare = KeyFile(path).slots().index(None)
    KeyFile(path).write(spare, Key(b"i" * 16, b"k" * 32))
    async with laboratory(tmp_path) as lab:
        assert lab.ballots.opened() == (meeting,)
        assert len(keys_of(lab)) == 1 and b"kkkk" not in path.read_bytes()


async def test_keys_of_boxes_that_are_over_are_destroyed_at_the_start(tmp_path: Path) -> None:
    """A process that was killed between the commit that let a box go and the end of its key: the next one sees to it. Files
    that are none of a box's stay."""
    async with laboratory(tmp_path, EVERYBODY) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, FORM))
        (path,) = lab.keys.iterdir()
        left = path.read_bytes()
        await lab.published(meeting)
        assert not path.exists()
    path.write_bytes(left)
    path.chmod(0o600)
    others = [path.with_name(name) for name in ("box-99-ab.key", "notes.txt")]
    for other in others:
        other.write_bytes(left)
    async with laboratory(tmp_path) as lab:
        assert sorted(lab.keys.iterdir()) == sorted(others)


# -- sizes ----------------------------------------------------------------------------------------------------------------


@given(st.integers(0, 3000))
def test_a_box_is_as_large_as_its_group_needs(people: int) -> None:
    """In whole steps, never smaller for more people, and with an end."""
    size, wanted = size_for(people, FORM), people * 3 * 1600
    assert size % STEP == 0 and STEP <= size <= LARGEST
    assert size == LARGEST or size > wanted
    assert size <= size_for(people + 1, FORM)


async def test_what_does_not_fit_is_refused_and_undone(lab: Lab) -> None:
    """A box that is full never grows, and fails no commit: its writer is told, and all that was in it stays."""
    meeting = await lab.meeting()

    def flood(connection: Connection) -> None:
        for n in range(10_000):
            sealed.drop_in(connection, meeting, Slip("MF-14", 1, f"{n} " * 40, 1))
        lab.ballots.check_room(connection, meeting, is_taking=True)

    before = await lab.contents(meeting)
    with pytest.raises(BoxFull):
        await lab.write(flood)
    assert await lab.contents(meeting) == before == await one_key_fits(lab, meeting)


@given(st.lists(st.text(max_size=300), max_size=30), st.text(max_size=100))
def test_the_room_is_never_counted_too_small(texts: list[str], note: str) -> None:
    """What could not be sealed is never let through before, whatever letters people use."""
    with closing(sqlite3.connect(":memory:")) as connection:
        sealed.prepare(connection)
        for n, text in enumerate(texts):
            sealed.drop_in(connection, 7, Slip("MF-14", 1, text, 1))
            sealed.enter(connection, 7, EVERYBODY[0] + n)
        sealed.keep_note(connection, 7, "n", json.dumps(note))
        ballots, plain = Ballots(), contents(connection, 7)
        ballots._open[7] = _Open(KeyFile(Path("none")), 0, len(plain) + _OVERHEAD - 1)
        with pytest.raises(BoxFull):
            ballots.check_room(connection, 7, is_taking=False)


def test_room_for_the_reviewers_is_kept_free_while_answers_come_in() -> None:
    """What would just fit is refused as long as reviewers are still to write beside it, and taken once they do."""
    with closing(sqlite3.connect(":memory:")) as connection:
        sealed.prepare(connection)
        sealed.drop_in(connection, 7, Slip("MF-14", 1, "A kettle", 1))
        ballots = Ballots()
        ballots._open[7] = _Open(KeyFile(Path("none")), 0, _REVIEW)
        ballots.check_room(connection, 7, is_taking=False)
        with pytest.raises(BoxFull):
            ballots.check_room(connection, 7, is_taking=True)


def test_without_a_folder_there_are_no_boxes() -> None:
    """A command that was given no keys' folder can make no box."""
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(KeyTrouble):
        Ballots().make(
            connection,
            1,
            5,
            Form("f", 1, "", (FormQuestion("q", "?"),)),
            closes_on="",
            opens_on="",
            k=5,
            for_words=5,
            below_k="pool",
        )

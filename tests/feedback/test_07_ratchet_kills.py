"""Attack 7: killed at any step of the ratchet, nothing is lost, exactly one key is live, and the box opens.

What a process leaves behind when it is killed is what its files hold at that moment. So here the files are copied at every
step, in the midst of every write too, and a new process begins on each of the copies. The storm kills real processes.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.feedback import rounds
from bot.key_file import LENGTH, MAGIC, KeyFile
from storage import boxes, events, publications, sealed
from tests.feedback.groups import ENDED, Lab, group_of, ids, laboratory
from tests.feedback.storm import MEETINGS, PEOPLE, words_of

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
EVERYBODY = ids(7)
VOTERS = EVERYBODY[:6]


class Steps:
    """Stands for `os` in the module of key files, and copies all files before, amid and after whatever it writes."""

    def __init__(self, lab: Lab, copies: Path) -> None:
        self._lab, self._copies = lab, copies
        copies.mkdir()
        self.taken: list[tuple[str, Path]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def take(self, what: str) -> None:
        to = self._copies / f"{len(self.taken)}"
        # A process of its own: this one must not open and close a file of which SQLite holds locks.
        subprocess.run(["cp", "-r", str(self._lab.folder), str(to)], check=True)
        self.taken.append((what, to))

    def pwrite(self, descriptor: int, raw: bytes, at: int) -> int:
        self.take("before a write")
        os.pwrite(descriptor, raw[: len(raw) // 2], at)
        self.take("amid a write")
        written = os.pwrite(descriptor, raw, at)
        self.take("after a write")
        return written

    def fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)
        self.take("after waiting for the disk")


async def stepped(
    lab: Lab, copies: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], Awaitable[object]]
) -> list[tuple[str, Path]]:
    """Do this, and give a copy of all files for each step of it."""
    steps = Steps(lab, copies)
    lab.database.before_commit.append(lambda connection: steps.take("before the commit"))
    lab.database.after_batch.insert(0, lambda committed: steps.take("after the commit"))
    with monkeypatch.context() as patched:
        patched.setattr("bot.key_file.os", steps)
        await act()
    lab.database.before_commit.pop()
    lab.database.after_batch.pop(0)
    names = [what for what, _copy in steps.taken]
    assert {
        "before a write",
        "amid a write",
        "after a write",
        "before the commit",
        "after the commit",
    } <= set(names)
    return steps.taken


async def in_a_new_process(copy: Path, meeting: int) -> bytes | None:
    """What a process that begins on these files has in its box; None where there is no box. Its keys are in order."""
    async with laboratory(copy, seed=99) as lab:
        assert not lab.ballots.lost
        row = await lab.read(lambda c: boxes.of(c, meeting))
        if row is None:
            return None
        file = lab.keys / row.key_file
        live = [key for key in KeyFile(file).slots() if key]
        assert [key.id for key in live] == [row.key_id], "one key, and the other slot zeros"
        assert file.stat().st_size == LENGTH and file.read_bytes().startswith(MAGIC)
        found = await lab.contents(meeting)
        await lab.write(lambda c: sealed.turn(c, meeting))  # and it goes on
        return found


async def test_07_killed_at_any_step_of_a_vote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the commit the box is as it was, after it as it is now, and its one key opens it: never neither."""
    async with laboratory(tmp_path / "bot", EVERYBODY, durable=True) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, lab.form), VOTERS[:5])
        before = await lab.contents(meeting)
        taken = await stepped(
            lab,
            tmp_path / "copies",
            monkeypatch,
            lambda: lab.vote(meeting, group_of(1, 6, lab.form), VOTERS[5:]),
        )
        after = await lab.contents(meeting)
    names = [what for what, _copy in taken]
    decided = names.index("after the commit")
    for n, (what, copy) in enumerate(taken):
        assert await in_a_new_process(copy, meeting) == (after if n >= decided else before), what


async def test_07_a_log_torn_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit itself may be cut off after any part of it: as long as the old key is there, the old box is whole."""
    async with laboratory(tmp_path / "bot", EVERYBODY, durable=True) as lab:
        meeting = await lab.meeting()
        assert await lab.database.empty_log()
        before = await lab.contents(meeting)
        taken = await stepped(
            lab,
            tmp_path / "copies",
            monkeypatch,
            lambda: lab.vote(meeting, group_of(1, 6, lab.form), VOTERS[:1]),
        )
        after = await lab.contents(meeting)
    (committed,) = (copy for what, copy in taken if what == "after the commit")
    length = (committed / "data" / "alongside.sqlite3-wal").stat().st_size
    found = set()
    for part in (0, 20, 4000, length // 3, length // 2, length - 4200, length - 100, length - 1, length):
        torn = tmp_path / f"torn-{part}"
        shutil.copytree(committed, torn)
        os.truncate(torn / "data" / "alongside.sqlite3-wal", part)
        found.add(now := await in_a_new_process(torn, meeting))
        assert now == (after if part == length else before)
    assert found == {before, after}


async def test_07_killed_while_a_box_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either there is no box yet, and it is made after the start, or it is there and empty."""
    async with laboratory(tmp_path / "bot", EVERYBODY, durable=True) as lab:
        id = await lab.write(
            lambda c: events.add(c, "meeting", "Housing forum", ENDED - 3600, ends_at=ENDED, asks=True)
        )
        taken = await stepped(lab, tmp_path / "copies", monkeypatch, lambda: lab.until(ENDED))
        empty = await lab.contents(id)
    seen = set()
    for what, copy in taken:
        seen.add(found := await in_a_new_process(copy, id))
        assert found in (None, empty), what
        async with laboratory(copy, seed=100) as again:
            await again.until(ENDED)
            assert again.ballots.is_open(id)
            await again.vote(id, group_of(1, 6, again.form))
            await again.published(id)
            assert not list(again.keys.iterdir()), "also what the killed process had begun to make"
    assert seen == {None, empty}


async def test_07_killed_while_a_box_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either the box is there and opens, or its results are, and then no key of it is left after the start."""
    async with laboratory(tmp_path / "bot", EVERYBODY, durable=True) as lab:
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, lab.form))
        await lab.until(ENDED + 8 * 86_400)
        await lab.reviewed(meeting)
        before = await lab.contents(meeting)
        lab.clock.move_to(ENDED + 14 * 86_400)
        taken = await stepped(
            lab,
            tmp_path / "copies",
            monkeypatch,
            lambda: lab.write(lambda c: rounds.go_on(c, lab.world, lab.clock.now())),
        )
    seen = []
    for what, copy in taken:
        found = await in_a_new_process(copy, meeting)
        seen.append(found)
        async with laboratory(copy) as again:
            told = await again.read(lambda c: publications.of(c, meeting))
            assert (told is None) == (found is not None), what
            assert bool(list(again.keys.iterdir())) == (found is not None), what
    assert seen[0] == before and seen[-1] is None


async def test_07_killed_while_two_boxes_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two boxes in one commit are both as they were, or both as they are now."""
    async with laboratory(tmp_path / "bot", EVERYBODY, durable=True) as lab:
        one, other = await lab.meeting(), await lab.meeting(ENDED + 60)
        group = group_of(1, 6, lab.form)

        async def both() -> None:
            await asyncio.gather(lab.vote(one, group, VOTERS[:1]), lab.vote(other, group, VOTERS[:1]))

        before = await lab.contents(one), await lab.contents(other)
        taken = await stepped(lab, tmp_path / "copies", monkeypatch, both)
        after = await lab.contents(one), await lab.contents(other)
        assert [what for what, _copy in taken].count("after the commit") == 1
    for what, copy in taken:
        assert (await in_a_new_process(copy, one), await in_a_new_process(copy, other)) in (before, after), (
            what
        )


# -- the storm ------------------------------------------------------------------------------------------------------------


def answering(folder: Path, kill_after: int | None) -> Iterator[tuple[int, int]]:
    """What a process says it has on the disk, until it is killed after so many of them."""
    command = [sys.executable, "-m", "tests.feedback.storm", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            for n, line in enumerate(process.stdout, 1):
                if line.strip() == "done":
                    break
                meeting, member = line.split()
                yield int(meeting), int(member)
                if n == kill_after:
                    break
            else:
                raise AssertionError("it ended by itself")
        finally:
            process.kill()


async def storm(folder: Path, kills: int) -> None:
    """Two hundred answers over four boxes, and so many kills amid them."""
    async with laboratory(folder, ids(PEOPLE), durable=True) as lab:
        for n in range(MEETINGS):
            await lab.meeting(ENDED + n * 60)
    chance, acknowledged = Random(kills), set[tuple[int, int]]()
    for _ in range(kills):
        acknowledged |= set(answering(folder, chance.randint(1, PEOPLE * MEETINGS // kills)))
        await everything_is_there(folder, acknowledged)
    acknowledged |= set(answering(folder, None))
    assert await everything_is_there(folder, acknowledged) == PEOPLE * MEETINGS


async def everything_is_there(folder: Path, acknowledged: set[tuple[int, int]]) -> int:
    """Each answer once, those that were acknowledged among them; one live key for each box. How many answers there are."""
    for path in (folder / "keys").iterdir():
        assert any(KeyFile(path).slots()), "whatever else is there, one key is"
    async with laboratory(folder, durable=True) as lab:
        assert not lab.ballots.lost and len(lab.ballots.opened()) == MEETINGS
        there = set()
        for meeting in lab.ballots.opened():
            register = await lab.register(meeting)
            slips = await lab.read(lambda c, meeting=meeting: sealed.slips(c, meeting))  # type: ignore[misc]  # bound now
            assert sorted((slip.answer, slip.n) for slip in slips) == sorted(
                (words_of(meeting, id), 1) for id in register
            )
            there |= {(meeting, id) for id in register}
        assert [sum(key is not None for key in KeyFile(path).slots()) for path in lab.keys.iterdir()] == [
            1
        ] * MEETINGS
        assert await lab.database.check() == []
    assert acknowledged <= there
    return len(there)


async def test_07_three_kills_amid_answers(tmp_path: Path) -> None:
    """After a kill -9 amid many answers every acknowledged one is there once, and the boxes open."""
    await storm(tmp_path, 3)


@pytest.mark.chaos
async def test_07_fifteen_kills_amid_answers(tmp_path: Path) -> None:
    """The same fifteen times over on the same boxes."""
    await storm(tmp_path, 15)

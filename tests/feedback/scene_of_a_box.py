"""Two boxes by themselves, on a real database, watched at the edge of every commit and stolen from again and again."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from bot.ballot_box import Ballots, BoxFull
from bot.box_contents import contents
from bot.key_file import ID_BYTES, LENGTH, MAGIC, Key
from conversations.feedback.form import Form, FormAnswer, FormQuestion
from storage import boxes, events, sealed
from storage.database import Database
from storage.sealed import Slip
from tests.feedback.promises import Promises, raw

FORM = Form(
    "two_questions", 1, "Nobody in particular",
    (FormQuestion("MF-10", "Did you feel heard?", (FormAnswer("yes", "Yes"), FormAnswer("no", "No"))), FormQuestion("MF-14", "And?", words=True)),
)  # fmt: skip
FIRST, SECOND = 1, 2
AMARA, KOFI, SOL = 7_345_001, 8_345_002, 9_345_003
WORDS = {AMARA: "the heron-blue chairs", KOFI: "an umber kettle, please"}


class Watch:
    """What stands in the key files and in the rows at each step."""

    def __init__(self, keys: Path, promises: Promises, monkeypatch: pytest.MonkeyPatch) -> None:
        self.keys, self.promises, self.unsynced = keys, promises, set[int]()
        self.before: dict[int, bytes] = {}
        self.links: dict[int, Path] = {}
        self.fails = False
        written, synced = os.pwrite, os.fsync

        def pwrite(descriptor: int, data: bytes, at: int) -> int:
            self.unsynced.add(os.fstat(descriptor).st_ino)
            return written(descriptor, data, at)

        def fsync(descriptor: int) -> None:
            self.unsynced.discard(os.fstat(descriptor).st_ino)
            synced(descriptor)

        monkeypatch.setattr(os, "pwrite", pwrite)
        monkeypatch.setattr(os, "fsync", fsync)

    def waits(self) -> bool:
        """Whether something was written to a key file that may not have reached the disk."""
        return any(path.stat().st_ino in self.unsynced for path in self.keys.iterdir())

    def edge(self, connection: Connection) -> None:
        """The last moment before a commit: a kill now leaves the rows of before, one in a moment the rows of now."""
        for box in boxes.all(connection):
            ids = {key.id for key in slots(self.keys / box.key_file) if key}
            if box.meeting_id in self.before:
                self.promises.kept(
                    "before a commit both keys are there", {box.key_id, self.before[box.meeting_id]} <= ids
                )
            self.promises.kept("keys are on the disk before the row is", not self.waits())
        if self.fails:
            raise OSError("the disk is full")

    def after(self, connection: Connection) -> None:
        for box in boxes.all(connection):
            path = self.keys / box.key_file
            link = self.links.setdefault(box.meeting_id, self.keys.parent / f"held-{box.meeting_id}")
            if not link.exists():
                os.link(path, link)
            self.promises.kept(
                "a key file is only ever written in place",
                link.samefile(path) and path.stat().st_size == LENGTH,
            )
            live = [key for key in slots(path) if key]
            self.promises.kept("one key is live, the row's", [key.id for key in live] == [box.key_id])
            self.promises.kept("what is wiped is wiped on the disk", not self.waits())
            body = boxes.body(connection, box.meeting_id)
            self.promises.kept(
                "a box keeps its size", len(body) % (64 * 1024) == 0 and live and opens(body, live[0].key)
            )
            self.before[box.meeting_id] = box.key_id


def slots(path: Path) -> list[Key | None]:
    """Read off the bytes, as a thief would."""
    whole = path.read_bytes()[len(MAGIC) :]
    halves = (whole[: len(whole) // 2], whole[len(whole) // 2 :])
    return [Key(half[:ID_BYTES], half[ID_BYTES:]) if any(half) else None for half in halves]


def opens(body: bytes, key: bytes) -> bool:
    try:
        return bool(SecretBox(key).decrypt(body))
    except (CryptoError, ValueError):
        return False


def send(connection: Connection, meeting: int, member: int, heard: str, words: str) -> None:
    sealed.enter(connection, meeting, member)
    sealed.drop_in(connection, meeting, Slip("MF-10", 0, heard, 1))
    sealed.drop_in(connection, meeting, Slip("MF-14", 1, words, 1))
    sealed.drop_draft(connection, meeting, member)


@contextmanager
def patched() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield monkeypatch


async def play(folder: Path, promises: Promises) -> None:
    keys, path = folder / "keys", folder / "rows.sqlite3"
    keys.mkdir(mode=0o700)
    with patched() as monkeypatch:
        watch, ballots = Watch(keys, promises, monkeypatch), Ballots(keys)
        async with Database.open(path) as database:
            await database.execute("pragma synchronous = off")
            ballots.attach(database)
            database.before_commit.append(watch.edge)
            await _lives(database, ballots, watch, folder)
            inside = await database.read(lambda c: contents(c, FIRST))
        await _begins_again(path, keys, inside, promises)


async def _lives(database: Database, ballots: Ballots, watch: Watch, folder: Path) -> None:
    promises, keys = watch.promises, watch.keys

    async def write(does: Any) -> None:
        await database.write(does)
        await database.read(watch.after)

    def make(connection: Connection) -> None:
        for meeting in (FIRST, SECOND):
            events.add(connection, "meeting", f"Meeting {meeting}", 0)
            ballots.make(
                connection, meeting, 12, FORM, closes_on="2026-11-30", opens_on="2026-12-04", k=5, for_words=10, below_k="pool"
            )  # fmt: skip

    await write(make)
    (kept_in,) = await database.read(lambda c: c.execute("pragma temp_store").fetchone())
    promises.kept("what is in memory goes to no file", kept_in == 2)
    for length in (1, 40, 900):
        await write(
            lambda c, n=length: sealed.keep_draft(c, FIRST, AMARA, f'["{WORDS[AMARA]}{"x" * n}"]', owes=False)
        )
    await database.backup_to(folder / "yesterday.sqlite3")
    # In the one Amara is first and in the other Kofi, and each of them gives the other's answer to one of the questions.
    for meeting, order, words in ((FIRST, (AMARA, KOFI), WORDS), (SECOND, (KOFI, AMARA), {AMARA: WORDS[KOFI], KOFI: WORDS[AMARA]})):  # fmt: skip
        for member in order:
            heard = "yes" if member == AMARA else "no"
            await write(lambda c, m=meeting, who=member, h=heard, w=words[member]: send(c, m, who, h, w))
    first, second = [await database.read(lambda c, m=meeting: contents(c, m)) for meeting in (FIRST, SECOND)]  # type: ignore[misc]  # bound now
    promises.kept("order and people cannot be told from a box", first == second)
    promises.kept("nothing said is in any file", not _told(raw(database.path, keys, folder)))
    today = [key.key for box in await database.read(boxes.all) for key in slots(keys / box.key_file) if key]
    async with Database.open(folder / "yesterday.sqlite3", exclusive=False) as copy:
        old = [await copy.read(lambda c, m=meeting: boxes.body(c, m)) for meeting in (FIRST, SECOND)]  # type: ignore[misc]  # bound now
    promises.kept(
        "yesterday does not open with today's keys",
        not any(opens(body, key) for body in old for key in today),
    )
    await _fails(database, ballots, watch)
    await write(lambda c: sealed.strike_out(c, KOFI))
    left = await database.read(lambda c: sealed.register(c, FIRST))
    promises.kept("who leaves is in no box by name", len(left) == 2 and KOFI not in left and AMARA in left)
    await write(lambda c: sealed.keep_draft(c, FIRST, SOL, '["half-way"]', owes=True))
    await database.write(lambda c: ballots.drop(c, SECOND))
    promises.kept(
        "a key is overwritten before its file goes", not any(watch.links[SECOND].read_bytes()[len(MAGIC) :])
    )
    promises.kept("of a box that is over no key is left", len(list(keys.iterdir())) == 1)


def _told(found: bytes) -> bool:
    return any(words.encode() in found for words in WORDS.values())


async def _fails(database: Database, ballots: Ballots, watch: Watch) -> None:
    """What fails is undone in the box as it is in the rows; what would not fit is refused to its writer alone."""
    promises = watch.promises

    def fails(connection: Connection) -> None:
        send(connection, FIRST, SOL, "no", "a mistake of ours")
        raise RuntimeError

    def too_much(connection: Connection) -> None:
        sealed.keep_draft(connection, FIRST, SOL, f'["{"x" * 2_000_000}"]', owes=False)
        ballots.check_room(connection, FIRST, is_taking=False)

    def small(connection: Connection) -> None:
        sealed.keep_draft(connection, SECOND, SOL, '["small"]', owes=False)

    before = await database.read(lambda c: contents(c, FIRST))
    watch.fails = True
    committed = await asyncio.gather(database.write(small), return_exceptions=True)
    watch.fails = False
    await database.read(watch.after)
    promises.kept("a commit that fails changes nothing", isinstance(committed[0], OSError))
    outcome = await asyncio.gather(
        database.write(fails), database.write(too_much), database.write(small), return_exceptions=True
    )
    await database.read(watch.after)
    after = await database.read(lambda c: contents(c, FIRST))
    promises.kept(
        "what fails leaves nothing in a box", isinstance(outcome[0], RuntimeError) and after == before
    )
    promises.kept(
        "a full box is full for one writer only", isinstance(outcome[1], BoxFull) and outcome[2] is None
    )


async def _begins_again(path: Path, keys: Path, inside: bytes, promises: Promises) -> None:
    ballots = Ballots(keys)
    async with Database.open(path) as database:
        await database.write(ballots.load)
        found = await database.read(lambda c: contents(c, FIRST))
    promises.kept("a restart finds everything", found == inside and not ballots.lost)

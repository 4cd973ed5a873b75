"""The sealed ballot box of a meeting: who has answered, what they are writing, and what was said, in one blob of one row.

*What it is for.* Whoever steals the files (the database, its log, any number of backups, before or after the close) is to
learn nothing of who said what, or of who said anything. So no row outside a box may differ between a world in which
somebody answered and one in which they did not, and what is in a box is one ciphertext of a fixed size.

*The ratchet.* Every commit that changes a box seals all of it anew under a fresh key. A box's key file has two slots
(bot/key_file.py). Before the commit the new key goes into the spare slot and the disk is waited for; then the row with the
new bytes is committed, together with whatever else the turn changed; then the old slot is overwritten. At any moment a kill
leaves a row and a slot that fit each other: before the commit the old ones, after it the new ones. At start-up the slot
that the row names is live, and the other is wiped. So yesterday's backup cannot be opened with today's keys, and what was
deleted from a box (a draft, a vote taken back by a failed turn) can be read from no copy of it. Several turns that share a
commit share one step.

*Sorted, never shuffled.* Answers are counted in per question, so nobody can ever put one person's answers side by side, and
rows are sealed in their own order, never in that of arrival: equal boxes have equal plaintexts, which the tests prove.

*A fixed size.* How large a box is, is settled when it is made, from how many are invited and what they may write, in steps
of 64 KiB. It is padded to that and never grows. An answer that would not fit is refused, and its writer is told.

*While the bot runs* the open boxes are in SQLite's own memory (storage/sealed.py), never on a disk. A turn writes there, in
its own savepoint; this module seals what was turned at the edge of the commit (storage/database.py). Nothing else writes to
a box's bytes or its key file.

*What may be missing.* After a backup was restored the row is older than the key file: no slot fits, and what was in the box
is gone, which is the price of all this. Such a box is *lost*: it is left as it is, nothing of it is opened or wiped, and
`alongside check` and the log say so, until somebody says that a backup was restored on purpose (`alongside restored`).
"""

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from nacl.secret import SecretBox
from nacl.utils import random

from bot.box_contents import LENGTH, contents, fill, opened_with
from bot.key_file import ID_BYTES, KEY_BYTES, Key, KeyFile, KeyShut, KeyTrouble
from conversations.feedback.form import WORDS_MOST, Form
from storage import boxes, sealed
from storage.database import Database

log = logging.getLogger(__name__)
STEP: Final = 64 * 1024
"""Bytes. A box is a whole number of these."""
LARGEST: Final = 1024 * 1024
"""Bytes. Every step of everybody writes the whole box, so there is an end to it; what does not fit is refused kindly."""
_OVERHEAD: Final = SecretBox.NONCE_SIZE + SecretBox.MACBYTES + LENGTH
_MARGIN: Final = 4096
"""Bytes kept free beyond what is counted, so that sealing never fails for want of room."""
_REVIEW: Final = 16 * 1024
"""Bytes kept free while a box is open, for the talks of its reviewers; beside that, so many for each text that they read."""
_A_TEXT: Final = 160
_A_PERSON: Final = 1600
"""Bytes: a place in the register, and what surrounds a draft: its sessions, its messages, what is owed."""
_A_CHOICE: Final = 96


class BoxFull(Exception):
    """What this turn would put into the box does not fit any more. The turn is to be undone and its writer told."""


@dataclass(slots=True)
class _Open:
    """A box that is in memory: its file, the slot that its row names, and how many bytes its blob has."""

    file: KeyFile
    slot: int
    size: int


def size_for(people: int, form: Form) -> int:
    """Bytes for so many invited people with this form: settled once, whoever answers and however long."""
    questions = sum(
        (2 * WORDS_MOST if q.words else 0) + _A_CHOICE * (len(q.answers) if q.many else 1)
        for q in form.questions
    )
    wanted = _OVERHEAD + _MARGIN + _REVIEW + max(people, 1) * (_A_PERSON + questions)
    return min(LARGEST, -(-wanted // STEP) * STEP)


class Ballots:
    """Every open box of one database. Everything here runs on the database thread, inside a transaction or at its edge.

    `folder` holds the key files; without one there are no boxes, and none can be made. `entropy(n)` gives n bytes of the
    operating system's; only tests give others.
    """

    def __init__(self, folder: Path | None = None, *, entropy: Callable[[int], bytes] = random) -> None:
        self._folder, self._entropy = folder, entropy
        self._open: dict[int, _Open] = {}
        self._written: dict[int, tuple[KeyFile, int, int]] = {}
        """Boxes sealed anew in the transaction that is going on: their file, the slot of before, the slot of now."""
        self._made: dict[int, _Open] = {}
        self._dropped: dict[int, KeyFile] = {}
        self._undone: list[KeyFile] = []
        """Files of boxes that were made by a step that was taken back, while the transaction went on."""
        self.lost: dict[int, str] = {}
        """Boxes whose row cannot be opened, and why, in words for whoever runs the bot."""
        self.farewells: list[tuple[str, str, tuple[str, ...], str]] = []
        """(channel, address, messages, question) of talks whose box has gone: still to be deleted from the chats."""
        self.resting: dict[int, int] = {}
        """Boxes at which a step of the bot's own has failed, and the moment from which it is tried again."""
        self._stuck: set[int] = set()
        """Those whose last new key could not be written: each commit tries again."""
        self.shut: set[int] = set()
        """Those among them whose key is there and cannot be got at: they are not to be let go of."""

    def attach(self, database: Database) -> None:
        """Seal at the edge of every commit of this database from now on."""
        database.before_commit.append(self.seal_turned)
        database.after_batch.append(self.decided)

    # -- starting -----------------------------------------------------------------------------------------------------

    def load(self, connection: Connection) -> None:
        """At start-up: open every box, wipe every slot that no row names, and destroy the keys of boxes that are over."""
        for row in boxes.all(connection):
            try:
                self._load(connection, row)
            except KeyTrouble as trouble:
                self.lost[row.meeting_id] = str(trouble)
                if isinstance(trouble, KeyShut):
                    self.shut.add(row.meeting_id)
        sealed.is_sealed(connection)
        if self._folder is not None:
            self._clear_away(connection, self._folder)

    def _load(self, connection: Connection, row: boxes.BoxRow) -> None:
        file, blob = self._file(row.key_file), boxes.body(connection, row.meeting_id)
        slot, contents = opened_with(file, row.key_id, blob)
        if file.slots()[1 - slot] is not None:
            file.wipe(1 - slot)
        self._open[row.meeting_id] = _Open(file, slot, len(blob))
        fill(connection, row.meeting_id, contents)

    def _clear_away(self, connection: Connection, folder: Path) -> None:
        """The process before may have ended between the commit that let a box go and the wiping of its key."""
        over = {id for (id,) in connection.execute("select meeting_id from publication")}
        known = {row.key_file for row in boxes.all(connection)}
        for path in sorted(folder.glob("box-*.key")):
            meeting = path.name.split("-")[1]
            if path.name not in known and meeting.isdecimal() and int(meeting) in over:
                KeyFile(path).destroy()

    # -- a box's life -------------------------------------------------------------------------------------------------

    def opened(self) -> tuple[int, ...]:
        """The meetings whose boxes are in memory."""
        return tuple(sorted({*self._open, *self._made}))

    def size_of(self, meeting_id: int) -> int:
        """Bytes of an open box."""
        return (self._made.get(meeting_id) or self._open[meeting_id]).size

    def can_seal(self, meeting_id: int) -> bool:
        """Whether a new key can be written for this box now: if not, nothing may be said to be in it."""
        path = (self._made.get(meeting_id) or self._open[meeting_id]).file.path
        return meeting_id not in self._stuck and os.access(path, os.R_OK | os.W_OK)

    def is_open(self, meeting_id: int) -> bool:
        """Whether the box is in memory: neither over nor lost."""
        return meeting_id in self._made or (meeting_id in self._open and meeting_id not in self._dropped)

    def make(
        self, connection: Connection, meeting_id: int, people: int, form: Form, *, closes_on: str, opens_on: str, k: int, for_words: int,
        below_k: str,
    ) -> None:  # fmt: skip
        """A new box, empty, for so many invited people. Its promises stand in its row and are never changed."""
        name = f"box-{meeting_id}-{self._entropy(8).hex()}.key"
        file, key, size = self._file(name), self._fresh(), size_for(people, form)
        sealed.clear(connection, meeting_id)
        boxes.add(
            connection, meeting_id, key_file=name, key_id=key.id, body=self._sealed(connection, meeting_id, key, size), closes_on=closes_on,
            opens_on=opens_on, k=k, for_words=for_words, below_k=below_k, questions=form.to_json(),
        )  # fmt: skip
        file.create(key)
        if meeting_id in self._made:
            self._undone.append(self._made[meeting_id].file)
        self._made[meeting_id] = _Open(file, 0, size)
        self.lost.pop(meeting_id, None)

    def drop(self, connection: Connection, meeting_id: int) -> None:
        """The box goes, with everything in it; its key is destroyed as soon as that is committed."""
        row = boxes.of(connection, meeting_id)
        assert row is not None, "there is such a box"
        boxes.drop(connection, meeting_id)
        sealed.clear(connection, meeting_id)
        self._dropped[meeting_id] = self._file(row.key_file)
        self._made.pop(meeting_id, None)

    def drop_all(self, connection: Connection) -> None:
        """Every box goes, unread. Only where everything begins anew."""
        sealed.forget_focus(connection)
        for row in boxes.all(connection):
            self.drop(connection, row.meeting_id)

    def check_room(self, connection: Connection, meeting_id: int, *, is_taking: bool) -> None:
        """Raise BoxFull where what is in the box now would not fit into its blob. `is_taking`: answers still go into it, so
        room for its reviewers is kept free as well."""
        size = (self._open.get(meeting_id) or self._made[meeting_id]).size
        kept_free = _MARGIN + (_REVIEW if is_taking else 0)
        if sealed.length(connection, meeting_id, _A_TEXT) > size - _OVERHEAD - kept_free:
            raise BoxFull

    def check_turned(self, connection: Connection) -> None:
        """Raise BoxFull where a box that was turned in this transaction could not be sealed: to the byte."""
        for meeting_id in sealed.turned(connection):
            box = self._made.get(meeting_id) or self._open.get(meeting_id)
            if (
                box
                and self.is_open(meeting_id)
                and len(contents(connection, meeting_id)) > box.size - _OVERHEAD
            ):
                raise BoxFull

    # -- the ratchet --------------------------------------------------------------------------------------------------

    def seal_turned(self, connection: Connection) -> None:
        """The last thing in a transaction: new bytes under a new key for every box that was turned in it."""
        self._as_the_rows_say(connection)
        later: list[int] = []
        for meeting_id in sealed.turned(connection):
            box = self._made.get(meeting_id) or self._open.get(meeting_id)
            if box is None or not self.is_open(meeting_id):
                continue
            key, spare = self._fresh(), 1 - box.slot
            self._written[meeting_id] = (box.file, box.slot, spare)
            try:
                box.file.write(spare, key)
            except FileNotFoundError:  # somebody took it away: this box is lost, and all else goes on
                self._lose(connection, meeting_id, "its key file went missing while the bot ran")
                continue
            except OSError as trouble:  # nobody's STOP may fail for it; Talk.done takes no answers meanwhile
                log.error("a box could not be sealed: %s", trouble.strerror)
                del self._written[meeting_id]
                self._stuck.add(meeting_id)
                later.append(meeting_id)
                continue
            self._stuck.discard(meeting_id)
            boxes.reseal(connection, meeting_id, key.id, self._sealed(connection, meeting_id, key, box.size))
        sealed.is_sealed(connection)
        for meeting_id in later:
            sealed.turn(connection, meeting_id)

    def _as_the_rows_say(self, connection: Connection) -> None:
        """A step that was taken back to its savepoint made no box and dropped none, whatever it noted here."""
        if not self._made and not self._dropped:
            return
        files = dict(connection.execute("select meeting_id, key_file from box"))
        for meeting_id in [id for id, box in self._made.items() if files.get(id) != box.file.path.name]:
            self._undone.append(self._made.pop(meeting_id).file)
        self._dropped = {id: file for id, file in self._dropped.items() if files.get(id) != file.path.name}

    def _lose(self, connection: Connection, meeting_id: int, why: str) -> None:
        self._open.pop(meeting_id, None)
        self._written.pop(meeting_id, None)
        self.lost[meeting_id] = why
        sealed.clear(connection, meeting_id)

    def decided(self, committed: bool) -> None:
        """The transaction is on the disk, or nothing of it is: the slots that no row names are wiped."""
        written, made, dropped, undone = self._written, self._made, self._dropped, self._undone
        self._written, self._made, self._dropped, self._undone = {}, {}, {}, []
        if not committed:  # what was to be sealed later is not known any more
            self._stuck.clear()
        if committed:
            self._open |= made
            for meeting_id, (_file, _before, now) in written.items():
                if meeting_id in self._open:
                    self._open[meeting_id].slot = now
            for meeting_id in dropped:
                self.lost.pop(meeting_id, None)
                if meeting_id not in made:
                    self._open.pop(meeting_id, None)
        with ExitStack() as each:  # one that fails is told, and the others are done all the same
            for meeting_id, (file, before, now) in written.items():
                if committed or meeting_id not in made:
                    each.callback(file.wipe, before if committed else now)
            over = [file for id in dropped for file in self._files_of(id) if committed]
            for file in (*undone, *over, *(box.file for box in made.values() if not committed)):
                each.callback(file.destroy)

    def _files_of(self, meeting_id: int) -> list[KeyFile]:
        """Every key file of a box that is over, also of one that a process began to make before it was killed."""
        kept = {box.file.path for box in self._open.values()}
        found = self._folder.glob(f"box-{meeting_id}-*.key") if self._folder else ()
        return [KeyFile(path) for path in sorted(found) if path not in kept]

    # -- bytes --------------------------------------------------------------------------------------------------------

    def _sealed(self, connection: Connection, meeting_id: int, key: Key, size: int) -> bytes:
        plain = contents(connection, meeting_id)
        if len(plain) > size - _OVERHEAD:
            raise BoxFull
        padded = len(plain).to_bytes(LENGTH, "big") + plain + bytes(size - _OVERHEAD - len(plain))
        return bytes(SecretBox(key.key).encrypt(padded, self._entropy(SecretBox.NONCE_SIZE)))

    def _fresh(self) -> Key:
        return Key(self._entropy(ID_BYTES), self._entropy(KEY_BYTES))

    def _file(self, name: str) -> KeyFile:
        if self._folder is None:
            raise KeyTrouble("no folder for keys is set")
        return KeyFile(self._folder / name)

"""My journey: the one place where a member's own record is opened and sealed (B51).

*What it is for.* The record is the member's, and nobody on the team has a view, a count or a hint of it. So it is one
ciphertext in one row, and every member has such a row from the moment on that one of them has written.
Its keys are derived from the key file for one member at a time, and only in that member's own turn, or where a letter or
a file goes to that member: `read`, `change` and the two of letters take the member whose turn it is from the shell, and no
flow can name another (`RowJourneyFacts.journey` takes nothing).

*Derived how.* blake2b, keyed with the key file, over the member's id and the row's salt, gives a key for the record
(SecretBox) and one for what others seal to the member (SealedBox; the public half stands in the row). Deleting the record
changes the salt, and with it both. PyNaCl does all of it.

*One size, and all anew.* A sealed record is padded to steps, and the fullest would still stand out. So every row lies under
a cover of its own: sealed once more with a key that is nobody's (it opens covers and no record), with the true length and
random bytes behind it, up to the length of the longest row there is. With each write all covers are made anew, in the same
transaction, and where one record grows a step all rows grow. So sizes tell nothing of anybody, and two backups laid side by
side do not show whose record changed. What remains: that somebody has written much (all rows are long, and stay so); and
that a row's salt and public half change when its member first writes and when they delete all of it, which somebody who
holds a backup of before and one of after can see. Drawing the rows of those who never wrote anew would not hide that but
show it: they would change, and the others could not.

*Words on their way.* A page of the record is a letter in the outbox like every other answer, and would rest there in the
open until it has gone. So what is said in a turn that looked into the record is sealed too, and opened when it goes. So is the question to
somebody for a line, to that person; that it carries words of the member stands on it as on all that is passed on, or it
could not be taken back with them.

*What may be missing.* Without its key file no record can be opened. Then nothing is written over it: its member is told, and
`alongside check` says how to mend it. A new key is made only where there is no record yet.
"""

import json
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from nacl.utils import random

from bot import journey_key
from bot.journey_key import JourneyShut, MemberKeys
from bot.journey_lines import SALT_BYTES, SEALING, STEP, noise, padded, unpadded
from bot.ports import Body
from conversations.journey import Journey, Line, after, with_lines
from conversations.journey_effects import DropJourney, JourneyEffect
from storage import journeys
from storage.journeys import JourneyRow

__all__ = ["JourneyShut", "Journeys"]
ASK = "line:"
ASK_STEP = 64
"""Bytes: what somebody was asked about is padded to these."""
COVER = SEALING + 4
"""Bytes that a cover adds: what sealing adds, and the true length."""
LETTER_STEP = 1024
"""Bytes: words on their way are padded to these."""
DAMAGED = "a record is damaged (mend: restore the last good backup)"


class Asked(NamedTuple):
    """What somebody was asked for a line about."""

    member: int
    entry: str


class Journeys:
    """Every member's record, each for its own member. `folder` holds the key file; without one nothing can be kept.

    Reading and writing run on the database thread, inside the turn; the key file is read each time, and held by nobody.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def read(self, connection: Connection, member_id: int) -> Journey:
        """The record of the member whose turn it is, with the lines that have arrived. Raises JourneyShut."""
        row = journeys.of(connection, member_id)
        kept = journeys.key_id(connection)
        if row is None and kept is None:
            journey_key.check_place(self._folder)
            return Journey()
        key = self._key(kept)
        keys = None if row is None else _own(key, member_id, row)
        if row is None or keys is None:
            return Journey()
        journey = Journey.from_json(unpadded(_opened(keys, _uncovered(key, row.body))))
        return with_lines(journey, _lines(keys, journeys.lines(connection, member_id)))

    def change(self, connection: Connection, member_id: int, effect: JourneyEffect) -> None:
        """Carry out what the member asked of their own record. Raises JourneyShut, and then nothing is changed."""
        record = after(self.read(connection, member_id), effect)
        kept, row = journeys.key_id(connection), journeys.of(connection, member_id)
        key = journey_key.load_or_create(self._folder) if kept is None else self._key(kept)
        is_new = row is None or isinstance(effect, DropJourney) or _own(key, member_id, row) is None
        salt = _salt() if row is None or is_new else row.salt
        keys = journey_key.keys_of(key, member_id, salt)
        body = bytes(keys.box.encrypt(padded(record.to_json(), STEP)))
        assert len(body) % STEP == SEALING
        public, key_id = bytes(keys.private.public_key), journey_key.id_of(key)
        size = max(len(body) + COVER, journeys.longest(connection))
        journeys.put(connection, member_id, JourneyRow(key_id, salt, public, _covered(key, body, size)))
        journeys.drop_lines(connection, member_id)
        _cover_anew(connection, key, size, member_id)

    def hide_among(self, connection: Connection, member_id: int) -> None:
        """A row for somebody who has written nothing, as soon as anybody has: so no row tells who did. Where the key is
        missing they get it with the next that is written."""
        kept = journeys.key_id(connection)
        if kept is None:
            return
        try:
            key = self._key(kept)
        except JourneyShut:
            return
        journeys.put(connection, member_id, _noise(key, journeys.longest(connection)))

    def problem(self, connection: Connection) -> str:
        """What keeps every record shut, and how to mend it; "" for nothing. It opens none of them."""
        kept = journeys.key_id(connection)
        try:
            if kept is not None:
                self._key(kept)
        except JourneyShut as shut:
            return f"My journey cannot be opened for anybody: {shut}. Nothing in it is lost as long as its key is somewhere."
        return ""

    def _key(self, kept: bytes | None) -> bytes:
        key = journey_key.load(self._folder)
        if kept is not None and journey_key.id_of(key) != kept:
            raise JourneyShut(
                f"{journey_key.NAME} belongs to another database (mend: put back the copy that is kept apart)"
            )
        return key

    # -- words on their way ---------------------------------------------------------------------------------------------

    def seal_letter(self, connection: Connection, member_id: int, body: Body) -> Body:
        """A letter to the member whose turn it is, with its words sealed. As it is, where nobody has written anything yet."""
        if journeys.key_id(connection) is None:
            return body
        box = journey_key.letter_box(journey_key.load(self._folder), member_id)
        said = {
            "text": body.text, "choices": body.choices, "name": body.name, "otherwise": body.otherwise,
            "carrying": body.carrying,
        }  # fmt: skip
        sealed = box.encrypt(padded(json.dumps(said, ensure_ascii=False), LETTER_STEP))
        return replace(
            body,
            text="",
            choices=(),
            name="",
            otherwise="",
            carrying=(),
            sealed=b64encode(bytes(sealed)).decode(),
        )

    def open_letter(self, member_id: int, body: Body) -> Body:
        """The letter to this member as it reads. Raises JourneyShut."""
        box = journey_key.letter_box(journey_key.load(self._folder), member_id)
        try:
            said = json.loads(unpadded(box.decrypt(b64decode(body.sealed))))
        except CryptoError:
            raise JourneyShut("a letter was sealed with another key") from None
        choices = tuple((key, label, token) for key, label, token in said.pop("choices"))
        carrying = tuple((name, value) for name, value in said.pop("carrying", ()))
        return replace(body, **said, choices=choices, carrying=carrying, sealed="")

    # -- what somebody was asked about ----------------------------------------------------------------------------------

    def seal_ask(self, asked: int, member_id: int, entry: str) -> str:
        """What a letter is about that asks somebody for a line: sealed to them, so that neither it nor their session names
        the member. Raises JourneyShut."""
        box = journey_key.letter_box(journey_key.load(self._folder), asked)
        sealed = bytes(box.encrypt(padded(json.dumps([member_id, entry]), ASK_STEP)))
        return ASK + urlsafe_b64encode(sealed).decode()

    def open_ask(self, asked: int, item: str) -> Asked | None:
        """The member and the entry that this one, whose turn it is, was asked about; None for what was not sealed to them,
        and where no key opens it."""
        try:
            box = journey_key.letter_box(journey_key.load(self._folder), asked)
            member, entry = json.loads(
                unpadded(bytes(box.decrypt(urlsafe_b64decode(item.removeprefix(ASK)))))
            )
        except (JourneyShut, CryptoError, ValueError):
            return None
        return Asked(int(member), str(entry))


def _salt() -> bytes:
    return random(SALT_BYTES)


def _covered(key: bytes, body: bytes, size: int) -> bytes:
    """A sealed record, or noise, under a cover of this size: what it hides is the length, and whether it changed."""
    filled = len(body).to_bytes(4, "big") + body
    return bytes(journey_key.cover_box(key).encrypt(filled + random(size - SEALING - len(filled))))


def _uncovered(key: bytes, body: bytes) -> bytes:
    if len(body) % STEP == SEALING:  # of before there were covers
        return body
    try:
        filled = bytes(journey_key.cover_box(key).decrypt(body))
    except CryptoError:
        raise JourneyShut(DAMAGED) from None
    return filled[4 : 4 + int.from_bytes(filled[:4], "big")]


def _noise(key: bytes, size: int) -> JourneyRow:
    row = noise(journey_key.id_of(key))
    return row._replace(body=_covered(key, row.body, size))


def _cover_anew(connection: Connection, key: bytes, size: int, but: int) -> None:
    """A new cover of this size for every row, except the member's own, and a row for everybody who has none. What is damaged
    stays as it is: it may be mended."""
    for id in journeys.members(connection):
        row = None if id == but else journeys.of(connection, id)
        if row is None:
            continue
        try:
            journeys.put(connection, id, row._replace(body=_covered(key, _uncovered(key, row.body), size)))
        except JourneyShut:
            continue
    for id in journeys.without(connection):
        journeys.put(connection, id, _noise(key, size))


def _own(key: bytes, member_id: int, row: JourneyRow) -> MemberKeys | None:
    """The keys of a row that its member has written; None for one that only hides who has."""
    keys = journey_key.keys_of(key, member_id, row.salt)
    return keys if bytes(keys.private.public_key) == row.public_key else None


def _opened(keys: MemberKeys, body: bytes) -> bytes:
    try:
        return bytes(keys.box.decrypt(body))
    except CryptoError:
        raise JourneyShut(DAMAGED) from None


def _lines(keys: MemberKeys, sealed: list[bytes]) -> tuple[Line, ...]:
    """The lines that were sealed to this member. What is none, or was meant for a record that is gone, is passed over."""
    found, box = [], SealedBox(keys.private)
    for each in sealed:
        try:
            said = json.loads(unpadded(bytes(box.decrypt(each))))
            found.append(Line(int(said["by"]), str(said["entry"]), str(said["text"])))
        except (CryptoError, ValueError, KeyError):
            continue
    return tuple(found)

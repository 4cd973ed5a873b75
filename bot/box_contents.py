"""What is in a box, as the plaintext that is sealed: one canonical form, into SQLite's memory and out of it.

Equal boxes have equal plaintexts: everything stands in its own order, never in that of arrival. It is preceded by its length
and padded with zeros up to the size that was settled when the box was made.
"""

import json
from sqlite3 import Connection
from typing import Any, Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from bot.key_file import KeyFile, KeyTrouble
from storage import sealed

LENGTH: Final = 4
"""Bytes before the plaintext that say how long it is."""
_write: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def opened_with(file: KeyFile, key_id: bytes, blob: bytes) -> tuple[int, dict[str, Any]]:
    """The slot whose key this is, and what is in the box. Raises KeyTrouble; nothing is changed by looking."""
    for slot, key in enumerate(file.slots()):
        if key is not None and key.id == key_id:
            try:
                return slot, unpack(SecretBox(key.key).decrypt(blob))
            except (CryptoError, ValueError):
                raise KeyTrouble("its bytes are damaged, or sealed with another key") from None
    raise KeyTrouble("its key file is for another state of the box: was a backup restored?")


def contents(connection: Connection, meeting_id: int) -> bytes:
    """Everything that is in a box, in its one canonical form: the plaintext that is sealed."""
    drafts = ",".join(f"[{who},{owes},{draft}]" for who, draft, owes in sealed.drafts(connection, meeting_id))
    rest = {
        "notes": {name: json.loads(value) for name, value in sealed.notes(connection, meeting_id).items()},
        "register": sealed.register(connection, meeting_id),
        "slips": sealed.slips(connection, meeting_id),
    }
    return f'{{"drafts":[{drafts}],{_write(rest)[1:]}'.encode()


def unpack(padded: bytes) -> dict[str, Any]:
    length = int.from_bytes(padded[:LENGTH], "big")
    raw: dict[str, Any] = json.loads(padded[LENGTH : LENGTH + length])
    return raw


def fill(connection: Connection, meeting_id: int, raw: dict[str, Any]) -> None:
    sealed.clear(connection, meeting_id)
    for member_id in raw["register"]:
        sealed.enter(connection, meeting_id, member_id)
    for member_id, owes, draft in raw["drafts"]:
        sealed.keep_draft(connection, meeting_id, member_id, _write(draft), owes=bool(owes))
    for slip in raw["slips"]:
        sealed.drop_in(connection, meeting_id, sealed.Slip._make(slip))
    for name, value in raw["notes"].items():
        sealed.keep_note(connection, meeting_id, name, _write(value))

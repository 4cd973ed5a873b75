"""What others do about a member's own record: a trainer's line, sealed to the member, and rows that say nothing.

Nothing here loads a key, and nothing here can open a record: a line is sealed to the public half, which stands in the
member's row. The member's own turn opens it (bot/journeys.py).
"""

import json
from sqlite3 import Connection
from typing import Final

from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random

from conversations.journey import LINE_MOST
from storage import journeys
from storage.journeys import JourneyRow

SALT_BYTES: Final = 16
STEP: Final = 16 * 1024
"""Bytes. A sealed record is a whole number of these, with what sealing adds. How many they are is hidden by its cover."""
SEALING: Final = 40
"""Bytes that sealing adds: a nonce and a tag."""
LINE: Final = 2048
"""Bytes of every line, however short."""
MOST_LINES: Final = 20
"""Lines that wait for one member."""


def padded(text: str, step: int) -> bytes:
    """The words with their length before them and zeros behind, up to a whole number of steps."""
    raw = text.encode()
    size = -(-(len(raw) + 4) // step) * step
    return len(raw).to_bytes(4, "big") + raw + bytes(size - len(raw) - 4)


def unpadded(raw: bytes) -> str:
    return raw[4 : 4 + int.from_bytes(raw[:4], "big")].decode()


def leave(connection: Connection, member: int, entry: str, text: str, by: int) -> None:
    """Seal this line to the member it is for. Whether they asked for it stands in their sealed record, so they alone can
    say; what nobody asked for is dropped there, unread."""
    key, text = journeys.public_key(connection, member), text.strip()
    if key is None or not text or len(text) > LINE_MOST or member == by:
        return
    said = json.dumps({"by": by, "entry": entry, "text": text}, ensure_ascii=False)
    sealed = SealedBox(PublicKey(key)).encrypt(padded(said, LINE))
    journeys.add_line(connection, member, bytes(sealed), MOST_LINES)


def noise(key_id: bytes) -> JourneyRow:
    """A row that nothing opens, and that looks like any other once it has a cover."""
    return JourneyRow(
        key_id, random(SALT_BYTES), bytes(PrivateKey.generate().public_key), random(STEP + SEALING)
    )

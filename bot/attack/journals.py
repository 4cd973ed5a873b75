"""The write-ahead log and the rollback journal as histories: pages as they once were, in the order of their writing.

A log is written from its beginning again after each checkpoint, so behind the frames in force lie older ones. They are told
apart by their salt, the first half of which counts up. SQLite never reads them again; a thief does.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.attack.pages import Image, cut

_WAL = (0x377F0682, 0x377F0683)
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_LIKELY = 2**24
"""Pages. No database of this kind has so many."""


class Frame(NamedTuple):
    """One page as it was written. `commits`: a transaction ended with it. `live`: it is in force."""

    page: int
    data: bytes
    commits: bool
    live: bool


def frames(wal: bytes) -> list[Frame]:
    """Every frame of a log, the oldest first; those of older rounds have lost their beginnings."""
    if len(wal) < 32 or int.from_bytes(wal[:4], "big") not in _WAL:
        return []
    size = int.from_bytes(wal[8:12], "big")
    if size < 512:
        return []
    now, found = wal[16:24], []
    for at in range(32, len(wal) - size - 23, size + 24):
        head = wal[at : at + 24]
        number, after = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
        if number:
            salt = head[8:16]
            found.append(
                (
                    salt != now,
                    salt[:4],
                    at,
                    Frame(number, wal[at + 24 : at + 24 + size], after > 0, salt == now),
                )
            )
    found.sort(key=lambda frame: (not frame[0], frame[1], frame[2]))
    return [frame for _, _, _, frame in found]


def originals(journal: bytes, size: int) -> list[Frame]:
    """Pages as they were before the transaction that a rollback journal could take back, or could until that was committed:
    in some modes only the first bytes of a journal are wiped then. `size`: bytes of a page of the database."""
    sectors = [int.from_bytes(journal[20:24], "big")] if journal.startswith(_JOURNAL) else [512, 4096]
    for sector in sectors:
        first = int.from_bytes(journal[sector : sector + 4], "big")
        if sector >= 512 and size >= 512 and 0 < first < _LIKELY:
            return [
                Frame(
                    int.from_bytes(journal[at : at + 4], "big"), journal[at + 4 : at + 4 + size], False, False
                )
                for at in range(sector, len(journal) - size - 7, size + 8)
            ]
    return []


def current(main: bytes, wal: bytes) -> Image:
    """The database as SQLite would show it: the file, and what is committed in its log."""
    pages, pending = cut(main), {}
    for frame in frames(wal):
        if frame.live:
            pending[frame.page] = frame.data
            if frame.commits:
                pages.update(pending)
                pending = {}
    return Image(pages)


def commits(main: bytes, wal: bytes) -> Iterator[tuple[Image, Mapping[int, bytes]]]:
    """Each commit that the log still has, the oldest first: the state after it, and the pages that it changed as they
    were before. Of older rounds the file itself is newer than the frames, and the state a mixture; a thief makes do."""
    pages, before = cut(main), dict[int, bytes]()
    for frame in frames(wal):
        before.setdefault(frame.page, pages.get(frame.page, b""))
        pages[frame.page] = frame.data
        if frame.commits:
            if 1 in pages:
                yield Image(dict(pages)), before
            before = {}

"""The key file of one box: two slots, written in place.

A file system keeps the old blocks of what is truncated, renamed or replaced, so none of that is ever done to a key: a slot
is overwritten where it lies (`pwrite`) and the disk is waited for (`fsync`). A file that is not needed any more is
overwritten first and removed then. What a solid-state disk or a snapshot keeps below that is not ours to promise
(ANONYMITY.md, section 5).

    16 bytes   what this is
    2 × 48     a slot: the key's id (16) and the key (32); zeros where it is empty
"""

import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

MAGIC: Final = b"Alongside box 1\n"
ID_BYTES: Final = 16
KEY_BYTES: Final = 32
_SLOT: Final = ID_BYTES + KEY_BYTES
_EMPTY: Final = bytes(_SLOT)
LENGTH: Final = len(MAGIC) + 2 * _SLOT


class KeyTrouble(Exception):
    """A key file that is not there, is none of ours, or is open to others. The words say which; never what is in it."""


class KeyShut(KeyTrouble):
    """The file is there and can be mended. What it opens is not lost, and nobody is to let go of it."""


class Key(NamedTuple):
    id: bytes
    key: bytes


class KeyFile:
    """One file. Every method opens and closes it: a box is written to a few times a minute."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self, key: Key) -> None:
        """Make the file with this key in its first slot. Raises FileExistsError."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.fchmod(descriptor, 0o600)
            os.pwrite(descriptor, MAGIC + key.id + key.key + _EMPTY, 0)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _sync_folder(self.path.parent)

    def slots(self) -> tuple[Key | None, Key | None]:
        """What is in the two slots. Raises KeyTrouble."""
        try:
            state = self.path.lstat()
            raw = self.path.read_bytes() if stat.S_ISREG(state.st_mode) else b""
        except FileNotFoundError:
            raise KeyTrouble("its key file is missing") from None
        except OSError as error:
            raise KeyShut(f"its key file cannot be read ({error.strerror})") from None
        if len(raw) != LENGTH or not raw.startswith(MAGIC):
            raise KeyTrouble("its key file is not one of Alongside's")
        if stat.S_IMODE(state.st_mode) & 0o077:
            raise KeyShut(f"its key file is open to other accounts (mend: chmod 600 {self.path})")
        first, second = (raw[start : start + _SLOT] for start in (len(MAGIC), len(MAGIC) + _SLOT))
        return _read(first), _read(second)

    def write(self, slot: int, key: Key) -> None:
        """Put a key into slot 0 or 1, and return when it is on the disk."""
        self._put(slot, key.id + key.key)

    def wipe(self, slot: int) -> None:
        """Zeros into a slot, and return when they are on the disk."""
        self._put(slot, _EMPTY)

    def destroy(self) -> None:
        """Zeros into both, then the file goes. One that is not there any more is no error."""
        try:
            self.wipe(0)
            self.wipe(1)
            self.path.unlink()
        except FileNotFoundError:
            return
        _sync_folder(self.path.parent)

    def _put(self, slot: int, raw: bytes) -> None:
        descriptor = os.open(self.path, os.O_WRONLY)
        try:
            os.pwrite(descriptor, raw, len(MAGIC) + slot * _SLOT)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(raw: bytes) -> Key | None:
    return None if raw == _EMPTY else Key(raw[:ID_BYTES], raw[ID_BYTES:])


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

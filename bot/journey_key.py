"""The key of My journey: one file, and what is derived of it for one member at a time.

The file is made at first need and never changes. It is in no backup, like every key; unlike the keys of boxes it has to be
kept, for without it no record can be opened. It is written under another name first and waits for the disk before it
gets its own, so there is never half a key.

    22 bytes   what this is
    32         the key

Nothing but bot/journeys.py imports this module (tests/bot/test_journey_walls.py).
"""

import os
import stat
from pathlib import Path
from typing import Final, NamedTuple

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.utils import random

NAME: Final = "journey.key"
MAGIC: Final = b"Alongside my journey 1"
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16


class JourneyShut(Exception):
    """The key file is missing, none of ours, open to others, or another one. The words say which, and how to mend it; never
    what is in it or whose record was asked for."""


class MemberKeys(NamedTuple):
    """One member's own keys: `box` seals their record, `private` opens lines that others sealed to them."""

    box: SecretBox
    private: PrivateKey


def load(folder: Path | None) -> bytes:
    """The key. Raises JourneyShut."""
    if folder is None:
        raise JourneyShut("no folder for keys is set")
    path = folder / NAME
    try:
        state = path.lstat()
        raw = path.read_bytes() if stat.S_ISREG(state.st_mode) else b""
    except FileNotFoundError:
        raise JourneyShut(
            f"the key file {path} is missing (mend: put back the copy that is kept apart)"
        ) from None
    except OSError as error:
        raise JourneyShut(f"the key file {path} cannot be read ({error.strerror})") from None
    if len(raw) != len(MAGIC) + KEY_BYTES or not raw.startswith(MAGIC):
        raise JourneyShut(f"{path} is not a key of Alongside's (mend: put back the copy that is kept apart)")
    if stat.S_IMODE(state.st_mode) & 0o077:
        raise JourneyShut(f"the key file {path} is open to other accounts (mend: chmod 600 {path})")
    return raw[len(MAGIC) :]


def check_place(folder: Path | None) -> None:
    """Raise JourneyShut where there is neither a key nor a place for one: what somebody wrote now could not be kept."""
    if folder is not None and not (folder / NAME).is_symlink() and not (folder / NAME).exists():
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise JourneyShut(f"no key can be written in {folder}")
        return
    load(folder)


def load_or_create(folder: Path | None) -> bytes:
    """The key; a new one where there is none yet. Only for a database with no record in it. Raises JourneyShut."""
    if folder is not None and not (folder / NAME).is_symlink() and not (folder / NAME).exists():
        try:
            _create(folder)
        except OSError as error:
            raise JourneyShut(f"no key can be written in {folder} ({error.strerror})") from None
    return load(folder)


def _create(folder: Path) -> None:
    part = folder / f"{NAME}.new"
    part.unlink(missing_ok=True)  # left by a process that was killed
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
        os.write(descriptor, MAGIC + random(KEY_BYTES))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(
            part, folder / NAME
        )  # where a rename would take the place of a key made meanwhile, this refuses
    except FileExistsError:
        pass
    part.unlink()
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def id_of(key: bytes) -> bytes:
    """What names this key and gives nothing of it away."""
    return _derived(key, b"", b"", b"journey key id")[:16]


def keys_of(key: bytes, member_id: int, salt: bytes) -> MemberKeys:
    """The keys of one member, for one salt."""
    who = member_id.to_bytes(8, "big")
    return MemberKeys(
        SecretBox(_derived(key, who, salt, b"journey record")),
        PrivateKey(_derived(key, who, salt, b"journey lines")),
    )


def letter_box(key: bytes, member_id: int) -> SecretBox:
    """What seals the words that are on their way to this member."""
    return SecretBox(_derived(key, member_id.to_bytes(8, "big"), b"", b"journey letter"))


def cover_box(key: bytes) -> SecretBox:
    """What hides how long a record is, and whether it changed. It is nobody's own, and opens no record."""
    return SecretBox(_derived(key, b"", b"", b"journey cover"))


def _derived(key: bytes, data: bytes, salt: bytes, purpose: bytes) -> bytes:
    return blake2b(data, digest_size=KEY_BYTES, key=key, salt=salt, person=purpose, encoder=RawEncoder)

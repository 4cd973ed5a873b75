"""Attacks on what is sealed: how long it is, and whether any stolen key opens it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import SecretBox

from bot.attack.loot import Finding, Known, Loot
from bot.attack.pages import Image
from bot.attack.rows import Row, blobs, members_in, tables

KEY_BYTES = 32
_EVERY_PLACE = 1024
"""In a key file of up to so many bytes a key is looked for at every place, in a longer one at every 16th."""


def length(loot: Loot, known: Known) -> Finding:
    """A sealed row that is longer holds a longer answer: rows by length, laid beside the published answers by length."""
    sealed = [(len(blob), member) for row, blob in blobs(loot.now.image) for member in members_in(row, known)]
    if not sealed or len(sealed) != len(known.answers) or len({size for size, _ in sealed}) < 2:
        return Finding()
    answers = sorted(known.answers, key=lambda answer: len(answer.encode()))
    members = [member for _, member in sorted(sealed)]
    return Finding(named=dict(zip(members, answers, strict=True)))


def todays_keys(loot: Loot, known: Known) -> Finding:
    """Every 32 bytes in the key files, tried on everything that is sealed in the database as it is now."""
    return _opened(blobs(loot.now.image), loot, known)


def old_copies(loot: Loot, known: Known) -> Finding:
    """The same keys, tried on yesterday: every backup, and every older state that the log still has."""
    now = {blob for _, blob in blobs(loot.now.image)}
    sealed: dict[bytes, Row] = {}
    with_blobs = [table for table in tables(loot.now.image) if "blob" in table.sql.lower()]
    for image in _older(loot):
        sealed.update((blob, row) for row, blob in blobs(image, with_blobs) if blob not in now)
    return _opened([(row, blob) for blob, row in sealed.items()], loot, known)


def _older(loot: Loot) -> Iterator[Image]:
    yield from (copy.image for copy in loot.backups)
    yield from (image for image, _ in loot.now.history)


def _opened(sealed: Sequence[tuple[Row, bytes]], loot: Loot, known: Known) -> Finding:
    keys = list(dict.fromkeys(key for file in loot.keys.values() for key in _keys_in(file)))
    named, sequence, took_part, opened = dict[int, str](), list[str](), set[int](), 0
    for row, blob in sealed:
        plain = _open(blob, keys)
        if plain is None:
            continue
        opened += 1
        answers = known.in_order(plain)
        sequence += answers
        members = members_in(row, known)
        if len(answers) == len(members) == 1:
            named |= dict.fromkeys(members, answers[0])
        took_part |= members | _register(plain, known)
    return Finding(tuple(dict.fromkeys(sequence)), named, frozenset(took_part) if took_part else None, opened)


def _keys_in(file: bytes) -> Iterator[bytes]:
    step = 1 if len(file) <= _EVERY_PLACE else 16
    for at in range(0, len(file) - KEY_BYTES + 1, step):
        if any(key := file[at : at + KEY_BYTES]):
            yield key


def _open(blob: bytes, keys: Sequence[bytes]) -> bytes | None:
    for key in keys:
        try:
            return bytes(SecretBox(key).decrypt(blob))
        except CryptoError:
            pass
        if len(blob) < 4096:  # what is sealed row by row, for a key pair
            try:
                return bytes(SealedBox(PrivateKey(key)).decrypt(blob))
            except CryptoError:
                pass
    return None


def _register(plain: bytes, known: Known) -> set[int]:
    """The longest list of nothing but members in what was opened: who has answered."""
    start = plain.find(b"{")
    try:
        value, _ = json.JSONDecoder().raw_decode(plain[start:].decode("utf-8", "replace"))
    except ValueError:
        return set()
    lists = [
        set(found)
        for found in _lists(value)
        if found and all(type(one) is int and one in known.roster for one in found)
    ]
    return max(lists, key=len, default=set())


def _lists(value: Any) -> Iterator[list[Any]]:  # Any: whatever JSON there is
    inside: Sequence[Any] = ()
    if isinstance(value, list):
        yield value
        inside = value
    elif isinstance(value, Mapping):
        inside = list(value.values())
    for one in inside:
        yield from _lists(one)

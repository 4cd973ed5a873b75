"""The key file: two slots, written where they lie, and nothing of a key anywhere else."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.key_file import ID_BYTES, KEY_BYTES, LENGTH, MAGIC, Key, KeyFile, KeyShut, KeyTrouble

OLD, NEW = Key(b"o" * ID_BYTES, b"O" * KEY_BYTES), Key(b"n" * ID_BYTES, b"N" * KEY_BYTES)


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    made = KeyFile(tmp_path / "box-7-ab.key")
    made.create(OLD)
    return made


def test_a_new_file_holds_one_key_and_is_for_nobody_else(tmp_path: Path) -> None:
    """Mode 0600 whatever the umask says, one key, one empty slot, and its whole length from the start."""
    before = os.umask(0o277)
    try:
        made = KeyFile(tmp_path / "box-7-ab.key")
        made.create(OLD)
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert made.path.stat().st_size == LENGTH == len(MAGIC) + 96
    assert made.slots() == (OLD, None)


def test_a_file_is_never_made_over_another(file: KeyFile) -> None:
    """A name that is taken is an error, and the key in it stays."""
    with pytest.raises(FileExistsError):
        file.create(NEW)
    assert file.slots() == (OLD, None)


def test_a_slot_is_written_and_wiped_by_itself(file: KeyFile) -> None:
    """The other slot, the beginning and the length stay as they are."""
    file.write(1, NEW)
    assert file.slots() == (OLD, NEW)
    file.wipe(0)
    assert file.slots() == (None, NEW)
    assert file.path.read_bytes() == MAGIC + bytes(48) + NEW.id + NEW.key
    file.write(0, OLD)
    file.wipe(1)
    assert file.slots() == (OLD, None)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the system, in order."""
    asked: list[tuple[str, Any]] = []

    class Watched:
        def __getattr__(self, name: str) -> Any:
            real = getattr(os, name)
            if not callable(real):
                return real

            def call(*given: Any) -> Any:
                asked.append((name, given))
                return real(*given)

            return call

    monkeypatch.setattr("bot.key_file.os", Watched())
    yield asked


def test_keys_are_overwritten_in_place_and_waited_for(file: KeyFile, calls: list[tuple[str, Any]]) -> None:
    """A slot is put where it lies, and the disk is waited for before anything else: never cut off, renamed or written anew."""
    calls.clear()
    inode = file.path.stat().st_ino
    file.write(1, NEW)
    file.wipe(0)
    names = [name for name, _given in calls]
    assert names == ["open", "pwrite", "fsync", "close"] * 2
    flags = [given[1] for name, given in calls if name == "open"]
    assert not any(flag & (os.O_TRUNC | os.O_CREAT | os.O_APPEND) for flag in flags)
    assert [len(given[1]) for name, given in calls if name == "pwrite"] == [48, 48]
    assert file.path.stat().st_ino == inode and file.path.stat().st_size == LENGTH


def test_a_file_is_overwritten_before_it_goes(file: KeyFile, calls: list[tuple[str, Any]]) -> None:
    """What held the key holds zeros when its name is taken away, as another name of the same file shows."""
    calls.clear()
    file.write(1, NEW)
    other = file.path.with_name("other name")
    other.hardlink_to(file.path)
    file.destroy()
    assert not file.path.exists()
    assert other.read_bytes() == MAGIC + bytes(96)
    assert [name for name, _given in calls][-3:] == ["open", "fsync", "close"], "the folder was waited for"
    file.destroy()  # once more is no error


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b""), "not one of Alongside's"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "not one of Alongside's"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "not one of Alongside's"),
        (lambda path: path.write_bytes(b"x" * LENGTH), "not one of Alongside's"),
        (lambda path: (path.rename(path.with_name("a")), path.mkdir()), "not one of Alongside's"),
        (lambda path: (path.rename(path.with_name("a")), path.symlink_to(path.with_name("a"))), "not one of Alongside's"),
    ],
)  # fmt: skip
def test_what_is_no_key_file_is_told(file: KeyFile, spoil: Any, why: str) -> None:
    """Missing, empty, cut off, grown, foreign, a folder or a link: said in words that tell nothing of what is in it."""
    spoil(file.path)
    with pytest.raises(KeyTrouble, match=why) as trouble:
        file.slots()
    assert not isinstance(trouble.value, KeyShut)
    assert "OOOO" not in str(trouble.value) and "oooo" not in str(trouble.value)


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o660, 0o666])
def test_a_file_that_others_may_read_is_shut(file: KeyFile, mode: int) -> None:
    """It is there and can be mended, so nobody is to let go of it; the line says how."""
    file.path.chmod(mode)
    with pytest.raises(KeyShut, match=f"chmod 600 {file.path}"):
        file.slots()
    file.path.chmod(0o600)
    assert file.slots() == (OLD, None)

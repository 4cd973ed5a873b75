"""`alongside backup`: one consistent file, never over another, and never the keys."""

import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.commands import config_in

SECRET = b"the key of an open box, as bytes"


@pytest.fixture
def config(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A programme with a database and a key."""
    file = config_in(tmp_path)
    assert main(["invite", "--role", "member", "--config", str(file)]) == 0
    (tmp_path / "keys" / "box.key").write_bytes(SECRET)
    capsys.readouterr()
    return file


def test_a_copy_opens_and_holds_what_was_there(config: Path, tmp_path: Path) -> None:
    """One file, whole, for nobody else to read; a writer at work is not in its way."""
    out = tmp_path / "backups" / "today.sqlite3"
    out.parent.mkdir()
    writer = sqlite3.connect(tmp_path / "data" / "alongside.sqlite3")
    writer.execute("begin immediate")
    assert main(["backup", "--config", str(config), "--out", str(out)]) == 0
    writer.rollback()
    writer.close()
    copy = sqlite3.connect(out)
    assert copy.execute("select count(*) from invite").fetchone() == (1,)
    assert copy.execute("pragma integrity_check").fetchone() == ("ok",)
    copy.close()
    assert [file.name for file in out.parent.iterdir()] == ["today.sqlite3"]
    assert out.stat().st_mode & 0o777 == 0o600
    assert SECRET not in out.read_bytes()


def test_nothing_is_overwritten(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays as it is."""
    out = tmp_path / "b.sqlite3"
    out.write_text("the only copy")
    assert main(["backup", "--config", str(config), "--out", str(out)]) == 2
    assert out.read_text() == "the only copy"
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("way", ["keys/b.sqlite3", "keys/deep/b.sqlite3", "link/b.sqlite3", "data/../keys/b"])
def test_never_beside_the_keys(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    """No way into the keys' folder, by link or by dots: a copy there would travel with the keys."""
    (tmp_path / "link").symlink_to(tmp_path / "keys")
    (tmp_path / "keys" / "deep").mkdir()
    assert main(["backup", "--config", str(config), "--out", str(tmp_path / way)]) == 2
    assert "keys" in capsys.readouterr().err
    assert {file.name for file in (tmp_path / "keys").rglob("*")} == {"box.key", "deep"}


@pytest.mark.parametrize(
    ("out", "words"), [("", "is a folder"), ("nowhere/b.sqlite3", "mkdir -p"), ("data", "is a folder")]
)
def test_a_place_that_is_none_is_told(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str, words: str
) -> None:
    """A folder, or a folder that there is not: one line, exit code 2."""
    assert main(["backup", "--config", str(config), "--out", str(tmp_path / out)]) == 2
    assert words in capsys.readouterr().err


def test_no_database_yet_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first start there is nothing to copy."""
    config = config_in(tmp_path)
    assert main(["backup", "--config", str(config), "--out", str(tmp_path / "b")]) == 2
    assert "no database" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


def test_a_copy_in_the_folder_above_is_refused(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever packs up that whole folder packs up the keys too: the line says where to put it instead."""
    assert main(["backup", "--config", str(config), "--out", str(tmp_path / "b.sqlite3")]) == 2
    assert f"mkdir -m 700 {tmp_path / 'backups'}" in capsys.readouterr().err
    assert not list(tmp_path.glob("b.sqlite3*"))

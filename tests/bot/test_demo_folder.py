"""The demo's folder: its own files, and nobody else's (bot/demo.py)."""

import stat
from pathlib import Path

import pytest

from bot.config import build
from bot.demo import DATABASE, MARK, demo_config, prepare_folder
from bot.problems import Problem
from storage.problems import DatabaseProblem
from tests.bot.play import playing


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.mark.parametrize("fresh", [False, True])
def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path, fresh: bool) -> None:
    """`demo --data .` beside a real programme is refused, and neither file nor mode of it changes."""
    (tmp_path / "data").mkdir(mode=0o755)
    (tmp_path / "data" / "alongside.sqlite3").write_text("the real programme's database")
    (tmp_path / "config.toml").write_text("x")
    before, modes = tree(tmp_path), (mode(tmp_path), mode(tmp_path / "data"))
    with pytest.raises(Problem, match="holds something else"):
        prepare_folder(tmp_path, fresh=fresh)
    assert (tree(tmp_path), (mode(tmp_path), mode(tmp_path / "data"))) == (before, modes)


def test_the_demo_never_has_a_real_bots_database(tmp_path: Path) -> None:
    """Its file is called otherwise, so that even a mark in the wrong folder costs nobody anything."""
    folder = prepare_folder(tmp_path / "here", fresh=False)
    real = build({"programme": {}, "storage": {}}, folder, {}).storage.path
    assert demo_config(folder).storage.path == folder / "data" / DATABASE != real
    real.write_text("the real programme's database")
    prepare_folder(folder, fresh=True)
    assert real.read_text() == "the real programme's database"


def test_fresh_deletes_what_the_demo_kept_and_nothing_else(tmp_path: Path) -> None:
    """The database with its log and index; the keys, the mark and what somebody laid beside them stay."""
    folder = prepare_folder(tmp_path / "here", fresh=False)
    for name in (DATABASE, DATABASE + "-wal", DATABASE + "-shm", DATABASE + "-journal", "notes.txt"):
        (folder / "data" / name).write_text("x")
    prepare_folder(folder, fresh=True)
    assert set(tree(folder)) == {MARK, "data/notes.txt", f"data/{DATABASE}.lock"}


async def test_fresh_never_deletes_under_a_running_demo(tmp_path: Path) -> None:
    """The lock comes first: a demo that is running keeps its database, and the second one is told why."""
    async with playing(tmp_path / "here") as play:
        await play.joined("Kofi")
        with pytest.raises(DatabaseProblem, match="in use by another process"):
            prepare_folder(tmp_path / "here", fresh=True)
        assert play.bot.database.path.exists()


def test_the_folders_are_for_this_account_only(tmp_path: Path) -> None:
    """Also where they were made by hand, open to all, before the demo had them."""
    folder = tmp_path / "here"
    folder.mkdir(mode=0o755)
    prepare_folder(folder, fresh=False)
    (folder / "data").chmod(0o755)
    prepare_folder(folder, fresh=False)
    assert [mode(part) for part in (folder, folder / "data", folder / "keys")] == [0o700] * 3

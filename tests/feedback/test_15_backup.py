"""Attack 15: no backup ever has the keys in it or beside it, and neither `check` nor the start lets that come about."""

import tarfile
from pathlib import Path

import pytest

from bot.checking_places import keys_problems
from bot.cli import main
from bot.key_file import KeyFile
from storage import boxes
from storage.copying import copy_database
from tests.bot.commands import config_in
from tests.feedback.groups import Lab, group_of, ids, laboratory

pytestmark = pytest.mark.slow
ROOM = "[programme]\nname = 'Laboratory'\n[room]\nenabled = true\nport = 0\n"


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A programme whose one box is open, with six answers in it; the bot is not running."""
    async with laboratory(tmp_path, ids(6)) as lab:
        await lab.vote(await lab.meeting(), group_of(1, 6, lab.form))
    return tmp_path


def backup(folder: Path, out: str) -> int:
    return main(["backup", "--config", str(config_in(folder, ROOM)), "--out", str(folder / out)])


def secrets_of(folder: Path) -> list[bytes]:
    """Both halves of each live key, and its id."""
    keys = [key for path in (folder / "keys").iterdir() for key in KeyFile(path).slots() if key]
    return [part for key in keys for part in (key.id, key.key[:16], key.key[16:])]


def test_15_no_key_is_in_a_backup(folder: Path) -> None:
    """The copy has the sealed bytes and the id of their key, as every row has, and nothing of the key itself."""
    (folder / "backups").mkdir()
    assert backup(folder, "backups/today.sqlite3") == 0
    raw = (folder / "backups" / "today.sqlite3").read_bytes()
    id, *key = secrets_of(folder)
    assert id in raw and not [part for part in key if part in raw]
    assert [file.name for file in (folder / "backups").iterdir()] == ["today.sqlite3"]
    with tarfile.open(folder.parent / f"{folder.name}.tar", "w") as packed:
        packed.add(folder / "backups")
    assert not [part for part in key if part in (folder.parent / f"{folder.name}.tar").read_bytes()]


@pytest.mark.parametrize("out", ["keys/b", "keys/deep/b", "link/b", "data/../keys/b", "b", "other/../b"])
def test_15_no_backup_is_put_beside_the_keys(
    folder: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    """By no way, straight, by dots or by a link: not in the keys' folder, nor in the folder that holds it. What to do instead
    is said in one line."""
    (folder / "link").symlink_to(folder / "keys")
    (folder / "keys" / "deep").mkdir()
    (folder / "other").mkdir()
    before = sorted(folder.rglob("*"))
    assert backup(folder, out) == 2
    told = capsys.readouterr().err
    assert "keys" in told and len(told.splitlines()) == 1
    assert sorted(folder.rglob("*")) == sorted({*before, folder / "config.toml"})


@pytest.mark.parametrize("place", ["keys", "."])
def test_15_a_copy_that_somebody_put_there_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """A backup that was moved beside the keys by hand, whatever it is called: `check` names it, and the bot does not start."""
    copy_database(
        folder / "data" / "alongside.sqlite3", folder / place / "harmless.dat", lambda done, of: None
    )
    config = str(config_in(folder, ROOM))
    assert main(["check", "--config", config]) == 1
    assert "harmless.dat" in capsys.readouterr().out
    assert main(["run", "--config", config]) == 2
    assert "harmless.dat" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("data/a", "data/keys"),
        ("data/a", "data"),
        ("a", "keys"),
        ("keys/deep/a", "keys"),
        ("data/a", "data/x/../keys"),
    ],
)
def test_15_the_database_and_the_keys_lie_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, keys: str
) -> None:
    """Neither in the other's folder, nor in one around it: the config itself is refused."""
    config = str(config_in(tmp_path, f'[storage]\npath = "{path}"\nkeys = "{keys}"\n'))
    assert main(["check", "--config", config]) == 1
    assert "folder of their own" in capsys.readouterr().out
    assert main(["run", "--config", config]) == 2
    assert not (tmp_path / "data").exists() and not (tmp_path / "keys").exists()


@pytest.mark.parametrize("mode", [0o755, 0o710, 0o701, 0o500])
def test_15_a_keys_folder_that_others_can_look_into(
    folder: Path, capsys: pytest.CaptureFixture[str], mode: int
) -> None:
    """`check` tells, and the bot does not start, before anything is opened."""
    (folder / "keys").chmod(mode)
    config = str(config_in(folder, ROOM))
    assert main(["check", "--config", config]) == 1
    assert "chmod 700" in capsys.readouterr().out
    assert main(["run", "--config", config]) == 2
    assert "chmod 700" in capsys.readouterr().err


def test_15_a_link_is_no_keys_folder(folder: Path) -> None:
    """The keys' folder may not be a link to some other place, which may be one that is copied."""
    (folder / "keys").rename(folder / "elsewhere")
    (folder / "keys").symlink_to(folder / "elsewhere")
    assert "is not a folder" in keys_problems(folder / "keys")[0]


async def sealed_by(lab: Lab) -> bytes:
    (row,) = await lab.read(boxes.all)
    return row.key_id


async def test_15_a_backup_of_a_running_bot_is_one_moment(tmp_path: Path) -> None:
    """Made while answers come in, the copy holds the box of one commit, whole."""
    (tmp_path / "backups").mkdir()
    async with laboratory(tmp_path, ids(6)) as lab:
        meeting = await lab.meeting()
        group, seen = group_of(1, 6, lab.form), set()
        for n, who in enumerate(ids(6)):
            seen.add(await sealed_by(lab))
            await lab.database.backup_to(tmp_path / "backups" / f"{n}")
            await lab.vote(meeting, {who: group[who]})
    for n in range(6):
        (tmp_path / f"{n}").mkdir()
        (tmp_path / f"{n}" / "data").mkdir()
        (tmp_path / "backups" / f"{n}").rename(tmp_path / f"{n}" / "data" / "alongside.sqlite3")
        async with laboratory(tmp_path / f"{n}") as copy:
            assert await sealed_by(copy) in seen
            assert "missing" in copy.ballots.lost[meeting] and not copy.ballots.opened()

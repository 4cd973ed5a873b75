"""A backup is put back: what was in open boxes is gone, nothing is half opened, and it is told to everybody whom it concerns."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.cli import main
from bot.feedback import leaving
from bot.restoring import LetGo, let_go, would_let_go
from storage import boxes, events, publications
from storage.copying import copy_database
from storage.opening import family
from tests.bot.commands import config_in
from tests.bot.play import Person, playing
from tests.feedback.groups import ENDED, GROUP, Lab, group_of, ids, laboratory
from tests.feedback.talking import TITLE, WAYS, gathering, says, start_of

pytestmark = pytest.mark.slow
DAY = 86_400
CONFIG = f'[programme]\nname = "Laboratory"\ngroups = ["{GROUP}"]\n'
SIX = ids(6)


def take_copy(folder: Path, called: str = "old", name: str = "alongside.sqlite3") -> Path:
    """A backup of the database as it is now, in a folder of its own."""
    (folder / "backups").mkdir(exist_ok=True)
    copy = folder / "backups" / f"{called}.sqlite3"
    copy_database(folder / "data" / name, copy, lambda done, of: None)
    return copy


def put_back(folder: Path, copy: Path, name: str = "alongside.sqlite3") -> None:
    """In the place of the database, as the instructions say."""
    for file in family(folder / "data" / name):
        file.unlink(missing_ok=True)
    (folder / "data" / name).write_bytes(copy.read_bytes())
    (folder / "data" / name).chmod(0o600)


def command(folder: Path, name: str) -> int:
    return main([name, "--config", str(config_in(folder, CONFIG))])


async def live(folder: Path, days: int = 0, few: str = "pool", people: int = 6) -> int:
    """A meeting and its answers; then so many days pass."""
    async with laboratory(folder, SIX) as lab:
        meeting = await lab.meeting(few=few)
        await lab.vote(meeting, group_of(1, people, lab.form))
        if days:
            await lab.until(ENDED + days * DAY)
        return meeting


async def turn_on(folder: Path) -> None:
    """The bot goes on after the backup: every open box turns its key."""
    async with laboratory(folder, seed=7, now=ENDED + DAY) as lab:
        for meeting in lab.ballots.opened():
            await lab.say(meeting, SIX[0], {"MF-10": "no"})


def key_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "keys").iterdir())}


async def asked(lab: Lab, item: str) -> list[int]:
    """Who was put this question."""
    rows = await lab.read(
        lambda c: c.execute("select member_id from letter where item = ? order by 1", (item,)).fetchall()
    )
    return [id for (id,) in rows]


# -- while nobody has said anything ---------------------------------------------------------------------------------------


async def restored_once(folder: Path, days: int = 0, few: str = "pool", people: int = 6) -> int:
    """A backup is made, the key turns on after it, and it is put back."""
    meeting = await live(folder, days, few, people)
    old = take_copy(folder)
    await turn_on(folder)
    put_back(folder, old)
    return meeting


async def test_a_restored_box_is_left_alone(tmp_path: Path) -> None:
    """No slot fits: nothing of it is opened, wiped or written, however often the bot starts; and the right file, put back in
    its turn, opens as if nothing had been."""
    meeting = await live(tmp_path)
    old = take_copy(tmp_path)
    await turn_on(tmp_path)
    right = take_copy(tmp_path, "right")
    put_back(tmp_path, old)
    before = key_bytes(tmp_path)
    for _ in range(2):
        async with laboratory(tmp_path, seed=8, now=ENDED + 2 * DAY) as lab:
            assert meeting in lab.ballots.lost and not lab.ballots.opened()
            assert "was a backup restored?" in lab.ballots.lost[meeting]
            await lab.until(ENDED + 3 * DAY)
            await lab.write(lambda c: leaving.leave(c, lab.world, SIX[0], stopped=True))
    assert key_bytes(tmp_path) == before
    put_back(tmp_path, right)
    async with laboratory(tmp_path, seed=9) as lab:
        assert lab.ballots.opened() == (meeting,) and await lab.register(meeting) == SIX


async def test_one_lost_box_costs_no_other(tmp_path: Path) -> None:
    """Of two boxes one cannot be opened: the other goes on taking answers, and is closed in its time."""
    lost = await live(tmp_path)
    async with laboratory(tmp_path, seed=3) as lab:
        other = await lab.meeting(ENDED + 60)
    next((tmp_path / "keys").glob(f"box-{lost}-*")).unlink()
    async with laboratory(tmp_path, seed=4) as lab:
        assert lab.ballots.opened() == (other,) and lab.ballots.lost == {lost: "its key file is missing"}
        await lab.vote(other, group_of(2, 6, lab.form))
        await lab.until(ENDED + 8 * DAY)
        assert await lab.state(other) == "review"
        assert await lab.read(lambda c: publications.of(c, lost)) is None, "its key may be put back yet"


@pytest.mark.parametrize(
    "what", ["missing", "none of ours", "cut off", "a folder", "of another box", "damaged", "older body"]
)
async def test_whatever_is_wrong_the_box_is_lost_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """Each way in which row and key do not go together ends the same: `check` names the meeting, changes nothing, and says
    what to do."""
    meeting = await live(tmp_path)
    (path,) = (tmp_path / "keys").iterdir()
    raw = path.read_bytes()
    if what == "damaged":
        async with laboratory(tmp_path) as lab:
            await lab.write(lambda c: c.execute("update box set body = zeroblob(length(body))").rowcount)
    elif what == "older body":
        async with laboratory(tmp_path) as lab:
            body = await lab.read(lambda c: boxes.body(c, meeting))
            await lab.say(meeting, SIX[0], {"MF-10": "yes"})
            await lab.write(lambda c: c.execute("update box set body = ?", (body,)).rowcount)
    else:
        path.unlink()
        if what == "a folder":
            path.mkdir()
        elif what != "missing":
            path.write_bytes(
                {"none of ours": b"shopping list", "cut off": raw[:-1]}.get(
                    what, raw[:16] + bytes(48) + b"x" * 48
                )
            )
            path.chmod(0o600)
    keys = sorted((tmp_path / "keys").iterdir())
    assert await asyncio.to_thread(command, tmp_path, "check") == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "Housing forum" in line]
    assert line.startswith("problem: ") and "alongside restored" in line
    async with laboratory(tmp_path) as lab:
        assert list(lab.ballots.lost) == [meeting]
    assert sorted((tmp_path / "keys").iterdir()) == keys


async def test_a_key_that_is_shut_is_not_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that others could read keeps the box shut until that is mended. It is not let go of by `restored`, which says so."""
    meeting = await live(tmp_path)
    (path,) = (tmp_path / "keys").iterdir()
    path.chmod(0o644)
    assert await asyncio.to_thread(command, tmp_path, "check") == 1
    told = capsys.readouterr().out
    assert f"chmod 600 {path}" in told and "alongside restored" not in told
    assert await asyncio.to_thread(command, tmp_path, "restored") == 2
    assert f"chmod 600 {path}" in capsys.readouterr().err
    path.chmod(0o600)
    assert await asyncio.to_thread(command, tmp_path, "check") == 0
    async with laboratory(tmp_path) as lab:
        assert await lab.register(meeting) == SIX


async def test_check_opens_a_box_beside_a_bot_that_turns_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All is well, and `check` says so, also while answers come in."""
    async with laboratory(tmp_path, SIX) as lab:
        meeting = await lab.meeting()
        group, going_on = group_of(1, 6, lab.form), True

        async def answering() -> None:
            while going_on:
                await lab.vote(meeting, group, SIX[:2])

        turning = asyncio.create_task(answering())
        code = await asyncio.to_thread(command, tmp_path, "check")
        going_on = False
        await turning
    assert (code, "No problems" in capsys.readouterr().out) == (0, True)


# -- after it was said ----------------------------------------------------------------------------------------------------


async def test_restored_makes_an_open_box_anew(tmp_path: Path) -> None:
    """It is empty, with the same promises and a new key; the old key is gone; and everybody is asked again, alike, whoever may
    have answered."""
    meeting = await restored_once(tmp_path)
    old = key_bytes(tmp_path)
    async with laboratory(tmp_path, seed=10, now=ENDED + DAY) as lab:
        before = await lab.read(lambda c: boxes.of(c, meeting))
        everybody = await lab.read(lambda c: events.invited(c, meeting))
        assert await asked(lab, f"feedback:{meeting}") == everybody
        done = await lab.write(lambda c: let_go(c, lab.world, lab.keys, lab.clock.now()))
        assert done == [LetGo(TITLE, again=True)]
        after = await lab.read(lambda c: boxes.of(c, meeting))
        assert before is not None and after is not None
        assert after == before._replace(
            key_file=after.key_file, key_id=after.key_id, asks_again=1, asked_to=0
        )
        assert not lab.ballots.lost and await lab.register(meeting) == []
        await lab.until(ENDED + DAY + 60)
        assert await asked(lab, f"feedback:{meeting}:1") == everybody
        await lab.vote(meeting, group_of(5, 6, lab.form))
    assert len(key_bytes(tmp_path)) == 1 and not set(key_bytes(tmp_path)) & set(old)
    async with laboratory(tmp_path, seed=11) as lab:
        assert lab.ballots.opened() == (meeting,) and await lab.register(meeting) == SIX


@pytest.mark.parametrize(
    ("days", "people", "few", "state"), [(8, 6, "pool", "review"), (8, 3, "pool", "waiting")]
)
async def test_restored_lets_go_of_a_closed_box(
    tmp_path: Path, days: int, people: int, few: str, state: str
) -> None:
    """What nobody can answer any more is over: its page says that it was lost, and nothing of it is left."""
    meeting = await restored_once(tmp_path, days, few, people)
    async with laboratory(tmp_path, seed=10, now=ENDED + (days + 1) * DAY) as lab:
        assert await lab.state(meeting) == state and meeting in lab.ballots.lost
        done = await lab.write(lambda c: let_go(c, lab.world, lab.keys, lab.clock.now()))
        assert done == [LetGo(TITLE, again=False)]
        told = await lab.read(lambda c: publications.of(c, meeting))
        assert told is not None and told.state == "lost" and await lab.state(meeting) is None
        await lab.until(ENDED + 30 * DAY)
    assert key_bytes(tmp_path) == {}


async def test_restored_touches_nothing_that_opens(tmp_path: Path) -> None:
    """Where every box opens it changes nothing; and a key file that is none of ours is left where it is."""
    meeting = await live(tmp_path)
    assert await asyncio.to_thread(command, tmp_path, "restored") == 0
    async with laboratory(tmp_path) as lab:
        assert await lab.register(meeting) == SIX
    (path,) = (tmp_path / "keys").iterdir()
    path.write_bytes(b"shopping list")
    path.chmod(0o600)
    assert await asyncio.to_thread(command, tmp_path, "restored") == 0
    assert path.read_bytes() == b"shopping list"


async def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each box, by its meeting, in words for whoever runs the bot. (Its last day is long past by the real clock.)"""
    await restored_once(tmp_path)
    assert await asyncio.to_thread(command, tmp_path, "restored") == 0
    assert f"{TITLE}: the answers are gone, the box is" in capsys.readouterr().out
    assert await asyncio.to_thread(command, tmp_path, "check") == 0


def as_it_lies(folder: Path) -> dict[str, bytes]:
    """Every file but the lock's, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".lock", ".toml")
    }


async def test_a_dry_run_says_what_would_be_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the same boxes as the real one, and not a byte is changed by asking; where all is well it says so too."""
    await restored_once(tmp_path)
    config = config_in(tmp_path, CONFIG)
    before = as_it_lies(tmp_path)
    asking = ["restored", "--dry-run", "--config", str(config)]
    assert await asyncio.to_thread(main, asking) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{TITLE}: the answers cannot be opened") and "Nothing was changed." in told
    assert as_it_lies(tmp_path) == before
    assert await asyncio.to_thread(command, tmp_path, "restored") == 0
    capsys.readouterr()
    assert await asyncio.to_thread(main, asking) == 0
    assert capsys.readouterr().out == "Every box that there is can be opened. Nothing was changed.\n"


@pytest.mark.parametrize("days", [1, 8])
async def test_what_is_planned_is_what_is_done(tmp_path: Path, days: int) -> None:
    """Whether people would be asked again or not, the dry run foresees what the real one does."""
    await restored_once(tmp_path, days if days > 7 else 0)
    async with laboratory(tmp_path, seed=10, now=ENDED + days * DAY) as lab:
        now = lab.clock.now()
        planned = await lab.read(lambda c: would_let_go(c, lab.world, lab.keys, now))
        done = await lab.write(lambda c: let_go(c, lab.world, lab.keys, now))
        assert planned == done == [LetGo(TITLE, again=days < 8)]


async def test_a_dry_run_beside_a_running_bot_or_a_shut_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It refuses what the real one refuses, in the same words."""
    asking = ["restored", "--dry-run", "--config", str(config_in(tmp_path, CONFIG))]
    async with laboratory(tmp_path, SIX) as lab:
        await lab.meeting()
        assert await asyncio.to_thread(main, asking) == 2
        assert "in use" in capsys.readouterr().err
    (path,) = (tmp_path / "keys").iterdir()
    path.chmod(0o644)
    assert await asyncio.to_thread(main, asking) == 2
    assert f"chmod 600 {path}" in capsys.readouterr().err


async def test_a_running_bot_is_not_restored_under(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Boxes are let go of only while no bot has them open."""
    async with laboratory(tmp_path, SIX) as lab:
        await lab.meeting()
        assert await asyncio.to_thread(command, tmp_path, "restored") == 2
        assert "in use" in capsys.readouterr().err


async def test_a_backup_from_before_the_box(tmp_path: Path) -> None:
    """The row that is put back knows of no box: it is made again when its time comes, and by its end no key of either is left."""
    async with laboratory(tmp_path, SIX) as lab:
        old = take_copy(tmp_path)
        meeting = await lab.meeting()
        await lab.vote(meeting, group_of(1, 6, lab.form))
    put_back(tmp_path, old)
    async with laboratory(tmp_path, seed=5) as lab:
        assert not lab.ballots.lost and len(key_bytes(tmp_path)) == 1, (
            "it may be wanted: the wrong file may have been put back"
        )
        again = await lab.meeting()
        assert again == meeting and await lab.register(meeting) == []
        await lab.vote(meeting, group_of(2, 6, lab.form))
        await lab.published(meeting)
    assert key_bytes(tmp_path) == {}


# -- as people meet it ----------------------------------------------------------------------------------------------------


async def test_members_hear_a_kind_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The start says it in one line without a name. Whoever presses an old button is told that its box was lost and that nobody
    read it, whether they had answered or not; all else works; and nothing is stored of it."""
    async with playing(tmp_path) as play:
        people, meeting = await gathering(play)
        openers = [start_of(person) for person in people]
        await says(people[0], WAYS[0])
        old = take_copy(tmp_path, name="demo.sqlite3")
        await says(people[1], WAYS[1])
        now = play.now
    put_back(tmp_path, old, "demo.sqlite3")
    with caplog.at_level(logging.WARNING):
        async with playing(tmp_path, now) as play:
            told = [
                record.getMessage() for record in caplog.records if "cannot be opened" in record.getMessage()
            ]
            assert len(told) == 1 and f"meeting {meeting}" in told[0] and "alongside check" in told[0]
            for person, opener in zip(people, openers, strict=True):
                play.room.add("somebody", person.id)
                (said,) = (await play.takes(Person(play, person.id), opener)).direct
                assert said.address == person.id
                assert "lost when older files were put back. Nobody read what was in it." in said.body.text
            assert await Person(play, people[0].id).say("menu")
            assert play.in_files("marker-zero", "marker-one") == []
            (row,) = await play.rows("box")
            await play.wait(8 * DAY)
            assert await play.rows("publication") == [], (
                "until somebody says that a backup was restored on purpose"
            )
            assert (await play.rows("box"))[0][1:4] == row[1:4], "key file, key id and body as they were"

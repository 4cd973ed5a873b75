"""`alongside results`: what was published, in a new file; or one line that says why not, and no file."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import main
from bot.feedback import published
from bot.results import checked, export
from conversations.feedback.publication import State
from storage import boxes, events
from storage.database import Database
from tests.bot.commands import config_in
from tests.bot.results import FORM, LARGE, SMALL, TOO_FEW

SETTINGS = '[programme]\nname = "South Voices"\n[room]\nenabled = true\n'
FORMATS = tuple(checked.READERS)


def programme(folder: Path, fill: Callable[[sqlite3.Connection], None]) -> Path:
    """A database with ten meetings, and what a test puts into it; the path of its config."""
    config = config_in(folder, SETTINGS)
    (folder / "data").mkdir()

    def everything(connection: sqlite3.Connection) -> None:
        for number in range(1, 11):
            events.add(connection, "meeting", f"Meeting {number}", 0)
        fill(connection)

    async def made() -> None:
        async with Database.open(folder / "data" / "alongside.sqlite3") as database:
            await database.write(everything)

    asyncio.run(made())
    return config


def three(connection: sqlite3.Connection) -> None:
    for value in (LARGE, SMALL, TOO_FEW):
        published.put(connection, value, FORM)


def open_box(connection: sqlite3.Connection, meeting: int = 4) -> None:
    boxes.add(
        connection, meeting, key_file=f"{meeting}.key", key_id=b"k", body=b"b", closes_on="2026-12-04", opens_on="2026-12-09", k=5,
        for_words=10, below_k="pool", questions=FORM.to_json(),
    )  # fmt: skip


def put(connection: sqlite3.Connection, state: State) -> None:
    published.put(connection, replace(TOO_FEW, state=state), FORM)


def mixed(connection: sqlite3.Connection) -> None:
    put(connection, "mixed")
    published.put(connection, replace(LARGE, titles=("Planning day", "Walk")), FORM, [3])


def one_in_review(connection: sqlite3.Connection) -> None:
    three(connection)
    open_box(connection)
    boxes.set_state(connection, 4, "review")


def asked(config: Path, out: Path, form: str, *more: str) -> int:
    return main(["results", "--config", str(config), "--format", form, "--out", str(out), *more])


@pytest.mark.parametrize("form", FORMATS)
def test_everything_that_was_published_goes_into_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """All meetings, those without results too, the same bytes each time; the path is what it prints."""
    config, out, again = programme(tmp_path, three), tmp_path / f"all.{form}", tmp_path / f"again.{form}"
    assert asked(config, out, form) == asked(config, again, form) == 0
    assert capsys.readouterr().out.splitlines() == [str(out), str(again)]
    assert out.read_bytes() == again.read_bytes() == export.file([LARGE, SMALL, TOO_FEW], form)
    assert sorted(checked.READERS[form](out.read_bytes()).decided) == [5, 7]


def test_one_meeting_by_its_number(tmp_path: Path) -> None:
    """Nothing of any other meeting is in the file."""
    config, out = programme(tmp_path, three), tmp_path / "one.json"
    assert asked(config, out, "json", "--meeting", "5") == 0
    assert out.read_bytes() == export.file([SMALL], "json")


async def test_it_works_while_the_bot_has_the_database(tmp_path: Path) -> None:
    """The bot holds its lock and goes on writing; the file is made beside it."""
    config = await asyncio.to_thread(programme, tmp_path, three)
    async with Database.open(tmp_path / "data" / "alongside.sqlite3") as database:
        assert await asyncio.to_thread(asked, config, tmp_path / "all.csv", "csv") == 0
        await database.write(lambda connection: connection.execute("delete from published").rowcount)
    assert (tmp_path / "all.csv").is_file()


@pytest.mark.parametrize(
    ("fill", "options", "complaint"),
    [
        (lambda c: None, (), "Nothing is published yet. After a meeting"),
        (open_box, (), "“Meeting 4” (meeting 4) takes answers until 2026-12-04; what came out is told on 2026-12-09 at the latest"),
        (open_box, ("--meeting", "4"), "Nobody can see them before"),
        (one_in_review, ("--meeting", "4"), "“Meeting 4” (meeting 4) is closed; what came out is told on 2026-12-09"),
        (three, ("--meeting", "42"), "There is no meeting 42. Results are there for: 7 “Planning day”, 5 “Summer day”."),
        (three, ("--meeting", "9"), "“Meeting 9” (meeting 9) has no results: its members were not asked, or not yet."),
        (three, ("--meeting", "3"), "Fewer than 5 people replied. The answers stay locked"),
        (lambda c: put(c, "destroyed"), ("--meeting", "3"), "were deleted, and were never read"),
        (lambda c: put(c, "destroyed"), (), "“Walk” (meeting 3) has no results"),
        (lambda c: put(c, "lost"), ("--meeting", "3"), "The key to the answers was gone"),
        (mixed, ("--meeting", "3"), "stand there. See --meeting 7."),
    ],
)  # fmt: skip
def test_13_where_there_is_nothing_it_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], fill: Callable[[sqlite3.Connection], None], options: tuple[str, ...], complaint: str
) -> None:  # fmt: skip
    """What is not open yet and when it will be, what had too few answers, which meetings there are: one line, no file."""
    out = tmp_path / "out.csv"
    assert asked(programme(tmp_path, fill), out, "csv", *options) == 2
    told = capsys.readouterr()
    assert complaint in told.err and told.out == "" and told.err.strip().count("\n") == 0
    assert not out.exists()


def test_nothing_is_ever_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there, a folder, a folder that is not there and the keys' folder are each refused, and nothing is touched."""
    config, kept = programme(tmp_path, three), tmp_path / "kept.csv"
    kept.write_text("mine")
    (tmp_path / "keys").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "nowhere")
    for out, complaint in (
        (kept, "is there already, and nothing is overwritten"),
        (tmp_path, "is a folder. Name a file in it"),
        (tmp_path / "none" / "a.csv", "There is no folder"),
        (tmp_path / "keys" / "a.csv", "in the keys' folder"),
        (tmp_path / "link.csv", "is there already"),
    ):
        assert asked(config, out, "csv") == 2
        assert complaint in capsys.readouterr().err
    assert kept.read_text() == "mine" and not [*(tmp_path / "keys").iterdir()]


def test_a_format_that_there_is_not_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line with the formats that there are; and without a database, where it should be."""
    config = config_in(tmp_path, SETTINGS)
    assert asked(config, tmp_path / "a.pdf", "pdf") == 2
    assert "csv" in capsys.readouterr().err
    assert asked(config, tmp_path / "a.csv", "csv") == 2
    assert "There is no" in capsys.readouterr().err

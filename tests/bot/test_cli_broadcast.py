"""`alongside broadcast`: the same limits as in the chat, said in one line, and nothing half-sent."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot import plan
from bot.cli import main
from conversations.foresight import usual_pace
from conversations.pace import Topic
from storage import broadcasts, groups, members, paces
from storage.database import Database
from tests.bot.commands import config_in
from tests.conversations.programme import PROGRAMME

SETTINGS = '[programme]\nname = "South Voices"\ngroups = ["Lambeth", "Southwark"]\n[room]\nenabled = true\n'
NEWS = "Two places left\nThe Tuesday group has two places. Write to me if you'd like one.\n"
AHEAD = 3 * 86400


def people(folder: Path, many: int = 12) -> Path:
    """A programme with so many members in Lambeth who take news; the path of its config."""
    return asyncio.run(_people(folder, many))


async def _people(folder: Path, many: int) -> Path:
    config = config_in(folder, SETTINGS)
    (folder / "data").mkdir()
    value = replace(usual_pace(PROGRAMME), topics=frozenset(Topic))

    def fill(connection: sqlite3.Connection) -> None:
        groups.ensure(connection, ("Lambeth", "Southwark"))
        lambeth = groups.by_name(connection, "Lambeth")
        assert lambeth is not None
        for number in range(many):
            id = members.add(connection, "room", f"p{number}", "en", False, 0)
            members.enter_group(connection, id, lambeth)
            paces.save(connection, id, "active", plan.to_json(value), None)

    async with Database.open(folder / "data" / "alongside.sqlite3") as database:
        await database.write(fill)
    return config


def written(folder: Path, text: str = NEWS) -> str:
    file = folder / "news.txt"
    file.write_text(text, encoding="utf-8")
    return str(file)


def sent(config: Path, file: str, *options: str) -> int:
    return main(["broadcast", "--config", str(config), "--text-file", file, *options])


def rows(folder: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "data" / "alongside.sqlite3")
    found = connection.execute(
        'select b.level, b.state, g.name, b.text from broadcast b left join "group" g on g.id = b.group_id order by b.id'
    ).fetchall()
    connection.close()
    return found


def test_it_is_written_down_for_the_bot_to_send(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One row, going; the log says that news was sent, as a job of a coordinator's; the reader sees what members will."""
    config = people(tmp_path)
    assert sent(config, written(tmp_path), "--group", "lambeth") == 0
    told = capsys.readouterr().out
    assert "Two places left" in told and "Less of this" in told and "10 to 19" in told
    title, body = NEWS.strip().split("\n")
    assert rows(tmp_path) == [("news", "going", "Lambeth", f"{title}\n\n{body}")]
    connection = sqlite3.connect(tmp_path / "data" / "alongside.sqlite3")
    assert connection.execute("select role, action from log").fetchall() == [("coordinator", "news.news")]
    connection.close()


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many now, later and not at all, rounded; nobody's name or pace; and no row."""
    config = people(tmp_path, 24)
    assert sent(config, written(tmp_path), "--dry-run") == 0
    told = capsys.readouterr().out
    assert (
        "Now: " in told
        and "Later, at their own pace: " in told
        and "On What's new only: fewer than 5" in told
    )
    assert "p3" not in told and "every 2 weeks" not in told.lower()
    assert rows(tmp_path) == []


def test_in_a_small_group_only_the_whole_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """B31: with few, who gets it later could be guessed."""
    config = people(tmp_path, 6)
    assert sent(config, written(tmp_path), "--dry-run") == 0
    told = capsys.readouterr().out
    assert "People: 5 to 9, each at their own pace." in told and "Now:" not in told


def test_the_third_in_a_week_is_refused_by_the_limit_that_members_agreed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the limit, when the next can go and what can be done instead; what goes to the page is no chat."""
    config, file = people(tmp_path), written(tmp_path)
    assert sent(config, file, "--group", "Lambeth") == sent(config, file) == 0
    capsys.readouterr()
    assert sent(config, file, "--group", "Lambeth") == 2
    assert "agreed to for 7 days. The next can go out on" in capsys.readouterr().err
    assert len(rows(tmp_path)) == 2
    assert sent(config, file, "--group", "Lambeth", "--page") == 0
    assert rows(tmp_path)[-1][:2] == ("page", "going")


@pytest.mark.parametrize(
    ("text", "options", "complaint"),
    [
        ("", (), "needs a title"),
        ("Title only\n", (), "one line only"),
        ("T" * 61 + "\nbody", (), "That title is 61 letters"),
        ("Title\n" + "b" * 301, (), "This is 301 letters"),
        (NEWS, ("--group", "Lambth"), "Did you mean “Lambeth”"),
        (NEWS, ("--group", "Southwark"), "Nobody has joined there yet"),
        (NEWS, ("--at", "2020-01-01T10:00"), "That moment has passed"),
        (NEWS, ("--at", "tomorrow"), "is not a moment. Write it like"),
        (NEWS, ("--at", "2099-01-01T10:00"), "more than 4 weeks away"),
        (NEWS, ("--answer-by", "soon"), "is not a day. Write it like"),
        (NEWS, ("--answer-by", "2020-01-01"), "before it goes out"),
        (NEWS, ("--answer-by", "2099-01-01"), "more than 7 days ahead"),
        (NEWS, ("--page", "--answer-by", "2099-01-01"), "Leave out --page or --answer-by"),
    ],
)
def test_what_cannot_go_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, options: tuple[str, ...], complaint: str
) -> None:
    """Each bad input says what is wrong and how to mend it, and nothing is written."""
    config = people(tmp_path)
    assert sent(config, written(tmp_path, text), *options) == 2
    told = capsys.readouterr()
    assert complaint in told.err and told.err.count("\n") == 1 and told.out == ""
    assert rows(tmp_path) == []


def test_a_file_that_is_no_text_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A spreadsheet, or nothing at all: which file, and what to do."""
    config = people(tmp_path)
    strange = tmp_path / "news.doc"
    strange.write_bytes(b"\xff\xfe\x00\x80")
    assert sent(config, str(strange)) == 2
    assert "is not plain text" in capsys.readouterr().err
    assert sent(config, str(tmp_path / "gone.txt")) == 2
    assert "gone.txt" in capsys.readouterr().err


def test_a_planned_one_waits_for_its_moment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is planned in the programme's own time, and the reader is told that it can still be stopped."""
    config = people(tmp_path)
    connection = sqlite3.connect(tmp_path / "data" / "alongside.sqlite3")
    (today,) = connection.execute("select date('now', '+3 days')").fetchone()
    connection.close()
    assert sent(config, written(tmp_path), "--at", f"{today}T10:30") == 0
    assert "Planned." in capsys.readouterr().out
    assert rows(tmp_path)[0][1] == "planned"
    connection = sqlite3.connect(tmp_path / "data" / "alongside.sqlite3")
    due = broadcasts.next_due(connection)
    connection.close()
    assert due is not None and due % 3600 == 1800

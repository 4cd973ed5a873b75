"""`alongside draw`: the record of a draw for anybody, and a check of it with nothing but the record."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.training import drawing
from conversations.training import record
from conversations.training.draw import Ticket, commitment, draw
from storage import courses, seats
from storage.database import Database
from tests.bot.commands import config_in
from tests.bot.play import DAY, Play, at
from tests.bot.test_training_team import put

SEED = "5eed" * 8
TICKETS = tuple(
    Ticket(f"T{number:02}", chances=1 + number % 3, seats=1 + (number == 7), new=number < 4, owed=number == 9)
    for number in range(30)
)


def made(**changes: Any) -> str:
    """A record as it is written; some of it changed afterwards."""
    drawn = draw(SEED, TICKETS, 12, 3)
    whole = record.Record("Chairing", "2026-12-08", commitment(SEED), SEED, 12, 3, TICKETS, drawn)
    return json.dumps(json.loads(record.to_json(whole)) | changes)


def verified(tmp_path: Path, text: str | bytes) -> int:
    file = tmp_path / "draw.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["draw", "--verify", str(file)])


def test_a_draw_that_was_made_is_checked_by_repeating_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No config, no database; plain words about what was looked at."""
    assert verified(tmp_path, made()) == 0
    told, many = capsys.readouterr().out, len(draw(SEED, TICKETS, 12, 3).places)
    for part in (
        "Chairing: asking closed on 2026-12-08.",
        "30 tickets, 1 of them for two who come together, for 12 places, 3 of them kept",
        f"The seed fits the commitment that was on the page before the draw: {commitment(SEED)}",
        f"{many} tickets have places, and the other {30 - many} wait in the same order.",
    ):
        assert part in told
    assert list(tmp_path.iterdir()) == [tmp_path / "draw.json"]


def swapped(raw: dict[str, Any]) -> dict[str, Any]:
    return {"waiting": [raw["waiting"][1], raw["waiting"][0], *raw["waiting"][2:]]}


def favoured(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "places_to": [*raw["places_to"][:-1], raw["waiting"][0]],
        "waiting": [raw["places_to"][-1], *raw["waiting"][1:]],
    }


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda raw: {"seed": "another"}, "another seed was used"),
        (lambda raw: {"commitment": "0" * 64}, "another seed was used"),
        (swapped, "The waiting list is in another order"),
        (favoured, "The places went to other tickets"),
        (lambda raw: {"tickets": raw["tickets"][1:]}, "The "),
        (lambda raw: {"tickets": [raw["tickets"][0], *raw["tickets"]]}, "Two tickets have the same code."),
        (lambda raw: {"tickets": [raw["tickets"][0] | {"chances": 2}, *raw["tickets"][1:]], "waiting": []}, "another order"),
        (lambda raw: {"kept": -5}, "More places are kept than there are"),
        (lambda raw: {"kept": 13}, "More places are kept than there are"),
        (lambda raw: {"places": 30}, "The places went to other tickets"),
    ],
)  # fmt: skip
def test_a_draw_that_was_meddled_with_is_found_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[dict[str, Any]], dict[str, Any]], complaint: str
) -> None:  # fmt: skip
    """What does not fit is said, and the exit code is 1."""
    assert verified(tmp_path, made(**change(json.loads(made())))) == 1
    told = capsys.readouterr()
    assert complaint in told.out and "The seed fits" not in told.out


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "hello", '"x"', b"\xff\xfe\x00", b"\x00", "[" * 100_000, '{"course": "' + "x" * 100, made(tickets="none"), made(tickets=[1]),
        made(tickets=[{"ticket": "A", "chances": 9, "seats": 1, "new": False, "owed": False}]), made(places="12"), made(places=True), made(places=0),
        made(places=10**30), made(seed=None), made(seed="\ud800"), made(waiting="abc", places_to=7), made(places_to=[1]),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes
) -> None:
    """With exit code 2, and no traceback."""
    assert verified(tmp_path, text) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1
    assert "draw.json" in told.err


def test_what_was_typed_wrongly_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there, half of what is needed, or both at once."""
    for arguments, complaint in (
        (["--verify", str(tmp_path / "gone.json")], "gone.json"),
        (["--verify", "x.json", "--course", "3"], "Leave out one or the other"),
        (["--course", "3"], "Name the course and the file"),
        ([], "--verify FILE"),
    ):
        assert main(["draw", *arguments]) == 2
        told = capsys.readouterr().err
        assert complaint in told and told.count("\n") == 1


async def test_the_record_of_a_course_is_what_was_drawn(play: Play, tmp_path: Path) -> None:
    """Written from the rows into a new file, it checks; it holds the tickets, and nobody's name or number."""
    ana, people = (
        await play.joined("Ana", role="coordinator"),
        [await play.joined(name) for name in ("Kofi", "Sol", "Tam")],
    )
    id = await put(play, (await ana.known()).id)
    ids = [(await person.known()).id for person in people]

    def ask(connection: sqlite3.Connection) -> str:
        connection.execute("update course set by_draw = 1, closes_at = ? where id = ?", (play.now + DAY, id))
        for number in ids:
            seats.ask(connection, id, number, f"TICKET{number}", play.now, "")
        assert drawing.make(connection, play.bot.world, at("2026-12-09 00:00"))
        row = courses.of(connection, id)
        assert row is not None
        return row.record

    text = await play.bot.database.write(ask)
    (tmp_path / "draw.json").write_text(text)
    assert main(["draw", "--verify", str(tmp_path / "draw.json")]) == 0
    assert not [name for name in ("Kofi", "Sol", "Tam", "phone-") if name in text]


def test_the_command_writes_what_the_rows_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A course with no draw yet, one with none at all and one that is not there are each told apart; nothing is overwritten."""
    config = config_in(tmp_path, '[programme]\nname = "South Voices"\n')
    asyncio.run(_courses(tmp_path))

    def written(course: int, name: str = "draw.json") -> int:
        return main(["draw", "--config", str(config), "--course", str(course), "--out", str(tmp_path / name)])

    assert written(1) == 0
    assert "Anybody can check it" in capsys.readouterr().out
    assert main(["draw", "--verify", str(tmp_path / "draw.json")]) == 0
    for course, name, complaint in (
        (1, "draw.json", "is there already"),
        (2, "2.json", "are not drawn yet"),
        (3, "3.json", "go to whoever asks first"),
        (4, "4.json", "There is no course 4. There are: 1 (Drawn), 2 (Later), 3 (First)."),
        (1, "no/such/folder.json", "No such file"),
    ):
        assert written(course, name) == 2
        told = capsys.readouterr().err
        assert complaint in told and told.count("\n") == 1, told
        assert not (tmp_path / name).exists() or name == "draw.json"


async def _courses(folder: Path) -> None:
    (folder / "data").mkdir()

    def fill(connection: sqlite3.Connection) -> None:
        for number, (title, by_draw) in enumerate((("Drawn", 1), ("Later", 1), ("First", 0)), 1):
            fields: dict[str, str | int | None] = {
                "title": title, "about": "x", "places": 2, "kept": 0, "by_draw": by_draw, "closes_at": 100, "told_by": "2026-12-12", "money": "Free",
                "costs": "Paid", "leader": "Priya", "seed": SEED, "commitment": commitment(SEED), "made_at": 0,
            }  # fmt: skip
            assert courses.add(connection, fields, [False, False]) == number
            connection.execute(
                "insert into event (kind, title, starts_at, course_id) values ('training', ?, 200, ?)",
                (title, number),
            )
        courses.drawn(connection, 1, made(), 150)

    async with Database.open(folder / "data" / "alongside.sqlite3") as database:
        await database.write(fill)

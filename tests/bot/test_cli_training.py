"""`alongside import training`: all of a file or nothing of it, every mistake with its line and how to mend it."""

import asyncio
import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot import plan
from bot.cli import main
from bot.clock import SystemClock
from conversations.foresight import usual_pace
from conversations.pace.local_time import local_date
from storage import groups, members, paces
from storage.database import Database
from tests.bot.commands import config_in
from tests.conversations.programme import PROGRAMME

SETTINGS = '[programme]\nname = "South Voices"\ngroups = ["Lambeth", "Southwark"]\n[room]\nenabled = true\n'
TODAY = local_date(SystemClock().now(), "Europe/London")
START = TODAY + timedelta(days=60)
CLOSING = START - timedelta(days=10)
HEAD = "title,about,places,closing,money,costs,leader,arranger,start,ends,place"
GOOD = f"Chairing,How to keep time,12,{CLOSING},Free,Travel paid before you come,Priya,Ana,{START} 14:00,16:00,The library"
SESSION = f'[[course.session]]\nstart = {START}T14:00:00\nends = 16:00:00\nplace = "The library"\n'
COURSE = f"""\
[[course]]
title = "Chairing"
about = "How to keep time"
places = 12
closing = {CLOSING}
money = "Free"
costs = "Travel paid before you come"
leader = "Priya"
arranger = "Ana"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A programme with Ana, a coordinator, Priya, on the staff, two of the name of Lee, and a member called Kofi."""
    return asyncio.run(_people(tmp_path))


async def _people(folder: Path) -> Path:
    file = config_in(folder, SETTINGS)
    (folder / "data").mkdir()

    def fill(connection: sqlite3.Connection) -> None:
        groups.ensure(connection, ("Lambeth", "Southwark"))
        team = (
            ("Ana", "coordinator"), ("Priya", "staff"), ("Lee", "staff"), ("Lee", "representative"), ("Kofi", "member")
        )  # fmt: skip
        for number, (name, role) in enumerate(team):
            id = members.add(connection, "room", f"p{number}", "en", False, 0)
            members.change(connection, id, {"name": name, "role": role})
            paces.save(connection, id, "active", plan.to_json(usual_pace(PROGRAMME)), None)

    async with Database.open(folder / "data" / "alongside.sqlite3") as database:
        await database.write(fill)
    return file


def brought(config: Path, text: str | bytes, *options: str, name: str = "courses.csv") -> int:
    file = config.parent / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["import", "training", str(file), "--config", str(config), *options])


def rows(config: Path, what: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(config.parent / "data" / "alongside.sqlite3")
    found = connection.execute(what).fetchall()
    connection.close()
    return found


def courses(config: Path) -> list[tuple[object, ...]]:
    return rows(
        config, "select title, places, kept, leader_id, arranger_id, group_id from course order by id"
    )


def csv(*lines: str) -> str:
    return "\n".join((HEAD, *lines)) + "\n"


@pytest.mark.parametrize("name", ["courses.csv", "courses.toml"])
def test_a_file_makes_its_courses(config: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A course, its seats and its sessions; who leads and arranges it, by their names; a note in the log."""
    text = csv(GOOD) if name.endswith("csv") else COURSE + SESSION
    assert brought(config, text, name=name) == 0
    told = capsys.readouterr()
    assert "1 course made" in told.out and "Priya sees who has a place, Ana what helps people." in told.out
    assert courses(config) == [("Chairing", 12, 3, 2, 1, None)]
    assert rows(config, "select count(*), sum(kept) from seat") == [(12, 3)]
    ((start, end, place),) = rows(
        config, "select starts_at, ends_at, place from event where kind = 'training'"
    )
    assert place == "The library"
    assert isinstance(start, int) and isinstance(end, int) and end - start == 7200
    assert time.gmtime(start).tm_min == 0
    assert ("coordinator", "training.made") in rows(config, "select role, action from log")


def test_a_dry_run_makes_nothing(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says the same, and writes no row."""
    assert brought(config, csv(GOOD), "--dry-run") == 0
    assert "1 course would be made. Nothing was made." in capsys.readouterr().out
    assert courses(config) == []


def test_the_example_is_a_file_that_is_read(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What --example prints is taken as it is, whenever it is printed, with both of its sessions."""
    assert main(["import", "training", "--example"]) == 0
    printed = capsys.readouterr().out
    assert brought(config, printed, name="courses.toml") == 0
    assert [row[2:] for row in courses(config)] == [(3, 2, 1, 1)]
    assert rows(config, "select count(*) from event where kind = 'training'") == [(2,)]
    as_csv = "\n".join(line.removeprefix("# ") for line in printed.splitlines()[-3:]).replace(
        "Chairing a", "Taking a"
    )
    assert brought(config, as_csv) == 0
    assert rows(config, "select count(*) from event where kind = 'training'") == [(4,)]


@pytest.mark.parametrize(
    ("before", "comma"), [(b"", ","), (b"\xef\xbb\xbf", ","), (b"\xef\xbb\xbf", ";")], ids=["", "bom", "bom;"]
)
def test_what_a_spreadsheet_writes_is_read(config: Path, before: bytes, comma: str) -> None:
    """With a mark at its beginning or none, with commas or semicolons, with the line ends of Windows."""
    text = csv(GOOD, "," * 8 + f"{START + timedelta(days=7)} 14:00,16:00,The library").replace(",", comma)
    assert brought(config, before + text.replace("\n", "\r\n").encode()) == 0
    assert len(courses(config)) == 1
    assert rows(config, "select count(*) from event where kind = 'training'") == [(2,)]


def test_a_wrong_date_on_line_7_refuses_the_whole_file(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five good courses before it are not made."""
    lines = [GOOD.replace("Chairing", f"Course {number}") for number in range(6)]
    lines[5] = lines[5].replace(f"{START} 14:00", "31/02/2027 14:00")
    assert brought(config, csv(*lines)) == 2
    told = capsys.readouterr()
    assert (
        'courses.csv, line 7: start: "31/02/2027 14:00" is no day and time. Write a day and a time like'
        in told.err
    )
    assert told.err.strip().endswith("Nothing was made.") and told.out == ""
    assert courses(config) == []


LATER = START + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (csv(GOOD, f",,,,,,,,{START} 15:00,17:00,The library"), "line 3: Two sessions overlap"),
        (csv(GOOD.replace(str(CLOSING), str(START))), "line 2: Asking closes on"),
        (csv(GOOD.replace(str(CLOSING), str(LATER))), "It has to close first"),
        (csv(GOOD.replace(str(CLOSING), "2020-01-01")), "give them 2 weeks to ask"),
        (csv(GOOD.replace(str(CLOSING), "")), "line 2: Nothing says until which day"),
        (csv(GOOD.replace(",12,", ",0,")), "line 2: A course has 1 to 200 places"),
        (csv(GOOD.replace(",12,", ",lots,")), 'line 2: places: "lots" is no number. Write a whole number'),
        (csv(GOOD.replace(",Free,", ",,")), "line 2: Nothing is said about money."),
        (csv(GOOD.replace(",Travel paid before you come,", ", ,")), "line 2: Nothing is said about costs."),
        (csv(GOOD.replace(",Priya,", ",,")), "line 2: Nobody leads it."),
        (csv(GOOD.replace(",Ana,", ",,")), "line 2: Nobody arranges it."),
        (csv(GOOD.replace(",Ana,", ",Kofi,")), "line 2: Nobody on the team who has joined is called “Kofi”"),
        (csv(GOOD.replace(",Ana,", ",Lee,")), "line 2: 2 people on the team are called “Lee”"),
        (csv(GOOD.replace("16:00", "13:00")), "line 2: The session on"),
        (csv(GOOD.replace("16:00", "25:99")), 'line 2: ends: "25:99" is no time.'),
        (csv(GOOD.replace("16:00", "")), "line 2: Nothing says when the session ends."),
        (csv(GOOD.replace(f"{START} 14:00", "2020-12-04 14:00").replace(str(CLOSING), "2020-11-20")), "is in the past"),
        (csv(GOOD.replace(",The library", ",")), "neither a place nor a link"),
        (csv(GOOD.replace("Chairing", "C" * 61)), "line 2: That's 61 letters. Up to 60 fit"),
        (csv(GOOD, GOOD.replace("How to keep", "Something")), "line 3: about is “Something time” here"),
        (csv(GOOD, GOOD.replace("Chairing", "Other"), GOOD), "line 4: “Chairing” at that time stands on line 2 already"),
        (csv(GOOD + ",one more"), "line 2: There are 12 cells, and 11 columns."),
        (csv('"' + GOOD), "line 2: This is no line of a CSV file"),
        (csv(GOOD).replace("money", "mony"), "line 1: “mony” is not known here. Did you mean “money”?"),
        (csv(GOOD).replace("place\n", "zzz\n", 1), "line 1: “zzz” is not known here. What is known: title, about"),
        (csv(GOOD).replace("ends", "start", 1), "line 1: There are two columns “start”"),
        (csv(GOOD).replace("costs,", "", 1), "line 1: There is no column “costs”"),
        (csv(), "has no course in it"),
        ("", "is empty"),
        (" \n\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (csv(GOOD.replace("library", "café")).encode("latin-1"), "is not in UTF-8. Save it again"),
        (b"\xff\xfe\x00\x80", "is not in UTF-8"),
        (b"PK\x03\x04\x00\x00", "line 1: "),
    ],
)  # fmt: skip
def test_a_bad_csv_file_is_refused_whole(
    config: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, complaint: str
) -> None:
    """Which line, what is wrong and how to mend it, with no traceback; and no row."""
    assert brought(config, text) == 2
    told = capsys.readouterr()
    assert complaint in told.err, told.err
    assert "Traceback" not in told.err and told.out == ""
    assert courses(config) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (COURSE, "line 1: A course has 1 to 12 sessions."),
        (COURSE + SESSION * 13, "line 1: A course has 1 to 12 sessions."),
        (COURSE + SESSION + SESSION, "line 15: Two sessions overlap"),
        (COURSE.replace('money = "Free"\n', "") + SESSION, "line 1: Nothing is said about money. Write what people pay"),
        (COURSE.replace('"Free"', '""') + SESSION, "line 6: Nothing is said about money."),
        (COURSE.replace("places = 12", "places = 0") + SESSION, "line 4: A course has 1 to 200 places"),
        (COURSE.replace("places = 12", "places = 2.5") + SESSION, "line 4: places: 2.5 is no number."),
        (COURSE + "kept = 13\n" + SESSION, "line 10: There are 12 places, so at most that many can be kept"),
        (COURSE + "kept = -1\n" + SESSION, "line 10: There are 12 places"),
        (COURSE + 'paid = "perhaps"\n' + SESSION, 'line 10: paid: "perhaps" is neither yes nor no.'),
        (COURSE + 'group = "Lambth"\n' + SESSION, "line 10: There is no group “Lambth”. Did you mean “Lambeth”?"),
        (COURSE + 'groop = "Lambeth"\n' + SESSION, "line 10: “groop” is not known here. Did you mean “group”?"),
        (COURSE.replace('title = "Chairing"', "title = 7") + SESSION, "line 2: title is a text. Write it in quotes"),
        (COURSE + SESSION + "minutes = 90\n", "line 14: Both ends and minutes say how long it is"),
        (COURSE + SESSION.replace("ends", "end"), "line 12: “end” is not known here. Did you mean “ends”?"),
        (COURSE + SESSION.replace(f"{START}T14:00:00", "2026-02-31T14:00:00"), "line 11: This is not TOML: Invalid date"),
        (COURSE + SESSION.replace(f"{START}T14:00:00", str(START)), f"line 11: start: the date {START} is no day and time."),
        (COURSE + SESSION.replace("16:00:00", '"late"'), 'line 12: ends: "late" is no time.'),
        (COURSE + SESSION.replace("ends = 16:00:00", 'minutes = "ages"'), 'line 12: minutes: "ages" is no length.'),
        (COURSE.replace("[[course]]", "[course]"), "line 1: Head each course with [[course]], in two brackets."),
        (COURSE + SESSION.replace("[[course.session]]", "[course.session]"), "line 1: Head each session with [[course.session]]"),
        (COURSE.replace("[[course]]", "[[curse]]") + SESSION, "line 1: This is not TOML"),
        ('[[curse]]\ntitle = "x"\n', "line 1: “curse” is not known here. Did you mean “course”?"),
        ("x = " + "[" * 5000 + "\n", "courses.toml, line 1: "),
        ("# nothing\n", "has no course in it"),
    ],
)  # fmt: skip
def test_a_bad_toml_file_is_refused_whole(
    config: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    """TOML tells no lines once it is read, so they are found where the keys stand."""
    if "[[curse]]" in text and "session" in text:
        complaint = "“curse” is not known here"
    assert brought(config, text, name="courses.toml") == 2
    told = capsys.readouterr()
    assert complaint in told.err, told.err
    assert "Traceback" not in told.err and told.out == ""
    assert courses(config) == []


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "9999-12-31"])
@pytest.mark.parametrize("key", ["start", "closing", "both"])
def test_the_ends_of_the_calendar_are_days_like_others(
    config: Path, capsys: pytest.CaptureFixture[str], key: str, day: str
) -> None:
    """They are refused as what they are: in the past, or too far ahead."""
    start, closing = (day if key in (each, "both") else str(when) for each, when in (("start", START), ("closing", CLOSING)))  # fmt: skip
    assert brought(config, csv(GOOD.replace(str(START), start).replace(str(CLOSING), closing))) == 2
    told = capsys.readouterr().err
    assert "line 2: " in told and "Traceback" not in told
    assert courses(config) == []


def test_lines_are_right_beside_texts_of_several_lines(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What looks like a key inside a text is none."""
    text = COURSE.replace('"How to keep time"', '"""\nHow to\nplaces = 3\nkeep time"""').replace(
        "= 12", "= 0"
    )
    assert brought(config, text + SESSION, name="courses.toml") == 2
    assert "line 7: A course has 1 to 200 places" in capsys.readouterr().err
    over = csv(GOOD.replace("How to keep time", '"How to\nkeep time"'), GOOD.replace("Chairing", "Other").replace(",12,", ",x,"))  # fmt: skip
    assert brought(config, over) == 2
    assert "line 4: places" in capsys.readouterr().err


def test_every_mistake_is_said_at_once(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the order of the lines, and no more than somebody can read."""
    lines = [GOOD.replace("Chairing", f"Course {n}").replace(",Free,", ",,").replace(",12,", ",x,") for n in range(100)]  # fmt: skip
    assert brought(config, csv(*lines)) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("courses.csv, line 2: ") and told[2].startswith("courses.csv, line 3: ")
    assert told[-2:] == ["courses.csv: and 160 more. Mend these first.", "Nothing was made."]


def test_the_same_file_twice_makes_nothing_twice(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same title at the same time is there already, whatever the case; another time is another date of it."""
    assert brought(config, csv(GOOD)) == 0
    capsys.readouterr()
    assert brought(config, csv(GOOD.replace("Chairing", "CHAIRING"))) == 2
    assert "line 2: “CHAIRING” at that time is there already, as course 1." in capsys.readouterr().err
    assert len(courses(config)) == 1
    assert brought(config, csv(GOOD.replace("14:00", "13:00"))) == 0
    assert len(courses(config)) == 2


def test_2000_lines_are_one_transaction(config: Path) -> None:
    """As many courses as lines, quickly; with one mistake at their end, none."""
    lines = [GOOD.replace("Chairing", f"Course {number}").replace(",12,", ",4,") for number in range(1999)]
    assert brought(config, csv(*lines, GOOD.replace(",12,", ",0,"))) == 2
    assert courses(config) == []
    assert brought(config, csv(*lines, GOOD.replace(",12,", ",4,"))) == 0
    assert len(courses(config)) == 2000


def test_times_are_the_programmes_own(config: Path) -> None:
    """14:00 is 14:00 in London whatever the computer's zone; a moment that names its zone is that moment."""
    assert brought(config, csv(GOOD.replace("14:00", "14:00+00:00"))) == 0
    text = config.read_text().replace("[room]", 'timezone = "Pacific/Auckland"\n[room]')
    config.write_text(text)
    assert brought(config, csv(GOOD)) == 0
    first, second = (row[0] for row in rows(config, "select starts_at from event order by id"))
    assert isinstance(first, int) and isinstance(second, int)
    assert first - second in (12 * 3600, 13 * 3600)


def test_where_members_decided_on_first_come(config: Path) -> None:
    """Nothing closes, so the file need not say when; no place is kept, and the course has no draw."""
    config.write_text(config.read_text() + '[training]\nplaces = "first come"\n')
    soon = TODAY + timedelta(days=3)
    assert brought(config, csv(GOOD.replace(str(CLOSING), "").replace(str(START), str(soon)))) == 0
    assert rows(config, "select kept, by_draw from course") == [(0, 0)]


def test_somebody_who_is_not_known_leads_it(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Then whoever arranges it sees who has a place, and the command says so."""
    assert brought(config, csv(GOOD.replace("Priya", "Dr Okafor"))) == 0
    assert "led by Dr Okafor. Ana sees who has a place" in capsys.readouterr().out
    assert courses(config)[0][3] is None


def test_a_file_that_is_not_there_is_named(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And so is the file that was not named at all."""
    assert main(["import", "training", str(config.parent / "gone.toml"), "--config", str(config)]) == 2
    assert "gone.toml" in capsys.readouterr().err
    assert main(["import", "training", "--config", str(config)]) == 2
    assert "--example" in capsys.readouterr().err
    assert main(["import", "training", str(config.parent), "--config", str(config)]) == 2
    told = capsys.readouterr().err
    assert "Is a directory" in told and told.count("\n") == 1


def test_a_course_can_be_the_next_date_of_an_earlier_one(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its title or its number, in either kind of file; one that was never there is refused with its line."""
    assert brought(config, csv(GOOD)) == 0
    for number, follows in enumerate(('"chairing"', "1", '"1"')):
        text = COURSE.replace('title = "Chairing"', f'title = "Again {number}"\nfollows = {follows}')
        assert brought(config, text + SESSION, name="courses.toml") == 0
    with_column = f"{HEAD},follows\n{GOOD.replace('Chairing', 'Once more')},CHAIRING\n"
    assert brought(config, with_column) == 0
    assert rows(config, "select follows from course order by id") == [(None,), (1,), (1,), (1,), (1,)]
    capsys.readouterr()
    wrong = f"{HEAD},follows\n{GOOD.replace('Chairing', 'Nowhere')},Juggling\n"
    assert brought(config, wrong) != 0
    assert "line 2: There is no course “Juggling”" in capsys.readouterr().err

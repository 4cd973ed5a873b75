"""Files of courses, TOML or CSV, as tables that know on which line each thing stands. What they mean is importing.py.

TOML: one or many [[course]], each with one or many [[course.session]]. CSV: one line a session, with commas or semicolons; a line
without a title, or with the title of the line before, is a further session of the same course. Text is UTF-8, with a mark at its
beginning (as Excel writes it) or without.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.config_problems import nearest
from bot.problems import Problem

MOST: Final = 2_000_000
"""Bytes. A file that is longer is none of courses."""
SHOWN: Final = 40
"""Problems that are said at once."""
SESSION_KEYS: Final = ("start", "ends", "minutes", "place", "link")
COURSE_KEYS: Final = ("title", "about", "group", "places", "kept", "closing", "money", "paid", "costs", "help", "leader", "arranger", "follows")  # fmt: skip
REQUIRED: Final = ("title", "about", "places", "money", "costs", "leader", "arranger", "start")
"""What every course, and every session, says."""
_HEAD: Final = re.compile(r"\s*\[\[\s*(course(?:\s*\.\s*session)?)\s*\]\]")
_KEY: Final = re.compile(r"\s*[\"']?([A-Za-z_][\w-]*)[\"']?\s*=")


@dataclass
class Table:
    """A table of the file: its values by name, and the line of each; `line` is that of the table itself."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, name: str) -> int:
        return self.lines.get(name, self.line)


@dataclass
class Written:
    """A course as it stands in the file."""

    course: Table
    sessions: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Something to mend, and where."""

    line: int
    words: str


class Wrong(Exception):
    """Everything found wrong in a file."""

    def __init__(self, *found: Found) -> None:
        super().__init__(f"{len(found)} problems")
        self.found = found


def refused(found: "tuple[Found, ...]", file: str) -> Problem:
    """All that was found, in the order of the lines; nothing of the file is taken."""
    ordered = sorted(set(found))
    lines = [f"{file}, line {each.line}: {each.words}" for each in ordered[:SHOWN]]
    if len(ordered) > SHOWN:
        lines.append(f"{file}: and {len(ordered) - SHOWN} more. Mend these first.")
    return Problem("\n".join([*lines, "Nothing was made."]))


def read(path: Path) -> list[Written]:
    """The courses of a file. Raises Wrong, or Problem for what is no such file; OSError where it cannot be read."""
    if path.stat().st_size > MOST:
        raise Problem(f"{path} is too long to be a file of courses. Split it, or take out what is no course.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Problem(
            f"{path} is not in UTF-8. Save it again as UTF-8 (in a spreadsheet: CSV UTF-8). Nothing was made."
        ) from None
    if not text.strip():
        raise Problem(f"{path} is empty. `alongside import training --example` prints one to begin with.")
    found = read_toml(text) if path.suffix.casefold() == ".toml" else read_csv(text)
    if not found:
        raise Problem(
            f"{path} has no course in it. `alongside import training --example` prints one to begin with."
        )
    return found


# -- TOML ---------------------------------------------------------------------------------------------------------------


def read_toml(text: str) -> list[Written]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Wrong(_no_toml(str(error), text)) from None
    except RecursionError:
        raise Wrong(Found(1, "Too many brackets inside each other.")) from None
    places = list(_places(text))
    wrong = [
        Found(_line_of_key(text, key), _unknown(key, ("course",), "[[course]]"))
        for key in raw
        if key != "course"
    ]
    courses = raw.get("course", [])
    if not isinstance(courses, list) or not all(isinstance(each, dict) for each in courses):
        wrong.append(Found(_line_of_key(text, "course"), "Head each course with [[course]], in two brackets."))  # fmt: skip
    if wrong:
        raise Wrong(*wrong)
    return [_of_toml(raw, number, places) for number, raw in enumerate(courses)]


def _no_toml(said: str, text: str) -> Found:
    """Where the file stops being TOML."""
    at = re.search(r"at line (\d+)", said)
    line = int(at[1]) if at else text.count("\n") + 1
    what = said.partition(" (at ")[0]
    date = " A date is written like 2026-12-04, a moment like 2026-12-04T14:00:00." if "date" in what else ""
    return Found(line, f"This is not TOML: {what}.{date} Texts stand in quotes, and each key has a line of its own.")  # fmt: skip


def _places(text: str) -> Iterator[tuple[str, Mapping[str, int], int]]:
    """(head, line of each key, line of the head) of each table in the file, in its order."""
    head, lines, at, inside = "", dict[str, int](), 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if found := _HEAD.match(line):
            if head:
                yield head, lines, at
            head, lines, at = found[1].replace(" ", ""), {}, number
        elif key := _KEY.match(line):
            lines.setdefault(key[1], number)
            quotes = next((each for each in ('"""', "'''") if line.count(each) == 1), "")
            inside = quotes
    if head:
        yield head, lines, at


def _of_toml(raw: dict[str, Any], number: int, places: list[tuple[str, Mapping[str, int], int]]) -> Written:
    """One course with its sessions, each with its lines as far as they can be told."""
    heads = [index for index, (head, _lines, _at) in enumerate(places) if head == "course"]
    mine = places[heads[number] : heads[number + 1] if number + 1 < len(heads) else None] if number < len(heads) else []  # fmt: skip
    at, lines = (mine[0][2], dict(mine[0][1])) if mine else (1, {})
    course = Table(at, {key: value for key, value in raw.items() if key != "session"}, lines)
    sessions = raw.get("session", [])
    if not isinstance(sessions, list) or not all(isinstance(each, dict) for each in sessions):
        raise Wrong(
            Found(course.line_of("session"), "Head each session with [[course.session]], in two brackets.")
        )
    of_sessions = mine[1:]
    return Written(
        course,
        [
            Table(of_sessions[index][2], each, dict(of_sessions[index][1]))
            if index < len(of_sessions)
            else Table(course.line_of("session"), each)
            for index, each in enumerate(sessions)
        ],
    )


def _line_of_key(text: str, key: str) -> int:
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((number for number, line in enumerate(text.split("\n"), 1) if pattern.match(line)), 1)


def _unknown(key: str, known: tuple[str, ...], what: str) -> str:
    close = nearest(key, known)
    return f"“{key}” is not known here. " + (
        f"Did you mean “{close}”?" if close else f"What is known: {what}."
    )


def unknown_key(key: str, known: tuple[str, ...]) -> str:
    """What to say of a key, or a column, that nobody knows: the nearest that is known, or all of them."""
    return _unknown(key, known, ", ".join(known))


# -- CSV ----------------------------------------------------------------------------------------------------------------


def read_csv(text: str) -> list[Written]:
    rows = _rows(text)
    at, head = next(rows, (1, []))
    columns = [each.strip().casefold().replace(" ", "_") for each in head]
    _check_columns(at, columns)
    found: list[Written] = []
    for line, cells in rows:
        if len(cells) > len(columns) and any(each.strip() for each in cells[len(columns) :]):
            raise Wrong(Found(line, f"There are {len(cells)} cells, and {len(columns)} columns. Put quotes around a text with a comma in it."))  # fmt: skip
        given = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
        _take(found, line, given)
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each line that is not empty; a text in quotes may go over several."""
    first = text.lstrip().partition("\n")[0]
    comma = max(",;\t", key=first.count)
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Wrong(Found(line, f"This is no line of a CSV file: {error}. Look for a quote that is never closed.")) from None  # fmt: skip


def _check_columns(at: int, columns: list[str]) -> None:
    known = (*COURSE_KEYS, *SESSION_KEYS)
    wrong = [Found(at, unknown_key(each, known)) for each in columns if each and each not in known]
    wrong += [Found(at, f"There are two columns “{each}”. Take one out.") for each in sorted(set(columns)) if each and columns.count(each) > 1]  # fmt: skip
    if not wrong:
        wrong = [Found(at, f"There is no column “{each}”. The first line names the columns; every course has this one.") for each in REQUIRED if each not in columns]  # fmt: skip
    if wrong:
        raise Wrong(*wrong)


def _take(found: list[Written], line: int, given: dict[str, str]) -> None:
    """One line: a further session of the course above, or a course with its first session."""
    session = Table(line, {key: value for key, value in given.items() if key in SESSION_KEYS})
    course = {key: value for key, value in given.items() if key in COURSE_KEYS}
    above = found[-1].course if found else None
    if above is None or course.get("title", above.values.get("title")) != above.values.get("title"):
        found.append(Written(Table(line, dict(course)), [session]))
        return
    for key, value in course.items():
        if above.values.get(key) != value:
            raise Wrong(Found(line, f"{key} is “{value}” here, and “{above.values.get(key, '')}” on line {above.line}, for the same course. Leave it empty here, or give this course a title of its own."))  # fmt: skip
    found[-1].sessions.append(session)

"""`alongside results`, and the files that go out in a chat: what was published, in the form that was asked for.

The bot may be running. Where there is nothing to export it says why, in one line: what is not open yet, and when it will be;
what had too few answers, and what becomes of them.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from bot.config import Config
from bot.feedback import published
from bot.problems import Problem
from bot.results import checked, csv_file, json_file, page, report, xlsx_file
from bot.results.report import Report
from conversations.feedback.publication import Publication
from storage import boxes, events
from storage.boxes import BoxRow
from storage.database import Database

MADE: Final[Mapping[str, Callable[[Report], bytes]]] = {
    "csv": csv_file.made, "json": json_file.made, "xlsx": xlsx_file.made, "html": page.made,
}  # fmt: skip


def file(publications: Iterable[Publication], form: str) -> bytes:
    """The file that holds these. Raises Problem where it would lack what every export has to say."""
    found = report.report(publications)
    data = MADE[form](found)
    if problems := checked.wrong(found, form, data):
        raise Problem(f"This cannot be exported: {'; '.join(problems)}.")
    return data


async def export(config: Config, meeting: int | None, form: str, out: Path) -> None:
    """Write the new file `out`. Raises Problem or DatabaseProblem; then nothing was written."""
    place = _free(out, config.storage.keys)
    async with Database.open(config.storage.path, create=False, exclusive=False) as database:
        publications = await database.read(lambda connection: _found(connection, meeting))
    data = file(publications, form)
    with place.open("xb") as new:
        new.write(data)


def _free(out: Path, keys: Path) -> Path:
    """Where the file will be. Nothing is ever overwritten, and nothing lies among the keys."""
    place = out.absolute()
    if place.is_dir():
        raise Problem(f"{out} is a folder. Name a file in it.")
    if place.exists() or place.is_symlink():
        raise Problem(f"{out} is there already, and nothing is overwritten. Choose another name.")
    if not place.parent.is_dir():
        raise Problem(f"There is no folder {place.parent}. Make it first: mkdir -p {place.parent}")
    if keys.resolve() in (place.parent.resolve(), *place.parent.resolve().parents):
        raise Problem(f"{out} is in the keys' folder. Choose another folder.")
    return place


def _found(connection: Connection, meeting: int | None) -> tuple[Publication, ...]:
    everything = published.all(connection)
    if meeting is None:
        if any(p.state == "published" for p in everything):
            return everything
        raise Problem(" ".join(["Nothing is published yet.", *_why_nothing(connection, everything)]))
    if one := next((p for p in everything if p.meeting == meeting), None):
        if one.state == "published":
            return (one,)
        raise Problem(_closed(connection, one))
    raise Problem(_not_there(connection, meeting, everything))


# -- why there is nothing ---------------------------------------------------------------------------------------------


def _why_nothing(connection: Connection, everything: tuple[Publication, ...]) -> list[str]:
    waiting = [_open(connection, box) for box in boxes.all(connection, "open", "review", "agreed")]
    return [*waiting, *(_closed(connection, p) for p in everything)] or [
        "After a meeting whose members are asked, results open a week later."
    ]


def _closed(connection: Connection, p: Publication) -> str:
    why = f"“{report.title(p)}” (meeting {p.meeting}) has no results: {report.left_out(p)[0].why}"
    if p.state != "mixed":
        return why
    into = next(
        (
            q.meeting
            for q in published.all(connection)
            if q.meeting != p.meeting and p.meeting in published.meetings_of(connection, q.meeting)
        ),
        None,
    )
    return f"{why} See --meeting {into}." if into is not None else why


def _open(connection: Connection, box: BoxRow) -> str:
    of = f"“{_title(connection, box.meeting_id)}” (meeting {box.meeting_id})"
    closes = f"takes answers until {box.closes_on}" if box.state == "open" else "is closed"
    return f"{of} {closes}; what came out is told on {box.opens_on} at the latest, to members and team at the same moment."


def _title(connection: Connection, meeting: int) -> str:
    event = events.of(connection, meeting)
    return event.title if event else ""


def _not_there(connection: Connection, meeting: int, everything: tuple[Publication, ...]) -> str:
    if box := boxes.of(connection, meeting):
        return f"{_open(connection, box)} Nobody can see them before."
    if title := _title(connection, meeting):
        return f"“{title}” (meeting {meeting}) has no results: its members were not asked, or not yet. {_there_are(everything)}"
    return f"There is no meeting {meeting}. {_there_are(everything)}"


def _there_are(everything: tuple[Publication, ...]) -> str:
    known = [f"{p.meeting} “{report.title(p)}”" for p in everything if p.state == "published"]
    return f"Results are there for: {', '.join(known)}." if known else "Nothing is published yet."

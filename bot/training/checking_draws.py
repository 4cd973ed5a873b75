"""`alongside draw`: the record of a draw for anybody who asks for it, and a check of one that needs nothing else.

A record names nobody (conversations/training/record.py). To check it is to repeat it: the same seed, the same tickets, the same
rules, on any computer, without the bot and without its database.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

from bot.config import Config
from bot.problems import Problem
from conversations.training import record
from conversations.training.courses import PLACES_MOST
from storage import courses
from storage.database import Database

MOST = 10_000_000
"""Bytes. What is longer is no record of a draw."""


def write(config: Config, course: int, out: Path) -> str:
    """Write the record of the draw of a course into a new file; one line that says so. Raises Problem, DatabaseProblem."""
    if out.exists():
        raise Problem(f"{out} is there already, and nothing is overwritten. Choose another name.")
    text = asyncio.run(_record_of(config, course))
    with out.open("x", encoding="utf-8") as file:
        file.write(text + "\n")
    return f"{out}: names nobody. Anybody can check it with `alongside draw --verify {out.name}`."


async def _record_of(config: Config, course: int) -> str:
    def read(connection: Connection) -> str:
        row = courses.of(connection, course)
        if row is None:
            there = ", ".join(f"{id} ({title})" for id, title, _start in courses.firsts(connection)) or "none"
            raise Problem(f"There is no course {course}. There are: {there}.")
        if not row.by_draw:
            raise Problem(f"Places on “{row.title}” go to whoever asks first, so there is no draw.")
        if row.drawn_at is None:
            raise Problem(
                f"The names for “{row.title}” are not drawn yet. That happens once asking has closed."
            )
        return row.record

    async with Database.open(config.storage.path, exclusive=False) as database:
        return await database.read(read)


def verify(path: Path) -> tuple[list[str], bool]:
    """(what was looked at and found, whether all of it fits). Raises Problem for a file that is no record."""
    if path.stat().st_size > MOST:
        raise Problem(f"{path} is no record of a draw: it is far too long.")
    try:
        found = record.from_json(path.read_text(encoding="utf-8-sig"))
        if not 1 <= found.places <= PLACES_MOST:
            raise ValueError(f"it has {found.places} places, and there are 1 to {PLACES_MOST}")
        wrong = list(record.problems(found))
    except UnicodeError:
        raise Problem(f"{path} is no record of a draw: it is not in UTF-8.") from None
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, ValueError) else "it is no record of a draw"
        raise Problem(f"{path} cannot be checked: {what}. `alongside draw --course ID --out FILE` writes a record.") from None  # fmt: skip
    return [*_about(found), *(wrong or _fits(found))], not wrong


def _about(found: record.Record) -> Iterator[str]:
    two = sum(ticket.seats == 2 for ticket in found.tickets)
    pairs = f", {two} of them for two who come together" if two else ""
    yield f"{found.course}: asking closed on {found.closed_on}."
    yield f"{len(found.tickets)} tickets{pairs}, for {found.places} places, {found.kept} of them kept for people new to this."


def _fits(found: record.Record) -> Iterator[str]:
    yield f"The seed fits the commitment that was on the page before the draw: {found.commitment}"
    yield f"Drawn once more, the same {len(found.drawn.places)} tickets have places, and the other {len(found.drawn.waiting)} wait in the same order."
    yield "Compare the commitment, and your own ticket, with what the bot showed you before the draw."

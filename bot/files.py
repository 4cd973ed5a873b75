"""What is in a file that a member asked for, made as it goes, so that it never rests in the outbox.

What its name begins with says who makes it (`MAKERS`). Making one has two halves: what it needs is read on the database's
own thread, for this member and as things stand now; then the rest, which may take a while, is done on another, so that
nobody's turn waits for a picture to be drawn.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from sqlite3 import Connection
from typing import Final, TypeAlias

from bot.calendar_file import calendar_file, course_calendar
from bot.copying import copy_of
from bot.feedback.result_files import result_file
from bot.journey_file import record_file
from bot.ports import Body
from bot.training.draw_file import draw_file
from bot.views import view_of
from bot.world import World
from conversations.deskwords import FILE_GONE
from conversations.view import View
from storage import members
from storage.letters import LetterRow

Make: TypeAlias = Callable[[], bytes]
Maker: TypeAlias = Callable[[Connection, View, str], Make | None]
"""From the connection, the view of whoever it is for, and the file's name: how to make it, or None if it is not to be had."""
Found: TypeAlias = tuple[Make | None, Body]
log = logging.getLogger(__name__)
DETAILS: Final = "my-details.json"


def details(connection: Connection, view: View, name: str) -> Make:
    copy = copy_of(connection, view)
    return copy.encode


MAKERS: Final[Mapping[str, Maker]] = {
    DETAILS: details,
    "results-": result_file,
    "meeting-": calendar_file,
    "course-": course_calendar,
    "draw-": draw_file,
    "my-record": record_file,
}
"""By what the name of the file begins with."""


async def filled(
    read: Callable[[Callable[[Connection], Found]], Awaitable[Found]], world: World, letter: LetterRow, body: Body
) -> Body:  # fmt: skip
    """The body with what is in its file, as it is to go; words in its place where there is no such file (any more), or where
    making it fails by our own fault."""
    make, instead = await read(lambda connection: find(connection, world, letter, body))
    if make is None:
        return instead
    try:
        return replace(body, data=as_text(await asyncio.to_thread(make)))
    except Exception as fault:
        log.error("a file could not be made: %s", type(fault).__name__)
        return instead


def find(connection: Connection, world: World, letter: LetterRow, body: Body) -> Found:
    """How to make it, and what goes in its place if it cannot be made."""
    row = members.by_id(connection, letter.member_id) if letter.member_id is not None else None
    if row is None:
        return None, body
    view = view_of(connection, world, letter.channel, row, world.clock.now())
    made = next((maker(connection, view, body.name) for start, maker in MAKERS.items() if body.name.startswith(start)), None)  # fmt: skip
    return made, Body("send", view.tongue.say(FILE_GONE), silent=body.silent, language=row.language)


def as_text(data: bytes) -> str:
    """A body holds text. Every byte finds its way through it and back (`as_bytes`), whether it is text or not."""
    return data.decode("utf-8", "surrogateescape")


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")

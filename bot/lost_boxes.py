"""Boxes that cannot be opened, for `alongside check`. They are looked at beside a running bot, and left as they are."""

import asyncio
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from bot.box_contents import opened_with
from bot.key_file import KeyFile, KeyShut, KeyTrouble
from storage import boxes, events
from storage.database import Database

LOOKS: Final = 5
WHAT_TO_DO: Final = (
    "If a backup was put back on purpose, stop the bot and run `alongside restored`; if not, put the right database or keys "
    "in their place."
)
PAUSE: Final = 0.05
"""A bot that runs turns keys: what was read of the row and of the file may be of two moments. So what does not fit is looked
at again, after so many seconds."""


async def lost_boxes(database: Database, keys: Path) -> list[str]:
    """A line for each box that cannot be opened, with what to do about it."""
    lost: list[str] = []
    for look in range(LOOKS):
        lost = await database.read(lambda c: _lost(c, keys))
        if not lost:
            break
        await asyncio.sleep(PAUSE if look < LOOKS - 1 else 0)
    return lost


def _lost(connection: Connection, keys: Path) -> list[str]:
    found = []
    for row in boxes.all(connection):
        try:
            opened_with(KeyFile(keys / row.key_file), row.key_id, boxes.body(connection, row.meeting_id))
        except KeyTrouble as trouble:
            event = events.of(connection, row.meeting_id)
            said = f"The box of “{event.title if event else row.meeting_id}” cannot be opened: {trouble}."
            found.append(said if isinstance(trouble, KeyShut) else f"{said} {WHAT_TO_DO}")
    return found

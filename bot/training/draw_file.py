"""The record of a draw as a file, for anybody who may see the course: with it the draw can be repeated (`alongside draw --verify`)."""

from sqlite3 import Connection
from typing import TYPE_CHECKING

from conversations.session import is_number
from conversations.view import View

if TYPE_CHECKING:
    from bot.files import Make


def draw_file(connection: Connection, view: View, name: str) -> "Make | None":
    """How to make it ("draw-7.json"); None before the draw, and for a course that is not theirs to see."""
    number = name.removeprefix("draw-").removesuffix(".json")
    if not is_number(number) or view.facts.course(int(number)) is None:
        return None
    record = view.facts.draw_record(int(number))
    return f"{record}\n".encode if record else None

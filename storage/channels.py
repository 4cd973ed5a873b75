"""How far each channel has been read."""

from sqlite3 import Connection
from typing import Final

DAY: Final = 24 * 3600


def mark(connection: Connection, name: str) -> tuple[int, int]:
    """(the last update that was taken in, when): (0, 0) for a channel that was never read."""
    row = connection.execute("select mark, marked_at from channel where name = ?", (name,)).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def set_mark(connection: Connection, name: str, number: int, now: int) -> None:
    connection.execute(
        """insert into channel (name, mark, marked_at) values (?, ?, ?)
           on conflict (name) do update set mark = excluded.mark, marked_at = excluded.marked_at""",
        (name, number, now),
    )


def first_time(connection: Connection, name: str, number: int, now: int) -> bool:
    """Remember an update by its number; whether it was new. Only the day is kept: when somebody wrote is nobody's business."""
    made = connection.execute(
        "insert into taken (channel, number, at) values (?, ?, ?) on conflict do nothing",
        (name, number, now - now % DAY),
    )
    return made.rowcount == 1


def prune(connection: Connection, moment: int) -> None:
    """Nobody delivers an update again after a day."""
    connection.execute("delete from taken where at < ?", (moment,))

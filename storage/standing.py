"""Moments of the programme as a whole: when a representative was last there, until when broadcasts are paused."""

from sqlite3 import Connection


def at(connection: Connection, what: str) -> int | None:
    row = connection.execute("select at from standing where what = ?", (what,)).fetchone()
    return None if row is None else int(row[0])


def put(connection: Connection, what: str, moment: int) -> None:
    connection.execute(
        "insert into standing (what, at) values (?, ?) on conflict (what) do update set at = excluded.at",
        (what, moment),
    )

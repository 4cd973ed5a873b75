"""The database as an honest reader of the file would see it, and all of it that is about one member.

Bytes are told in words: an id as its letters and digits, and what is sealed by its size and how it begins, for nobody can read
more out of it. So all of this can be written as JSON.
"""

from collections.abc import Callable
from sqlite3 import Connection
from typing import Any, Final, NamedTuple

IDS: Final = 16
"""Bytes. What is no longer stands for something; what is longer has something in it, sealed."""


class Table(NamedTuple):
    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def names(connection: Connection) -> list[str]:
    rows = connection.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
    )
    return [name for (name,) in rows]


def table(
    connection: Connection, name: str, most: int, where: str = "", values: tuple[Any, ...] = ()
) -> Table:
    """Up to `most` rows. `name` and `where` are ours, never a person's."""
    cursor = connection.execute(f'select * from "{name}" {where} limit ?', (*values, most))  # noqa: S608 - see above
    columns = tuple(column[0] for column in cursor.description)
    return Table(name, columns, [_unforeseen(name, columns, tuple(map(_told, row))) for row in cursor])


def _unforeseen(name: str, columns: tuple[str, ...], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The seed of a draw that is still to come is not shown: whoever reads it here could work out who will be drawn."""
    if name != "course" or row[columns.index("drawn_at")] is not None:
        return row
    at = columns.index("seed")
    return (*row[:at], f"{len(row[at])} figures, shown after the draw", *row[at + 1 :])


def _told(value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    return value.hex() if len(value) <= IDS else f"{len(value)} sealed bytes: {value[:IDS].hex()}…"


def counts(connection: Connection) -> list[tuple[str, int]]:
    """(table, how many rows), and nothing of what is in them."""
    count = 'select count(*) from "{}"'
    return [(name, connection.execute(count.format(name)).fetchone()[0]) for name in names(connection)]


def everything(connection: Connection, most: int = 200) -> list[Table]:
    return [table(connection, name, most) for name in names(connection)]


def whole(connection: Connection, name: str) -> list[Table]:
    """Every row of one table; nothing if there is no such table."""
    return [table(connection, name, -1)] if name in names(connection) else []


def about(connection: Connection, member_id: int) -> list[Table]:
    """Every row that is about this member, whatever the table: a new table is in the copy without anybody's thinking of it."""
    tables = []
    for name in names(connection):
        columns = {row[1] for row in connection.execute("select * from pragma_table_info(?)", (name,))}
        if name == "member":
            tables.append(table(connection, name, 1, "where id = ?", (member_id,)))
        elif "member_id" in columns:
            tables.append(table(connection, name, 100_000, "where member_id = ?", (member_id,)))
        elif "from_member" in columns:  # what they sent to others, where they did
            sent = table(connection, name, 100_000, "where from_member = ?", (member_id,))
            tables += [sent] if sent.rows else []
        elif "asked_by" in columns:  # which keys they asked for or turned, where they did
            turned = table(connection, name, 100_000, "where ? in (asked_by, decided_by)", (member_id,))
            tables += [turned] if turned.rows else []
        elif "leader_id" in columns:  # which courses they lead or arrange, where they do
            led = table(connection, name, 100_000, "where ? in (leader_id, arranger_id)", (member_id,))
            tables += [led] if led.rows else []
        elif name == "answer":
            own = "where response_id in (select id from response where member_id = ?)"
            tables.append(table(connection, name, 100_000, own, (member_id,)))
    return tables


def empty(connection: Connection) -> None:
    """Every row of every table goes: the room begins anew."""
    connection.execute("pragma defer_foreign_keys = on")
    for name in names(connection):
        connection.execute(f'delete from "{name}"')  # noqa: S608 - our own table names


def names_on(channel: str) -> Callable[[Connection], list[tuple[str, str]]]:
    """(address, name) of everybody who has joined on a channel, for `Database.read`."""

    def read(connection: Connection) -> list[tuple[str, str]]:
        return connection.execute(
            "select a.address, m.name from address a join member m on m.id = a.member_id where a.channel = ? order by m.id",
            (channel,),
        ).fetchall()

    return read


def latest(connection: Connection) -> int:
    """The latest moment at which anything was kept, 0 for nothing."""
    moments = connection.execute(
        """select coalesce(max(at), 0) from (select max(touched_at) at from session union all select max(made_at) from letter
           union all select max(joined_at) from member union all select max(sent_at) from letter)"""
    ).fetchone()
    return int(moments[0])

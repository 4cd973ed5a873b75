"""Members' own records, sealed: bytes in, bytes out. What is in them is known to bot/journeys.py alone."""

from sqlite3 import Connection
from typing import NamedTuple


class JourneyRow(NamedTuple):
    """`key_id`: which key file opens it. `salt`: what the member's own keys are derived with. `public_key`: what others seal
    their lines to."""

    key_id: bytes
    salt: bytes
    public_key: bytes
    body: bytes


def of(connection: Connection, member_id: int) -> JourneyRow | None:
    row = connection.execute(
        "select key_id, salt, public_key, body from journey where member_id = ?", (member_id,)
    ).fetchone()
    return JourneyRow._make(row) if row else None


def put(connection: Connection, member_id: int, row: JourneyRow) -> None:
    """This is the member's record from now on, whatever it was."""
    connection.execute(
        """insert into journey (member_id, key_id, salt, public_key, body) values (?, ?, ?, ?, ?)
           on conflict (member_id) do update set key_id = excluded.key_id, salt = excluded.salt,
           public_key = excluded.public_key, body = excluded.body""",
        (member_id, *row),
    )


def key_id(connection: Connection) -> bytes | None:
    """Which key file the records were sealed with; None while there are none."""
    row = connection.execute("select key_id from journey order by member_id limit 1").fetchone()
    return None if row is None else bytes(row[0])


def longest(connection: Connection) -> int:
    """Bytes of the longest sealed record; 0 while there are none."""
    (length,) = connection.execute("select coalesce(max(length(body)), 0) from journey").fetchone()
    return int(length)


def members(connection: Connection) -> list[int]:
    """Everybody who has a row."""
    return [id for (id,) in connection.execute("select member_id from journey order by member_id")]


def without(connection: Connection) -> list[int]:
    """Members who have no row."""
    rows = connection.execute(
        "select id from member where id not in (select member_id from journey) order by id"
    )
    return [id for (id,) in rows]


def public_key(connection: Connection, member_id: int) -> bytes | None:
    """What a line for this member is sealed to."""
    row = of(connection, member_id)
    return None if row is None else row.public_key


def add_line(connection: Connection, member_id: int, body: bytes, most: int) -> bool:
    """Put a sealed line before this member; False where so many wait that no more are taken."""
    count = "select count(*) from journey_line where member_id = ?"
    (many,) = connection.execute(count, (member_id,)).fetchone()
    if many >= most:
        return False
    connection.execute("insert into journey_line (member_id, body) values (?, ?)", (member_id, body))
    return True


def lines(connection: Connection, member_id: int) -> list[bytes]:
    """The sealed lines that wait for this member, the first to arrive first."""
    rows = connection.execute("select body from journey_line where member_id = ? order by id", (member_id,))
    return [body for (body,) in rows]


def drop_lines(connection: Connection, member_id: int) -> None:
    connection.execute("delete from journey_line where member_id = ?", (member_id,))

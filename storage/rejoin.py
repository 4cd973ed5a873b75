"""Each member's rejoin codes, as far as they are kept: a handle to find one by, and a slow hash of the rest.

Of two codes of one member the one with the greater id was made later.
"""

from sqlite3 import Connection
from typing import NamedTuple


class RejoinRow(NamedTuple):
    """One code. `confirmed_at`: when it was first typed back. `ends_at`: from when on it works no more, for there is a newer
    one. `tries`: wrong ones, the last of them at `tried_at`."""

    id: int
    member_id: int
    handle: str
    secret: str
    made_at: int
    confirmed_at: int | None
    ends_at: int | None
    tries: int
    tried_at: int | None


_COLUMNS = "id, member_id, handle, secret, made_at, confirmed_at, ends_at, tries, tried_at"


def add(connection: Connection, member_id: int, handle: str, secret: str, now: int) -> None:
    """A code that nobody has typed back yet. `secret` is a hash."""
    connection.execute(
        "insert into rejoin (member_id, handle, secret, made_at) values (?, ?, ?, ?)",
        (member_id, handle, secret, now),
    )


def of_handle(connection: Connection, handle: str) -> list[RejoinRow]:
    """Those that begin like this: hardly ever more than one."""
    rows = connection.execute(
        f"select {_COLUMNS} from rejoin where handle = ? order by id",  # noqa: S608 - constant
        (handle,),
    )
    return [RejoinRow._make(row) for row in rows]


def made_at(connection: Connection, member_id: int) -> int | None:
    """When the member's newest code was made; None for no code."""
    (at,) = connection.execute("select max(made_at) from rejoin where member_id = ?", (member_id,)).fetchone()
    return None if at is None else int(at)


def wrong(connection: Connection, id: int, tries: int, now: int) -> None:
    """A wrong try: so many have been made of late, this one among them."""
    connection.execute("update rejoin set tries = ?, tried_at = ? where id = ?", (tries, now, id))


def confirm(connection: Connection, id: int, now: int) -> bool:
    """It was typed back: it is written down, and wrong tries of before were slips of the pen. Whether that was the first
    time."""
    connection.execute("update rejoin set tries = 0, tried_at = null where id = ?", (id,))
    first = connection.execute(
        "update rejoin set confirmed_at = ? where id = ? and confirmed_at is null", (now, id)
    )
    return first.rowcount > 0


def end_before(connection: Connection, member_id: int, id: int, at: int) -> None:
    """Their codes of before this one work until then."""
    connection.execute("update rejoin set ends_at = ? where member_id = ? and id < ?", (at, member_id, id))


def go_on(connection: Connection, member_id: int) -> None:
    """No newer code takes the place of what is left of theirs."""
    connection.execute("update rejoin set ends_at = null where member_id = ?", (member_id,))


def drop_confirmed_since(connection: Connection, member_id: int, since: int, *, but: int = 0) -> None:
    """Let go of what was typed back after that moment."""
    connection.execute(
        "delete from rejoin where member_id = ? and confirmed_at > ? and id <> ?", (member_id, since, but)
    )


def drop_unconfirmed(connection: Connection, member_id: int) -> None:
    connection.execute("delete from rejoin where member_id = ? and confirmed_at is null", (member_id,))


def drop_from(connection: Connection, member_id: int, id: int) -> None:
    """Let go of this one and of every newer one."""
    connection.execute("delete from rejoin where member_id = ? and id >= ?", (member_id, id))


def drop_ended(connection: Connection, now: int) -> None:
    connection.execute("delete from rejoin where ends_at <= ?", (now,))

"""Each member's rejoin code, as far as it is kept: a handle to find it by, and a slow hash of the rest."""

from sqlite3 import Connection
from typing import NamedTuple


class RejoinRow(NamedTuple):
    """One member's code. `confirmed`: it was typed back once. `tries`: wrong ones, the last of them at `tried_at`."""

    member_id: int
    handle: str
    secret: str
    confirmed: int
    made_at: int
    tries: int
    tried_at: int | None


_COLUMNS = "member_id, handle, secret, confirmed, made_at, tries, tried_at"


def keep(connection: Connection, member_id: int, handle: str, secret: str, now: int) -> None:
    """This is the member's code from now on; the one before is gone. `secret` is a hash."""
    connection.execute(
        "insert or replace into rejoin (member_id, handle, secret, made_at) values (?, ?, ?, ?)",
        (member_id, handle, secret, now),
    )


def of_handle(connection: Connection, handle: str) -> list[RejoinRow]:
    """Those whose code begins like this: hardly ever more than one."""
    rows = connection.execute(
        f"select {_COLUMNS} from rejoin where handle = ? order by member_id",  # noqa: S608 - constant
        (handle,),
    )
    return [RejoinRow._make(row) for row in rows]


def made_at(connection: Connection, member_id: int) -> int | None:
    """When the member's code was made; None for no code."""
    row = connection.execute("select made_at from rejoin where member_id = ?", (member_id,)).fetchone()
    return int(row[0]) if row else None


def wrong(connection: Connection, member_id: int, tries: int, now: int) -> None:
    """A wrong try: so many have been made of late, this one among them."""
    connection.execute(
        "update rejoin set tries = ?, tried_at = ? where member_id = ?", (tries, now, member_id)
    )


def confirm(connection: Connection, member_id: int) -> None:
    """It was typed back: it is written down, and wrong tries of before were slips of the pen."""
    connection.execute(
        "update rejoin set confirmed = 1, tries = 0, tried_at = null where member_id = ?", (member_id,)
    )


def drop_unconfirmed(connection: Connection, member_id: int) -> None:
    connection.execute("delete from rejoin where member_id = ? and confirmed = 0", (member_id,))


def drop(connection: Connection, member_id: int) -> None:
    connection.execute("delete from rejoin where member_id = ?", (member_id,))

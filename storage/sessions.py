"""Where each member is in each flow, between two turns."""

from collections.abc import Sequence
from sqlite3 import Connection


def load(connection: Connection, member_id: int) -> list[str]:
    """The member's sessions as JSON, the open one last."""
    rows = connection.execute("select state from session where member_id = ? order by depth", (member_id,))
    return [state for (state,) in rows]


def save(
    connection: Connection, member_id: int, before: Sequence[str], after: Sequence[str], now: int
) -> None:
    """Make the kept stack `after`, given that it is `before`: only what differs is written."""
    for depth, state in enumerate(after):
        if depth >= len(before) or before[depth] != state:
            connection.execute(
                """insert into session (member_id, depth, state, touched_at) values (?, ?, ?, ?)
                   on conflict (member_id, depth) do update set state = excluded.state, touched_at = excluded.touched_at""",
                (member_id, depth, state, now),
            )
    if len(after) < len(before):
        connection.execute("delete from session where member_id = ? and depth >= ?", (member_id, len(after)))


def drop(connection: Connection, member_id: int) -> None:
    """Everything that the member was in the middle of ends."""
    connection.execute("delete from session where member_id = ?", (member_id,))


def older_than(connection: Connection, moment: int, most: int, after: int = 0) -> list[int]:
    """Members with a session that was last touched before `moment`: the first ones whose id is above `after`."""
    rows = connection.execute(
        "select distinct member_id from session where touched_at < ? and member_id > ? order by member_id limit ?",
        (moment, after, most),
    )
    return [id for (id,) in rows]

"""What members tapped under something that was sent to many: one answer each, and only totals are ever read."""

from sqlite3 import Connection


def say(connection: Connection, item: str, member_id: int, value: str, now: int) -> None:
    """This member's answer from now on; another one takes its place."""
    connection.execute(
        """insert into said (item, member_id, value, at) values (?, ?, ?, ?)
           on conflict (item, member_id) do update set value = excluded.value, at = excluded.at""",
        (item, member_id, value, now),
    )


def of(connection: Connection, item: str, member_id: int) -> str | None:
    """What this member answered, if anything."""
    row = connection.execute(
        "select value from said where item = ? and member_id = ?", (item, member_id)
    ).fetchone()
    return None if row is None else str(row[0])


def totals(connection: Connection, item: str) -> dict[str, int]:
    """How many gave each answer to one item."""
    return dict(connection.execute("select value, count(*) from said where item = ? group by value", (item,)))


def totals_of_kind(connection: Connection, kind: str, since: int) -> dict[str, int]:
    """How many gave each answer to all items of a kind ("urgent" for "urgent:7"), from a moment on."""
    return dict(
        connection.execute(
            "select value, count(*) from said where item > ? and item < ? and at >= ? group by value",
            (f"{kind}:", f"{kind};", since),
        )
    )


def drop(connection: Connection, item: str) -> None:
    """What was answered was another question: nobody's answer to this one is known."""
    connection.execute("delete from said where item = ?", (item,))


def prune(connection: Connection, moment: int) -> None:
    """Who tapped what is kept no longer than the totals are shown."""
    connection.execute("delete from said where at < ?", (moment,))

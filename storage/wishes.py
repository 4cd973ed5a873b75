"""Whether a member wants to be asked afterwards how a meeting was, where they said so beforehand (MF-00)."""

from sqlite3 import Connection


def say(connection: Connection, event_id: int, member_id: int, *, yes: bool) -> None:
    """Their last word counts."""
    connection.execute(
        """insert into ask_wish (event_id, member_id, yes) values (?, ?, ?)
           on conflict (event_id, member_id) do update set yes = excluded.yes""",
        (event_id, member_id, int(yes)),
    )


def of(connection: Connection, event_id: int, member_id: int) -> bool | None:
    """Yes or no; None where they said nothing."""
    row = connection.execute(
        "select yes from ask_wish where event_id = ? and member_id = ?", (event_id, member_id)
    ).fetchone()
    return None if row is None else bool(row[0])

"""What each member agreed to hear, and when to look at them next."""

from sqlite3 import Connection


def save(connection: Connection, member_id: int, state: str, plan: str, look_at: int | None) -> None:
    connection.execute(
        """insert into pace (member_id, state, plan, look_at) values (?, ?, ?, ?)
           on conflict (member_id) do update set state = excluded.state, plan = excluded.plan, look_at = excluded.look_at""",
        (member_id, state, plan, look_at),
    )


def stop(connection: Connection, member_id: int, now: int) -> None:
    """STOP, written into the row whatever the plan in it looks like; one that cannot be read goes by its column. When to
    look at them next is for the next look to say."""
    connection.execute(
        """update pace set state = 'stopped', look_at = ?,
             plan = case when json_valid(plan) and json_type(plan) = 'object'
                    then json_set(plan, '$.state', 'stopped', '$.stopped_at', ?) else plan end
           where member_id = ?""",
        (now, now, member_id),
    )


def due(connection: Connection, now: int, most: int) -> list[int]:
    """Members to look at now, longest due first. Found by an index: the cost depends on what is due."""
    rows = connection.execute(
        "select member_id from pace where look_at <= ? order by look_at limit ?", (now, most)
    )
    return [id for (id,) in rows]


def look_later(connection: Connection, member_id: int, look_at: int) -> None:
    """Look at this member again then; the rest of their pace stays as it is."""
    connection.execute("update pace set look_at = ? where member_id = ?", (look_at, member_id))


def look_by(connection: Connection, member_id: int, moment: int) -> None:
    """Look at this member at this moment, if not before."""
    connection.execute(
        "update pace set look_at = min(coalesce(look_at, ?), ?) where member_id = ?",
        (moment, moment, member_id),
    )


def next_due(connection: Connection) -> int | None:
    (moment,) = connection.execute("select min(look_at) from pace where look_at is not null").fetchone()
    return None if moment is None else int(moment)

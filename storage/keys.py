"""What needs a second key (DOMAIN.md, 6.5): asked for by one person, turned or refused by another. The first answer counts."""

from sqlite3 import Connection
from typing import NamedTuple


class KeyRow(NamedTuple):
    """One request. `asked_by` is None once the asker has left; `state`: asked, agreed, refused, lapsed, alone or used."""

    id: int
    action: str
    broadcast_id: int | None
    event_id: int | None
    asked_by: int | None
    asker: str
    reason: str
    state: str
    asked_at: int
    ends_at: int
    decided_by: int | None
    decided_at: int | None
    group_id: int | None = None
    group: str = ""
    decider: str = ""
    questions: int = 0


_KEY = """select k.id, k.action, k.broadcast_id, b.event_id, k.asked_by, coalesce(m.name, ''), k.reason, k.state, k.asked_at,
          k.ends_at, k.decided_by, k.decided_at, k.group_id, coalesce(g.name, ''), coalesce(d.name, ''),
          k.questions
          from key_request k left join broadcast b on b.id = k.broadcast_id left join member m on m.id = k.asked_by
          left join member d on d.id = k.decided_by left join "group" g on g.id = k.group_id"""


def ask(
    connection: Connection, action: str, asked_by: int, now: int, ends_at: int, *, broadcast_id: int | None = None,
    group_id: int | None = None, reason: str = "",
) -> int:  # fmt: skip
    """Ask for a second key; the request's id."""
    (id,) = connection.execute(
        """insert into key_request (action, broadcast_id, group_id, asked_by, reason, asked_at, ends_at)
           values (?, ?, ?, ?, ?, ?, ?) returning id""",
        (action, broadcast_id, group_id, asked_by, reason, now, ends_at),
    ).fetchone()
    return int(id)


def of(connection: Connection, request: int) -> KeyRow | None:
    row = connection.execute(f"{_KEY} where k.id = ?", (request,)).fetchone()
    return KeyRow._make(row) if row else None


def open_at(connection: Connection, now: int) -> list[KeyRow]:
    """What still waits for a second key, the oldest first. What its asker has left behind waits for nobody."""
    rows = connection.execute(
        f"{_KEY} where k.state = 'asked' and k.ends_at > ? and k.asked_by is not null order by k.id", (now,)
    )
    return [KeyRow._make(row) for row in rows]


def over_at(connection: Connection, now: int) -> list[KeyRow]:
    """What nobody turned in time, and what was left behind by its asker."""
    rows = connection.execute(
        f"{_KEY} where k.state = 'asked' and (k.ends_at <= ? or k.asked_by is null) order by k.id", (now,)
    )
    return [KeyRow._make(row) for row in rows]


def next_end(connection: Connection) -> int | None:
    """When the next open request lapses."""
    (moment,) = connection.execute("select min(ends_at) from key_request where state = 'asked'").fetchone()
    return None if moment is None else int(moment)


def decide(
    connection: Connection, request: int, state: str, now: int, by: int | None = None, reason: str = ""
) -> bool:
    """The request ends like this, if it is still open: the first answer counts. Whether it was this one."""
    changed = connection.execute(
        """update key_request set state = ?, decided_by = ?, decided_at = ?, reason = iif(? = '', reason, ?)
           where id = ? and state = 'asked'""",
        (state, by, now, reason, reason, request),
    ).rowcount
    return changed == 1


def agreed(connection: Connection, action: str, asked_by: int, since: int) -> KeyRow | None:
    """What both keys were turned for after a moment, at this member's asking, and what has not been done yet."""
    row = connection.execute(
        f"{_KEY} where k.state = 'agreed' and k.action = ? and k.asked_by = ? and k.decided_at > ? order by k.id desc limit 1",
        (action, asked_by, since),
    ).fetchone()
    return KeyRow._make(row) if row else None


def use(connection: Connection, request: int) -> bool:
    """What both keys were turned for is done now, once; whether it was still to do."""
    changed = connection.execute(
        "update key_request set state = 'used' where id = ? and state = 'agreed'", (request,)
    ).rowcount
    return changed == 1


def talked_about(connection: Connection, request: int, now: int) -> None:
    """A representative has asked something about it, so somebody was free: one key is enough only so long after this."""
    connection.execute(
        "update key_request set questions = questions + 1 where id = ? and state = 'asked'", (request,)
    )
    counts_from(connection, request, now)


def counts_from(connection: Connection, request: int, now: int) -> None:
    """One key is enough only so long after this moment."""
    connection.execute("update key_request set asked_at = ? where id = ? and state = 'asked'", (now, request))
    connection.execute(
        """update broadcast set asked_at = ? where state = 'asking'
           and id = (select broadcast_id from key_request where id = ? and state = 'asked')""",
        (now, request),
    )


def refused_at(connection: Connection, event_id: int) -> int | None:
    """When a key was last refused that was about this event."""
    (moment,) = connection.execute(
        """select max(k.decided_at) from key_request k join broadcast b on b.id = k.broadcast_id
           where k.state = 'refused' and b.event_id = ?""",
        (event_id,),
    ).fetchone()
    return None if moment is None else int(moment)


def taken_back_at(connection: Connection, event_id: int) -> int | None:
    """When whoever asked for a key that was about this event last took that back."""
    (moment,) = connection.execute(
        """select max(k.decided_at) from key_request k join broadcast b on b.id = k.broadcast_id
           where k.state = 'lapsed' and k.decided_by is not null and b.event_id = ?""",
        (event_id,),
    ).fetchone()
    return None if moment is None else int(moment)


def refused_action_at(connection: Connection, action: str) -> int | None:
    """When a key was last refused to an action that is about no event."""
    (moment,) = connection.execute(
        "select max(decided_at) from key_request where state = 'refused' and action = ?", (action,)
    ).fetchone()
    return None if moment is None else int(moment)


def prune(connection: Connection, moment: int) -> None:
    """Who turned which key is nobody's business for long; the log keeps the job."""
    connection.execute("delete from key_request where state <> 'asked' and asked_at < ?", (moment,))

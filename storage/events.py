"""What can be booked, and who booked it. Meetings and training will make these rows; here they are only kept and read."""

from sqlite3 import Connection
from typing import NamedTuple


class EventRow(NamedTuple):
    """One event. `booked`: how many members have booked it; `starts_at` in UTC seconds."""

    id: int
    kind: str
    group_id: int | None
    title: str
    place: str
    starts_at: int
    cancelled: int
    booked: int


_EVENT = """select e.id, e.kind, e.group_id, e.title, e.place, e.starts_at, e.cancelled,
            (select count(*) from booking b where b.event_id = e.id) from event e"""


def add(connection: Connection, kind: str, title: str, starts_at: int, *, group_id: int | None = None, place: str = "") -> int:  # fmt: skip
    (id,) = connection.execute(
        "insert into event (kind, group_id, title, place, starts_at) values (?, ?, ?, ?, ?) returning id",
        (kind, group_id, title, place, starts_at),
    ).fetchone()
    return int(id)


def of(connection: Connection, event_id: int) -> EventRow | None:
    row = connection.execute(f"{_EVENT} where e.id = ?", (event_id,)).fetchone()
    return EventRow._make(row) if row else None


def upcoming(connection: Connection, now: int, within: int) -> list[EventRow]:
    """What starts after now and within so many seconds, the soonest first; what is cancelled too, if it is booked: those
    who booked it may not know."""
    rows = connection.execute(
        f"{_EVENT} where e.starts_at > ? and e.starts_at <= ? order by e.starts_at, e.id", (now, now + within)
    )
    return [EventRow._make(row) for row in rows]


def booked_by(connection: Connection, member_id: int, now: int) -> list[EventRow]:
    """What this member has booked that is still to come."""
    rows = connection.execute(
        f"""{_EVENT} join booking mine on mine.event_id = e.id and mine.member_id = ?
            where e.starts_at > ? order by e.starts_at, e.id""",
        (member_id, now),
    )
    return [EventRow._make(row) for row in rows]


def has_booked(connection: Connection, event_id: int, member_id: int) -> bool:
    row = connection.execute(
        "select 1 from booking where event_id = ? and member_id = ?", (event_id, member_id)
    ).fetchone()
    return row is not None


def book(connection: Connection, event_id: int, member_id: int, now: int) -> None:
    connection.execute(
        "insert into booking (event_id, member_id, at) values (?, ?, ?) on conflict do nothing",
        (event_id, member_id, now),
    )


def unbook(connection: Connection, event_id: int, member_id: int) -> None:
    """The booking goes, and nothing says that it was ever there: no reason is asked, so none is kept."""
    connection.execute("delete from booking where event_id = ? and member_id = ?", (event_id, member_id))


def unbook_all(connection: Connection, member_id: int, now: int) -> None:
    """Everything this member has booked that is still to come."""
    connection.execute(
        """delete from booking where member_id = ?
           and event_id in (select id from event where starts_at > ?)""",
        (member_id, now),
    )


def cancel(connection: Connection, event_id: int) -> None:
    """It does not take place. Who booked it stays known, so that they can be told."""
    connection.execute("update event set cancelled = 1 where id = ?", (event_id,))


def prune(connection: Connection, moment: int) -> None:
    """Who had booked what is forgotten once it has long been over."""
    connection.execute(
        "delete from booking where event_id in (select id from event where starts_at < ?)", (moment,)
    )

"""What can be booked, and who booked it: meetings that coordinators made, and training. Rows are kept and read here."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Final, NamedTuple


class EventRow(NamedTuple):
    """One event. `booked`: how many members have booked it; times in UTC seconds. `staff`: staff and coordinators are
    invited too; `asks`: everybody invited is asked afterwards; `few`: "pool" or "destroy". `changes`: how often it was
    changed, `changed_at`: when last; `moved_from`: when it was to begin, before it was moved. `course_id`: of which course it is a session."""

    id: int
    kind: str
    group_id: int | None
    title: str
    place: str
    starts_at: int
    cancelled: int
    booked: int
    ends_at: int | None = None
    link: str = ""
    access: str = ""
    agenda: str = ""
    staff: int = 0
    asks: int = 0
    few: str = "pool"
    changes: int = 0
    changed_at: int | None = None
    moved_from: int | None = None
    course_id: int | None = None

    @property
    def over_at(self) -> int:
        """When it ends, UTC seconds."""
        return self.starts_at if self.ends_at is None else self.ends_at

    def known_start(self, now: int) -> int:
        """When somebody who has not heard of any change may set off: the earlier of the times they can know."""
        if self.moved_from is None or self.moved_from <= now:
            return self.starts_at
        return min(self.starts_at, self.moved_from)


_EVENT: Final = """select e.id, e.kind, e.group_id, e.title, e.place, e.starts_at, e.cancelled,
            (select count(*) from booking b where b.event_id = e.id), e.ends_at, e.link, e.access, e.agenda, e.staff, e.asks,
            e.few, e.changes, e.changed_at, e.moved_from, e.course_id from event e"""
_KNOWN_START: Final = "case when e.moved_from > :now then min(e.starts_at, e.moved_from) else e.starts_at end"
_CHANGEABLE: Final = frozenset(
    {"title", "place", "starts_at", "ends_at", "link", "access", "agenda", "moved_from"}
)


def add(
    connection: Connection, kind: str, title: str, starts_at: int, *, group_id: int | None = None, place: str = "",
    ends_at: int | None = None, link: str = "", access: str = "", agenda: str = "", staff: bool = False, asks: bool = False,
    few: str = "pool", made_at: int | None = None, course_id: int | None = None,
) -> int:  # fmt: skip
    (id,) = connection.execute(
        """insert into event (kind, group_id, title, place, starts_at, ends_at, link, access, agenda, staff, asks, few, changed_at, course_id)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""",
        (kind, group_id, title, place, starts_at, ends_at, link, access, agenda, int(staff), int(asks), few, made_at, course_id),
    ).fetchone()  # fmt: skip
    return int(id)


def change(connection: Connection, event_id: int, fields: Mapping[str, str | int | None], now: int) -> None:
    """New values of some fields, by name: one change more."""
    if unknown := set(fields) - _CHANGEABLE:
        raise ValueError(f"an event has no {', '.join(sorted(unknown))} that can change")
    names = "".join(f"{name} = :{name}, " for name in fields)
    connection.execute(
        f"update event set {names}changes = changes + 1, changed_at = :now where id = :id",  # noqa: S608 - our own columns
        {**fields, "now": now, "id": event_id},
    )


def cancel(connection: Connection, event_id: int, now: int) -> None:
    """It does not take place. Who booked it stays known, so that they can be told."""
    connection.execute(
        "update event set cancelled = 1, changes = changes + 1, changed_at = ? where id = ? and cancelled = 0",
        (now, event_id),
    )


def of(connection: Connection, event_id: int) -> EventRow | None:
    row = connection.execute(f"{_EVENT} where e.id = ?", (event_id,)).fetchone()
    return EventRow._make(row) if row else None


def of_course(connection: Connection, course_id: int) -> list[EventRow]:
    """The sessions of a course, the first first; those that were cancelled too."""
    rows = connection.execute(f"{_EVENT} where e.course_id = ? order by e.starts_at, e.id", (course_id,))
    return [EventRow._make(row) for row in rows]


def upcoming(connection: Connection, now: int, within: int) -> list[EventRow]:
    """What starts after now and within so many seconds, or would have before it was moved, the soonest first; what is
    cancelled too, if it is booked: those who booked it may not know."""
    rows = connection.execute(
        f"{_EVENT} where {_KNOWN_START} > :now and {_KNOWN_START} <= :until order by {_KNOWN_START}, e.id",
        {"now": now, "until": now + within},
    )
    return [EventRow._make(row) for row in rows]


def meetings(connection: Connection, now: int) -> list[EventRow]:
    """The meetings that have not ended yet, the soonest first; those that were cancelled too."""
    rows = connection.execute(
        f"{_EVENT} where e.kind = 'meeting' and coalesce(e.ends_at, e.starts_at) > ? order by e.starts_at, e.id",
        (now,),
    )
    return [EventRow._make(row) for row in rows]


def beside(connection: Connection, group_id: int | None, starts_at: int, ends_at: int) -> list[EventRow]:
    """The meetings at the same time, or a part of it, for this group or for everybody."""
    rows = connection.execute(
        f"""{_EVENT} where e.kind = 'meeting' and not e.cancelled and e.starts_at < :ends and coalesce(e.ends_at, e.starts_at) > :starts
            and (e.group_id is null or :group is null or e.group_id = :group) order by e.starts_at, e.id""",
        {"starts": starts_at, "ends": ends_at, "group": group_id},
    )
    return [EventRow._make(row) for row in rows]


def over(connection: Connection, now: int) -> list[EventRow]:
    """The meetings that have ended, about which everybody invited is to be asked, and of which there is no box yet and
    nothing came out: the first to end first."""
    rows = connection.execute(
        f"""{_EVENT} where e.kind = 'meeting' and e.asks and not e.cancelled and coalesce(e.ends_at, e.starts_at) <= ?
            and not exists (select 1 from box where meeting_id = e.id)
            and not exists (select 1 from publication where meeting_id = e.id)
            order by coalesce(e.ends_at, e.starts_at), e.id""",  # noqa: S608 - our own columns
        (now,),
    )
    return [EventRow._make(row) for row in rows]


def next_over(connection: Connection, now: int) -> int | None:
    """When the next meeting ends about which people are to be asked."""
    (moment,) = connection.execute(
        """select min(coalesce(ends_at, starts_at)) from event where kind = 'meeting' and asks and not cancelled
           and coalesce(ends_at, starts_at) > ?""",
        (now,),
    ).fetchone()
    return None if moment is None else int(moment)


_INVITED: Final = """from member m join event e on e.id = :event
    where m.joined_at < e.starts_at and (m.role in ('member', 'representative') or e.staff)
      and (e.group_id is null or exists (select 1 from membership g where g.member_id = m.id and g.group_id = e.group_id))"""


def invited(connection: Connection, event_id: int) -> list[int]:
    """Everybody whom a meeting is for, by id: the members and representatives of its group who had joined before it began
    (everybody's, where it is for no group), and staff and coordinators only where it was made so."""
    rows = connection.execute(f"select m.id {_INVITED} order by m.id", {"event": event_id})
    return [id for (id,) in rows]


def is_invited(connection: Connection, event_id: int, member_id: int) -> bool:
    """Whether this member is among those."""
    asked = {"event": event_id, "member": member_id}
    row = connection.execute(f"select 1 {_INVITED} and m.id = :member", asked).fetchone()
    return row is not None


def booked_by(connection: Connection, member_id: int, now: int) -> list[EventRow]:
    """What this member has booked that is still to come."""
    rows = connection.execute(
        f"""{_EVENT} join booking mine on mine.event_id = e.id and mine.member_id = ?
            where e.starts_at > ? order by e.starts_at, e.id""",
        (member_id, now),
    )
    return [EventRow._make(row) for row in rows]


def who_booked(connection: Connection, event_id: int) -> list[int]:
    """Those who booked it, by id: to be told of a change, and for nobody to see."""
    rows = connection.execute(
        "select member_id from booking where event_id = ? order by member_id", (event_id,)
    )
    return [id for (id,) in rows]


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


def prune(connection: Connection, moment: int) -> None:
    """Who had booked a meeting is forgotten once it has long been over, and with it what else members said about it
    beforehand. Who had a place on training is kept for a year, so that those who had none are drawn first
    (storage.courses.prune)."""
    old = "event_id in (select id from event where starts_at < ? and course_id is null)"
    for table in ("booking", "ask_wish", "agenda_item"):
        connection.execute(f"delete from {table} where {old}", (moment,))  # noqa: S608 - our own tables

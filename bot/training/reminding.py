"""Reminders of what somebody is booked on, only as they chose: 3 days before, on the day, both, or none (DOMAIN.md 3.4).

Each is one letter that waits for its moment and then for the gate, in its reader's own hours. Whose hours begin too late on the
day itself is told the evening before.
"""

from datetime import timedelta
from sqlite3 import Connection
from typing import Final

from bot import letters
from bot import plan as plans
from bot.ports import Body
from conversations.pace import Kind, MessageClass, Pace
from conversations.pace.local_time import instant, local_date
from conversations.pace.values import DAY, HOUR
from storage import events, members, paces
from storage import letters as outbox
from storage.seats import PlaceRow

SOON: Final = 3
"""Days before."""
READY: Final = 2 * HOUR
"""So long before it begins a reminder of the day is of use: to get there."""


def plan(connection: Connection, place: PlaceRow, now: int, pace: Pace | None = None) -> None:
    """The reminders that this member chose, of each session to come; those of before make way. What has gone of a session at
    its time does not go again, and what is chosen too late for its day is not sent late. `pace`: theirs from now on."""
    waited = {letter.item for letter in outbox.waiting_openers(connection, place.member_id)}
    drop(connection, place.course_id, place.member_id)
    person, where = (
        members.by_id(connection, place.member_id),
        members.address_of(connection, place.member_id),
    )
    if person is None or where is None:
        return
    pace = pace or plans.from_json(person.plan)
    for session in events.of_course(connection, place.course_id):
        if (
            session.cancelled
            or session.starts_at <= now
            or not events.has_booked(connection, session.id, person.id)
        ):
            continue
        day = local_date(session.starts_at, pace.zone)
        wanted: list[tuple[Kind, int, int]] = []
        if place.reminders in ("soon", "both"):
            before = day - timedelta(days=SOON)
            wanted.append(
                (
                    Kind.REMINDER_SOON,
                    instant(before, pace.hours_on(before).from_minute, pace.zone),
                    session.starts_at - DAY,
                )
            )
        if place.reminders in ("today", "both"):
            opens = instant(day, pace.hours_on(day).from_minute, pace.zone)
            if opens > session.starts_at - READY:
                eve = day - timedelta(days=1)
                opens = instant(eve, pace.hours_on(eve).to_minute, pace.zone) - READY
            wanted.append((Kind.REMINDER_TODAY, opens, session.starts_at))
        for kind, due_at, ends_at in wanted:
            name = f"{about(place.course_id, person.id)}{session.id}:{kind.value}:{session.starts_at}"
            late = kind is Kind.REMINDER_SOON and due_at < now and name not in waited
            if ends_at <= now or late or outbox.has_gone(connection, name):
                continue
            body = Body("begin", name="remind", carrying=(("item", f"session:{session.id}"),))
            letters.wait(
                connection, person.id, *where, body, now, message_class=MessageClass.ASKED, kind=kind, due_at=max(now, due_at), ends_at=ends_at,
                item=name,
            )  # fmt: skip
            paces.look_by(connection, person.id, max(now, due_at))


def drop(connection: Connection, course: int, member: int) -> None:
    """None of them goes any more."""
    outbox.drop_about(connection, about(course, member))


def about(course: int, member: int) -> str:
    """How the name of every reminder begins, of one course to one member."""
    return f"remind:{course}:{member}:"

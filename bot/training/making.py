"""Carry out what coordinators do with courses: make one, move a session, cancel it. Who asks is looked at once more here."""

import secrets
from datetime import timedelta
from sqlite3 import Connection

from bot import meetings
from bot.training import offers, reminding, telling
from bot.world import World
from conversations.pace.local_time import instant, local_date
from conversations.training import draw
from conversations.training.courses import TOLD_WITHIN, CourseDraft, SessionDraft
from conversations.training.problems import Wrong, wrong_with, wrong_with_sessions
from storage import courses, events, members, seats, tallies
from storage import letters as outbox
from storage.courses import CourseRow


def make(connection: Connection, world: World, draft: CourseDraft, who: int | None, now: int) -> int | None:
    """Make a course, as anybody may read it from this commit on; its id, or None where something stands against it by now.

    `who` arranges what helps people to take part. The seed of the draw is the operating system's, whatever the demo was told.
    """
    zone = world.programme_at(now).timezone
    if wrong_with(draft, now, zone, world.tongue("en"), by_draw=world.by_draw):
        return None
    return put(connection, draft, who, now, zone=zone, by_draw=world.by_draw)


def put(
    connection: Connection, draft: CourseDraft, who: int | None, now: int, *, zone: str, by_draw: bool
) -> int:
    """A course as rows."""
    seed = secrets.token_hex(16)
    closes_at = instant(draft.closing, 24 * 60, zone) if by_draw else draft.starts_at
    fields: dict[str, str | int | None] = {
        "group_id": draft.group, "title": draft.title, "about": draft.about, "places": draft.places, "kept": draft.kept_places if by_draw else 0,
        "by_draw": int(by_draw), "closes_at": closes_at, "told_by": (draft.closing + timedelta(days=TOLD_WITHIN)).isoformat(),
        "money": draft.money, "paid": int(draft.paid), "costs": draft.costs, "help": draft.help, "leader": draft.leader,
        "leader_id": draft.leader_id, "arranger_id": who, "led_by_arranger": int(draft.leader_id is None), "follows": draft.follows, "seed": seed, "commitment": draw.commitment(seed),
        "made_at": now, "told_to": 0,
    }  # fmt: skip
    kept = int(fields["kept"] or 0)
    course = courses.add(connection, fields, [number < kept for number in range(draft.places)])
    for session in sorted(draft.sessions, key=lambda each: each.starts_at):
        events.add(
            connection, "training", draft.title, session.starts_at, group_id=draft.group, place=session.place, ends_at=session.ends_at,
            link=session.link, access=draft.help, made_at=now, course_id=course,
        )  # fmt: skip
    return course


def move(connection: Connection, world: World, session: int, draft: SessionDraft, who: int, now: int) -> None:
    """One session is then and there from now on; those who have a place are told, and reminded of the new time."""
    row = events.of(connection, session)
    course = None if row is None or row.course_id is None else courses.of(connection, row.course_id)
    if row is None or course is None or row.cancelled or row.starts_at <= now:
        return
    if stands_against(connection, world, course, session, draft, now):
        return
    fields: dict[str, str | int | None] = {
        "starts_at": draft.starts_at, "ends_at": draft.ends_at, "place": draft.place, "link": draft.link,
        "moved_from": row.moved_from if draft.starts_at == row.starts_at else row.known_start(now),
    }  # fmt: skip
    events.change(connection, session, fields, now)
    meetings.tell(connection, row, draft.starts_at, who, now, flow="course_changed")
    for place in seats.all_of(connection, course.id, "booked"):
        reminding.plan(connection, place, now)
    offers.cut_short(connection, world, course.id, now)
    tell_waiting(connection, course, now)


def stands_against(
    connection: Connection, world: World, course: CourseRow, session: int, draft: SessionDraft, now: int
) -> tuple[Wrong, ...]:
    """What stands against having this session then and there: the others that are to come, and the draw if it is too."""
    others = [
        SessionDraft(each.starts_at, each.ends_at or each.starts_at, each.place, each.link)
        for each in events.of_course(connection, course.id)
        if each.id != session and not each.cancelled and each.starts_at > now
    ]
    zone = world.programme_at(now).timezone
    closing = (
        None if course.drawn_at is not None or not course.by_draw else local_date(course.closes_at - 1, zone)
    )
    return wrong_with_sessions((*others, draft), closing, now, zone, world.tongue("en"))


def cancel_session(connection: Connection, world: World, session: int, who: int, now: int) -> None:
    """This session does not take place, and the others do. Those who have a place are told, and reminded of the others only."""
    row = events.of(connection, session)
    course = None if row is None or row.course_id is None else courses.of(connection, row.course_id)
    if row is None or course is None or course.cancelled or row.cancelled or row.starts_at <= now:
        return
    if all(each.cancelled or each.id == session for each in events.of_course(connection, course.id)):
        cancel(connection, world, course.id, who, now)
        return
    events.cancel(connection, session, now)
    meetings.tell(connection, row, row.starts_at, who, now, flow="course_changed")
    for place in seats.all_of(connection, course.id, "booked"):
        reminding.plan(connection, place, now)
    tell_waiting(connection, course, now)


def tell_waiting(connection: Connection, course: CourseRow, now: int) -> None:
    """Those who asked for a place, wait for one or are offered one hear once of the dates as they are now: word of an earlier change
    that has not gone makes way."""
    outbox.drop_about(connection, f"dates:{course.id}:")
    begins = offers.starts_at(connection, course.id)
    if begins is None or begins <= now:
        return
    changes = sum(each.changes for each in events.of_course(connection, course.id))
    for place in seats.all_of(connection, course.id, "asked", "waiting", "offered"):
        name = f"dates:{course.id}:{changes}"
        telling.answer(connection, place.member_id, "course_dates", course.item, name, now, ends_at=begins)


def cancel(connection: Connection, world: World, course: int, who: int, now: int) -> None:
    """What is to come of it does not take place, and nobody waits for it any more. Those who had a place are first in line for the
    next date, unless some of it took place."""
    row = courses.of(connection, course)
    coming = [
        each for each in events.of_course(connection, course) if each.starts_at > now and not each.cancelled
    ]
    if row is None or row.cancelled or not coming:
        return
    courses.cancel(connection, course)
    if row.follows is not None:
        courses.carry_over(connection, row.follows, course)
    began = any(each.starts_at <= now and not each.cancelled for each in events.of_course(connection, course))
    for place in () if began else seats.all_of(connection, course, "booked", "offered"):
        courses.wish_next(connection, course, place.member_id, owed=True)
    outbox.drop_about(connection, f"dates:{course}:")
    telling.cancelled(connection, row, coming[0], who, now)
    told = set(events.who_booked(connection, coming[0].id))
    for each in coming[1:]:  # whoever said that they can't come to the first of them comes to a later one
        meetings.tell(connection, each, each.starts_at, who, now, flow="course_changed", but=told)
        told |= set(events.who_booked(connection, each.id))
    for place in seats.all_of(connection, course, "asked", "waiting", "offered"):
        offers.drop_letter(connection, place)
        seats.drop(connection, course, place.member_id)
    for each in coming:
        events.cancel(connection, each.id, now)
    for place in seats.all_of(connection, course, "booked"):
        reminding.drop(connection, course, place.member_id)


def only_coordinators(connection: Connection, who: int) -> None:
    person = members.by_id(connection, who)
    if person is None or person.role != "coordinator":
        raise PermissionError("courses are made by coordinators")


def log(connection: Connection, action: str, now: int) -> None:
    tallies.note(connection, "coordinator", action, "", now)

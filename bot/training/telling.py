"""Word of training: each is a letter that waits for the gate, at its reader's pace (PACE.md).

New courses reach everybody whom they are for, once, as ordinary openers, a chunk of people at a time; what somebody asked for
(yes or no, a seat that goes by, a change) is asked for, and goes in their own hours.
"""

from sqlite3 import Connection
from typing import Final

from bot import letters, meetings
from bot.ports import Body
from bot.training import audience
from bot.training.one_course import first_of
from bot.world import World
from conversations.pace import Kind, MessageClass
from conversations.pace.local_time import local_date
from conversations.pace.values import DAY, HOUR
from conversations.training.wording import announced
from storage import courses, events, members, paces, seats, whats_new
from storage.courses import CourseRow

CHUNK: Final = 200
"""Members in one transaction."""
AFTERWARDS: Final = 18 * HOUR
"""So long after the end people are written to: whoever leads it has had time to tick who came."""
AFTER_LIVES: Final = 5 * DAY
ANSWER_LIVES: Final = 14 * DAY


def answer(
    connection: Connection, member: int, flow: str, item: str, name: str, now: int, *, ends_at: int | None = None,
    kind: Kind = Kind.PLACE_ANSWER,
) -> None:  # fmt: skip
    """What somebody asked for. `name`: what the letter is known by; `item`: what its flow is about."""
    where = members.address_of(connection, member)
    if where is None:
        return
    letters.wait(
        connection, member, *where, Body("begin", name=flow, carrying=(("item", item),)), now, message_class=MessageClass.ASKED,
        kind=kind, item=name, due_at=now, ends_at=now + ANSWER_LIVES if ends_at is None else ends_at,
    )  # fmt: skip
    paces.look_by(connection, member, now)


def not_drawn(connection: Connection, row: CourseRow, member: int, now: int) -> None:
    """No place for them: however long a break is, they hear of it on their return, as long as a place may still come up."""
    first = min(
        (each.starts_at for each in events.of_course(connection, row.id) if not each.cancelled), default=now
    )
    answer(
        connection,
        member,
        "not_drawn",
        row.item,
        f"drawn:{row.id}",
        now,
        ends_at=max(first, now + ANSWER_LIVES),
    )


def cancelled(connection: Connection, row: CourseRow, first: events.EventRow, who: int, now: int) -> None:
    """Everybody who had something to do with it, one letter each; it is nobody's news any more."""
    whats_new.drop(connection, row.item)
    meetings.tell(connection, first, first.starts_at, who, now, flow="course_changed")
    for place in seats.all_of(connection, row.id, "asked", "waiting", "offered"):
        answer(connection, place.member_id, "course_off", row.item, f"off:{row.id}", now)


# -- something new ------------------------------------------------------------------------------------------------------


def tell(connection: Connection, world: World, now: int) -> bool:
    """Put a course before the next few whom it is for; whether there may be more to do."""
    to_tell = dict(courses.still_to_tell(connection))
    return first_of(
        connection, world, to_tell, now, lambda c, course: _tell_some(c, world, course, to_tell[course], now)
    )


def _tell_some(connection: Connection, world: World, course: int, after: int, now: int) -> bool:
    row = courses.of(connection, course)
    assert row is not None
    people = [id for id in audience.whom(connection, row) if id > after][:CHUNK]
    for member in people:
        _tell(connection, world, row, member, now)
    courses.told_to(connection, course, people[-1] if people else None)
    return True


def _tell(connection: Connection, world: World, row: CourseRow, member: int, now: int) -> None:
    """A member who asked to hear of the next date has asked for it; the others hear at their pace, and find it on What's new."""
    person, where = members.by_id(connection, member), members.address_of(connection, member)
    if person is None or where is None or seats.of(connection, row.id, member) is not None:
        return
    if row.follows is not None and courses.wishes_next(connection, row.follows, member):
        answer(connection, member, "training_new", row.item, row.item, now, ends_at=row.closes_at)
        if not courses.is_owed(connection, row.follows, member):
            courses.no_wish(connection, row.follows, member)
        return
    if not members.consents_of(connection, member).get("training", False):
        return
    first = min(events.of_course(connection, row.id), key=lambda each: each.starts_at)
    day = local_date(first.starts_at, world.programme_at(now).timezone)
    tongue = world.tongue(person.language)
    whats_new.put(connection, member, row.item, announced(tongue, row.title, day), now)
    letters.wait(
        connection, member, *where, Body("begin", name="training_new", carrying=(("item", row.item),)), now,
        message_class=MessageClass.ORDINARY, kind=Kind.TRAINING, item=row.item, due_at=now, ends_at=row.closes_at,
    )  # fmt: skip
    paces.look_by(connection, member, now)


# -- afterwards ---------------------------------------------------------------------------------------------------------


def afterwards(connection: Connection, world: World, now: int) -> bool:
    """A kind word to the next few of those who had a place, whether they came or not; whether there may be more to do."""
    over = dict(courses.just_over(connection, now - AFTERWARDS, now - AFTERWARDS - AFTER_LIVES))
    return first_of(
        connection, world, over, now, lambda c, course: _afterwards_of(c, course, over[course], now)
    )


def _afterwards_of(connection: Connection, course: int, after: int, now: int) -> bool:
    people = [place.member_id for place in seats.by_member(connection, course, after, CHUNK)]
    for member in people:
        where = members.address_of(connection, member)
        if where is not None:
            body = Body("begin", name="after_course", carrying=(("item", f"course:{course}"),))
            letters.wait(
                connection, member, *where, body, now, message_class=MessageClass.ORDINARY, kind=Kind.TRAINING, item=f"after:{course}",
                due_at=now, ends_at=now + AFTER_LIVES,
            )  # fmt: skip
            paces.look_by(connection, member, now)
    if people:
        courses.after_to(connection, course, people[-1])
    return bool(people)

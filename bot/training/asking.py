"""A place, from asking for it to giving it back (conversations/training/effects.py).

Each is checked once more here, by the rows: a button of long ago, or of somebody else, changes nothing. A seat that is given
back is free from this commit on; the tick offers it to the next.
"""

import secrets
from sqlite3 import Connection
from typing import Final

from bot.training import audience, offers, reminding
from bot.world import World
from conversations.training.effects import AskPlace
from storage import courses, events, members, seats
from storage.courses import CourseRow
from storage.seats import PlaceRow

LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Nothing that is easily taken for something else, read aloud."""
TEAM: Final = ("coordinator", "staff", "representative")
EARLY: Final = 3600
"""So many seconds before it begins somebody can say that they are there."""
TICKET: Final = 7
"""Letters of a ticket."""


def ask(connection: Connection, world: World, effect: AskPlace, who: int, now: int) -> None:
    """They ask: into the draw, on to the list, or on to a seat that is there for whoever comes first. Once each."""
    row = theirs(connection, effect.course, who)
    if row is None or not to_come(connection, row, now) or seats.of(connection, row.id, who) is not None:
        return
    if row.by_draw and row.drawn_at is None and now >= row.closes_at:
        return  # the draw is about to be made: nobody comes in between
    enter(connection, row.id, who, effect.pay, now)
    if row.by_draw and row.drawn_at is None:
        return
    if not take(connection, world, row.id, who, now):
        seats.at_the_end(connection, row.id, who)


def enter(connection: Connection, course: int, who: int, pay: str, now: int) -> None:
    """A row of theirs, with a ticket that nobody knew before."""
    seats.ask(connection, course, who, new_code(TICKET), now, pay)


def new_code(letters: int) -> str:
    """So many characters that nobody knew before. Always the operating system's chance: it decides who is drawn."""
    return "".join(secrets.choice(LETTERS) for _ in range(letters))


def take(connection: Connection, world: World, course: int, who: int, now: int) -> bool:
    """The seat that is held for them is theirs, or one that whoever comes first can have; whether they have one now."""
    row, place = courses.of(connection, course), seats.of(connection, course, who)
    if row is None or place is None or not to_come(connection, row, now):
        return False
    if place.state == "booked":
        return True
    if place.state == "offered" and place.seat is not None:
        book(connection, row, place, place.seat, now)
        return True
    if row.by_draw and row.drawn_at is None:
        return False
    seat = next(iter(offers.open_seats(connection, world, row, now)), None)
    if seat is None:
        return False
    book(connection, row, place, seat, now)
    return True


def book(connection: Connection, row: CourseRow, place: PlaceRow, seat: int, now: int) -> None:
    """They have this seat: a booking for each session to come. What they would have taken instead goes to others."""
    who = place.member_id
    offers.drop_letter(connection, place)
    seats.book(connection, row.id, who, seat)
    for session in events.of_course(connection, row.id):
        if session.starts_at > now and not session.cancelled:
            events.book(connection, session.id, who, now)
    courses.not_lost(connection, row.id, who)
    if row.follows is not None:
        courses.repay(connection, row.follows, who)
    for other in seats.of_member(connection, who):
        if other.instead_of == row.id:
            give_back(connection, other.course_id, who, now)
            courses.not_lost(connection, other.course_id, who)  # a draw of what they do not need any more


def give_back(connection: Connection, course: int, who: int, now: int) -> None:
    """They are off it, whatever they had: no reason is asked, and nothing says that they ever asked."""
    place = seats.of(connection, course, who)
    if place is None:
        return
    repay(connection, place)
    offers.drop_letter(connection, place)
    reminding.drop(connection, course, who)
    for session in events.of_course(connection, course):
        if session.starts_at > now:
            events.unbook(connection, session.id, who)
    seats.drop(connection, course, who)
    for other in seats.of_member(connection, who):
        if other.instead_of == course:  # it is not instead of anything any more
            seats.change(connection, other.course_id, who, "instead_of", None)


def repay(connection: Connection, place: PlaceRow) -> None:
    """They answer an offer: whatever they say, what was owed to them was offered."""
    row = courses.of(connection, place.course_id)
    if place.state == "offered" and row is not None and row.follows is not None:
        courses.repay(connection, row.follows, place.member_id)


def unbooked(connection: Connection, who: int, now: int) -> None:
    """After a booking was taken back by another way (a change of date, a break): a place none of whose sessions they are
    booked on any more is given back."""
    for place in seats.of_member(connection, who):
        if place.state != "booked":
            continue
        sessions = events.of_course(connection, place.course_id)
        coming = [each for each in sessions if each.starts_at > now]
        if coming and not any(events.has_booked(connection, each.id, who) for each in sessions):
            give_back(connection, place.course_id, who, now)
        else:  # of the sessions that are left they are reminded as before
            reminding.plan(connection, place, now)


def going_on(connection: Connection, course: int, now: int) -> events.EventRow | None:
    """The session that is going on, from a little before it begins; else the one that began last."""
    begun = [
        each
        for each in events.of_course(connection, course)
        if not each.cancelled and each.starts_at <= now + EARLY
    ]
    begun.sort(key=lambda each: each.starts_at)
    return next((each for each in begun if now < each.over_at), begun[-1] if begun else None)


def to_tick(connection: Connection, course: int, now: int) -> int | None:
    """The session that a tick is about; None once the course is over, or before it: there is then no one session."""
    session = going_on(connection, course, now)
    over = all(each.over_at <= now for each in events.of_course(connection, course) if not each.cancelled)
    return None if session is None or over else session.id


def leads(connection: Connection, row: CourseRow, who: int) -> bool:
    """Whether this member sees who has a place: whoever leads it, and where nobody of the team was to, whoever arranges it. A
    leader who has left leaves the part to nobody; and whoever is not on the team any more has no part."""
    return who == (row.arranger_id if row.led_by_arranger else row.leader_id) and on_team(connection, who)


def arranges(connection: Connection, row: CourseRow, who: int) -> bool:
    """Whether this member sees what helps people to take part."""
    return who == row.arranger_id and on_team(connection, who)


def on_team(connection: Connection, who: int) -> bool:
    person = members.by_id(connection, who)
    return person is not None and person.role in TEAM


def theirs(connection: Connection, course: int, who: int) -> CourseRow | None:
    """The course, if it is for this member: staff and coordinators use the same list as everybody (B63)."""
    row, person = courses.of(connection, course), members.by_id(connection, who)
    if row is None or person is None:
        return None
    return row if audience.is_for(connection, row, person) else None


def to_come(connection: Connection, row: CourseRow, now: int) -> bool:
    starts_at = offers.starts_at(connection, row.id)
    return not row.cancelled and starts_at is not None and now < starts_at

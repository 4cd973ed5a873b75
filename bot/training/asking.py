"""Carry out what members do about places (conversations/training/effects.py).

Each is checked once more here, by the rows: a button of long ago, or of somebody else, changes nothing. A seat that is given
back is free from this commit on; the tick offers it to the next.
"""

import secrets
from sqlite3 import Connection
from typing import Final, assert_never

from bot.training import audience, making, offers, reminding
from bot.world import World
from conversations.training.courses import NEED_MOST
from conversations.training.draw import NEW_AFTER
from conversations.training.effects import (
    AskPlace,
    Attended,
    BringFriend,
    CancelCourse,
    ChooseReminders,
    HoldLonger,
    JoinFriend,
    KeepNeeds,
    LetPass,
    MakeCourse,
    MoveSession,
    NextDate,
    SecondChoice,
    ShortNotice,
    SortNeed,
    TakeOff,
    TakePlace,
    TrainingEffect,
)
from storage import courses, events, members, seats
from storage.courses import CourseRow
from storage.seats import PlaceRow

LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Nothing that is easily taken for something else, read aloud."""
EARLY: Final = 3600
"""So many seconds before it begins somebody can say that they are there."""
NEEDS_MOST: Final = 12


def carry_out(connection: Connection, world: World, effect: TrainingEffect, who: int, now: int) -> None:
    """What a flow asked for, by this member."""
    match effect:
        case MakeCourse() | MoveSession() | CancelCourse():
            making.only_coordinators(connection, who)
            _make(connection, world, effect, who, now)
        case AskPlace():
            ask(connection, world, effect, who, now)
        case TakeOff():
            give_back(connection, effect.course, who, now)
        case TakePlace():
            take(connection, world, effect.course, who, now)
        case LetPass():
            place = seats.of(connection, effect.course, who)
            if place is not None and place.state == "offered":
                offers.pass_on(connection, place)
        case HoldLonger():
            offers.hold_longer(connection, world, effect.course, who, now)
        case KeepNeeds():
            keep_needs(connection, effect, who)
        case SortNeed():
            _sort(connection, effect, who)
        case ChooseReminders():
            place = seats.of(connection, effect.course, who)
            if place is not None and place.state == "booked":
                seats.change(connection, effect.course, who, "reminders", effect.reminders)
                reminding.plan(connection, place._replace(reminders=effect.reminders), now)
        case ShortNotice():
            if seats.of(connection, effect.course, who) is not None:
                seats.change(connection, effect.course, who, "short", int(effect.yes))
        case BringFriend():
            _bring(connection, effect, who, now)
        case JoinFriend():
            _join(connection, effect.code, who, now)
        case SecondChoice():
            second_choice(connection, world, effect, who, now)
        case NextDate():
            if effect.yes:
                courses.wish_next(connection, effect.course, who)
            else:
                courses.no_wish(connection, effect.course, who)
        case Attended():
            _attended(connection, effect, who, now)
        case _:
            assert_never(effect)


def leaves_traces(effect: TrainingEffect) -> bool:
    """Whether something was deleted that is to be in no file any more, the log of the database included."""
    return isinstance(effect, TakeOff | KeepNeeds)


def _make(
    connection: Connection, world: World, effect: MakeCourse | MoveSession | CancelCourse, who: int, now: int
) -> None:
    match effect:
        case MakeCourse():
            making.make(connection, world, effect.draft, who, now)
        case MoveSession():
            making.move(connection, world, effect.session, effect.draft, who, now)
        case CancelCourse():
            making.cancel(connection, world, effect.course, who, now)


# -- asking for a place -------------------------------------------------------------------------------------------------


def ask(connection: Connection, world: World, effect: AskPlace, who: int, now: int) -> None:
    """They ask: into the draw, on to the list, or on to a seat that is there for whoever comes first. Once each."""
    row = _theirs(connection, effect.course, who)
    if row is None or not _to_come(connection, row, now) or seats.of(connection, row.id, who) is not None:
        return
    if row.by_draw and row.drawn_at is None and now >= row.closes_at:
        return  # the draw is about to be made: nobody comes in between
    seats.ask(connection, row.id, who, new_code(7), now, effect.pay)
    seats.change(
        connection, row.id, who, "is_new", int(not courses.had_training(connection, who, now - NEW_AFTER))
    )
    if row.by_draw and row.drawn_at is None:
        return
    if not take(connection, world, row.id, who, now):
        seats.at_the_end(connection, row.id, who)


def new_code(letters: int) -> str:
    """So many characters that nobody knew before. Always the operating system's chance: it decides who is drawn."""
    return "".join(secrets.choice(LETTERS) for _ in range(letters))


def take(connection: Connection, world: World, course: int, who: int, now: int) -> bool:
    """The seat that is held for them is theirs, or one that whoever comes first can have; whether they have one now."""
    row, place = courses.of(connection, course), seats.of(connection, course, who)
    if row is None or place is None or not _to_come(connection, row, now):
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


def give_back(connection: Connection, course: int, who: int, now: int) -> None:
    """They are off it, whatever they had: no reason is asked, and nothing says that they ever asked."""
    place = seats.of(connection, course, who)
    if place is None:
        return
    offers.drop_letter(connection, place)
    reminding.drop(connection, course, who)
    for session in events.of_course(connection, course):
        if session.starts_at > now:
            events.unbook(connection, session.id, who)
    seats.drop(connection, course, who)


def unbooked(connection: Connection, who: int, now: int) -> None:
    """After a booking was taken back by another way (a change of date, a break): a place none of whose sessions they are
    booked on any more is given back."""
    for place in seats.of_member(connection, who):
        if place.state != "booked":
            continue
        coming = [each for each in events.of_course(connection, place.course_id) if each.starts_at > now]
        if coming and not any(events.has_booked(connection, each.id, who) for each in coming):
            give_back(connection, place.course_id, who, now)
        else:  # of the sessions that are left they are reminded as before
            reminding.plan(connection, place, now)


def keep_needs(connection: Connection, effect: KeepNeeds, who: int) -> None:
    """Only with the member's yes to it (ON-42), and only for a course that they have something to do with."""
    if seats.of(connection, effect.course, who) is None or not members.consents_of(connection, who).get(
        "access", False
    ):
        return
    wanted = [text for each in effect.needs if 0 < len(text := each.strip()) <= NEED_MOST]
    seats.keep_needs(connection, effect.course, who, wanted[:NEEDS_MOST])


def _sort(connection: Connection, effect: SortNeed, who: int) -> None:
    row = courses.of(connection, effect.course)
    if row is None or row.arranger_id != who:
        raise PermissionError("what helps people is for whoever arranges it")
    seats.sort_need(connection, effect.course, effect.member, effect.what, done=effect.sorted)


def _attended(connection: Connection, effect: Attended, who: int, now: int) -> None:
    row = courses.of(connection, effect.course)
    if row is None:
        return
    if effect.member is not None and not leads(row, who):
        raise PermissionError("who came is for whoever leads it")
    seats.came(connection, row.id, who if effect.member is None else effect.member, now + EARLY)


def leads(row: CourseRow, who: int) -> bool:
    """Whether this member sees who has a place: whoever leads it, and where that is nobody here, whoever arranges it."""
    return who == (row.arranger_id if row.leader_id is None else row.leader_id)


# -- together, or something else instead --------------------------------------------------------------------------------


def _bring(connection: Connection, effect: BringFriend, who: int, now: int) -> None:
    row, place = courses.of(connection, effect.course), seats.of(connection, effect.course, who)
    if row is None or place is None:
        return
    if not effect.yes:
        for member in (who, place.friend_id):
            if member is not None:
                seats.change(connection, row.id, member, "friend_id", None)
                seats.change(connection, row.id, member, "friend_code", "")
    elif (
        place.state == "asked"
        and now < row.closes_at
        and not place.friend_code
        and place.friend_id is None
        and effect.code
    ):
        seats.change(connection, row.id, who, "friend_code", effect.code)


def _join(connection: Connection, code: str, who: int, now: int) -> None:
    """Two who come together: both ask by themselves, and are drawn as one. The code is used up."""
    theirs = seats.by_friend_code(connection, code)
    row = None if theirs is None else _theirs(connection, theirs.course_id, who)
    if (
        theirs is None
        or row is None
        or theirs.member_id == who
        or theirs.state != "asked"
        or now >= row.closes_at
    ):
        return
    if seats.of(connection, row.id, who) is None:
        seats.ask(connection, row.id, who, new_code(7), now, "")
        seats.change(
            connection, row.id, who, "is_new", int(not courses.had_training(connection, who, now - NEW_AFTER))
        )
    mine = seats.of(connection, row.id, who)
    if mine is None or mine.state != "asked" or mine.friend_id is not None:
        return
    for one, other in ((who, theirs.member_id), (theirs.member_id, who)):
        seats.change(connection, row.id, one, "friend_id", other)
        seats.change(connection, row.id, one, "friend_code", "")


def second_choice(connection: Connection, world: World, effect: SecondChoice, who: int, now: int) -> None:
    """They ask for the second too, and it goes when they have the first."""
    first = seats.of(connection, effect.first, who)
    if first is None or effect.second == effect.first:
        return
    for other in seats.of_member(connection, who):
        if other.instead_of == effect.first and other.course_id != effect.second:
            give_back(connection, other.course_id, who, now)
    if effect.second is None or first.state == "booked":
        return
    ask(connection, world, AskPlace(effect.second, "later" if first.pay else ""), who, now)
    if seats.of(connection, effect.second, who) is not None:
        seats.change(connection, effect.second, who, "instead_of", effect.first)


# -- who may ------------------------------------------------------------------------------------------------------------


def _theirs(connection: Connection, course: int, who: int) -> CourseRow | None:
    """The course, if it is for this member: staff and coordinators use the same list as everybody (B63)."""
    row, person = courses.of(connection, course), members.by_id(connection, who)
    if row is None or person is None:
        return None
    return row if audience.is_for(connection, row, person) else None


def _to_come(connection: Connection, row: CourseRow, now: int) -> bool:
    starts_at = offers.starts_at(connection, row.id)
    return not row.cancelled and starts_at is not None and now < starts_at

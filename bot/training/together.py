"""Coming with a friend, or taking something else if there is no place: carried out by the rows."""

from sqlite3 import Connection

from bot.training import asking
from conversations.training.effects import BringFriend, JoinFriend, SecondChoice
from storage import courses, seats
from storage.courses import CourseRow
from storage.seats import PlaceRow


def bring(connection: Connection, effect: BringFriend, who: int, now: int) -> None:
    row, place = courses.of(connection, effect.course), seats.of(connection, effect.course, who)
    if row is None or place is None:
        return
    if not effect.yes:
        alone(connection, row, place)
    elif (
        place.state == "asked"
        and row.places > 1
        and now < row.closes_at
        and not place.friend_code
        and place.friend_id is None
        and effect.code
    ):
        seats.change(connection, row.id, who, "friend_code", effect.code)
        seats.change(connection, row.id, who, "paired", 0)


def alone(connection: Connection, row: CourseRow, place: PlaceRow) -> None:
    """By themselves after all. The other goes on too, and reads on the course's page that they ask by themselves now."""
    if place.friend_id is not None:
        seats.change(connection, row.id, place.friend_id, "friend_id", None)
        if place.state == "asked":  # after the draw it is the one that the record says
            seats.change(connection, row.id, place.member_id, "ticket", asking.new_code(asking.TICKET))
    for field, value in (("friend_id", None), ("friend_code", ""), ("paired", 0)):
        seats.change(connection, row.id, place.member_id, field, value)


def join(connection: Connection, effect: JoinFriend, who: int, now: int) -> None:
    """Two who come together: both ask by themselves, and are drawn as one. The code is used up."""
    theirs = seats.by_friend_code(connection, effect.code)
    row = None if theirs is None else asking.theirs(connection, theirs.course_id, who)
    if (
        theirs is None
        or row is None
        or theirs.member_id == who
        or theirs.state != "asked"
        or row.places < 2
        or now >= row.closes_at
    ):
        return
    if seats.of(connection, row.id, who) is None:
        asking.enter(connection, row.id, who, effect.pay, now)
    mine = seats.of(connection, row.id, who)
    if mine is None or mine.state != "asked" or mine.friend_id is not None:
        return
    ticket = asking.new_code(asking.TICKET)  # of the two: what either had before says nothing in the record
    for one, other in ((who, theirs.member_id), (theirs.member_id, who)):
        seats.change(connection, row.id, one, "friend_id", other)
        seats.change(connection, row.id, one, "friend_code", "")
        seats.change(connection, row.id, one, "paired", 1)
        seats.change(connection, row.id, one, "ticket", ticket)


def second_choice(connection: Connection, effect: SecondChoice, who: int, now: int) -> None:
    """They ask for the second too, and it goes when they have the first. Only what this very choice asked for is taken back by
    another choice, and no place that they have already; what they had asked for by themselves is never a second choice."""
    first = seats.of(connection, effect.first, who)
    if first is None or effect.second == effect.first:
        return
    second = None if effect.second is None else asking.theirs(connection, effect.second, who)
    if effect.second is not None and (
        second is None or first.state == "booked" or not can_be_second(connection, second, who, now)
    ):
        return
    for other in seats.of_member(connection, who):
        if other.instead_of == effect.first:
            seats.change(connection, other.course_id, who, "instead_of", None)
            if other.state != "booked":
                asking.give_back(connection, other.course_id, who, now)
    if second is not None:
        asking.enter(connection, second.id, who, effect.pay if second.paid else "", now)
        seats.change(connection, second.id, who, "instead_of", effect.first)


def can_be_second(connection: Connection, row: CourseRow, who: int, now: int) -> bool:
    """Whether names are still to be drawn for it: a second choice takes no seat at once. And they have not asked for it."""
    drawn_later = bool(row.by_draw) and row.drawn_at is None and now < row.closes_at
    return drawn_later and asking.to_come(connection, row, now) and seats.of(connection, row.id, who) is None

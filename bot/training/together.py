"""Coming with a friend, or taking something else if there is no place: carried out by the rows."""

from sqlite3 import Connection

from bot.training import asking
from bot.world import World
from conversations.training.effects import AskPlace, BringFriend, JoinFriend, SecondChoice
from storage import courses, seats


def bring(connection: Connection, effect: BringFriend, who: int, now: int) -> None:
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


def join(connection: Connection, effect: JoinFriend, who: int, now: int) -> None:
    """Two who come together: both ask by themselves, and are drawn as one. The code is used up."""
    theirs = seats.by_friend_code(connection, effect.code)
    row = None if theirs is None else asking.theirs(connection, theirs.course_id, who)
    if (
        theirs is None
        or row is None
        or theirs.member_id == who
        or theirs.state != "asked"
        or now >= row.closes_at
    ):
        return
    if seats.of(connection, row.id, who) is None:
        asking.enter(connection, row.id, who, effect.pay, now)
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
            asking.give_back(connection, other.course_id, who, now)
    if effect.second is None or first.state == "booked":
        return
    second = courses.of(connection, effect.second)
    pays = second is not None and bool(second.paid)
    asking.ask(connection, world, AskPlace(effect.second, "later" if pays else ""), who, now)
    if seats.of(connection, effect.second, who) is not None:
        seats.change(connection, effect.second, who, "instead_of", effect.first)

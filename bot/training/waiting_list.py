"""Who waits for a place, in which order, and whether an offer would reach them in time."""

from collections.abc import Collection
from datetime import date
from sqlite3 import Connection
from typing import Final

from bot import reading
from bot.looking import history_of
from bot.world import World
from conversations.pace import Item, Kind, MessageClass, Pace, Permission, may_send
from conversations.pace.gate import HISTORY_DAYS
from conversations.pace.values import DAY, HOUR
from conversations.training import holds, offering
from storage import events, members, seats
from storage.courses import CourseRow
from storage.seats import PlaceRow

REACHED_WITHIN: Final = 2 * DAY
"""Somebody whom an offer would not reach by then is passed over."""
FAIR: Final = 24 * HOUR
"""So long an offer waits at least, unless it is at short notice."""


def starts_at(connection: Connection, course: int) -> int | None:
    """When its first session begins that takes place."""
    return min(
        (each.starts_at for each in events.of_course(connection, course) if not each.cancelled), default=None
    )


def waiting_units(connection: Connection, row: CourseRow) -> list[offering.Waiting]:
    """The waiting list, two who come together as one."""
    places = {place.member_id: place for place in seats.all_of(connection, row.id, "waiting")}
    units, taken = list[offering.Waiting](), set[int]()
    for place in places.values():
        if place.member_id in taken:
            continue
        friend = places.get(place.friend_id or 0)
        together = (place, friend) if friend is not None and friend.friend_id == place.member_id else (place,)
        taken.update(each.member_id for each in together)
        units.append(
            offering.Waiting(
                tuple(each.member_id for each in together), all(each.is_new for each in together)
            )
        )
    return units


def reacher(connection: Connection, world: World, row: CourseRow, now: int) -> offering.Reaches:
    """Whether an offer would reach somebody in the list, each looked up once and only if it is asked."""
    begins, found = starts_at(connection, row.id), dict[int, bool]()
    places = {place.member_id: place for place in seats.all_of(connection, row.id, "waiting")}

    def one(member: int) -> bool:
        if member not in found:
            place = places.get(member)
            found[member] = (
                begins is not None and place is not None and reaches(connection, world, place, begins, now)
            )
        return found[member]

    return lambda who: all(one(member) for member in who.members)


def reaches(connection: Connection, world: World, place: PlaceRow, begins: int, now: int) -> bool:
    """Whether an offer made now would reach them soon, and leave them time to answer."""
    if too_late(place, begins, now):
        return False  # said before anything of theirs is looked at: close to the start that is true of nearly everybody
    row = members.by_id(connection, place.member_id)
    if row is None or members.address_of(connection, row.id) is None:
        return False
    pace, holidays = reading.pace_of(connection, row, world.programme_at(now), now), world.holidays(now)
    history = history_of(connection, row.id, now - HISTORY_DAYS * DAY)
    verdict = may_send(Item("offer", Kind.PLACE_OFFER, MessageClass.ASKED), pace, history, holidays, now)
    at = now if isinstance(verdict, Permission) else verdict.not_before
    if at is None or at > now + REACHED_WITHIN:
        return False
    return mode(pace, holidays, at, begins, short=bool(place.short)) is not None


def too_late(place: PlaceRow, begins: int, now: int) -> bool:
    """Whether no offer that is made now could be held any more, whatever the hours of its reader are."""
    if now + FAIR <= holds.latest(begins, short=False):
        return False
    return not place.short or now >= holds.latest(begins, short=True)


def mode(pace: Pace, holidays: Collection[date], at: int, begins: int, *, short: bool) -> bool | None:
    """How an offer that arrives at this moment is held: False as usual, True at short notice, None not at all any more."""
    if at + FAIR <= holds.latest(begins, short=False):
        return None if holds.ends_at(pace, holidays, at, begins, short=False) is None else False
    if not short:
        return None
    end = holds.ends_at(pace, holidays, at, begins, short=True)
    return None if end is None or holds.open_time(pace, holidays, at, end) < HOUR else True

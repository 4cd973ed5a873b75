"""The draw of a course, made once when asking has closed, with a record by which anybody can repeat it (draw.py; record.py)."""

from sqlite3 import Connection

from bot.training import offers, telling
from bot.training.one_course import first_of
from bot.world import World
from conversations.pace.local_time import local_date
from conversations.training import draw, record
from storage import courses, seats
from storage.courses import CourseRow
from storage.seats import PlaceRow


def make(connection: Connection, world: World, now: int) -> bool:
    """Draw the course whose turn it is; whether there was one."""
    due = courses.to_draw(connection, now)
    return first_of(connection, world, due, now, lambda c, course: draw_one(c, world, course, now))


def draw_one(connection: Connection, world: World, course: int, now: int) -> bool:
    row = courses.of(connection, course)
    if row is None:
        return False
    units = together(seats.all_of(connection, row.id, "asked"))
    lines = [ticket_of(connection, row, unit, now) for unit in units]
    tickets = {line.code: unit for line, unit in zip(lines, units, strict=True)}
    drawn = draw.draw(row.seed, lines, row.places, row.kept)
    zone = world.programme_at(now).timezone
    kept = record.Record(
        row.title, local_date(row.closes_at - 1, zone).isoformat(), row.commitment, row.seed, row.places, row.kept, tuple(lines), drawn
    )  # fmt: skip
    courses.drawn(connection, row.id, record.to_json(kept), now)
    new = {line.code: line.new for line in lines}
    give_seats(connection, row, [(tickets[code], new[code]) for code in drawn.places], now)
    in_line = [place.member_id for code in (*drawn.places, *drawn.waiting) for place in tickets[code]]
    seats.line_up(connection, row.id, in_line)
    for place in (place for code in drawn.waiting for place in tickets[code]):
        courses.lose(connection, row.id, place.member_id, now)
        telling.not_drawn(connection, row, place.member_id, now)
    return True


def make_up(connection: Connection, world: World, now: int) -> bool:
    """Tell those who asked for what began before its draw could be made, as the bot was not running; whether there was any. It
    counts as a draw that they lost."""
    ids = courses.too_late_to_draw(connection, now)
    return first_of(connection, world, ids, now, lambda c, course: _too_late(c, course, now))


def _too_late(connection: Connection, course: int, now: int) -> bool:
    for place in seats.all_of(connection, course, "asked"):
        courses.lose(connection, course, place.member_id, now)
        telling.answer(connection, place.member_id, "no_draw", f"course:{course}", f"nodraw:{course}", now)
        seats.drop(connection, course, place.member_id)
    return True


def together(places: list[PlaceRow]) -> list[tuple[PlaceRow, ...]]:
    """Those who ask, two who come together as one."""
    by_member, units, taken = (
        {place.member_id: place for place in places},
        list[tuple[PlaceRow, ...]](),
        set[int](),
    )
    for place in places:
        if place.member_id in taken:
            continue
        friend = by_member.get(place.friend_id or 0)
        unit = (place, friend) if friend is not None and friend.friend_id == place.member_id else (place,)
        taken.update(each.member_id for each in unit)
        units.append(tuple(sorted(unit, key=lambda each: each.ticket)))
    return units


def ticket_of(connection: Connection, row: CourseRow, unit: tuple[PlaceRow, ...], now: int) -> draw.Ticket:
    """The ticket of one, or of two who come together: what one of the two has alone cannot be lent to the other."""
    lost = min(courses.lost(connection, each.member_id, now - draw.LOST_COUNTS_FOR) for each in unit)
    owed = row.follows is not None and all(
        courses.is_owed(connection, row.follows, each.member_id) for each in unit
    )
    return draw.Ticket(
        unit[0].ticket, draw.chances(lost), len(unit), all(each.is_new for each in unit), owed
    )  # fmt: skip


def give_seats(
    connection: Connection, row: CourseRow, placed: list[tuple[tuple[PlaceRow, ...], bool]], now: int
) -> None:
    """A seat for each who was drawn: those new to this first, of the kept ones; then the rest."""
    free = seats.free(connection, row.id)
    kept, others = (
        [seat.number for seat in free if seat.kept],
        [seat.number for seat in free if not seat.kept],
    )
    for new in (True, False):
        for unit, is_new in placed:
            if is_new is not new:
                continue
            for place in unit:
                first, then = (kept, others) if new else (others, kept)
                offers.hold(connection, row, place.member_id, (first or then).pop(0), now)

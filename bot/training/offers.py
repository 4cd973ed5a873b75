"""Seats that are free, offered to whoever is next (conversations/training/offering.py), and the clock of each offer.

    held ──the gate lets its letter go──▶ about to go ──it arrives──▶ waits, until `ends_at` ──▶ yes · no thanks · it goes by

The clock begins with the arrival (`arrived`), which is the settling of the letter; what the message says ("I'll hold it until …")
is worked out when the gate lets it go, and never shortened. An offer whose letter cannot arrive in time, or whose reader has
stopped or is away for nobody knows how long, goes by without a word. Whoever it goes by stays where they are in the list.
"""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import Final

from bot import reading
from bot.training import reminding, telling
from bot.training.one_course import first_of
from bot.training.waiting_list import mode, reacher, reaches, waiting_units
from bot.training.waiting_list import starts_at as starts_at
from bot.world import World
from conversations.pace import Kind, Pace, State
from conversations.pace.values import DAY
from conversations.training import holds, offering
from storage import courses, members, seats
from storage import letters as outbox
from storage.courses import CourseRow
from storage.seats import PlaceRow

UNDELIVERED: Final = 3 * DAY
"""An offer that has not gone by then goes by."""


# -- whom ---------------------------------------------------------------------------------------------------------------


def offer_next(connection: Connection, world: World, now: int) -> bool:
    """Offer what is free to whoever is next, in every course; whether anything was offered."""
    live = courses.live(connection, now)
    return first_of(connection, world, live, now, lambda c, course: _offer(c, world, course, now))


def _offer(connection: Connection, world: World, course: int, now: int) -> bool:
    free = seats.free(connection, course)
    row = courses.of(connection, course)
    if not free or row is None or not row.asking:
        return False
    chosen = offering.choose(
        [offering.Seat(seat.number, bool(seat.kept)) for seat in free], waiting_units(connection, row), seats.went_by(connection, course),
        reacher(connection, world, row, now),
    )  # fmt: skip
    for each in chosen:
        hold(connection, row, each.member, each.seat, now)
    return bool(chosen)


def open_seats(connection: Connection, world: World, row: CourseRow, now: int) -> list[int]:
    """The seats that can be taken by whoever comes first: free, and nobody in the list has still to be asked about them."""
    free = [offering.Seat(seat.number, bool(seat.kept)) for seat in seats.free(connection, row.id)]
    if not free:
        return []
    units, gone_by = waiting_units(connection, row), seats.went_by(connection, row.id)
    found = offering.open_seats(free, units, gone_by, reacher(connection, world, row, now))
    return [seat.number for seat in sorted(found, key=lambda seat: (seat.kept, seat.number))]


def hold(connection: Connection, row: CourseRow, member: int, seat: int, now: int) -> None:
    """This seat is held for them, and word of it goes at the gate's leave."""
    seats.offer(connection, row.id, member, seat, now)
    place = seats.of(connection, row.id, member)
    begins = starts_at(connection, row.id)
    assert place is not None and begins is not None
    outbox.drop_about(connection, missed(place))  # there is something better to hear
    telling.answer(
        connection,
        member,
        "place_offer",
        row.item,
        place.item,
        now,
        ends_at=begins - holds.LATEST_SHORT,
        kind=Kind.PLACE_OFFER,
    )


# -- its clock ----------------------------------------------------------------------------------------------------------


def about_to_go(connection: Connection, world: World, letter: outbox.LetterRow, pace: Pace, now: int) -> bool:
    """The gate has let word of an offer go: until when it is held, as the message says; False where it is not any more."""
    place = of_letter(connection, letter)
    begins = None if place is None else starts_at(connection, place.course_id)
    if place is None or begins is None:
        outbox.drop_waiting(connection, letter.id)
        return False
    holidays = world.holidays(now)
    short = mode(pace, holidays, now, begins, short=bool(place.short))
    end = None if short is None else holds.ends_at(pace, holidays, now, begins, short=short)
    if end is None:
        pass_unheard(connection, world, place, now)
        return False
    seats.until(connection, place.course_id, place.member_id, end)
    return True


def arrived(connection: Connection, world: World, letter: outbox.LetterRow, now: int) -> None:
    """Word of it has arrived: from here its clock runs. What it said is never shortened."""
    place = of_letter(connection, letter)
    row = members.by_id(connection, letter.member_id) if letter.member_id is not None else None
    begins = None if place is None else starts_at(connection, place.course_id)
    if place is None or row is None or begins is None or place.sent_at is not None:
        return
    pace, holidays = reading.pace_of(connection, row, world.programme_at(now), now), world.holidays(now)
    short = bool(place.short) and mode(pace, holidays, now, begins, short=True) is True
    end = max(holds.ends_at(pace, holidays, now, begins, short=short) or now, place.ends_at or 0)
    runs = holds.runs_until(pace, holidays, now, short=short)
    seats.arrived(connection, place.course_id, place.member_id, now, end, runs, brief=short)


def hold_longer(connection: Connection, world: World, course: int, who: int, now: int) -> None:
    """Two of their days more, once, where the course is far enough away."""
    place, row, begins = (
        seats.of(connection, course, who),
        members.by_id(connection, who),
        starts_at(connection, course),
    )
    if (
        place is None
        or row is None
        or begins is None
        or place.state != "offered"
        or place.longer
        or place.ends_at is None
    ):
        return
    pace = reading.pace_of(connection, row, world.programme_at(now), now)
    holidays = world.holidays(now)
    later = holds.longer(pace, holidays, place.ends_at, begins, now)
    if later is not None:
        runs = holds.days_of(pace, holidays, max(place.ends_at, now), holds.LONGER)
        seats.until(connection, course, who, later, runs_until=runs, told_until=later, longer=True)


def moved(connection: Connection, world: World, who: int, before: Pace, after: Pace, now: int) -> None:
    """Somebody changed their pace, or began or ended a break: what was left of each offer is left, and they are reminded in
    their hours as these are now."""
    if before.hours == after.hours and _leaves_alone(before) == _leaves_alone(after):
        return
    for place in seats.of_member(connection, who):
        if place.state == "booked" and after.state not in (State.STOPPED, State.HELD):
            reminding.plan(connection, place, now, after)
    for place in seats.offers_of(connection, who):
        begins = starts_at(connection, place.course_id)
        if place.sent_at is None or place.ends_at is None or begins is None:
            continue
        holidays, old = world.holidays(now), place.runs_until or place.ends_at
        runs = holds.moved(before, after, holidays, old, now)
        end = holds.end(after, holidays, runs or old, place.told_until or 0, begins, short=bool(place.brief))
        if end is None:
            continue
        if old <= now:  # only its rounding was left: that is not taken away at a stroke
            soon = holds.after_open_time(after, holidays, now, holds.SHORT)
            end = max(end, min(place.ends_at, soon or place.ends_at))
        seats.until(connection, place.course_id, who, end, runs_until=runs)


def cut_short(connection: Connection, world: World, course: int, now: int) -> None:
    """The course begins at another time: nothing is held for longer than its limit then. But nobody's time is taken away at a
    stroke: a few hours of their own are left to them, if they had them, and to get there."""
    begins = starts_at(connection, course)
    for place in seats.all_of(connection, course, "offered"):
        person = members.by_id(connection, place.member_id)
        if place.sent_at is None or place.ends_at is None or begins is None or person is None:
            continue
        pace, holidays = (
            reading.pace_of(connection, person, world.programme_at(now), now),
            world.holidays(now),
        )
        runs = place.runs_until or place.ends_at
        end = holds.end(pace, holidays, runs, place.told_until or 0, begins, short=bool(place.brief))
        soon = holds.after_open_time(pace, holidays, now, holds.SHORT)
        if end is not None:
            end = max(end, min(place.ends_at, soon or place.ends_at, holds.latest(begins, short=True)))
            seats.until(connection, course, place.member_id, end)


def _leaves_alone(pace: Pace) -> Sequence[object]:
    return (
        pace.state,
        pace.paused_until,
        pace.quiet_until,
        pace.days_off,
        pace.quiet_weekdays,
        pace.other_hours,
        pace.zone,
    )


# -- going by -----------------------------------------------------------------------------------------------------------


def let_go_by(connection: Connection, world: World, now: int) -> bool:
    """Let go by whatever is not held any more; whether anything was."""
    ids = dict.fromkeys(place.course_id for place in seats.offered(connection))
    return first_of(connection, world, ids, now, lambda c, course: let_go_by_of(c, world, course, now))


def let_go_by_of(connection: Connection, world: World, course: int, now: int) -> bool:
    gone = False
    for place in seats.all_of(connection, course, "offered"):
        row = members.by_id(connection, place.member_id)
        assert row is not None
        pace = reading.pace_of(connection, row, world.programme_at(now), now)
        if place.sent_at is None:
            over = now >= (place.offered_at or now) + UNDELIVERED or not outbox.under_way(
                connection, place.item
            )
        else:
            over = place.ends_at is not None and now >= place.ends_at
        if not (over or holds.stands_still(pace)):
            continue
        gone = True
        if place.sent_at is None:
            pass_unheard(connection, world, place, now)
            continue
        pass_on(connection, place)
        if not holds.stands_still(pace):
            begins = starts_at(connection, place.course_id) or now
            telling.answer(
                connection,
                place.member_id,
                "went_by",
                f"course:{place.course_id}",
                f"went:{place.item}",
                now,
                ends_at=begins,
            )
    return gone


def pass_on(connection: Connection, place: PlaceRow) -> None:
    """The seat goes by them, and they stay in the list; word of it that has not gone does not go."""
    drop_letter(connection, place)
    seats.pass_on(connection, place)


def pass_unheard(connection: Connection, world: World, place: PlaceRow, now: int) -> None:
    """No word of it has reached them. If that is because they are away, nothing was theirs to answer: they are first for the next,
    this one too while it is free, and hear of it once they are back. A draw that gave them nothing in the end counts as lost."""
    course, begins = courses.of(connection, place.course_id), starts_at(connection, place.course_id)
    person = members.by_id(connection, place.member_id)
    away = begins is not None and (
        outbox.under_way(connection, place.item) or not reaches(connection, world, place, begins, now)
    )
    drop_letter(connection, place)
    seats.pass_on(connection, place, asked=not away)
    if course is None or begins is None or person is None:
        return
    if course.drawn_at is not None and place.offered_at == course.drawn_at:
        courses.lose(connection, course.id, place.member_id, now)
    pace = reading.pace_of(connection, person, world.programme_at(now), now)
    if away and pace.state not in (State.STOPPED, State.HELD):
        name = f"{missed(place)}{place.offered_at}.{place.offer}"
        telling.answer(connection, place.member_id, "while_away", course.item, name, now, ends_at=begins)


def missed(place: PlaceRow) -> str:
    """How the name of every letter begins that says to them what came up while they were away."""
    return f"missed:{place.course_id}:{place.member_id}:"


def drop_letter(connection: Connection, place: PlaceRow) -> None:
    if place.state == "offered":
        outbox.drop_item(connection, place.item)


def is_offer(letter: outbox.LetterRow) -> bool:
    """Whether this letter brings the offer of a place on a course: offers of roles have no clock."""
    return (letter.item or "").startswith("offer:")


def of_letter(connection: Connection, letter: outbox.LetterRow) -> PlaceRow | None:
    """The offer that a letter brings, as long as it stands."""
    parts = (letter.item or "").split(":")
    if len(parts) != 4 or parts[0] != "offer" or letter.member_id is None:
        return None
    place = seats.of(connection, int(parts[1]), letter.member_id)
    return place if place is not None and place.state == "offered" and place.item == letter.item else None


def next_due(connection: Connection) -> int | None:
    """When the next offer ends."""
    return seats.next_end(connection)

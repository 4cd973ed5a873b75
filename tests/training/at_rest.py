"""What must be true of the rows of training once the ticks have come to rest, and of each step that they made."""

import json
from dataclasses import replace
from sqlite3 import Connection

from bot import reading
from bot.training import offers, waiting_list
from bot.world import World
from conversations.training import holds
from conversations.training.offering import Waiting
from storage import courses, members, seats
from tests.training import by_hand
from tests.training.always import Diary, promise, rows

DAY = 24 * 3600


def waiting(connection: Connection, world: World, row: courses.CourseRow, now: int) -> list[Waiting]:
    """The waiting list, each looked up whether an offer would reach them."""
    reached = waiting_list.reacher(connection, world, row, now)
    return [replace(unit, reachable=reached(unit)) for unit in waiting_list.waiting_units(connection, row)]


class Before:
    """The free seats and the waiting lists before a step, to judge what it offered."""

    def __init__(self, connection: Connection, world: World, now: int) -> None:
        self.world = world
        self.held = {(place.course_id, place.member_id): place for place in seats.offered(connection)}
        self.lists: dict[int, tuple[set[int], set[int], list[Waiting], set[tuple[int, int]]]] = {}
        for id in courses.live(connection, now):
            row, free = courses.of(connection, id), seats.free(connection, id)
            assert row is not None
            units = waiting(connection, world, row, now) if free and row.asking else []
            kept = {seat.number for seat in free if seat.kept}
            self.lists[id] = ({seat.number for seat in free}, kept, units, seats.went_by(connection, id))
        self.asked = {
            id: [place.member_id for place in seats.all_of(connection, id, "asked")]
            for (id,) in rows(connection, "select id from course where drawn_at is null")
        }

    def look_at_what_was_offered(self, connection: Connection, now: int, diary: Diary) -> None:
        """Offers that are new, and those that are over."""
        after = {(place.course_id, place.member_id): place for place in seats.offered(connection)}
        for id, asked in self.asked.items():
            row = courses.of(connection, id)
            if row is not None and row.drawn_at is not None:
                diary.drawn[id] = asked
                the_draw(connection, row, asked)
        for key, place in self.held.items():
            if key not in after or after[key].offer != place.offer:
                self.went_by(connection, place, now)
        for id, (free, kept, units, gone_by) in self.lists.items():
            new = {
                place.member_id: place.seat
                for (course, _m), place in after.items()
                if course == id and place.offered_at == now and (course, place.member_id) not in self.held
            }
            if new:
                self.fair(free, kept, units, gone_by, new)
                begins = offers.starts_at(connection, id)
                promise(
                    "nothing is offered after the limit",
                    begins is not None and now < holds.latest(begins, short=True),
                )

    def went_by(self, connection: Connection, place: seats.PlaceRow, now: int) -> None:
        """It is over by time alone only when its time is over; before it arrived only when it cannot any more."""
        row, still = (
            members.by_id(connection, place.member_id),
            seats.of(connection, place.course_id, place.member_id),
        )
        if row is None or still is None or still.state != "waiting":
            return
        away = holds.stands_still(reading.pace_of(connection, row, self.world.programme_at(now), now))
        if place.sent_at is None:
            waits = rows(
                connection,
                "select 1 from letter where item = ? and state in ('waiting', 'ready', 'sending')",
                place.item,
            )
            late = now >= (place.offered_at or now) + offers.UNDELIVERED
            promise("an offer that is under way does not go by", away or late or not waits)
        else:
            promise(
                "an offer does not go by before its end",
                away or (place.ends_at is not None and now >= place.ends_at),
            )

    def fair(
        self,
        free: set[int],
        kept: set[int],
        units: list[Waiting],
        gone_by: set[tuple[int, int]],
        new: dict[int, int | None],
    ) -> None:
        promise("only free seats are offered", set(new.values()) <= free)
        reach = {member: unit for unit in units if unit.reachable for member in unit.members}
        promise("only who waits and can be reached is offered one", set(new) <= set(reach))
        promise(
            "what went by somebody is not offered to them again",
            not {(seat, member) for member, seat in new.items()} & gone_by,
        )
        for unit in units:
            got = [member for member in unit.members if member in new]
            promise("two together or not at all", len(got) in (0, len(unit.members)))
            if got or not unit.reachable or len(unit.members) > 1:
                continue
            (member,) = unit.members
            for other, seat in new.items():
                if (seat, member) in gone_by:
                    continue
                promise(
                    "kept seats go to the new first", not (seat in kept and unit.new and not reach[other].new)
                )
                first = units.index(unit) < units.index(reach[other])
                promise("it goes by the list", not (first and unit.new >= reach[other].new))


def the_draw(connection: Connection, row: courses.CourseRow, asked: list[int]) -> None:
    """It is as anybody works it out from the record; whoever was in it hears, once, yes or no."""
    raw = json.loads(row.record)
    places = {
        place.member_id: place for place in seats.all_of(connection, row.id, "waiting", "offered", "booked")
    }
    got, line = by_hand.given(by_hand.order(raw["seed"], raw["tickets"]), raw["places"], raw["kept"])
    promise(
        "the draw can be repeated",
        (got, line) == (raw["places_to"], raw["waiting"]) and by_hand.hashed(raw["seed"]) == row.commitment,
    )
    tickets, needs = set(got), {each["ticket"]: each["seats"] for each in raw["tickets"]}
    held = {place.ticket for place in places.values() if place.state == "offered"}
    promise("places go to whom the draw gives them", held == tickets)
    order = [ticket for ticket in (*got, *line) for _ in range(needs[ticket])]
    promise(
        "the list is in the order of the draw",
        order == [place.ticket for place in sorted(places.values(), key=lambda each: each.position or 0)],
    )
    promise("nobody who asked is lost", set(places) == set(asked))
    kept = {
        seat for (seat,) in rows(connection, "select number from seat where course_id = ? and kept", row.id)
    }
    of_new = [
        place for place in places.values() if place.state == "offered" and place.seat in kept and place.is_new
    ]
    single_new_waits = any(
        place.is_new and place.state == "waiting" and place.friend_id is None for place in places.values()
    )
    owed = any(each["owed"] for each in raw["tickets"])
    promise("kept places are kept", owed or not single_new_waits or len(of_new) == len(kept))
    for place in places.values():
        number = 1 if place.state == "offered" else 0
        yes = rows(
            connection, "select 1 from letter where item like ? and member_id = ?", f"offer:{row.id}:{place.member_id}:{row.drawn_at}.%", place.member_id
        )  # fmt: skip
        no = rows(
            connection,
            "select 1 from letter where item = ? and member_id = ?",
            f"drawn:{row.id}",
            place.member_id,
        )
        reachable = members.address_of(connection, place.member_id) is not None
        promise("everybody hears yes or no", not reachable or (len(yes), len(no)) == (number, 1 - number))
        lost = rows(
            connection,
            "select 1 from lost_draw where course_id = ? and member_id = ?",
            row.id,
            place.member_id,
        )
        promise("who lost has a better chance next time", len(lost) == 1 - number)


def look(connection: Connection, world: World, diary: Diary, now: int) -> None:
    """Every seat that can be is offered or open; nothing is held any more that is over; and whoever could be told was told."""
    for id in courses.live(connection, now):
        row = courses.of(connection, id)
        free, gone_by = seats.free(connection, id), seats.went_by(connection, id)
        if row is None or not free:
            continue
        open_to_all = set(offers.open_seats(connection, world, row, now))
        for unit in waiting(connection, world, row, now):
            left = [
                seat.number
                for seat in free
                if not any((seat.number, member) in gone_by for member in unit.members)
            ]
            promise(
                "every place is offered while anybody waits",
                not unit.reachable or len(left) < len(unit.members),
            )
        promise("every free place is open", open_to_all == {seat.number for seat in free})
    for place in seats.offered(connection):
        begins = offers.starts_at(connection, place.course_id)
        promise("nothing is held after the start", begins is not None and now < begins)
        promise(
            "nothing is held after its end",
            place.sent_at is None or place.ends_at is None or now < place.ends_at,
        )
    for member, state, until in rows(
        connection, "select member_id, state, json_extract(plan, '$.paused_until') from pace"
    ):
        if state == "paused" and (until is None or now < until):
            diary.away[member] = now
    promise("every draw is made when asking has closed", not courses.to_draw(connection, now))
    for id, asked in diary.drawn.items():
        row = courses.of(connection, id)
        if row is None or row.drawn_at is None or row.cancelled or now < row.drawn_at + 4 * DAY:
            continue
        for member in asked:
            if member in diary.troubled or member in diary.gone or seats.of(connection, id, member) is None:
                continue
            yes = any(key[:2] == (id, member) for key in diary.arrived)
            first = diary.told["no", id, member] or yes or (id, member) in diary.heard
            if now < diary.away.get(member, 0) + 4 * DAY:
                continue  # of their own days
            promise("everybody who asked hears within four days", bool(first))

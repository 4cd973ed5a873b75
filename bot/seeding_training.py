"""Four courses of the demo, all invented: one that can be asked for, one that is drawn, one that is over, one that is cancelled.

They were lived through like any other, only earlier: made, asked for, drawn, and answered, by the same functions as in chat
(bot/training/). Word of them is left out, for nobody's phone is to ring about it now. Whom the draw picks is the operating
system's chance, as always; how many have a place is the same each time.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from sqlite3 import Connection
from typing import Final, NamedTuple

from bot import reading
from bot.training import asking, drawing, making
from bot.world import World
from conversations.pace.local_time import instant, local_date
from conversations.pace.values import DAY, HOUR
from conversations.training import holds
from conversations.training.courses import CourseDraft, SessionDraft
from conversations.training.effects import AskPlace
from storage import courses, events, members, seats

MADE_BEFORE: Final = 14 * DAY
"""So long before asking for it closes each was made."""


class Planned(NamedTuple):
    """A course. `sessions`: (in how many days, at which hour, for how many hours); `closing`: its last day of asking, in days from
    today. `asks`: who asks; `book`: how many of those drawn say yes; `late`: who asks after the draw; `came`: who was there."""

    title: str
    about: str
    place: str
    sessions: Sequence[tuple[int, int, int]]
    places: int
    closing: int
    costs: str
    leader: str
    asks: tuple[str, ...] = ()
    book: int = 0
    late: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    help: str = ""
    cancelled: bool = False


TRAVEL: Final = "Travel is paid before you come. Lunch is there."
COURSES: Final[Sequence[Planned]] = (
    Planned(
        "First aid", "What to do until help comes: a fall, a burn, somebody who will not wake up.", "the day centre", ((-23, 10, 4),), 8, -33,
        TRAVEL, "Lorna from the ambulance service", ("Amara", "Kofi", "Sol", "Bea", "Idris", "Wren", "Dee"), 7,
        came=("Amara", "Kofi", "Bea", "Idris", "Wren", "Dee"), help="Step-free. You can leave the room at any time.",
    ),
    Planned(
        "Chairing a meeting", "How to keep time, hear the quiet ones, and end with something decided.", "the library", ((7, 10, 3), (14, 10, 3)), 6,
        -4, TRAVEL, "Dee", ("Wren", "Jools", "Kofi", "Bea", "Amara", "Marek", "Noor", "Idris", "Sol"), 3, ("Tam",),
        help="Step-free, hearing loop.",
    ),
    Planned(
        "Speaking up in meetings", "Saying what you came to say, also when the room is full of people with titles.", "the old school",
        ((13, 14, 2),), 8, 5, TRAVEL, "Wren", ("Jools", "Noor"), cancelled=True,
    ),
    Planned(
        "Peer research: asking questions", "How to ask people what they live through, listen well, and write it down fairly. Three mornings.",
        "the town hall", ((23, 10, 3), (30, 10, 3), (37, 10, 3)), 12, 11, TRAVEL, "Priya", ("Amara", "Marek", "Tam", "Jools", "Noor", "Idris", "Bea"),
        help="Step-free, a quiet room, childcare if you say so.",
    ),
)  # fmt: skip
"""In the order in which asking closes, so that each draw finds its own."""


def add_courses(connection: Connection, world: World) -> int:
    """The courses, and who has to do with them; how many there are."""
    now = world.clock.now()
    zone = world.programme_at(now).timezone
    by_name = {name: id for id, name in connection.execute("select id, name from member")}
    looks = connection.execute("select look_at, member_id from pace").fetchall()
    before = connection.execute("select coalesce(max(id), 0) from letter").fetchone()[0]
    for each in COURSES:
        _live(connection, world, each, by_name, local_date(now, zone), zone)
    connection.execute("delete from letter where id > ?", (before,))
    connection.executemany("update pace set look_at = ? where member_id = ?", looks)
    return len(COURSES)


def _live(
    connection: Connection, world: World, each: Planned, by_name: dict[str, int], today: date, zone: str
) -> None:
    """One course, from its making until now."""
    sessions = []
    for days, hour, hours in each.sessions:
        begins = instant(today + timedelta(days=days), hour * 60, zone)
        sessions.append(SessionDraft(begins, begins + hours * HOUR, each.place))
    draft = CourseDraft(
        each.title, each.about, tuple(sessions), each.places, today + timedelta(days=each.closing), "Free", each.costs, each.leader,
        help=each.help, leader_id=by_name.get(each.leader),
    )  # fmt: skip
    closes = instant(draft.closing, 24 * 60, zone)
    made, now = min(closes - MADE_BEFORE, world.clock.now() - DAY), world.clock.now()
    course = making.put(connection, draft, by_name["Priya"], made, zone=zone, by_draw=True)
    courses.told_to(connection, course, None)
    for number, name in enumerate(each.asks, start=1):
        asking.ask(connection, world, AskPlace(course), by_name[name], made + number * HOUR)
    if each.cancelled:
        making.cancel(connection, world, course, by_name["Priya"], now)
    elif closes <= now:
        drawing.make(connection, world, closes)
        _answered(connection, world, course, each, by_name, closes + 10 * HOUR)
    for name in each.came:
        for session in events.of_course(connection, course):
            if session.starts_at <= now:
                seats.came(connection, session.id, by_name[name])


def _answered(
    connection: Connection, world: World, course: int, each: Planned, by_name: dict[str, int], told: int
) -> None:
    """The offers reached everybody in the morning after the draw; some have said yes since, and the others can still."""
    now = world.clock.now()
    for number, place in enumerate(seats.all_of(connection, course, "offered")):
        if number < each.book:
            asking.take(connection, world, course, place.member_id, told + number * HOUR)
            continue
        row = members.by_id(connection, place.member_id)
        assert row is not None, "they have joined"
        pace, begins = reading.pace_of(connection, row, world.programme_at(now), now), min(each.sessions)[0]
        end = holds.ends_at(pace, world.holidays(now), now - 2 * HOUR, now + begins * DAY, short=False)
        seats.arrived(connection, course, place.member_id, told, end or now + 3 * DAY)
    for name in each.late:
        asking.ask(connection, world, AskPlace(course), by_name[name], now - HOUR)

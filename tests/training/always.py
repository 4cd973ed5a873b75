"""What must be true of the rows of training at every moment, in between any two turns."""

from collections import Counter
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any, Final

from conversations.training import holds
from storage import letters as outbox

TABLES: Final = ("course", "seat", "place", "went_by", "need", "lost_draw", "next_date", "booking", "event")
THEIRS: Final = ("place", "went_by", "need", "lost_draw", "next_date", "booking")
"""Tables of training with a row for a member."""


class BrokenError(AssertionError):
    """A promise, by its name, that was not kept."""


def promise(name: str, kept: bool) -> None:
    if not kept:
        raise BrokenError(name)


def rows(connection: Connection, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    return connection.execute(statement, values).fetchall()


def everything(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of training, and of the outbox."""
    every = (*TABLES, "letter", "pace", "member")
    return {table: sorted(rows(connection, f"select * from {table}"), key=repr) for table in every}


@dataclass
class Diary:
    """What has been seen so far, to compare with."""

    position: dict[tuple[int, int], tuple[Any, ...]] = field(default_factory=dict)
    """What nothing that becomes of an offer may change, of each who has been drawn."""
    told: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    """(yes or no, course, member): how often that arrived."""
    offers: dict[tuple[int, int, str], int] = field(default_factory=dict)
    """(course, member, number of the offer): until when it was last held."""
    promised: dict[tuple[int, int, str], tuple[int, int]] = field(default_factory=dict)
    """The same: until when they were told that it is held, and its limit then."""
    longer: Counter[tuple[int, int, str]] = field(default_factory=Counter)
    arrived: dict[tuple[int, int, str], int] = field(default_factory=dict)
    held: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    """(course, member): which seat they were offered when last looked, and by which offer."""
    went: set[tuple[int, int, int]] = field(default_factory=set)
    """(course, seat, member) of those that went by, as long as the seat is free and they wait; but not what never reached them."""
    heard: set[tuple[int, int]] = field(default_factory=set)
    """(course, member) of those who heard what had come up while they were away."""
    away: dict[int, int] = field(default_factory=dict)
    """When each was last seen to be on a break."""
    gone: set[int] = field(default_factory=set)
    drawn: dict[int, list[int]] = field(default_factory=dict)
    """Course, and who was in its draw."""
    troubled: set[int] = field(default_factory=set)
    """Members to whom something may not have arrived, because of what they did or what failed."""

    def letter(self, letter: outbox.LetterRow, what: str, now: int) -> None:
        parts = (letter.item or "").split(":")
        if letter.member_id is None or letter.kind not in ("place_offer", "place_answer"):
            return
        if what != "sent":
            self.troubled.add(letter.member_id)
        elif parts[0] == "offer":
            self.told["yes", int(parts[1]), letter.member_id] += 1
            self.arrived[int(parts[1]), letter.member_id, parts[3]] = now
        elif parts[0] == "missed":
            self.heard.add((int(parts[1]), letter.member_id))
        elif parts[0] == "drawn":
            self.told["no", int(parts[1]), letter.member_id] += 1


def look(connection: Connection, diary: Diary, now: int) -> None:
    """Raises `BrokenError` for the first promise that is not kept."""
    seats(connection)
    bookings(connection, now)
    offers(connection, diary, now)
    nothing_is_left(connection, diary)
    standing(connection, diary)
    letters(connection, diary)
    went_by(connection, diary)


def went_by(connection: Connection, diary: Diary) -> None:
    """What somebody let go by is not offered to them again while it is free."""
    now = {(course, member): (state, seat, f"{at}.{number}", ticket) for course, member, state, seat, at, number, ticket in rows(
        connection, "select course_id, member_id, state, seat, offered_at, offer, ticket from place")}  # fmt: skip
    booked = {(course, seat) for (course, _m), (state, seat, *_rest) in now.items() if state == "booked"}
    for (course, member), (seat, offer) in diary.held.items():
        if (
            (course, member) in now
            and now[course, member][0] != "booked"
            and now[course, member][2] != offer
            and (course, member, offer) in diary.arrived
        ):
            diary.went.add((course, seat, member))
    diary.went = {
        each
        for each in diary.went
        if each[:2] not in booked and (each[0], each[2]) in now and now[each[0], each[2]][0] != "asked"
    }
    before, diary.held = (
        diary.held,
        {key: (seat, offer) for key, (state, seat, offer, _t) in now.items() if state == "offered"},
    )
    for key, (seat, offer) in diary.held.items():
        again = (key[0], seat, key[1]) in diary.went and before.get(key) != (seat, offer)
        promise("what went by somebody is not offered to them again", not again)


def seats(connection: Connection) -> None:
    over = rows(connection, """select c.id from course c join place p on p.course_id = c.id and p.seat is not null
                               group by c.id having count(*) > c.places or count(distinct p.seat) < count(*)""")  # fmt: skip
    promise("never more seats held and booked than places", not over)
    promise(
        "a seat is one of the places",
        not rows(
            connection,
            "select 1 from place p where seat is not null and not exists (select 1 from seat s where s.course_id = p.course_id and s.number = p.seat)",
        ),
    )
    many = rows(
        connection,
        "select c.id from course c where c.places <> (select count(*) from seat s where s.course_id = c.id) or c.kept <> (select coalesce(sum(kept), 0) from seat s where s.course_id = c.id)",
    )
    promise("there are as many seats as places", not many)


def bookings(connection: Connection, now: int) -> None:
    over = rows(connection, """select e.id from event e join course c on c.id = e.course_id join booking b on b.event_id = e.id
                               where e.starts_at > ? group by e.id having count(*) > c.places""", now)  # fmt: skip
    promise("never more bookings than places", not over)
    both = rows(connection, """select 1 from booking b join event e on e.id = b.event_id where e.course_id is not null and e.starts_at > ?
        and not exists (select 1 from place p where p.course_id = e.course_id and p.member_id = b.member_id and p.state = 'booked')""", now)  # fmt: skip
    promise("nobody is booked who waits, or has left", not both)
    empty = rows(connection, """select 1 from place p join course c on c.id = p.course_id where p.state = 'booked' and not c.cancelled
        and exists (select 1 from event e where e.course_id = p.course_id and e.starts_at > ?)
        and not exists (select 1 from booking b join event e on e.id = b.event_id where e.course_id = p.course_id and b.member_id = p.member_id)""", now)  # fmt: skip
    promise("whoever has a place is booked", not empty)


def offers(connection: Connection, diary: Diary, now: int) -> None:
    standing = rows(connection, """select p.course_id, p.member_id, p.offer, p.ends_at, p.sent_at, p.longer, p.brief, p.offered_at, p.told_until,
        (select min(e.starts_at) from event e where e.course_id = p.course_id and not e.cancelled) from place p where p.state = 'offered'""")  # fmt: skip
    for course, member, number, ends_at, sent_at, longer, brief, offered_at, told_until, begins in standing:
        key = (course, member, f"{offered_at}.{number}")
        arrived = diary.arrived.get(key)
        promise("the clock does not run before it has arrived", sent_at is None or sent_at == arrived)
        promise("an offer begins when it is made", offered_at is not None and offered_at <= now)
        if ends_at is None or begins is None:
            continue
        last = holds.latest(begins, short=bool(brief))
        promise("nothing is held after the limit", ends_at <= holds.latest(begins, short=True))
        before = diary.offers.get(key)
        if before is not None and before != ends_at:
            later = ends_at > before
            if longer and not diary.longer[key]:
                promise("longer is longer", later)
                promise("longer only with five days to go", begins - now > holds.LONGER_BEFORE)
        told, last_told = told_until or 0, diary.promised.get(key, (0, last))
        promise(
            "what was told is never shortened",
            told >= last_told[0] and ends_at >= min(told, last, last_told[1]),
        )
        diary.promised[key] = (told, last)
        diary.longer[key] += bool(longer)
        diary.offers[key] = ends_at


def nothing_is_left(connection: Connection, diary: Diary) -> None:
    for id in diary.gone:
        for table in (*THEIRS, "letter", "membership"):
            promise(
                "whoever is gone leaves no row",
                not rows(connection, f"select 1 from {table} where member_id = ?", id),
            )
        promise(
            "whoever is gone leaves no row",
            not rows(connection, "select 1 from place where friend_id = ?", id),
        )
        promise(
            "whoever is gone leaves no row",
            not rows(connection, "select 1 from course where leader_id = ? or arranger_id = ?", id, id),
        )
    stray = rows(
        connection,
        "select 1 from went_by w where not exists (select 1 from place p where p.course_id = w.course_id and p.member_id = w.member_id)",
    )
    stray += rows(
        connection,
        "select 1 from need n where not exists (select 1 from place p where p.course_id = n.course_id and p.member_id = n.member_id)",
    )
    promise("whoever is off a course leaves nothing with it", not stray)


def standing(connection: Connection, diary: Diary) -> None:
    """Nothing that becomes of an offer changes anything about the person: where they stand, and their chances."""
    found = rows(connection, """select p.course_id, p.member_id, p.position, p.ticket from place p where p.position is not null""")  # fmt: skip
    now = {(course, member): tuple(rest) for course, member, *rest in found}
    for key, before in diary.position.items():
        promise(
            "an ended offer changes nothing about the person",
            key not in now or now[key][1] != before[1] or now[key] == before,
        )
    places = Counter((course, position) for (course, _member), (position, *_rest) in now.items())
    promise("nobody shares a place in the list", not places or max(places.values()) == 1)
    diary.position = now
    friends = rows(
        connection,
        "select 1 from place p join place f on f.course_id = p.course_id and f.member_id = p.friend_id where f.friend_id is not p.member_id",
    )
    promise("a friend is a friend's friend", not friends)


def letters(connection: Connection, diary: Diary) -> None:
    stale = rows(connection, """select 1 from letter l where l.kind = 'place_offer' and l.state in ('waiting', 'ready') and not exists
        (select 1 from place p where p.state = 'offered' and l.item = 'offer:' || p.course_id || ':' || p.member_id || ':' || p.offered_at || '.' || p.offer)""")  # fmt: skip
    promise("no word goes of an offer that is over", not stale)
    twice = rows(
        connection,
        "select item, member_id from letter where item like 'drawn:%' or item like 'offer:%' group by 1, 2 having count(*) > 1",
    )
    promise("nobody is told twice", not twice)
    promise(
        "nobody is told twice", all(many == 1 for (what, _c, _m), many in diary.told.items() if what == "no")
    )
    off = rows(connection, """select 1 from letter l where l.state in ('waiting', 'ready') and l.item like 'remind:%' and not exists (select 1 from place p
        where p.state = 'booked' and l.item like 'remind:' || p.course_id || ':' || p.member_id || ':%')""")  # fmt: skip
    promise("only who has a place is reminded", not off)

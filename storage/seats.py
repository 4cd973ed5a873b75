"""Who asks for a place on a course, and who has one. A seat is a row, and one row at most holds it: storage/schema.sql."""

from collections.abc import Iterable
from sqlite3 import Connection
from typing import Final, NamedTuple


class PlaceRow(NamedTuple):
    """One member and one course; times in UTC seconds. See schema.sql for each."""

    course_id: int
    member_id: int
    state: str
    seat: int | None
    position: int | None
    ticket: str
    friend_code: str
    friend_id: int | None
    paired: int
    instead_of: int | None
    is_new: int
    short: int
    pay: str
    reminders: str
    asked_at: int
    offer: int
    offered_at: int | None
    sent_at: int | None
    ends_at: int | None
    longer: int
    runs_until: int | None
    told_until: int | None
    brief: int

    @property
    def item(self) -> str:
        """What the letter is known by that brings this offer; no other is, also where they left, asked again and are counted anew."""
        return f"offer:{self.course_id}:{self.member_id}:{self.offered_at}.{self.offer}"


class SeatRow(NamedTuple):
    number: int
    kept: int


YEAR: Final = 365 * 24 * 3600
_IS_NEW: Final = f"""(not exists (select 1 from booking b join event e on e.id = b.event_id
      where b.member_id = place.member_id and e.kind = 'training' and not e.cancelled and e.course_id is not place.course_id
        and e.starts_at > (select min(f.starts_at) from event f where f.course_id = place.course_id) - {YEAR})
    and not exists (select 1 from place o where o.member_id = place.member_id and o.course_id <> place.course_id and o.state = 'offered'))"""  # noqa: S608 - a constant
"""Whether they have no other training from a year before this course on, to come included, and are offered none either: as it is
now. So nobody who is new takes the kept places of several courses that are drawn one after another."""
_COLUMNS: Final = ", ".join(_IS_NEW if each == "is_new" else each for each in PlaceRow._fields)
_PLACE: Final = f"select {_COLUMNS} from place"  # noqa: S608 - our own columns
_NO_CLOCK: Final = "sent_at = null, ends_at = null, runs_until = null, told_until = null, brief = 0"
_HOLDS: Final = f"seat = null, offered_at = null, {_NO_CLOCK}, longer = 0"


def ask(connection: Connection, course_id: int, member_id: int, ticket: str, now: int, pay: str) -> None:
    """They ask for a place. Raises IntegrityError where they have asked already."""
    connection.execute(
        "insert into place (course_id, member_id, state, ticket, asked_at, pay) values (?, ?, 'asked', ?, ?, ?)",
        (course_id, member_id, ticket, now, pay),
    )


def of(connection: Connection, course_id: int, member_id: int) -> PlaceRow | None:
    row = connection.execute(
        f"{_PLACE} where course_id = ? and member_id = ?", (course_id, member_id)
    ).fetchone()
    return PlaceRow._make(row) if row else None


def all_of(connection: Connection, course_id: int, *states: str) -> list[PlaceRow]:
    """Everybody in one of these states, in the order of the list, and of asking where there is none yet."""
    marks = ", ".join("?" * len(states))
    rows = connection.execute(
        f"{_PLACE} where course_id = ? and state in ({marks}) order by position is null, position, asked_at, member_id",
        (course_id, *states),
    )
    return [PlaceRow._make(row) for row in rows]


def by_member(connection: Connection, course_id: int, after: int, most: int) -> list[PlaceRow]:
    """Those who are booked and whose ids are above `after`, up to `most` of them."""
    rows = connection.execute(
        f"{_PLACE} where course_id = ? and state = 'booked' and member_id > ? order by member_id limit ?",
        (course_id, after, most),
    )
    return [PlaceRow._make(row) for row in rows]


def of_member(connection: Connection, member_id: int) -> list[PlaceRow]:
    rows = connection.execute(f"{_PLACE} where member_id = ? order by course_id", (member_id,))
    return [PlaceRow._make(row) for row in rows]


def offers_of(connection: Connection, member_id: int) -> list[PlaceRow]:
    rows = connection.execute(
        f"{_PLACE} where member_id = ? and state = 'offered' order by course_id", (member_id,)
    )
    return [PlaceRow._make(row) for row in rows]


def offered(connection: Connection) -> list[PlaceRow]:
    """Every place that is held for somebody."""
    rows = connection.execute(f"{_PLACE} where state = 'offered' order by course_id, member_id")
    return [PlaceRow._make(row) for row in rows]


def next_end(connection: Connection) -> int | None:
    """When the next offer ends."""
    (moment,) = connection.execute("select min(ends_at) from place where state = 'offered'").fetchone()
    return None if moment is None else int(moment)


def first_unheard(connection: Connection, since: int) -> int | None:
    """When the offer was made, after a moment, that has been under way longest."""
    (moment,) = connection.execute(
        "select min(offered_at) from place where state = 'offered' and sent_at is null and offered_at > ?",
        (since,),
    ).fetchone()
    return None if moment is None else int(moment)


def free(connection: Connection, course_id: int) -> list[SeatRow]:
    """The seats that nobody holds."""
    rows = connection.execute(
        """select s.number, s.kept from seat s where s.course_id = ?
           and not exists (select 1 from place p where p.course_id = s.course_id and p.seat = s.number) order by s.number""",
        (course_id,),
    )
    return [SeatRow._make(row) for row in rows]


def line_up(connection: Connection, course_id: int, member_ids: Iterable[int]) -> None:
    """The order of the draw. Whoever has no seat waits; whoever has one would wait where they were drawn."""
    connection.executemany(
        "update place set state = iif(seat is null, 'waiting', state), position = ? where course_id = ? and member_id = ?",
        [(position, course_id, member) for position, member in enumerate(member_ids, 1)],
    )


def at_the_end(connection: Connection, course_id: int, member_id: int) -> None:
    """They wait, behind everybody who does."""
    connection.execute(
        f"""update place set state = 'waiting', {_HOLDS},
              position = 1 + (select coalesce(max(position), 0) from place where course_id = :course)
            where course_id = :course and member_id = :member""",  # noqa: S608 - our own columns
        {"course": course_id, "member": member_id},
    )


def position_in_line(connection: Connection, course_id: int, position: int) -> int:
    """Which one in the list this is, from 1. Whoever is ahead counts while an offer is held for them as before and after it, and
    whoever the draw gave a place never does: so the number never rises, and tells nobody that an offer went by somebody."""
    (ahead,) = connection.execute(
        """select count(*) from place p join course c on c.id = p.course_id
           where p.course_id = ? and p.state in ('waiting', 'offered') and p.position < ?
             and p.ticket not in (select value from json_each(iif(c.record = '', '{}', c.record), '$.places_to'))""",
        (course_id, position),
    ).fetchone()
    return int(ahead) + 1


def offer(connection: Connection, course_id: int, member_id: int, seat: int, now: int) -> None:
    """This seat is held for them, from now until they answer. Raises IntegrityError where somebody else has it."""
    connection.execute(
        f"""update place set state = 'offered', seat = ?, offer = offer + 1, offered_at = ?, {_NO_CLOCK}, longer = 0
            where course_id = ? and member_id = ?""",  # noqa: S608 - our own columns
        (seat, now, course_id, member_id),
    )


def until(
    connection: Connection, course_id: int, member_id: int, ends_at: int, *, runs_until: int | None = None,
    told_until: int | None = None, longer: bool = False,
) -> None:  # fmt: skip
    """When it ends; and, where they are given, until when its clock runs, and until when they were told that it is held."""
    connection.execute(
        """update place set ends_at = ?, runs_until = coalesce(?, runs_until), told_until = coalesce(?, told_until), longer = max(longer, ?)
           where course_id = ? and member_id = ? and state = 'offered'""",
        (ends_at, runs_until, told_until, int(longer), course_id, member_id),
    )


def arrived(
    connection: Connection, course_id: int, member_id: int, sent_at: int, ends_at: int, runs_until: int | None = None, *,
    brief: bool = False,
) -> None:  # fmt: skip
    """The offer has reached them: from here its clock runs. `brief`: it is one at short notice."""
    connection.execute(
        """update place set sent_at = ?, ends_at = ?, runs_until = ?, told_until = max(coalesce(told_until, 0), ?), brief = ?
           where course_id = ? and member_id = ? and state = 'offered'""",
        (sent_at, ends_at, runs_until or ends_at, ends_at, int(brief), course_id, member_id),
    )


def book(connection: Connection, course_id: int, member_id: int, seat: int) -> None:
    """The seat is theirs. Raises IntegrityError where somebody else has it."""
    connection.execute(
        f"update place set state = 'booked', seat = ?, offered_at = null, {_NO_CLOCK} where course_id = ? and member_id = ?",  # noqa: S608 - our own columns
        (seat, course_id, member_id),
    )
    connection.execute("delete from went_by where course_id = ? and seat = ?", (course_id, seat))


def pass_on(connection: Connection, place: PlaceRow, *, asked: bool = True) -> None:
    """The seat goes by them: they wait where they waited, and are not asked about this one again while it is free. Not `asked`:
    no word of it has reached them, so they are asked about it as soon as they can be."""
    if asked and place.seat is not None:
        connection.execute(
            "insert into went_by (course_id, seat, member_id) values (?, ?, ?) on conflict do nothing",
            (place.course_id, place.seat, place.member_id),
        )
    connection.execute(
        f"update place set state = 'waiting', {_HOLDS} where course_id = ? and member_id = ?",  # noqa: S608 - our own columns
        (place.course_id, place.member_id),
    )


def went_by(connection: Connection, course_id: int) -> set[tuple[int, int]]:
    """(seat, member) for each free seat that was offered to somebody already."""
    return {
        (seat, member)
        for seat, member in connection.execute(
            "select seat, member_id from went_by where course_id = ?", (course_id,)
        )
    }


def drop(connection: Connection, course_id: int, member_id: int) -> None:
    """Nothing stays of their asking, nor of their place; their friend goes on alone."""
    for table in ("place", "went_by", "need"):
        connection.execute(
            f"delete from {table} where course_id = ? and member_id = ?",  # noqa: S608 - our own tables
            (course_id, member_id),
        )
    connection.execute(
        "update place set friend_id = null where course_id = ? and friend_id = ?", (course_id, member_id)
    )


_OWN: Final = frozenset(
    {"friend_code", "friend_id", "instead_of", "paired", "short", "pay", "reminders", "ticket"}
)


def change(
    connection: Connection, course_id: int, member_id: int, field: str, value: str | int | None
) -> None:
    """A new value of one of their own fields, by name."""
    if field not in _OWN:
        raise ValueError(f"a place has no {field} that can change")
    connection.execute(
        f"update place set {field} = ? where course_id = ? and member_id = ?",  # noqa: S608 - our own columns
        (value, course_id, member_id),
    )


def by_friend_code(connection: Connection, code: str) -> PlaceRow | None:
    row = connection.execute(f"{_PLACE} where friend_code = ? and friend_code <> ''", (code,)).fetchone()
    return PlaceRow._make(row) if row else None


# -- who was there ------------------------------------------------------------------------------------------------------


def attendees(connection: Connection, course_id: int, session: int | None) -> list[tuple[int, str, int]]:
    """(member, name, came) of everybody who has a place, by name; came to this session, or (None) to any."""
    return connection.execute(
        """select p.member_id, m.name, exists (select 1 from booking b join event e on e.id = b.event_id
             where b.member_id = p.member_id and e.course_id = p.course_id and b.came and e.id = coalesce(:session, e.id))
           from place p join member m on m.id = p.member_id where p.course_id = :course and p.state = 'booked' order by m.name, p.member_id""",
        {"course": course_id, "session": session},
    ).fetchall()


def has_come(connection: Connection, course_id: int, member_id: int, session: int | None = None) -> bool:
    """Whether it was ticked that they came: to this session, or (None) to any."""
    row = connection.execute(
        """select 1 from booking b join event e on e.id = b.event_id
           where b.member_id = ? and e.course_id = ? and b.came and e.id = coalesce(?, e.id) limit 1""",
        (member_id, course_id, session),
    ).fetchone()
    return row is not None


def came(connection: Connection, session: int, member_id: int, *, yes: bool = True) -> None:
    """They came to this session, or that tick was a slip."""
    connection.execute(
        "update booking set came = ? where member_id = ? and event_id = ?", (int(yes), member_id, session)
    )

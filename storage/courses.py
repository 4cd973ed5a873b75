"""Courses, as rows: what coordinators made, and what came of the draw. Who asks for a place is in storage/seats.py."""

from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import Final, NamedTuple


class CourseRow(NamedTuple):
    """One course; times in UTC seconds, `told_by` an ISO date. `seed` and `record` are for nobody before the draw. `asking`:
    how many people ask for a place or wait for one; `booked`, `offered`: how many have one, and hold an offer."""

    id: int
    group_id: int | None
    title: str
    about: str
    places: int
    kept: int
    by_draw: int
    closes_at: int
    told_by: str
    money: str
    paid: int
    costs: str
    help: str
    leader: str
    leader_id: int | None
    arranger_id: int | None
    led_by_arranger: int
    follows: int | None
    seed: str
    commitment: str
    drawn_at: int | None
    record: str
    cancelled: int
    made_at: int
    asking: int
    booked: int
    offered: int

    @property
    def item(self) -> str:
        return f"course:{self.id}"


_COLUMNS: Final = """c.id, c.group_id, c.title, c.about, c.places, c.kept, c.by_draw, c.closes_at, c.told_by, c.money, c.paid, c.costs, c.help,
    c.leader, c.leader_id, c.arranger_id, c.led_by_arranger, c.follows, c.seed, c.commitment, c.drawn_at, c.record, c.cancelled, c.made_at,
    (select count(*) from place p where p.course_id = c.id and p.state in ('asked', 'waiting')),
    (select count(*) from place p where p.course_id = c.id and p.state = 'booked'),
    (select count(*) from place p where p.course_id = c.id and p.state = 'offered')"""
_COURSE: Final = f"select {_COLUMNS} from course c"  # noqa: S608 - our own columns
_LAST: Final = (
    "(select max(coalesce(e.ends_at, e.starts_at)) from event e where e.course_id = c.id and not e.cancelled)"
)
_OVER: Final = f"max({_LAST}, coalesce((select max(e.changed_at) from event e where e.course_id = c.id and e.cancelled), 0))"  # noqa: S608 - our own columns
"""When what there was of it is over: the end of its last session, or when those to come were cancelled. Null where none is left."""
_FIRST: Final = "(select min(e.starts_at) from event e where e.course_id = c.id and not e.cancelled)"


def add(connection: Connection, fields: Mapping[str, str | int | None], kept: Iterable[bool]) -> int:
    """A course, by the names of its columns, and its seats; its id. `kept`: for each seat, whether it is for people new to this."""
    names = ", ".join(fields)
    values = ", ".join(f":{name}" for name in fields)
    (id,) = connection.execute(
        f"insert into course ({names}) values ({values}) returning id",  # noqa: S608 - our own columns
        dict(fields),
    ).fetchone()
    connection.executemany(
        "insert into seat (course_id, number, kept) values (?, ?, ?)",
        [(id, number, int(each)) for number, each in enumerate(kept, 1)],
    )
    return int(id)


def of(connection: Connection, course_id: int) -> CourseRow | None:
    row = connection.execute(f"{_COURSE} where c.id = ?", (course_id,)).fetchone()
    return CourseRow._make(row) if row else None


def to_come(connection: Connection, since: int) -> list[CourseRow]:
    """Those whose last session ends after a moment, and those cancelled ones that would have; the soonest first, the cancelled
    ones last."""
    rows = connection.execute(
        f"""{_COURSE} where exists (select 1 from event e where e.course_id = c.id and coalesce(e.ends_at, e.starts_at) > ?)
            order by c.cancelled, coalesce({_FIRST}, c.closes_at), c.id""",  # noqa: S608 - our own columns
        (since,),
    )
    return [CourseRow._make(row) for row in rows]


def firsts(connection: Connection) -> list[tuple[int, str, int]]:
    """(course, title, when its first session begins) of those that take place."""
    return connection.execute(
        f"select c.id, c.title, {_FIRST} from course c where not c.cancelled and {_FIRST} is not null order by c.id"  # noqa: S608 - our own columns
    ).fetchall()


def titled(connection: Connection, title: str) -> list[int]:
    """Those of this title, whatever became of them, the latest last."""
    rows = connection.execute("select id, title from course order by id").fetchall()
    return [id for id, each in rows if each.casefold() == title.casefold()]


def to_draw(connection: Connection, now: int) -> list[int]:
    """The courses whose draw is due, and the longest first."""
    rows = connection.execute(
        f"""select c.id from course c where c.drawn_at is null and not c.cancelled and c.closes_at <= ? and c.by_draw
            and {_FIRST} > ? order by c.closes_at, c.id""",  # noqa: S608 - our own columns
        (now, now),
    )
    return [id for (id,) in rows]


def too_late_to_draw(connection: Connection, now: int) -> list[int]:
    """Those that began before they were drawn, and that somebody still waits to hear of."""
    rows = connection.execute(
        f"""select c.id from course c where c.drawn_at is null and not c.cancelled and c.closes_at <= ? and c.by_draw
            and {_FIRST} <= ? and exists (select 1 from place p where p.course_id = c.id and p.state = 'asked') order by c.id""",  # noqa: S608 - our own columns
        (now, now),
    )
    return [id for (id,) in rows]


def next_draw(connection: Connection, now: int) -> int | None:
    """When the next draw is due."""
    (moment,) = connection.execute(
        """select min(closes_at) from course c where drawn_at is null and not cancelled and by_draw
           and exists (select 1 from event e where e.course_id = c.id and not e.cancelled and e.starts_at > ?)""",
        (now,),
    ).fetchone()
    return None if moment is None else int(moment)


def drawn(connection: Connection, course_id: int, record: str, now: int) -> None:
    connection.execute("update course set drawn_at = ?, record = ? where id = ?", (now, record, course_id))


def cancel(connection: Connection, course_id: int) -> None:
    connection.execute("update course set cancelled = 1, told_to = null where id = ?", (course_id,))


def live(connection: Connection, now: int) -> list[int]:
    """Those whose places can still change hands: drawn, or given to whoever asks first, and not begun or cancelled."""
    rows = connection.execute(
        f"""select c.id from course c where not c.cancelled and (c.drawn_at is not null or not c.by_draw)
            and {_FIRST} > ? order by c.id""",  # noqa: S608 - our own columns
        (now,),
    )
    return [id for (id,) in rows]


def still_to_tell(connection: Connection) -> list[tuple[int, int]]:
    """(course, last member told) of those that people are still to hear of."""
    return connection.execute(
        "select id, told_to from course where told_to is not null and not cancelled order by id"
    ).fetchall()


def told_to(connection: Connection, course_id: int, member_id: int | None) -> None:
    """So far people were told of it; None: all were."""
    connection.execute("update course set told_to = ? where id = ?", (member_id, course_id))


def just_over(connection: Connection, before: int, since: int) -> list[tuple[int, int]]:
    """(course, last member written to) of those that ended before a moment, and not before another; also of those whose last sessions
    were cancelled, as long as one took place."""
    return connection.execute(
        f"select c.id, c.after_to from course c where {_OVER} <= ? and {_OVER} > ? order by c.id",  # noqa: S608 - our own columns
        (before, since),
    ).fetchall()


def next_over(connection: Connection, now: int) -> int | None:
    """When the next course ends."""
    (moment,) = connection.execute(
        f"select min(ends) from (select {_OVER} as ends from course c) where ends > ?",  # noqa: S608 - our own columns
        (now,),
    ).fetchone()
    return None if moment is None else int(moment)


def after_to(connection: Connection, course_id: int, member_id: int) -> None:
    """So far those who had a place were written to afterwards."""
    connection.execute("update course set after_to = ? where id = ?", (member_id, course_id))


def lost(connection: Connection, member_id: int, since: int) -> int:
    """How many draws this member lost since a moment."""
    (many,) = connection.execute(
        "select count(*) from lost_draw where member_id = ? and at > ?", (member_id, since)
    ).fetchone()
    return int(many)


def lose(connection: Connection, course_id: int, member_id: int, now: int) -> None:
    connection.execute(
        "insert into lost_draw (course_id, member_id, at) values (?, ?, ?) on conflict do nothing",
        (course_id, member_id, now),
    )


def not_lost(connection: Connection, course_id: int, member_id: int) -> None:
    """They have a place in it after all."""
    connection.execute("delete from lost_draw where course_id = ? and member_id = ?", (course_id, member_id))


def wish_next(connection: Connection, course_id: int, member_id: int, *, owed: bool = False) -> None:
    """They want to hear of the next date; once it is owed to them, it stays so."""
    connection.execute(
        """insert into next_date (course_id, member_id, owed) values (?, ?, ?)
           on conflict (course_id, member_id) do update set owed = max(owed, excluded.owed)""",
        (course_id, member_id, int(owed)),
    )


def no_wish(connection: Connection, course_id: int, member_id: int) -> None:
    connection.execute("delete from next_date where course_id = ? and member_id = ?", (course_id, member_id))


def wishes_next(connection: Connection, course_id: int, member_id: int) -> bool:
    row = connection.execute(
        "select 1 from next_date where course_id = ? and member_id = ?", (course_id, member_id)
    ).fetchone()
    return row is not None


def is_owed(connection: Connection, course_id: int, member_id: int) -> bool:
    """Whether a date of that course was cancelled on them."""
    row = connection.execute(
        "select 1 from next_date where course_id = ? and member_id = ? and owed", (course_id, member_id)
    ).fetchone()
    return row is not None


def carry_over(connection: Connection, course_id: int, to: int) -> None:
    """Whoever was owed a place by that course is owed it by this one, which is cancelled too."""
    connection.execute(
        """insert into next_date (course_id, member_id, owed) select ?, member_id, 1 from next_date where course_id = ? and owed
           on conflict (course_id, member_id) do update set owed = 1""",
        (to, course_id),
    )
    connection.execute("delete from next_date where course_id = ? and owed", (course_id,))


def repay(connection: Connection, course_id: int, member_id: int) -> None:
    """They have their place now, or were offered it and said no."""
    no_wish(connection, course_id, member_id)


def prune(connection: Connection, moment: int) -> None:
    """Nothing of a course stays that ended so long ago: not who asked, nor how the draw went."""
    connection.execute(
        """delete from course where id in (select course_id from event where course_id is not null
           group by course_id having max(coalesce(ends_at, starts_at)) < ?)""",
        (moment,),
    )
    connection.execute("delete from lost_draw where at < ?", (moment,))

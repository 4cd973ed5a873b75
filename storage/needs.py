"""What would help somebody to take part in a course: seen by whoever arranges it, and deleted a week after the course."""

from collections.abc import Iterable
from sqlite3 import Connection


def of(connection: Connection, course_id: int, member_id: int) -> list[tuple[str, int]]:
    """(what, sorted) for each, in the order of the words."""
    return connection.execute(
        "select what, sorted from need where course_id = ? and member_id = ? order by what",
        (course_id, member_id),
    ).fetchall()


def keep(connection: Connection, course_id: int, member_id: int, wanted: Iterable[str]) -> None:
    """These, whole; what is sorted already stays sorted."""
    kept = [*wanted]
    marks = ", ".join("?" * len(kept))
    connection.execute(
        f"delete from need where course_id = ? and member_id = ? and what not in ({marks})",  # noqa: S608 - question marks
        (course_id, member_id, *kept),
    )
    connection.executemany(
        "insert into need (course_id, member_id, what) values (?, ?, ?) on conflict do nothing",
        [(course_id, member_id, what) for what in kept],
    )


def sort(connection: Connection, course_id: int, member_id: int, what: str, *, done: bool) -> None:
    connection.execute(
        "update need set sorted = ? where course_id = ? and member_id = ? and what = ?",
        (int(done), course_id, member_id, what),
    )


def all_of(connection: Connection, course_id: int) -> list[tuple[int, str, str, int, str]]:
    """(member, name, what, sorted, pay) of everybody who has a place; "" for what somebody needs who has only said whether they
    want to be paid. Nobody who is offered a place is among them: who was asked, and let it go by, is for nobody to see (B31)."""
    return connection.execute(
        """select p.member_id, m.name, coalesce(n.what, ''), coalesce(n.sorted, 0), p.pay from place p join member m on m.id = p.member_id
           left join need n on n.course_id = p.course_id and n.member_id = p.member_id
             and exists (select 1 from consent k where k.member_id = p.member_id and k.layer = 'access' and k.yes)
           where p.course_id = ? and p.state = 'booked' and (n.what is not null or p.pay <> '')
           order by m.name, p.member_id, n.what""",
        (course_id,),
    ).fetchall()


def many(connection: Connection) -> int:
    """How many there are of everybody: fewer than before means that some are to be in no file any more."""
    (found,) = connection.execute("select count(*) from need").fetchone()
    return int(found)


def forget_theirs(connection: Connection, member_id: int) -> None:
    """They do not want it kept any more, of any course."""
    connection.execute("delete from need where member_id = ?", (member_id,))


def forget(connection: Connection, over_before: int) -> None:
    """What helped people goes once the course is over, or cancelled."""
    connection.execute(
        """delete from need where course_id in (select c.id from course c where c.cancelled or coalesce(
             (select max(coalesce(e.ends_at, e.starts_at)) from event e where e.course_id = c.id and not e.cancelled), 0) <= ?)""",
        (over_before,),
    )

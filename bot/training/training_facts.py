"""Rows into courses: what flows about training may ask to be read (conversations.training.courses.TrainingFacts).

Who has a place is read for whoever leads the course, and what helps whom for whoever arranges it, by the rows of this moment; for
anybody else there is nothing to read, coordinators included.
"""

from datetime import date
from sqlite3 import Connection
from typing import cast

from bot.training import asking, audience, offers
from bot.world import World
from conversations.pace.local_time import local_date
from conversations.pace.values import DAY
from conversations.training.courses import (
    Attendee,
    Course,
    CourseDraft,
    Mine,
    Need,
    NeedOf,
    Pay,
    Reminders,
    Session,
    SessionDraft,
    State,
)
from storage import courses, events, groups, members, needs, seats

LOOK_BACK = 14 * DAY


class RowTrainingFacts:
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    _connection: Connection
    _world: World
    _member: int | None
    _now: int

    def courses(self) -> tuple[Course, ...]:
        found = (self.course(row.id) for row in courses.to_come(self._connection, self._now))
        return tuple(each for each in found if each is not None)

    def course(self, id: int) -> Course | None:
        row = courses.of(self._connection, id)
        person = None if self._member is None else members.by_id(self._connection, self._member)
        if row is None or person is None:
            return None
        course = course_of(self._connection, self._world, row, person, self._now)
        seen = course.invited or course.leads or course.arranges or course.mine is not None
        return course if seen or person.role == "coordinator" else None

    def course_of_session(self, session: int) -> Course | None:
        row = events.of(self._connection, session)
        return None if row is None or row.course_id is None else self.course(row.course_id)

    def attendees(self, course: int) -> tuple[Attendee, ...]:
        row = courses.of(self._connection, course)
        if row is None or self._member is None or not asking.leads(self._connection, row, self._member):
            return ()
        session = asking.to_tick(self._connection, course, self._now)
        found = seats.attendees(self._connection, course, session)
        return tuple(Attendee(id, name, bool(came)) for id, name, came in found)

    def needs_of(self, course: int) -> tuple[NeedOf, ...]:
        row = courses.of(self._connection, course)
        if row is None or self._member is None or not asking.arranges(self._connection, row, self._member):
            return ()
        return tuple(
            NeedOf(id, name, Need(what, bool(done)), cast(Pay, pay))
            for id, name, what, done, pay in needs.all_of(self._connection, course)
        )

    def friend_course(self, code: str) -> int | None:
        place = seats.by_friend_code(self._connection, code)
        return None if place is None or place.member_id == self._member else place.course_id

    def teamwork(self) -> tuple[Course, ...]:
        found = (self.course(row.id) for row in courses.to_come(self._connection, self._now - LOOK_BACK))
        return tuple(each for each in found if each is not None and (each.leads or each.arranges))

    def leaders(self, name: str) -> tuple[tuple[int, str], ...]:
        people = (members.by_id(self._connection, id) for id in members.called(self._connection, name))
        return tuple((each.id, each.name) for each in people if each is not None and each.role in asking.TEAM)

    def by_draw(self) -> bool:
        return self._world.by_draw

    def wishes_next(self, course: int) -> bool:
        return self._member is not None and courses.wishes_next(self._connection, course, self._member)

    def draw_record(self, course: int) -> str:
        row = courses.of(self._connection, course)
        return "" if row is None or row.drawn_at is None else row.record


def course_of(
    connection: Connection, world: World, row: courses.CourseRow, person: members.MemberRow, now: int
) -> Course:
    """One course as this member sees it."""
    sessions = tuple(
        Session(each.id, SessionDraft(each.starts_at, each.ends_at or each.starts_at, each.place, each.link), bool(each.cancelled), each.known_start(now))
        for each in events.of_course(connection, row.id)
    )  # fmt: skip
    live = (
        not row.cancelled
        and (row.drawn_at is not None or not row.by_draw)
        and min((each.draft.starts_at for each in sessions if not each.cancelled), default=now) > now
    )
    return Course(
        row.id, draft_of(row, tuple(each.draft for each in sessions), world.programme_at(now).timezone), sessions, row.closes_at,
        date.fromisoformat(row.told_by), bool(row.by_draw), dict(groups.all(connection)).get(row.group_id or 0, ""), row.commitment,
        row.seed if row.drawn_at is not None else "", row.drawn_at, bool(row.cancelled), row.booked, row.offered,
        len(offers.open_seats(connection, world, row, now)) if live else 0, row.asking, audience.is_for(connection, row, person),
        mine_of(connection, row, person.id, now), asking.leads(connection, row, person.id), asking.arranges(connection, row, person.id),
        sum(each.changes for each in events.of_course(connection, row.id)),
    )  # fmt: skip


def draft_of(row: courses.CourseRow, sessions: tuple[SessionDraft, ...], zone: str) -> CourseDraft:
    return CourseDraft(
        row.title, row.about, sessions, row.places, local_date(row.closes_at - 1, zone), row.money, row.costs, row.leader, row.group_id,
        row.kept, bool(row.paid), row.help, row.leader_id, row.follows,
    )  # fmt: skip


def mine_of(connection: Connection, row: courses.CourseRow, member: int, now: int) -> Mine | None:
    """What this member has to do with it."""
    place = seats.of(connection, row.id, member)
    if place is None:
        return None
    waits = place.state == "waiting" and place.position is not None
    second = next(
        (each.course_id for each in seats.of_member(connection, member) if each.instead_of == row.id), None
    )
    other = None if second is None else courses.of(connection, second)
    came = seats.has_come(connection, row.id, member)
    here = came and seats.has_come(connection, row.id, member, asking.to_tick(connection, row.id, now))
    return Mine(
        cast(State, place.state), place.ticket, seats.position_in_line(connection, row.id, place.position or 0) if waits else 0,
        place.ends_at, place.sent_at is not None, bool(place.longer), bool(place.short),
        tuple(Need(what, bool(done)) for what, done in needs.of(connection, row.id, member)), cast(Pay, place.pay),
        cast(Reminders, place.reminders), place.friend_id is not None, place.friend_code, other.title if other else "", came,
        place.offered_at is not None and place.offered_at == row.drawn_at,
        bool(place.paired) and place.friend_id is None and place.state in ("asked", "waiting"), here,
    )  # fmt: skip

"""Rows into meetings: what flows about meetings may ask to be read (conversations.meetings.MeetingFacts)."""

from collections.abc import Collection
from sqlite3 import Connection

from bot.world import World
from conversations.meetings import AgendaItem, Draft, Few, Meeting
from storage import agendas, events, groups, members, wishes

TWO_HOURS = 2 * 3600
TEAM = ("staff", "coordinator")
"""Those who are invited only where a meeting was made so."""


class RowMeetingFacts:
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    _connection: Connection
    _world: World
    _member: int | None
    _now: int

    def meetings(self) -> tuple[Meeting, ...]:
        found = (self.meeting(row.id) for row in events.meetings(self._connection, self._now))
        return tuple(each for each in found if each is not None)

    def meeting(self, id: int) -> Meeting | None:
        row = events.of(self._connection, id)
        person = None if self._member is None else members.by_id(self._connection, self._member)
        if row is None or row.kind != "meeting" or person is None:
            return None
        meeting = meeting_of(self._connection, row, person, self._now)
        return meeting if meeting.invited or person.role == "coordinator" else None

    def fewest(self) -> int:
        return self._world.min_responses

    def meetings_beside(self, group: int | None, starts_at: int, ends_at: int) -> tuple[Meeting, ...]:
        rows = events.beside(self._connection, group, starts_at, ends_at)
        found = (self.meeting(row.id) for row in rows)
        return tuple(each for each in found if each is not None)


def meeting_of(connection: Connection, row: events.EventRow, person: members.MemberRow, now: int) -> Meeting:
    """One meeting as this member sees it."""
    theirs = {id for id, _name in members.groups_of(connection, person.id)}
    items = tuple(
        AgendaItem(item.text, item.name, item.member_id == person.id)
        for item in agendas.of(connection, row.id)
    )
    return Meeting(
        row.id, draft_of(row), dict(groups.all(connection)).get(row.group_id or 0, ""), items, row.booked,
        events.has_booked(connection, row.id, person.id), is_for(row, person.role, theirs),
        wishes.of(connection, row.id, person.id), bool(row.cancelled), row.known_start(now),
    )  # fmt: skip


def draft_of(row: events.EventRow) -> Draft:
    few: Few = "destroy" if row.few == "destroy" else "pool"
    return Draft(
        row.title, row.group_id, row.starts_at, row.starts_at + TWO_HOURS if row.ends_at is None else row.ends_at, row.place,
        row.link, row.access, row.agenda, bool(row.staff), bool(row.asks), few,
    )  # fmt: skip


def is_for(row: events.EventRow, role: str, theirs: Collection[int]) -> bool:
    """Whether somebody of this role and these groups is invited (storage.events.invited says the same of all at once)."""
    return (row.group_id is None or row.group_id in theirs) and (role not in TEAM or bool(row.staff))

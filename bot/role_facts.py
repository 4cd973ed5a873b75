"""Rows into roles: what flows about roles may ask to be read (conversations.roles.RoleFacts).

Names of those who are interested are read for the coordinator who posted the role, and for nobody else: what a flow does not
get it cannot show.
"""

from datetime import date
from sqlite3 import Connection
from typing import cast

from bot.world import World
from conversations.money import Money
from conversations.roles import Asked, Candidate, Mine, PostedRole, RoleDraft
from storage import members, roles


class RowRoleFacts:
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    _connection: Connection
    _world: World
    _member: int | None
    _now: int

    def roles(self) -> tuple[PostedRole, ...]:
        today = today_of(self._world, self._now)
        person = None if self._member is None else members.by_id(self._connection, self._member)
        if person is None:
            return ()
        found = (
            role_of(self._connection, row, person, today) for row in roles.current(self._connection, today)
        )
        return tuple(sorted(found, key=_in_order))

    def role(self, id: int) -> PostedRole | None:
        row = roles.of(self._connection, id)
        person = None if self._member is None else members.by_id(self._connection, self._member)
        if row is None or person is None:
            return None
        return role_of(self._connection, row, person, today_of(self._world, self._now))

    def past_roles(self) -> tuple[str, ...]:
        if self._member is None:
            return ()
        return tuple(roles.past_of(self._connection, self._member, today_of(self._world, self._now)))


def today_of(world: World, now: int) -> str:
    """The programme's day, as roles carry it."""
    return world.today(now, world.programme_at(now).timezone).isoformat()


def role_of(connection: Connection, row: roles.RoleRow, person: members.MemberRow, today: str) -> PostedRole:
    """One role as this member sees it."""
    holders = roles.holders(connection, row.id)
    own = next((each for each in holders if each.member_id == person.id), None)
    over, by_me = row.ends_on < today, row.from_member == person.id and person.role == "coordinator"
    return PostedRole(
        row.id, draft_of(row), row.poster, interest=is_open(row) and not over, full=row.full, closed=bool(row.closed), over=over,
        mine="held" if own else _interest_of(connection, row.id, person.id), money=cast(Money, own.money) if own else "",
        shown=bool(own and own.shown), names=tuple(each.name for each in holders if each.shown and each.name), by_me=by_me,
        people=_people(connection, row.id, holders) if by_me else (),
    )  # fmt: skip


def is_open(row: roles.RoleRow) -> bool:
    """Whether somebody can still be interested, as long as its last day has not passed: a coordinator stands behind it, it was
    not closed, and a place is free."""
    return bool(row.posted) and not row.closed and not row.full


def draft_of(row: roles.RoleRow) -> RoleDraft:
    return RoleDraft(
        row.title, row.purpose, row.hours, row.pay, row.costs, row.support, row.decides, date.fromisoformat(row.starts_on),
        date.fromisoformat(row.ends_on), bool(row.paid), row.training, row.wanted,
    )  # fmt: skip


def _interest_of(connection: Connection, role: int, member: int) -> Mine:
    offered = roles.offered_to(connection, role, member)
    return "" if offered is None else "offered" if offered else "interested"


def _people(connection: Connection, role: int, holders: list[roles.PersonRow]) -> tuple[Candidate, ...]:
    """Who is interested first: those can be offered it. What became of an offer is told only by a yes."""
    asked = (
        Candidate(each.member_id, each.name, "interested", asked=_asked(each.asked_at))
        for each in roles.interested(connection, role)
    )
    have = (Candidate(each.member_id, each.name, "held", cast(Money, each.money)) for each in holders)
    return (*asked, *have)


def _asked(at: int) -> Asked:
    return "asked" if at > 0 else "back" if at < 0 else ""


def _in_order(role: PostedRole) -> tuple[bool, bool, str, int]:
    return role.mine == "", not role.interest, role.draft.title.casefold(), role.id

"""Coming in: becoming a member, and what a code gives to whoever brings it.

A programme may want an invitation (config: programme.open_door). The flows ask for it first and say so kindly; here is
the lock. A role is only ever raised by a code: a coordinator who opens a representative's link stays a coordinator. And
who gains nothing by a code uses nothing of it.
"""

from sqlite3 import Connection

from bot.world import World
from conversations.effects import Join
from conversations.view import RANK, View
from storage import groups, invites, members


def new_member(connection: Connection, channel: str, address: str, effect: Join, view: View) -> int:
    """The rows of a new member at this address, apart from their pace; their id."""
    if not view.programme.open_door and not invites.would_work(connection, effect.code, view.now):
        raise PermissionError("nobody comes in without an invitation")
    return members.add(connection, channel, address, effect.language, effect.quiet, view.now)


def first_code(connection: Connection, world: World, member_id: int, code: str, now: int) -> None:
    """What a new member gets by the code that they came with; without one, or with one that is over, the first group."""
    if not (code and _use(connection, world, member_id, code, now)):
        _enter_first_group(connection, world, member_id)


def another_code(connection: Connection, world: World, member_id: int, code: str, now: int) -> None:
    """What a member gets by one more code, if anything."""
    row, found = members.by_id(connection, member_id), invites.find(connection, code)
    if row is None or found is None:
        return
    inside = [id for id, _name in members.groups_of(connection, member_id)]
    if RANK[found.role] > RANK[row.role] or (found.group_id is not None and found.group_id not in inside):
        _use(connection, world, member_id, code, now)


def _use(connection: Connection, world: World, member_id: int, code: str, now: int) -> bool:
    row, used = members.by_id(connection, member_id), invites.use(connection, code, now)
    if row is None or used is None:
        return False
    if RANK[used.role] > RANK[row.role]:
        members.change(connection, member_id, {"role": used.role})
    if used.group_id is not None:
        members.enter_group(connection, member_id, used.group_id)
    elif not members.groups_of(connection, member_id):
        _enter_first_group(connection, world, member_id)
    return True


def _enter_first_group(connection: Connection, world: World, member_id: int) -> None:
    first = groups.by_name(connection, world.groups[0]) if world.groups else None
    if first is not None:
        members.enter_group(connection, member_id, first)

"""Whom the team means by a name that they typed: those who go by this very name, and what tells them apart."""

from sqlite3 import Connection

from conversations.view import Named
from storage import members


def called(connection: Connection, name: str, but: int | None) -> tuple[Named, ...]:
    """Those who go by this very name, apart from whoever asks."""
    found = (named(connection, id, but) for id in members.called(connection, name))
    return tuple(each for each in found if each)


def named(connection: Connection, member_id: int, but: int | None) -> Named | None:
    row = members.by_id(connection, member_id)
    if row is None or member_id == but:
        return None
    groups = tuple(group for _id, group in members.groups_of(connection, member_id))
    return Named(member_id, groups, row.joined_at, row.name)

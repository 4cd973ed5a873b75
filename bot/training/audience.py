"""Whom a course is for."""

from sqlite3 import Connection

from storage import members
from storage.courses import CourseRow

TEAM = ("coordinator", "staff")


def whom(connection: Connection, row: CourseRow) -> list[int]:
    """Members of its group, and the whole team: one list for everybody (B63)."""
    people = set(members.of_group_and_team(connection, row.group_id))
    return sorted(people | set(members.of_role(connection, "staff")))


def is_for(connection: Connection, row: CourseRow, person: members.MemberRow) -> bool:
    """Whether this member is among those."""
    theirs = {id for id, _name in members.groups_of(connection, person.id)}
    return row.group_id is None or row.group_id in theirs or person.role in TEAM

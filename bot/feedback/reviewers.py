"""Who may read members' own words before they are shown: coordinators, and the representatives of the meeting's group.

Whoever reads the words should also see what came of them, and results are for the group and the team. So a representative of
another group is asked only where nobody of the group's own could be; whoever has begun to read may finish.
"""

from collections.abc import Collection
from sqlite3 import Connection

from bot import keyholders
from storage import events, members


def to_ask(connection: Connection, meeting_id: int) -> list[int]:
    """Everybody who can be asked now, by id: one representative and one coordinator of them are enough."""
    allowed = _representatives(connection, meeting_id)
    reps = [row.id for row in keyholders.reps(connection, None) if row.id in allowed]
    return sorted({*reps, *members.on_the_team(connection)})


def may_read(
    connection: Connection, meeting_id: int, member_id: int, role: str, begun: Collection[int]
) -> bool:
    """Whether this member reads the words of this meeting as they stand in this role. `begun`: who has before."""
    if role != "representative":
        return role == "coordinator"
    return member_id in begun or member_id in _representatives(connection, meeting_id)


def _representatives(connection: Connection, meeting_id: int) -> set[int]:
    """Those of the meeting's group, also while they have a break; all of them where none of the group's can be asked."""
    event = events.of(connection, meeting_id)
    group = event.group_id if event else None
    everybody = set(keyholders.there(connection, None))
    if group is None:
        return everybody
    ours = {
        id for id in everybody if any(theirs == group for theirs, _name in members.groups_of(connection, id))
    }
    can_be_asked = {row.id for row in keyholders.reps(connection, None)}
    return ours if ours & can_be_asked else everybody

"""Who can be asked to turn a second key, and who would hear how it ended."""

from sqlite3 import Connection

from storage import members


def reps(connection: Connection, but: int | None) -> list[members.MemberRow]:
    """The representatives who can be asked for a key, except the member `but`."""
    return [row for row in members.representatives(connection) if row.id != but]


def can_hear(connection: Connection, person: members.MemberRow) -> bool:
    """Whether words of a person would reach them: they have not stopped, are not held and can be reached."""
    return (
        person.state in ("active", "resting", "paused")
        and members.address_of(connection, person.id) is not None
    )

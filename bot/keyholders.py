"""Who holds second keys, who can be asked to turn one, and who would hear how it ended."""

from sqlite3 import Connection

from bot import letters
from bot.ports import Body
from conversations.pace import Kind, MessageClass
from storage import members, paces


def reps(connection: Connection, but: int | None) -> list[members.MemberRow]:
    """The representatives who can be asked for a key, except the member `but`."""
    return [row for row in members.representatives(connection) if row.id != but]


def back_in_time(connection: Connection, but: int | None) -> list[members.MemberRow]:
    """The same, and those on a break: what waits for days waits for them too."""
    return [row for row in members.representatives(connection, on_break=True) if row.id != but]


def there(connection: Connection, but: int | None) -> list[int]:
    """Every representative who is still one, except the member `but`: also who is on a break, and whose messages are on
    hold. One person can bring about the second, and wait for the first, so neither makes one key enough."""
    found = [row.id for row in members.representatives(connection, on_break=True)]
    return [id for id in (*found, *members.representatives_held(connection)) if id != but]


def held(connection: Connection, but: int | None) -> bool:
    """Whether a representative, other than the member `but`, cannot be asked because their messages are on hold."""
    return any(id != but for id in members.representatives_held(connection))


def ask(
    connection: Connection, people: list[members.MemberRow], request: int, now: int, ends_at: int
) -> None:
    """KEY-01 to each of them, to go when the gate says."""
    body = Body("begin", name="key", carrying=(("item", item_of(request)),))
    for person in people:
        place = members.address_of(connection, person.id)
        assert place is not None, "members.representatives names only people with an address"
        letters.wait(
            connection, person.id, *place, body, now, message_class=MessageClass.ASKED, kind=Kind.KEY_REQUEST, due_at=now,
            ends_at=ends_at, item=item_of(request),
        )  # fmt: skip
        paces.look_by(connection, person.id, now)


def item_of(request: int) -> str:
    """What letters about a request are found by."""
    return f"key:{request}"


def can_hear(connection: Connection, person: members.MemberRow) -> bool:
    """Whether words of a person would reach them: they have not stopped, are not held and can be reached."""
    return (
        person.state in ("active", "resting", "paused")
        and members.address_of(connection, person.id) is not None
    )

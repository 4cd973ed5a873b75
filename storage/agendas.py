"""What members put on the agenda of a meeting.

A row says not when it was put there and, unless they wanted their name beside it, not by whom. They are read A to Z.
"""

from sqlite3 import Connection
from typing import Final, NamedTuple

MOST: Final = 20
"""So many things on one agenda: more would be read by nobody."""


class ItemRow(NamedTuple):
    """One thing to talk about. `name`: of whoever put it there, where they wanted it; "" for nobody's."""

    text: str
    member_id: int | None
    name: str


def add(connection: Connection, event_id: int, text: str, member_id: int | None = None) -> bool:
    """Put it there; False where the agenda is full. The same words twice stand there once."""
    (many,) = connection.execute(
        "select count(*) from agenda_item where event_id = ?", (event_id,)
    ).fetchone()
    if many >= MOST:
        return False
    connection.execute(
        "insert into agenda_item (event_id, text, member_id) values (?, ?, ?) on conflict do nothing",
        (event_id, text, member_id),
    )
    return True


def of(connection: Connection, event_id: int) -> list[ItemRow]:
    """Everything on the agenda of one meeting, A to Z."""
    rows = connection.execute(
        """select i.text, i.member_id, coalesce(m.name, '') from agenda_item i left join member m on m.id = i.member_id
           where i.event_id = ?""",
        (event_id,),
    )
    return sorted(map(ItemRow._make, rows), key=lambda item: (item.text.casefold(), item.text))


def take_off(connection: Connection, event_id: int, text: str, member_id: int) -> None:
    """Whoever put their name beside it takes it off again."""
    connection.execute(
        "delete from agenda_item where event_id = ? and text = ? and member_id = ?",
        (event_id, text, member_id),
    )

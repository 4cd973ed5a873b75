"""What stands on each member's What's new page: things that went to many, and had no place in a chat of their own."""

from sqlite3 import Connection
from typing import NamedTuple


class PageRow(NamedTuple):
    """One thing on a member's What's new page. `seen`: they have been told of it, or have looked."""

    text: str
    sender: str
    item: str = ""
    level: str = "news"
    ends_at: int | None = None
    seen: bool = False
    corrected: bool = False


def put(
    connection: Connection, member_id: int, item: str, text: str, now: int, *, seen: bool = False
) -> None:
    """`seen`: they are told of it in this very moment, so it is not new."""
    connection.execute(
        "insert into whats_new (member_id, item, text, at, seen) values (?, ?, ?, ?, ?) on conflict do nothing",
        (member_id, item, text, now, int(seen)),
    )


def keep_waiting(connection: Connection, member_id: int, now: int) -> None:
    """What waits to go to this member stands on their page instead."""
    connection.execute(
        """insert into whats_new (member_id, item, text, at)
           select l.member_id, l.item, b.text, ? from letter l join broadcast b on l.item = 'broadcast:' || b.id
           where l.member_id = ? and l.class <> 'reply' and l.class = 'ordinary' and l.state in ('waiting', 'ready')
           and b.state <> 'withdrawn' on conflict do nothing""",
        (now, member_id),
    )


def of_member(connection: Connection, member_id: int) -> list[PageRow]:
    """What waits on the member's page, newest first. Of a broadcast that was corrected it is the new words; marked so is
    what stood there in the old ones."""
    rows = connection.execute(
        """select coalesce(b.text, w.text), coalesce(m.name, ''), w.item, coalesce(b.level, 'news'), b.ends_at, w.seen, coalesce(b.corrected_at >= w.at, 0)
           from whats_new w
           left join broadcast b on w.item like 'broadcast:%' and b.id = cast(substr(w.item, 11) as integer)
           left join member m on m.id = b.from_member
           where w.member_id = ? and b.state is not 'withdrawn' order by w.at desc, w.item""",
        (member_id,),
    )
    return [PageRow._make(row) for row in rows]


def unseen(connection: Connection, member_id: int) -> int:
    """How many things on the member's page they have not been told of yet."""
    (many,) = connection.execute(
        """select count(*) from whats_new w
           left join broadcast b on w.item like 'broadcast:%' and b.id = cast(substr(w.item, 11) as integer)
           where w.member_id = ? and w.seen = 0 and b.state is not 'withdrawn'""",
        (member_id,),
    ).fetchone()
    return int(many)


def holders(connection: Connection, item: str) -> list[int]:
    """The members on whose page this stands."""
    rows = connection.execute("select member_id from whats_new where item = ? order by member_id", (item,))
    return [id for (id,) in rows]


def reword(connection: Connection, member_id: int, item: str, text: str) -> None:
    """What stands there says this from now on."""
    connection.execute(
        "update whats_new set text = ? where member_id = ? and item = ?", (text, member_id, item)
    )


def drop(connection: Connection, item: str) -> None:
    """It stands on nobody's page any more."""
    connection.execute("delete from whats_new where item = ?", (item,))


def told_of_one(connection: Connection, member_id: int, item: str) -> None:
    """The member is told of this one thing: it is not new any more."""
    connection.execute("update whats_new set seen = 1 where member_id = ? and item = ?", (member_id, item))


def told_of(connection: Connection, member_id: int) -> None:
    """The member has looked at their page, or has been told what is new on it: nothing there is new any more."""
    connection.execute("update whats_new set seen = 1 where member_id = ? and seen = 0", (member_id,))

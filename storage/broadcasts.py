"""News to many: kept once, expanded into letters in SQL, and what waits on a member's What's new page."""

from sqlite3 import Connection
from typing import NamedTuple


class NewsRow(NamedTuple):
    """One item. `sender` is what whoever sent it is called today: "" if they gave no name or have left."""

    text: str
    sender: str


def add(
    connection: Connection, group_id: int | None, level: str, text: str, now: int, ends_at: int, from_member: int | None = None
) -> int:  # fmt: skip
    (id,) = connection.execute(
        "insert into broadcast (group_id, level, text, from_member, made_at, ends_at) values (?, ?, ?, ?, ?, ?) returning id",
        (group_id, level, text, from_member, now, ends_at),
    ).fetchone()
    return int(id)


def expand(connection: Connection, broadcast_id: int, lane: int, now: int) -> int:
    """One letter for each reachable member of the group (every member, if it is for no group); how many.

    The words stay in the broadcast until a letter goes out. Each of these members is looked at in the next tick.
    """
    made = connection.execute(
        """insert into letter (member_id, channel, address, lane, class, kind, state, body, item, made_at, due_at, ends_at)
           select m.id, a.channel, a.address, :lane, 'ordinary', 'news', 'waiting', '', 'broadcast:' || b.id, :now, :now, b.ends_at
           from broadcast b join member m join address a on a.member_id = m.id and a.reachable = 1
           where b.id = :id and (b.group_id is null
                 or exists (select 1 from membership s where s.member_id = m.id and s.group_id = b.group_id))
           order by m.id""",
        {"id": broadcast_id, "lane": lane, "now": now},
    ).rowcount
    connection.execute(
        """update pace set look_at = :now where (look_at is null or look_at > :now)
           and member_id in (select member_id from letter where item = 'broadcast:' || :id and state = 'waiting')""",
        {"id": broadcast_id, "now": now},
    )
    return made


def item(connection: Connection, broadcast_id: int) -> NewsRow | None:
    row = connection.execute(
        "select b.text, coalesce(m.name, '') from broadcast b left join member m on m.id = b.from_member where b.id = ?",
        (broadcast_id,),
    ).fetchone()
    return NewsRow._make(row) if row else None


def sent_since(connection: Connection, group_id: int | None, moment: int) -> list[int]:
    """When news went to the members of this group, be it to the group or to everyone, oldest first."""
    rows = connection.execute(
        """select made_at from broadcast where level = 'news' and made_at > ? and (group_id is ? or group_id is null)
           order by made_at""",
        (moment, group_id),
    )
    return [at for (at,) in rows]


def to_whats_new(connection: Connection, member_id: int, item: str, text: str, now: int) -> None:
    connection.execute(
        "insert into whats_new (member_id, item, text, at) values (?, ?, ?, ?) on conflict do nothing",
        (member_id, item, text, now),
    )


def whats_new(connection: Connection, member_id: int) -> list[NewsRow]:
    """What waits on the member's page, newest first."""
    rows = connection.execute(
        """select w.text, coalesce(m.name, '') from whats_new w
           left join broadcast b on w.item like 'broadcast:%' and b.id = cast(substr(w.item, 11) as integer)
           left join member m on m.id = b.from_member
           where w.member_id = ? order by w.at desc, w.item""",
        (member_id,),
    )
    return [NewsRow._make(row) for row in rows]


def prune(connection: Connection, moment: int) -> None:
    """Things stay on What's new for 60 days, and what was sent is kept no longer."""
    connection.execute("delete from whats_new where at < ?", (moment,))
    connection.execute("delete from broadcast where made_at < ?", (moment,))


def audience(connection: Connection, group_id: int | None) -> list[int]:
    """The reachable members that a broadcast to this group would be for."""
    rows = connection.execute(
        """select m.id from member m where exists (select 1 from address a where a.member_id = m.id and a.reachable = 1)
           and (? is null or exists (select 1 from membership s where s.member_id = m.id and s.group_id = ?))""",
        (group_id, group_id),
    )
    return [id for (id,) in rows]

"""News to many: kept once, expanded into letters in SQL, a chunk at a time.

A chunk is a run of members in the order of their ids. Where the last one ended stands in the row (`expanded_to`) and is
written in the same transaction as its letters: so whoever goes on after a restart leaves nobody out and gives nobody two.
"""

import re
from sqlite3 import Connection
from typing import Final, NamedTuple

_ITEM: Final = re.compile(r"broadcast:([0-9]{1,12})")


class NewsRow(NamedTuple):
    """One item. `sender` is what whoever sent it is called today: "" if they gave no name or have left."""

    text: str
    sender: str
    id: int = 0
    group_id: int | None = None
    level: str = "news"
    made_at: int = 0
    ends_at: int | None = None
    state: str = "done"
    go_at: int | None = None
    expanded_to: int = 0
    event_id: int | None = None
    keys: int = 1
    asked_at: int | None = None
    corrected_at: int | None = None
    revised_to: int | None = None

    @property
    def alone(self) -> bool:
        """Urgent, and sent with one key: every reader is told (PACE.md, section 7)."""
        return self.level == "urgent" and self.keys < 2

    @property
    def is_out(self) -> bool:
        """Whether it has begun to go out and was not taken back: until then, and after that, it is nobody's to read."""
        return self.state in ("going", "done", "stopped")

    @property
    def item(self) -> str:
        return f"broadcast:{self.id}"


_NEWS: Final = """select b.text, coalesce(m.name, ''), b.id, b.group_id, b.level, b.made_at, b.ends_at, b.state, b.go_at,
                  b.expanded_to, b.event_id, b.keys, b.asked_at, b.corrected_at, b.revised_to
                  from broadcast b left join member m on m.id = b.from_member"""


def add(
    connection: Connection, group_id: int | None, level: str, text: str, now: int, ends_at: int | None, from_member: int | None = None, *,
    state: str = "going", go_at: int | None = None, event_id: int | None = None, keys: int = 1, asked_at: int | None = None,
) -> int:  # fmt: skip
    (id,) = connection.execute(
        """insert into broadcast (group_id, level, text, from_member, made_at, ends_at, state, go_at, event_id, keys, asked_at)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""",
        (group_id, level, text, from_member, now, ends_at, state, now if go_at is None else go_at, event_id, keys, asked_at),
    ).fetchone()  # fmt: skip
    return int(id)


def item(connection: Connection, broadcast_id: int) -> NewsRow | None:
    row = connection.execute(f"{_NEWS} where b.id = ?", (broadcast_id,)).fetchone()
    return NewsRow._make(row) if row else None


def sender_of(connection: Connection, broadcast_id: int) -> int | None:
    """Whose it is, as long as they are here."""
    row = connection.execute("select from_member from broadcast where id = ?", (broadcast_id,)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def of_sender(connection: Connection, member_id: int) -> list[NewsRow]:
    """What this member sent, or is to send."""
    rows = connection.execute(f"{_NEWS} where b.from_member = ? order by b.id", (member_id,))
    return [NewsRow._make(row) for row in rows]


def of_item(connection: Connection, item_of_letter: str | None) -> NewsRow | None:
    """The broadcast that a letter is about ("broadcast:7"), if it is about one."""
    found = _ITEM.fullmatch(item_of_letter or "")
    return item(connection, int(found[1])) if found else None


def latest(connection: Connection, most: int) -> list[NewsRow]:
    """What was sent, or is to be, the newest first."""
    rows = connection.execute(f"{_NEWS} order by b.id desc limit ?", (most,))
    return [NewsRow._make(row) for row in rows]


def change(
    connection: Connection, broadcast_id: int, *, state: str | None = None, text: str | None = None, ends_at: int | None = None,
    go_at: int | None = None, keys: int | None = None, corrected_at: int | None = None, revised_to: int | None = None,
    level: str | None = None,
) -> None:  # fmt: skip
    """Set what is given; the rest stays."""
    connection.execute(
        """update broadcast set state = coalesce(?, state), text = coalesce(?, text), ends_at = coalesce(?, ends_at),
           go_at = coalesce(?, go_at), keys = coalesce(?, keys), corrected_at = coalesce(?, corrected_at),
           revised_to = coalesce(?, revised_to), level = coalesce(?, level) where id = ?""",
        (state, text, ends_at, go_at, keys, corrected_at, revised_to, level, broadcast_id),
    )


# -- going out --------------------------------------------------------------------------------------------------------


_HELD: Final = """(b.state = 'planned' and exists
                   (select 1 from pace p where p.member_id = b.from_member and p.state = 'held'))"""
"""What was planned on a phone that somebody else may have waits until the hold is lifted."""


def waits_for_sender(connection: Connection, broadcast_id: int) -> bool:
    """Whether it is planned, and the messages of whoever planned it are on hold."""
    row = connection.execute(
        f"select 1 from broadcast b where b.id = ? and {_HELD}",  # noqa: S608 - constant
        (broadcast_id,),
    ).fetchone()
    return row is not None


def to_go(connection: Connection, now: int) -> NewsRow | None:
    """The next one to go on with: the most pressing first, then the oldest."""
    row = connection.execute(
        f"""{_NEWS} where b.state in ('planned', 'going') and b.go_at <= ? and not {_HELD}
            order by b.level <> 'urgent', b.level <> 'dated', b.go_at, b.id limit 1""",
        (now,),
    ).fetchone()
    return NewsRow._make(row) if row else None


def to_revise(connection: Connection) -> NewsRow | None:
    """The next one whose messages are being gone through."""
    row = connection.execute(f"{_NEWS} where b.revised_to is not null order by b.id limit 1").fetchone()
    return NewsRow._make(row) if row else None


def next_due(connection: Connection) -> int | None:
    """When the next planned one begins, or the next chunk is due."""
    (moment,) = connection.execute(
        f"select min(b.go_at) from broadcast b where b.state in ('planned', 'going') and not {_HELD}"  # noqa: S608 - constant
    ).fetchone()
    return None if moment is None else int(moment)


def audience(connection: Connection, group_id: int | None) -> list[int]:
    """The reachable members that a broadcast to this group would be for."""
    those = _those("news", group_id)
    rows = connection.execute(
        f"""select t.id from ({those}) t
            where exists (select 1 from address a where a.member_id = t.id and a.reachable = 1) order by t.id""",  # noqa: S608 - constants
        {"group": group_id},
    )
    return [id for (id,) in rows]


def _those(level: str, group_id: int | None) -> str:
    """Whom it is for, as a query for ids that goes along an index in their order."""
    if level == "urgent":
        return "select member_id as id from booking where event_id = :event order by member_id"
    if group_id is not None:
        return "select member_id as id from membership where group_id = :group order by member_id"
    return "select id from member order by id"


def chunk(connection: Connection, news: NewsRow, most: int) -> int | None:
    """The last member of the next chunk of those it is for; None when all have been looked at."""
    (last,) = connection.execute(
        f"select max(id) from (select id from ({_those(news.level, news.group_id)}) where id > :after limit :most)",  # noqa: S608 - constants
        {"event": news.event_id, "group": news.group_id, "after": news.expanded_to, "most": most},
    ).fetchone()
    return None if last is None else int(last)


def expand(
    connection: Connection,
    news: NewsRow,
    lane: int,
    now: int,
    *,
    upto: int,
    its_class: str,
    kind: str,
    body: str = "",
) -> int:
    """One letter for each reachable member of the next chunk, which ends with the member `upto`; how many.

    The words stay in the broadcast until a letter goes out. Each of these members is looked at in the next tick.
    """
    at = _span(news, now, upto) | {"lane": lane, "class": its_class, "kind": kind, "body": body}
    made = connection.execute(
        f"""insert into letter (member_id, channel, address, lane, class, kind, state, body, item, made_at, due_at, ends_at)
            select t.id, a.channel, a.address, :lane, :class, :kind, 'waiting', :body, :item, :now, :now, :ends_at
            {_chunk_of(news)}""",
        at,
    ).rowcount
    connection.execute(
        f"""update pace set look_at = :now where (look_at is null or look_at > :now)
            and member_id in (select t.id {_chunk_of(news)})""",  # noqa: S608 - constants
        at,
    )
    _looked_at(connection, news, upto)
    return made


def to_pages(connection: Connection, news: NewsRow, now: int, *, upto: int) -> int:
    """It stands on the What's new page of everybody in the next chunk, and starts no chat; how many people."""
    made = connection.execute(
        f"""insert into whats_new (member_id, item, text, at) select t.id, :item, :text, :now {_chunk_of(news)}
            on conflict do nothing""",
        _span(news, now, upto) | {"text": news.text},
    ).rowcount
    _looked_at(connection, news, upto)
    return made


def _chunk_of(news: NewsRow) -> str:
    """The reachable members of a chunk. Somebody with several addresses is there once, at the first that answers."""
    return f"""from ({_those(news.level, news.group_id)}) t join address a on a.member_id = t.id
               where t.id > :after and t.id <= :upto and a.reachable = 1 and a.channel =
                     (select min(one.channel) from address one where one.member_id = t.id and one.reachable = 1)"""  # noqa: S608 - constants


def _span(news: NewsRow, now: int, upto: int) -> dict[str, int | str | None]:
    return {
        "event": news.event_id, "group": news.group_id, "after": news.expanded_to, "upto": upto, "item": news.item,
        "ends_at": news.ends_at, "now": now,
    }  # fmt: skip


def _looked_at(connection: Connection, news: NewsRow, upto: int) -> None:
    connection.execute("update broadcast set expanded_to = ? where id = ?", (upto, news.id))


# -- how much was sent ------------------------------------------------------------------------------------------------


def counted_since(
    connection: Connection, moment: int, but: int | None = None
) -> list[tuple[str, int, int | None]]:
    """(level, when it goes or went, to which group) of all that counts towards the limits, oldest first.

    What is planned counts at its moment, and what waits for a key as if it had it. What was refused does not count; what
    was stopped or taken back does, or taking back would be a way round. `but`: one that is not to count against itself.
    """
    return connection.execute(
        """select level, go_at, group_id from broadcast
           where level in ('news', 'dated', 'urgent', 'page') and state <> 'refused' and go_at > ? and id is not ?
           order by go_at""",
        (moment, but),
    ).fetchall()


def is_with(connection: Connection, item: str, member_id: int) -> bool:
    """Whether it stands on this member's page, or has gone or is to go to them as a letter of its own."""
    row = connection.execute(
        """select 1 where exists (select 1 from whats_new where member_id = :member and item = :item)
           or exists (select 1 from letter where member_id = :member and item = :item and class <> 'reply')""",
        {"member": member_id, "item": item},
    ).fetchone()
    return row is not None


def prune(connection: Connection, moment: int) -> None:
    """Things stay on What's new for 60 days, and what was sent is kept no longer."""
    connection.execute("delete from whats_new where at < ?", (moment,))
    connection.execute("delete from broadcast where made_at < ?", (moment,))

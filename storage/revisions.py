"""What becomes of something for many once it is under way: how far it has come, and how it is stopped, put right or taken back."""

from sqlite3 import Connection

from storage.broadcasts import NewsRow

_ABOUT = """(item = :item or item >= 'snooze:' and item < 'snooze;' and instr(item, ':' || :item || ':'))"""
"""A letter about this item: its own, or what comes back of it after it was put off ("snooze:dated_news:broadcast:7:…")."""


def delivered(connection: Connection, broadcast_id: int) -> tuple[int, int, int, int]:
    """How many it has reached, for how many it waits, on whose What's new page alone it is, whom it could not reach.

    A member is in one of the four, the first that fits. Who stopped, or left, is in none.
    """
    row = connection.execute(
        """with mine as (
               select member_id, max(state = 'sent') as sent, max(state in ('waiting', 'ready', 'sending')) as going,
                      max(state = 'failed') as failed,
                      exists (select 1 from whats_new w where w.item = :item and w.member_id = letter.member_id) as page
               from letter where item = :item and class <> 'reply' group by member_id)
           select coalesce(sum(sent), 0), coalesce(sum(going and not sent), 0),
                  (select count(*) from whats_new w where w.item = :item and w.member_id not in
                   (select member_id from mine where sent or going)),
                  coalesce(sum(failed and not (sent or going or page)), 0) from mine""",
        {"item": f"broadcast:{broadcast_id}"},
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def had_by(connection: Connection, item: str, member_id: int, moment: int) -> bool:
    """Whether this member had it by then: as a message, or on their page."""
    row = connection.execute(
        """select exists (select 1 from letter where item = :item and member_id = :member and state = 'sent'
                          and class <> 'reply' and sent_at <= :moment)
               or exists (select 1 from whats_new where item = :item and member_id = :member and at <= :moment)""",
        {"item": item, "member": member_id, "moment": moment},
    ).fetchone()
    return bool(row[0])


def drop_letters(connection: Connection, item: str, *, arriving: bool) -> None:
    """What has not gone of it does not go; with `arriving` not even what is on its way, which is then taken back."""
    states = "'waiting', 'ready', 'sending'" if arriving else "'waiting', 'ready'"
    connection.execute(
        f"""update letter set state = 'dropped', body = null, sent_at = iif(state = 'sending', sent_at, null)
            where {_ABOUT} and class <> 'reply' and state in ({states})""",  # noqa: S608 - constants
        {"item": item},
    )


def leave_pages(connection: Connection, item: str) -> None:
    connection.execute("delete from whats_new where item = ?", (item,))


def to_look_at(connection: Connection, news: NewsRow, most: int) -> list[int]:
    """The next members who have it in their chat, or for whom it is about to go, by their ids."""
    rows = connection.execute(
        f"""select member_id from (select member_id from shown where item = :item and member_id > :after
           union select member_id from letter where {_ABOUT} and state = 'ready' and class <> 'reply' and member_id > :after
           union select member_id from shown where item >= 'digest:' and item < 'digest;' and member_id > :after
                 and instr(',' || substr(item, 8) || ',', :listed)
           union select member_id from letter where item >= 'digest:' and item < 'digest;' and state = 'ready' and class <> 'reply'
                 and member_id > :after and instr(',' || substr(item, 8) || ',', :listed))
           order by member_id limit :most""",  # noqa: S608 - constant
        {"item": news.item, "after": news.revised_to, "most": most, "listed": f",{news.id},"},
    )
    return [id for (id,) in rows]


def revised(connection: Connection, broadcast_id: int, upto: int | None) -> None:
    """They have been gone through up to this member; None: all of them."""
    connection.execute("update broadcast set revised_to = ? where id = ?", (upto, broadcast_id))


def about_to_go(connection: Connection, item: str, member_id: int) -> list[tuple[int, str]]:
    """(letter, body) of what has leave to go to this member and has not gone."""
    return connection.execute(
        f"""select id, body from letter where {_ABOUT} and member_id = :member and state = 'ready' and class <> 'reply'""",  # noqa: S608 - constant
        {"item": item, "member": member_id},
    ).fetchall()


def under_way(connection: Connection, item: str) -> list[tuple[int, int, str]]:
    """(letter, member, body) of what has leave to go to somebody, or is on its way, and has not arrived."""
    return connection.execute(
        f"""select id, member_id, body from letter where {_ABOUT} and state in ('ready', 'sending') and class <> 'reply'
            order by id""",  # noqa: S608 - constant
        {"item": item},
    ).fetchall()


def digests_to_go(connection: Connection, broadcast_id: int, member_id: int) -> list[tuple[int, str, str]]:
    """(letter, body, name) of the digests about this, among other things, that have leave to go to this member."""
    return connection.execute(
        """select id, body, item from letter where member_id = ? and state = 'ready' and class <> 'reply'
           and item >= 'digest:' and item < 'digest;' and instr(',' || substr(item, 8) || ',', ?)""",
        (member_id, f",{broadcast_id},"),
    ).fetchall()


def digests_shown(
    connection: Connection, broadcast_id: int, member_id: int
) -> list[tuple[str, str, str, int, str]]:
    """(channel, address, message, at, name) of the digests in a member's chat that are about this, among other things."""
    return connection.execute(
        """select channel, address, message, at, item from shown where member_id = ?
           and item >= 'digest:' and item < 'digest;' and instr(',' || substr(item, 8) || ',', ?) order by at, message""",
        (member_id, f",{broadcast_id},"),
    ).fetchall()


def reword(connection: Connection, letter_id: int, body: str) -> None:
    connection.execute(
        "update letter set body = ? where id = ? and state in ('ready', 'sending')", (body, letter_id)
    )


def drop_ready(connection: Connection, letter_id: int) -> None:
    """There is nothing left for it to say, so it does not go."""
    connection.execute(
        "update letter set state = 'dropped', body = null, sent_at = null where id = ? and state = 'ready'",
        (letter_id,),
    )

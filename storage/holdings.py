"""How much is kept about one member, counted by kind: what the page of their own details says beside their choices."""

from sqlite3 import Connection
from typing import NamedTuple

from storage import rejoin


class Holdings(NamedTuple):
    """`consents` are (layer, yes, when); times are UTC seconds."""

    consents: tuple[tuple[str, bool, int], ...]
    check_ins_since: int | None
    messages: int
    waiting: int
    sent: int
    half_done: int
    passed_on: int
    news: int
    rejoin_at: int | None
    said: int
    keys: int
    bookings: int
    agenda: int
    wishes: int
    places: int
    needs: int
    dates: int
    lost: int
    passed: int
    leads: int
    roles: int


def of_member(connection: Connection, member_id: int) -> Holdings:
    def one(sql: str) -> int:
        return int(connection.execute(sql, (member_id,)).fetchone()[0])

    consents = connection.execute(
        "select layer, yes, at from consent where member_id = ? order by at, layer", (member_id,)
    ).fetchall()
    (since,) = connection.execute("select min(at) from response where member_id = ?", (member_id,)).fetchone()
    return Holdings(
        tuple((layer, bool(yes), at) for layer, yes, at in consents),
        since,
        one("select count(*) from shown where member_id = ?"),
        one("select count(*) from letter where member_id = ? and state = 'waiting'"),
        one("select count(*) from letter where member_id = ? and class <> 'reply' and sent_at is not null"),
        one("select count(*) from session where member_id = ?"),
        one(
            "select count(*) from letter where about_member = ? and state in ('waiting', 'ready', 'sending')"
        ),
        one("select count(*) from broadcast where from_member = ?"),
        rejoin.made_at(connection, member_id),
        one("select count(*) from said where member_id = ?"),
        one("select count(*) from key_request where ? in (asked_by, decided_by)"),
        one("select count(*) from booking where member_id = ?"),
        one("select count(*) from agenda_item where member_id = ?"),
        one("select count(*) from ask_wish where member_id = ?"),
        one("select count(*) from place where member_id = ?"),
        one("select count(*) from need where member_id = ?"),
        one("select count(*) from next_date where member_id = ?"),
        one("select count(*) from lost_draw where member_id = ?"),
        one("select count(*) from went_by where member_id = ?"),
        one("select count(*) from course where ? in (leader_id, arranger_id)"),
        one("select count(*) from role where from_member = ?"),
    )

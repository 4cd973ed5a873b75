"""The outbox: what is to be sent, in lanes, and what the limits count afterwards.

A letter that would start a chat is `waiting` until the gate lets it go; then, like a reply at once, it is `ready`, then
`sending` (claimed, on its way), then settled: `sent`, `failed` or `dropped`. Settled letters keep no words. One that is
found `sending` at start-up is unsure: nobody can say whether it arrived.
"""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple


class LetterRow(NamedTuple):
    """One letter. `body` is JSON (bot/letters.py); `item` names what it is about; times are UTC seconds."""

    id: int
    member_id: int | None
    channel: str
    address: str
    lane: int
    message_class: str
    kind: str
    body: str
    item: str | None
    made_at: int
    due_at: int
    ends_at: int | None
    tries: int
    sent_at: int | None


_COLUMNS = "id, member_id, channel, address, lane, class, kind, body, item, made_at, due_at, ends_at, tries, sent_at"
RETRIED_WITHIN = 120
"""Seconds in which a letter that failed is tried again at the latest: so long the next one to that chat waits behind it."""
_IN_TURN = """not exists (select 1 from letter b where b.channel = l.channel and b.address = l.address and
              (b.state = 'sending' or b.state = 'ready' and b.id < l.id and b.lane <= l.lane and b.due_at <= ?))"""
"""What holds for a letter l that no letter before it, to the same chat, is on its way or about to go."""


def add(
    connection: Connection, *, member_id: int | None, channel: str, address: str, lane: int, message_class: str, kind: str,
    body: str, now: int, due_at: int | None = None, ends_at: int | None = None, item: str | None = None, ready: bool = True,
) -> None:  # fmt: skip
    """Put a letter into the outbox. `ready`: it may go (a reply, or something the gate has just let through)."""
    connection.execute(
        """insert into letter (member_id, channel, address, lane, class, kind, state, body, item, made_at, due_at, ends_at, sent_at)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (member_id, channel, address, lane, message_class, kind, "ready" if ready else "waiting", body, item, now,
         now if due_at is None else due_at, ends_at, now if ready and message_class != "reply" else None),
    )  # fmt: skip


def release(connection: Connection, letter_id: int, body: str, now: int) -> None:
    """The gate has let this one go: it is ready, in these words, and counts from now."""
    connection.execute(
        "update letter set state = 'ready', body = ?, due_at = ?, sent_at = ? where id = ?",
        (body, now, now, letter_id),
    )


def claim(
    connection: Connection, channels: Sequence[str], now: int, most: int, lanes: Sequence[int]
) -> list[LetterRow]:
    """Take up to `most` letters that are due on the way, the best lanes first, each chat's in the order they were made.

    A chat with a letter on its way is passed over, and one whose letter is about to be tried again, so that two letters
    to one person can never overtake each other. One that is held for the member's hours stands in nobody's way.
    """
    claimed: list[LetterRow] = []
    marks = ", ".join("?" * len(channels))
    for lane in lanes:
        rows = connection.execute(
            f"""select {_COLUMNS} from letter l
                where state = 'ready' and lane = ? and due_at <= ? and channel in ({marks}) and {_IN_TURN}
                order by due_at, id limit ?""",  # noqa: S608 - only placeholders and constants are added
            (lane, now, *channels, now + RETRIED_WITHIN, most - len(claimed)),
        ).fetchall()
        letters = [LetterRow._make(row) for row in rows]
        claimed += [
            letter._replace(tries=letter.tries + 1)  # this one counts
            for letter in letters
            if (letter.channel, letter.address) not in {(c.channel, c.address) for c in claimed}
        ]
        if len(claimed) >= most:
            break
    connection.executemany(
        "update letter set state = 'sending', tries = tries + 1 where id = ?",
        [(letter.id,) for letter in claimed],
    )
    return claimed


def settle(connection: Connection, letter_id: int, state: str, now: int) -> None:
    """The letter has been sent, has failed or is dropped: its words go, and what the limits count stays.

    Of an answer that arrived nothing stays: no limit counts it, and when somebody wrote is nobody's business.
    """
    if state == "sent":
        connection.execute("delete from letter where id = ? and class = 'reply'", (letter_id,))
    connection.execute(
        "update letter set state = ?, body = null, sent_at = ? where id = ? and state in ('sending', 'ready', 'waiting')",
        (state, now if state == "sent" else None, letter_id),
    )


def put_back(connection: Connection, letter_id: int, due_at: int) -> None:
    """It did not go; it is ready again from `due_at` on."""
    connection.execute(
        "update letter set state = 'ready', due_at = ? where id = ? and state = 'sending'",
        (due_at, letter_id),
    )


def ask_again(connection: Connection, letter_id: int, due_at: int) -> None:
    """Its moment has passed before it went: back before the gate, and counted no more."""
    connection.execute(
        "update letter set state = 'waiting', due_at = ?, sent_at = null where id = ? and state = 'sending'",
        (due_at, letter_id),
    )


def unsure(connection: Connection) -> list[LetterRow]:
    """Letters that were on their way when the last process ended."""
    rows = connection.execute(f"select {_COLUMNS} from letter where state = 'sending' order by id").fetchall()  # noqa: S608 - constant
    return [LetterRow._make(row) for row in rows]


def empty_queue(connection: Connection, member_id: int) -> None:
    """Drop everything that waits for this member."""
    connection.execute(
        "update letter set state = 'dropped', body = null where member_id = ? and state in ('waiting', 'ready')",
        (member_id,),
    )


def drop_item(connection: Connection, member_id: int, kind: str) -> None:
    """Drop the waiting letters of one kind to one member: the round they belonged to is over."""
    connection.execute(
        "update letter set state = 'dropped', body = null where member_id = ? and kind = ? and state in ('waiting', 'ready')",
        (member_id, kind),
    )


def waiting_openers(connection: Connection, member_id: int) -> list[LetterRow]:
    """What waits for this member and would start a chat."""
    rows = connection.execute(
        f"select {_COLUMNS} from letter where member_id = ? and state = 'waiting' and class <> 'reply' order by id",  # noqa: S608 - constant
        (member_id,),
    ).fetchall()
    return [LetterRow._make(row) for row in rows]


def sent_since(connection: Connection, member_id: int, moment: int) -> list[tuple[str, str, int, str]]:
    """(class, kind, at, item) of every opener that went out, or is on its way out: what the limits of PACE.md count."""
    return connection.execute(
        """select class, kind, sent_at, coalesce(item, '') from letter
           where member_id = ? and class <> 'reply' and sent_at >= ? order by sent_at""",
        (member_id, moment),
    ).fetchall()


def waiting(connection: Connection) -> int:
    """How many letters are ready or on their way."""
    return int(
        connection.execute("select count(*) from letter where state in ('ready', 'sending')").fetchone()[0]
    )


def next_due(connection: Connection, channels: Sequence[str], now: int) -> int | None:
    """When the next letter on one of these channels can go, apart from those that wait behind another."""
    marks = ", ".join("?" * len(channels))
    row = connection.execute(
        f"select min(due_at) from letter l where state = 'ready' and channel in ({marks}) and {_IN_TURN}",  # noqa: S608 - as above
        (*channels, now + RETRIED_WITHIN),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def prune(connection: Connection, moment: int) -> None:
    """Forget settled letters from before `moment`: no limit looks back that far."""
    connection.execute(
        "delete from letter where state in ('sent', 'failed', 'dropped') and made_at < ?", (moment,)
    )

"""The outbox: what is to be sent, in lanes, and what the limits count afterwards.

A letter that would start a chat is `waiting` until the gate lets it go; then, like a reply at once, it is `ready`, then
`sending` (claimed, on its way), then settled: `sent`, `failed` or `dropped`. Settled letters keep no words. One that is
found `sending` at start-up is unsure: nobody can say whether it arrived.
"""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import NamedTuple


class LetterRow(NamedTuple):
    """One letter. `body` is JSON (bot/letters.py); `item` names what it is about; times are UTC seconds.

    `about_member`: whose words these are, where they go to somebody else. The letter is deleted with that member. `answers`:
    when its reader wrote what a person answers with it; None where it answers nothing of theirs.
    """

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
    about_member: int | None = None
    answers: int | None = None


_COLUMNS = "id, member_id, channel, address, lane, class, kind, body, item, made_at, due_at, ends_at, tries, sent_at, about_member, answers"
RETRIED_WITHIN = 120
"""Seconds in which a letter that failed is tried again at the latest: so long the next one to that chat waits behind it."""
_IN_TURN = """not exists (select 1 from letter b where b.channel = l.channel and b.address = l.address
              and b.state in ('ready', 'sending') and
              (b.state = 'sending' or b.state = 'ready' and b.id < l.id and b.lane <= l.lane and b.due_at <= ?))"""
"""What holds for a letter l that no letter before it, to the same chat, is on its way or about to go.

The states are named twice: the first time in the very words of the index letter_on_its_way, or SQLite could not use it.
"""


def add(
    connection: Connection, *, member_id: int | None, channel: str, address: str, lane: int, message_class: str, kind: str,
    body: str, now: int, due_at: int | None = None, ends_at: int | None = None, item: str | None = None, ready: bool = True,
    about_member: int | None = None, answers: int | None = None,
) -> None:  # fmt: skip
    """Put a letter into the outbox. `ready`: it may go (a reply, or something the gate has just let through)."""
    connection.execute(
        """insert into letter (member_id, channel, address, lane, class, kind, state, body, item, made_at, due_at, ends_at, sent_at, about_member,
                               answers)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (member_id, channel, address, lane, message_class, kind, "ready" if ready else "waiting", body, item, now,
         now if due_at is None else due_at, ends_at, now if ready and message_class != "reply" else None, about_member,
         answers),
    )  # fmt: skip


def release(connection: Connection, letter_id: int, body: str, now: int) -> None:
    """The gate has let this one go: it is ready, in these words, and counts from now."""
    connection.execute(
        "update letter set state = 'ready', body = ?, due_at = ?, sent_at = ? where id = ?",
        (body, now, now, letter_id),
    )


def claim(
    connection: Connection, channel: str, now: int, most: int, lanes: Sequence[int], near: Sequence[str] = ()
) -> list[LetterRow]:
    """Take up to `most` letters that are due on the way, the best lanes first, each chat's in the order they were made.

    A chat with a letter on its way is passed over, and one whose letter is about to be tried again, so that two letters
    to one person can never overtake each other; and so is whoever is `near`, by address. One that is held for the
    member's hours stands in nobody's way.
    """
    claimed: list[LetterRow] = []
    but = f"and address not in ({', '.join('?' * len(near))})" if near else ""
    for lane in lanes:
        rows = connection.execute(
            f"""select {_COLUMNS} from letter l
                where state = 'ready' and channel = ? and lane = ? and due_at <= ? {but} and {_IN_TURN}
                order by due_at, id limit ?""",  # noqa: S608 - only constants and question marks are added
            (channel, lane, now, *near, now + RETRIED_WITHIN, most - len(claimed)),
        ).fetchall()
        letters = [LetterRow._make(row) for row in rows]
        served = {letter.address for letter in claimed}
        claimed += [
            letter._replace(tries=letter.tries + 1)  # this one counts
            for letter in letters
            if letter.address not in served
        ]
        if len(claimed) >= most:
            break
    connection.executemany(
        "update letter set state = 'sending', tries = tries + 1 where id = ?",
        [(letter.id,) for letter in claimed],
    )
    return claimed


def on_its_way(connection: Connection, letter_id: int) -> bool:
    """Whether a letter that was claimed is still to go: STOP and FORGET ME drop even what is claimed."""
    row = connection.execute(
        "select 1 from letter where id = ? and state = 'sending'", (letter_id,)
    ).fetchone()
    return row is not None


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


def drop_waiting(connection: Connection, letter_id: int) -> None:
    """This one does not go by itself any more, if it still waits: what it was about has gone in another."""
    connection.execute(
        "update letter set state = 'dropped', body = null where id = ? and state = 'waiting'", (letter_id,)
    )


def put_back(connection: Connection, letter_id: int, due_at: int, body: str | None = None) -> None:
    """It did not go; it is ready again from `due_at` on. `body` is what is left of it, where a part has gone."""
    connection.execute(
        "update letter set state = 'ready', due_at = ?, body = coalesce(?, body) where id = ? and state = 'sending'",
        (due_at, body, letter_id),
    )


def unsure(connection: Connection) -> list[LetterRow]:
    """Letters that were on their way when the last process ended."""
    rows = connection.execute(f"select {_COLUMNS} from letter where state = 'sending' order by id").fetchall()  # noqa: S608 - constant
    return [LetterRow._make(row) for row in rows]


def empty_queue(connection: Connection, member_id: int) -> list[LetterRow]:
    """Drop everything to this member that has not gone, even what is claimed; of what it was, those about another member.

    What is on its way may still arrive, so the limits go on counting it. What only takes messages from the chat goes all
    the same: it says nothing, and what it takes may be what nobody else is to read.
    """
    passed_on: list[LetterRow] = []
    # Two halves, in the very words of an index each.
    for half in (
        "class <> 'reply' and state in ('waiting', 'ready', 'sending')",
        """class = 'reply' and state in ('ready', 'sending') and coalesce(body, '') not like '{"op":"delete"%'""",
    ):
        rows = connection.execute(
            f"select {_COLUMNS} from letter where member_id = ? and {half} and about_member is not null",  # noqa: S608 - constants
            (member_id,),
        )
        passed_on += [LetterRow._make(row) for row in rows.fetchall()]
        connection.execute(
            f"""update letter set state = 'dropped', body = null, sent_at = iif(state = 'sending', sent_at, null)
                where member_id = ? and {half}""",  # noqa: S608 - constants
            (member_id,),
        )
    return passed_on


def follow(connection: Connection, member_id: int, channel: str, address: str) -> list[LetterRow]:
    """The member is at another address now: what starts a chat with them follows, and so does what somebody asked to have
    passed on. What answers the old address, or is on its way there, is dropped; of it, those about another member."""
    connection.execute(
        """update letter set channel = ?, address = ? where member_id = ? and state in ('waiting', 'ready')
           and (class <> 'reply' or about_member is not null)""",
        (channel, address, member_id),
    )
    rows = connection.execute(
        f"""select {_COLUMNS} from letter where member_id = ? and state = 'sending' and about_member is not null""",  # noqa: S608 - constant
        (member_id,),
    ).fetchall()
    connection.execute(
        """update letter set state = 'dropped', body = null
           where member_id = ? and (state = 'sending' or state = 'ready' and class = 'reply' and about_member is null)""",
        (member_id,),
    )
    return [LetterRow._make(row) for row in rows]


def drop_kind(connection: Connection, member_id: int, kind: str, about: str = "") -> None:
    """Drop what has not gone of one kind to one member, and is about something whose name begins with `about`: it is over."""
    connection.execute(
        """update letter set state = 'dropped', body = null, sent_at = null
           where member_id = ? and kind = ? and class <> 'reply' and state in ('waiting', 'ready') and substr(coalesce(item, ''), 1, ?) = ?""",
        (member_id, kind, len(about), about),
    )


def many_about(connection: Connection, member_id: int, kind: str, about: str) -> int:
    """How many letters of one kind there have been to this member about something whose name begins with `about`."""
    (many,) = connection.execute(
        "select count(*) from letter where member_id = ? and kind = ? and class <> 'reply' and substr(coalesce(item, ''), 1, ?) = ?",
        (member_id, kind, len(about), about),
    ).fetchone()
    return int(many)


def drop_item(connection: Connection, item: str) -> None:
    """Drop what has not gone about one thing, to whomever: it is over."""
    connection.execute(
        """update letter set state = 'dropped', body = null, sent_at = null
           where item = ? and class <> 'reply' and state in ('waiting', 'ready')""",
        (item,),
    )


def under_way(connection: Connection, item: str) -> bool:
    """Whether a letter about this thing has still to arrive."""
    row = connection.execute(
        "select 1 from letter where item = ? and state in ('waiting', 'ready', 'sending') limit 1", (item,)
    ).fetchone()
    return row is not None


def has_gone(connection: Connection, item: str) -> bool:
    """Whether a letter of that name went, or is on its way."""
    row = connection.execute(
        "select 1 from letter where item = ? and class <> 'reply' and state in ('sending', 'sent') limit 1",
        (item,),
    ).fetchone()
    return row is not None


def drop_about(connection: Connection, about: str) -> None:
    """Drop what has not gone about anything whose name begins so, to whomever: it is over, or told by other means."""
    connection.execute(
        """update letter set state = 'dropped', body = null, sent_at = null
           where item >= ? and item < ? and class <> 'reply' and state in ('waiting', 'ready')""",
        (about, f"{about[:-1]}{chr(ord(about[-1]) + 1)}"),
    )


def last_urgent(connection: Connection, member_id: int, since: int) -> list[str]:
    """What this member was sent as urgent from a moment on, by name, the latest first."""
    rows = connection.execute(
        """select item from letter where member_id = ? and class <> 'reply' and sent_at >= ? and class = 'urgent'
           and state = 'sent' and item is not null order by sent_at desc, id desc""",
        (member_id, since),
    )
    return [item for (item,) in rows]


def arrived(connection: Connection, member_id: int, kind: str, since: int) -> bool:
    """Whether an opener of this kind has been sent to this member since a moment."""
    row = connection.execute(
        "select 1 from letter where member_id = ? and kind = ? and class <> 'reply' and state = 'sent' and sent_at >= ?",
        (member_id, kind, since),
    ).fetchone()
    return row is not None


def told(connection: Connection, item: str) -> None:
    """Somebody got what was passed on under this name, so its other letters are no longer all that there is of it."""
    connection.execute("update letter set item = null where item = ? and about_member is not null", (item,))


def last_hope(connection: Connection, letter_id: int) -> bool:
    """Whether what this letter passes on has reached nobody, and no other letter with it may still go."""
    row = connection.execute(
        """select 1 from letter l where l.id = ? and l.item is not null and not exists (select 1 from letter other
           where other.item = l.item and other.id <> l.id and other.state in ('waiting', 'ready', 'sending'))""",
        (letter_id,),
    ).fetchone()
    return row is not None


def waiting_openers(connection: Connection, member_id: int) -> list[LetterRow]:
    """What waits for this member and would start a chat."""
    rows = connection.execute(
        f"select {_COLUMNS} from letter where member_id = ? and state = 'waiting' and class <> 'reply' order by id",  # noqa: S608 - constant
        (member_id,),
    ).fetchall()
    return [LetterRow._make(row) for row in rows]


def sent_since(
    connection: Connection, member_id: int, moment: int
) -> list[tuple[str, str, int, str, int | None]]:
    """(class, kind, at, item, what it answers) of every opener that went out, or is on its way out: what the limits of PACE.md count."""
    return connection.execute(
        """select class, kind, sent_at, coalesce(item, ''), answers from letter
           where member_id = ? and class <> 'reply' and sent_at >= ? order by sent_at""",
        (member_id, moment),
    ).fetchall()


def waiting(connection: Connection) -> int:
    """How many letters are ready or on their way."""
    return int(
        connection.execute("select count(*) from letter where state in ('ready', 'sending')").fetchone()[0]
    )


def next_due(
    connection: Connection, channels: Sequence[str], now: int, lanes: Sequence[int] = range(4)
) -> int | None:
    """When the next letter on one of these channels can go, apart from those that wait behind another.

    The first of each lane is enough, so that a night's 10,000 letters are not looked at one by one.
    """
    firsts = [
        connection.execute(
            f"""select due_at from letter l where state = 'ready' and channel = ? and lane = ? and {_IN_TURN}
                order by due_at, id limit 1""",  # noqa: S608 - constants
            (channel, lane, now + RETRIED_WITHIN),
        ).fetchone()
        for channel in channels
        for lane in lanes
    ]
    return min((int(first[0]) for first in firsts if first), default=None)


def prune(connection: Connection, moment: int) -> None:
    """Forget settled letters from before `moment`: no limit looks back that far."""
    connection.execute(
        "delete from letter where state in ('sent', 'failed', 'dropped') and made_at < ?", (moment,)
    )

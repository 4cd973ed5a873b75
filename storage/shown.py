"""Which messages stand in a member's chat, so that they can be cleared when asked."""

from collections.abc import Sequence
from sqlite3 import Connection


def add(
    connection: Connection, member_id: int, channel: str, address: str, message: str, theirs: bool, now: int, *,
    opens: bool = False, item: str | None = None,
) -> None:  # fmt: skip
    """A message stands there now. `item`: what it is about, as the letter that brought it says."""
    connection.execute(
        """insert into shown (channel, address, message, member_id, theirs, opens, at, item) values (?, ?, ?, ?, ?, ?, ?, ?)
           on conflict (channel, address, message) do nothing""",
        (channel, address, message, member_id, int(theirs), int(opens), now, item),
    )


def of_member(connection: Connection, member_id: int) -> list[tuple[str, bool, int]]:
    """(message, theirs, at), oldest first."""
    rows = connection.execute(
        "select message, theirs, at from shown where member_id = ? order by at, message", (member_id,)
    )
    return [(message, bool(theirs), at) for message, theirs, at in rows]


def openers_since(connection: Connection, member_id: int, moment: int) -> list[str]:
    """Our messages that started a chat with this member at that moment or later."""
    rows = connection.execute(
        "select message from shown where member_id = ? and opens = 1 and at >= ? order by at, message",
        (member_id, moment),
    )
    return [message for (message,) in rows]


def name(connection: Connection, channel: str, address: str, message: str, item: str) -> None:
    """A message that stands there already is about this from now on: other words take its place."""
    connection.execute(
        "update shown set item = ? where channel = ? and address = ? and message = ?",
        (item, channel, address, message),
    )


def unname(connection: Connection, channel: str, address: str, message: str) -> None:
    """A message is about nothing in particular any more."""
    connection.execute(
        "update shown set item = null where channel = ? and address = ? and message = ?",
        (channel, address, message),
    )


def of_item(connection: Connection, item: str, member_id: int) -> list[tuple[str, str, str]]:
    """(channel, address, message) of what stands in a member's chat about this."""
    return connection.execute(
        "select channel, address, message from shown where item = ? and member_id = ? order by at, message",
        (item, member_id),
    ).fetchall()


def of_item_or_again(connection: Connection, item: str, member_id: int) -> list[tuple[str, str, str]]:
    """The same, of this and of what was asked once more about it ("feedback:7", "feedback:7:1")."""
    return connection.execute(
        """select channel, address, message from shown where member_id = ? and (item = ? or item like ? || ':%')
           order by at, message""",
        (member_id, item, item),
    ).fetchall()


def members_with(connection: Connection, item: str, before: int) -> list[int]:
    """In whose chat something about this has stood since before a moment."""
    rows = connection.execute(
        "select distinct member_id from shown where item = ? and at < ? order by member_id", (item, before)
    )
    return [id for (id,) in rows]


def about(connection: Connection, item: str, member_id: int) -> list[tuple[str, str, str, int]]:
    """(channel, address, message, at) of what stands in a member's chat about this, oldest first."""
    return connection.execute(
        "select channel, address, message, at from shown where item = ? and member_id = ? order by at, message",
        (item, member_id),
    ).fetchall()


def gone(connection: Connection, channel: str, address: str, messages: Sequence[str]) -> None:
    """These messages stand in the chat no more."""
    connection.executemany(
        "delete from shown where channel = ? and address = ? and message = ?",
        [(channel, address, message) for message in messages],
    )


def drop(connection: Connection, member_id: int) -> None:
    connection.execute("delete from shown where member_id = ?", (member_id,))


def prune(connection: Connection, theirs_before: int, ours_before: int) -> None:
    """Their messages cannot be cleared after two days; ours can still be blanked for longer."""
    connection.execute(
        "delete from shown where at < ? and (theirs = 1 or at < ?)", (theirs_before, ours_before)
    )

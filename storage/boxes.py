"""The rows of sealed boxes: what an honest reader of the file sees of them, which is sealed bytes and promises."""

from sqlite3 import Connection
from typing import NamedTuple


class BoxRow(NamedTuple):
    """One box without its bytes. Days are ISO dates; `questions` is the questionnaire as JSON, as it was asked."""

    meeting_id: int
    key_file: str
    key_id: bytes
    state: str
    closes_on: str
    opens_on: str
    k: int
    for_words: int
    below_k: str
    waited: int
    questions: str
    asked_to: int
    asks_again: int


_COLUMNS = ", ".join(BoxRow._fields)


def add(
    connection: Connection, meeting_id: int, *, key_file: str, key_id: bytes, body: bytes, closes_on: str, opens_on: str, k: int,
    for_words: int, below_k: str, questions: str,
) -> None:  # fmt: skip
    connection.execute(
        """insert into box (meeting_id, key_file, key_id, body, state, closes_on, opens_on, k, for_words, below_k, questions)
           values (?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?)""",
        (meeting_id, key_file, key_id, body, closes_on, opens_on, k, for_words, below_k, questions),
    )


def of(connection: Connection, meeting_id: int) -> BoxRow | None:
    row = connection.execute(f"select {_COLUMNS} from box where meeting_id = ?", (meeting_id,)).fetchone()  # noqa: S608 - our own columns
    return BoxRow._make(row) if row else None


def all(connection: Connection, *states: str) -> list[BoxRow]:
    """Every box, or those in one of these states, by meeting."""
    rows = connection.execute(f"select {_COLUMNS} from box order by meeting_id")  # noqa: S608 - our own columns
    return [box for box in map(BoxRow._make, rows) if not states or box.state in states]


def body(connection: Connection, meeting_id: int) -> bytes:
    (sealed,) = connection.execute("select body from box where meeting_id = ?", (meeting_id,)).fetchone()
    return bytes(sealed)


def reseal(connection: Connection, meeting_id: int, key_id: bytes, body: bytes) -> None:
    """Other bytes of the same length, under another key."""
    connection.execute("update box set key_id = ?, body = ? where meeting_id = ?", (key_id, body, meeting_id))


def set_state(connection: Connection, meeting_id: int, state: str, *, waited: int = 0) -> None:
    connection.execute(
        "update box set state = ?, waited = ? where meeting_id = ?", (state, waited, meeting_id)
    )


def raise_floor(connection: Connection, meeting_id: int, k: int, for_words: int) -> None:
    """What was mixed in keeps the floor that it was promised, where that is higher."""
    connection.execute(
        "update box set k = max(k, ?), for_words = max(for_words, ?) where meeting_id = ?",
        (k, for_words, meeting_id),
    )


def set_opens_on(connection: Connection, meeting_id: int, day: str) -> None:
    connection.execute("update box set opens_on = ? where meeting_id = ?", (day, meeting_id))


def asked_to(connection: Connection, meeting_id: int, member_id: int) -> None:
    """Everybody up to this member has been put the question."""
    connection.execute("update box set asked_to = ? where meeting_id = ?", (member_id, meeting_id))


def asks_again(connection: Connection, meeting_id: int, times: int) -> None:
    """Everybody is to be asked once more: their answers were lost."""
    connection.execute(
        "update box set asks_again = ?, asked_to = 0 where meeting_id = ?", (times, meeting_id)
    )


def drop(connection: Connection, meeting_id: int) -> None:
    connection.execute("delete from box where meeting_id = ?", (meeting_id,))

"""What came out of the boxes, once: one row for each meeting whose box was closed, and the answers as everybody may read them.

A publication is written in one go, in the order of its own key, and never changed: rows that were put in one after the
other would keep the order in which they came. Only what still waits for another meeting's answers may become something else.
"""

from collections.abc import Iterable
from sqlite3 import Connection
from typing import NamedTuple


class PublicationRow(NamedTuple):
    """One closed box. `on_day` is an ISO date; `questions` the form as JSON, as it was asked; `meetings` JSON of what the
    results are about (bot/feedback/published.py); `told_to`: everybody up to this member has been told, None: all have."""

    meeting_id: int
    state: str
    on_day: str
    k: int
    for_words: int
    people: str = ""
    words: str = "none"
    masked: int = 0
    reviewed_by: str = ""
    questions: str = ""
    meetings: str = ""
    told_to: int | None = None


class AnswerRow(NamedTuple):
    """One answer of one question. `words`: own words, and not one of the choices; `share`: how many gave it, in a word;
    `about`: to the nearest 5, where that may be told."""

    question: str
    words: int
    answer: str
    share: str = ""
    about: int | None = None


_COLUMNS = ", ".join(PublicationRow._fields)
_PUBLICATION = f"select {', '.join(f'p.{name}' for name in PublicationRow._fields)} from publication p"  # noqa: S608 - our own columns
_NEWEST = "order by p.on_day desc, p.meeting_id desc"


def publish(connection: Connection, row: PublicationRow, answers: Iterable[AnswerRow] = ()) -> None:
    """Write a publication with all its answers, sorted. Raises sqlite3.IntegrityError where there is one of this meeting."""
    marks = ", ".join("?" * len(row))
    connection.execute(f"insert into publication ({_COLUMNS}) values ({marks})", row)  # noqa: S608 - our own columns
    connection.executemany(
        "insert into published (meeting_id, question, words, answer, share, about) values (?, ?, ?, ?, ?, ?)",
        [
            (row.meeting_id, *answer)
            for answer in sorted(answers, key=lambda a: (a.question, a.words, a.answer))
        ],
    )


def end_waiting(connection: Connection, meeting_id: int, state: str, on_day: str) -> None:
    """What waited for another meeting's answers is mixed in with them now, destroyed or lost. Nothing else ever changes."""
    connection.execute(
        "update publication set state = ?, on_day = ? where meeting_id = ? and state = 'waiting'",
        (state, on_day, meeting_id),
    )


def of(connection: Connection, meeting_id: int) -> PublicationRow | None:
    row = connection.execute(f"{_PUBLICATION} where p.meeting_id = ?", (meeting_id,)).fetchone()
    return PublicationRow._make(row) if row else None


def all(connection: Connection) -> list[PublicationRow]:
    """Every one, the newest first."""
    return [PublicationRow._make(row) for row in connection.execute(f"{_PUBLICATION} {_NEWEST}")]


def in_groups_of(connection: Connection, member_id: int, most: int) -> list[PublicationRow]:
    """Those of this member's groups, and of meetings that were for everybody; the newest first."""
    rows = connection.execute(
        f"""{_PUBLICATION} join event e on e.id = p.meeting_id
            where e.group_id is null or e.group_id in (select group_id from membership where member_id = ?)
            {_NEWEST} limit ?""",  # noqa: S608 - our own columns
        (member_id, most),
    )
    return [PublicationRow._make(row) for row in rows]


def answers(connection: Connection, meeting_id: int) -> list[AnswerRow]:
    rows = connection.execute(
        """select question, words, answer, share, about from published where meeting_id = ?
           order by question, words, answer""",
        (meeting_id,),
    )
    return [AnswerRow._make(row) for row in rows]


def told_to(connection: Connection, meeting_id: int, member_id: int | None) -> None:
    """Everybody up to this member has been told what came of it; None: everybody has."""
    connection.execute("update publication set told_to = ? where meeting_id = ?", (member_id, meeting_id))


def still_to_tell(connection: Connection) -> list[PublicationRow]:
    """Those that somebody is still to be told about, the oldest first."""
    rows = connection.execute(f"{_PUBLICATION} where p.told_to is not null order by p.on_day, p.meeting_id")
    return [PublicationRow._make(row) for row in rows]

"""What members keep: finished questionnaires, by question id."""

from collections.abc import Mapping
from sqlite3 import Connection


def keep(
    connection: Connection,
    member_id: int,
    questionnaire: str,
    version: int,
    sight: str,
    given: Mapping[str, str],
    now: int,
) -> None:
    (response_id,) = connection.execute(
        "insert into response (member_id, questionnaire, version, sight, at) values (?, ?, ?, ?, ?) returning id",
        (member_id, questionnaire, version, sight, now),
    ).fetchone()
    connection.executemany(
        "insert into answer (response_id, question, value) values (?, ?, ?)",
        [(response_id, question, value) for question, value in given.items()],
    )


def latest(
    connection: Connection, member_id: int, questionnaire: str, most: int
) -> list[tuple[int, dict[str, str], str]]:
    """(when, answers by question id, who sees them), newest first."""
    rows = connection.execute(
        "select id, at, sight from response where member_id = ? and questionnaire = ? order by at desc, id desc limit ?",
        (member_id, questionnaire, most),
    ).fetchall()
    return [
        (
            at,
            dict(
                connection.execute(
                    "select question, value from answer where response_id = ?", (id,)
                ).fetchall()
            ),
            sight,
        )
        for id, at, sight in rows
    ]


def count(connection: Connection, member_id: int, questionnaire: str) -> int:
    row = connection.execute(
        "select count(*) from response where member_id = ? and questionnaire = ?", (member_id, questionnaire)
    ).fetchone()
    return int(row[0])


def last_asked(connection: Connection, member_id: int, question: str) -> int | None:
    """When the member last answered this question."""
    row = connection.execute(
        "select max(r.at) from response r join answer a on a.response_id = r.id where r.member_id = ? and a.question = ?",
        (member_id, question),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def drop(connection: Connection, member_id: int, questionnaire: str) -> None:
    connection.execute(
        "delete from response where member_id = ? and questionnaire = ?", (member_id, questionnaire)
    )


def drop_one(connection: Connection, member_id: int, questionnaire: str, at: int) -> None:
    """The response that the member kept at this moment."""
    connection.execute(
        "delete from response where member_id = ? and questionnaire = ? and at = ?",
        (member_id, questionnaire, at),
    )


def prune(connection: Connection, moment: int) -> None:
    """Check-ins are kept for 12 months (DOMAIN.md 5.3)."""
    connection.execute("delete from response where at < ?", (moment,))

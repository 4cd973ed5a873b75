"""Rows that cannot be read: damaged, or from another version of this program.

Such a row must never stand between a person and STOP, or the help lines. So a session that cannot be read is let go,
and a plan that cannot be read is as if nothing had been chosen (bot/plan.py says what that means). Each is counted for
the team, and nothing of what stood in it is logged.
"""

import logging
from datetime import UTC, datetime
from sqlite3 import Connection

from bot import plan
from conversations.pace import Pace
from conversations.session import Session
from conversations.view import Programme
from storage import members, sessions, tallies

log = logging.getLogger(__name__)


def stack_of(connection: Connection, member_id: int, now: int) -> tuple[list[str], tuple[Session, ...]]:
    """(the rows as they stand, the sessions in them that can be read)."""
    before = sessions.load(connection, member_id)
    stack = tuple(session for state in before if (session := session_of(connection, state, now)))
    return before, stack


def session_of(connection: Connection, state: str, now: int) -> Session | None:
    try:
        return Session.from_json(state)
    except ValueError:
        _count(connection, "session", now)
        return None


def pace_of(connection: Connection, row: members.MemberRow, programme: Programme, now: int) -> Pace:
    try:
        return plan.from_json(row.plan)
    except ValueError:
        _count(connection, "plan", now)
        return plan.for_want_of(row.state, programme, now)


def _count(connection: Connection, what: str, now: int) -> None:
    log.error("a %s could not be read and was passed over", what)
    tallies.count(connection, f"{what}.unreadable", datetime.fromtimestamp(now, UTC).date().isoformat())

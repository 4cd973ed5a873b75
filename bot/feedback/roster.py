"""Whom a box is for: everybody who was invited when the meeting ended, and nobody who is let in afterwards.

Were it worked out anew each time, accounts that enter the group later could fill a box up to its floor and so open one that
holds a single person's answer. It rests in the box, sealed with all else, and goes with the register.
"""

import json
from sqlite3 import Connection
from typing import Final

from storage import events, sealed

NOTE: Final = "roster"


def fix(connection: Connection, meeting_id: int) -> None:
    """The people of this meeting, as they are now."""
    sealed.keep_note(connection, meeting_id, NOTE, json.dumps(events.invited(connection, meeting_id)))


def of(connection: Connection, meeting_id: int) -> list[int]:
    """Their ids, in order; none once the box has gone to review, or where it cannot be opened."""
    return [int(id) for id in json.loads(sealed.note(connection, meeting_id, NOTE) or "[]")]


def is_kept(connection: Connection, meeting_id: int) -> bool:
    """Whether they are known: until the box goes to review, from which on it takes no answers."""
    return sealed.note(connection, meeting_id, NOTE) is not None


def narrow(connection: Connection, meeting_id: int, others: list[int]) -> None:
    """Answers of another meeting are mixed in: of those invited to this one, who was invited to that one, too."""
    both = sorted({*of(connection, meeting_id)} & {*others})
    sealed.keep_note(connection, meeting_id, NOTE, json.dumps(both))


def strike_out(connection: Connection, member_id: int) -> None:
    """The member has left."""
    for meeting_id in sealed.with_note(connection, NOTE):
        left = [id for id in of(connection, meeting_id) if id != member_id]
        sealed.keep_note(connection, meeting_id, NOTE, json.dumps(left))

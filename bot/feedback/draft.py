"""What somebody is in the middle of in a sealed talk, as it rests in the box and nowhere else."""

import json
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Final

from bot import letters
from bot.ports import Body
from conversations.feedback.form import Form
from conversations.session import Session
from storage import boxes, sealed

THE_QUESTION: Final = "?"
"""In a body that is owed: the message that holds the open question by the time it goes."""
ALL: Final = "*"
"""In a body that is owed: every message of the talk that still stands by then."""
BLANK: Final = "·"
"""What a message says that had to go and is too old to be deleted."""
_write: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Draft:
    """`messages`: those of the talk that stand in the chat, of both sides, and `question` the one that holds the open
    question. `owes`: what is still to be said or deleted there, in order: if the process ends now, it is done at the next
    start. `where`: the channel and address that all of it is at.

    `at`: when they last did something in the talk, UTC seconds, which is what is owed answers; `helps`: with help lines, which
    are worth sending for longer (bot/lateness.py). A draft of before these were kept counts as late: what it owes goes in the
    member's own hours, which is never wrong, and not at night, which may be."""

    stack: tuple[Session, ...] = ()
    messages: tuple[str, ...] = ()
    question: str = ""
    owes: tuple[Body, ...] = ()
    where: tuple[str, str] = ("", "")
    at: int = 0
    helps: bool = False

    def standing(self, *messages: str) -> tuple[str, ...]:
        """The messages of the talk with these among them."""
        return tuple(dict.fromkeys((*self.messages, *filter(None, messages))))

    def to_json(self) -> str:
        owes = [json.loads(letters.to_json(body)) for body in self.owes]
        stack = [json.loads(session.to_json()) for session in self.stack]
        return _write([stack, self.messages, self.question, owes, self.where, self.at, self.helps])

    @classmethod
    def from_json(cls, text: str) -> "Draft":
        stack, messages, question, owes, where, *since = json.loads(text)
        return cls(
            tuple(Session.from_json(_write(session)) for session in stack),
            tuple(messages),
            question,
            tuple(letters.from_json(_write(body)) for body in owes),
            (where[0], where[1]),
            *since,
        )


def load(connection: Connection, meeting_id: int, member_id: int) -> Draft | None:
    text = sealed.draft(connection, meeting_id, member_id)
    return None if text is None else Draft.from_json(text)


def save(connection: Connection, meeting_id: int, member_id: int, draft: Draft) -> None:
    """Keep it as long as anything is going on or owed; a talk that is over and answered leaves nothing."""
    if draft.stack or draft.owes:
        sealed.keep_draft(connection, meeting_id, member_id, draft.to_json(), owes=bool(draft.owes))
    else:
        sealed.drop_draft(connection, meeting_id, member_id)


def form_of(connection: Connection, meeting_id: int) -> Form:
    """The questions as they were when the box was made."""
    row = boxes.of(connection, meeting_id)
    assert row is not None, "there is such a box"
    return Form.from_json(row.questions)

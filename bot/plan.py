"""The form on disk of what a member agreed to (conversations.pace.Pace): JSON, every field of it.

Every field, also where it is the usual one: a later version may have other usual hours, and what a member agreed to
must not change with them. A field that this version does not know is an error and not passed over, for it may have been
a promise. A field that is missing is newer than the plan, and has its usual value.
"""

from dataclasses import replace
from typing import Final

from pydantic import TypeAdapter

from conversations.foresight import usual_pace
from conversations.pace import Choice, Pace, State
from conversations.view import Programme

_PACE: Final = TypeAdapter(Pace)


def to_json(pace: Pace) -> str:
    return _PACE.dump_json(pace).decode()


def from_json(text: str) -> Pace:
    """Raises ValueError for a plan that this version of the program cannot have written."""
    return _PACE.validate_json(text, extra="forbid")


def for_want_of(state: str, programme: Programme, now: int) -> Pace:
    """In place of a plan that cannot be read: the state is known from its column, and for the rest nothing is begun
    with them until they choose again. Whatever they write is answered as ever."""
    usual = replace(usual_pace(programme), choice=Choice.ONLY_WHEN_I_ASK, state=State(state))
    return replace(usual, stopped_at=now) if usual.state is State.STOPPED else usual

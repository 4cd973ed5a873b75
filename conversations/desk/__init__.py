"""The desk: who gets the next word.

A member has a small stack of sessions: what they are in the middle of, with cards (help, the menu, a change of pace)
laid on top. The desk looks at everything that comes in, in an order that protects people before it serves flows:

1. STOP, as a whole message, anywhere: obeyed at once.
2. Words that may mean danger: the fixed card, before anything is saved. What was going on waits beneath.
3. A held phone changes nothing, unless it knows the rejoin code; a stopped member gets an answer only.
4. The very words of a shown choice answer it; command words (HELP, MENU, PACE …) lay a card on top.
5. "Stop" inside a longer message: a day of silence, and one question.
6. Buttons: of the open question, of a finished one, of a past life. Each gets an answer.
7. Words: to nobody, while a card about danger lies open (cards.py); else for the open question; if nothing is open, for whoever can make something of them.

Pure: `take` turns (event, stack, view) into (stack, effects).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.desk.hearing import receive
from conversations.desk.rating import rate
from conversations.desk.stack import expires, is_theirs, living, practising
from conversations.desk.table import Table
from conversations.effects import Effect
from conversations.events import Event
from conversations.flow import Flow
from conversations.pace import State
from conversations.session import Session
from conversations.view import View

__all__ = ["DeskTurn", "expires", "take"]


def is_silent(view: View) -> bool:
    """Whether this person's hold stops every reply too, the help lines among them (PACE.md, section 8)."""
    return view.member is not None and view.pace.state is State.HELD and view.pace.hold_is_silent


@dataclass(frozen=True, slots=True)
class DeskTurn:
    """The stack afterwards (the open session last) and what is asked of the world. `for_nobody`: these were words of which
    nobody could make anything, neither what is open nor any page."""

    stack: tuple[Session, ...]
    effects: tuple[Effect, ...]
    for_nobody: bool = False


def take(event: Event, stack: tuple[Session, ...], view: View, flows: Mapping[str, Flow]) -> DeskTurn:
    """One event of one person, taken to its end."""
    if is_silent(view):
        return DeskTurn(stack, ())
    alive = [each for each in living(stack, view.now, flows) if is_theirs(flows[each.flow], view)]
    table = Table(alive, practising(view, alive), flows)
    receive(table, event)
    rate(table)
    table.never_silent(event)
    return DeskTurn(tuple(table.stack), table.closing_effects(event), table.for_nobody)

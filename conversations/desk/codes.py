"""A rejoin code, typed or brought by a link: by somebody at the door, from a held phone, or by a member who is in.

Whatever it is worth, what was typed goes from the chat: a code with one letter wrong is a code. It brings its member back
to wherever they write from, and it lifts a hold, which ends in rest and causes no message. To a member who is in it only
says that it works; and of a code that does not, everybody hears the same.
"""

from conversations import engine
from conversations.desk.table import Table
from conversations.effects import ComeBack, EndRejoin, Remove
from conversations.events import Opened, Typed
from conversations.flows.rejoining import WRONG, works
from conversations.pace import State


def take_code(table: Table, event: Typed | Opened) -> None:
    """The shell has looked at it already: `view.rejoin` says whose it is."""
    brought, member = table.view.rejoin, table.view.member
    assert brought is not None
    state = table.view.pace.state if member else None
    if event.message:
        table.add(Remove(event.message))
    if brought.member is not None and (member is None or state is State.HELD):
        table.stack.clear()
        table.add(ComeBack())
        return table.begin("came_back")
    if _asked_for(table) and isinstance(event, Typed):
        return table.apply(engine.advance(table.flows["rejoin"], table.stack[-1], event, table.view))
    if brought.member is not None:
        table.add(EndRejoin(keep=True))
    if state is State.HELD:
        table.stack.clear()
    return table.show_again(works(table.view, {}) if brought.member else WRONG)


def _asked_for(table: Table) -> bool:
    """Whether the code that was shown is to be typed back right now."""
    return bool(table.stack) and (table.stack[-1].flow, table.stack[-1].step) == ("rejoin", "ON-53C")

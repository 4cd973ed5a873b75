"""A hold that is over is told of once, when the person next writes (ST-05; PACE.md, section 7).

Whoever writes a few words while nothing is open gets it as a question of its own. Whoever asks for something, or presses a
button, hears it before what they asked for. STOP and words of danger come before it, and it waits for the time after.
"""

from conversations import pace
from conversations.desk.pressing import parts
from conversations.desk.table import Table
from conversations.effects import ChangePace
from conversations.events import Pressed
from conversations.flows.holding import OVER, since
from conversations.safety import Command

SMALL_WORDS = (None, Command.GREETING, Command.START, Command.THANKS)
"""What asks for nothing in particular."""
_COMING_BACK = frozenset({"came_back", "rejoin"})


def is_owed(table: Table) -> bool:
    return table.view.member is not None and pace.hold_to_tell(table.view.pace) is not None


def tell(table: Table, *, asks: bool) -> bool:
    """Tell them, if it is owed; whether that was all the answer there is. `asks`: what they wrote has one of its own."""
    if not is_owed(table):
        return False
    date = since(table.view, {})
    alone = not (asks or table.stack or table.view.pace.state is pace.State.STOPPED)
    if alone:
        table.begin("lifted", date)
    else:
        table.say(OVER, date)
    table.add(ChangePace(pace.told_of_hold(table.view.pace)))
    return alone


def before_button(table: Table, event: Pressed) -> None:
    """The same before what a button does; not among the steps of coming back, which come first."""
    _id, name, _step, key = parts(event.token)
    if key != "stop" and name not in _COMING_BACK:
        tell(table, asks=True)

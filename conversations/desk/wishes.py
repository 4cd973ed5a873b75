"""Wishes that are typed and not pressed: less of this, slower, once a month (PACE.md, section 2: "any time").

A pace that is called by its name is chosen, as if its button under "How often would you like to hear from me?" had been
pressed. Where a question is open that can take these words ("Slower" after a break; a question for own words), they are its
answer.
"""

from collections.abc import Mapping
from typing import Final

from conversations import engine
from conversations.desk.table import Table
from conversations.events import Pressed, Typed
from conversations.safety import Command

PACES: Final[Mapping[Command, str]] = {
    Command.WEEKLY: "weekly",
    Command.FORTNIGHTLY: "fortnight",
    Command.MONTHLY: "monthly",
    Command.WHEN_I_ASK: "ask",
}
"""The options of PA-01."""


def is_wish(table: Table, event: Typed, said: Command | None) -> bool:
    """Whether these words are a wish of somebody who has joined, and no answer to the open question."""
    if table.view.member is None or said is None or (said is not Command.SLOWER and said not in PACES):
        return False
    if not table.stack:
        return True
    top = table.stack[-1]
    return not engine.advance(table.flows[top.flow], top, event, table.view).understood


def fulfil(table: Table, said: Command) -> None:
    if said is Command.SLOWER:
        return table.begin("less")
    if not table.stack or (table.stack[-1].flow, table.stack[-1].step) != ("pace", "PA-01"):
        before = len(table.effects)
        table.begin("pace")
        del table.effects[before:]  # its page: what it would ask is answered
    top = table.stack[-1]
    table.apply(
        engine.advance(
            table.flows["pace"], top, Pressed(engine.token(top, top.step, PACES[said])), table.view
        )
    )

"""Was that last one really urgent? Asked once, when somebody next taps or types an answer, and never as a message of its own
(B35; COPYDECK BR-06).

It follows the answer that was just taken, where nothing else is open. Whoever has put something off, looked for help or is
leaving is not asked: it waits for a calmer moment, or for none.
"""

from typing import Final

from conversations import engine, pace
from conversations.desk.table import Table
from conversations.effects import Clear, Forget

NOT_AFTER: Final = frozenset({"help", "crisis", "tell", "call", "message", "stop", "less", "less_stop", "forget", "clear", "angry", "was_urgent"})  # fmt: skip
PUT_OFF: Final = ("later", "not_now", "skip", "close")


def rate(table: Table) -> None:
    """Ask, if this is the moment for it."""
    flow, key = table.took
    if not key or flow in NOT_AFTER or key.startswith(PUT_OFF):
        return
    in_the_middle = any(not engine.is_answered(table.flows[each.flow], each) for each in table.stack)
    if in_the_middle or table.view.practice or table.view.member is None:
        return
    calm = table.view.pace.state in (pace.State.ACTIVE, pace.State.RESTING)
    if not calm or any(isinstance(effect, Clear | Forget) for effect in table.effects):
        return
    if item := table.view.facts.to_rate():
        table.begin("was_urgent", {"item": item})

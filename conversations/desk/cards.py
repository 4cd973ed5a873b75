"""While a card about danger lies open, it stays open to words.

"Please", "I am scared", "what do I do": after a card such words are for somebody, and no flow can answer them. They are
met with the same card again, for half an hour after it was last shown. They are not taken for the answer to whatever was
being asked beneath: whoever has just written of dying is not choosing "Skip", and their words are not an entry in a
check-in. Only the very words of a choice beneath ("Up and down") carry on there, since nobody writes those by chance; and
not its yes or no, which may as well be said to the card. A button, "Carry on" and every command word work as ever.
"""

from typing import Final

from conversations import engine
from conversations.desk.table import Table
from conversations.deskwords import THANKED
from conversations.effects import Reply
from conversations.events import Typed
from conversations.flow import Visit
from conversations.flows.crisis import HERE, before_card
from conversations.obvious import meanings
from conversations.plain import plain
from conversations.safety import Command, command

STAYS: Final = 30 * 60
"""Seconds."""
READ: Final = frozenset("ok,okay,k,kk,right,alright,all right,i see,fine,vale".split(","))
"""What says no more than that the card was read."""


def keeps_card(table: Table, event: Typed) -> bool:
    """Whether these words meet an open card that they do not answer."""
    at = card_at(table)
    if at is None or table.view.now - table.stack[-1].touched_at > STAYS:
        return False
    beneath = table.stack[at - 1] if at else None
    if beneath and (table.flows[beneath.flow].to_person or carries_on(table, event.text, at)):
        return False
    top = table.stack[-1]
    return not engine.advance(table.flows[top.flow], top, event, table.view).understood


def card_at(table: Table) -> int | None:
    """Where the card lies: on top, or under the help lines that were opened from it."""
    for at in (len(table.stack) - 1, len(table.stack) - 2):
        if at >= 0 and table.stack[at].flow == "crisis":
            step = table.flows["crisis"][table.stack[at].step]
            opened = isinstance(step, Visit) and table.stack[-1].flow == step.flow
            return at if at == len(table.stack) - 1 or opened else None
    return None


def carries_on(table: Table, text: str, at: int) -> bool:
    """Whether these are the very words of a choice beneath the card, and no plain yes or no."""
    language = table.view.tongue.language
    either = meanings("yes", language) | meanings("no", language)
    return plain(text) not in either and table.shows(table.stack[at - 1], text)


def show_card_again(table: Table, event: Typed) -> None:
    """The card once more, or what was opened from it, and kindly why there is no other answer. An "OK" or a thank you is only taken."""
    top, flow = table.stack[-1], table.flows[table.stack[-1].flow]
    table.stack[-1] = top.at(top.step, table.view.now)
    if command(event.text) is Command.THANKS:
        return table.say(THANKED)
    if plain(event.text) in READ:
        return table.say(HERE)
    fill = engine.standard_fill(table.view)
    preface = "\n\n".join(table.view.tongue.say(phrase, fill) for phrase in before_card(flow.id, top.step))
    effects = engine.again(flow, table.stack[-1], table.view, preface).effects
    table.add(*(effect for effect in effects if isinstance(effect, Reply)))

"""The words of a menu that is not open: "send news", "what we sent", "quiet mode", "see them".

People type what they have read once. Where nothing that is open can make anything of the words, and they are the very words
of a choice on one of the pages that always stand open to this person, that choice is taken, as if the page had been opened
and the choice tapped. A way out ("Close", "Back") is no wish, so none is taken.
"""

from conversations import engine
from conversations.desk.stack import is_theirs
from conversations.desk.table import Table
from conversations.events import Typed
from conversations.flow import Ask
from conversations.plain import plain

PAGES = ("team", "team_meetings", "team_training", "reps", "menu", "details", "fix")
"""By the ids of their flows, in the order in which they are asked."""


def take_shortcut(table: Table, text: str) -> bool:
    """Whether these are the words of a choice on one of the pages; then it is taken."""
    return any(is_theirs(table.flows[page], table.view) and _on(page, table, text) for page in PAGES)


def _on(page: str, table: Table, text: str) -> bool:
    flow = table.flows[page]
    opened = engine.open(flow, table.fresh_id(), table.view).session
    ask = flow[opened.step] if opened else None
    if opened is None or not isinstance(ask, Ask):
        return False
    offered = engine.options(ask, opened, table.view)
    labels = engine.bare_labels(offered, table.view)
    for option, label in zip(offered, labels, strict=True):
        if plain(label) == plain(text) and not option.out:
            table.stack = [*(each for each in table.stack if each.flow != page), opened]
            table.apply(engine.advance(flow, opened, Typed(text), table.view))
            return True
    return False

"""Somebody was asked for a line to a member's own record, and may write one (B53). No levels, no marks, and no need to.

What this is about stands in `item`, sealed to the one who is asked (bot/journeys.py): neither the letter nor the session says
whose record it is. What is written is sealed to that member in the turn in which it is typed; nobody else can read it from
then on, its writer included.
"""

from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Words
from conversations.journey import LINE_MOST
from conversations.journey_effects import LeaveLine
from conversations.phrases import _
from conversations.view import View

NEVER_MIND: Final = Option("never", _("CI-14.never", "Never mind"), out=True)
WAITS: Final = 3 * 24 * 3600
"""Seconds: long enough for a weekend, and no longer than that."""


def is_there(view: View, answers: Answers) -> bool:
    return view.facts.asks_for_line(answers.get("item", "")) is not None


def whose(view: View, answers: Answers) -> dict[str, str]:
    name = view.facts.asks_for_line(answers.get("item", ""))
    return {"name": name or view.tongue.say(_("text.no_name", "A member")), "most": str(LINE_MOST)}


def leave(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (
        (LeaveLine(answers.get("item", ""), value),) if value != "never" and is_there(view, answers) else ()
    )


JOURNEY_LINE: Final = Flow("journey_line", opener=True, lives=WAITS, steps=(
    Route("begins", lambda view, answers: "JO-21" if is_there(view, answers) else END, among=("JO-21", END)),
    Ask("JO-21", _("JO-21", "Would you like to write a line? They choose whether to keep it. No is fine, and they aren't told."), OneOf((
            Option("write", _("JO-21.write", "Write a line")), Option("no", _("MF-01.no", "No thanks"), out=True)), exact=True),
        then={"write": "JO-22"}, otherwise="JO-24"),
    Ask("JO-22", _("JO-22", "What would you like to say about what {name} did or learned? Up to {most} letters."), Words((NEVER_MIND,), limit=LINE_MOST, unkept=True),
        then={"never": "JO-24"}, otherwise="written", fill=whose, does=leave),
    Route("written", lambda view, answers: "JO-23" if is_there(view, answers) else "JO-24", among=("JO-23", "JO-24")),
    Say("JO-23", _("JO-23", "Done. It waits in {name}'s own record. From now on only they can read it, and I can't show it to you again."), then=END, fill=whose),
    Say("JO-24", _("JO-24", "OK. Nothing was written."), then=END),
))  # fmt: skip

FLOWS: Final = (JOURNEY_LINE,)

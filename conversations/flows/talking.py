"""Anger, where no question is open (COPYDECK.md, section 12). It is not abuse, and never blocks, hides or marks anybody
(B22)."""

from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say
from conversations.flows.stopping import stops
from conversations.phrases import Phrase, _
from conversations.telling import can_pass_on
from conversations.view import View


def calm(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    match value:
        case "stop":
            return stops(view)
        case "person":
            return (Begin("call"),)
        case _:
            return ()


def asks(view: View, answers: Answers) -> Phrase:
    if can_pass_on(view):
        return _("ER-07", "Fair enough. Would you like me to stop, or a person to call?")
    return _(
        "ER-07N", "Fair enough. Would you like me to stop? To reach a person, you can write to {contact}."
    )


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    person = (Option("person", _("CI-03d.call", "Ask for a person")),) if can_pass_on(view) else ()
    return (
        Option("stop", _("button.stop", "Stop")),
        *person,
        Option("carry_on", _("button.carry_on", "Carry on"), out=True),
    )


FLOWS = (
    Flow("angry", overlay=True, late=True, steps=(
        Ask("ER-07", asks, OneOf(ways),
            then={"carry_on": "ER-07C"}, otherwise=END, does=calm),
        Say("ER-07C", _("ER-07C", "OK. You can write whenever you like."), then=END),
    )),
)  # fmt: skip

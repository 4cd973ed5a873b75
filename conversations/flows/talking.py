"""Words that belong to no question: anger, and messages meant for a person (COPYDECK.md, section 12).

Anger is not abuse, and never blocks, hides or marks anybody (B22). Nothing a member writes here is passed on before
they say yes; what they said no to is kept nowhere.
"""

from conversations.effects import Begin, Effect, PassOn
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say
from conversations.flows.stopping import stops
from conversations.phrases import _
from conversations.view import View


def calm(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    match value:
        case "stop":
            return stops(view)
        case "person":
            return (Begin("call"),)
        case _:
            return ()


def pass_on(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value != "yes":
        return ()
    name = view.known.name or view.tongue.say(_("text.no_name", "A member"), {})
    wrote = view.tongue.say(_("ER-03W", "{name} wrote to you:"), {"name": name})
    return (PassOn("worker", f"{wrote}\n{answers.get('words', '')}"),)


FLOWS = (
    Flow("angry", overlay=True, steps=(
        Ask("ER-07", _("ER-07", "Fair enough. Would you like me to stop, or a person to call?"), OneOf((
                Option("stop", _("button.stop", "Stop")), Option("person", _("CI-03d.call", "Ask for a person")),
                Option("carry_on", _("button.carry_on", "Carry on"), out=True))),
            then={"carry_on": "ER-07C"}, otherwise=END, does=calm),
        Say("ER-07C", _("ER-07C", "OK. You can write whenever you like."), then=END),
    )),
    Flow("pass_on", overlay=True, steps=(
        Ask("ER-02", _("ER-02", "Would you like a person to read that? They work {hours}. They'd see your name here."), OneOf((
                Option("yes", _("ER-02.yes", "Yes, send it")), Option("no", _("ER-02.no", "No, delete it"), out=True))),
            then={"yes": "ER-03"}, otherwise="ER-02N", does=pass_on),
        Say("ER-03", _("ER-03", "Passed on to {worker}. If you need someone sooner, type HELP."), then=END),
        Say("ER-02N", _("ER-02N", "OK. I've kept nothing of it, and nobody will read it."), then=END),
    )),
)  # fmt: skip

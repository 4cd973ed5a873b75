"""My details: see them, fix them, take a copy, delete them, complain (COPYDECK.md, section 10).

All of it without a person in the way, except the complaint, which is for one. The pages "fix" and "kept" have files of
their own: fixing.py and kept.py.
"""

from typing import Final

from conversations.effects import Begin, Effect, SendCopy
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say, Visit
from conversations.flows import fixing, kept
from conversations.flows.fixing import LAYERS, SIGHTS
from conversations.flows.forget import CAPTION
from conversations.flows.helplines import can_pass_on
from conversations.pace import Choice
from conversations.phrases import Phrase, _
from conversations.view import View

CLOSED: Final = _("PV-02C", "OK. It's all here any time: type MY DETAILS.")
ON: Final = _("text.on", "on")
OFF: Final = _("text.off", "off")
PACES: Final = {
    Choice.WEEKLY: _("PV-02.weekly", "every week"),
    Choice.FORTNIGHTLY: _("PV-02.fortnightly", "every 2 weeks"),
    Choice.MONTHLY: _("PV-02.monthly", "once a month"),
    Choice.ONLY_WHEN_I_ASK: _("PV-02.only_when_i_ask", "only when I ask"),
}


def seen(view: View, answers: Answers) -> dict[str, str]:
    """Everything kept about the member: what they chose, in words, then what else there is, by kind."""
    member, say = view.known, view.tongue.say

    def line(what: Phrase, value: str) -> str:
        return say(_("PV-02.line", "{what}: {value}"), {"what": say(what), "value": value})

    def switch(on: bool) -> str:
        return say(ON if on else OFF)

    groups = view.tongue.listed(group.name for group in member.groups)
    lines = [
        line(_("PV-02.name", "Name"), member.name or say(_("PV-02.none", "none"))),
        line(
            _("PV-02.language", "Language"),
            dict(view.programme.languages).get(member.language, member.language),
        ),
        line(_("PV-02.quiet", "Quiet mode"), switch(member.quiet)),
        line(_("PV-02.pace", "Pace"), say(PACES[view.pace.choice])),
        line(_("PV-02.zone", "Time zone"), view.pace.zone),
        *((line(_("PV-02.groups", "Groups"), groups),) if groups else ()),
        *(line(layer.title, switch(member.agreed(layer.key))) for layer in LAYERS),
        line(
            _("PV-02.sight", "Check-ins seen by"),
            say(SIGHTS[member.sight], {"worker": view.programme.worker}),
        ),
    ]
    rest = view.tongue.listed(f"{what} {value}" for what, value in view.facts.details())
    return {"lines": "\n".join(lines), "rest": rest or say(_("PV-02.none", "none"))}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    checks = (Option("kept", _("PV-02.kept", "My check-ins")),) if view.facts.check_in_count() else ()
    copy = (Option("copy", _("PV-02.copy", "Get a copy")),) if view.caps.files else ()
    return (
        Option("see", _("PV-02.see", "See them")),
        *checks,
        Option("fix", _("PV-02.fix", "Fix them")),
        *copy,
        Option("delete", _("PV-02.delete", "Delete them")),
        Option("complain", _("PV-02.complain", "Complain")),
        Option("close", _("button.close", "Close"), out=True),
    )


def complaint_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    write = (Option("write", _("PV-08.write", "Write it here")),) if can_pass_on(view) else ()
    return (*write, Option("ok", _("button.ok", "OK"), out=True))


def complains(view: View, answers: Answers) -> Phrase:
    if can_pass_on(view):
        return _(
            "PV-08",
            "I'm sorry something's wrong. Tell me here, or write to {contact}. We'll reply within 30 days to say we have it. You can also complain to the ICO, at ico.org.uk.",
        )
    return _(
        "PV-08C",
        "I'm sorry something's wrong. You can write to {contact}. We'll reply within 30 days to say we have it. You can also complain to the ICO, at ico.org.uk.",
    )


def complain(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("message", {"about": "complaint"}),) if value == "write" else ()


def send_copy(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (SendCopy(view.tongue.say(CAPTION)),) if value == "send" else ()


DETAILS = Flow("details", steps=(
    Ask("PV-02", _("PV-02", "Your details belong to you. What would you like?"), OneOf(ways),
        then={"see": "PV-02S", "kept": "kept", "fix": "fix", "copy": "PV-09", "delete": "forget", "complain": "PV-08"}, otherwise="PV-02C"),
    Ask("PV-02S", _("PV-02S", "{lines}\n\nAll that is kept, counted by kind: {rest}. A copy has every line of it."),
        OneOf((Option("fix", _("PV-02.fix", "Fix them")), Option("back", _("button.back", "Back"), out=True))),
        then={"fix": "fix"}, otherwise="PV-02", fill=seen),
    Visit("fix", "fix", then="PV-02"),
    Visit("kept", "kept", then="PV-02"),
    Ask("PV-09", _("PV-09", "Your copy is ready. Anyone with this phone could open it. Send it here, or leave it until you're somewhere safe?"),
        OneOf((Option("send", _("PV-09.send", "Send it here")), Option("later", _("PV-09.later", "Leave it for now"), out=True))),
        then={"send": END}, otherwise="PV-02C", does=send_copy),
    Visit("forget", "forget", then="PV-02"),
    Ask("PV-08", complains, OneOf(complaint_ways), then={"write": END}, otherwise="PV-02C", does=complain),
    Say("PV-02C", CLOSED, then=END),
))  # fmt: skip

FLOWS = (DETAILS, *fixing.FLOWS, *kept.FLOWS)

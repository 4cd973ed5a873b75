"""My details: see them, fix them, take a copy, delete them, see what the team did, complain (COPYDECK.md, section 10).

All of it without a person in the way, except the complaint, which is for one. The pages have files of their own:
own_page.py, fixing.py, kept.py and log_page.py.
"""

from typing import Final

from conversations.effects import Effect, SendCopy
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say, Visit
from conversations.flows import fixing, kept, log_page, own_page
from conversations.flows.forget import CAPTION
from conversations.phrases import _
from conversations.view import View

CLOSED: Final = _("PV-02C", "OK. It's all here any time: type MY DETAILS.")
COMPLAIN: Final = _("PV-08", "I'm sorry something's wrong. You can write to {contact}. We'll reply within 30 days to say we have it. You can also complain to the ICO, at ico.org.uk.")  # fmt: skip
"""There is no "Write it here": a complaint would go to the very people it may be about. That waits until somebody
outside the team can take complaints, in a role of its own."""


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    checks = (Option("kept", _("PV-02.kept", "My check-ins")),) if view.check_in_count() else ()
    copy = (Option("copy", _("PV-02.copy", "Get a copy")),) if view.caps.files else ()
    return (
        Option("see", _("PV-02.see", "See them")),
        *checks,
        Option("fix", _("PV-02.fix", "Fix them")),
        *copy,
        Option("rejoin", _("PV-02.rejoin", "Code for a new phone")),
        Option("delete", _("PV-02.delete", "Delete them")),
        Option("log", _("PV-02.log", "What the team did")),
        Option("complain", _("PV-02.complain", "Complain")),
        Option("close", _("button.close", "Close"), out=True),
    )


def send_copy(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (SendCopy(view.tongue.say(CAPTION)),) if value == "send" else ()


DETAILS = Flow("details", steps=(
    Ask("PV-02", _("PV-02", "Your details belong to you. I keep check-ins for 12 months. What would you like?"), OneOf(ways),
        then={"see": "PV-02S", "kept": "kept", "fix": "fix", "copy": "PV-09", "delete": "forget", "log": "log", "rejoin": "rejoin", "complain": "PV-08"}, otherwise="PV-02C"),
    Ask("PV-02S", _("PV-02S", "{lines}\n\nThat's all I keep about you. Nobody else sees this page. If we don't chat for a year, I ask once whether to go on keeping it."),
        OneOf((Option("fix", _("PV-02.fix", "Fix them")), Option("back", _("button.back", "Back"), out=True))),
        then={"fix": "fix"}, otherwise="PV-02", fill=own_page.page),
    Visit("fix", "fix", then="PV-02"),
    Visit("kept", "kept", then="PV-02"),
    Visit("log", "log", then="PV-02"),
    Visit("rejoin", "rejoin", then="PV-02"),
    Ask("PV-09", _("PV-09", "Your copy is ready. Anyone with this phone could open it. Send it here, or leave it until you're somewhere safe?"),
        OneOf((Option("send", _("PV-09.send", "Send it here")), Option("later", _("PV-09.later", "Leave it for now"), out=True))),
        then={"send": END}, otherwise="PV-02C", does=send_copy),
    Visit("forget", "forget", then="PV-02"),
    Ask("PV-08", COMPLAIN, OneOf((Option("ok", _("button.ok", "OK"), out=True),)), otherwise="PV-02C"),
    Say("PV-02C", CLOSED, then=END),
))  # fmt: skip

FLOWS = (DETAILS, *fixing.FLOWS, *kept.FLOWS, *log_page.FLOWS)

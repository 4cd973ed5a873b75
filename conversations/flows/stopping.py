"""STOP, and the way back (COPYDECK.md, section 3; PACE.md, sections 7 and 9).

STOP itself is the desk's: by the time anything here is said, it has been obeyed. What is said afterwards answers what
the person writes, and nothing else. STOP is not deletion, so both are offered; START is the only way back.
"""

from typing import Final

from conversations import pace
from conversations.effects import Begin, ChangePace, Effect, EmptyQueue, Leave
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say, Visit
from conversations.flows.joining import let_go
from conversations.flows.pacing import BY_JOINING
from conversations.phrases import _
from conversations.view import View

NEW_PHONE: Final = _("PV-11", "New phone, or can't get in? Type the code we gave you. If you don't have it, ask {worker} in person. For people to talk to now, type HELP.")  # fmt: skip
"""All that a held phone gets beside help; and what somebody at the door hears who speaks of a new phone."""


def stops(view: View) -> tuple[Effect, ...]:
    """What STOP does, where it is chosen and not typed: everything that was going on ends."""
    return (ChangePace(pace.stop(view.pace, view.now)), EmptyQueue(), Leave(), Begin("stop"))


def start(view: View, answers: Answers) -> tuple[Effect, ...]:
    return (ChangePace(pace.start(view.pace, view.now)),)


FLOWS = (
    Flow("stop", evergreen=True, steps=(
        Ask("ST-01", _("ST-01", "Stopped. I won't message you again. Things you booked stay booked, with no reminders. "
                                "To come back, write START. Delete your details too?"),
            OneOf((Option("delete", _("ST-01.delete", "Delete my details")), Option("keep", _("ST-01.keep", "Keep them for now"), out=True))),
            then={"delete": "forget"}, otherwise="ST-01K"),
        Visit("forget", "forget", then=END),
        Say("ST-01K", _("ST-01K", "OK. I've kept them. If you don't come back, I delete them after 13 months."), then=END),
    )),
    Flow("stop_stranger", steps=(
        Say("ST-01S", _("ST-01S", "Stopped. I won't message you again. I've kept nothing about you. To come back, write START."), then=END, does=let_go),
    )),
    Flow("return", steps=(
        Ask("ST-03", _("ST-03", "Hello. I'm the computer helper for {group}. You stopped my messages before. Want to start again?"),
            OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No"), out=True))),
            then={"yes": "start"}, otherwise="ST-03N"),
        Visit("start", "start", then=END),
        Say("ST-03N", _("ST-03N", "OK. Nothing changes: I won't message you. HELP works any time."), then=END),
    )),
    Flow("start", steps=(
        Say("ST-04", _("ST-04", "Welcome back. Nothing was sent while you were away. Let's set your pace."), then="pace", does=start),
        Visit("pace", "pace", then="ST-04D", carrying=lambda view, answers: BY_JOINING),
        Say("ST-04D", _("ST-04D", "All set. Type MENU any time. Type STOP and I stop at once."), then=END),
    )),
    Flow("held", steps=(
        Say("PV-11", NEW_PHONE, then=END),
    )),
)  # fmt: skip

"""What coordinators can do from a chat: invite, send news, be on duty (COPYDECK.md, section 13).

They are told how many, rounded, and never who (B31): no names, nobody's pace, nobody's silence. Every limit says which
promise it keeps and offers the next best thing. Inviting somebody to the team takes one key for now; the second key
(B33) comes with the representatives' own pages. What is done goes into the log, as a job and without a name.
"""

from typing import Final

from conversations.bands import band
from conversations.effects import Begin, ChangeMember, Effect, MakeInvite, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import holding, sending, sent, urgent
from conversations.phrases import Phrase, _
from conversations.view import Role, View

ROLES: Final[dict[str, tuple[Role, Phrase]]] = {
    "member": ("member", _("INV-10.member", "Members")),
    "rep": ("representative", _("INV-10.rep", "A member rep")),
    "coord": ("coordinator", _("INV-10.coord", "A coordinator")),
}
USES: Final = {"member": 25}
DAYS: Final = 14
CANCEL: Final = Option("cancel", _("button.cancel", "Cancel"), out=True)
NOTHING_SENT: Final = _("CO-10", "OK. Nothing was made or sent.")


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    duty = (
        (
            Option(
                "duty", _("CO-11.off", "Go off duty") if view.known.on_duty else _("CO-11.on", "Go on duty")
            ),
        )
        if view.programme.set_up >= 2
        else ()
    )
    # Two keys, and not one that turns it over: a button pressed late can never turn it the other way.
    leave, take = (
        Option("leave", _("CO-11.leave", "Messages: not to me")),
        Option("take", _("CO-11.take", "Messages: to me")),
    )
    messages = (leave if view.known.worker else take,) if view.programme.worker else ()
    return (
        Option("invite", _("CO-11.invite", "Invite people")),
        Option("news", _("CO-11.news", "Send news")),
        Option("sent", _("CO-11.sent", "What we sent")),
        Option("urgent", _("CO-11.urgent", "A booking has changed")),
        *((Option("alone", _("KEY-05.alone", "Send it alone")),) if urgent.may_go_alone(view) else ()),
        Option("size", _("CO-11.size", "Group size")),
        *messages,
        *duty,
        holding.WAY,
        Option("own", _("CO-11.own", "My own menu")),
        Option("help", _("button.helplines", "Helplines")),
        Option("close", _("button.close", "Close"), out=True),
    )


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    goes = {
        "invite": "invite",
        "news": "send_news",
        "sent": "sent",
        "own": "menu",
        "help": "help",
        "urgent": "urgent",
        "alone": "urgent",
    }
    if value == "duty":
        on_duty = not view.known.on_duty
        return (ChangeMember({"on_duty": on_duty}), Note("duty.on" if on_duty else "duty.off"))
    if value in ("take", "leave"):
        return (
            ChangeMember({"worker": value == "take"}),
            Note("messages.on" if value == "take" else "messages.off"),
        )
    return (Begin(goes[value]),) if value in goes else holding.go(value)


def sizes(view: View, answers: Answers) -> dict[str, str]:
    lines = (
        f"{group.name}: {band(view.facts.group_size(group.id), view.tongue)}" for group in view.facts.groups()
    )
    return {"sizes": "\n".join(lines)}


TEAM = Flow("team", overlay=True, evergreen=True, roles=frozenset({"coordinator"}), steps=(
    Ask("CO-11", _("CO-11", "You're a coordinator here. What would you like to do?"), OneOf(things),
        then={"size": "CO-12", "take": "CO-15", "leave": "CO-16", "duty": "duty", "close": "PV-01C"}, otherwise=END, does=go),
    Say("CO-12", _("CO-12", "How many people, rounded for everyone alike:\n{sizes}"), then=END, fill=sizes),
    Route("duty", lambda view, answers: "CO-13" if view.known.on_duty else "CO-14", among=("CO-13", "CO-14")),
    Say("CO-13", _("CO-13", "You're on duty. When a member asks me to tell {duty}, it comes to you, with what they wrote."), then=END, fill=sending.duty),
    Say("CO-14", _("CO-14", "You're off duty. What members ask me to pass on goes to the others on duty."), then=END),
    Say("CO-15", _("CO-15", "Messages for {worker} come to you now, inside your own hours: what members pass on, and check-ins they share. If several take them, each gets them."), then=END),
    Say("CO-16", _("CO-16", "Messages for {worker} don't come to you any more. If nobody takes them, members are told to write to {contact}."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip


# -- inviting ---------------------------------------------------------------------------------------------------------


def invited_to(view: View, answers: Answers) -> int | None:
    """The group that the code leads to; with one group there is nothing to ask."""
    groups = view.facts.groups()
    chosen = answers.get("INV-11", "")
    return int(chosen) if chosen.isdigit() else groups[0].id if groups else None


def which_groups(view: View, answers: Answers) -> tuple[Option, ...]:
    return (*(Option(str(group.id), group.name) for group in view.facts.groups()), CANCEL)


def role_of(answers: Answers) -> str:
    return answers.get("INV-10", "member")


def make(view: View, answers: Answers) -> tuple[Effect, ...]:
    role, _label = ROLES[role_of(answers)]
    invite = MakeInvite(view.fresh_code, role, invited_to(view, answers), USES.get(role, 1), DAYS)
    return (invite, Note(f"invite.{role}"))


def invitation(view: View, answers: Answers) -> dict[str, str]:
    lines = (view.fresh_code, view.invite_link)
    return {
        "code": "\n".join(filter(None, lines)),
        "days": str(DAYS),
        "number": str(USES.get(role_of(answers), 1)),
    }


def made(view: View, answers: Answers) -> str:
    return "INV-12" if role_of(answers) == "member" else "INV-13"


INVITE = Flow("invite", roles=frozenset({"coordinator"}), steps=(
    Ask("INV-10", _("INV-10", "Who would you like to invite?"), OneOf((*(Option(key, label) for key, (_role, label) in ROLES.items()), CANCEL)),
        then={"cancel": "CO-10"}, otherwise="INV-11"),
    Ask("INV-11", _("INV-11", "To which group?"), OneOf(which_groups), then={"cancel": "CO-10"}, otherwise="make",
        when=lambda view, answers: len(view.facts.groups()) > 1),
    Route("make", made, among=("INV-12", "INV-13"), does=make),
    Say("INV-12", _("INV-12", "Here's a code for up to {number} people, for {days} days. It's best given by hand.\n{code}"), then=END, fill=invitation),
    Say("INV-13", _("INV-13", "Here's a code for one person, for {days} days. Give it by hand, to that person only.\n{code}"), then=END, fill=invitation),
    Say("CO-10", NOTHING_SENT, then=END),
))  # fmt: skip

FLOWS = (TEAM, INVITE, *sending.FLOWS, *sent.FLOWS)

"""What coordinators can do from a chat: invite, send news, be on duty (COPYDECK.md, section 13).

They are told how many, rounded, and never who (B31): no names, nobody's pace, nobody's silence. Every limit says which
promise it keeps and offers the next best thing. What is done goes into the log, as a job and without a name. Inviting
somebody to the team, and telling of something urgent, take a second key (B33).
"""

from conversations.bands import band
from conversations.effects import Begin, ChangeMember, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import holding, inviting, sending, sent, urgent
from conversations.phrases import _
from conversations.view import View


def to_me(view: View, answers: Answers) -> tuple[Option, ...]:
    """Whether what members pass on comes to this coordinator: messages, and what is for whoever is on duty."""
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
    return (*messages, *duty)


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    # What waits for a second key, and can go with one by now, is where the other button leads as well.
    urgent_way = (
        Option("alone", _("KEY-05.alone", "Send it alone"))
        if urgent.may_go_alone(view)
        else Option("urgent", _("CO-11.urgent", "A booking has changed"))
    )
    # Two buttons would be one more than there is room for beside the others.
    mine = to_me(view, answers)
    comes = mine if len(mine) < 2 else (Option("comes", _("CO-11.comes", "What comes to me")),)
    return (
        Option("invite", _("CO-11.invite", "Invite people")),
        Option("news", _("CO-11.news", "Send news")),
        Option("sent", _("CO-11.sent", "What we sent")),
        Option("meetings", _("PV-01.meetings", "Meetings")),
        Option("training", _("PV-01.training", "Training")),
        urgent_way,
        Option("size", _("CO-11.size", "Group size")),
        *comes,
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
        "meetings": "team_meetings",
        "training": "team_training",
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
        then={"size": "CO-12", "comes": "CO-17", "take": "CO-15", "leave": "CO-16", "duty": "duty", "close": "PV-01C"}, otherwise=END, does=go),
    Ask("CO-17", _("CO-17", "What members pass on comes to whoever takes it. What would you like?"),
        OneOf(lambda view, answers: (*to_me(view, answers), Option("back", _("button.back", "Back"), out=True))),
        then={"take": "CO-15", "leave": "CO-16", "duty": "duty", "back": "CO-11"}, otherwise="CO-11", does=go),
    Say("CO-12", _("CO-12", "How many people, rounded for everyone alike:\n{sizes}"), then=END, fill=sizes),
    Route("duty", lambda view, answers: "CO-13" if view.known.on_duty else "CO-14", among=("CO-13", "CO-14")),
    Say("CO-13", _("CO-13", "You're on duty. When a member asks me to tell {duty}, it comes to you, with what they wrote."), then=END, fill=sending.duty),
    Say("CO-14", _("CO-14", "You're off duty. What members ask me to pass on goes to the others on duty."), then=END),
    Say("CO-15", _("CO-15", "Messages for {worker} come to you now, inside your own hours: what members pass on, and check-ins they share. If several take them, each gets them."), then=END),
    Say("CO-16", _("CO-16", "Messages for {worker} don't come to you any more. If nobody takes them, members are told to write to {contact}."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (TEAM, *inviting.FLOWS, *sending.FLOWS, *sent.FLOWS)

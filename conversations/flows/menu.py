"""The menu, and the small pages that hang on it (COPYDECK.md, sections 9 and 10)."""

from collections.abc import Mapping
from typing import Final

from conversations.effects import Begin, ChangeMember, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import holding
from conversations.flows.joining import clearing, languages
from conversations.phrases import _
from conversations.view import RANK, View

ANY_TIME: Final = _("PV-01C", "OK. Type MENU any time.")
CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
GOES: Final[Mapping[str, Begin]] = {
    "check_in": Begin("check_in", {"by": "member"}), "news": Begin("news"), "meetings": Begin("meetings"), "training": Begin("training"), "pace": Begin("pace"), "journey": Begin("journey"), "details": Begin("details"),
    "help": Begin("help"), "less": Begin("less"), "reps": Begin("reps"),
}  # fmt: skip


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (GOES[value],) if value in GOES else holding.go(value)


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    reps = (
        (Option("reps", _("PV-01.reps", "Member rep")),)
        if view.member and view.member.role == "representative"
        else ()
    )
    return (
        Option("check_in", _("PV-01.check_in", "Check-in")),
        Option("news", _("button.news", "What's new")),
        Option("meetings", _("PV-01.meetings", "Meetings")),
        Option("training", _("PV-01.training", "Training")),
        Option("pace", _("PV-01.pace", "My pace")),
        Option("journey", _("PV-01.journey", "My journey")),
        Option("details", _("PV-01.details", "My details")),
        *reps,
        *((holding.WAY,) if view.member and view.member.role == "staff" else ()),
        Option("help", _("button.helplines", "Helplines")),
        CLOSE,
    )


MENU = Flow("menu", overlay=True, evergreen=True, steps=(
    Ask("PV-01", _("PV-01", "What would you like?"), OneOf(things),
        then={"close": "PV-01C"}, otherwise=END, does=go),
    Say("PV-01C", ANY_TIME, then=END),
))  # fmt: skip


# -- an invitation, used by somebody who has joined -------------------------------------------------------------------


CODE_GONE: Final = _(
    "INV-02",
    "That code doesn't work any more, or it's already been used. You can ask {worker} for a new one. Nothing else has changed.",
)


def welcomed(view: View, answers: Answers) -> str:
    invitation = view.invitation
    if invitation is None or not invitation.valid:
        return "INV-02"
    if RANK[invitation.role] > RANK[view.known.role]:
        return {"coordinator": "INV-04", "representative": "INV-05"}.get(invitation.role, "INV-03")
    new_group = invitation.group is not None and invitation.group not in view.known.groups
    return "INV-03" if new_group else "INV-06"


def their_group(view: View, answers: Answers) -> dict[str, str]:
    group = view.invitation.group if view.invitation else None
    return {"group": group.name if group else view.programme.name}


INVITED = Flow("invited", steps=(
    Route("which", welcomed, among=("INV-02", "INV-03", "INV-04", "INV-05", "INV-06")),
    Say("INV-02", CODE_GONE, then=END),
    Say("INV-03", _("INV-03", "Done. You're in {group} now. Everything you chose stays the same."), then=END, fill=their_group),
    Say("INV-04", _("INV-04", "Done. You're set up as a coordinator for {group}. Type MENU to see what you can do."), then=END, fill=their_group),
    Say("INV-05", _("INV-05", "Done. You're set up as a member rep for {group}. Everything you chose stays the same."), then=END, fill=their_group),
    Say("INV-06", _("INV-06", "You're in already, so that code changes nothing. Type MENU to see what there is."), then=END),
))  # fmt: skip


# -- clearing, and language -------------------------------------------------------------------------------------------


def clear(view: View, answers: Answers) -> tuple[Effect, ...]:
    return (clearing(view),)


CLEAR = Flow("clear", steps=(Route("clear", lambda view, answers: END, among=(END,), does=clear),))

LANGUAGE = Flow("language", overlay=True, steps=(
    Ask("ON-02", _("ON-02", "Which language is best for you?"), OneOf(languages), skip=True,
        then={"other": "ON-04M", "skip": "PV-01C"}, otherwise="ON-02D",
        does=lambda view, answers, value: () if value in ("other", "skip") else (ChangeMember({"language": value}),)),
    Say("ON-02D", _("ON-02D", "OK. I'll use this language from now on."), then=END),
    Say("ON-04M", _("ON-04M", "I don't speak that one yet, and I'm sorry. A person may be able to help: {worker}, {contact}."), then=END),
    Say("PV-01C", ANY_TIME, then=END),
))  # fmt: skip

FLOWS = (MENU, INVITED, CLEAR, LANGUAGE)

"""The menu, and the small pages that hang on it (COPYDECK.md, sections 9 and 10)."""

from collections.abc import Mapping
from typing import Final

from conversations.effects import Begin, ChangeMember, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.joining import clearing, languages
from conversations.phrases import _
from conversations.view import RANK, View

PAGE: Final = 5
NOTHING_NEW: Final = _("BR-09", "Nothing new right now.")
ANY_TIME: Final = _("PV-01C", "OK. Type MENU any time.")
CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
GOES: Final[Mapping[str, Begin]] = {
    "check_in": Begin("check_in", {"by": "member"}), "news": Begin("news"), "pace": Begin("pace"), "details": Begin("details"),
    "help": Begin("help"), "less": Begin("less"),
}  # fmt: skip


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (GOES[value],) if value in GOES else ()


MENU = Flow("menu", overlay=True, evergreen=True, steps=(
    Ask("PV-01", _("PV-01", "What would you like?"), OneOf((
            Option("check_in", _("PV-01.check_in", "Check-in")), Option("news", _("button.news", "What's new")),
            Option("pace", _("PV-01.pace", "My pace")), Option("details", _("PV-01.details", "My details")),
            Option("help", _("button.helplines", "Helplines")), CLOSE)),
        then={"close": "PV-01C"}, otherwise=END, does=go),
    Say("PV-01C", ANY_TIME, then=END),
))  # fmt: skip


# -- an invitation, used by somebody who has joined -------------------------------------------------------------------


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
    Say("INV-02", _("INV-02", "That code doesn't work any more, or it's already been used. You can ask {worker} for a new one. "
                              "Nothing else has changed."), then=END),
    Say("INV-03", _("INV-03", "Done. You're in {group} now. Everything you chose stays the same."), then=END, fill=their_group),
    Say("INV-04", _("INV-04", "Done. You're set up as a coordinator for {group}. Type MENU to see what you can do."), then=END, fill=their_group),
    Say("INV-05", _("INV-05", "Done. You're set up as a member rep for {group}. Everything you chose stays the same."), then=END, fill=their_group),
    Say("INV-06", _("INV-06", "You're in already, so that code changes nothing. Type MENU to see what there is."), then=END),
))  # fmt: skip


# -- What's new -------------------------------------------------------------------------------------------------------


def first_shown(answers: Answers) -> int:
    """Where the page begins that holds the last thing tapped."""
    last = answers.get("BR-08", "").removeprefix("at")
    return int(last) // PAGE * PAGE if last.isdigit() else 0


def title(item: str, most: int = 60) -> str:
    """The first sentence or line of a news item, or as much of it as fits."""
    line = item.strip().partition("\n")[0]
    first = line.partition(". ")[0]
    return first if len(first) <= most else first[: most - 1].rsplit(" ", 1)[0] + "…"


def listed(view: View, answers: Answers) -> dict[str, str]:
    start = first_shown(answers)
    shown = view.facts.news()[start : start + PAGE]
    return {"list": "\n".join(f"{start + n}. {title(item)}" for n, item in enumerate(shown, 1))}


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    start, many = first_shown(answers), len(view.facts.news())

    def label(number: int) -> str:
        return view.tongue.say(_("BR-08.open", "Open {number}"), {"number": str(number)})

    shown = tuple(Option(str(n), label(n + 1)) for n in range(start, min(start + PAGE, many)))
    older = (Option(f"at{start + PAGE}", _("BR-08.older", "Older")),) if start + PAGE < many else ()
    return (*shown, *older, CLOSE)


def chosen(view: View, answers: Answers) -> str:
    key = answers.get("BR-08", "")
    if key.startswith("at"):
        return "BR-08"
    return "BR-08B" if key.isdigit() and int(key) < len(view.facts.news()) else "PV-01C"


def opened(view: View, answers: Answers) -> dict[str, str]:
    items, at = view.facts.news(), int(answers["BR-08"])
    return {"body": items[at] if at < len(items) else view.tongue.say(NOTHING_NEW, {})}


NEWS = Flow("news", overlay=True, steps=(
    Route("any", lambda view, answers: "BR-08" if view.facts.news() else "BR-09", among=("BR-08", "BR-09")),
    Say("BR-09", NOTHING_NEW, then=END),
    Ask("BR-08", _("BR-08", "What's new:\n{list}\nThings stay here for 60 days."), OneOf(openings), otherwise="which", fill=listed),
    Route("which", chosen, among=("BR-08", "BR-08B", "PV-01C")),
    Ask("BR-08B", _("BR-08B", "{body}"), OneOf((Option("back", _("button.back", "Back")), CLOSE)),
        then={"back": "BR-08"}, otherwise="PV-01C", fill=opened),
    Say("PV-01C", ANY_TIME, then=END),
))  # fmt: skip

LETTER = Flow("letter", evergreen=True, overlay=True, steps=(
    Ask("BR-01", _("BR-01L", "That was news for your group."), OneOf((Option("less", _("BR-01.less", "Less of this"), out=True),)),
        otherwise=END, does=go),
))  # fmt: skip

LETTER_QUIET = Flow("letter_q", evergreen=True, overlay=True, steps=(
    Ask("BR-01Q", _("BR-01Q", "Hi. Something is ready, when you like."), OneOf((
            Option("news", _("CI-01Q.open", "Open")), Option("not_now", _("button.not_now", "Not now"), out=True))),
        then={"not_now": "PV-01C"}, otherwise=END, does=go),
    Say("PV-01C", ANY_TIME, then=END),
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

FLOWS = (MENU, INVITED, NEWS, LETTER, LETTER_QUIET, CLEAR, LANGUAGE)

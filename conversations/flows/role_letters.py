"""What the bot begins about roles: word of a new one (TR-24), the offer of one to somebody who was interested, and what was
changed about one to whoever has it.

All say how things stand now, whatever has changed since the letter was written. In quiet mode nothing of it is said before a
tap. A role is somebody's only by their own yes, after the question about pay where there is any; whether others may know is
asked apart, and nobody is named without that second yes (B56).
"""

from typing import Final

from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit
from conversations.flows import role_words
from conversations.money import STEP, chosen
from conversations.phrases import Phrase, _
from conversations.role_effects import AcceptRole, LeaveRole, SayInterested, ShowRole, TakeInterestBack
from conversations.roles import PostedRole
from conversations.view import View

LIVES: Final = 70 * 24 * 3600
REFUSED: Final = _("RO-64", "OK, that's a no, and that's fine. Nobody is told that you said no: to {poster} it looks as if you hadn't answered.")  # fmt: skip
GONE: Final = _("RO-48", "That role isn't open any more. There's nothing for you to do.")
NEUTRAL: Final = _("RO-40Q", "Hi. Something is ready, when you like.")


def the_role(view: View, answers: Answers) -> PostedRole | None:
    number = role_words.number_in(answers)
    return None if number is None else view.facts.role(number)


def key(answers: Answers, name: str) -> str:
    """A button's key with the number of its role, so that one pressed long after still means what stood above it."""
    number = role_words.number_in(answers)
    return name if number is None else f"{name}{number}"


def taken(answers: Answers, step: str) -> str:
    """What was chosen at a step, without the number."""
    return answers.get(step, "").rstrip("0123456789")


def names(view: View, answers: Answers) -> dict[str, str]:
    return role_words.names_in(view, the_role(view, answers))


def its_page(view: View, answers: Answers) -> dict[str, str]:
    role = the_role(view, answers)
    return names(view, answers) | {"page": role_words.page(view, role) if role else ""}


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option(key(answers, "open"), _("CI-01Q.open", "Open"), means="yes"),
        Option(key(answers, "later"), _("button.not_now", "Not now"), out=True, means="later"),
    )


# -- word of a new one ----------------------------------------------------------------------------------------------------


def can_want(view: View, answers: Answers) -> bool:
    role = the_role(view, answers)
    return role is not None and role.interest and role.mine == "" and not role.by_me


def news(view: View, answers: Answers) -> str:
    if not can_want(view, answers):
        return "page" if (role := the_role(view, answers)) and role.mine else "RO-48"
    return "RO-40Q" if view.known.quiet else "TR-24"


def news_opened(view: View, answers: Answers) -> str:
    if taken(answers, "RO-40Q") == "later":
        return "RO-43"
    return "TR-24" if can_want(view, answers) else "RO-48"


def tells(view: View, answers: Answers) -> Phrase:
    if the_role(view, answers) is None:
        return GONE
    return _("TR-24", "New role: {role}. Money: {pay}. Help from {person}. You can step back any time. Like to know more?")  # fmt: skip


def news_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option(key(answers, "more"), _("TR-24.more", "Tell me more"), means="yes"),
        Option(key(answers, "want"), _("RO-03.want", "I'm interested")),
        Option(key(answers, "no"), _("TR-24.no", "Not for me"), out=True, means="no"),
    )


def after_news(view: View, answers: Answers) -> str:
    if taken(answers, "TR-24") == "no":
        return "RO-43N"
    if not can_want(view, answers):
        return "page" if (role := the_role(view, answers)) and role.mine else "RO-48"
    return "RO-41" if taken(answers, "TR-24") == "want" else "page"


def opens_page(view: View, answers: Answers) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    return (Begin("roles", {"item": role.item}),) if role else ()


def tell_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option(key(answers, "tell"), _("RO-41.tell", "Yes, tell them"), means="yes"),
        Option(key(answers, "later"), _("button.not_now", "Not now"), out=True, means="no"),
    )


def wants(view: View, answers: Answers) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    return (SayInterested(role.id),) if role and after_telling(view, answers) == "RO-05" else ()


def after_telling(view: View, answers: Answers) -> str:
    if taken(answers, "RO-41") != "tell":
        return "RO-43"
    return "RO-05" if can_want(view, answers) else "RO-48"


def looks_at(view: View, answers: Answers) -> Phrase:
    return _("RO-41", "{page}\n\nShall I say that you're interested?") if the_role(view, answers) else GONE


ROLE = Flow("role", opener=True, overlay=True, evergreen=True, late=True, lives=LIVES, steps=(
    Route("begins", news, among=("RO-40Q", "TR-24", "RO-48", "page")),
    Ask("RO-40Q", NEUTRAL, OneOf(openings), otherwise="opened"),
    Route("opened", news_opened, among=("TR-24", "RO-43", "RO-48")),
    Ask("TR-24", tells, OneOf(news_ways), otherwise="after", fill=names),
    Route("after", after_news, among=("page", "RO-41", "RO-43N", "RO-48")),
    Route("page", lambda view, answers: END, among=(END,), does=opens_page),
    Ask("RO-41", looks_at, OneOf(tell_ways, exact=True), otherwise="told", fill=its_page),
    Route("told", after_telling, among=("RO-05", "RO-43", "RO-48"), does=wants),
    Say("RO-05", _("RO-05", "Done. {poster} can see that you're interested in {role}. If it's offered to you, you say yes or no. To take it back, type ROLES."), then=END, fill=names),
    Say("RO-43", _("RO-43", "OK. I've told nobody. It's under ROLES, when you like: type that any time."), then=END),
    Say("RO-43N", _("RO-43N", "OK. I won't write about this one again."), then=END),
    Say("RO-48", GONE, then=END),
))  # fmt: skip


# -- the offer of one -----------------------------------------------------------------------------------------------------


def offered(view: View, answers: Answers) -> bool:
    role = the_role(view, answers)
    return role is not None and role.can_be_taken


def offer_begins(view: View, answers: Answers) -> str:
    if not offered(view, answers):
        return "RO-68"
    return "RO-40Q" if view.known.quiet and answers.get("by") != "member" else "RO-60"


def offer_opened(view: View, answers: Answers) -> str:
    if taken(answers, "RO-40Q") == "later":
        return "RO-65"
    return "RO-60" if offered(view, answers) else "RO-68"


def offers(view: View, answers: Answers) -> Phrase:
    return (
        _(
            "RO-60",
            "{page}\n\nWould you like it? The offer waits 14 days. You needn't answer, and nobody is told.",
        )
        if the_role(view, answers)
        else GONE
    )


def offer_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option(key(answers, "yes"), _("TR-06.yes", "Yes please"), means="yes"),
        Option(key(answers, "no"), _("BR-03.no", "No thanks"), means="no"),
        Option(key(answers, "later"), _("button.not_now", "Not now"), out=True, means="later"),
    )


def answered(view: View, answers: Answers) -> str:
    said, role = taken(answers, "RO-60"), the_role(view, answers)
    if said == "later":
        return "RO-65"
    if role is not None and role.mine == "held":  # pressed once more
        return "RO-61"
    if said == "no":
        return "RO-64"
    if role is None or not role.can_be_taken:
        return "RO-68"
    return "money" if role.draft.paid else "accept"


def declines(view: View, answers: Answers) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    return (TakeInterestBack(role.id),) if role and answered(view, answers) == "RO-64" else ()


def accepts(view: View, answers: Answers) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    if role is None or not role.can_be_taken:
        return ()
    return (AcceptRole(role.id, chosen(answers) if role.draft.paid else "unpaid"),)


def show_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option(key(answers, "show"), _("RO-61.show", "Yes, they may"), means="yes"),
        Option(key(answers, "hide"), _("RO-61.hide", "No, don't show it"), out=True, means="no"),
    )


def shows(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    return (ShowRole(role.id, value.startswith("show")),) if role else ()


def is_shown(view: View, answers: Answers) -> str:
    return "RO-62" if taken(answers, "RO-61") == "show" else "RO-63"


def yours(view: View, answers: Answers) -> Phrase:
    if the_role(view, answers) is None:
        return GONE
    return _("RO-61", "It's yours: {role}. {poster} knows, and may tell {person}. May others see that you have this role? You can change that any time: type ROLES.")  # fmt: skip


ROLE_OFFER = Flow("role_offer", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", offer_begins, among=("RO-40Q", "RO-60", "RO-68")),
    Ask("RO-40Q", NEUTRAL, OneOf(openings), otherwise="opened"),
    Route("opened", offer_opened, among=("RO-60", "RO-65", "RO-68")),
    Ask("RO-60", offers, OneOf(offer_ways, exact=True), otherwise="answered", fill=its_page),
    Route("answered", answered, among=("money", "accept", "RO-61", "RO-64", "RO-65", "RO-68"), does=declines),
    Visit("money", "money", then="accept", carrying=lambda view, answers: {"about": names(view, answers)["role"]}, brings=(STEP,)),
    Route("accept", lambda view, answers: "RO-61" if offered(view, answers) else "RO-68", among=("RO-61", "RO-68"), does=accepts),
    Ask("RO-61", yours, OneOf(show_ways, exact=True), otherwise="shown", fill=names, does=shows),
    Route("shown", is_shown, among=("RO-62", "RO-63")),
    Say("RO-62", _("RO-62", "OK. Your name stands on the page of the role."), then=END),
    Say("RO-63", _("RO-63", "OK. Others don't see that you have it."), then=END),
    Say("RO-64", REFUSED, then=END, fill=names),
    Say("RO-65", _("RO-65", "OK. The offer waits 14 days: to answer it, type ROLES."), then=END),
    Say("RO-68", _("RO-68", "That role isn't free for you any more, or the offer is over. There's nothing for you to do."), then=END),
))  # fmt: skip

# -- what was changed about one that they have ----------------------------------------------------------------------------


def has_to_do(view: View, answers: Answers) -> bool:
    """Whether this member has the role, or it is offered to them."""
    role = the_role(view, answers)
    return role is not None and not role.over and role.mine in ("held", "offered")


def change_begins(view: View, answers: Answers) -> str:
    if not has_to_do(view, answers):
        return "RO-72"
    return "RO-40Q" if view.known.quiet else "RO-70"


def change_opened(view: View, answers: Answers) -> str:
    if taken(answers, "RO-40Q") == "later":
        return "RO-71"
    return "RO-70" if has_to_do(view, answers) else "RO-72"


def tells_change(view: View, answers: Answers) -> Phrase:
    if the_role(view, answers) is None:
        return GONE
    return _("RO-70", "Something about {role} was changed. It says now:\n{list}\nYou can step back any time.")


def what_changed(view: View, answers: Answers) -> dict[str, str]:
    role = the_role(view, answers)
    fields = answers.get("changed", "").split(",")
    lines = role_words.said(view, role.draft, fields) if role else ()
    return names(view, answers) | {"list": "\n".join(lines)}


def change_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    role = the_role(view, answers)
    offered_it = role is not None and role.mine == "offered"
    less = _("BR-03.no", "No thanks") if offered_it else _("REP-10.back", "Step back")
    return (
        Option(key(answers, "leave"), less),
        Option(key(answers, "page"), _("RO-70.page", "See all of it")),
        Option(key(answers, "ok"), _("RO-70.ok", "OK"), out=True),
    )


def after_change(view: View, answers: Answers) -> str:
    match taken(answers, "RO-70"), has_to_do(view, answers):
        case "leave", True:
            role = the_role(view, answers)
            return "TR-25" if role and role.mine == "held" else "RO-64"
        case "page", True:
            return "page"
        case "ok", _:
            return "RO-71"
    return "RO-72"


def leaves(view: View, answers: Answers) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    match after_change(view, answers):
        case "TR-25" if role:
            return (LeaveRole(role.id),)
        case "RO-64" if role:
            return (TakeInterestBack(role.id),)
    return ()


ROLE_CHANGED = Flow("role_changed", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", change_begins, among=("RO-40Q", "RO-70", "RO-72")),
    Ask("RO-40Q", NEUTRAL, OneOf(openings), otherwise="opened"),
    Route("opened", change_opened, among=("RO-70", "RO-71", "RO-72")),
    Ask("RO-70", tells_change, OneOf(change_ways, exact=True), otherwise="after", fill=what_changed),
    Route("after", after_change, among=("TR-25", "RO-64", "page", "RO-71", "RO-72"), does=leaves),
    Route("page", lambda view, answers: END, among=(END,), does=opens_page),
    Say("TR-25", _("TR-25", "Done. You've stepped back as {role}. Thank you for all you did. Nobody will ask why."), then=END, fill=names),
    Say("RO-64", REFUSED, then=END, fill=names),
    Say("RO-71", _("RO-71", "OK. It's all under ROLES: type that any time."), then=END),
    Say("RO-72", _("RO-72", "That role isn't yours any more. There's nothing for you to do."), then=END),
))  # fmt: skip

FLOWS = (ROLE, ROLE_OFFER, ROLE_CHANGED)

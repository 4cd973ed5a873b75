"""Roles, for members: what there is, its page, and what they can do there (B55, B56, B73).

To say that one is interested, to take that back and to step back are one tap each on the page of the role (B20); nobody asks
why, and there is no place to say it. What a role pays and costs, and who would see their name, stands above the first of them.
"""

from typing import Final

from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit
from conversations.flows import role_words
from conversations.flows.role_letters import REFUSED
from conversations.money import STEP, chosen
from conversations.phrases import Phrase, _
from conversations.role_effects import ChoosePay, LeaveRole, SayInterested, ShowRole, TakeInterestBack
from conversations.roles import PostedRole
from conversations.view import View

CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
BACK: Final = Option("back", _("button.back", "Back"))

PAGE: Final = 6
"""Roles in one list."""


# -- the list -------------------------------------------------------------------------------------------------------------


def first_shown(answers: Answers) -> int:
    last = answers.get("RO-01", "").removeprefix("at")
    return int(last) if last.isdigit() else 0


def shown(view: View, answers: Answers) -> tuple[PostedRole, ...]:
    """Those that have not ended, a page at a time. Of the closed ones only this member's own."""
    known = tuple(each for each in view.facts.roles() if each.mine or not each.closed)
    return known[first_shown(answers) : first_shown(answers) + PAGE]


def more(view: View, answers: Answers) -> bool:
    return bool(shown(view, {"RO-01": f"at{first_shown(answers) + PAGE}"}))


def begins(view: View, answers: Answers) -> str:
    if role_words.number_in(answers) is not None:
        return "which"
    return "RO-01" if shown(view, {}) or view.known.team else "RO-02"


def list_words(view: View, answers: Answers) -> Phrase:
    if not shown(view, answers):
        return _("RO-01N", "There are no roles right now.")
    return _("RO-01", "Roles:\n{list}")


def the_list(view: View, answers: Answers) -> dict[str, str]:
    """This member's own come first, under words of their own."""
    found = shown(view, answers)
    lines = [f"{number}. {role_words.line(view, each)}" for number, each in enumerate(found, 1)]
    own = sum(each.mine in ("held", "offered") for each in found)
    parts = [view.tongue.say(_("RO-01M", "My roles:")), *lines[:own], "", *lines[own:]] if own else lines
    return {"list": "\n".join(parts).strip()}


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    after = (
        (Option(f"at{first_shown(answers) + PAGE}", _("YS-02.more", "More")),) if more(view, answers) else ()
    )
    team = (Option("team", _("RO-01.team", "Roles we post")),) if view.known.team else ()
    return (*role_words.ways_to(view, shown(view, answers)), *after, *team, CLOSE)


def from_list(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("team_roles"),) if value == "team" and view.known.team else ()


# -- the page -------------------------------------------------------------------------------------------------------------


def the_role(view: View, answers: Answers) -> PostedRole | None:
    chosen_one = answers.get("RO-01", "").removeprefix("r")
    number = int(chosen_one) if chosen_one.isdigit() else role_words.number_in(answers)
    return None if number is None else view.facts.role(number)


def which(view: View, answers: Answers) -> str:
    if answers.get("RO-01", "").startswith("at"):
        return "RO-01"
    role = the_role(view, answers)
    return "RO-03" if role and not role.over else "RO-04"


def its_page(view: View, answers: Answers) -> dict[str, str]:
    role = the_role(view, answers)
    return {"page": role_words.page(view, role) if role else ""}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    role = the_role(view, answers)
    return (*(_own_ways(role) if role else ()), BACK, CLOSE)


def _own_ways(role: PostedRole) -> tuple[Option, ...]:
    match role.mine:
        case "interested":
            return (Option("not", _("RO-03.not", "Take it back")),)
        case "offered":
            return (
                Option("answer", _("RO-03.answer", "Answer the offer")),
                Option("no", _("BR-03.no", "No thanks")),
            )
        case "held":
            pay = (Option("pay", _("RO-03.pay", "About pay")),) if role.draft.paid else ()
            show = (
                Option("hide", _("RO-03.hide", "Hide my name"))
                if role.shown
                else Option("show", _("RO-03.show", "Show my name"))
            )
            return (Option("leave", _("REP-10.back", "Step back")), *pay, show)
        case _:
            can = role.interest and not role.by_me
            return (Option("want", _("RO-03.want", "I'm interested")),) if can else ()


def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    if role is None:
        return ()
    match value:
        case "want":
            return (SayInterested(role.id),)
        case "not" | "no":
            return (TakeInterestBack(role.id),)
        case "leave":
            return (LeaveRole(role.id),)
        case "show" | "hide":
            return (ShowRole(role.id, value == "show"),)
        case "answer":
            return (Begin("role_offer", {"item": role.item, "by": "member"}),)
        case _:
            return ()


def names(view: View, answers: Answers) -> dict[str, str]:
    return role_words.names_in(view, the_role(view, answers))


def chooses_pay(view: View, answers: Answers) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    return (ChoosePay(role.id, chosen(answers)),) if role and answers.get(STEP) else ()


def after_pay(view: View, answers: Answers) -> str:
    return "RO-08" if answers.get(STEP) else "RO-09"


def after_page(view: View, answers: Answers) -> str:
    return begins(view, {})


ROLES = Flow("roles", overlay=True, stays=True, steps=(
    Route("begins", begins, among=("which", "RO-01", "RO-02")),
    Say("RO-02", _("RO-02", "There are no roles right now. You'll find them here when there are: type ROLES."), then=END),
    Ask("RO-01", list_words, OneOf(openings), then={"close": "PV-01C", "team": END}, otherwise="which", fill=the_list, does=from_list),
    Route("which", which, among=("RO-01", "RO-03", "RO-04")),
    Say("RO-04", _("RO-04", "That one is over, or isn't there any more. There's nothing for you to do."), then=END),
    Ask("RO-03", _("MT-10P", "{page}"), OneOf(ways), fill=its_page, does=does,
        then={"want": "RO-05", "not": "RO-06", "no": "RO-64", "leave": "TR-25", "show": "RO-07", "hide": "RO-07N", "pay": "money", "answer": END, "back": "back"},
        otherwise="PV-01C"),
    Route("back", after_page, among=("which", "RO-01", "RO-02")),
    Say("RO-05", _("RO-05", "Done. {poster} can see that you're interested in {role}. If it's offered to you, you say yes or no. To take it back, type ROLES."), then=END, fill=names),
    Say("RO-06", _("RO-06", "Done. You're not down for {role} any more. Nobody will ask why."), then=END, fill=names),
    Say("RO-64", REFUSED, then=END, fill=names),
    Say("TR-25", _("TR-25", "Done. You've stepped back as {role}. Thank you for all you did. Nobody will ask why."), then=END, fill=names),
    Say("RO-07", _("RO-07", "Done. Others can see your name on the page of {role}."), then=END, fill=names),
    Say("RO-07N", _("RO-07N", "Done. Others don't see your name on the page of {role}."), then=END, fill=names),
    Visit("money", "money", then="paid", carrying=lambda view, answers: {"about": names(view, answers)["role"]}, brings=(STEP,)),
    Route("paid", after_pay, among=("RO-08", "RO-09"), does=chooses_pay),
    Say("RO-08", _("RO-08", "Done. {poster} can see what you said about pay, and you can change it any time: type ROLES."), then=END, fill=names),
    Say("RO-09", _("RO-09", "OK. It stays as it is."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (ROLES,)

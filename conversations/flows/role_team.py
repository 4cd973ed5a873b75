"""The roles, for coordinators: what there is, putting one right, closing it; and, for who posted it, who is interested (B55).

Who is interested, and who has a role without wanting others to know, is shown to the coordinator who posted it and to no other.
They offer it; whether somebody has it is decided by that person. A no, and no answer, look like interest (B31): what stands
here is what the coordinator did, and who has it.
"""

from typing import Final

from conversations.effects import Begin, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import role_words
from conversations.flows.role_making import prefilled
from conversations.money import WISHES
from conversations.phrases import Phrase, _
from conversations.role_effects import CloseRole, OfferRole, TakeOfferBack
from conversations.roles import Candidate, PostedRole
from conversations.view import View

CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
BACK: Final = Option("back", _("button.back", "Back"), out=True)
KEEP: Final = Option("keep", _("CO-93.keep", "Keep it"), out=True)
PAGE: Final = 6


def first_shown(answers: Answers, step: str) -> int:
    last = answers.get(step, "").removeprefix("at")
    return int(last) if last.isdigit() else 0


def further(step: str, answers: Answers, many: int) -> tuple[Option, ...]:
    """The button to the next page of a list, where there is one."""
    after = first_shown(answers, step) + PAGE
    return (Option(f"at{after}", _("YS-02.more", "More")),) if after < many else ()


# -- the list -------------------------------------------------------------------------------------------------------------


def listed(view: View, answers: Answers) -> tuple[PostedRole, ...]:
    at = first_shown(answers, "RO-50")
    return view.facts.roles()[at : at + PAGE]


def list_words(view: View, answers: Answers) -> Phrase:
    if not view.facts.roles():
        return _("RO-50N", "There are no roles. You can post one: members are told, each at their own pace.")
    return _("RO-50", "Roles:\n{list}")


def line(view: View, role: PostedRole) -> str:
    """A role in one line; with numbers where it is this coordinator's own."""
    words = {"title": role.draft.title, "day": role_words.day(view, role.draft.ends_on)}
    if role.closed:
        return view.tongue.say(_("RO-50C", "{title}, until {day} (closed)"), words)
    if not role.by_me:
        return view.tongue.say(_("RO-01A", "{title}, until {day}"), words)
    have = sum(each.state == "held" for each in role.people)
    words |= {"have": str(have), "wanted": str(role.draft.wanted), "interested": str(len(role.people) - have)}
    return view.tongue.say(_("RO-50L", "{title}, until {day}: {have} of {wanted} have it, {interested} interested"), words)  # fmt: skip


def the_list(view: View, answers: Answers) -> dict[str, str]:
    lines = (f"{number}. {line(view, each)}" for number, each in enumerate(listed(view, answers), 1))
    return {"list": "\n".join(lines)}


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        *role_words.ways_to(view, listed(view, answers)),
        *further("RO-50", answers, len(view.facts.roles())),
        Option("new", _("RO-50.new", "New role")),
        CLOSE,
    )


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("role_new"),) if value == "new" else ()


def which(view: View, answers: Answers) -> str:
    if answers.get("RO-50", "").startswith("at"):
        return "RO-50"
    return "RO-51" if the_role(view, answers) else "RO-57"


def the_role(view: View, answers: Answers) -> PostedRole | None:
    number = answers.get("RO-50", "").removeprefix("r")
    found = view.facts.role(int(number)) if number.isdigit() else None
    return found if found and not found.over else None


# -- its page -------------------------------------------------------------------------------------------------------------


def its_page(view: View, answers: Answers) -> dict[str, str]:
    role = the_role(view, answers)
    return {"page": role_words.page(view, role) if role else ""}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    role = the_role(view, answers)
    if role is None:
        return (BACK, CLOSE)
    people = (Option("people", _("RO-51.people", "Who's interested")),) if role.people else ()
    changes = (
        Option("change", _("CO-01.change", "Change it")),
        Option("shut", _("RO-51.shut", "Close the role")),
    )
    return (*people, *(() if role.closed else changes), BACK, CLOSE)


def change(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    return (Begin("role_new", prefilled(role)),) if value == "change" and role and not role.closed else ()


def names(view: View, answers: Answers) -> dict[str, str]:
    return role_words.names_in(view, the_role(view, answers))


def closes(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    role = the_role(view, answers)
    return (CloseRole(role.id), Note("role.closed")) if value == "yes" and role and not role.closed else ()


# -- who is interested, for who posted it ---------------------------------------------------------------------------------


def people(view: View, answers: Answers) -> tuple[Candidate, ...]:
    role, at = the_role(view, answers), first_shown(answers, "RO-52")
    return role.people[at : at + PAGE] if role else ()


def called(view: View, person: Candidate) -> str:
    return person.name or view.tongue.say(_("text.no_name", "A member"))


def person_line(view: View, person: Candidate) -> str:
    words = {"name": called(view, person)}
    if person.state == "held" and person.money:
        return view.tongue.say(_("RO-52H", "{name} has the role ({pay})"), words | {"pay": view.tongue.say(WISHES[person.money])})  # fmt: skip
    return view.tongue.say(_("RO-52I", "{name} said they're interested"), words)


def people_words(view: View, answers: Answers) -> Phrase:
    if not people(view, answers):
        return _("RO-52N", "Nobody is interested right now.")
    return _("RO-52", "{role}. Only you see this:\n{list}")


def people_list(view: View, answers: Answers) -> dict[str, str]:
    found = people(view, answers)
    lines = (f"{number}. {person_line(view, each)}" for number, each in enumerate(found, 1))
    return names(view, answers) | {"list": "\n".join(lines)}


def people_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    role = the_role(view, answers)
    found = (way for number, each in enumerate(people(view, answers), 1) if role for way in _ways_with(view, role, each, number))  # fmt: skip
    return (*found, *further("RO-52", answers, len(role.people) if role else 0), BACK)


def _ways_with(view: View, role: PostedRole, person: Candidate, number: int) -> tuple[Option, ...]:
    words = {"number": str(number)}
    if person.asked == "asked":
        return (Option(f"back{person.id}", view.tongue.say(_("RO-52.back", "Take back {number}"), words)),)
    if person.state == "interested" and role.free > 0 and not role.closed:
        label = view.tongue.say(_("RO-52.offer", "Offer it to {number}"), words)
        return (Option(f"offer{person.id}", label, also=(called(view, person),)),)
    return ()


def the_person(view: View, answers: Answers) -> Candidate | None:
    number, role = (
        answers.get("RO-52", "").removeprefix("offer").removeprefix("back"),
        the_role(view, answers),
    )
    return next((each for each in role.people if str(each.id) == number), None) if role else None


def with_person(view: View, answers: Answers) -> str:
    chosen, person = answers.get("RO-52", ""), the_person(view, answers)
    if chosen.startswith("at"):
        return "RO-52"
    if chosen == "back":
        return "RO-51" if the_role(view, answers) else "RO-57"
    if chosen.startswith("offer"):
        if person and person.state == "interested" and person.asked:
            return "RO-58"
        return "RO-53" if can_offer(view, answers) else "RO-57"
    return "RO-56" if person and person.asked == "asked" else "RO-57"


def takes_back(view: View, answers: Answers) -> tuple[Effect, ...]:
    role, person = the_role(view, answers), the_person(view, answers)
    goes = role is not None and person is not None and with_person(view, answers) == "RO-56"
    return (TakeOfferBack(role.id, person.id),) if goes and role and person else ()


def about_person(view: View, answers: Answers) -> dict[str, str]:
    person = the_person(view, answers)
    return names(view, answers) | {"name": called(view, person) if person else ""}


def offers(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    role, person = the_role(view, answers), the_person(view, answers)
    if value != "yes" or role is None or person is None or not can_offer(view, answers):
        return ()
    return (OfferRole(role.id, person.id), Note("role.offered"))


def can_offer(view: View, answers: Answers) -> bool:
    role, person = the_role(view, answers), the_person(view, answers)
    return bool(
        role
        and person
        and person.state == "interested"
        and not person.asked
        and role.free > 0
        and not role.closed
    )


TEAM_ROLES = Flow("team_roles", roles=frozenset({"coordinator"}), steps=(
    Ask("RO-50", list_words, OneOf(things), then={"new": END, "close": "PV-01C"}, otherwise="which", fill=the_list, does=go),
    Route("which", which, among=("RO-50", "RO-51", "RO-57")),
    Ask("RO-51", _("MT-10P", "{page}"), OneOf(ways), then={"people": "RO-52", "change": END, "shut": "RO-55", "back": "RO-50"}, otherwise="PV-01C", fill=its_page, does=change),
    Ask("RO-52", people_words, OneOf(people_ways), otherwise="with", fill=people_list),
    Route("with", with_person, among=("RO-51", "RO-52", "RO-53", "RO-56", "RO-57", "RO-58"), does=takes_back),
    Ask("RO-53", _("RO-53", "Shall I offer {role} to {name}? They say yes or no themselves, and nobody else is told."),
        OneOf((Option("yes", _("RO-53.yes", "Offer it")), Option("no", _("button.not_now", "Not now"), out=True)), exact=True),
        then={"yes": "offered"}, otherwise="RO-51", fill=about_person, does=offers),
    Route("offered", lambda view, answers: "RO-54" if can_offer(view, answers) else "RO-57", among=("RO-54", "RO-57")),
    Say("RO-54", _("RO-54", "Done. I ask {name} in their own hours, and the offer waits 14 days. If they take it, it stands here. You're told of nothing else."), then=END, fill=about_person),
    Ask("RO-55", _("RO-55", "Close {role}? Nobody new can take it, and who is interested is forgotten. Whoever has it keeps it. It can't be taken back."),
        OneOf((Option("yes", _("RO-51.shut", "Close the role")), KEEP), exact=True), then={"yes": "RO-55D"}, otherwise="RO-51", fill=names, does=closes),
    Say("RO-55D", _("RO-55D", "It's closed, and its page says so. Nobody gets a message about it."), then=END),
    Say("RO-56", _("RO-56", "Done. The offer to {name} doesn't stand any more."), then=END, fill=about_person),
    Say("RO-57", _("RO-57", "That isn't so any more: it has changed meanwhile. Nothing was done."), then=END),
    Say("RO-58", _("RO-58", "You've offered {role} to {name} in the last 14 days. You can offer it again after that, so nobody feels pushed."), then=END, fill=about_person),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (TEAM_ROLES,)

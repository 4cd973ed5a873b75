"""Inviting: a code for members, or for one person of the team (COPYDECK.md, section 13; DOMAIN.md, 6.5).

A code for members is made at once. One that makes a member rep or a coordinator takes two keys as soon as there is a
member rep: a coordinator asks here, a member rep agrees, and then the coordinator comes here again and makes it, once.
That is said before anything is asked. The shell checks it in the rows (bot/team_keys.py).
"""

from typing import Final

from conversations.effects import Effect, MakeInvite, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.wording import day_of
from conversations.key_effects import AskInvite
from conversations.keyring import KeyRequest, invite_as
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


def whom(view: View, answers: Answers) -> Phrase:
    if view.facts.shares_keys():
        return _(
            "INV-10K",
            "Who would you like to invite? Before there's a code for a member rep or a coordinator, a member rep is asked too.",
        )
    return _("INV-10", "Who would you like to invite?")


def role_of(answers: Answers) -> Role:
    return ROLES[answers.get("INV-10", "member")][0]


def agreed(view: View, answers: Answers) -> KeyRequest | None:
    """Both keys to this code were turned, and it has not been made yet."""
    return view.facts.agreed(invite_as(role_of(answers)))


def waiting(view: View, answers: Answers) -> KeyRequest | None:
    """The key to a code for this role that waits for a member rep: one at a time, whoever asked."""
    return next((each for each in view.facts.open_keys() if each.action == invite_as(role_of(answers))), None)


def asks_group(view: View, answers: Answers) -> bool:
    """With one group there is nothing to ask, nor where the keys were turned for one."""
    return len(view.facts.groups()) > 1 and not agreed(view, answers)


def invited_to(view: View, answers: Answers) -> int | None:
    """The group that the code leads to."""
    both, groups = agreed(view, answers), view.facts.groups()
    if both is not None:
        return both.group_id
    chosen = answers.get("INV-11", "")
    return int(chosen) if chosen.isdigit() else groups[0].id if groups else None


def which_groups(view: View, answers: Answers) -> tuple[Option, ...]:
    return (*(Option(str(group.id), group.name) for group in view.facts.groups()), CANCEL)


def keys_for(view: View, answers: Answers) -> str:
    """Whether a code can be made now, or what stands before it."""
    if role_of(answers) == "member":
        return "INV-12"
    if not view.facts.shares_keys() or agreed(view, answers):
        return "INV-13"
    if (request := waiting(view, answers)) is not None:
        return "INV-16" if request.mine else "INV-17"
    return "INV-18" if view.facts.refused_until(None, invite_as(role_of(answers))) else "INV-14"


def make(view: View, answers: Answers) -> tuple[Effect, ...]:
    if keys_for(view, answers) not in ("INV-12", "INV-13"):
        return ()
    role = role_of(answers)
    invite = MakeInvite(view.fresh_code, role, invited_to(view, answers), USES.get(role, 1), DAYS)
    return (invite, Note(f"invite.{role}"))


def asked(view: View, answers: Answers) -> str:
    """What was free a moment ago may not be any more: it is asked again in the turn that does it."""
    found = keys_for(view, answers)
    return "INV-15" if found == "INV-14" else found


def asks(view: View, answers: Answers) -> tuple[Effect, ...]:
    if asked(view, answers) != "INV-15":
        return make(view, answers)
    return (AskInvite(role_of(answers), invited_to(view, answers)),)


def invitation(view: View, answers: Answers) -> dict[str, str]:
    lines = (view.fresh_code, view.invite_link)
    return {
        "code": "\n".join(filter(None, lines)),
        "days": str(DAYS),
        "number": str(USES.get(role_of(answers), 1)),
    }


def until(view: View, answers: Answers) -> dict[str, str]:
    """Until when a key waits, or a no stands."""
    request = waiting(view, answers)
    refused = view.facts.refused_until(None, invite_as(role_of(answers)))
    return {"date": day_of(view, request.ends_at if request else refused or view.now)}


INVITE = Flow("invite", roles=frozenset({"coordinator"}), steps=(
    Ask("INV-10", whom, OneOf((*(Option(key, label) for key, (_role, label) in ROLES.items()), CANCEL)),
        then={"cancel": "CO-10"}, otherwise="INV-11"),
    Ask("INV-11", _("INV-11", "To which group?"), OneOf(which_groups), then={"cancel": "CO-10"}, otherwise="make", when=asks_group),
    Route("make", keys_for, among=("INV-12", "INV-13", "INV-14", "INV-16", "INV-17", "INV-18"), does=make),
    Say("INV-12", _("INV-12", "Here's a code for up to {number} people, for {days} days. It's best given by hand.\n{code}"), then=END, fill=invitation),
    Say("INV-13", _("INV-13", "Here's a code for one person, for {days} days. Give it by hand, to that person only.\n{code}"), then=END, fill=invitation),
    Ask("INV-14", _("INV-14", "That takes two keys: yours, and a member rep's. Members agreed on it, so that nobody adds to the team alone. Shall I ask the member reps?"),
        OneOf((Option("ask", _("KEY-27.ask", "Ask for the 2nd key")), CANCEL), exact=True), then={"ask": "asked"}, otherwise="CO-10"),
    Route("asked", asked, among=("INV-12", "INV-13", "INV-15", "INV-16", "INV-17", "INV-18"), does=asks),
    Say("INV-15", _("INV-15", "OK. I'm asking the member reps, each in their own hours. You'll hear how it ends. If one agrees, you make the code here, within 7 days."), then=END),
    Say("INV-16", _("INV-16", "You've asked for the second key to that code. No member rep has turned it yet. It waits until {date}."), then=END, fill=until),
    Say("INV-17", _("INV-17", "Somebody else has asked for the second key to such a code. One at a time, so that nobody gets two."), then=END),
    Say("INV-18", _("INV-18", "A member rep didn't agree to such a code. Members agreed that a no stands for 7 days, until {date}. It may help to talk."), then=END, fill=until),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (INVITE,)

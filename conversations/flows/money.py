"""Money and benefits, before any paid yes (COPYDECK.md, TR-13 and TR-14; DOMAIN.md, 3.6).

Whatever is paid visits this flow before a yes to it counts, and takes the choice back with `brings=(money.STEP,)`: "paid",
"unpaid" or "later"; "" where it was left without one. It begins with `about`: what the pay is for, in a few words, which stand
in the request for a letter. It says where to ask and gives no advice; it asks nothing about anybody's benefits or status.
"""

from typing import Final

from conversations.effects import Effect, PassOn
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.passing import REACH, asks_how, signed, with_reach
from conversations.phrases import Phrase, _
from conversations.telling import can_pass_on
from conversations.view import View

OK: Final = Option("ok", _("button.ok", "OK"), out=True, means="yes")
LETTER: Final = Option("letter", _("TR-14.letter", "Get the letter"))


def where_to_ask(view: View, answers: Answers) -> Phrase:
    if can_pass_on(view):
        return _("TR-14", "Citizens Advice is free: {citizens_advice}. {worker} can give you a letter for the Jobcentre that explains what this is.")  # fmt: skip
    return _("TR-14C", "Citizens Advice is free: {citizens_advice}. For a letter for the Jobcentre that explains what this is, you can write to {contact}.")  # fmt: skip


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (LETTER, OK) if can_pass_on(view) else (OK,)


def what(view: View, answers: Answers) -> dict[str, str]:
    return {"what": answers.get("about") or view.programme.name}


def asks(view: View, answers: Answers) -> tuple[Effect, ...]:
    """The request, if there is still somebody to read it; what is said next is what is true."""
    if not can_pass_on(view):
        return ()
    words = signed(
        view, _("TR-14W", "{name} asked you for a letter for the Jobcentre that explains what this is:")
    )
    text = f"{words} {what(view, answers)['what']}"
    return (PassOn("worker", with_reach(view, text, answers.get(REACH, ""))),)


MONEY = Flow("money", steps=(
    Ask("TR-13", _("TR-13", "Being paid can change your benefits. Having travel costs paid back usually doesn't. I can't give advice, so please ask first. You can also join in unpaid."),
        OneOf((Option("where", _("TR-13.where", "Where to ask")), Option("paid", _("TR-13.paid", "I'd like to be paid")),
               Option("unpaid", _("TR-13.unpaid", "Unpaid is fine")), Option("later", _("TR-13.later", "Decide later"), out=True)), exact=True),
        then={"where": "TR-14"}, otherwise=END),
    Ask("TR-14", where_to_ask, OneOf(ways), then={"letter": REACH}, otherwise="TR-13"),
    asks_how("send"),
    Route("send", lambda view, answers: "TR-14D" if can_pass_on(view) else "TR-14N", among=("TR-14D", "TR-14N"), does=asks),
    Say("TR-14D", _("TR-14D", "Done. I've asked {worker} for a letter about {what}. They work {hours}."), then="TR-13", fill=what),
    Say("TR-14N", _("TR-14N", "I can't pass that on right now. For the letter you can write to {contact}."), then="TR-13"),
))  # fmt: skip

FLOWS = (MONEY,)

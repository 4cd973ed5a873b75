"""HELP: people to talk to, from anywhere and for anybody, also before joining and after STOP (COPYDECK.md, section 5).

The numbers are configuration. A person of the team is two taps from every state (B18): HELP, then "Ask". Their real
hours are said, and nobody is promised who is not there. Somebody of whom nothing is kept, or who writes from a held
phone, is told how to reach the team instead: their words cannot be passed on in anybody's name.
"""

from typing import Final

from conversations.effects import Begin, Clear, Effect, PassOn
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Words
from conversations.flows.joining import CLEARED, NOT_CLEARED
from conversations.pace import State
from conversations.phrases import Phrase, _
from conversations.view import View

BACK: Final = Option("back", _("button.back", "Back"), out=True)
CLEAR: Final = Option("clear", _("button.clear", "Clear these messages"))
ASK_WORKER: Final = Option("ask", _("HL-01.ask", "Ask {worker}"))
ASK_TEAM: Final = Option("ask", _("HL-01.team", "Ask the team"))


def can_pass_on(view: View) -> bool:
    """Whether words of this person can reach somebody of the team through the bot."""
    return (
        view.member is not None
        and bool(view.programme.worker)
        and view.pace.state is not State.HELD
        and not view.practice
    )


def clears(view: View) -> Effect:
    return Clear(view.tongue.say(CLEARED), view.tongue.say(NOT_CLEARED))


def signed(view: View, phrase: Phrase) -> str:
    """Words about the member, under the name they gave."""
    return view.tongue.say(
        phrase, {"name": view.known.name or view.tongue.say(_("text.no_name", "A member"))}
    )


def begin_message(view: View, answers: Answers) -> tuple[Effect, ...]:
    """Asked again here: the button may be an old one, and whoever presses it may have stepped back since."""
    return (Begin("message"),) if can_pass_on(view) else ()


def topics(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option("home", _("HL-01.home", "Safe at home")),
        Option("housing", _("HL-01.housing", "Housing, money")),
        Option("drugs", _("HL-01.drugs", "Drugs, alcohol")),
        Option("deaf", _("HL-01.deaf", "Deaf or can't talk")),
        ASK_WORKER if view.programme.worker else ASK_TEAM,
        Option("close", _("button.close", "Close"), out=True),
    )


HELP = Flow("help", overlay=True, evergreen=True, urgent=True, steps=(
    Ask("HL-01", _("HL-01", "Talk to someone, free, day and night. Life in danger: {emergency}. Mental health crisis: {crisis}. Samaritans: {samaritans}. Text SHOUT to {shout}."),
        OneOf(topics), then={"home": "HL-02", "housing": "HL-03", "drugs": "HL-04", "deaf": "HL-06", "ask": "who"}, otherwise="HL-07"),
    Ask("HL-02", _("HL-02", "Domestic Abuse Helpline: {domestic_abuse}, day and night. Men's Advice Line: {mens_advice}. LGBT+ (Galop): {galop}. All free. Danger now: {emergency}."),
        OneOf((CLEAR, BACK)), then={"clear": END}, otherwise="HL-01",
        does=lambda view, answers, value: (clears(view),) if value == "clear" else ()),
    Ask("HL-03", _("HL-03", "Shelter (housing): {shelter}. Citizens Advice: {citizens_advice}. Both free. Open hours vary."), OneOf((BACK,)), otherwise="HL-01"),
    Ask("HL-04", _("HL-04", "FRANK: {frank}, day and night. If someone won't wake up or can't breathe well, call {emergency} now and stay with them."),
        OneOf((BACK,)), otherwise="HL-01"),
    Ask("HL-06", _("HL-06", "Deaf, or can't talk? Use {bsl}. It's free, day and night. You can text {emergency} if you sign up first: text REGISTER to {emergency}. To chat by text: SHOUT to {shout}."),
        OneOf((BACK,)), otherwise="HL-01"),
    Route("who", lambda view, answers: "HL-05" if can_pass_on(view) else "HL-05C", among=("HL-05", "HL-05C")),
    Ask("HL-05", _("HL-05", "{worker} works {hours}. I can pass on a message, and it may not be read the same day. Or I can show people to call now."),
        OneOf((Option("message", _("HL-05.message", "Pass on a message")), Option("back", _("button.helplines", "Helplines"), out=True))),
        then={"message": "message"}, otherwise="HL-01"),
    Route("message", lambda view, answers: END if can_pass_on(view) else "HL-05C", among=(END, "HL-05C"), does=begin_message),
    Ask("HL-05C", _("HL-05C", "You can reach the team here: {contact}. Nobody reads this chat live."), OneOf((BACK,)), otherwise="HL-01"),
    Say("HL-07", _("HL-07", "OK. It's here any time: type HELP."), then=END),
))  # fmt: skip


def pass_on(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value == "never":
        return ()
    wrote = (
        _("PV-08W", "{name} has a complaint:")
        if answers.get("about") == "complaint"
        else _("ER-03W", "{name} wrote to you:")
    )
    return (PassOn("worker", f"{signed(view, wrote)}\n{value}"),)


def asks_for(view: View, answers: Answers) -> Phrase:
    if answers.get("about") == "complaint":
        return _(
            "PV-08M",
            "What went wrong? {worker} would read it, with the name you gave me. We'll reply within 30 days to say we have it.",
        )
    if view.known.name:
        return _("HL-05M", "What would you like {worker} to read? They'd see the name you gave me.")
    return _(
        "HL-05N",
        "What would you like {worker} to read? I have no name for you, so say who you are if you'd like an answer.",
    )


MESSAGE = Flow("message", to_person=True, steps=(
    Ask("words", asks_for, Words((Option("never", _("CI-14.never", "Never mind"), out=True),), limit=2000),
        then={"never": "CI-15N"}, otherwise="ER-03", does=pass_on),
    Say("ER-03", _("ER-03", "Passed on to {worker}. If you need someone sooner, type HELP."), then=END),
    Say("CI-15N", _("CI-15N", "OK. I've told nobody."), then=END),
))  # fmt: skip

FLOWS = (HELP, MESSAGE)

"""HELP: people to talk to, from anywhere and for anybody, also before joining and after STOP (COPYDECK.md, section 5).

The numbers are configuration. A person of the team is two taps from every state (B18): HELP, then "Ask". Their real
hours are said, and nobody is promised who is not there: where nobody on the team takes messages, and for somebody of
whom nothing is kept or who writes from a held phone, "Ask the team" says where to write instead.
"""

from typing import Final

from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.joining import clearing
from conversations.phrases import _
from conversations.telling import can_pass_on
from conversations.view import View

BACK: Final = Option("back", _("button.back", "Back"), out=True)
CLEAR: Final = Option("clear", _("button.clear", "Clear these messages"))
ASK_WORKER: Final = Option("ask", _("HL-01.ask", "Ask {worker}"))
ASK_TEAM: Final = Option("ask", _("HL-01.team", "Ask the team"))


def begin_message(view: View, answers: Answers) -> tuple[Effect, ...]:
    """Asked again here: the button may be an old one, and whoever presses it may have stepped back since."""
    return (Begin("message"),) if can_pass_on(view) else ()


def topics(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option("home", _("HL-01.home", "Safe at home")),
        Option("housing", _("HL-01.housing", "Housing, money")),
        Option("drugs", _("HL-01.drugs", "Drugs, alcohol")),
        Option("deaf", _("HL-01.deaf", "Deaf or can't talk")),
        ASK_WORKER if can_pass_on(view) else ASK_TEAM,
        Option("close", _("button.close", "Close"), out=True),
    )


HELP = Flow("help", overlay=True, evergreen=True, urgent=True, steps=(
    Ask("HL-01", _("HL-01", "Talk to someone, free, day and night. Life in danger: {emergency}. Mental health crisis: {crisis}. Samaritans: {samaritans}. Text SHOUT to {shout}."),
        OneOf(topics), then={"home": "HL-02", "housing": "HL-03", "drugs": "HL-04", "deaf": "HL-06", "ask": "who"}, otherwise="HL-07"),
    Ask("HL-02", _("HL-02", "Domestic Abuse Helpline: {domestic_abuse}, day and night. Men's Advice Line: {mens_advice}. LGBT+ (Galop): {galop}. All free. Danger now: {emergency}."),
        OneOf((CLEAR, BACK)), then={"clear": END}, otherwise="HL-01",
        does=lambda view, answers, value: (clearing(view),) if value == "clear" else ()),
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

FLOWS = (HELP,)

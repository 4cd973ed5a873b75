"""What somebody asked for does not take place, or was not drawn by our fault: said once, kindly, with nothing to do (COPYDECK TR-23)."""

from conversations.effects import Begin
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.changes import LIVES
from conversations.flows.training_offer import NEUTRAL
from conversations.flows.training_words import chosen, openings, the_course, title
from conversations.phrases import _
from conversations.view import View


def off_words(view: View, answers: Answers) -> dict[str, str]:
    return {"course": title(the_course(view, answers))}


def off_begins(view: View, answers: Answers) -> str:
    return "TR-23Q" if view.known.quiet else "TR-23W"


OFF = Flow("course_off", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", off_begins, among=("TR-23Q", "TR-23W")),
    Ask("TR-23Q", NEUTRAL, OneOf(openings), otherwise="opened"),
    Route("opened", lambda view, answers: "TR-06L" if chosen(answers, "TR-23Q") == "later" else "TR-23W", among=("TR-06L", "TR-23W")),
    Ask("TR-23W", _("TR-23W", "{course}, which you asked for, isn't taking place, and we're sorry. There's nothing for you to do."),
        OneOf((Option("ok", _("button.ok", "OK"), out=True), Option("training", _("TR-23W.more", "What else there is")))), otherwise=END, fill=off_words,
        does=lambda view, answers, value: (Begin("training"),) if value == "training" else ()),
    Say("TR-06L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
))  # fmt: skip

NO_DRAW = Flow("no_draw", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", lambda view, answers: "TR-23DQ" if view.known.quiet else "TR-23D", among=("TR-23DQ", "TR-23D")),
    Ask("TR-23DQ", NEUTRAL, OneOf(openings), otherwise="opened"),
    Route("opened", lambda view, answers: "TR-06L" if chosen(answers, "TR-23DQ") == "later" else "TR-23D", among=("TR-06L", "TR-23D")),
    Ask("TR-23D", _("TR-23D", "I wasn't working when names were to be drawn for {course}, and it has begun meanwhile. We're sorry. You'll have a better chance next time."),
        OneOf((Option("ok", _("button.ok", "OK"), out=True), Option("training", _("TR-23W.more", "What else there is")))), otherwise=END, fill=off_words,
        does=lambda view, answers, value: (Begin("training"),) if value == "training" else ()),
    Say("TR-06L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
))  # fmt: skip

FLOWS = (OFF, NO_DRAW)

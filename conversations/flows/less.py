"""Wanting less (COPYDECK.md, PA-17 and ST-02). Wanting less is as easy as wanting more, and is never argued with."""

from conversations.effects import Effect, Leave
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say, Visit
from conversations.flows.pacing import CHANGED, SLOWER, about_news, changed, pace_name, slowed
from conversations.flows.stopping import stops
from conversations.pace import Topic
from conversations.phrases import _
from conversations.view import View

LESS = _("PA-17", "Thanks for saying. What would help?")
STOP_ALL = Option("stop", _("PA-17.stop", "Stop everything"))


def less(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    match value:
        case "news":
            return (*changed(view, topics=view.pace.topics - {Topic.NEWS}), *about_news(view, False, LESS))
        case "fewer":
            return slowed(view)
        case "stop":
            return stops(view)
        case _:
            return ()


def slow_down(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """Whoever asks to slow down in the middle of something is asked nothing more about it."""
    match value:
        case "slow":
            return (*slowed(view), Leave())
        case "stop":
            return stops(view)
        case _:
            return ()


def what_helps(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option("news", _("PA-17.news", "Less news")),
        *slower(view, Option("fewer", _("PA-17.fewer", "Fewer messages"))),
        Option("break", _("PA-01.break", "Have a break")),
        STOP_ALL,
        Option("no", _("PA-17.no", "Leave it as it is"), out=True),
    )


def stop_or_slow(view: View, answers: Answers) -> tuple[Option, ...]:
    slow = Option("slow", _("ST-02.slow", "Slow down"))
    return (STOP_ALL, *slower(view, slow), Option("else", _("ST-02.else", "Something else"), out=True))


def slower(view: View, option: Option) -> tuple[Option, ...]:
    """This option, unless the member has the slowest pace already."""
    return (option,) if view.pace.choice in SLOWER else ()


FLOWS = (
    Flow("less", evergreen=True, steps=(
        Ask("PA-17", LESS, OneOf(what_helps),
            then={"news": "PA-17N", "fewer": "PA-10", "break": "break", "stop": END}, otherwise="PA-17K", does=less),
        Say("PA-17N", _("PA-17N", "Done. I won't send news. It waits on What's new, for when you look."), then=END),
        Say("PA-10", CHANGED, then=END, fill=pace_name),
        Visit("break", "break", then=END),
        Say("PA-17K", _("PA-17K", "OK. It stays as it is."), then=END),
    )),
    Flow("less_stop", late=True, steps=(
        Ask("ST-02", _("ST-02", "It sounds like you want less of this. I've gone quiet for a day. What would you like?"),
            OneOf(stop_or_slow), then={"slow": "PA-10", "stop": END}, otherwise="ST-02E", does=slow_down),
        Say("PA-10", CHANGED, then=END, fill=pace_name),
        Say("ST-02E", _("ST-02E", "OK. You can go on here, or type MENU. I'll start nothing before tomorrow."), then=END),
    )),
)  # fmt: skip

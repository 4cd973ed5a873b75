"""My pace: asked while joining, and later seen in one message and changed line by line (COPYDECK.md, PA-01 to PA-10).

Each answer counts from the moment it is given: somebody who taps "Once a month" and then puts the phone away has been
heard. PA-09 only reads the whole back. Slower takes effect at once, and so does faster, but never as a check-in sooner
than one normal gap after the last (conversations/pace/changes.py sees to both).

While joining, and after START, the flow goes on to days and times (`by` is "joining"), unless it is skipped; later the
page is shown (pace_page.py), and each of its lines has its own way to be changed. Nothing here asks why.
"""

from collections.abc import Mapping
from typing import Final

from conversations.effects import Begin, Effect
from conversations.flow import END, SKIP, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit
from conversations.flows.pace_page import page
from conversations.flows.pacing import (
    BY_JOINING,
    CHANGED,
    DAYS,
    asks_check_ins,
    changed,
    pace_name,
    slowed,
    topics_now,
)
from conversations.pace import Choice, State, check_in_weekday
from conversations.phrases import Phrase, _
from conversations.view import View

OF_KEY: Final[Mapping[str, Choice]] = {
    "weekly": Choice.WEEKLY, "fortnight": Choice.FORTNIGHTLY, "monthly": Choice.MONTHLY, "ask": Choice.ONLY_WHEN_I_ASK,
}  # fmt: skip
ASKED_FIRST: Final = _("PA-01", "How often would you like to hear from me?")
ASKED_AGAIN: Final = _("PA-01M", "{page}\n\n{question}")


def is_first(view: View, answers: Answers) -> bool:
    """Whether this is the whole round of questions: while joining, and until something is changed by name."""
    return answers.get("by") == "joining" and "PA-20" not in answers


def the_page(view: View, answers: Answers) -> dict[str, str]:
    return {} if is_first(view, answers) else {"page": page(view), "question": view.tongue.say(ASKED_FIRST)}


def urgent_hours(view: View, answers: Answers) -> dict[str, str]:
    hours = view.pace.urgent_hours
    return {"start": view.tongue.clock(hours.from_minute), "end": view.tongue.clock(hours.to_minute)}


def how_often(view: View, answers: Answers) -> tuple[Option, ...]:
    every = (
        Option("weekly", _("PA-01.weekly", "Every week")),
        Option("fortnight", _("PA-01.fortnight", "Every 2 weeks")),
        Option("monthly", _("PA-01.monthly", "Once a month")),
        Option("ask", _("PA-01.ask", "Only when I ask"), means="never"),
        Option("break", _("PA-01.break", "Have a break")),
    )
    if is_first(view, answers):
        return (*every, SKIP)
    other = Option("other", _("PA-01.other", "Days, times, topics"))
    return (*every, other, Option("skip", _("PA-01.same", "Keep it the same"), out=True))


def choose(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return changed(view, choice=OF_KEY[value]) if value in OF_KEY else ()


def fewer(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return slowed(view) if value == "fewer" else ()


def tell_changes(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return changed(view, wants_urgent=value == "yes")


def after_choice(view: View, answers: Answers) -> str:
    if view.pace.state is State.PAUSED:
        return "PA-10B"
    if not is_first(view, answers):
        return "PA-10"
    return "PA-09" if view.pace.choice is Choice.ONLY_WHEN_I_ASK else "times"


def after_skip(view: View, answers: Answers) -> str:
    """Whoever skips the first question is asked no more of them: the usual pace is told, and how to change it (B06)."""
    if not is_first(view, answers):
        return "PA-10S"
    return "PA-10B" if view.pace.state is State.PAUSED else "usual"


def summary(view: View, answers: Answers) -> Phrase:
    if view.pace.choice is Choice.ONLY_WHEN_I_ASK:
        return _("PA-09A", "Your pace: {pace}. I won't start chats. To change it, type PACE.")
    if not asks_check_ins(view, answers):
        return _(
            "PA-09N",
            "Your pace: {pace}, between {start} and {end}. Quiet the rest of the time. To change it, type PACE.",
        )
    return _(
        "PA-09",
        "Your pace: {pace}, {day} at about {time}. Quiet the rest of the time. To change it, type PACE.",
    )


def summary_words(view: View, answers: Answers) -> dict[str, str]:
    pace, tongue = view.pace, view.tongue
    return {
        **pace_name(view, answers),
        "day": tongue.say(DAYS[check_in_weekday(pace)], {}),
        "time": tongue.clock(pace.check_in_minute),
        "start": tongue.clock(pace.hours.from_minute),
        "end": tongue.clock(pace.hours.to_minute),
    }


def what_to_change(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option("often", _("PA-20.often", "How often")),
        Option("time", _("PA-20.time", "Day and time")),
        Option("days", _("PA-20.days", "Days to leave alone")),
        Option("topics", _("PA-20.topics", "What it's about")),
        Option("booked", _("PA-20.booked", "Late changes")),
        Option("why", _("PA-20.why", "Why these messages?")),
        Option("no", _("PA-20.no", "Nothing else"), out=True),
    )


def ask_why(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("why"),) if value == "why" else ()


FEWER: Final = OneOf(
    (Option("ok", _("button.ok", "OK"), out=True), Option("fewer", _("PA-02.fewer", "Fewer than that")))
)
PACE = Flow("pace", steps=(
    Ask("PA-01", lambda view, answers: ASKED_FIRST if is_first(view, answers) else ASKED_AGAIN, OneOf(how_often),
        then={"weekly": "PA-02", "fortnight": "PA-03", "monthly": "PA-04", "ask": "PA-05", "break": "break",
              "other": "PA-20"},
        otherwise="skipped", fill=the_page, does=choose),
    Ask("PA-02", _("PA-02", "Every week it is. I'll start 3 chats a week at most, on different days. "
                            "The only extras are about things you book or ask for."),
        FEWER, then={"fewer": "PA-03"}, otherwise="chosen", does=fewer),
    Ask("PA-03", _("PA-03", "Every 2 weeks it is. I'll start 3 chats in 2 weeks at most, on different days. "
                            "The only extras are about things you book or ask for."),
        FEWER, then={"fewer": "PA-04"}, otherwise="chosen", does=fewer),
    Ask("PA-04", _("PA-04", "Once a month it is. I'll start 3 chats in 4 weeks at most, on different days. "
                            "The only extras are about things you book or ask for."),
        FEWER, then={"fewer": "PA-05"}, otherwise="chosen", does=fewer),
    Ask("PA-05", _("PA-05", "OK. I won't start chats. Write to me when you like. "
                            "If something you booked is cancelled, shall I tell you?"),
        OneOf((Option("yes", _("PA-05.yes", "Yes, tell me")), Option("no", _("PA-05.no", "No, not even that"), out=True))),
        otherwise="chosen", does=tell_changes),
    Visit("break", "break", then="rested"),
    Route("rested", lambda view, answers: END if view.pace.state is State.PAUSED else "PA-01", among=(END, "PA-01")),
    Route("skipped", after_skip, among=("usual", "PA-10B", "PA-10S")),
    Say("usual", summary, then=END, fill=summary_words),
    Say("PA-10S", _("PA-10S", "OK. It stays the same: {pace}."), then=END, fill=pace_name),
    Route("chosen", after_choice, among=("times", "PA-09", "PA-10", "PA-10B")),
    Say("PA-10", CHANGED, then=END, fill=pace_name),
    Say("PA-10B", _("PA-10B", "Done: {pace}, once your break is over."), then=END, fill=pace_name),
    Visit("times", "times", then="days", carrying=lambda view, answers: BY_JOINING),
    Visit("days", "days_off", then="PA-09", carrying=lambda view, answers: BY_JOINING),
    Ask("PA-09", summary, OneOf((
            Option("ok", _("PA-09.ok", "Looks right"), out=True), Option("change", _("PA-09.change", "Change it")))),
        then={"change": "PA-20"}, otherwise="settled", fill=summary_words),
    Route("settled", lambda view, answers: END if answers.get("by") == "joining" else "PA-09D", among=(END, "PA-09D")),
    Say("PA-09D", _("PA-09D", "Good. There's nothing else to do."), then=END),
    Ask("PA-20", _("PA-20", "What would you like to change?"), OneOf(what_to_change),
        then={"often": "PA-01", "time": "time", "days": "off", "topics": "topics", "booked": "PA-22", "why": END}, otherwise="PA-10S", does=ask_why),
    Ask("PA-22", _("PA-22", "If something you booked changes or is off at short notice, shall I tell you? That comes between {start} and {end}."),
        OneOf((Option("yes", _("PA-05.yes", "Yes, tell me")), Option("no", _("PA-22.no", "No, don't"), out=True))),
        otherwise="PA-09", fill=urgent_hours, does=tell_changes),
    Visit("time", "times", then="PA-09"),
    Visit("off", "days_off", then="PA-09"),
    Visit("topics", "topics", then="PA-09", carrying=topics_now),
))  # fmt: skip

FLOWS = (PACE,)

"""How often, and about what (COPYDECK.md, section 2; PACE.md, section 2).

Each answer counts from the moment it is given: somebody who taps "Once a month" and then puts the phone away has been
heard. PA-09 only reads the whole back. Slower takes effect at once, and so does faster, but never as a check-in sooner
than one normal gap after the last (conversations/pace/changes.py sees to both).

While joining, and after START, the flow goes on to days and times (`by` is "joining"), unless it is skipped; later it
changes the one thing that was asked for. Nothing here asks why.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conversations.effects import ChangePace, Consent, Effect
from conversations.flow import END, SKIP, Answers, Ask, Flow, ManyOf, OneOf, Option, Route, Say, Visit
from conversations.flows.wording import version
from conversations.pace import Choice, State, Topic, check_in_weekday
from conversations.phrases import Phrase, _
from conversations.view import View

BY_JOINING: Final[Mapping[str, str]] = {"by": "joining"}
OF_KEY: Final[Mapping[str, Choice]] = {
    "weekly": Choice.WEEKLY, "fortnight": Choice.FORTNIGHTLY, "monthly": Choice.MONTHLY, "ask": Choice.ONLY_WHEN_I_ASK,
}  # fmt: skip
SLOWER: Final[Mapping[Choice, Choice]] = {
    Choice.WEEKLY: Choice.FORTNIGHTLY, Choice.FORTNIGHTLY: Choice.MONTHLY, Choice.MONTHLY: Choice.ONLY_WHEN_I_ASK,
}  # fmt: skip
NAMES: Final[Mapping[Choice, Phrase]] = {
    Choice.WEEKLY: _("pace.weekly", "every week"),
    Choice.FORTNIGHTLY: _("pace.fortnightly", "every 2 weeks"),
    Choice.MONTHLY: _("pace.monthly", "once a month"),
    Choice.ONLY_WHEN_I_ASK: _("pace.only", "only when you ask"),
}
DAYS: Final = (
    _("PA-06.mon", "Monday"), _("PA-06.tue", "Tuesday"), _("PA-06.wed", "Wednesday"), _("PA-06.thu", "Thursday"),
    _("PA-06.fri", "Friday morning"),
)  # fmt: skip
ASKED_FIRST: Final = _("PA-01", "How often would you like to hear from me?")
ASKED_AGAIN: Final = _("PA-01L", "How often would you like to hear from me? Now it's {pace}.")
CHANGED: Final = _("PA-10", "Done: {pace} from now on. There's nothing else to do.")
SWITCHES: Final = _(
    "PA-21", "I may write about what's marked here. Choose one to turn it off or on, then Done."
)
TOPICS: Final[Mapping[Topic, Phrase]] = {
    Topic.CHECK_INS: _("PA-21.check_ins", "Check-ins"),
    Topic.MEETINGS: _("PA-21.meetings", "Meetings"),
    Topic.TRAINING: _("PA-21.training", "Training and roles"),
    Topic.NEWS: _("PA-21.news", "News"),
}


def changed(view: View, **choices: object) -> tuple[Effect, ...]:
    """The member's pace with these choices, from now on."""
    return (ChangePace(replace(view.pace, **choices), replan=True),)  # type: ignore[arg-type]  # names of Pace's own


def slowed(view: View) -> tuple[Effect, ...]:
    """One step slower; the slowest stays as it is."""
    return changed(view, choice=SLOWER.get(view.pace.choice, view.pace.choice))


def pace_name(view: View, answers: Answers) -> dict[str, str]:
    return {"pace": view.tongue.say(NAMES[view.pace.choice], {})}


def is_first(view: View, answers: Answers) -> bool:
    """Whether this is the whole round of questions: while joining, and until something is changed by name."""
    return answers.get("by") == "joining" and "PA-20" not in answers


def asks_check_ins(view: View, answers: Answers) -> bool:
    """Whether check-ins come at all, so that it makes sense to talk about their day."""
    wanted = view.known.agreed("check_ins") and Topic.CHECK_INS in view.pace.topics
    return wanted and view.pace.choice is not Choice.ONLY_WHEN_I_ASK


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
        Option("no", _("PA-20.no", "Nothing else"), out=True),
    )


def agreed_topics(view: View) -> tuple[Topic, ...]:
    """What can be switched here: news, and each layer that the member said yes to. A yes is given in My details."""
    return tuple(topic for topic in Topic if topic is Topic.NEWS or view.known.agreed(topic.value))


def topic_options(view: View, answers: Answers) -> tuple[Option, ...]:
    return tuple(Option(topic.value, TOPICS[topic]) for topic in agreed_topics(view))


def topics_now(view: View, answers: Answers) -> dict[str, str]:
    """What is on, ticked already."""
    return {"PA-21": ",".join(topic.value for topic in agreed_topics(view) if topic in view.pace.topics)}


def keep_topics(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    asked = frozenset(agreed_topics(view))
    wanted = frozenset(topic for topic in asked if topic.value in value.split(","))
    kept = changed(view, topics=(view.pace.topics - asked) | wanted)
    return (*kept, *about_news(view, Topic.NEWS in wanted, SWITCHES))


def about_news(view: View, yes: bool, words: Phrase) -> tuple[Effect, ...]:
    """News has no other switch than its own yes or no, so both are kept together, with the words that were answered."""
    return () if view.known.agreed("news") is yes else (Consent("news", yes, version(words, view)),)


FEWER: Final = OneOf(
    (Option("ok", _("button.ok", "OK"), out=True), Option("fewer", _("PA-02.fewer", "Fewer than that")))
)
PACE = Flow("pace", steps=(
    Ask("PA-01", lambda view, answers: ASKED_FIRST if is_first(view, answers) else ASKED_AGAIN, OneOf(how_often),
        then={"weekly": "PA-02", "fortnight": "PA-03", "monthly": "PA-04", "ask": "PA-05", "break": "break",
              "other": "PA-20"},
        otherwise="skipped", fill=pace_name, does=choose),
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
        then={"often": "PA-01", "time": "time", "days": "off", "topics": "topics"}, otherwise="PA-10S"),
    Visit("time", "times", then="PA-09"),
    Visit("off", "days_off", then="PA-09"),
    Visit("topics", "topics", then="PA-09", carrying=topics_now),
))  # fmt: skip

TOPICS_FLOW = Flow("topics", steps=(
    Ask("PA-21", SWITCHES,
        ManyOf(topic_options, done=Option("done", _("button.done", "Done"), out=True)),
        otherwise="PA-21b", does=keep_topics),
    Say("PA-21b", _("PA-21b", "Done. What's off waits on What's new, for when you look."), then=END),
))  # fmt: skip

FLOWS = (PACE, TOPICS_FLOW)

"""How often, and about what: the words of a pace, and how it is changed (COPYDECK.md, section 2; PACE.md, section 2).

What is asked about it is in my_pace.py and times.py. One pace holds for check-ins, meetings, training and news alike; each
of the four has a switch of its own here.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conversations.effects import ChangePace, Consent, Effect
from conversations.flow import END, Answers, Ask, Flow, ManyOf, Option, Say
from conversations.flows.wording import version
from conversations.pace import Choice, Topic
from conversations.phrases import Phrase, _
from conversations.view import View

BY_JOINING: Final[Mapping[str, str]] = {"by": "joining"}
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


def asks_check_ins(view: View, answers: Answers) -> bool:
    """Whether check-ins come at all, so that it makes sense to talk about their day."""
    wanted = view.known.agreed("check_ins") and Topic.CHECK_INS in view.pace.topics
    return wanted and view.pace.choice is not Choice.ONLY_WHEN_I_ASK


def agreed_topics(view: View) -> tuple[Topic, ...]:
    """What can be switched here: news, and each layer that the member said yes to. A yes is given in My details. Coordinators
    hear about meetings without one."""
    given = {Topic.NEWS, Topic.MEETINGS} if view.known.team else {Topic.NEWS}
    return tuple(topic for topic in Topic if topic in given or view.known.agreed(topic.value))


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


TOPICS_FLOW = Flow("topics", steps=(
    Ask("PA-21", SWITCHES,
        ManyOf(topic_options, done=Option("done", _("button.done", "Done"), out=True)),
        otherwise="PA-21b", does=keep_topics),
    Say("PA-21b", _("PA-21b", "Done. What's off waits on What's new, for when you look."), then=END),
))  # fmt: skip

FLOWS = (TOPICS_FLOW,)

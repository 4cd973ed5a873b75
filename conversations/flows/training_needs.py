"""What would help somebody to take part in a course: kept only after a yes to that, and read by nobody but whoever arranges it.

What was said before stands ticked; with nothing ticked nothing is kept. It goes a week after the course (COPYDECK TR-04, TR-04b).
"""

from typing import Final

from conversations.effects import Begin, Consent, Effect
from conversations.flow import (
    END,
    SKIP,
    Answers,
    Ask,
    Flow,
    ManyOf,
    OneOf,
    Option,
    Problem,
    Route,
    Say,
    Words,
)
from conversations.flows.training_words import need_words, the_course
from conversations.phrases import Phrase, _
from conversations.training.courses import NEED_MOST, Course
from conversations.training.effects import KeepNeeds
from conversations.training.wording import NEEDS_IN_WORDS
from conversations.view import View

WORDING: Final = "access-1"
FIRST: Final = ("travel", "childcare", "step_free", "food")
"""Those that are offered first; the others come behind "More choices"."""
SECOND: Final = ("bsl", "interpreter", "companion", "quiet_space", "large_print", "timing")


def begins_with(course: Course) -> Begin:
    """What helps, with what was said before ticked already."""
    said = [] if course.mine is None else [need.what for need in course.mine.needs]
    first, more = [each for each in said if each in FIRST], [each for each in said if each in SECOND]
    own = next((each for each in said if each not in NEEDS_IN_WORDS), "")
    ticked = {"TR-04": ",".join([*first, *(["more"] if more else [])]), "TR-04b": ",".join(more), "own": own}
    return Begin(
        "needs",
        {"item": course.item, "by": "member", **{step: value for step, value in ticked.items() if value}},
    )


def needs_begin(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or course.mine is None:
        return "TR-04X"
    return "TR-04" if view.known.agreed("access") else "TR-04C"


def agrees(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Consent("access", True, WORDING),) if value == "yes" else ()


def options_of(keys: tuple[str, ...], *, more: bool) -> tuple[Option, ...]:
    known = tuple(Option(key, NEEDS_IN_WORDS[key]) for key in keys)
    return (*known, Option("more", _("TR-04.more", "More choices"))) if more else known


def wants_more(view: View, answers: Answers) -> bool:
    return "more" in answers.get("TR-04", "").split(",")


def own_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    """The ways past own words. Where there were some, they stay or go, and the button says which."""
    if not answers.get("own"):
        return (SKIP,)
    return (
        Option("keep", _("TR-04W.keep", "Keep what I wrote"), out=True),
        Option("gone", _("TR-04W.gone", "Take it out")),
    )


def read_words(text: str, view: View) -> str | Problem:
    short = " ".join(text.split())
    if len(short) > NEED_MOST:
        return Problem(
            _("TC-L1", "That's {number} letters. Up to {most} fit on a small screen."),
            {"number": str(len(short)), "most": str(NEED_MOST)},
        )
    return short


def needs_of(answers: Answers) -> tuple[str, ...]:
    ticked = [
        *answers.get("TR-04", "").split(","),
        *(answers.get("TR-04b", "").split(",") if "more" in answers.get("TR-04", "") else ()),
    ]
    said = answers.get("TR-04W", "skip")
    own = {"keep": answers.get("own", ""), "gone": "", "skip": ""}.get(said, said)
    return tuple(dict.fromkeys([each for each in ticked if each in NEEDS_IN_WORDS] + ([own] if own else [])))


def keeps(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None or course.mine is None else (KeepNeeds(course.id, needs_of(answers)),)


def kept(view: View, answers: Answers) -> dict[str, str]:
    return {"needs": view.tongue.listed(need_words(view, each) for each in needs_of(answers))}


def kept_words(view: View, answers: Answers) -> Phrase:
    if not needs_of(answers):
        return _("TR-04N", "OK, nothing is noted. You can say later, on the course's page.")
    return _(
        "TR-04K",
        "Noted: {needs}. Only the person who books it sees this, and it's deleted a week after the course. You can change it on the course's page.",
    )


DONE: Final = Option("done", _("button.done", "Done"), out=True, means="done_or_none")
NEEDS = Flow("needs", steps=(
    Route("begins", needs_begin, among=("TR-04", "TR-04C", "TR-04X")),
    Ask("TR-04C", _("TR-04C", "Would anything make it easier to take part? I'd keep it for the person who books it, and delete it a week after the course. I need a clear yes to keep it."),
        OneOf((Option("yes", _("TR-04C.yes", "Yes, I'll tell you")), Option("no", _("BR-03.no", "No thanks"), out=True)), exact=True),
        then={"no": "TR-04N"}, otherwise="TR-04", does=agrees),
    Ask("TR-04", _("TR-04", "What would help you take part? Tap any, or type it. Only the person who books it sees this."),
        ManyOf(options_of(FIRST, more=True), done=DONE, own="TR-04W"), otherwise="TR-04b"),
    Ask("TR-04b", _("TR-04b", "More that might help. Tap any, or type it."), ManyOf(options_of(SECOND, more=False), done=DONE, own="TR-04W"), otherwise="TR-04W", when=wants_more),
    Ask("TR-04W", _("TR-04W", "Something else? You can type it. No reason needed."), Words(own_ways, limit=1000, read=read_words), otherwise="kept"),
    Route("kept", lambda view, answers: "TR-04K", among=("TR-04K",), does=keeps),
    Say("TR-04K", kept_words, then=END, fill=kept),
    Say("TR-04N", _("TR-04N", "OK, nothing is noted. You can say later, on the course's page."), then=END),
    Say("TR-04X", _("TR-04X", "You don't have anything to do with that course right now, so there's nothing to note."), then=END),
))  # fmt: skip

FLOWS = (NEEDS,)

"""A place is offered, or there was none, or it went to somebody else: what those hear who asked (COPYDECK TR-06 to TR-11).

Nobody is hurried: until when it is held is said in the message, and that clock stands still whenever its reader is left alone
(conversations/training/holds.py). Saying no costs nothing; letting it go by costs nothing either, and nobody speaks of it again.
Each message says how things stand when it goes; its buttons name the course, so that they mean it for ever (`late`).
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Does, Flow, OneOf, Option, Route, Say
from conversations.flows import meeting_words
from conversations.flows.changes import LIVES
from conversations.flows.training_words import chosen, facts_of, openings, the_course
from conversations.phrases import Phrase, _
from conversations.session import about
from conversations.training import holds
from conversations.training.courses import Course
from conversations.training.effects import HoldLonger, LetPass, TakeOff, TakePlace
from conversations.view import View

To: TypeAlias = Callable[[View, Answers], str]
NEUTRAL: Final = _("TR-06Q", "Hi. There's an answer for you.")
GONE: Final = _(
    "TR-06X",
    "That place isn't held for you now. How things stand is on the course's page, under MENU, Training.",
)


def words(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, the_course(view, answers))


# -- a place ------------------------------------------------------------------------------------------------------------


def is_offered(course: Course | None, now: int) -> bool:
    return (
        course is not None
        and course.mine is not None
        and course.mine.state == "offered"
        and not course.has_begun(now)
        and not course.cancelled
    )


def begins(view: View, answers: Answers) -> str:
    if not is_offered(the_course(view, answers), view.now):
        return "TR-06X"
    return "TR-06Q" if view.known.quiet and answers.get("by") != "member" else "TR-06"


def opened(view: View, answers: Answers) -> str:
    if chosen(answers, "TR-06Q") == "later":
        return "TR-06L"
    return "TR-06" if is_offered(the_course(view, answers), view.now) else "TR-06X"


def offer_words(view: View, answers: Answers) -> Phrase:
    course = the_course(view, answers)
    if course is None or course.mine is None:
        return GONE
    if course.mine.drawn:
        return _(
            "TR-06",
            "There's a place for you on {course}, {date}. Would you like it? I'll hold it until {hold}.",
        )
    return _(
        "TR-08",
        "A place has come up on {course}, {date}. It's yours if you'd like it. I'll hold it until {hold}.",
    )


def offer_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    n, course = about(answers), the_course(view, answers)
    longer = (
        ()
        if course is None or course.mine is None or course.mine.longer
        else (Option(f"longer{n}", _("TR-06.longer", "I need longer"), means="later"),)
    )
    return (
        Option(f"yes{n}", _("TR-06.yes", "Yes please"), means="yes"),
        Option(f"no{n}", _("BR-03.no", "No thanks"), out=True, means="no"),
        *longer,
    )


def leads(view: View, answers: Answers) -> str:
    if not is_offered(the_course(view, answers), view.now):
        return "TR-06X"
    match chosen(answers, "TR-06"):
        case "yes":
            return "yes"
        case "longer":
            return "longer" if later(view, answers) else "TR-10"
        case _:
            return "no"


def later(view: View, answers: Answers) -> int | None:
    """Until when it can be held for somebody who needs longer."""
    course = the_course(view, answers)
    if course is None or course.mine is None or course.mine.longer or course.mine.ends_at is None:
        return None
    return holds.longer(view.pace, view.holidays, course.mine.ends_at, course.starts_at, view.now)


def new_hold(view: View, answers: Answers) -> dict[str, str]:
    """Until when it is held now: as it will be, in the turn that asks for it, and as it is afterwards."""
    course = the_course(view, answers)
    until = later(view, answers) or (course.mine.ends_at if course and course.mine else None)
    return {"hold": "" if until is None else meeting_words.when(view, until, view.pace.zone)}


def takes(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return (
        ()
        if course is None
        else (TakePlace(course.id), Begin("reminders", {"item": course.item, "by": "booking"}))
    )


def passes(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None else (LetPass(course.id),)


def waits(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None else (HoldLonger(course.id),)


def afterwards(view: View, answers: Answers) -> tuple[Option, ...]:
    """The same answers stay at hand while it is held."""
    n = about(answers)
    return (
        Option(f"yes{n}", _("TR-06.yes", "Yes please"), means="yes"), Option(f"no{n}", _("BR-03.no", "No thanks"), means="no"),
        Option(f"ok{n}", _("button.ok", "OK"), out=True),
    )  # fmt: skip


def after(view: View, answers: Answers) -> str:
    if chosen(answers, "TR-09") == "ok":
        return "TR-09K"
    if not is_offered(the_course(view, answers), view.now):
        return "TR-06X"
    return "yes" if chosen(answers, "TR-09") == "yes" else "no"


def on_the_list(view: View, answers: Answers) -> tuple[Option, ...]:
    n = about(answers)
    return (
        Option(f"stay{n}", _("TR-07.stay", "Stay on the list"), out=True, means="yes"),
        Option(f"off{n}", _("TR-05.off", "Take me off")),
    )


def comes_off(step: str) -> Does:
    def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
        course = the_course(view, answers)
        return (TakeOff(course.id),) if course and value.startswith("off") else ()

    return does


def stays(step: str) -> To:
    def to(view: View, answers: Answers) -> str:
        return "TR-05O" if chosen(answers, step) == "off" else "TR-07S"

    return to


def nearer(view: View, answers: Answers) -> tuple[Option, ...]:
    n = about(answers)
    return (
        Option(f"yes{n}", _("TR-10.take", "I'd like the place"), means="yes"), Option(f"stay{n}", _("TR-07.stay", "Stay on the list"), out=True, means="no"),
        Option(f"off{n}", _("TR-05.off", "Take me off")),
    )  # fmt: skip


def near_leads(view: View, answers: Answers) -> str:
    if not is_offered(the_course(view, answers), view.now):
        return "TR-06X"
    return {"yes": "yes", "off": "TR-05O"}.get(chosen(answers, "TR-10"), "passes")


OFFER = Flow("place_offer", opener=True, late=True, evergreen=True, lives=LIVES, steps=(
    Route("begins", begins, among=("TR-06", "TR-06Q", "TR-06X")),
    Ask("TR-06Q", NEUTRAL, OneOf(openings), otherwise="opened"),
    Route("opened", opened, among=("TR-06", "TR-06L", "TR-06X")),
    Ask("TR-06", offer_words, OneOf(offer_ways), otherwise="leads", fill=words),
    Route("leads", leads, among=("TR-06X", "yes", "longer", "no", "TR-10")),
    Route("yes", lambda view, answers: END, among=(END,), does=takes),
    Route("longer", lambda view, answers: "TR-09", among=("TR-09",), does=waits),
    Ask("TR-09", _("TR-09", "OK. I'll hold it until {hold}. You can say yes any time before, here or on the course's page."), OneOf(afterwards), otherwise="after", fill=new_hold),
    Route("after", after, among=("TR-06X", "TR-09K", "yes", "no")),
    Say("TR-09K", _("TR-09K", "OK. Take your time."), then=END),
    Route("no", lambda view, answers: "TR-08N", among=("TR-08N",), does=passes),
    Ask("TR-08N", _("TR-08N", "That's fine, and thanks for saying. Would you like to stay on the list, in case another one comes up?"), OneOf(on_the_list), otherwise="stays", does=comes_off("TR-08N")),
    Route("stays", stays("TR-08N"), among=("TR-05O", "TR-07S")),
    Ask("TR-10", _("TR-10", "I can't hold it longer than {hold}: it starts soon, and others wait. If that's too soon, shall I keep you on the list for next time?"), OneOf(nearer), otherwise="near",
        fill=words, does=comes_off("TR-10")),
    Route("near", near_leads, among=("TR-06X", "yes", "TR-05O", "passes")),
    Route("passes", lambda view, answers: "TR-07S", among=("TR-07S",), does=passes),
    Say("TR-07S", _("TR-07S", "OK, you stay on the list, with the same chance as before."), then=END),
    Say("TR-05O", _("TR-05O", "Done. You're off {course}. No reason needed."), then=END, fill=words),
    Say("TR-06L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
    Say("TR-06X", GONE, then=END),
))  # fmt: skip


# -- no place, or not any more ------------------------------------------------------------------------------------------


def waiting(course: Course | None) -> bool:
    return (
        course is not None
        and course.mine is not None
        and course.mine.state == "waiting"
        and not course.cancelled
    )


def list_begins(step: str) -> To:
    def to(view: View, answers: Answers) -> str:
        if not waiting(the_course(view, answers)):
            return "TR-06X"
        return f"{step}Q" if view.known.quiet else step

    return to


def list_opened(step: str) -> To:
    def to(view: View, answers: Answers) -> str:
        if chosen(answers, f"{step}Q") == "later":
            return "TR-06L"
        return step if waiting(the_course(view, answers)) else "TR-06X"

    return to


def list_flow(id: str, step: str, text: Phrase) -> Flow:
    """Word of the waiting list: stay on it, or not."""
    return Flow(id, opener=True, late=True, lives=LIVES, steps=(
        Route("begins", list_begins(step), among=(step, f"{step}Q", "TR-06X")),
        Ask(f"{step}Q", NEUTRAL, OneOf(openings), otherwise="opened"),
        Route("opened", list_opened(step), among=(step, "TR-06L", "TR-06X")),
        Ask(step, text, OneOf(on_the_list), otherwise="stays", fill=words, does=comes_off(step)),
        Route("stays", stays(step), among=("TR-05O", "TR-07S")),
        Say("TR-07S", _("TR-07S", "OK, you stay on the list, with the same chance as before."), then=END),
        Say("TR-05O", _("TR-05O", "Done. You're off {course}. No reason needed."), then=END, fill=words),
        Say("TR-06L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
        Say("TR-06X", GONE, then=END),
    ))  # fmt: skip


NOT_DRAWN = list_flow(
    "not_drawn",
    "TR-07",
    _(
        "TR-07",
        "The draw for {course} is done, and your name didn't come up. You're number {number} on the waiting list. You'll have a better chance next time.",
    ),
)
WENT_BY = list_flow(
    "went_by",
    "TR-11",
    _(
        "TR-11",
        "I've passed the place on {course} on, as I didn't hear back. That's fine. You're still on the list with the same chance as before.",
    ),
)
WHILE_AWAY = list_flow(
    "while_away",
    "TR-11B",
    _(
        "TR-11B",
        "While you were away your name came up for {course}. The place has gone on, so nobody had to wait. You're number {number} on the list, with the same chance as before.",
    ),
)


FLOWS = (OFFER, NOT_DRAWN, WENT_BY, WHILE_AWAY)

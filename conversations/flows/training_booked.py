"""Somebody has a place: reminders as they choose, not coming after all, being there (COPYDECK TR-12, TR-17, TR-18).

Not coming is one tap, with no reason and no trace; the seat goes to the next.
"""

from collections.abc import Callable
from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import training_words
from conversations.flows.training_words import facts_of, the_course
from conversations.phrases import Phrase, _
from conversations.training.effects import Attended, ChooseReminders, NextDate, TakeOff
from conversations.view import View

OVER: Final = _("TR-15X", "That one is over. There's nothing for you to do.")


def words(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, the_course(view, answers))


# -- booked, and reminders ----------------------------------------------------------------------------------------------


def booking_begins(view: View, answers: Answers) -> str:
    """Right after a yes the rows do not say it yet."""
    course = the_course(view, answers)
    if course is None or (course.mine is None and answers.get("by") != "booking"):
        return "TR-15X"
    return (
        "TR-12"
        if answers.get("by") == "booking"
        else "TR-12R"
        if course.mine and course.mine.state == "booked"
        else "TR-15X"
    )


REMINDERS_OF: Final = (
    Option("soon", _("TR-12.soon", "3 days before")), Option("today", _("TR-12.today", "On the day")), Option("both", _("TR-12.both", "Both")),
    Option("none", _("TR-12.none", "None"), out=True, means="no"),
)  # fmt: skip


def reminds(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None or value not in ("soon", "today", "both", "none"):
        return ()
    return (ChooseReminders(course.id, value),)  # type: ignore[arg-type]


def when_told(view: View, answers: Answers) -> Phrase:
    match answers.get("TR-12") or answers.get("TR-12R"):
        case "soon":
            return _(
                "TR-12S",
                "OK. I'll remind you 3 days before, in your own hours. Would you like it in your calendar?",
            )
        case "today":
            return _(
                "TR-12T",
                "OK. I'll remind you on the day, in your own hours. Would you like it in your calendar?",
            )
        case "both":
            return _(
                "TR-12B",
                "OK. I'll remind you 3 days before and on the day, in your own hours. Would you like it in your calendar?",
            )
        case _:
            return _("TR-12N", "OK, no reminders. Would you like it in your calendar?")


def files(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return (training_words.calendar(view, course),) if course and value == "file" else ()


BOOKED = Flow("reminders", steps=(
    Route("begins", booking_begins, among=("TR-12", "TR-12R", "TR-15X")),
    Ask("TR-12", _("TR-12", "You're booked: {course}, {date}, {time}, {place}. Would you like reminders?"), OneOf(REMINDERS_OF), otherwise="TR-12D", fill=words, does=reminds),
    Ask("TR-12R", _("TR-12R", "When shall I remind you of {course}?"), OneOf(REMINDERS_OF), otherwise="TR-12D", fill=words, does=reminds),
    Ask("TR-12D", when_told, OneOf((Option("file", _("MT-03.file", "Calendar file")), Option("no", _("BR-03.no", "No thanks"), out=True))), then={"no": "TR-12E"}, otherwise=END,
        does=files),
    Say("TR-12E", _("TR-12E", "OK. If you can't come after all, one tap says so, on the course's page."), then=END),
    Say("TR-15X", OVER, then=END),
))  # fmt: skip


# -- not coming ---------------------------------------------------------------------------------------------------------


def cant_begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    booked = (
        course is not None
        and course.mine is not None
        and course.mine.state == "booked"
        and not course.has_begun(view.now)
    )
    return "off" if booked else "TR-15X"


def comes_off(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None else (TakeOff(course.id),)


def next_date(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return (NextDate(course.id),) if course and value == "yes" else ()


NEXT: Final = OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No"), out=True)))
CANT: Final = _(
    "TR-17",
    "No problem, and no reason needed. Someone else can use the place. Shall I tell you about the next date?",
)


def noted(step: str) -> Callable[[View, Answers], Phrase]:
    def phrase(view: View, answers: Answers) -> Phrase:
        if answers.get(step) == "yes":
            return _("TR-17Y", "OK. I'll tell you when there's a next date.")
        return _("TR-17N", "OK. Take care.")

    return phrase


CANT_COME = Flow("cant_come", steps=(
    Route("begins", cant_begins, among=("off", "TR-15X")),
    Route("off", lambda view, answers: "TR-17", among=("TR-17",), does=comes_off),
    Ask("TR-17", CANT, NEXT, otherwise="TR-17D", does=next_date),
    Say("TR-17D", noted("TR-17"), then=END),
    Say("TR-15X", OVER, then=END),
))  # fmt: skip


# -- at the door --------------------------------------------------------------------------------------------------------


def attends(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return (Attended(course.id),) if course and value == "here" else ()


HERE = Flow("here", steps=(
    Ask("TR-18", _("TR-18", "Hello from {course}. Tap so we can sort your costs."), OneOf((Option("here", _("TR-18.here", "I'm here")), Option("skip", _("button.skip", "Skip"), out=True))),
        then={"skip": "TR-18S"}, otherwise="TR-18D", fill=words, does=attends),
    Say("TR-18D", _("TR-18D", "Thanks. Whoever leads it knows that you're here. You can leave any time."), then=END),
    Say("TR-18S", _("TR-18S", "That's fine."), then=END),
))  # fmt: skip

FLOWS = (BOOKED, CANT_COME, HERE)

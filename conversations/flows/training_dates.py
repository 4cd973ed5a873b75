"""The dates of a course have changed: told to those who asked for a place, wait for one or are offered one.

Those who have a place hear of each change in a flow of its own (conversations/flows/training_sessions.py).
"""

from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import meeting_words
from conversations.flows.changes import LIVES
from conversations.flows.training_booked import OVER
from conversations.flows.training_words import chosen, openings, the_course, title, where
from conversations.phrases import _
from conversations.session import about
from conversations.training.courses import Course
from conversations.training.effects import TakeOff
from conversations.view import View

NAMED: Final = 3
"""Sessions that are named in one message; all of them are on the page."""


def concerns(view: View, answers: Answers) -> Course | None:
    """The course, as long as it can still be taken part in, and they neither have a place nor have gone."""
    course = the_course(view, answers)
    if course is None or course.mine is None or course.mine.state == "booked":
        return None
    return None if course.cancelled or course.has_begun(view.now) else course


def begins(view: View, answers: Answers) -> str:
    if concerns(view, answers) is None:
        return "TR-15X"
    return "MT-30" if view.known.quiet else "TR-26"


def opened(view: View, answers: Answers) -> str:
    if chosen(answers, "MT-30") == "later":
        return "TR-15L"
    return "TR-26" if concerns(view, answers) else "TR-15X"


def words(view: View, answers: Answers) -> dict[str, str]:
    course = concerns(view, answers)
    if course is None:
        return {"course": title(the_course(view, answers)), "dates": ""}
    each = (
        view.tongue.say(_("TR-26D", "{when} ({place})"), {"when": meeting_words.when(view, one.draft.starts_at, view.pace.zone), "place": where(view, one.draft)})
        for one in course.on[:NAMED]
    )  # fmt: skip
    return {"course": title(course), "dates": view.tongue.listed(each)}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    n = about(answers)
    return (
        Option(f"ok{n}", _("button.ok", "OK"), out=True, means="yes"),
        Option(f"off{n}", _("TR-05.off", "Take me off"), means="no"),
    )


def leads(view: View, answers: Answers) -> str:
    if concerns(view, answers) is None:
        return "TR-15X"
    return "off" if chosen(answers, "TR-26") == "off" else "TR-26K"


def takes_off(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = concerns(view, answers)
    return () if course is None else (TakeOff(course.id),)


DATES = Flow("course_dates", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", begins, among=("TR-26", "MT-30", "TR-15X")),
    Ask("MT-30", _("MT-30", "Hi. A date has changed."), OneOf(openings), otherwise="opened"),
    Route("opened", opened, among=("TR-26", "TR-15L", "TR-15X")),
    Ask("TR-26", _("TR-26", "Change: {course} is now on {dates}. You've asked for a place. Would you still like it?"), OneOf(ways), otherwise="leads", fill=words),
    Route("leads", leads, among=("TR-15X", "TR-26K", "off")),
    Route("off", lambda view, answers: "TR-05O", among=("TR-05O",), does=takes_off),
    Say("TR-05O", _("TR-05O", "Done. You're off {course}. No reason needed."), then=END, fill=words),
    Say("TR-26K", _("TR-26K", "OK. All else stays as it was."), then=END),
    Say("TR-15L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
    Say("TR-15X", OVER, then=END),
))  # fmt: skip

FLOWS = (DATES,)

"""Training, for coordinators: what there is, each with its page, moving a session, cancelling a course, and its next date.

They read the page that everybody reads, with the same numbers, and not who has a place: that is for whoever leads a course, in
a flow of its own (conversations/flows/leading.py; B03, B31).
"""

from conversations.effects import Begin, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import course_words, leading
from conversations.flows.course_draft import for_next
from conversations.flows.course_telling import at_once, coming, telling, urgent_words
from conversations.flows.meeting_team import BACK, CLOSE
from conversations.flows.meeting_telling import KEY_OR_NOT
from conversations.flows.meeting_words import in_a_sentence
from conversations.phrases import Phrase, _
from conversations.training.courses import SHOWN, Course
from conversations.training.effects import CancelCourse
from conversations.view import View


def listed(view: View) -> tuple[Course, ...]:
    """Those to come, and behind them what this coordinator led or arranged of late: it may have a next date."""
    there = view.facts.courses()[:SHOWN]
    known = {each.id for each in there}
    over = (each for each in view.facts.teamwork() if each.is_over(view.now) and each.id not in known)
    return (*there, *over)[:SHOWN]


def list_words(view: View, answers: Answers) -> Phrase:
    if not listed(view):
        return _(
            "TT-01N", "There is no training to come. You can make a course: people then hear of it, each at their own pace."
        )  # fmt: skip
    return _("TT-01", "Training:\n{list}")


def the_list(view: View, answers: Answers) -> dict[str, str]:
    return {"list": course_words.listed(view, listed(view), view.programme.timezone)}


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    each = course_words.ways_to(view, listed(view), view.programme.timezone)
    return (*each, Option("new", _("TT-01.new", "New course")), *leading.ways_in(view), CLOSE)


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("course_new"),) if value == "new" else leading.go(view, value)


def which(view: View, answers: Answers) -> str:
    return "TT-02" if the_course(view, answers) else "TT-03"


def the_course(view: View, answers: Answers) -> Course | None:
    number = answers.get("TT-01", "").removeprefix("c")
    return view.facts.course(int(number)) if number.isdigit() else None


def its_page(view: View, answers: Answers) -> dict[str, str]:
    course = the_course(view, answers)
    return {"page": course_words.page(view, course, view.programme.timezone) if course else ""}


def can_change(view: View, course: Course | None) -> bool:
    return course is not None and not course.cancelled and bool(coming(course, view.now))


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    course = the_course(view, answers)
    again = Option("next", _("TT-02.next", "Make its next date"))
    if course is None or not can_change(view, course):
        return (again, BACK, CLOSE)
    one = (Option("one", _("TT-02.one", "Cancel a session")),) if len(coming(course, view.now)) > 1 else ()
    move = Option("move", _("TT-02.move", "Move a session"))
    return (move, *one, Option("off", _("TT-02.off", "Cancel the course")), again, BACK, CLOSE)


def change(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None:
        return ()
    if value == "move":
        return (Begin("course_move", {"item": course.item}),)
    if value == "one":
        return (Begin("session_off", {"item": course.item}),)
    return (Begin("course_new", for_next(view, course)),) if value == "next" else ()


# -- cancelling ---------------------------------------------------------------------------------------------------------


def before_it_is_off(view: View, answers: Answers) -> dict[str, str]:
    course = the_course(view, answers)
    first = next(iter(coming(course, view.now)), None) if course else None
    return {
        "title": in_a_sentence(course.draft.title) if course else "",
        "told": telling(view, course, first, first.draft.starts_at) if course and first else "",
    }


def asks_to_cancel(view: View, answers: Answers) -> Phrase:
    course = the_course(view, answers)
    if course is None or not course.booked:
        return _(
            "TT-04N",
            "Cancel {title}? Nobody has a place yet. Those who asked for one are told. It can't be taken back.",
        )
    if course.took_place(view.now):
        return _("TT-04R", "Cancel what is still to come of {title}? It can't be taken back. {told} Costs are still covered, and what has been stays.")  # fmt: skip
    return _("TT-04", "Cancel {title}? It can't be taken back. {told} Costs are still covered, and they come first for the next date.")  # fmt: skip


def cancels(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if value != "yes" or course is None or not can_change(view, course):
        return ()
    return (CancelCourse(course.id), Note("training.cancelled"))


def cancelled(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or not can_change(view, course):
        return "TT-03"
    first = coming(course, view.now)[0]
    return "TT-05U" if at_once(course, first, first.draft.starts_at, view.now) else "TT-05"


def is_off(view: View, answers: Answers) -> Phrase:
    course = the_course(view, answers)
    if course is None or not course.booked:
        return _("TT-05N", "It's cancelled, and its page says so. Those who asked for a place are told.")
    return _("TT-05", "It's cancelled, and its page says so. Those with a place, and those who asked for one, hear of it in their own hours.")  # fmt: skip


def by_key(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    first = None if course is None else next((each for each in course.sessions if each.draft.starts_at > view.now), None)  # fmt: skip
    if value != "key" or first is None:
        return ()
    change = view.tongue.say(_("CO-86C", "cancelled"))
    return (Begin("urgent", urgent_words(view, first.id, change, cancelled=True)),)


TEAM_TRAINING = Flow("team_training", roles=frozenset({"coordinator"}), steps=(
    Ask("TT-01", list_words, OneOf(things), then={"new": END, "lead": END, "close": "PV-01C"}, otherwise="which", fill=the_list, does=go),
    Route("which", which, among=("TT-02", "TT-03")),
    Ask("TT-02", _("MT-10P", "{page}"), OneOf(ways), then={"move": END, "one": END, "next": END, "off": "TT-04", "back": "TT-01"}, otherwise="PV-01C",
        fill=its_page, does=change),
    Say("TT-03", _("CO-92", "That can't be changed any more: its time has come, or somebody cancelled it."), then=END),
    Ask("TT-04", asks_to_cancel, OneOf((Option("yes", _("TT-02.off", "Cancel the course")), Option("keep", _("CO-93.keep", "Keep it"), out=True)), exact=True),
        then={"yes": "off"}, otherwise="TT-02", fill=before_it_is_off, does=cancels),
    Route("off", cancelled, among=("TT-03", "TT-05", "TT-05U")),
    Say("TT-05", is_off, then=END),
    Ask("TT-05U", _("CO-94U", "It's cancelled, and its page says so. {told}"), OneOf(KEY_OR_NOT), otherwise=END, fill=before_it_is_off, does=by_key),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (TEAM_TRAINING,)

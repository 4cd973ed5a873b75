"""A coordinator moves one session of a course, to another time or another place. Begins with the course that it is about.

Who hears of it, and when, is said before it is saved. What stands against it is said on the last look, with how to mend it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from conversations.effects import Begin, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Words
from conversations.flows import course_words
from conversations.flows.course_draft import moment_of
from conversations.flows.course_reading import is_link, read_where
from conversations.flows.course_telling import at_once, coming, moved_words, telling, urgent_words
from conversations.flows.meeting_making import LENGTHS, OUT
from conversations.flows.meeting_reading import CANCEL, read_length, read_start
from conversations.flows.meeting_telling import KEY_OR_NOT
from conversations.pace.values import MINUTE
from conversations.phrases import Phrase, _
from conversations.training.courses import Course, Session, SessionDraft
from conversations.training.effects import MoveSession
from conversations.training.problems import moment, wrong_with_sessions
from conversations.view import View

KEEP: Final = Option("keep", _("TT-21.keep", "Leave that as it is"), out=True)


def the_course(view: View, answers: Answers) -> Course | None:
    number = course_words.number_in(answers)
    course = None if number is None else view.facts.course(number)
    return None if course is None or course.cancelled else course


def the_session(view: View, answers: Answers) -> Session | None:
    """The one that was chosen, as it stands; the only one to come where there was nothing to choose."""
    course = the_course(view, answers)
    there = coming(course, view.now) if course else ()
    chosen = answers.get("TT-20", "").removeprefix("s")
    if not chosen:
        return there[0] if len(there) == 1 else None
    return next((each for each in there if str(each.id) == chosen), None)


def begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    many = len(coming(course, view.now)) if course else 0
    return "TT-29" if not many else "TT-20" if many > 1 else "TT-21"


def sessions(view: View, answers: Answers) -> tuple[Option, ...]:
    course = the_course(view, answers)
    zone = view.programme.timezone
    each = coming(course, view.now) if course else ()
    return (
        *(Option(f"s{one.id}", moment(one.draft.starts_at, zone, view.tongue)) for one in each),
        CANCEL,
    )


def there(view: View, answers: Answers) -> str:
    return "TT-21" if the_session(view, answers) else "TT-29"


def drafted(view: View, answers: Answers) -> SessionDraft | None:
    """The session as it is to be."""
    session = the_session(view, answers)
    if session is None:
        return None
    old, when, length, where = (
        session.draft, answers.get("TT-21", "keep"), answers.get("TT-22", "keep"), answers.get("TT-23", "keep")
    )  # fmt: skip
    start = old.starts_at if when == "keep" else moment_of(view, when)
    end = start + (int(length) * MINUTE if length.isdigit() else old.ends_at - old.starts_at)
    if where == "keep":
        return replace(old, starts_at=start, ends_at=end)
    return SessionDraft(start, end, "" if is_link(where) else where, where if is_link(where) else "")


def problems(view: View, answers: Answers) -> Iterator[Problem]:
    """What stands against it: the other sessions, and the day on which asking closes."""
    course, session, new = the_course(view, answers), the_session(view, answers), drafted(view, answers)
    if course is None or session is None or new is None:
        return
    zone, tongue = view.programme.timezone, view.tongue
    others = [each.draft for each in coming(course, view.now) if each.id != session.id]
    closing = course.draft.closing if course.by_draw and course.drawn_at is None else None
    for wrong in wrong_with_sessions((*others, new), closing, view.now, zone, tongue):
        yield wrong.problem


def as_it_is(view: View, answers: Answers) -> dict[str, str]:
    session = the_session(view, answers)
    zone = view.programme.timezone
    return {
        "when": course_words.span(view, session.draft, zone) if session else "",
        "where": course_words.where(session.draft) if session else "",
    }


def as_it_will_be(view: View, answers: Answers) -> dict[str, str]:
    course, session, new = the_course(view, answers), the_session(view, answers), drafted(view, answers)
    if course is None or session is None or new is None:
        return {"title": "", "when": "", "where": "", "told": "", "problems": ""}
    found = (view.tongue.say(each.phrase, each.values) for each in problems(view, answers))
    return {
        "title": course.draft.title, "when": course_words.span(view, new, view.programme.timezone), "where": course_words.where(new),
        "told": telling(view, course, session, new.starts_at), "problems": "\n".join(found),
    }  # fmt: skip


def asks_to_save(view: View, answers: Answers) -> Phrase:
    if next(problems(view, answers), None):
        return _("TT-24X", "That can't be saved yet:\n{problems}\n\nWould you like to change it?")
    return _("TT-24", "{title} is then: {when}. Where: {where}\n\n{told} Save it?")


def last_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    change = Option("change", _("CO-01.change", "Change it"), also=("change",))
    if next(problems(view, answers), None):
        return (replace(change, means="yes"), CANCEL)
    return (Option("save", _("CO-81.save", "Save it"), means="yes"), change, CANCEL)


def changed(view: View, answers: Answers) -> str:
    """Where all was left as it is there is nothing to save."""
    session, new = the_session(view, answers), drafted(view, answers)
    return "TT-29" if session is None else "TT-26" if new == session.draft else "TT-24"


def can_save(view: View, answers: Answers) -> bool:
    return the_session(view, answers) is not None and next(problems(view, answers), None) is None


def save(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    session, new = the_session(view, answers), drafted(view, answers)
    if (
        value != "save"
        or session is None
        or new is None
        or new == session.draft
        or not can_save(view, answers)
    ):
        return ()
    return (MoveSession(session.id, new), Note("training.moved"))


def saved(view: View, answers: Answers) -> str:
    course, session, new = the_course(view, answers), the_session(view, answers), drafted(view, answers)
    if course is None or session is None or new is None:
        return "TT-29"
    if not can_save(view, answers):
        return "TT-24"
    if new == session.draft:
        return "TT-26"
    return "TT-25U" if at_once(course, session, new.starts_at, view.now) else "TT-25"


def changed_words(view: View, answers: Answers) -> str:
    """What has changed, by what was typed: the session itself is as it was typed by now."""
    new = drafted(view, answers)
    when, length, where = (answers.get(step, "keep") != "keep" for step in ("TT-21", "TT-22", "TT-23"))
    return moved_words(view, new, when=when or length, where=where) if new else ""


def by_key(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    session = the_session(view, answers)
    if value != "key" or session is None:
        return ()
    return (Begin("urgent", urgent_words(view, session.id, changed_words(view, answers), cancelled=False)),)


def told(view: View, answers: Answers) -> dict[str, str]:
    return {"told": as_it_will_be(view, answers)["told"]}


MOVING = Flow("course_move", to_person=True, roles=frozenset({"coordinator"}), steps=(
    Route("begins", begins, among=("TT-20", "TT-21", "TT-29")),
    Ask("TT-20", _("TT-20", "Which session would you like to move?"), OneOf(sessions), then=OUT, otherwise="there"),
    Route("there", there, among=("TT-21", "TT-29")),
    Ask("TT-21", _("TT-21", "It's {when}. When does it start now? The day and the time, like this: 18 Dec at 2pm."),
        Words((KEEP, CANCEL), limit=4000, read=read_start), then=OUT, otherwise="TT-22", fill=as_it_is),
    Ask("TT-22", _("TT-22", "How long is it?"), Words((KEEP, *LENGTHS), limit=4000, read=read_length), then=OUT, otherwise="TT-23"),
    Ask("TT-23", _("TT-23", "Where is it? So far: {where}"), Words((KEEP, CANCEL), limit=4000, read=read_where), then=OUT, otherwise="changed", fill=as_it_is),
    Route("changed", changed, among=("TT-24", "TT-26", "TT-29")),
    Ask("TT-24", asks_to_save, OneOf(last_ways, exact=True), then={"save": "saved", "change": "TT-21"}, otherwise="CO-10", fill=as_it_will_be, does=save),
    Route("saved", saved, among=("TT-24", "TT-25", "TT-25U", "TT-26", "TT-29")),
    Say("TT-25", _("CO-85", "Saved. {told}"), then=END, fill=told),
    Ask("TT-25U", _("CO-85U", "Saved. {told}"), OneOf(KEY_OR_NOT), otherwise=END, fill=told, does=by_key),
    Say("TT-26", _("CO-88", "OK. It stays as it is."), then=END),
    Say("TT-29", _("TT-29", "That can't be moved any more: it has begun, or somebody cancelled it."), then=END),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (MOVING,)

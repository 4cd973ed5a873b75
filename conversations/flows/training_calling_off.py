"""A coordinator cancels one session of a course; the others stay. Begins with the course that it is about.

Those who have a place get one message each, in their own hours. Who hears of it, and when, is said before it is done.
"""

from conversations.effects import Begin, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows.course_telling import at_once, coming, telling, urgent_words
from conversations.flows.meeting_making import OUT
from conversations.flows.meeting_reading import CANCEL
from conversations.flows.meeting_telling import KEY_OR_NOT
from conversations.flows.meeting_words import in_a_sentence
from conversations.flows.training_moving import the_course
from conversations.phrases import _
from conversations.training.courses import Session
from conversations.training.effects import CancelSession
from conversations.training.problems import moment
from conversations.view import View


def can_choose(view: View, answers: Answers) -> bool:
    """One of several to come: the only one there is goes with the course."""
    course = the_course(view, answers)
    return course is not None and len(coming(course, view.now)) > 1


def the_session(view: View, answers: Answers) -> Session | None:
    """The one that was chosen, as long as it is to come; also right after it was cancelled."""
    course, chosen = the_course(view, answers), answers.get("TT-40", "").removeprefix("s")
    there = () if course is None else course.sessions
    return next((each for each in there if str(each.id) == chosen and each.draft.starts_at > view.now), None)


def sessions(view: View, answers: Answers) -> tuple[Option, ...]:
    course, zone = the_course(view, answers), view.programme.timezone
    each = coming(course, view.now) if course else ()
    return (*(Option(f"s{one.id}", moment(one.draft.starts_at, zone, view.tongue)) for one in each), CANCEL)


def begins(view: View, answers: Answers) -> str:
    return "TT-40" if can_choose(view, answers) else "TT-43"


def there(view: View, answers: Answers) -> str:
    session = the_session(view, answers)
    return "TT-41" if session and not session.cancelled and can_choose(view, answers) else "TT-43"


def words(view: View, answers: Answers) -> dict[str, str]:
    course, session = the_course(view, answers), the_session(view, answers)
    if course is None or session is None:
        return {"title": "", "when": "", "told": ""}
    return {
        "title": in_a_sentence(course.draft.title), "when": moment(session.draft.starts_at, view.programme.timezone, view.tongue),
        "told": telling(view, course, session, session.draft.starts_at),
    }  # fmt: skip


def cancels(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    session = the_session(view, answers)
    if value != "yes" or session is None or there(view, answers) != "TT-41":
        return ()
    return (CancelSession(session.id), Note("training.session"))


def cancelled(view: View, answers: Answers) -> str:
    course, session = the_course(view, answers), the_session(view, answers)
    if course is None or session is None:
        return "TT-43"
    return "TT-42U" if at_once(course, session, session.draft.starts_at, view.now) else "TT-42"


def by_key(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    session = the_session(view, answers)
    if value != "key" or session is None:
        return ()
    change = view.tongue.say(_("CO-86C", "cancelled"))
    return (Begin("urgent", urgent_words(view, session.id, change, cancelled=True)),)


SESSION_OFF = Flow("session_off", roles=frozenset({"coordinator"}), steps=(
    Route("begins", begins, among=("TT-40", "TT-43")),
    Ask("TT-40", _("TT-40", "Which session would you like to cancel?"), OneOf(sessions), then=OUT, otherwise="there"),
    Route("there", there, among=("TT-41", "TT-43")),
    Ask("TT-41", _("TT-41", "Cancel {title} on {when}? It can't be taken back. The other sessions stay as they are. {told}"),
        OneOf((Option("yes", _("TT-41.yes", "Cancel this session")), Option("keep", _("CO-93.keep", "Keep it"), out=True)), exact=True),
        then={"yes": "off"}, otherwise="CO-10", fill=words, does=cancels),
    Route("off", cancelled, among=("TT-42", "TT-42U", "TT-43")),
    Say("TT-42", _("TT-42", "It's cancelled, and the page of the course says so. {told}"), then=END, fill=words),
    Ask("TT-42U", _("TT-42", "It's cancelled, and the page of the course says so. {told}"), OneOf(KEY_OR_NOT), otherwise=END, fill=words, does=by_key),
    Say("TT-43", _("TT-43", "That session can't be cancelled by itself: it has begun, it's cancelled already, or it's the only one to come."), then=END),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (SESSION_OFF,)

"""Who hears that a session has moved, or that a course is cancelled, and how: said to the coordinator before and after it is done.

It is as with meetings (conversations/flows/meeting_telling.py): one letter each, in their own hours; and where it is about the
next 48 hours a second key can tell them at once.
"""

from conversations.flows import course_words, meeting_words
from conversations.flows.urgent import CHANGE_MOST
from conversations.meetings import Draft, Meeting, tells_at_once, told_from
from conversations.phrases import _
from conversations.training.courses import Course, Session, SessionDraft
from conversations.view import View


def as_meeting(course: Course, session: Session) -> Meeting:
    """A session as the rules of who is told look at it."""
    each = session.draft
    draft = Draft(course.draft.title, course.draft.group, each.starts_at, each.ends_at, each.place, each.link)
    known = session.known_start or each.starts_at
    return Meeting(session.id, draft, booked=course.booked, cancelled=session.cancelled, known_start=known)


def coming(course: Course, now: int) -> tuple[Session, ...]:
    """The sessions that can still be moved, or cancelled."""
    return tuple(each for each in course.on if each.draft.starts_at > now)


def at_once(course: Course, session: Session, starts_at: int, now: int) -> bool:
    """Whether a second key can tell those who have a place at once."""
    return tells_at_once(as_meeting(course, session), starts_at, now)


def telling(view: View, course: Course, session: Session, starts_at: int) -> str:
    """What those who have a place are told, and from when on."""
    say = view.tongue.say
    if not course.booked:
        return say(_("TT-31", "Nobody has a place yet, so nobody gets a message about it: it's on the page."))
    if not at_once(course, session, starts_at, view.now):
        return say(_("TT-32", "Those with a place each get one message, in their own hours."))
    moment = told_from(as_meeting(course, session), starts_at, view.now)
    return say(
        _("TT-33", "Those with a place each get one message, in their own hours, from {time}. It's within 48 hours, so a second key can tell them at once."),
        {"time": meeting_words.when(view, moment, view.programme.timezone)},
    )  # fmt: skip


def moved_words(view: View, new: SessionDraft, *, when: bool, where: bool) -> str:
    """What has changed, in few words that whoever asks for the key can still change."""
    say, changed = view.tongue.say, []
    if when:
        span = course_words.span(view, new, view.programme.timezone)
        changed.append(say(_("CO-86W", "now {when}"), {"when": span}))
    if where and new.place:
        changed.append(say(_("CO-86P", "now at {place}"), {"place": new.place}))
    elif where:
        changed.append(say(_("CO-86L", "there is another way to join")))
    return ", ".join(changed)


def urgent_words(view: View, session: int, change: str, *, cancelled: bool) -> dict[str, str]:
    """What the flow that asks for the second key begins with."""
    short = change if len(change) <= CHANGE_MOST else f"{change[: CHANGE_MOST - 1]}…"
    todo = (
        view.tongue.say(_("CO-86S", "Please stay at home, and sorry about that"))
        if cancelled
        else view.tongue.say(_("TT-34", "All about it is under MENU, Training"))
    )
    return {"by": "meeting", "KEY-22": f"e{session}", "KEY-25": short, "KEY-26": todo}

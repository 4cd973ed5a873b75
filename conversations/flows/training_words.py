"""Words about courses and places that several flows say, and the course that a talk is about."""

from typing import Final

from conversations.effects import SendFile
from conversations.flow import Answers, Option
from conversations.flows import meeting_words
from conversations.pace.local_time import local
from conversations.phrases import _
from conversations.session import about, is_number
from conversations.training.courses import Course, SessionDraft
from conversations.training.wording import need
from conversations.view import View

CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
BACK: Final = Option("back", _("button.back", "Back"), out=True)
OFF: Final = Option("off", _("TR-05.off", "Take me off"))


def chosen(answers: Answers, step: str) -> str:
    """What was chosen at a step, without the number that its button carries."""
    return answers.get(step, "").rstrip("0123456789")


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    """The ways past a first line that says nothing, in quiet mode. They name what it is about, so that they mean it for ever."""
    n = about(answers)
    return (
        Option(f"open{n}", _("CI-01Q.open", "Open"), means="yes"),
        Option(f"later{n}", _("BR-05.later", "Later"), out=True, means="later"),
    )


def number_of(answers: Answers) -> int | None:
    """The number of the course that a talk began with ("course:7"), or that an old button names."""
    number = about(answers)
    return int(number) if is_number(number) else None


def the_course(view: View, answers: Answers) -> Course | None:
    number = number_of(answers)
    return None if number is None else view.facts.course(number)


def title(course: Course | None) -> str:
    return "" if course is None else meeting_words.in_a_sentence(course.draft.title)


def first_session(course: Course, now: int) -> SessionDraft:
    """The next session of it that takes place; its first, where there is none any more."""
    coming = [each.draft for each in course.on if each.draft.starts_at > now]
    found = coming or [each.draft for each in course.on] or [each.draft for each in course.sessions]
    return min(found, key=lambda each: each.starts_at)


def where(view: View, session: SessionDraft) -> str:
    """Where one goes to: the place, or that it is online."""
    return session.place.rstrip(". ") or view.tongue.say(_("TR-12O", "online"))


NAMES: Final = (
    "course", "date", "time", "place", "n", "k", "about", "pay", "costs", "close", "told", "hold", "number", "person", "travel",
)  # fmt: skip


def facts_of(view: View, course: Course | None) -> dict[str, str]:
    """What messages say of a course, by the names of their placeholders; nothing of one that is not there any more."""
    if course is None:
        return dict.fromkeys(NAMES, "")
    draft, zone = course.draft, view.pace.zone
    session = first_session(course, view.now)
    day, minute = local(session.starts_at, zone)
    mine = course.mine
    hold = "" if mine is None or mine.ends_at is None else meeting_words.when(view, mine.ends_at, zone)
    return {
        "course": title(course), "date": view.tongue.day(day), "time": view.tongue.clock(minute), "place": where(view, session),
        "n": str(draft.places), "k": str(draft.kept_places), "about": draft.about.rstrip("."), "pay": draft.money.rstrip("."),
        "costs": draft.costs.rstrip("."), "close": view.tongue.day(draft.closing), "told": view.tongue.day(course.told_by), "hold": hold,
        "number": str(mine.number if mine else 0), "person": draft.leader, "travel": draft.costs.rstrip("."),
    }  # fmt: skip


def policy(view: View, course: Course) -> str:
    """How its places go, in one line."""
    if course.by_draw:
        return view.tongue.say(
            _("TR-02D", "names are drawn after {close}"), {"close": view.tongue.day(course.draft.closing)}
        )
    return view.tongue.say(_("TR-02F", "whoever asks first, as members decided"))


def status(view: View, course: Course) -> list[str]:
    """How things stand between this member and the course, one line each."""
    say, mine, words = view.tongue.say, course.mine, facts_of(view, course)
    if mine is None or course.cancelled:
        return []
    lines = []
    match mine.state:
        case "asked":
            lines.append(
                say(
                    _(
                        "TRP-1",
                        "You've asked for a place. Your ticket in the draw: {ticket}. I'll tell you by {told}, yes or no.",
                    ),
                    {**words, "ticket": mine.ticket},
                )
            )
        case "waiting":
            lines.append(say(_("TRP-2", "You're number {number} on the waiting list."), words))
        case "offered" if mine.ends_at is not None and mine.sent:
            lines.append(say(_("TRP-3", "There's a place for you. I'm holding it until {hold}."), words))
        case "offered":
            lines.append(say(_("TRP-3S", "There's a place for you, if you'd like it.")))
        case "booked" if mine.came:
            lines.append(say(_("TRP-4C", "You were there.")))
        case "booked":
            lines.append(say(_("TRP-4", "You're booked.")))
    if mine.needs:
        listed = view.tongue.listed(need_words(view, need.what, done=need.sorted) for need in mine.needs)
        lines.append(say(_("TRP-5", "What helps you: {needs}."), {"needs": listed}))
    if mine.with_friend:
        lines.append(say(_("TRP-6", "You and your friend come together.")))
    elif mine.friend_left:
        lines.append(say(_("TRP-6A", "Your friend doesn't ask with you any more. You ask by yourself now.")))
    elif mine.friend_code:
        lines.append(
            say(
                _(
                    "TRP-6C",
                    "Your friend's code: {code}. They type it under MENU, Training, A friend's code.",
                ),
                {"code": mine.friend_code},
            )
        )
    if mine.second:
        lines.append(
            say(
                _("TRP-7", "If there's no place here: {second}."),
                {"second": meeting_words.in_a_sentence(mine.second)},
            )
        )
    if mine.short and mine.state == "waiting":
        lines.append(say(_("TRP-8", "Short notice is fine with you.")))
    return lines


def need_words(view: View, what: str, *, done: bool = False) -> str:
    words = need(view.tongue, what)
    return view.tongue.say(_("TRP-5S", "{need} (sorted)"), {"need": words}) if done else words


def can_ask(view: View, course: Course | None) -> bool:
    if course is None or course.cancelled or course.has_begun(view.now) or course.awaits_draw(view.now):
        return False
    return course.invited


def calendar(view: View, course: Course) -> SendFile:
    caption = view.tongue.say(
        _("MT-05", "{title}, for your calendar. If it changes, you can get it anew from its page."),
        {"title": course.draft.title},
    )
    return SendFile(f"course-{course.id}.ics", caption)

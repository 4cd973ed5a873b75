"""A course in words: its line in a list, and its page, which is the same for everybody who may read it (B03, B63).

Money, costs and how places go stand on the page before anybody asks for one (B73). How many are booked is an exact number, for
places are; how many ask or wait is rounded, for those are people.
"""

from collections.abc import Iterator, Sequence

from conversations.bands import band
from conversations.flow import Answers, Option
from conversations.flows import meeting_words
from conversations.meetings import Draft
from conversations.phrases import _
from conversations.session import about, is_number
from conversations.training.courses import Course, SessionDraft
from conversations.view import View


def span(view: View, session: SessionDraft, zone: str) -> str:
    """From when to when a session is, as the clocks of a zone show it."""
    return meeting_words.span(view, Draft("", None, session.starts_at, session.ends_at), zone)


def where(session: SessionDraft) -> str:
    """The place, the link, or both."""
    return ", ".join(filter(None, (session.place, session.link)))


def line(view: View, course: Course, zone: str) -> str:
    """A course in one line: when it begins, and until when places can be asked for."""
    words = {
        "title": course.draft.title,
        "when": meeting_words.when(view, course.starts_at, zone),
        "closing": view.tongue.day(course.draft.closing),
    }
    if course.cancelled:
        return view.tongue.say(_("MT-10C", "{title}, {when} (cancelled)"), words)
    if course.by_draw and course.asks(view.now):
        return view.tongue.say(_("TW-01", "{title}, {when} (ask by {closing})"), words)
    return view.tongue.say(_("MT-10L", "{title}, {when}"), words)


def listed(view: View, courses: Sequence[Course], zone: str) -> str:
    return "\n".join(f"{number}. {line(view, each, zone)}" for number, each in enumerate(courses, 1))


def ways_to(view: View, courses: Sequence[Course], zone: str) -> tuple[Option, ...]:
    """A button for each line of the list ("c7" for the course 7). What the line says can be typed as well."""
    return tuple(
        Option(f"c{each.id}", view.tongue.say(meeting_words.OPEN, {"number": str(number)}), also=(each.draft.title, line(view, each, zone)))
        for number, each in enumerate(courses, 1)
    )  # fmt: skip


def page(view: View, course: Course, zone: str, own: Sequence[str] = ()) -> str:
    """All there is to know of a course, one thing a line. `own`: how things stand between it and whoever reads. The figures of the
    draw come last, for nobody reads them but to compare them."""
    parts = (
        _what(view, course, zone),
        _terms(view, course),
        _places(view, course),
        own,
        _figures(view, course),
    )
    return "\n".join(each for part in parts for each in part)


def _what(view: View, course: Course, zone: str) -> Iterator[str]:
    say, draft = view.tongue.say, course.draft
    yield draft.title
    yield draft.about
    if course.cancelled:
        yield say(_("TW-02C", "Cancelled. It was to be:"))
    shown = course.sessions if course.cancelled else course.on
    for number, each in enumerate(shown, 1):
        words = {"number": str(number), "when": span(view, each.draft, zone), "where": where(each.draft)}
        if len(shown) == 1:
            yield say(_("MT-11W", "When: {when}."), words)
            yield say(_("MT-11P", "Where: {text}"), {"text": words["where"]})
        else:
            yield say(_("TW-03", "Session {number}: {when}. Where: {where}"), words)
    if zone != view.programme.timezone:
        yield say(_("TW-04", "All times are your time."))
    yield say(_("MT-11G", "For: {group}."), {"group": course.group or say(_("MT-11E", "everyone"))})


def _terms(view: View, course: Course) -> Iterator[str]:
    say, draft = view.tongue.say, course.draft
    yield say(_("TW-05", "Money: {text}"), {"text": draft.money})
    if draft.paid:
        yield say(_("TW-05P", "People are paid for coming. You choose whether you want that."))
    yield say(_("TW-06", "Costs: {text}"), {"text": draft.costs})
    if draft.help:
        yield say(_("MT-11A", "To help you join in: {text}"), {"text": draft.help})
    yield say(_("TW-06B", "You can take breaks or leave any time."))
    yield say(_("TW-07", "Led by: {name}"), {"name": draft.leader})


def _places(view: View, course: Course) -> Iterator[str]:
    """How many places there are, how they go, and how many are left."""
    say, draft = view.tongue.say, course.draft
    words = {
        "number": str(draft.places), "kept": str(draft.kept_places), "closing": view.tongue.day(draft.closing),
        "told": view.tongue.day(course.told_by),
    }  # fmt: skip
    if course.by_draw and draft.kept_places:
        yield say(_("TW-08K", "Places: {number}. {kept} of them are kept for people new to this."), words)
    else:
        yield say(_("TW-08", "Places: {number}."), words)
    if course.cancelled:
        return
    if not course.by_draw:
        yield say(_("TW-09F", "Places go to whoever asks first. Members decided that."))
    elif course.drawn_at is None:
        yield say(_("TW-09", "Ask by {closing}. Then names are drawn, so being quick doesn't help."), words)
        yield say(_("TW-10", "Everyone who asks hears yes or no by {told}."), words)
    elif course.open:
        yield say(_("TW-09L", "Names have been drawn. Left-over places go to whoever asks first."), words)
    else:
        yield say(_("TW-09D", "Names have been drawn. Places that are left go to whoever waits, in that order."), words)  # fmt: skip
    if course.id:
        yield from _left(view, course)


def _left(view: View, course: Course) -> Iterator[str]:
    say = view.tongue.say
    if course.by_draw and course.drawn_at is None:
        yield say(
            _("TW-12", "Asking for a place: {many}. Rounded, for everyone alike."),
            {"many": band(course.waiting, view.tongue)},
        )
        return
    numbers = {
        "booked": str(course.booked), "rest": str(course.unbooked), "free": str(course.open), "offered": str(course.unbooked - course.open),
    }  # fmt: skip
    if not course.unbooked or course.has_begun(view.now):
        yield say(_("TW-13B", "Booked: {booked}."), numbers)
    elif not course.tells_parts:
        yield say(_("TW-13N", "Booked: {booked}. Not booked yet: {rest}."), numbers)
    elif course.unbooked == course.open:
        yield say(_("TW-13F", "Booked: {booked}. Free to take: {free}."), numbers)
    else:
        yield say(_("TW-13", "Booked: {booked}. Being offered: {offered}. Free to take: {free}."), numbers)
    yield say(
        _("TW-14", "Waiting: {many}. Rounded, for everyone alike."),
        {"many": band(course.waiting, view.tongue)},
    )


def _figures(view: View, course: Course) -> Iterator[str]:
    """What the draw promised, and its seed once it is made, whole: of a part of them another seed could be found that fits."""
    say = view.tongue.say
    if course.by_draw and course.commitment and not course.cancelled:
        yield say(_("TW-11", "The draw's commitment: {commitment}"), {"commitment": course.commitment})
        if course.seed:
            yield say(_("TW-11S", "Its seed: {seed}"), {"seed": course.seed})


def number_in(answers: Answers) -> int | None:
    """The course that a talk is about, where it began with one ("course:7")."""
    number = about(answers)
    return int(number) if is_number(number) else None

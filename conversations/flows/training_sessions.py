"""One session, told of: a reminder as it was chosen, or a change (COPYDECK TR-15 to TR-17, TR-23).

Each has a way to say "Can't come", for that is what reminders are for (DOMAIN.md 3.4). Each says how things stand when it goes.
"""

from typing import Final

from conversations.deskwords import NOBODY
from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit
from conversations.flows import meeting_words, training_words
from conversations.flows.changes import LIVES
from conversations.flows.training_booked import CANT, NEXT, OVER, noted
from conversations.flows.training_words import chosen, facts_of, openings, where
from conversations.key_effects import Unbook
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.session import about, is_number
from conversations.telling import can_pass_on
from conversations.training.courses import Course, Session
from conversations.training.effects import NextDate, TakeOff
from conversations.view import View


def session_number(answers: Answers) -> int | None:
    number = about(answers)
    return int(number) if is_number(number) else None


def course_of(view: View, answers: Answers) -> Course | None:
    number = session_number(answers)
    return None if number is None else view.facts.course_of_session(number)


def the_session(view: View, answers: Answers) -> Session | None:
    """The session that this is about, as long as they are booked on it and it is still to come."""
    course, number = course_of(view, answers), session_number(answers)
    if course is None or course.mine is None or course.mine.state != "booked":
        return None
    return next(
        (each for each in course.sessions if each.id == number and each.draft.starts_at > view.now), None
    )


def asks_about(view: View, answers: Answers) -> dict[str, str]:
    return {"about": session_words(view, answers).get("course", "")}


def session_words(view: View, answers: Answers) -> dict[str, str]:
    course, session = course_of(view, answers), the_session(view, answers)
    if course is None or session is None:
        return {**facts_of(view, None), "when": "", "link": "", "day": ""}
    return {
        **facts_of(view, course), "when": meeting_words.when(view, session.draft.starts_at, view.pace.zone), "place": where(view, session.draft),
        "link": session.draft.link, "day": day_word(view, session),
    }  # fmt: skip


def day_word(view: View, session: Session) -> str:
    """Today, tomorrow, or the date: whose hours begin late is reminded the evening before."""
    ahead = days_ahead(view, session)
    if ahead == 0:
        return view.tongue.say(_("TR-16D", "Today"))
    if ahead == 1:
        return view.tongue.say(_("TR-16M", "Tomorrow"))
    return view.tongue.day(local_date(session.draft.starts_at, view.pace.zone))


def remind_begins(view: View, answers: Answers) -> str:
    session = the_session(view, answers)
    if session is None or session.cancelled:
        return "TR-15X"
    return "TR-15Q" if view.known.quiet else "TR-15"


def remind_opened(view: View, answers: Answers) -> str:
    if chosen(answers, "TR-15Q") == "later":
        return "TR-15L"
    session = the_session(view, answers)
    return "TR-15" if session and not session.cancelled else "TR-15X"


def days_ahead(view: View, session: Session | None) -> int:
    """How many days it is until then, on the member's own calendar."""
    zone = view.pace.zone
    begins = view.now if session is None else session.draft.starts_at
    return (local_date(begins, zone) - local_date(view.now, zone)).days


def is_near(view: View, session: Session | None) -> bool:
    """Whether it is today or tomorrow."""
    return session is not None and days_ahead(view, session) <= 1


def reminder(view: View, answers: Answers) -> Phrase:
    session = the_session(view, answers)
    if session is None:
        return OVER
    if is_near(view, session):
        return _("TR-16", "{day}: {course}, {when}, {place}. Ask for {person}. You can leave any time.")
    return _("TR-15", "{course} is on {when}, {place}. {travel}. Still OK to come?")


def remind_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    n, session = about(answers), the_session(view, answers)
    yes = _("TR-16.way", "On my way") if days_ahead(view, session) == 0 else _("button.yes", "Yes")
    how = (Option(f"how{n}", _("TR-16.how", "How to get there")),) if is_near(view, session) else ()
    return (
        Option(f"yes{n}", yes, out=True, means="yes"),
        Option(f"cant{n}", _("BR-04.cant", "Can't come"), means="cant"),
        *how,
        Option(f"ask{n}", _("button.ask", "Ask something")),
    )


def remind_leads(view: View, answers: Answers) -> str:
    course = course_of(view, answers)
    if course is None or the_session(view, answers) is None:
        return "TR-15X"
    match chosen(answers, "TR-15"):
        case "cant":
            return cant_leads(view, course)
        case "how":
            return "TR-16H"
        case "ask":
            return "message" if can_pass_on(view) else "nobody"
        case _:
            return "TR-15Y"


def gives_back(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = course_of(view, answers)
    return () if course is None else (TakeOff(course.id),)


def cant_leads(view: View, course: Course) -> str:
    """Of several sessions, which they can't come to. Once it has begun it is only ever the one: their place is nobody else's any more."""
    return "one" if course.took_place(view.now) else "TR-17W" if len(course.on) > 1 else "cant"


def cant_which(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option("this", _("TR-17W.this", "This session")), Option("all", _("TR-17W.all", "The whole course")),
        Option("keep", _("TR-17W.keep", "I can come"), out=True),
    )  # fmt: skip


def takes_off_one(view: View, answers: Answers) -> tuple[Effect, ...]:
    session = the_session(view, answers)
    return () if session is None else (Unbook(session.id),)


def way_there(view: View, answers: Answers) -> Phrase:
    session = the_session(view, answers)
    if session is not None and session.draft.link and not session.draft.place:
        return _("TR-16L", "It's online. The link: {link}")
    if session is not None and session.draft.link:
        return _("TR-16B", "Where: {place}. You can also join from somewhere else: {link}")
    return _("TR-16H", "Where: {place}. If you can't find it, ask for {person}.")


def next_date(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = course_of(view, answers)
    return (NextDate(course.id),) if course and value == "yes" else ()


CANT_WAYS: Final = ("TR-17W", "one", "cant")
CANT_STEPS: Final = (
    Ask("TR-17W", _("TR-17W", "No problem, and no reason needed. Is it this session, or the whole course?"), OneOf(cant_which),
        then={"all": "cant", "keep": "TR-17K"}, otherwise="one", fill=session_words),
    Route("one", lambda view, answers: "TR-17O", among=("TR-17O",), does=takes_off_one),
    Say("TR-17O", _("TR-17O", "No problem, and no reason needed. You're not expected at {course} on {when}. That's all that changes."), then=END, fill=session_words),
    Say("TR-17K", _("TR-17K", "OK. Nothing has changed."), then=END),
    Route("cant", lambda view, answers: "TR-17", among=("TR-17",), does=gives_back),
)  # fmt: skip
REMIND = Flow("remind", opener=True, late=True, evergreen=True, lives=LIVES, steps=(
    Route("begins", remind_begins, among=("TR-15", "TR-15Q", "TR-15X")),
    Ask("TR-15Q", _("CI-01Q", "Hi. Your list is ready."), OneOf(openings), otherwise="opened"),
    Route("opened", remind_opened, among=("TR-15", "TR-15L", "TR-15X")),
    Ask("TR-15", reminder, OneOf(remind_ways), otherwise="leads", fill=session_words),
    Route("leads", remind_leads, among=("TR-15X", "TR-15Y", "TR-16H", *CANT_WAYS, "message", "nobody")),
    *CANT_STEPS,
    Ask("TR-17", CANT, NEXT, otherwise="TR-17D", does=next_date),
    Say("TR-17D", noted("TR-17"), then=END),
    Say("TR-15Y", _("TR-15Y", "Good. See you there."), then=END),
    Say("TR-16H", way_there, then=END, fill=session_words),
    Say("TR-15L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
    Visit("message", "message", then=END, carrying=asks_about),
    Say("nobody", NOBODY, then=END),
    Say("TR-15X", OVER, then=END),
))  # fmt: skip


def change_begins(view: View, answers: Answers) -> str:
    if the_session(view, answers) is None:
        return "TR-15X"
    return "MT-30" if view.known.quiet else "TR-23"


def change_opened(view: View, answers: Answers) -> str:
    if chosen(answers, "MT-30") == "later":
        return "TR-15L"
    return "TR-23" if the_session(view, answers) else "TR-15X"


def change_words(view: View, answers: Answers) -> Phrase:
    course, session = course_of(view, answers), the_session(view, answers)
    if course is None or session is None:
        return OVER
    if course.cancelled and course.took_place(view.now):
        return _(
            "TR-23R",
            "Change: {course} ends early. {when}, and all that was to come after, is cancelled, and we're sorry. Your costs are still covered.",
        )
    if course.cancelled:
        return _(
            "TR-23",
            "Change: {course} on {when} is cancelled, and we're sorry. Your costs are still covered. You're first in line for the next date.",
        )
    if session.cancelled:
        return _(
            "TR-23S",
            "Change: {course} on {when} is cancelled, and we're sorry. The other sessions stay as they are. Your costs are still covered.",
        )
    return _(
        "TR-23M",
        "Change: {course} is now on {when}, {place}. Your costs are covered as before. Does that still work for you?",
    )


def change_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    n, course, session = about(answers), course_of(view, answers), the_session(view, answers)
    cant = (
        ()
        if course is None or course.cancelled or session is None or session.cancelled
        else (
            Option(f"cant{n}", _("BR-04.cant", "Can't come"), means="cant"),
            Option(f"file{n}", _("MT-03.file", "Calendar file")),
        )
    )
    return (
        Option(f"ok{n}", _("button.ok", "OK"), out=True, means="yes"),
        *cant,
        Option(f"ask{n}", _("button.ask", "Ask something")),
    )


def change_leads(view: View, answers: Answers) -> str:
    course = course_of(view, answers)
    if course is None or the_session(view, answers) is None:
        return "TR-15X"
    match chosen(answers, "TR-23"):
        case "cant":
            return cant_leads(view, course)
        case "file":
            return END
        case "ask":
            return "message" if can_pass_on(view) else "nobody"
        case _:
            return "TR-23K"


def change_does(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = course_of(view, answers)
    return (training_words.calendar(view, course),) if course and change_leads(view, answers) == END else ()


CHANGED = Flow("course_changed", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", change_begins, among=("TR-23", "MT-30", "TR-15X")),
    Ask("MT-30", _("MT-30", "Hi. A date has changed."), OneOf(openings), otherwise="opened"),
    Route("opened", change_opened, among=("TR-23", "TR-15L", "TR-15X")),
    Ask("TR-23", change_words, OneOf(change_ways), otherwise="leads", fill=session_words),
    Route("leads", change_leads, among=("TR-15X", "TR-23K", *CANT_WAYS, "message", "nobody", END), does=change_does),
    *CANT_STEPS,
    Ask("TR-17", CANT, NEXT, otherwise="TR-17D", does=next_date),
    Say("TR-17D", noted("TR-17"), then=END),
    Say("TR-23K", _("BR-04K", "OK. Thanks for looking."), then=END),
    Say("TR-15L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
    Visit("message", "message", then=END, carrying=asks_about),
    Say("nobody", NOBODY, then=END),
    Say("TR-15X", OVER, then=END),
))  # fmt: skip

FLOWS = (REMIND, CHANGED)

"""Training, for everybody alike: what there is, the page of each course, and word of a new one (COPYDECK.md, section 8).

Being quick wins nothing, so nothing here hurries: asking stays open for two weeks, and the page says until when. Staff and members
use the same list (B63). What can be done is on the page; each thing is a flow of its own.
"""

from typing import Final

from conversations.effects import Begin, Effect, SendFile
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import course_words, training_needs, training_words
from conversations.flows.changes import LIVES
from conversations.flows.training_words import BACK, CLOSE, OFF, chosen, facts_of, the_course, title
from conversations.phrases import Phrase, _
from conversations.session import about
from conversations.telling import can_pass_on
from conversations.training.courses import EARLY, SHOWN, Course
from conversations.training.effects import TakeOff
from conversations.view import View

MARKS: Final = {
    "asked": _("TRL-1A", "you've asked"), "waiting": _("TRL-1W", "you're on the list"), "offered": _("TRL-1O", "there's a place for you"),
    "booked": _("TRL-1B", "you're booked"),
}  # fmt: skip
LIST: Final = "TRL-1"
PAGE: Final = "TRL-3"


def coming(view: View) -> tuple[Course, ...]:
    """Those to come that are for this member, and those that they have something to do with."""
    return tuple(each for each in view.facts.courses() if each.invited or each.mine)[:SHOWN]


def begins(view: View, answers: Answers) -> str:
    if training_words.number_of(answers) is not None:
        return "which"
    return LIST if coming(view) else "TRL-2"


def the_list(view: View, answers: Answers) -> dict[str, str]:
    lines = (marked(view, each, course_words.line(view, each, view.pace.zone)) for each in coming(view))
    return {"list": "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))}


def marked(view: View, course: Course, line: str) -> str:
    """A line of the list, and how things stand between this member and the course."""
    mark = None if course.mine is None or course.cancelled else MARKS[course.mine.state]
    return line if mark is None else f"{line} – {view.tongue.say(mark)}"


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    found = coming(view)
    code = (
        (Option("code", _("TRL-1.code", "A friend's code")),)
        if any(each.asks(view.now) for each in found)
        else ()
    )
    return (*course_words.ways_to(view, found, view.pace.zone), *code, *also(view), CLOSE)


def also(view: View) -> tuple[Option, ...]:
    """What else there is: roles are found beside training, and so are the courses that somebody leads or arranges."""
    mine = (Option("leading", _("TRL-1.leading", "Courses I lead")),) if view.facts.teamwork() else ()
    return (Option("roles", _("TRL-1.roles", "Roles")), *mine)


def elsewhere(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    goes = {"code": "friend_code", "roles": "roles", "leading": "leading"}
    return (Begin(goes[value]),) if value in goes else ()


def number_chosen(answers: Answers) -> int | None:
    chosen = answers.get(LIST, "").removeprefix("c")
    return int(chosen) if chosen.isdigit() else training_words.number_of(answers)


def opened(view: View, answers: Answers) -> Course | None:
    number = number_chosen(answers)
    return None if number is None else view.facts.course(number)


def which(view: View, answers: Answers) -> str:
    return PAGE if opened(view, answers) else "TRL-4"


def its_page(view: View, answers: Answers) -> dict[str, str]:
    course = opened(view, answers)
    if course is None:
        return {"page": ""}
    return {"page": course_words.page(view, course, view.pace.zone, training_words.status(view, course))}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    course = opened(view, answers)
    return (*(own_ways(view, course) if course else ()), BACK, CLOSE)


def own_ways(view: View, course: Course) -> tuple[Option, ...]:
    """What this member can do about it now."""
    ask = (Option("question", _("button.ask", "Ask something")),) if can_pass_on(view) else ()
    check = (Option("draw", _("TRL-3.draw", "Check the draw")),) if course.drawn_at is not None else ()
    if course.cancelled or course.is_over(view.now):
        return (*_file(course), *check, *ask)
    if course.mine is None:
        return (*_asking(view, course), *check, *ask)
    needs, begun = Option("needs", _("TRL-3.needs", "What helps me")), course.has_begun(view.now)
    match course.mine.state:
        case "booked":
            here = (
                (Option("here", _("TR-18.here", "I'm here")),)
                if is_near(view, course) and not course.mine.here
                else ()
            )
            before = (
                ()
                if begun
                else (
                    Option("cant", _("BR-04.cant", "Can't come")),
                    Option("remind", _("TRL-3.remind", "Reminders")),
                )
            )
            return (*here, *before, needs, *_file(course), *ask)
        case "offered":
            return (Option("answer", _("BR-08.answer", "Answer")), needs, OFF, *check)
        case "waiting":
            take = (Option("take", _("TRL-3.take", "Take a free place")),) if course.open else ()
            short = Option("short", _("TRL-3.short", "Short notice"))
            return (*take, OFF, needs, short, *check)
        case _:
            pair = (Option("friend", _("TRL-3.friend", "With a friend")),) if course.draft.places > 1 else ()
            return (OFF, needs, *pair, Option("second", _("TRL-3.second", "Second choice")), *ask)


def _asking(view: View, course: Course) -> tuple[Option, ...]:
    if course.has_begun(view.now) or course.awaits_draw(view.now):
        return ()
    if course.asks(view.now) and course.by_draw:
        return (Option("ask", _("TR-01.ask", "Ask for a place")),)
    return (
        Option(
            "ask", _("TRL-3.take", "Take a free place") if course.open else _("TRL-3.list", "Join the list")
        ),
    )


def _file(course: Course) -> tuple[Option, ...]:
    booked = course.mine is not None and course.mine.state == "booked"
    return (Option("file", _("MT-03.file", "Calendar file")),) if booked else ()


def is_near(view: View, course: Course) -> bool:
    """From an hour before a session to its end."""
    return any(each.draft.starts_at - EARLY <= view.now < each.draft.ends_at for each in course.on)


GOES: Final = {
    "ask": "ask_place", "take": "ask_place", "answer": "place_offer", "needs": "needs", "friend": "friend", "second": "second_choice", "remind": "reminders",
    "cant": "cant_come", "here": "here", "short": "short_notice",
}  # fmt: skip


def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = opened(view, answers)
    if course is None:
        return ()
    if value == "file":
        return (training_words.calendar(view, course),)
    if value == "draw" and course.drawn_at is not None:
        return (SendFile(f"draw-{course.id}.json", view.tongue.say(_("TRL-5", "How the places of {course} were drawn. With this file anybody can repeat it; there are no names in it. Your own ticket is on its page."), {"course": title(course)})),)  # fmt: skip
    if value == "off":
        return (TakeOff(course.id),)
    if value == "needs":
        return (training_needs.begins_with(course),)
    return (Begin(GOES[value], {"item": course.item, "by": "member"}),) if value in GOES else ()


def asks_about(view: View, answers: Answers) -> tuple[Effect, ...]:
    return (Begin("message", {"about": title(opened(view, answers))}),)


def its_title(view: View, answers: Answers) -> dict[str, str]:
    return {"course": title(opened(view, answers))}


def back(view: View, answers: Answers) -> str:
    return LIST if coming(view) else "TRL-2"


TRAINING = Flow("training", overlay=True, stays=True, steps=(
    Route("begins", begins, among=("which", LIST, "TRL-2")),
    Ask("TRL-2", _("TRL-2", "No training is planned right now. You'll find it here when there is."), OneOf(lambda view, answers: (*also(view), CLOSE)),
        then={"roles": END, "leading": END}, otherwise="PV-01C", does=elsewhere),
    Ask(LIST, _("TRL-1", "Training:\n{list}"), OneOf(openings), then={"close": "PV-01C", "code": END, "roles": END, "leading": END}, otherwise="which",
        fill=the_list, does=elsewhere),
    Route("which", which, among=(PAGE, "TRL-4")),
    Say("TRL-4", _("TRL-4", "That one isn't there any more. There's nothing for you to do."), then=END),
    Ask(PAGE, _("MT-10P", "{page}"), OneOf(ways), fill=its_page, does=does,
        then={**dict.fromkeys(GOES, END), "file": END, "draw": END, "off": "TR-05O", "question": "message", "back": "back"}, otherwise="PV-01C"),
    Route("back", back, among=(LIST, "TRL-2")),
    Say("TR-05O", _("TR-05O", "Done. You're off {course}. No reason needed."), then=END, fill=its_title),
    Route("message", lambda view, answers: END, among=(END,), does=asks_about),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip


# -- word of a new one --------------------------------------------------------------------------------------------------


def new_begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or course.cancelled or course.has_begun(view.now):
        return "TR-01X"
    return "TR-01Q" if view.known.quiet else "TR-01"


def new_words(view: View, answers: Answers) -> Phrase:
    course = the_course(view, answers)
    if course is None:
        return GONE
    return _(
        "TR-01",
        "New: {course}. {date}, {time}, {place}. Places: {n}. Money: {pay}. Costs: {costs}. Like to know more?",
    )


def new_facts(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, the_course(view, answers))


def new_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    """They name the course, so that they still mean it when the talk is long gone."""
    n = about(answers)
    return (
        Option(f"more{n}", _("TR-01.more", "Tell me more")), Option(f"ask{n}", _("TR-01.ask", "Ask for a place")),
        Option(f"no{n}", _("TR-01.no", "Not for me"), out=True, means="no"), Option(f"less{n}", _("BR-01.less", "Less of this")),
    )  # fmt: skip


def new_leads(view: View, answers: Answers) -> str:
    if chosen(answers, "TR-01") == "no":
        return "TR-01N"
    return END


def new_does(view: View, answers: Answers) -> tuple[Effect, ...]:
    item = {"item": answers.get("item", ""), "by": "member"}
    match chosen(answers, "TR-01"):
        case "more":
            return (Begin("training", item),)
        case "ask":
            return (Begin("ask_place", item),)
        case "less":
            return (Begin("less"),)
        case _:
            return ()


def new_opened(view: View, answers: Answers) -> str:
    if chosen(answers, "TR-01Q") == "later":
        return "TR-01L"
    return "TR-01" if the_course(view, answers) else "TR-01X"


GONE: Final = _("TR-01X", "That one is over. What there is stands under MENU, Training.")
NEW = Flow("training_new", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", new_begins, among=("TR-01", "TR-01Q", "TR-01X")),
    Ask("TR-01Q", _("BR-01Q", "Hi. Something is ready, when you like."), OneOf(training_words.openings), otherwise="opened"),
    Route("opened", new_opened, among=("TR-01", "TR-01L", "TR-01X")),
    Ask("TR-01", new_words, OneOf(new_ways), otherwise="leads", fill=new_facts),
    Route("leads", new_leads, among=("TR-01N", END), does=new_does),
    Say("TR-01N", _("TR-01N", "That's fine. What there is stands under MENU, Training."), then=END),
    Say("TR-01L", _("TR-01W", "OK. It's under MENU, Training, when you like."), then=END),
    Say("TR-01X", GONE, then=END),
))  # fmt: skip

FLOWS = (TRAINING, NEW)

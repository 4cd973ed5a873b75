"""Asking for a place: by the closing day into the draw, later on to the list, or on to a place that is free (COPYDECK.md, section 8).

Money is spoken of before any paid yes. The place is asked for as soon as somebody says so; whatever goes with it (what helps, a
friend, a second choice) is an extra that can be left out, and can be said later from the page of the course.
"""

from typing import Final

from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit
from conversations.flows import training_needs
from conversations.flows.training_words import OFF, can_ask, facts_of, the_course, title
from conversations.money import STEP, chosen
from conversations.phrases import Phrase, _
from conversations.training.effects import AskPlace, ShortNotice, TakeOff, TakePlace
from conversations.view import View

OK: Final = Option("ok", _("button.ok", "OK"), out=True)
GONE: Final = _(
    "TR-02X",
    "That can't be asked for any more: it has begun, was cancelled, or is being drawn right now. What there is stands under MENU, Training.",
)


def begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or not can_ask(view, course):
        return "TR-02X"
    if course.mine is not None:
        takes = course.mine.state == "waiting" and course.open > 0
        return "taking" if takes else "TR-05A"
    return "TR-03"


def how(view: View, answers: Answers) -> Phrase:
    course = the_course(view, answers)
    if course is None:
        return GONE
    if course.asks(view.now) and course.by_draw and not course.draft.kept_places:
        return _(
            "TR-03K",
            "Ask by {close}. Then we draw names. Being quick doesn't help, so take your time.",
        )
    if course.asks(view.now) and course.by_draw:
        return _(
            "TR-03",
            "Ask by {close}. Then we draw names. {k} of {n} places are kept for people new to this. Being quick doesn't help, so take your time.",
        )
    if course.open:
        return _("TR-03F", "A place is free on {course}, for whoever asks first. Would you like it?")
    if course.by_draw:
        return _(
            "TR-03W",
            "The draw for {course} has been. You can join the waiting list: if a place comes up, I offer it in the order of the list.",
        )
    return _(
        "TR-03L",
        "{course} is full. You can join the waiting list: if a place comes up, I offer it in the order of the list.",
    )


def ask_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    course = the_course(view, answers)
    drawn = course is not None and course.asks(view.now) and course.by_draw
    label = (
        _("TR-01.ask", "Ask for a place")
        if drawn or (course and course.open)
        else _("TRL-3.list", "Join the list")
    )
    return (Option("ask", label, means="yes"), Option("not_now", _("button.not_now", "Not now"), out=True))


def is_paid(view: View, answers: Answers) -> bool:
    course = the_course(view, answers)
    return course is not None and course.draft.paid


def about_money(view: View, answers: Answers) -> dict[str, str]:
    return {"about": title(the_course(view, answers))}


def asks(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None or not can_ask(view, course) or course.mine is not None:
        return ()
    return (AskPlace(course.id, chosen(answers) if course.draft.paid else ""),)


def asked(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or not can_ask(view, course):
        return "TR-02X"
    if course.asks(view.now) and course.by_draw:
        return "TR-05"
    return "booked" if course.open else "TR-05W"


def takes(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None else (TakePlace(course.id),)


def extras(view: View, answers: Answers) -> tuple[Option, ...]:
    course = the_course(view, answers)
    two = course is not None and course.draft.places > 1
    return (
        OK,
        Option("needs", _("TRL-3.needs", "What helps me")),
        *((Option("friend", _("TRL-3.friend", "With a friend")),) if two else ()),
        Option("second", _("TRL-3.second", "Second choice")),
        OFF,
    )


def goes_on(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    goes = {"friend": "friend", "second": "second_choice"}
    if course is None:
        return ()
    if value == "off":
        return (TakeOff(course.id),)
    if value == "needs":
        return (training_needs.begins_with(course),)
    return (Begin(goes[value], {"item": course.item, "by": "member"}),) if value in goes else ()


def books(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None else (Begin("reminders", {"item": course.item, "by": "booking"}),)


def words(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, the_course(view, answers))


ASK = Flow("ask_place", steps=(
    Route("begins", begins, among=("TR-02X", "TR-03", "TR-05A", "taking")),
    Ask("TR-03", how, OneOf(ask_ways), then={"not_now": "TR-03N"}, otherwise="money", fill=words),
    Visit("money", "money", then="asks", when=is_paid, carrying=about_money, brings=(STEP,)),
    Route("asks", asked, among=("TR-02X", "TR-05", "TR-05W", "booked"), does=asks),
    Route("taking", lambda view, answers: "booked", among=("booked",), does=takes),
    Route("booked", lambda view, answers: END, among=(END,), does=books),
    Ask("TR-05", _("TR-05", "You've asked for a place on {course}. I'll tell you by {told}, yes or no."), OneOf(extras), then={"ok": END, "off": "TR-05O"}, otherwise=END,
        fill=words, does=goes_on),
    Ask("TR-05W", _("TR-05W", "You're on the waiting list for {course}. I'll write if a place comes up for you."),
        OneOf((OK, Option("needs", _("TRL-3.needs", "What helps me")), OFF)), then={"ok": END, "off": "TR-05O"}, otherwise=END, fill=words, does=goes_on),
    Say("TR-05A", _("TR-05A", "You've asked for a place on {course} already, and once is enough. How things stand is on its page."), then=END, fill=words),
    Say("TR-05O", _("TR-05O", "Done. You're off {course}. No reason needed."), then=END, fill=words),
    Say("TR-03N", _("TR-03N", "That's fine. Take your time."), then=END),
    Say("TR-02X", GONE, then=END),
))  # fmt: skip


# -- short notice -------------------------------------------------------------------------------------------------------


def notice(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return (ShortNotice(course.id, value == "yes"),) if course and value in ("yes", "no") else ()


SHORT = Flow("short_notice", steps=(
    Ask("TRN-1", _("TRN-1", "If a place comes up in the last two days before {course}, shall I still offer it to you? You'd have about 3 hours to say yes, in your own hours."),
        OneOf((Option("yes", _("TRN-1.yes", "Yes, that's fine")), Option("no", _("BR-03.no", "No thanks"), out=True))), otherwise="TRN-2", fill=words, does=notice),
    Say("TRN-2", _("TRN-2", "OK. You can change that on the course's page."), then=END),
))  # fmt: skip

FLOWS = (ASK, SHORT)

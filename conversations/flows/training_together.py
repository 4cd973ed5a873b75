"""Coming with a friend, or taking something else if there is no place: two things that can be said once a place is asked for.

Two who come together are drawn together, or not at all: one has a code, the other types it. A second choice is a place asked for
on another course, which goes when there is one on the first.
"""

from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Visit, Words
from conversations.flows import course_words
from conversations.flows.training_words import CLOSE, can_ask, facts_of, the_course, title
from conversations.money import STEP, chosen
from conversations.phrases import _
from conversations.training.courses import Course
from conversations.training.effects import BringFriend, JoinFriend, SecondChoice
from conversations.view import View

OK: Final = Option("ok", _("button.ok", "OK"), out=True)


# -- with a friend ------------------------------------------------------------------------------------------------------


def friend_begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or course.mine is None or course.mine.state != "asked" or not course.asks(view.now):
        return "TRF-4"
    if course.draft.places < 2:
        return "TRF-9"
    return "TRF-3" if course.mine.with_friend else "new" if not course.mine.friend_code else "TRF-1"


def brings(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None else (BringFriend(course.id, code=view.fresh_code),)


def friend_words(view: View, answers: Answers) -> dict[str, str]:
    course = the_course(view, answers)
    code = (
        view.fresh_code
        if course is None or course.mine is None
        else course.mine.friend_code or view.fresh_code
    )
    return {**facts_of(view, course), "code": code}


def alone(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return (BringFriend(course.id, yes=False),) if course and value == "alone" else ()


FRIEND = Flow("friend", steps=(
    Route("begins", friend_begins, among=("new", "TRF-1", "TRF-3", "TRF-4", "TRF-9")),
    Route("new", lambda view, answers: "TRF-1", among=("TRF-1",), does=brings),
    Ask("TRF-1", _("TRF-1", "Give your friend this code: {code}. They type it under MENU, Training, A friend's code, by {close}. You're drawn together, or not at all. If they don't, you're in the draw by yourself."),
        OneOf((OK, Option("alone", _("TRF-1.alone", "By myself after all")))), then={"ok": END}, otherwise="TRF-2", fill=friend_words, does=alone),
    Say("TRF-2", _("TRF-2", "OK. You're in the draw by yourself."), then=END),
    Ask("TRF-3", _("TRF-3", "You and your friend are drawn together, or not at all."), OneOf((OK, Option("alone", _("TRF-1.alone", "By myself after all")))), then={"ok": END},
        otherwise="TRF-2", does=alone),
    Say("TRF-4", _("TRF-4", "That's possible as long as places can be asked for, once you have asked. What there is stands under MENU, Training."), then=END),
    Say("TRF-9", _("TRF-9", "There is one place on {course}, so two can't come together."), then=END, fill=friend_words),
))  # fmt: skip


def read_code(text: str, view: View) -> str:
    return "".join(text.split()).replace("-", "").upper()


def code_leads(view: View, answers: Answers) -> str:
    course = friends_course(view, answers)
    if course is None or not course.invited or not course.asks(view.now) or course.draft.places < 2:
        return "TRF-7"
    return "TRF-8" if course.mine is not None and course.mine.with_friend else "TRF-5P"


def friends_course(view: View, answers: Answers) -> Course | None:
    number = view.facts.friend_course(answers.get("TRF-5", ""))
    return None if number is None else view.facts.course(number)


def is_paid(view: View, answers: Answers) -> bool:
    course = friends_course(view, answers)
    return course is not None and course.draft.paid


def about_money(view: View, answers: Answers) -> dict[str, str]:
    return {"about": title(friends_course(view, answers))}


def joined(view: View, answers: Answers) -> str:
    """Asking can close, or the friend leave, while this member reads the page or thinks about money."""
    leads = code_leads(view, answers)
    return "TRF-6" if leads == "TRF-5P" else leads


def joins(view: View, answers: Answers) -> tuple[Effect, ...]:
    if joined(view, answers) != "TRF-6":
        return ()
    pay = chosen(answers) if is_paid(view, answers) else ""
    return (JoinFriend(answers.get("TRF-5", ""), pay),)


def code_words(view: View, answers: Answers) -> dict[str, str]:
    course = friends_course(view, answers)
    page = "" if course is None else course_words.page(view, course, view.pace.zone)
    return {**facts_of(view, course), "page": page}


CODE = Flow("friend_code", steps=(
    Ask("TRF-5", _("TRF-5", "What's the code that your friend gave you?"), Words((CLOSE,), limit=40, read=read_code), then={"close": "PV-01C"}, otherwise="leads"),
    Route("leads", code_leads, among=("TRF-5P", "TRF-7", "TRF-8")),
    Ask("TRF-5P", _("TRF-5P", "{page}\nYour friend asks for a place on this. Would you like to ask together?"),
        OneOf((Option("together", _("TRF-5P.together", "Ask together")), Option("not_now", _("button.not_now", "Not now"), out=True))),
        then={"not_now": "TR-03N"}, otherwise="money", fill=code_words),
    Visit("money", "money", then="joins", when=is_paid, carrying=about_money, brings=(STEP,)),
    Route("joins", joined, among=("TRF-6", "TRF-7", "TRF-8"), does=joins),
    Say("TRF-6", _("TRF-6", "Done. You and your friend ask for places on {course} together. I'll tell you by {told}, yes or no. All about it is under MENU, Training."), then=END, fill=code_words),
    Say("TR-03N", _("TR-03N", "That's fine. Take your time."), then=END),
    Say("TRF-7", _("TRF-7", "That code doesn't work, or asking has closed. Your friend can look on the course's page. You can also ask by yourself, under MENU, Training."), then=END),
    Say("TRF-8", _("TRF-8", "You're coming with somebody already. On the course's page you can change that."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip


# -- something else instead ---------------------------------------------------------------------------------------------


def others(view: View, answers: Answers) -> tuple[Course, ...]:
    """The courses that could be a second choice: names are still to be drawn for them, and this member has not asked yet."""
    course = the_course(view, answers)
    found = (each for each in view.facts.courses() if course and each.id != course.id and can_ask(view, each))
    return tuple(each for each in found if each.by_draw and each.asks(view.now) and each.mine is None)[:6]


def second_begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or course.mine is None or course.mine.state == "booked":
        return "TRF-4"
    return "TRS-1" if others(view, answers) or course.mine.second else "TRS-4"


def second_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    course = the_course(view, answers)
    none = (
        (Option("none", _("TRS-1.none", "No second choice")),)
        if course and course.mine and course.mine.second
        else ()
    )
    return (*course_words.ways_to(view, others(view, answers), view.pace.zone), *none, CLOSE)


def second_words(view: View, answers: Answers) -> dict[str, str]:
    return {
        **facts_of(view, the_course(view, answers)), "list": course_words.listed(view, others(view, answers), view.pace.zone),
        "second": title(picked(view, answers)),
    }  # fmt: skip


def picked(view: View, answers: Answers) -> Course | None:
    number = answers.get("TRS-1", "").removeprefix("c")
    return view.facts.course(int(number)) if number.isdigit() else None


def chooses(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return (SecondChoice(course.id, None),) if course and value == "none" else ()


def second_leads(view: View, answers: Answers) -> str:
    """It can be drawn, or taken from the list, while this member thinks about money."""
    there = picked(view, answers)
    return "TRS-2" if there and there.id in {each.id for each in others(view, answers)} else "TRS-4"


def second_is_paid(view: View, answers: Answers) -> bool:
    course = picked(view, answers)
    return course is not None and course.draft.paid


def about_second(view: View, answers: Answers) -> dict[str, str]:
    return {"about": title(picked(view, answers))}


def asks_second(view: View, answers: Answers) -> tuple[Effect, ...]:
    course, second = the_course(view, answers), picked(view, answers)
    if course is None or second is None or second_leads(view, answers) != "TRS-2":
        return ()
    return (SecondChoice(course.id, second.id, chosen(answers) if second.draft.paid else ""),)


SECOND_CHOICE = Flow("second_choice", steps=(
    Route("begins", second_begins, among=("TRS-1", "TRS-4", "TRF-4")),
    Ask("TRS-1", _("TRS-1", "If there's no place for you on {course}, which of these would you like?\n{list}"), OneOf(second_ways), then={"close": "PV-01C", "none": "TRS-3"},
        otherwise="money", fill=second_words, does=chooses),
    Visit("money", "money", then="asks", when=second_is_paid, carrying=about_second, brings=(STEP,)),
    Route("asks", second_leads, among=("TRS-2", "TRS-4"), does=asks_second),
    Say("TRS-2", _("TRS-2", "Done. You've asked for a place on {second} too. If you get one on {course}, I take you off {second}."), then=END, fill=second_words),
    Say("TRS-3", _("TRS-3", "OK, there's no second choice any more."), then=END),
    Say("TRS-4", _("TRS-4", "There's nothing else to choose from right now."), then=END),
    Say("TRF-4", _("TRF-4", "That's possible as long as places can be asked for, once you have asked. What there is stands under MENU, Training."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (FRIEND, CODE, SECOND_CHOICE)

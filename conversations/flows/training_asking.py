"""Asking for a place, and what goes with it: money, what helps, a friend, a second choice (COPYDECK.md, section 8).

Money is spoken of before any paid yes. The place is asked for as soon as somebody says so; whatever is told afterwards is an extra
that can be left out, and can be said later from the page of the course. What helps people is kept only after a yes to that, and
read by nobody but whoever arranges it.
"""

from typing import Final

from conversations.effects import Begin, Consent, Effect
from conversations.flow import (
    END,
    SKIP,
    Answers,
    Ask,
    Flow,
    ManyOf,
    OneOf,
    Option,
    Problem,
    Route,
    Say,
    Visit,
    Words,
)
from conversations.flows import course_words
from conversations.flows.training_words import (
    CLOSE,
    NEEDS_WORDS,
    OFF,
    facts_of,
    need_words,
    the_course,
    title,
)
from conversations.money import STEP as PAY
from conversations.phrases import Phrase, _
from conversations.training.courses import NEED_MOST, Course
from conversations.training.effects import (
    AskPlace,
    BringFriend,
    JoinFriend,
    KeepNeeds,
    SecondChoice,
    ShortNotice,
    TakeOff,
    TakePlace,
)
from conversations.view import View

OK: Final = Option("ok", _("button.ok", "OK"), out=True)
GONE: Final = _(
    "TR-02X",
    "That can't be asked for any more: it has begun, was cancelled, or is being drawn right now. What there is stands under MENU, Training.",
)
WORDING: Final = "access-1"
FIRST: Final = ("travel", "childcare", "step_free", "food")
SECOND: Final = ("bsl", "interpreter", "companion", "quiet_space", "large_print", "timing")


# -- the place ----------------------------------------------------------------------------------------------------------


def can_ask(view: View, course: Course | None) -> bool:
    if course is None or course.cancelled or course.has_begun(view.now) or course.awaits_draw(view.now):
        return False
    return course.invited


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
    return (Option("ask", label), Option("not_now", _("button.not_now", "Not now"), out=True))


def is_paid(view: View, answers: Answers) -> bool:
    course = the_course(view, answers)
    return course is not None and course.draft.paid


def about_money(view: View, answers: Answers) -> dict[str, str]:
    return {"about": title(the_course(view, answers))}


def asks(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None or not can_ask(view, course) or course.mine is not None:
        return ()
    pay = answers.get(PAY, "")
    return (AskPlace(course.id, pay if pay in ("paid", "unpaid", "later") else ""),)  # type: ignore[arg-type]


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
    return (
        OK,
        Option("needs", _("TRL-3.needs", "What helps me")),
        Option("friend", _("TRL-3.friend", "With a friend")),
        Option("second", _("TRL-3.second", "Second choice")),
        OFF,
    )


def goes_on(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    goes = {"needs": "needs", "friend": "friend", "second": "second_choice"}
    if course is None:
        return ()
    if value == "off":
        return (TakeOff(course.id),)
    return (Begin(goes[value], {"item": course.item, "by": "member"}),) if value in goes else ()


def books(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None else (Begin("reminders", {"item": course.item, "by": "booking"}),)


def words(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, the_course(view, answers))


ASK = Flow("ask_place", steps=(
    Route("begins", begins, among=("TR-02X", "TR-03", "TR-05A", "taking")),
    Ask("TR-03", how, OneOf(ask_ways), then={"not_now": "TR-03N"}, otherwise="money", fill=words),
    Visit("money", "money", then="asks", when=is_paid, carrying=about_money, brings=(PAY,)),
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


# -- what helps ---------------------------------------------------------------------------------------------------------


def needs_begin(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or course.mine is None:
        return "TR-04X"
    return "TR-04" if view.known.agreed("access") else "TR-04C"


def agrees(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Consent("access", True, WORDING),) if value == "yes" else ()


def options_of(keys: tuple[str, ...], *, more: bool) -> tuple[Option, ...]:
    known = tuple(Option(key, NEEDS_WORDS[key]) for key in keys)
    return (*known, Option("more", _("TR-04.more", "More choices"))) if more else known


def wants_more(view: View, answers: Answers) -> bool:
    return "more" in answers.get("TR-04", "").split(",")


def own_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    """The ways past own words. Where there were some, they stay or go, and the button says which."""
    if not answers.get("own"):
        return (SKIP,)
    return (
        Option("keep", _("TR-04W.keep", "Keep what I wrote"), out=True),
        Option("gone", _("TR-04W.gone", "Take it out")),
    )


def read_words(text: str, view: View) -> str | Problem:
    short = " ".join(text.split())
    if len(short) > NEED_MOST:
        return Problem(
            _("TC-L1", "That's {number} letters. Up to {most} fit on a small screen."),
            {"number": str(len(short)), "most": str(NEED_MOST)},
        )
    return short


def needs_of(answers: Answers) -> tuple[str, ...]:
    ticked = [
        *answers.get("TR-04", "").split(","),
        *(answers.get("TR-04b", "").split(",") if "more" in answers.get("TR-04", "") else ()),
    ]
    said = answers.get("TR-04W", "skip")
    own = {"keep": answers.get("own", ""), "gone": "", "skip": ""}.get(said, said)
    return tuple(dict.fromkeys([each for each in ticked if each in NEEDS_WORDS] + ([own] if own else [])))


def keeps(view: View, answers: Answers) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    return () if course is None or course.mine is None else (KeepNeeds(course.id, needs_of(answers)),)


def kept(view: View, answers: Answers) -> dict[str, str]:
    return {"needs": view.tongue.listed(need_words(view, each) for each in needs_of(answers))}


def kept_words(view: View, answers: Answers) -> Phrase:
    if not needs_of(answers):
        return _("TR-04N", "OK, nothing is noted. You can say later, on the course's page.")
    return _(
        "TR-04K",
        "Noted: {needs}. Only the person who books it sees this, and it's deleted a week after the course. You can change it on the course's page.",
    )


DONE: Final = Option("done", _("button.done", "Done"), out=True, means="done_or_none")
NEEDS = Flow("needs", steps=(
    Route("begins", needs_begin, among=("TR-04", "TR-04C", "TR-04X")),
    Ask("TR-04C", _("TR-04C", "Would anything make it easier to take part? I'd keep it for the person who books it, and delete it a week after the course. I need a clear yes to keep it."),
        OneOf((Option("yes", _("TR-04C.yes", "Yes, I'll tell you")), Option("no", _("BR-03.no", "No thanks"), out=True)), exact=True),
        then={"no": "TR-04N"}, otherwise="TR-04", does=agrees),
    Ask("TR-04", _("TR-04", "What would help you take part? Tap any, or type it. Only the person who books it sees this."),
        ManyOf(options_of(FIRST, more=True), done=DONE, own="TR-04W"), otherwise="TR-04b"),
    Ask("TR-04b", _("TR-04b", "More that might help. Tap any, or type it."), ManyOf(options_of(SECOND, more=False), done=DONE, own="TR-04W"), otherwise="TR-04W", when=wants_more),
    Ask("TR-04W", _("TR-04W", "Something else? You can type it. No reason needed."), Words(own_ways, limit=1000, read=read_words), otherwise="kept"),
    Route("kept", lambda view, answers: "TR-04K", among=("TR-04K",), does=keeps),
    Say("TR-04K", kept_words, then=END, fill=kept),
    Say("TR-04N", _("TR-04N", "OK, nothing is noted. You can say later, on the course's page."), then=END),
    Say("TR-04X", _("TR-04X", "You don't have anything to do with that course right now, so there's nothing to note."), then=END),
))  # fmt: skip


# -- with a friend ------------------------------------------------------------------------------------------------------


def friend_begins(view: View, answers: Answers) -> str:
    course = the_course(view, answers)
    if course is None or course.mine is None or course.mine.state != "asked" or not course.asks(view.now):
        return "TRF-4"
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
    Route("begins", friend_begins, among=("new", "TRF-1", "TRF-3", "TRF-4")),
    Route("new", lambda view, answers: "TRF-1", among=("TRF-1",), does=brings),
    Ask("TRF-1", _("TRF-1", "Give your friend this code: {code}. They type it under MENU, Training, A friend's code, by {close}. You're drawn together, or not at all. If they don't, you're in the draw by yourself."),
        OneOf((OK, Option("alone", _("TRF-1.alone", "By myself after all")))), then={"ok": END}, otherwise="TRF-2", fill=friend_words, does=alone),
    Say("TRF-2", _("TRF-2", "OK. You're in the draw by yourself."), then=END),
    Ask("TRF-3", _("TRF-3", "You and your friend are drawn together, or not at all."), OneOf((OK, Option("alone", _("TRF-1.alone", "By myself after all")))), then={"ok": END},
        otherwise="TRF-2", does=alone),
    Say("TRF-4", _("TRF-4", "That's possible as long as places can be asked for, once you have asked. What there is stands under MENU, Training."), then=END),
))  # fmt: skip


def read_code(text: str, view: View) -> str:
    return "".join(text.split()).replace("-", "").upper()


def code_leads(view: View, answers: Answers) -> str:
    course = friends_course(view, answers)
    if course is None or not course.invited or not course.asks(view.now):
        return "TRF-7"
    return "TRF-8" if course.mine is not None and course.mine.with_friend else "joins"


def friends_course(view: View, answers: Answers) -> Course | None:
    number = view.facts.friend_course(answers.get("TRF-5", ""))
    return None if number is None else view.facts.course(number)


def joins(view: View, answers: Answers) -> tuple[Effect, ...]:
    return (JoinFriend(answers.get("TRF-5", "")),)


def code_words(view: View, answers: Answers) -> dict[str, str]:
    return facts_of(view, friends_course(view, answers))


CODE = Flow("friend_code", steps=(
    Ask("TRF-5", _("TRF-5", "What's the code that your friend gave you?"), Words((CLOSE,), limit=40, read=read_code), then={"close": "PV-01C"}, otherwise="leads"),
    Route("leads", code_leads, among=("joins", "TRF-7", "TRF-8")),
    Route("joins", lambda view, answers: "TRF-6", among=("TRF-6",), does=joins),
    Say("TRF-6", _("TRF-6", "Done. You and your friend ask for places on {course} together. I'll tell you by {told}, yes or no. All about it is under MENU, Training."), then=END, fill=code_words),
    Say("TRF-7", _("TRF-7", "That code doesn't work, or asking has closed. Your friend can look on the course's page. You can also ask by yourself, under MENU, Training."), then=END),
    Say("TRF-8", _("TRF-8", "You're coming with somebody already. On the course's page you can change that."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip


# -- something else instead ---------------------------------------------------------------------------------------------


def others(view: View, answers: Answers) -> tuple[Course, ...]:
    """The courses that could be a second choice."""
    course = the_course(view, answers)
    found = (each for each in view.facts.courses() if course and each.id != course.id and can_ask(view, each))
    return tuple(each for each in found if each.mine is None or each.mine.state in ("asked", "waiting"))[:6]


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
    chosen = picked(view, answers)
    return {
        **facts_of(view, the_course(view, answers)), "list": course_words.listed(view, others(view, answers), view.pace.zone), "second": title(chosen)
    }  # fmt: skip


def picked(view: View, answers: Answers) -> Course | None:
    number = answers.get("TRS-1", "").removeprefix("c")
    return view.facts.course(int(number)) if number.isdigit() else None


def chooses(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    course = the_course(view, answers)
    if course is None or value == "close":
        return ()
    number = value.removeprefix("c")
    return (SecondChoice(course.id, int(number) if number.isdigit() else None),)


SECOND_CHOICE = Flow("second_choice", steps=(
    Route("begins", second_begins, among=("TRS-1", "TRS-4", "TRF-4")),
    Ask("TRS-1", _("TRS-1", "If there's no place for you on {course}, which of these would you like?\n{list}"), OneOf(second_ways), then={"close": "PV-01C", "none": "TRS-3"},
        otherwise="TRS-2", fill=second_words, does=chooses),
    Say("TRS-2", _("TRS-2", "Done. You've asked for a place on {second} too. If you get one on {course}, I take you off {second}."), then=END, fill=second_words),
    Say("TRS-3", _("TRS-3", "OK, there's no second choice any more."), then=END),
    Say("TRS-4", _("TRS-4", "There's nothing else to choose from right now."), then=END),
    Say("TRF-4", _("TRF-4", "That's possible as long as places can be asked for, once you have asked. What there is stands under MENU, Training."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
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

FLOWS = (ASK, NEEDS, FRIEND, CODE, SECOND_CHOICE, SHORT)

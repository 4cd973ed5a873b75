"""Breaks and rest (COPYDECK.md, section 3; PACE.md, sections 5 and 8).

A break takes one tap, and no reason is asked or kept: hospital, court, caring and holiday are all just a break. Nothing
piles up. Rest is what the bot does of itself after four silent rounds; one kind note says so, and any word ends it.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from conversations import pace
from conversations.dates import read_day
from conversations.effects import Begin, ChangePace, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Visit, Words
from conversations.flows.pacing import CHANGED, changed, pace_name, slowed
from conversations.flows.stopping import stops
from conversations.fortnight import QUIET_TIME, quiet_until
from conversations.key_effects import Unbook
from conversations.pace import Bookings, Choice
from conversations.pace.local_time import instant, local_date
from conversations.phrases import Phrase, _
from conversations.view import View

WAITS: Final = 16 * 24 * 3600
"""How long the buttons of what the bot itself begins are good for, in seconds."""
LONGEST: Final = timedelta(days=366)
STOP: Final = Option("stop", _("button.stop", "Stop"))
NO_DATE: Final = _(
    "PS-01X",
    "Sorry, I couldn't read a date in that. It can be any day from tomorrow to a year from now. Like this: 24 Dec.",
)


def back_on(view: View, value: str) -> date | None:
    """The first day after a break; None for one that lasts until they say."""
    today = view.today
    match value:
        case "week":
            return today + timedelta(days=7)
        case "fortnight":
            return today + timedelta(days=14)
        case "month":
            year, month = (today.year, today.month + 1) if today.month < 12 else (today.year + 1, 1)
            return date(year, month, min(today.day, monthrange(year, month)[1]))
        case "open":
            return None
        case _:
            return date.fromisoformat(value)


def how_long(view: View, answers: Answers) -> tuple[Option, ...]:
    """The usual lengths; in the second half of December also until the week after New Year (PACE.md, section 8)."""
    back = quiet_until(view.today)
    label = view.tongue.say(QUIET_TIME, {"date": view.tongue.day(back)}) if back else ""
    quiet = (Option(back.isoformat(), label),) if back else ()
    return (
        Option("week", _("PS-01.week", "1 week")),
        Option("fortnight", _("PS-01.fortnight", "2 weeks")),
        *quiet,
        Option("month", _("PS-01.month", "1 month")),
        Option("open", _("PS-01.open", "Until I say"), means="until"),
        Option("pick", _("PS-01.pick", "Pick a date")),
        Option("no", _("PS-01.no", "No break"), out=True),
    )


def begin(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value in ("pick", "no", "back"):
        return ()
    day = back_on(view, value)
    until = None if day is None else instant(day, 0, view.pace.zone)
    return (ChangePace(pace.begin_break(view.pace, view.now, until)),)


def has_bookings(view: View, answers: Answers) -> bool:
    return bool(view.facts.bookings())


def asks_of_bookings(view: View, answers: Answers) -> Phrase:
    if len(view.facts.bookings()) == 1:
        return _("PS-02O", "You have 1 thing booked. What shall I do with it?")
    return _("PS-02", "You have {number} things booked. What shall I do with them?")


def ways_with_bookings(view: View, answers: Answers) -> tuple[Option, ...]:
    one = len(view.facts.bookings()) == 1
    return (
        Option("tell", _("PS-02.tell", "Keep, tell me changes")),
        Option("silent", _("PS-02.silent", "Keep, stay silent"), out=True),
        Option("cancel", _("PS-02.cancel_it", "Cancel it") if one else _("PS-02.cancel", "Cancel them")),
    )


def how_many(view: View, answers: Answers) -> Mapping[str, str]:
    return {"number": str(len(view.facts.bookings()))}


def keep_or_cancel(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """The break stands already, with its bookings kept and nothing said of them: that is so without an answer too."""
    match value:
        case "tell":
            return (ChangePace(replace(view.pace, break_bookings=Bookings.KEEP_AND_TELL_ME)),)
        case "cancel":
            return (Unbook(), ChangePace(replace(view.pace, break_bookings=Bookings.CANCEL)))
        case _:
            return ()


def done_words(view: View, answers: Answers) -> Phrase:
    if view.pace.break_bookings is Bookings.KEEP_AND_TELL_ME:
        return _("PS-03T", "Done. No messages until {date}, unless something you booked changes. Nothing will pile up. To come back sooner, write any word.")  # fmt: skip
    if view.pace.break_bookings is Bookings.CANCEL:
        return _("PS-03C", "Done. What you had booked is cancelled. No messages until {date}. Nothing will pile up. To come back sooner, write any word.")  # fmt: skip
    return _("PS-03", "Done. No messages until {date}. Nothing will pile up. To come back sooner, write any word.")  # fmt: skip


def done_until_they_say(view: View, answers: Answers) -> Phrase:
    if view.pace.break_bookings is Bookings.KEEP_AND_TELL_ME:
        return _("PS-04T", "Done. I'll stay quiet until you write to me, unless something you booked changes. After 13 months without a word I delete your details.")  # fmt: skip
    if view.pace.break_bookings is Bookings.CANCEL:
        return _("PS-04C", "Done. What you had booked is cancelled. I'll stay quiet until you write to me. Nothing will pile up. After 13 months without a word I delete your details.")  # fmt: skip
    return _("PS-04", "Done. I'll stay quiet until you write to me. Nothing will pile up. After 13 months without a word I delete your details.")  # fmt: skip


def read_last_day(text: str, view: View) -> str | Problem:
    day = read_day(text, view.today)
    return day.isoformat() if day and timedelta() < day - view.today <= LONGEST else Problem(NO_DATE)


def until(view: View, answers: Answers) -> Mapping[str, str]:
    """The day on which the break ends, as people say it."""
    at = view.pace.paused_until
    return {"date": "" if at is None else view.tongue.day(local_date(at, view.pace.zone))}


def is_set(view: View, answers: Answers) -> str:
    return "PS-04" if view.pace.paused_until is None else "PS-03"


BREAK = Flow("break", steps=(
    Ask("PS-01", _("PS-01", "How long a break would you like? You don't have to say why."), OneOf(how_long),
        then={"pick": "PS-01D", "no": "PS-01N"}, otherwise="PS-02", does=begin),
    Ask("PS-01D", _("PS-01D", "Which day shall I come back? You can type it like this: 24 Dec."),
        Words((Option("back", _("button.back", "Back"), out=True),), limit=100, read=read_last_day),
        then={"back": "PS-01"}, otherwise="PS-02", does=begin),
    Ask("PS-02", asks_of_bookings, OneOf(ways_with_bookings),
        otherwise="set", when=has_bookings, fill=how_many, does=keep_or_cancel),
    Route("set", is_set, among=("PS-03", "PS-04")),
    Say("PS-03", done_words, then=END, fill=until),
    Say("PS-04", done_until_they_say, then=END),
    Say("PS-01N", _("PS-01N", "OK. No break."), then=END),
))  # fmt: skip


def on_break(view: View, answers: Answers) -> Phrase:
    if view.pace.paused_until is None:
        return _(
            "PS-05U",
            "Hello. You're on a break until you say. I'm happy to chat. After this, shall I stay quiet?",
        )
    return _(
        "PS-05", "Hello. You're on a break until {date}. I'm happy to chat. After this, shall I stay quiet?"
    )


def come_back(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (ChangePace(pace.come_back(view.pace, view.now)),) if value == "end" else ()


ENDED: Final = _(
    "PS-05E", "Your break is over. There's nothing to catch up on. Type MENU to see what there is."
)
ON_BREAK = Flow("on_break", steps=(
    Ask("PS-05", on_break, OneOf((
            Option("quiet", _("PS-05.quiet", "Stay quiet"), out=True), Option("end", _("PS-05.end", "End my break")))),
        then={"end": "PS-05E"}, otherwise="PS-05S", fill=until, does=come_back),
    Say("PS-05E", ENDED, then=END),
    Say("PS-05S", _("PS-05S", "OK. I'll stay quiet. HELP works any time."), then=END),
))  # fmt: skip

END_BREAK = Flow("end_break", steps=(
    Say("PS-05E", ENDED, then=END, does=lambda view, answers: come_back(view, answers, "end")),
))  # fmt: skip


def over(view: View, answers: Answers) -> Phrase:
    if view.member and view.member.quiet:
        return _("PS-06Q", "Hi. It's the day you picked. Same as before?")
    return _(
        "PS-06", "Hello again. Your break has ended. There's nothing to catch up on. Same pace as before?"
    )


def after_break(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    match value:
        case "slower":
            return slowed(view)
        case "stop":
            return stops(view)
        case _:
            return ()


BREAK_OVER = Flow("break_over", opener=True, late=True, lives=WAITS, steps=(
    Ask("PS-06", over, OneOf((
            Option("same", _("PS-06.same", "Same pace"), out=True), Option("slower", _("PS-06.slower", "Slower")),
            Option("longer", _("PS-06.longer", "Longer break")), STOP)),
        then={"same": "PS-06S", "slower": "PA-10", "longer": "break"}, otherwise=END, does=after_break),
    Say("PS-06S", _("PS-06S", "OK, same as before: {pace}."), then=END, fill=pace_name),
    Say("PA-10", CHANGED, then=END, fill=pace_name),
    Visit("break", "break", then=END),
))  # fmt: skip


def rest_note(view: View, answers: Answers) -> Phrase:
    if view.member and view.member.quiet:
        return _("PA-15Q", "Hi. I'll go quiet now. Write any word when you'd like me back.")
    return _("PA-15", "I'll go quiet now. Your place in the group is safe, and you've done nothing wrong. "
                      "Write any word when you'd like me back.")  # fmt: skip


def after_rest(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value == "stop":
        return stops(view)
    return changed(view, choice=Choice.MONTHLY if value == "monthly" else Choice.ONLY_WHEN_I_ASK)


REST = Flow("rest", opener=True, late=True, lives=90 * 24 * 3600, steps=(
    Ask("PA-15", rest_note, OneOf((
            Option("monthly", _("PA-01.monthly", "Once a month")), Option("ask", _("PA-01.ask", "Only when I ask"), out=True, means="never"), STOP)),
        then={"stop": END}, otherwise="PA-10", does=after_rest),
    Say("PA-10", CHANGED, then=END, fill=pace_name),
))  # fmt: skip

WELCOME = Flow("welcome", overlay=True, steps=(
    Ask("PA-16", _("PA-16", "Good to hear from you. There's nothing to catch up on. What would you like?"), OneOf((
            Option("check_in", _("PV-01.check_in", "Check-in")), Option("news", _("button.news", "What's new")),
            Option("pace", _("PV-01.pace", "My pace")), Option("no", _("PA-16.no", "Nothing right now"), out=True))),
        then={"no": "PA-16N"}, otherwise=END,
        does=lambda view, answers, value: GOES.get(value, ())),
    Say("PA-16N", _("PA-16N", "That's fine. Type MENU any time."), then=END),
))  # fmt: skip
GOES: Final[Mapping[str, tuple[Effect, ...]]] = {
    "check_in": (Begin("check_in", {"by": "member"}),), "news": (Begin("news"),), "pace": (Begin("pace"),),
}  # fmt: skip

FLOWS = (BREAK, ON_BREAK, END_BREAK, BREAK_OVER, REST, WELCOME)

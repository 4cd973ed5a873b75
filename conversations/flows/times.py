"""When: the day and the hours, and days to be left alone (COPYDECK.md, PA-06 to PA-08, PA-18 and PA-19).

The bot stores dates, weekdays and hours, never a faith and never a reason. A member may choose hours wider than 10am to
7pm; only a member may. A Friday check-in goes before noon, so that a hard answer lands while a person is around: if the
hours leave no Friday morning, the day is asked for again. A check-in goes round a weekday that is left alone.
"""

from dataclasses import replace
from typing import Final

from conversations.dates import (
    names_a_weekday,
    pack,
    read_day,
    read_days,
    read_hours,
    read_hours_for_a_while,
    say_days,
    unpack,
)  # fmt: skip
from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Words
from conversations.flows.pacing import DAYS, asks_check_ins, changed
from conversations.pace import Days, Hours, OtherHours, Pace, check_in_weekday, fitting_minute
from conversations.phrases import Phrase, _
from conversations.plain import plain
from conversations.view import View
from conversations.weekdays import read_weekdays

FRIDAY: Final = 4
SHORTEST: Final = 60
"""Minutes that a span of hours has at least: in less, a check-in could be missed by one late tick."""
KEYS: Final = ("mon", "tue", "wed", "thu", "fri")
WINDOWS: Final = {
    "morning": Hours(600, 720),
    "noon": Hours(720, 960),
    "late": Hours(960, 1140),
    "any": Hours(600, 1140),
}
NEW_TIME: Final = _("PA-18", "Done. I'll use your new time from now on.")
NO_HOURS: Final = _(
    "PA-07X", "Sorry, I couldn't read a time in that. Like this: between 1pm and 5pm. Or: 13:00-17:00."
)
BACKWARDS: Final = _(
    "PA-07Y", "Those hours end before they start. Like this: between 1pm and 5pm. Or: 13:00-17:00."
)
TOO_SHORT: Final = _("PA-07Z", "That's very short. It can be 1 hour or more. Like this: between 1pm and 5pm.")
NO_DATE: Final = _(
    "PA-19X", "Sorry, I couldn't read a date in that, or it's gone by. Like this: 24 Dec, or 24 Dec to 2 Jan."
)
NO_WEEKDAYS: Final = _(
    "PA-19W",
    "Is that every week, or once? You can type it like this: every Monday. Or a date: 24 Dec.",
)
NO_DAY_LEFT: Final = _(
    "PA-19Z",
    "That leaves no weekday for a check-in. You can leave one free, or type PACE and choose Only when I ask.",
)
EVERY: Final = (
    _("PA-19.mon", "Every Monday"), _("PA-19.tue", "Every Tuesday"), _("PA-19.wed", "Every Wednesday"), _("PA-19.thu", "Every Thursday"),
    _("PA-19.fri", "Every Friday"), _("PA-19.sat", "Every Saturday"), _("PA-19.sun", "Every Sunday"),
)  # fmt: skip
WEEKLY: Final = "every:"
"""Before weekdays, where an answer may be dates or weekdays."""
NO_WHILE: Final = _("PA-19Y", "Sorry, I couldn't read that. Like this: 11am to 4pm until 9 March.")


def is_joining(view: View, answers: Answers) -> bool:
    return answers.get("by") == "joining"


# -- the day and the hours --------------------------------------------------------------------------------------------


def days(view: View, answers: Answers) -> tuple[Option, ...]:
    """Monday to Friday morning, without the days left alone, or a Friday that the member's own hours leave no room for."""
    fits = fitting_minute(FRIDAY, view.pace.hours, view.pace.check_in_minute) is not None
    open_days = [n for n in range(len(KEYS)) if n not in view.pace.quiet_weekdays and (n != FRIDAY or fits)]
    return tuple(Option(KEYS[n], DAYS[n]) for n in open_days)


def other_days(view: View, answers: Answers) -> tuple[Option, ...]:
    keep = Option("keep", _("PA-06F.keep", "Keep my old time"), out=True)
    return (
        *(
            Option(key, DAYS[n])
            for n, key in enumerate(KEYS)
            if n != FRIDAY and n not in view.pace.quiet_weekdays
        ),
        keep,
    )


def keep_day(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return timed(view, KEYS.index(value), view.pace.hours) if value in KEYS else ()


def timed(view: View, day: int, hours: Hours) -> tuple[Effect, ...]:
    """This day and these hours, the check-in as near to its old time as they allow; nothing if they do not."""
    minute = fitting_minute(day, hours, _wanted(view.pace, day, hours))
    return () if minute is None else changed(view, check_in_day=day, hours=hours, check_in_minute=minute)


def _wanted(pace: Pace, day: int, hours: Hours) -> int:
    """The old minute if it can stay; else 11 on a Friday, and elsewhere an hour into the new span."""
    if fitting_minute(day, hours, pace.check_in_minute) == pace.check_in_minute:
        return pace.check_in_minute
    if day == FRIDAY:
        return 11 * 60
    return hours.from_minute + min(60, (hours.to_minute - hours.from_minute) // 2)


def chosen_hours(answers: Answers) -> Hours | None:
    if answers.get("PA-07") == "choose":
        start, dash, end = answers.get("PA-07C", "").partition("-")
        return Hours(int(start), int(end)) if dash else None
    return WINDOWS.get(answers.get("PA-07", ""))


def keep_hours(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    hours = chosen_hours(answers)
    if hours is None:
        return ()
    day = view.pace.check_in_day
    return timed(view, day, hours) or (
        () if asks_check_ins(view, answers) else timed(view, FRIDAY - 1, hours)
    )


def keep_other_day(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    hours = chosen_hours(answers)
    return timed(view, KEYS.index(value), hours) if hours and value in KEYS else ()


def after_hours(view: View, answers: Answers) -> str:
    hours = chosen_hours(answers)
    if hours and view.pace.hours != hours:
        return "PA-06F"
    return END if is_joining(view, answers) or not hours else "PA-18"


def read_own_hours(text: str, view: View) -> str | Problem:
    return _span(read_hours(text))


def _span(minutes: tuple[int, int] | None) -> str | Problem:
    if minutes is None:
        return Problem(NO_HOURS)
    start, end = minutes
    if end <= start:
        return Problem(BACKWARDS)
    return f"{start}-{end}" if end - start >= SHORTEST else Problem(TOO_SHORT)


TIMES = Flow("times", steps=(
    Ask("PA-06", _("PA-06", "Which day is good for a check-in?"), OneOf(days), otherwise="PA-07", skip=True,
        when=asks_check_ins, does=keep_day),
    Ask("PA-07", _("PA-07", "What time is good? I'll only start chats in that time."), OneOf((
            Option("morning", _("PA-07.morning", "10am to noon")), Option("noon", _("PA-07.noon", "Noon to 4pm")),
            Option("late", _("PA-07.late", "4pm to 7pm")), Option("any", _("PA-07.any", "Any, 10am to 7pm")),
            Option("choose", _("PA-07.choose", "I'll choose")))),
        then={"choose": "PA-07C"}, otherwise="fits", skip=True, does=keep_hours),
    Ask("PA-07C", _("PA-07C", "Which hours? You can type it like this: between 1pm and 5pm. Or: 13:00-17:00."),
        Words((Option("keep", _("PA-06F.keep", "Keep my old time"), out=True),), limit=100, read=read_own_hours),
        then={"keep": END}, otherwise="fits", does=keep_hours),
    Route("fits", after_hours, among=("PA-06F", "PA-18", END)),
    Ask("PA-06F", _("PA-06F", "A Friday check-in comes before noon, and that's outside those hours. Which day is good instead?"),
        OneOf(other_days), then={"keep": END}, otherwise="PA-18", does=keep_other_day),
    Say("PA-18", NEW_TIME, then=END, when=lambda view, answers: not is_joining(view, answers)),
))  # fmt: skip


# -- days to be left alone --------------------------------------------------------------------------------------------


def left_alone(view: View) -> str:
    """What was asked for so far, as lines; "" for nothing."""
    return "\n".join(f"– {line}" for line in each_left_alone(view))


def each_left_alone(view: View) -> list[str]:
    """Weekdays, dates and other hours that were asked for, from today on."""
    pace, tongue = view.pace, view.tongue
    lines = [tongue.say(EVERY[day]) for day in sorted(pace.quiet_weekdays)]
    lines += [say_days(tongue, each) for each in pace.days_off if each.last >= view.today]
    for other in pace.other_hours:
        if other.days.last >= view.today:
            hours = {
                "start": tongue.clock(other.hours.from_minute),
                "end": tongue.clock(other.hours.to_minute),
            }
            lines.append(
                tongue.say(
                    _("PA-19.hours", "{dates}: {start} to {end}"),
                    {"dates": say_days(tongue, other.days), **hours},
                )
            )
    return lines


def tell_me(view: View, answers: Answers) -> Phrase:
    if left_alone(view):
        return _(
            "PA-19L",
            "I'll leave these alone:\n{list}\nYou can add dates, or other hours for a while. You don't have to say why.",
        )
    return _("PA-19", "Tell me dates to leave alone, or other hours for a while. You don't have to say why.")


def what_to_add(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        Option("dates", _("PA-19.dates", "Pick dates")),
        Option("hours", _("PA-19.other", "Other hours")),
        *((Option("clear", _("PA-19.clear", "Take them off")),) if left_alone(view) else ()),
        Option("done", _("button.done", "Done"), out=True),
    )


def take_off(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return changed(view, days_off=(), quiet_weekdays=frozenset(), other_hours=()) if value == "clear" else ()


def read_dates(text: str, view: View) -> str | Problem:
    if weekdays := read_weekdays(text):
        return read_every(weekdays, view)
    found = read_days(text, view.today)
    if names_a_weekday(text) and " " in plain(text) and (day := read_day(text, view.today)):
        found = (Days(day, day),)  # "next Friday", and never a bare "Friday", which may be every one
    return pack(found) if found else Problem(NO_WEEKDAYS if names_a_weekday(text) else NO_DATE)


def read_every(weekdays: frozenset[int], view: View) -> str | Problem:
    """Weekdays to be left alone; a check-in that is wanted needs one that is not."""
    after = replace(view.pace, quiet_weekdays=view.pace.quiet_weekdays | weekdays)
    if view.pace.checks_in and check_in_weekday(after) in after.quiet_weekdays:
        return Problem(NO_DAY_LEFT)
    return WEEKLY + ",".join(str(day) for day in sorted(weekdays))


def keep_dates(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value == "back":
        return ()
    if value.startswith(WEEKLY):
        weekdays = {int(day) for day in value.removeprefix(WEEKLY).split(",")}
        return changed(view, quiet_weekdays=view.pace.quiet_weekdays | weekdays)
    kept = [each for each in view.pace.days_off if each.last >= view.today]
    return changed(
        view, days_off=tuple(sorted({*kept, *unpack(value)}, key=lambda each: (each.first, each.last)))
    )


def read_while(text: str, view: View) -> str | Problem:
    found = read_hours_for_a_while(text, view.today)
    if found is None:
        return Problem(NO_WHILE)
    span = _span(found[0])
    return span if isinstance(span, Problem) else f"{span} {pack((found[1],))}"


def keep_while(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value == "back":
        return ()
    span, days_typed = value.split()
    start, end = span.split("-")
    other = OtherHours(unpack(days_typed)[0], Hours(int(start), int(end)))
    kept = [
        each for each in view.pace.other_hours if each.days.last >= view.today and each.days != other.days
    ]
    return changed(view, other_hours=(*kept, other))


BACK: Final = Option("back", _("button.back", "Back"), out=True)
DAYS_OFF = Flow("days_off", steps=(
    Route("which", lambda view, answers: "PA-08" if is_joining(view, answers) else "PA-19", among=("PA-08", "PA-19")),
    Ask("PA-08", _("PA-08", "Any days you'd like left alone? I already skip Sundays and bank holidays."), OneOf((
            Option("pick", _("PA-08.pick", "Pick days")), Option("faith", _("PA-08.faith", "Faith days, holidays")),
            Option("no", _("button.no", "No"), out=True))),
        then={"pick": "PA-19D", "faith": "PA-19"}, otherwise=END),
    Ask("PA-19", tell_me, OneOf(what_to_add), then={"dates": "PA-19D", "hours": "PA-19H", "clear": "PA-19"}, otherwise=END,
        fill=lambda view, answers: {"list": left_alone(view)}, does=take_off),
    Ask("PA-19D", _("PA-19D", "Which days? You can type them like this: 24 Dec, or 24 Dec to 2 Jan. Or: every Monday."),
        Words((BACK,), limit=300, read=read_dates), otherwise="PA-19", does=keep_dates),
    Ask("PA-19H", _("PA-19H", "Which hours, and until when? You can type it like this: 11am to 4pm until 9 March."),
        Words((BACK,), limit=300, read=read_while), otherwise="PA-19", does=keep_while),
))  # fmt: skip

FLOWS = (TIMES, DAYS_OFF)

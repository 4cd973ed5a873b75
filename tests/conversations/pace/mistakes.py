"""The mistakes that are made on purpose, and the lives that show them (test_mistakes.py makes them)."""

from dataclasses import dataclass
from datetime import date

from tests.conversations.pace.life import DAY, HOUR, Deed, Made, Scenario
from tests.conversations.pace.scenarios import utc

START = utc(2027, 2, 22, 12)  # a Monday
HOLIDAYS = frozenset({date(2027, 3, 16), date(2027, 4, 2), date(2027, 4, 6)})


@dataclass(frozen=True)
class Mistake:
    """What is wrong, where, what becomes of which words, the life that shows it, the promise it breaks."""

    name: str
    file: str
    was: str
    became: str
    life: str
    breaks: str


def every(hours: int, days: int, kind: str, message_class: str) -> tuple[Made, ...]:
    times = range(0, days * 24, hours)
    return tuple(Made(START + at * HOUR, kind, message_class, WEEK, 30 * HOUR) for at in times)


def urgent(hours: int) -> Made:
    return Made(START + hours * HOUR, "change", "urgent", None, 30 * HOUR)


def alone(hours: int, starts_in: int, asked: bool = True) -> Made:
    return Made(START + hours * HOUR, "change", "urgent", None, starts_in * HOUR, 1, alone=asked)


def put_off(hours: int) -> Made:
    return Made(START + hours * HOUR, "snooze_return", "asked", WEEK)


def deeds(*each: tuple[int, str] | tuple[int, str, object]) -> tuple[Deed, ...]:
    return tuple(Deed(START + day * DAY, name, *value) for day, name, *value in each)


WEEK = 7 * DAY
NEWS = every(19, 70, "news", "ordinary")
RESULTS = every(19, 20, "result", "ordinary")
OFFERS = every(23, 30, "place_offer", "asked")
PILE = tuple(Made(START + 22 * HOUR, "place_offer", "asked", WEEK) for _ in range(5))
TWICE = tuple(Made(START + n * DAY, "result", "ordinary", 2 * WEEK, again=True) for n in range(3))
LIVES = {
    "answers": Scenario(START, 40, answers=(2,), made=NEWS[:50], holidays=HOLIDAYS),
    "calm": Scenario(START, 40, answers=(2,), made=NEWS[:50]),
    "silent": Scenario(START, 82, made=NEWS[:30]),
    "busy": Scenario(
        START, 30, minute=1100, answers=(30,), made=(*OFFERS, *every(30, 14, "change", "urgent"))
    ),
    "offers": Scenario(START, 30, minute=1100, answers=(30,), made=OFFERS),
    "pile": Scenario(START, 9, answers=(1,), made=(*PILE, urgent(35))),
    "twice": Scenario(START, 20, answers=(1,), made=TWICE),
    "Friday": Scenario(START, 20, day=4, minute=610, hours=(600, 1380), answers=(1,), made=(urgent(78),)),
    "weekend": Scenario(START, 9, made=(Made(START + 6 * DAY, "news", "ordinary", WEEK),)),
    "results only": Scenario(START, 20, check_ins=False, hours=(0, 1440), made=RESULTS),
    "one key": Scenario(
        START, 9, answers=(1,), made=(alone(22, 30), alone(46, 5), alone(70, 5, asked=False))
    ),
    "long before": Scenario(
        START, 9, answers=(1,), made=(Made(START + 22 * HOUR, "change", "urgent", None, 60 * HOUR),)
    ),
    "keys at night": Scenario(START, 20, answers=(1,), made=every(11, 15, "key_request", "asked")),
    "two groups": Scenario(START, 20, check_ins=False, made=(*NEWS[:25], *NEWS[:25])),
    "mixed": Scenario(START, 20, answers=(1,), made=(*NEWS[:25], *every(50, 20, "dated_news", "ordinary"))),
    "news only": Scenario(START, 20, check_ins=False, hours=(0, 1440), made=NEWS[:25]),
    "outage": Scenario(
        START, 40, "Australia/Lord_Howe", day=3, minute=700, outages=((START, START + 9 * DAY),)
    ),
    "break": Scenario(
        START, 36, made=NEWS[:40], deeds=deeds((9, "break", START + 16 * DAY), (18, "contact"))
    ),
    "hold": Scenario(START, 30, made=NEWS[:36], deeds=deeds((9, "hold"), (10, "contact"), (14, "lift"))),
    "stop": Scenario(START, 30, made=NEWS[:36], deeds=deeds((9, "stop"), (10, "break", START + 11 * DAY))),
    "away": Scenario(START, 30, made=OFFERS, deeds=deeds((9, "break", START + 16 * DAY))),
    "when I ask": Scenario(START, 20, choice="only_when_i_ask", made=NEWS[:25]),
    "returns": Scenario(START, 60, deeds=deeds((40, "contact"))),
    "quiet weekdays": Scenario(START, 30, answers=(1,), made=NEWS[:36], quiet_weekdays=frozenset({1, 2, 3})),
    "put off": Scenario(
        START, 9, hours=(600, 1380), answers=(1,), made=tuple(put_off(hours) for hours in (30, 97, 127))
    ),
    "back on a Sunday": Scenario(START, 60, deeds=deeds((9, "break", START + 41 * DAY))),
    "a year": Scenario(START, 420, choice="only_when_i_ask", deeds=deeds((9, "contact"))),
    "a year after STOP": Scenario(START, 420, deeds=deeds((9, "stop"))),
}

FROM_ORDINARY = ("case.times(*OPENERS), ORD", "case.times(MessageClass.ORDINARY), ORD")
MISTAKES = (
    Mistake("hours end late", "rules.py", "pace.hours_on", "pace.urgent_hours_on", "answers", "i01"),
    Mistake("urgent at night", "gate.py", "    urgent.hours,\n", "", "pile", "i01"),
    Mistake("Sunday is a day like others", "openers.py", "SUNDAY = 6", "SUNDAY = 9", "weekend", "i02"),
    Mistake("no bank holidays", "openers.py", " or day in case.holidays", "", "answers", "i02"),
    Mistake(
        "Friday after noon", "slots.py", "NOON if day.weekday() == FRIDAY", "NOON if False", "Friday", "i02"
    ),
    Mistake(
        "a weekday is not left alone",
        "openers.py",
        " or day.weekday() in case.pace.quiet_weekdays",
        "",
        "quiet weekdays",
        "i02",
    ),
    Mistake(
        "a check-in waits on a quiet weekday",
        "slots.py",
        " and day not in pace.quiet_weekdays",
        "",
        "quiet weekdays",
        "i20",
    ),
    Mistake("hello on a Sunday", "gate.py", "    openers.our_own_day,\n", "", "back on a Sunday", "i02"),
    Mistake(
        "what was put off comes back at any time",
        "openers.py",
        "(case.item.kind, case.item.about)",
        "(case.item.kind,)",
        "put off",
        "i02",
    ),
    Mistake("a year is too short", "year.py", "YEAR = 365", "YEAR = 300", "a year", "i24"),
    Mistake(
        "a year is asked about twice", "rounds.py", "year_asked_at=at", "year_asked_at=None", "a year", ""
    ),
    Mistake(
        "nobody waits for an answer", "year.py", "DAYS_TO_ANSWER = 30", "DAYS_TO_ANSWER = 20", "a year", "i24"
    ),
    Mistake(
        "STOP is kept for ever",
        "year.py",
        "(State.STOPPED, State.HELD)",
        "(State.HELD,)",
        "a year after STOP",
        "i24",
    ),
    Mistake("four a round", "openers.py", "PER_ROUND = 3", "PER_ROUND = 4", "results only", "i03"),
    Mistake(
        "three news a week",
        "limits.py",
        "NEWS_PER_WEEK: Final = 2",
        "NEWS_PER_WEEK: Final = 9",
        "two groups",
        "i17",
    ),
    Mistake("limits follow the group", "gate.py", "    openers.news_cap,\n", "", "two groups", "i17"),
    Mistake(
        "no digests",
        "tending.py",
        "tuple(together), tuple(whats_new)",
        "(), tuple(whats_new)",
        "news only",
        "i14",
    ),
    Mistake(
        "everything in one digest",
        "tending.py",
        "item.kind is other.kind is Kind.NEWS",
        "other.kind is Kind.NEWS",
        "mixed",
        "i14",
    ),
    Mistake(
        "ten hours between", "openers.py", "ORDINARY_GAP = 20", "ORDINARY_GAP = 10", "results only", "i04"
    ),
    Mistake("20 hours, but from ordinary ones alone", "openers.py", *FROM_ORDINARY, "busy", "i04"),
    Mistake("three a day", "openers.py", "PER_DAY = 2", "PER_DAY = 3", "pile", "i05"),
    Mistake("five asked a week", "openers.py", "ASKED_PER_WEEK = 4", "ASKED_PER_WEEK = 5", "offers", "i05"),
    Mistake("three urgent a week", "urgent.py", "URGENT_PER_WEEK = 2", "URGENT_PER_WEEK = 3", "busy", "i05"),
    Mistake("one hour between asked", "openers.py", "ASKED_GAP = 3", "ASKED_GAP = 1", "pile", "i05"),
    Mistake("no back-off", "slots.py", "SLOW_FROM = 2", "SLOW_FROM = 9", "silent", "i06"),
    Mistake("back-off only doubles", "slots.py", "2 ** (silent_rounds - 1)", "2", "silent", "i06"),
    Mistake("the rest note comes early", "rounds.py", "REST_AFTER = 4", "REST_AFTER = 3", "silent", "i07"),
    Mistake("rest is not rest", "gate.py", "    openers.awake,\n", "", "hold", "i11"),
    Mistake("news goes on while slow", "gate.py", "    openers.slowed_down,\n", "", "silent", "i08"),
    Mistake(
        "contact resets nothing", "changes.py", "silent_rounds=0, welcomed", "welcomed", "returns", "i09"
    ),
    Mistake("STOP gives way", "changes.py", "_CLOSED = (State.STOPPED, ", "_CLOSED = (", "stop", "i10"),
    Mistake("STOP keeps the queue", "tending.py", "dropped=tuple(waiting)", "dropped=()", "stop", "i10"),
    Mistake("a held phone is heard", "changes.py", "STOPPED, State.HELD)", "STOPPED,)", "hold", "i11"),
    Mistake(
        "lifting wakes", "changes.py", "state = State.RESTING if", "state = State.ACTIVE if", "hold", "i11"
    ),
    Mistake(
        "asked in a break",
        "gate.py",
        "    rules.on_a_break,\n    openers.bots_own",
        "    openers.bots_own",
        "away",
        "i12",
    ),
    Mistake("no hello", "rounds.py", ", welcome_owed=True)", ", welcome_owed=False)", "break", "i12"),
    Mistake("news unasked", "gate.py", "    openers.chosen,\n", "", "when I ask", "i13"),
    Mistake(
        "sent twice",
        "gate.py",
        "    rules.sent_once,\n    rules.not_over,\n    rules.quiet",
        "    rules.not_over,\n    rules.quiet",
        "twice",
        "i14",
    ),
    Mistake(
        "over is not over",
        "rules.py",
        "and case.at >= ends_at else",
        "and case.at < 0 else",
        "results only",
        "ends",
    ),
    Mistake("what does not fit is lost", "tending.py", "whats_new.append(item)", "pass", "silent", "i15"),
    Mistake(
        "the hour of UTC",
        "slots.py",
        "minute_on(pace, day), pace.zone)\n",
        'minute_on(pace, day), "UTC")\n',
        "calm",
        "i19",
    ),
    Mistake(
        "a late check-in forgets its hour",
        "slots.py",
        "start = minute_on(pace, day)",
        "start = 0",
        "answers",
        "i19",
    ),
    Mistake("news may delay the check-in", "gate.py", "<= slot + DRIFT", "<= slot + 90000", "calm", "i19"),
    Mistake(
        "offers take the last place",
        "gate.py",
        "delayed is None or slot == case.at",
        "False",
        "offers",
        "i20",
    ),
    Mistake(
        "one lost check-in is the last",
        "rounds.py",
        "if now >= gone else pace",
        "if False else pace",
        "outage",
        "ends",
    ),
)


LIMIT_MISTAKES = (
    Mistake(
        "three news for a group",
        "limits.py",
        "NEWS_PER_WEEK: Final = 2",
        "NEWS_PER_WEEK: Final = 3",
        "",
        "news",
    ),
    Mistake("a limit can be raised", "limits.py", "min(chosen, NEWS_PER_WEEK)", "chosen", "", "news"),
    Mistake(
        "everyone counts for nobody",
        "limits.py",
        "each.group in (group, None)",
        "each.group == group",
        "",
        "news",
    ),
    Mistake("everyone asks one group", "limits.py", "[*standing.news_a_week] if", "[1] if", "", "news"),
    Mistake("two dated", "limits.py", "DATED_PER_WEEK: Final = 1", "DATED_PER_WEEK: Final = 2", "", "dated"),
    Mistake(
        "planned ones are free",
        "limits.py",
        "each.level is level and",
        "each.level is level and each.at <= now and",
        "",
        "news",
    ),
    Mistake(
        "five urgent", "limits.py", "URGENT_PER_TEAM: Final = 4", "URGENT_PER_TEAM: Final = 5", "", "urgent"
    ),
    Mistake("urgent by the week", "limits.py", "WINDOW: Final = 28", "WINDOW: Final = 7", "", "urgent"),
    Mistake("a pause pauses nothing", "limits.py", "now < standing.paused_until", "False", "", "paused"),
    Mistake(
        "a pause names too early a moment",
        "limits.py",
        "after.not_before if after else",
        "now if after else",
        "",
        "paused",
    ),
    Mistake(
        "nobody misses the reps",
        "limits.py",
        "WITHOUT_REP: Final = 30",
        "WITHOUT_REP: Final = 60",
        "",
        "no rep",
    ),
)

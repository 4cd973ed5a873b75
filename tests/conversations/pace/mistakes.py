"""The mistakes that are made on purpose, each with the life that shows it (test_mistakes.py makes them)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """What is wrong, where, what becomes of which words, the life that shows it, the promise it breaks."""

    name: str
    file: str
    was: str
    became: str
    life: str
    breaks: str


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
    Mistake(
        "a pile after an outage",
        "openers.py",
        "ORDINARY_GAP = 20",
        "ORDINARY_GAP = 10",
        "back in the evening",
        "i16",
    ),
    Mistake(
        "a day of offers after an outage", "openers.py", "PER_DAY = 2", "PER_DAY = 4", "back to a pile", "i16"
    ),
    Mistake(
        "urgent three days before",
        "urgent.py",
        "URGENT_AHEAD = 48",
        "URGENT_AHEAD = 72",
        "long before",
        "i18",
    ),
    Mistake(
        "one key half a day before", "urgent.py", "ONE_KEY_AHEAD = 6", "ONE_KEY_AHEAD = 12", "one key", "i18"
    ),
    Mistake(
        "one key at once", "urgent.py", "REPS_ANSWER_WITHIN = 20", "REPS_ANSWER_WITHIN = 5", "one key", "i18"
    ),
    Mistake("one key without a mark", "urgent.py", " or not why.marked_one_key", "", "no mark", "i18"),
    Mistake(
        "keys at night",
        "rules.py",
        "case.item.kind is Kind.KEY_REQUEST and case.pace.urgent_keys",
        "case.item.kind is Kind.KEY_REQUEST",
        "keys at night",
        "i01",
    ),
    Mistake(
        "an offer ends while it waits",
        "tending.py",
        "Kind.RESULT: 14",
        "Kind.PLACE_OFFER: 2 * DAY, Kind.RESULT: 14",
        "places",
        "i21",
    ),
    Mistake(
        "the clock of an offer has run out",
        "tending.py",
        "return sent_at + open_for",
        "return sent_at",
        "places",
        "i21",
    ),
    Mistake(
        "answers at night",
        "replies.py",
        "REPLY_SECONDS = 15",
        "REPLY_SECONDS = 45",
        "answers at night",
        "i23",
    ),
    Mistake(
        "help is late sooner",
        "replies.py",
        "HELPLINE_SECONDS = 60",
        "HELPLINE_SECONDS = 40",
        "answers at night",
        "i23",
    ),
    Mistake(
        "answers start chats",
        "values.py",
        "is not MessageClass.REPLY",
        "is not None",
        "answers at night",
        "i23",
    ),
    Mistake("no back-off", "slots.py", "SLOW_FROM = 2", "SLOW_FROM = 9", "silent", "i06"),
    Mistake("back-off only doubles", "slots.py", "2 ** (silent_rounds - 1)", "2", "silent", "i06"),
    Mistake("the rest note comes early", "rounds.py", "REST_AFTER = 4", "REST_AFTER = 3", "silent", "i07"),
    Mistake("rest is not rest", "gate.py", "    openers.awake,\n", "", "hold", "i11"),
    Mistake("news goes on while slow", "gate.py", "    openers.slowed_down,\n", "", "silent", "i08"),
    Mistake(
        "contact resets nothing", "changes.py", "silent_rounds=0, welcomed", "welcomed", "returns", "i09"
    ),
    Mistake(
        "a hold ends a break", "changes.py", "break_held=on_break", "break_held=False", "held break", "i12"
    ),
    Mistake(
        "a break that was held wakes",
        "rounds.py",
        "if pace.held_at is not None:",
        "if False:",
        "hold in a break",
        "i11",
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

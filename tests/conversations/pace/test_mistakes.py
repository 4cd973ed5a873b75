"""Mistakes made on purpose: each is put into a copy of the package, and some promise must catch it.

A promise that catches nothing is decoration. The copy is the package's own text with one thing changed; it
lives a life made for it, and the diary goes to the same oracle as the true package's does. Each mistake also
says which promise it breaks, so that none is caught by accident alone.

Two rules are not here, because each is kept twice: the place held for the check-in (by the cap, and because
nothing may make the check-in late), and the single rest note and hello (owed once, and never sent twice).
"""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import conversations.pace
from tests.conversations.pace.life import DAY, HOUR, Deed, Made, Scenario, live
from tests.conversations.pace.promises import broken
from tests.conversations.pace.scenarios import utc

SOURCE = Path(conversations.pace.__file__).parent
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


def put_off(hours: int) -> Made:
    return Made(START + hours * HOUR, "snooze_return", "asked", WEEK)


def deeds(*each: tuple[int, str] | tuple[int, str, object]) -> tuple[Deed, ...]:
    return tuple(Deed(START + day * DAY, name, *value) for day, name, *value in each)


WEEK = 7 * DAY
NEWS = every(19, 70, "news", "ordinary")
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
    Mistake("four a round", "openers.py", "PER_ROUND = 3", "PER_ROUND = 4", "news only", "i03"),
    Mistake("ten hours between", "openers.py", "ORDINARY_GAP = 20", "ORDINARY_GAP = 10", "news only", "i04"),
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
        "news only",
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


NAMES = [mistake.name for mistake in MISTAKES]


@pytest.fixture
def broken_copy(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    """The package with the mistake in it, importable under a name of its own for one test."""
    mistake: Mistake = request.param
    name = f"pace_with_a_mistake_{MISTAKES.index(mistake)}"
    (tmp_path / name).mkdir()
    for path in SOURCE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name == mistake.file:
            assert mistake.was in text, "the mistake no longer fits the code"
            text = text.replace(mistake.was, mistake.became)
        (tmp_path / name / path.name).write_text(text.replace("conversations.pace", name), encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    sys.dont_write_bytecode, kept = True, sys.dont_write_bytecode
    try:
        yield importlib.import_module(name)
    finally:
        sys.dont_write_bytecode = kept
        sys.path.remove(str(tmp_path))
        for loaded in [each for each in sys.modules if each.split(".")[0] == name]:
            del sys.modules[loaded]


@pytest.mark.parametrize("life", LIVES)
def test_the_true_package_lives_these_lives_well(life: str) -> None:
    """Without a mistake, no promise is broken in any of the lives that the mistakes are put through."""
    assert broken(live(LIVES[life])) == []


@pytest.mark.parametrize(
    ("broken_copy", "mistake"), [(each, each) for each in MISTAKES], indirect=["broken_copy"], ids=NAMES
)
def test_the_mistake_is_caught(broken_copy: ModuleType, mistake: Mistake) -> None:
    """The life that was made for the mistake breaks the promise that it is about."""
    try:
        caught = broken(live(LIVES[mistake.life], broken_copy))
    except AssertionError as error:
        caught = [f"ends: {error}"]  # the life came to no end at all
    assert [promise for promise in caught if promise.startswith(mistake.breaks)], caught

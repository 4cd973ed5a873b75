"""Mistakes made on purpose: each is put into a copy of the package, and some promise must catch it.

A promise that catches nothing is decoration. The copy is the package's own text with one thing changed; it
lives a few lives, and the diary goes to the same oracle as the true package's does. Each mistake also says
which promises are allowed to be the ones that catch it, so that none is caught by accident alone.
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
    name: str
    file: str
    was: str
    became: str
    caught_by: str  # beginnings of the promises that may catch it, with spaces between


def every(hours: int, days: int, kind: str, message_class: str, *, lasts: int = 7 * DAY) -> tuple[Made, ...]:
    times = range(0, days * 24, hours)
    return tuple(Made(START + at * HOUR, kind, message_class, lasts, starts_in=30 * HOUR) for at in times)


NEWS = every(19, 70, "news", "ordinary")
OFFERS = every(23, 40, "place_offer", "asked")
LIVES = (
    Scenario(START, 62, answers=(2,), made=NEWS, holidays=HOLIDAYS),
    Scenario(START, 110, made=NEWS[:60]),
    Scenario(START, 60, minute=1100, answers=(30,), made=(*OFFERS, *every(30, 20, "change", "urgent"))),
    Scenario(START, 40, minute=1100, answers=(30,), made=OFFERS),
    Scenario(
        START, 40, day=4, minute=610, hours=(600, 1380), answers=(1,), made=NEWS[:30], holidays=HOLIDAYS
    ),
    Scenario(START, 40, check_ins=False, hours=(0, 1440), made=NEWS[:30]),
    Scenario(
        START, 40, "Australia/Lord_Howe", day=3, minute=700, answers=(9,), outages=((START, START + 9 * DAY),)
    ),
    Scenario(
        START,
        75,
        made=NEWS[:60],
        deeds=(
            Deed(START + 9 * DAY, "break", START + 16 * DAY),
            Deed(START + 20 * DAY, "hold"),
            Deed(START + 21 * DAY, "contact"),
            Deed(START + 24 * DAY, "lift"),
            Deed(START + 25 * DAY, "contact"),
            Deed(START + 40 * DAY, "stop"),
            Deed(START + 42 * DAY, "contact"),
            Deed(START + 50 * DAY, "start"),
            Deed(START + 60 * DAY, "choose", "only_when_i_ask"),
        ),
    ),
    Scenario(START, 120, deeds=(Deed(START + 90 * DAY, "contact"),)),
)

MISTAKES = (
    Mistake("hours end an hour late", "rules.py", "case.pace.hours_on)", "case.pace.urgent_hours_on)", "i01"),
    Mistake("urgent at any hour", "gate.py", "    urgent.hours,\n", "", "i01"),
    Mistake("Sundays are like other days", "openers.py", "SUNDAY = 6", "SUNDAY = 9", "i02"),
    Mistake("bank holidays are forgotten", "openers.py", " or day in case.holidays", "", "i02"),
    Mistake(
        "Friday afternoon check-ins", "slots.py", "NOON if day.weekday() == FRIDAY", "NOON if False", "i02"
    ),
    Mistake("four a round", "openers.py", "PER_ROUND = 3", "PER_ROUND = 4", "i03"),
    Mistake("the check-in's place is not held", "openers.py", "BUT_CHECK_IN = 2", "BUT_CHECK_IN = 3", "i03"),
    Mistake("10 hours between", "openers.py", "ORDINARY_GAP = 20", "ORDINARY_GAP = 10", "i04"),
    Mistake(
        "asked ones do not space news",
        "openers.py",
        "case.times(*OPENERS), ORD",
        "case.times(MessageClass.ORDINARY), ORD",
        "i04",
    ),  # noqa: E501  # kept on one line to be read as a row
    Mistake("three a day", "openers.py", "PER_DAY = 2", "PER_DAY = 3", "i05"),
    Mistake("five asked a week", "openers.py", "ASKED_PER_WEEK = 4", "ASKED_PER_WEEK = 5", "i05"),
    Mistake("three urgent a week", "urgent.py", "URGENT_PER_WEEK = 2", "URGENT_PER_WEEK = 3", "i05"),
    Mistake("no gap for asked", "openers.py", "ASKED_GAP = 3", "ASKED_GAP = 1", "i05"),
    Mistake("back-off never starts", "slots.py", "SLOW_FROM = 2", "SLOW_FROM = 9", "i06 i08"),
    Mistake("back-off only doubles", "slots.py", "2 ** (silent_rounds - 1)", "2", "i06"),
    Mistake("the rest note comes early", "rounds.py", "REST_AFTER = 4", "REST_AFTER = 3", "i07"),
    Mistake("the rest note repeats", "rounds.py", "replace(pace, rest_note_owed=False)", "pace", "i07 i14"),
    Mistake("rest is not rest", "openers.py", "Wait(Reason.RESTING) if resting", "None if resting", "i07"),
    Mistake("news goes on while slow", "gate.py", "    openers.slowed_down,\n", "", "i08"),
    Mistake(
        "contact does not reset", "changes.py", "silent_rounds=0, welcomed_at=None", "welcomed_at=None", "i09"
    ),
    Mistake("START is not needed", "changes.py", "_CLOSED = (State.STOPPED, ", "_CLOSED = (", "i10"),
    Mistake("a held phone lifts its hold", "changes.py", "STOPPED, State.HELD)", "STOPPED,)", "i11"),
    Mistake(
        "lifting a hold wakes", "changes.py", "state = State.RESTING if", "state = State.ACTIVE if", "i11"
    ),
    Mistake(
        "news in a break",
        "rules.py",
        "None if ordinary else until)",
        "until) if not ordinary else None",
        "i12",
    ),
    Mistake("two hellos", "rounds.py", "welcome_owed=False, welcomed_at=at", "welcomed_at=at", "i12 i14"),
    Mistake("no hello", "rounds.py", ", welcome_owed=True)", ", welcome_owed=False)", "i12"),
    Mistake("only-when-I-ask gets news", "gate.py", "    openers.chosen,\n", "", "i13"),
    Mistake(
        "sent again",
        "gate.py",
        "    rules.sent_once,\n    rules.not_over,\n    rules.quiet",
        "    rules.quiet",
        "i14",
    ),
    Mistake("over is not over", "rules.py", "and case.at >= ends_at else", "and case.at < 0 else", "i14"),
    Mistake(
        "what does not fit vanishes",
        "tending.py",
        "            whats_new.append(item)\n",
        "            continue\n",
        "i15",
    ),
    Mistake(
        "check-ins by the clock of UTC",
        "slots.py",
        "minute_on(pace, day), pace.zone)\n",
        'minute_on(pace, day), "UTC")\n',
        "i19 i20",
    ),  # noqa: E501  # as above
    Mistake(
        "a late check-in forgets its hour", "slots.py", "start = minute_on(pace, day)", "start = 0", "i19"
    ),
    Mistake(
        "news may delay the check-in",
        "gate.py",
        "delayed <= slot + DRIFT",
        "delayed <= slot + 90000",
        "i19 i20",
    ),
    Mistake(
        "offers may take the last place", "gate.py", "delayed is None or slot == case.at", "False", "i20"
    ),
    Mistake(
        "a lost check-in ends them all",
        "rounds.py",
        "return _next_round(pace, gone) if now >= gone else pace",
        "return pace",
        "i20",
    ),  # noqa: E501  # as above
)


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


@pytest.mark.parametrize("scenario", LIVES, ids=lambda scenario: str(LIVES.index(scenario)))
def test_the_true_package_lives_these_lives_well(scenario: Scenario) -> None:
    """Without a mistake, no promise is broken in any of the lives that the mistakes are put through."""
    assert broken(live(scenario)) == []


@pytest.mark.parametrize(
    ("broken_copy", "mistake"),
    [(each, each) for each in MISTAKES],
    ids=[m.name for m in MISTAKES],
    indirect=["broken_copy"],
)
def test_the_mistake_is_caught(broken_copy: ModuleType, mistake: Mistake) -> None:
    """At least one life shows the mistake, by breaking a promise that is about it."""
    may_catch = tuple(mistake.caught_by.split())
    seen: set[str] = set()
    for scenario in LIVES:
        caught = broken(live(scenario, broken_copy))
        if any(promise.startswith(may_catch) for promise in caught):
            return
        seen.update(caught)
    pytest.fail(f"nobody noticed: {mistake.name} (but: {sorted(seen)})")

"""The lives in which mistakes show (mistakes.py): each is made so that the true package lives it well."""

from datetime import date

from tests.conversations.pace.life import DAY, HOUR, MINUTE, Deed, Made, Scenario
from tests.conversations.pace.scenarios import utc

START = utc(2027, 2, 22, 12)  # a Monday
HOLIDAYS = frozenset({date(2027, 3, 16), date(2027, 4, 2), date(2027, 4, 6)})


def every(hours: int, days: int, kind: str, message_class: str) -> tuple[Made, ...]:
    times = range(0, days * 24, hours)
    return tuple(Made(START + at * HOUR, kind, message_class, WEEK, 30 * HOUR) for at in times)


def urgent(hours: int) -> Made:
    return Made(START + hours * HOUR, "change", "urgent", None, 30 * HOUR)


def alone(hours: int, starts_in: int, asked: bool = True) -> Made:
    return Made(START + hours * HOUR, "change", "urgent", None, starts_in * HOUR, 1, alone=asked)


def unmarked(hours: int, starts_in: int) -> Made:
    return Made(START + hours * HOUR, "change", "urgent", None, starts_in * HOUR, 1, alone=True, marked=False)


def answered(kind: str, day: int, hour: int, late: int) -> Deed:
    """Somebody writes at this hour, and an answer is ready so many minutes later."""
    return Deed(START + day * DAY + (hour - 12) * HOUR + late * MINUTE, "answer", (kind, late * MINUTE))


def put_off(hours: int) -> Made:
    return Made(START + hours * HOUR, "snooze_return", "asked", WEEK)


def deeds(*each: tuple[int, str] | tuple[int, str, object]) -> tuple[Deed, ...]:
    return tuple(Deed(START + day * DAY, name, *value) for day, name, *value in each)


WEEK = 7 * DAY
NEWS = every(19, 70, "news", "ordinary")
RESULTS = every(19, 20, "result", "ordinary")
OFFERS = every(23, 30, "place_offer", "asked")
PILE = tuple(Made(START + 22 * HOUR, "place_offer", "asked", WEEK) for _ in range(5))
PLACES = tuple(Made(START + 22 * HOUR, "place_offer", "asked") for _ in range(9))
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
    "no mark": Scenario(START, 9, answers=(1,), made=(unmarked(22, 5),)),
    "long before": Scenario(
        START, 9, answers=(1,), made=(Made(START + 22 * HOUR, "change", "urgent", None, 60 * HOUR),)
    ),
    "keys at night": Scenario(START, 20, answers=(1,), made=every(11, 15, "key_request", "asked")),
    "places": Scenario(START, 30, answers=(1,), made=PLACES),
    "answers at night": Scenario(
        START,
        9,
        replies=tuple(
            answered(kind, day, 3, late)
            for kind in ("answer", "helpline")
            for day, late in enumerate((1, 14, 30, 50, 70))
        ),
    ),
    "back in the evening": Scenario(
        START,
        20,
        check_ins=False,
        hours=(0, 1440),
        made=RESULTS,
        outages=((START, START + 7 * DAY + 8 * HOUR),),
    ),
    "back to a pile": Scenario(
        START, 9, check_ins=False, hours=(0, 1440), made=PILE, outages=((START, START + 2 * DAY),)
    ),
    "two groups": Scenario(START, 20, check_ins=False, made=(*NEWS[:25], *NEWS[:25])),
    "mixed": Scenario(START, 20, answers=(1,), made=(*NEWS[:25], *every(50, 20, "dated_news", "ordinary"))),
    "news only": Scenario(START, 20, check_ins=False, hours=(0, 1440), made=NEWS[:25]),
    "outage": Scenario(
        START, 40, "Australia/Lord_Howe", day=3, minute=700, outages=((START, START + 9 * DAY),)
    ),
    "break": Scenario(
        START, 36, made=NEWS[:40], deeds=deeds((9, "break", START + 16 * DAY), (18, "contact"))
    ),
    "held break": Scenario(
        START, 30, made=(urgent(120), urgent(200)), deeds=deeds((1, "break", None), (2, "hold"), (4, "lift"))
    ),
    "hold in a break": Scenario(
        START, 60, made=NEWS[:36], deeds=deeds((1, "break", START + 9 * DAY), (2, "hold"), (4, "lift"))
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

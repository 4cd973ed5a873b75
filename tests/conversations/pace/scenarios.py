"""Random lives. The chooser is passed in, so that Hypothesis and a seeded generator draw alike."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from tests.conversations.pace.life import DAY, HOUR, MINUTE, Deed, Made, Scenario

Pick = Callable[[int, int], int]  # both ends included

ZONES = ("Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Australia/Adelaide")
"""Among them half-hour offsets, and one whose clocks change by half an hour."""
BANK_HOLIDAYS = frozenset(
    {date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 3), date(2027, 5, 31)}
    | {date(2027, 8, 30), date(2027, 12, 27), date(2027, 12, 28)}
)
CHOICES = ("weekly", "weekly", "fortnightly", "monthly", "only_when_i_ask")
ORDINARY = ("news", "result", "training", "feedback_ask", "dated_news")
ASKED = ("place_offer", "reminder_today", "reminder_soon", "snooze_return", "feedback_ask", "key_request")


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[arg-type, misc]  # year, month, day…


def draw(pick: Pick) -> Scenario:
    """One life of 6 to 24 weeks that starts near one of the two changes of the UK clocks."""
    start = (utc(2027, 2, 22), utc(2027, 9, 27))[pick(0, 1)] + pick(0, 20 * DAY)
    days = pick(42, 168)
    hours = ((600, 1140), (480, 720), (660, 960), (0, 1440), (540, 1260))[pick(0, 4)]
    day = pick(0, 4)
    last = 719 if day == 4 else hours[1] - 1
    minute = pick(hours[0], min(last, hours[1] - 1))
    calm = pick(0, 2) > 0
    return Scenario(
        start=start,
        days=days,
        zone=ZONES[max(0, pick(-3, 4))],
        choice=CHOICES[pick(0, 4)],
        day=day,
        minute=minute,
        hours=hours,
        holidays=frozenset() if calm else BANK_HOLIDAYS,
        days_off=() if calm else _days_off(pick, start),
        quiet_weekdays=frozenset(pick(0, 5) for _ in range(max(0, pick(-3, 2)))),
        check_ins=pick(0, 7) > 0,
        answers=tuple(max(0, pick(-60, 60)) for _ in range(pick(0, 5))),
        made=_made(pick, start, days),
        deeds=_deeds(pick, start, days, day, minute),
        outages=_outages(pick, start, days),
        replies=_replies(pick, start, days),
    )


def _days_off(pick: Pick, start: int) -> tuple[tuple[date, date], ...]:
    first = datetime.fromtimestamp(start, UTC).date() + timedelta(days=pick(5, 60))
    return ((first, first + timedelta(days=pick(0, 5))),)


def _made(pick: Pick, start: int, days: int) -> tuple[Made, ...]:
    made: list[Made] = []
    flood = pick(0, 3)
    for _ in range((0, 10, 40, 90)[flood]):
        at = start + pick(0, days * DAY)
        kind = ORDINARY[pick(0, 4)]
        made.append(Made(at, kind, "ordinary", (5, 7, 14)[pick(0, 2)] * DAY))
    for _ in range((0, 5, 0, 60)[pick(0, 3)]):
        at = start + pick(0, days * DAY)
        made.append(Made(at, ASKED[pick(0, 5)], "asked", (None, 3 * DAY, 9 * DAY)[pick(0, 2)]))
    for _ in range((0, 0, 8)[pick(0, 2)]):
        made.append(Made(start + pick(0, days * DAY), "person_reply", "asked", 14 * DAY))
    for _ in range((0, 0, 12)[pick(0, 2)]):
        at = start + pick(0, days * DAY)
        made.append(
            Made(at, "change", "urgent", None, pick(HOUR, 72 * HOUR), pick(1, 2), alone=pick(0, 1) > 0)
        )
    return tuple(made)


def _deeds(pick: Pick, start: int, days: int, day: int, minute: int) -> tuple[Deed, ...]:
    deeds: list[Deed] = []
    for _ in range(pick(0, 6) if pick(0, 2) else 0):
        at = start + pick(0, days * DAY)
        name = ("contact", "choose", "break", "stop", "hold", "quiet", "day", "break_tell_me", "move")[
            pick(0, 8)
        ]
        value: object = None
        if name == "choose":
            value = CHOICES[pick(0, 4)]
        elif name == "move":
            value = ZONES[pick(0, 4)]
        elif name == "day":
            value = pick(0, 3 if minute >= 720 else 4)
        elif name.startswith("break"):
            value = at + pick(1, 30) * DAY if pick(0, 4) else None
        deeds.append(Deed(at, name, value))
        undo = {"stop": "start", "hold": "lift", "break": "come_back"}.get(name)
        if undo and pick(0, 2):
            deeds.append(Deed(at + pick(1, 20) * DAY, undo))
    return tuple(deeds)


def _outages(pick: Pick, start: int, days: int) -> tuple[tuple[int, int], ...]:
    if pick(0, 2):
        return ()
    at = start + pick(0, days * DAY)
    return ((at, at + (pick(1, 30) * HOUR, pick(1, 40) * DAY)[pick(0, 1)]),)


def _replies(pick: Pick, start: int, days: int) -> tuple[Deed, ...]:
    return tuple(
        Deed(
            start + pick(0, days * DAY), "answer", (("answer", "helpline")[pick(0, 1)], pick(0, 90) * MINUTE)
        )
        for _ in range(pick(0, 12))
    )

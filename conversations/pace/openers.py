"""Limits of asked and ordinary openers (PACE.md, sections 3, 4, 5 and 11)."""

from datetime import date

from conversations.pace.case import Case, Reason, Wait, full, since, when
from conversations.pace.kinds import BEGUN_BY_US, Kind, MessageClass, State
from conversations.pace.limits import NEWS_PER_WEEK
from conversations.pace.local_time import WHOLE_DAY, days_after
from conversations.pace.rules import key_at_once
from conversations.pace.slots import SLOW_FROM, check_in_span, let_go_at
from conversations.pace.values import DAY, HOUR, Hours
from conversations.pace.year import asks_at

OPENERS = (MessageClass.URGENT, MessageClass.ASKED, MessageClass.ORDINARY)
NOT_URGENT = (MessageClass.ASKED, MessageClass.ORDINARY)
ORDINARY_GAP = 20 * HOUR
ASKED_GAP = 3 * HOUR
PER_ROUND = 3
PER_ROUND_BUT_CHECK_IN = 2  # one of the three is held for the check-in
PER_DAY = 2
ASKED_PER_WEEK = 4
SUNDAY = 6


def two_a_day(case: Case) -> Wait | None:
    if case.today(*NOT_URGENT) < PER_DAY:
        return None
    return Wait(Reason.TWO_A_DAY, days_after(case.at, 1, case.pace.zone))


def asked_gap(case: Case) -> Wait | None:
    return None if key_at_once(case) else since(case, case.times(*OPENERS), ASKED_GAP, Reason.TOO_SOON)


def asked_cap(case: Case) -> Wait | None:
    asked = [
        sent.at
        for sent in case.history
        if sent.message_class is MessageClass.ASKED and sent.kind is not Kind.PERSON_REPLY
    ]
    return full(case, asked, ASKED_PER_WEEK, 7 * DAY, Reason.ASKED_FULL)


def bots_own(case: Case) -> Wait | None:
    """The rest note, the welcome back and the question of a year go exactly when they are owed, which is once each."""
    year = asks_at(case.pace)
    owed = {
        Kind.REST_NOTE: case.pace.rest_note_owed,
        Kind.WELCOME_BACK: case.pace.welcome_owed,
        Kind.ACCOUNT_END: year is not None and case.at >= year,
    }
    return None if owed.get(case.item.kind, True) else Wait(Reason.NOT_OWED)


def chosen(case: Case) -> Wait | None:
    return Wait(Reason.ONLY_WHEN_I_ASK) if case.pace.choice.base_days is None else None


def awake(case: Case) -> Wait | None:
    resting = case.pace.state is State.RESTING and case.item.kind is not Kind.REST_NOTE
    return Wait(Reason.RESTING) if resting else None


def topic_on(case: Case) -> Wait | None:
    topic = (case.item.about or case.item.kind).topic  # what comes back is still about the same
    off = topic is not None and topic not in case.pace.topics
    no_check_ins = _is_check_in(case) and not case.pace.checks_in
    return Wait(Reason.TOPIC_OFF) if off or no_check_ins else None


def still_wanted(case: Case) -> Wait | None:
    """What was put off comes back only as long as its topic is on."""
    return topic_on(case) if case.item.kind is Kind.SNOOZE_RETURN else None


def slowed_down(case: Case) -> Wait | None:
    slow = case.pace.silent_rounds >= SLOW_FROM
    own = case.item.kind in (Kind.CHECK_IN, Kind.REST_NOTE)
    return Wait(Reason.SLOWED_DOWN) if slow and not own else None


def due(case: Case) -> Wait | None:
    if case.item.kind is not Kind.CHECK_IN:
        return None
    due_at = case.pace.check_in_due_at
    if due_at is None:
        return Wait(Reason.NOT_DUE)
    if case.at < due_at:
        return Wait(Reason.NOT_DUE, due_at)
    return Wait(Reason.LET_GO) if case.at >= let_go_at(case.pace, due_at) else None


def check_in_time(case: Case) -> Wait | None:
    if not _is_check_in(case):
        return None
    return when(case, Reason.NOT_A_CHECK_IN_TIME, lambda day: check_in_span(case.pace, day))


def _is_check_in(case: Case) -> bool:
    """A check-in, be it planned or one that was put off."""
    return Kind.CHECK_IN in (case.item.kind, case.item.about)


def quiet_day(case: Case) -> Wait | None:
    def span_on(day: date) -> Hours | None:
        quiet = day.weekday() == SUNDAY or day.weekday() in case.pace.quiet_weekdays or day in case.holidays
        return None if quiet or any(day in off for off in case.pace.days_off) else WHOLE_DAY

    return when(case, Reason.QUIET_DAY, span_on)


def our_own_day(case: Case) -> Wait | None:
    """What was asked for, but begins when we say, keeps quiet days as an ordinary opener does."""
    return quiet_day(case) if case.item.kind in BEGUN_BY_US else None


def ordinary_gap(case: Case) -> Wait | None:
    return since(case, case.times(*OPENERS), ORDINARY_GAP, Reason.TOO_SOON)


def one_a_day(case: Case) -> Wait | None:
    if not case.today(MessageClass.ORDINARY):
        return None
    return Wait(Reason.ONE_A_DAY, days_after(case.at, 1, case.pace.zone))


def round_cap(case: Case) -> Wait | None:
    """At most 3 in a base round. No base is under 7 days, so changing pace never lets 4 into a week."""
    base = (case.pace.choice.base_days or 0) * DAY
    return full(case, case.times(MessageClass.ORDINARY), PER_ROUND, base, Reason.ROUND_FULL)


def news_cap(case: Case) -> Wait | None:
    """The group's limit follows the member (PACE.md, section 7): two groups do not add up to four messages a week.

    What waits meanwhile joins the next digest. Dated news has no cap of its own here, for one that arrived late would
    cost the next one its date; the places of the round are limit enough.
    """
    if case.item.kind is not Kind.NEWS:
        return None
    times = [sent.at for sent in case.history if sent.kind is Kind.NEWS]
    return full(case, times, NEWS_PER_WEEK, 7 * DAY, Reason.NEWS_FULL)


def place_held(case: Case) -> Wait | None:
    if case.item.kind in (Kind.CHECK_IN, Kind.REST_NOTE) or not case.pace.checks_in:
        return None
    base = (case.pace.choice.base_days or 0) * DAY
    others = [
        sent.at
        for sent in case.history
        if sent.message_class is MessageClass.ORDINARY and sent.kind is not Kind.CHECK_IN
    ]
    return full(case, others, PER_ROUND_BUT_CHECK_IN, base, Reason.PLACE_HELD)

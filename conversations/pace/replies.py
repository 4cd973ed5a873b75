"""Replies: any hour while they are prompt; otherwise they keep the member's hours (PACE.md, section 3)."""

from conversations.pace.case import Case, Reason, Wait
from conversations.pace.kinds import Kind, State
from conversations.pace.rules import own_hours
from conversations.pace.values import DAY, MINUTE

REPLY_SECONDS = 15 * MINUTE
HELPLINE_SECONDS = 60 * MINUTE
REPLIES_PER_MESSAGE = 3
REPLIES_FOR = 14 * DAY


def held_phone(case: Case) -> Wait | None:
    """Whoever holds the phone gets help and the rejoin prompt, unless the hold stops even those."""
    if case.pace.state is not State.HELD:
        return None
    allowed = case.item.kind in (Kind.SAFETY, Kind.REJOIN) and not case.pace.hold_is_silent
    return None if allowed else Wait(Reason.HELD)


def since_stop(case: Case) -> Wait | None:
    """After STOP only what was written with it or since is answered: the queue was emptied."""
    stopped_at, asked_at = case.pace.stopped_at, case.item.asked_at
    late = stopped_at is not None and asked_at is not None and asked_at < stopped_at
    return Wait(Reason.STOPPED) if late else None


def in_time(case: Case) -> Wait | None:
    assert case.item.asked_at is not None  # Item sees to it
    patience = HELPLINE_SECONDS if case.item.kind is Kind.HELPLINE else REPLY_SECONDS
    return None if case.at <= case.item.asked_at + patience else own_hours(case)


def some_left(case: Case) -> Wait | None:
    """A person may answer one message of the member's three times within 14 days, and no more."""
    asked_at = case.item.asked_at
    if case.item.kind is not Kind.PERSON_REPLY or asked_at is None:
        return None
    used = sum(s.kind is Kind.PERSON_REPLY and s.asked_at == asked_at for s in case.history)
    over = used >= REPLIES_PER_MESSAGE or case.at > asked_at + REPLIES_FOR
    return Wait(Reason.REPLIES_USED) if over else None

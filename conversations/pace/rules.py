"""Rules that hold for more than one class of message (PACE.md, sections 8 and 9)."""

from conversations.pace.case import Case, Reason, Wait, when
from conversations.pace.kinds import Kind, MessageClass, State


def stopped(case: Case) -> Wait | None:
    return Wait(Reason.STOPPED) if case.pace.state is State.STOPPED else None


def held(case: Case) -> Wait | None:
    return Wait(Reason.HELD) if case.pace.state is State.HELD else None


def consent(case: Case) -> Wait | None:
    return None if case.pace.consented else Wait(Reason.NO_CONSENT)


def not_over(case: Case) -> Wait | None:
    ends_at = case.item.ends_at
    return Wait(Reason.OVER) if ends_at is not None and case.at >= ends_at else None


def sent_once(case: Case) -> Wait | None:
    already = any(sent.item_id == case.item.id for sent in case.history)
    return Wait(Reason.ALREADY_SENT) if already else None


def quiet_spell(case: Case) -> Wait | None:
    until = case.pace.quiet_until
    return Wait(Reason.QUIET_SPELL, until) if until is not None and case.at < until else None


def on_a_break(case: Case) -> Wait | None:
    """Nothing piles up in a break: only what was asked for waits for its end, and no check-in of before it does."""
    until = case.pace.paused_until
    if case.pace.state is not State.PAUSED or (until is not None and case.at >= until):
        return None
    over = case.item.message_class is MessageClass.ORDINARY or case.item.kind is Kind.SNOOZE_RETURN
    return Wait(Reason.ON_A_BREAK, None if over else until)


def own_hours(case: Case) -> Wait | None:
    span_on = case.pace.urgent_hours_on if key_at_once(case) else case.pace.hours_on
    return when(case, Reason.OUTSIDE_HOURS, span_on)


def key_at_once(case: Case) -> bool:
    """A key is asked for in urgent hours and without a gap, of those representatives who said that it may be."""
    return case.item.kind is Kind.KEY_REQUEST and case.pace.urgent_keys

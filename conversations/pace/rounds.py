"""Rounds, silence and back-off (PACE.md, sections 5, 8 and 11).

A round runs from one check-in to the next. It is judged once, when the next check-in falls due: any contact
in it and the count of silent rounds is 0; an ask in it and no contact, and the count is one more; no ask,
and it says nothing about anybody. The count decides how far away the next check-in is, counted from the
*due time* of the last one, so a slide or a late tick never shortens or stretches the pattern. A round whose
check-in has to wait longer because of the count stays judged: more waiting is not more silence.

Four silent rounds end in one rest note, and rest. A check-in that used up its slide is let go and the next
round begins, as often as needed: after a long outage that is several rounds in which nothing was asked, so
nobody is counted silent for our absence, and at most one check-in is owed.

The bot's own four messages (check-in, rest note, welcome back, the question of a year) are not queued anywhere.
They are *owed*, which is part of the pace, so none can be sent twice or outlive its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.pace.kinds import Kind, MessageClass, State
from conversations.pace.slots import check_in_item, gap_days, let_go_at, slot_after, slot_from
from conversations.pace.values import DAY, HOUR, Item, Pace, Sent
from conversations.pace.year import asks_at

REST_AFTER = 4
WELCOME_SILENCE = 14 * DAY
AFTER_BREAK = 7 * DAY
NOTICE = 20 * HOUR  # nobody gets a check-in on the heels of the talk in which they chose it


@dataclass(frozen=True, slots=True)
class Step:
    """A pace brought up to a moment, and what the bot itself would like to send now."""

    pace: Pace
    owed: tuple[Item, ...] = ()


def next_step(pace: Pace, history: Sequence[Sent], now: int) -> Step:
    """Bring one member's pace up to now. Doing it twice changes nothing more."""
    if pace.state is State.PAUSED and pace.paused_until is not None and now >= pace.paused_until:
        pace = _break_is_over(pace, now)
    if pace.state is State.ACTIVE and _welcome_unanswered(pace, now):
        pace = rest(pace)
    while pace.state is State.ACTIVE and pace.check_in_due_at is not None and now >= pace.check_in_due_at:
        before, pace = pace, _at_due(pace, history, now)
        if pace is before:
            break
    return Step(pace, _owed(pace, now))


def after_sending(pace: Pace, kind: Kind, at: int) -> Pace:
    """What sending one of the bot's own messages changes. Other kinds change nothing."""
    match kind:
        case Kind.CHECK_IN:
            return replace(_next_round(pace, at), last_check_in_at=at)
        case Kind.REST_NOTE:
            return replace(pace, rest_note_owed=False)
        case Kind.WELCOME_BACK:
            return replace(pace, welcome_owed=False, welcomed_at=at)
        case Kind.ACCOUNT_END:
            return replace(pace, year_asked_at=at)
        case _:
            return pace


def judge_round(pace: Pace, history: Sequence[Sent]) -> Pace:
    """Count the round that is ending, and rest after four silent ones."""
    contact = pace.last_contact_at is not None and pace.last_contact_at >= pace.round_began_at
    asked = any(sent.kind.asks and sent.opens and sent.at >= pace.round_began_at for sent in history)
    silent = 0 if contact else pace.silent_rounds + asked
    pace = replace(pace, silent_rounds=silent, round_judged=True)
    return replace(rest(pace), rest_note_owed=True) if silent >= REST_AFTER else pace


def rest(pace: Pace) -> Pace:
    return replace(pace, state=State.RESTING, check_in_due_at=None, welcomed_at=None)


def back_from_break(pace: Pace, now: int) -> Pace:
    """Active again; the next check-in in one to two weeks, and never within one gap of the last."""
    pace = replace(
        pace,
        state=State.ACTIVE,
        paused_until=None,
        silent_rounds=0,
        round_began_at=now,
        round_judged=False,
        snoozes=0,
    )
    return replace(pace, check_in_due_at=next_due(pace, now + AFTER_BREAK))


def _break_is_over(pace: Pace, now: int) -> Pace:
    """One hello. Where a hold was lifted in the break, and they have not written since (so they have not been told), it
    ends as other lifted holds do, in rest: whoever has that phone hears nothing because of it."""
    if pace.held_at is not None:
        return rest(replace(pace, paused_until=None))
    return replace(back_from_break(pace, now), welcome_owed=True)


def first_check_in(pace: Pace, now: int) -> int | None:
    """When the first check-in is due after joining: the member's next slot that is at least 20 hours away."""
    return next_due(pace, now + NOTICE)


def next_due(pace: Pace, earliest: int) -> int | None:
    """The first slot from a moment on that is also one normal gap, in days, after the last check-in."""
    base = pace.choice.base_days
    if base is None:
        return None
    if pace.last_check_in_at is not None:
        earliest = max(earliest, slot_after(pace, pace.last_check_in_at, base))
    return slot_from(pace, earliest)


def _at_due(pace: Pace, history: Sequence[Sent], now: int) -> Pace:
    due = pace.check_in_due_at
    assert due is not None  # next_step asks
    if not pace.round_judged:
        return _slow_down(judge_round(pace, history))
    if not pace.checks_in:
        return _next_round(pace, due)
    gone = let_go_at(pace, due)
    return _next_round(pace, gone) if now >= gone else pace


def _slow_down(pace: Pace) -> Pace:
    due, gap = pace.check_in_due_at, gap_days(pace.choice, pace.silent_rounds)
    if due is None or gap is None or pace.last_due_at is None:
        return pace
    return replace(pace, check_in_due_at=max(due, slot_after(pace, pace.last_due_at, gap)))


def _next_round(pace: Pace, began_at: int) -> Pace:
    due, gap = pace.check_in_due_at, gap_days(pace.choice, pace.silent_rounds)
    assert due is not None and gap is not None  # only a pace with rounds has a check-in due
    return replace(
        pace,
        last_due_at=due,
        check_in_due_at=slot_after(pace, due, gap),
        round_began_at=began_at,
        round_judged=False,
        snoozes=0,
    )


def _welcome_unanswered(pace: Pace, now: int) -> bool:
    return pace.welcomed_at is not None and now >= pace.welcomed_at + WELCOME_SILENCE


def _owed(pace: Pace, now: int) -> tuple[Item, ...]:
    owed: list[Item] = []
    if pace.welcome_owed:
        owed.append(Item(f"welcome-back:{pace.round_began_at}", Kind.WELCOME_BACK, MessageClass.ASKED))
    if pace.rest_note_owed:
        owed.append(Item(f"rest-note:{pace.round_began_at}", Kind.REST_NOTE, MessageClass.ORDINARY))
    year = asks_at(pace)
    if year is not None and now >= year and pace.state in (State.ACTIVE, State.RESTING):
        owed.append(Item(f"year:{year}", Kind.ACCOUNT_END, MessageClass.ASKED))
    check_in, due = check_in_item(pace), pace.check_in_due_at
    if check_in is not None and due is not None and now >= due and pace.state is State.ACTIVE:
        owed.append(check_in)
    return tuple(owed)

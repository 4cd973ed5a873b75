"""Why something came, and why something else has not come yet: the gate's own reasons, for the member alone.

Nothing here decides. What waits is put to the gate once more, and its answer is passed on: the moment from which it would
be let through if nothing else went, and a reason. Often several rules object at once ("outside your hours" today, and "the
round is full" until Thursday); the one that holds longest is the one that explains the day. What has gone is counted as the
gate counted it. How a reason is said is for the flow (conversations/flows/why.py); every reason and kind has words there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from conversations.pace.case import Reason, Wait
from conversations.pace.coming import Waiting, asked_first
from conversations.pace.gate import Permission, may_send, objections
from conversations.pace.kinds import Kind, MessageClass
from conversations.pace.openers import ASKED_PER_WEEK, PER_ROUND
from conversations.pace.slots import check_in_item
from conversations.pace.urgent import URGENT_PER_WEEK
from conversations.pace.values import DAY, Item, Pace, Sent

PER_WEEK: Final = {MessageClass.URGENT: URGENT_PER_WEEK, MessageClass.ASKED: ASKED_PER_WEEK}


@dataclass(frozen=True, slots=True)
class Used:
    """So many, of so many at most, in so many days."""

    number: int
    most: int
    days: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Why it has not come. No reason: nothing is against it from `not_before` on. No moment: time alone will not help."""

    item: Item
    reason: Reason | None
    not_before: int | None


def used(message_class: MessageClass, pace: Pace, history: Sequence[Sent], at: int) -> Used | None:
    """How full a limit was at a moment, with what went at that moment; None where the class has none."""
    base = pace.choice.base_days
    days = base if message_class is MessageClass.ORDINARY else 7
    if message_class is MessageClass.REPLY or days is None:
        return None
    counted = [
        sent
        for sent in history
        if sent.message_class is message_class
        and sent.kind is not Kind.PERSON_REPLY
        and at - days * DAY < sent.at <= at
    ]
    return Used(len(counted), PER_WEEK.get(message_class, PER_ROUND), days)


def last_opener(history: Sequence[Sent]) -> Sent | None:
    return max((sent for sent in history if sent.opens), key=lambda sent: sent.at, default=None)


def waits(
    waiting: Waiting, pace: Pace, history: Sequence[Sent], holidays: Collection[date], now: int
) -> Waits:
    """What the gate has against it, from the moment on to which it was put off."""
    item, earliest = waiting.item, max(now, waiting.due_at)
    verdict = may_send(item, pace, history, holidays, earliest)
    slot = pace.check_in_due_at
    gone_by_then = slot is not None and now < slot < earliest  # the check-in that it would have to wait for
    if isinstance(verdict, Permission) or (verdict.reason is Reason.CHECK_IN_FIRST and gone_by_then):
        return Waits(item, None, earliest)
    found = objections(item, pace, history, holidays, earliest)
    longest = max(
        found, key=_lasts, default=None
    )  # none: a check-in that comes first, which is no rule of one item
    return Waits(item, longest.reason if longest else verdict.reason, verdict.not_before)


def _lasts(wait: Wait) -> tuple[bool, int]:
    return wait.until is None, wait.until or 0


def all_that_waits(
    queued: Sequence[Waiting], pace: Pace, history: Sequence[Sent], holidays: Collection[date], now: int
) -> tuple[Waits, ...]:
    """The next check-in and what is queued: the soonest first, then what time alone will not bring."""
    check_in = check_in_item(pace)
    own = () if check_in is None else (Waiting(check_in, now),)
    known = (*own, *queued)
    each_by_itself = [waits(each, pace, history, holidays, now) for each in known]
    found = [_behind_what_was_asked_for(each, known, pace, history, holidays) for each in each_by_itself]
    return tuple(sorted(found, key=lambda each: (each.not_before is None, each.not_before or 0)))


def _behind_what_was_asked_for(
    found: Waits, known: Sequence[Waiting], pace: Pace, history: Sequence[Sent], holidays: Collection[date]
) -> Waits:
    if found.not_before is None:
        return found
    let = may_send(found.item, pace, history, holidays, found.not_before)
    wait = asked_first(let, known, pace, history, holidays) if isinstance(let, Permission) else None
    return found if wait is None else Waits(found.item, wait.reason, wait.until)

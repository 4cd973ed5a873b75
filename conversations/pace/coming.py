"""What a member asked for is not made late by what the bot would merely like to say.

"I'll ask again on Wed, at about 11am": who was told that is to find it so. What was put off, a reminder, an offer: these go
before anything ordinary (PACE.md, section 6), but only once they are due, and an ordinary opener that goes an hour before
takes the 3 hours, or the last place of the day, that they needed. So an ordinary opener waits where sending it now would make
something later that was asked for and is known to come. A check-in keeps its own slot: it was asked for too.

This looks a day ahead and no further, for an opener of today is in the way of nothing later.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from conversations.pace.case import Reason, Wait
from conversations.pace.gate import Permission, may_send
from conversations.pace.kinds import Kind, MessageClass
from conversations.pace.values import DAY, HOUR, Item, Pace, Sent

AHEAD: Final = DAY + HOUR  # the longest local day


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something queued for the member, not to be asked about before a moment (later than now where it was put off)."""

    item: Item
    due_at: int


def asked_first(
    let: Permission,
    coming: Sequence[Waiting],
    pace: Pace,
    history: Sequence[Sent],
    holidays: Collection[date],
) -> Wait | None:
    """The wait of something that may go, for what was asked for and would come later if it did; None where nothing would."""
    if let.item.message_class is not MessageClass.ORDINARY or let.item.kind is Kind.CHECK_IN:
        return None
    without, behind, late = [*history], [*history, let.sent], []
    for each in sorted(coming, key=lambda each: (each.due_at, each.item.rank)):
        if each.item.message_class is not MessageClass.ASKED or each.due_at > let.at + AHEAD:
            continue
        comes = _comes_at(each, pace, without, holidays, let.at)
        if comes is None or not let.at < comes.at <= let.at + AHEAD:
            continue
        if not isinstance(may_send(each.item, pace, behind, holidays, comes.at), Permission):
            late.append(comes.at)
        without, behind = [*without, comes.sent], [*behind, comes.sent]
    return Wait(Reason.ASKED_FIRST, min(late)) if late else None


def _comes_at(
    waiting: Waiting, pace: Pace, history: Sequence[Sent], holidays: Collection[date], now: int
) -> Permission | None:
    """The leave it will get, if nothing but what was asked for before goes meanwhile."""
    earliest = max(now, waiting.due_at)
    verdict = may_send(waiting.item, pace, history, holidays, earliest)
    if not isinstance(verdict, Permission) and verdict.not_before is not None:
        verdict = may_send(waiting.item, pace, history, holidays, verdict.not_before)
    return verdict if isinstance(verdict, Permission) else None

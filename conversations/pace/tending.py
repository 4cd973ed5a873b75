"""One look at one member: the core of PACE.md, section 11, as one pure function.

The caller keeps calling `tend` for a member until it gives no permission, each time with the history that
now includes what was sent, and then not before `look_again_at`. So rows with a due time are enough, and
nobody needs to be scanned for. What cannot be sent any more moves to What's new; only STOP and a hold drop.

News goes together: when one item may go, every other that may goes in the same message, a digest, which is one opener
(PACE.md, section 6). What has a date is never in it: it needs an answer, and a list is easily passed over.

`coming` is what waits for a moment of its own: nothing ordinary gets in its way (coming.py).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from conversations.pace.case import Reason
from conversations.pace.coming import Waiting, asked_first
from conversations.pace.gate import Permission, Refusal, may_send
from conversations.pace.kinds import Kind, MessageClass, State
from conversations.pace.rounds import WELCOME_SILENCE, after_sending, next_step
from conversations.pace.slots import let_go_at
from conversations.pace.values import DAY, Item, Pace, Sent
from conversations.pace.year import asks_at, gone_at

KEPT_FOR = {
    Kind.RESULT: 14 * DAY,
    Kind.FEEDBACK_ASK: 5 * DAY,
    Kind.NEWS: 7 * DAY,
    Kind.PERSON_REPLY: 14 * DAY,
}


@dataclass(frozen=True, slots=True)
class Tended:
    """What one look found. `permission` is for this moment; the pace already counts it as used. `together` goes in the
    same message: it has not to be counted, nor sent again."""

    pace: Pace
    permission: Permission | None = None
    together: tuple[Item, ...] = ()
    whats_new: tuple[Item, ...] = ()
    dropped: tuple[Item, ...] = ()
    look_again_at: int | None = None


def end_of(kind: Kind, made_at: int, closes_at: int | None = None) -> int | None:
    """When an item ends: what is dated on its date, the rest after its kind's days (PACE.md, section 6)."""
    days = KEPT_FOR.get(kind)
    ends = [at for at in (closes_at, None if days is None else made_at + days) if at is not None]
    return min(ends, default=None)


def offer_ends_at(sent_at: int, open_for: int) -> int:
    """When an offer of a place closes. Its clock starts when it is sent: waiting for the member's hours takes nothing of
    their time to answer (I21). So nothing else may give it an end, and it waits as long as the place is kept."""
    return sent_at + open_for


def tend(
    pace: Pace,
    waiting: Sequence[Item],
    history: Sequence[Sent],
    holidays: Collection[date],
    now: int,
    coming: Sequence[Waiting] = (),
) -> Tended:
    """Bring the pace up to now, and let at most one opener go: the lowest rank that the gate allows."""
    step = next_step(pace, history, now)
    if step.pace.state in (State.STOPPED, State.HELD):
        return Tended(step.pace, dropped=tuple(waiting), look_again_at=_first(_own_moments(step.pace, now)))
    whats_new: list[Item] = []
    moments = _own_moments(step.pace, now)
    known = (*(Waiting(item, now) for item in (*step.owed, *waiting)), *coming)
    for item in sorted((*step.owed, *waiting), key=lambda item: item.rank):
        verdict = may_send(item, step.pace, history, holidays, now)
        if isinstance(verdict, Permission):
            behind = asked_first(verdict, known, step.pace, history, holidays)
            if behind is not None:
                moments += (behind.until, item.ends_at)
                continue
            sent = after_sending(step.pace, item.kind, now)
            others = [each for each in waiting if may_go_with(item, each)]
            together = [each for each in others if _permitted(each, step.pace, history, holidays, now)]
            return Tended(sent, verdict, tuple(together), tuple(whats_new), look_again_at=now)
        if verdict.reason is Reason.ALREADY_SENT:
            continue
        if item not in step.owed and _will_not_go(item, verdict):
            whats_new.append(item)
        else:
            moments += (verdict.not_before, item.ends_at)
    return Tended(step.pace, whats_new=tuple(whats_new), look_again_at=_first(moments))


def may_go_with(item: Item, other: Item) -> bool:
    """Whether two items that both may go are one message: news with news."""
    return item.id != other.id and item.kind is other.kind is Kind.NEWS


def what_is_next(pace: Pace, history: Sequence[Sent], holidays: Collection[date], now: int) -> int | None:
    """When this member needs looking at next, for the bot's own messages alone; None for never."""
    step, gone = next_step(pace, history, now), gone_at(pace)
    if step.pace != pace or (gone is not None and gone <= now):
        return now
    moments = _own_moments(pace, now)
    for item in step.owed:
        verdict = may_send(item, pace, history, holidays, now)
        moments.append(now if isinstance(verdict, Permission) else verdict.not_before)
    return _first(moments)


def _permitted(item: Item, pace: Pace, history: Sequence[Sent], holidays: Collection[date], now: int) -> bool:
    return isinstance(may_send(item, pace, history, holidays, now), Permission)


def _will_not_go(item: Item, refusal: Refusal) -> bool:
    """Whether it moves to What's new: its time is over, or nothing but a new choice could let it go."""
    may_wait = item.message_class is not MessageClass.ORDINARY and item.kind is not Kind.SNOOZE_RETURN
    hopeless = refusal.not_before is None and not may_wait
    return hopeless or refusal.reason in (Reason.OVER, Reason.REPLIES_USED)


def _own_moments(pace: Pace, now: int) -> list[int | None]:
    """When something in the pace itself changes with time alone."""
    moments: list[int | None] = [asks_at(pace), gone_at(pace)]
    if pace.state is State.PAUSED:
        moments.append(pace.paused_until)
    if pace.state is State.ACTIVE:
        if pace.welcomed_at is not None:
            moments.append(pace.welcomed_at + WELCOME_SILENCE)
        if pace.check_in_due_at is not None:
            moments += (pace.check_in_due_at, let_go_at(pace, pace.check_in_due_at))
    return [at for at in moments if at is not None and at > now]


def _first(moments: Iterable[int | None]) -> int | None:
    return min((at for at in moments if at is not None), default=None)

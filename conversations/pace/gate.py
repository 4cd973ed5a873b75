"""The gate: the only place that decides whether something may be sent to a member.

Every message of every kind asks `may_send`, broadcasts included, and the sender takes nothing but the
`Permission` it gives; nobody else can make one. A refusal says why, and when it is worth asking again.

Beyond the rules of one item there is one between items: **nothing that can wait makes the check-in late.**
The check-in is what the member chose, so its slot is looked up before anything else is let through:

* an ordinary opener waits if sending it now would make the check-in later at all, be it by the 20 hours,
  the day, the cap, or the hour that the clocks take from the week (a few minutes of drift are let be);
* an asked one, which the member wants too, waits only if the check-in can go this very moment or would
  lose its last place. A reminder or a key that would be too late by then does not wait, nor a person's reply.

So no flood of news or offers can starve the check-in (invariant I20). For what waits in this way
the answer assumes that the check-in goes when it may. For everything else `not_before` is exact as long as
nothing else is sent and the pace stays as it is: ask again whenever either changes.

History: the caller passes at least the last `HISTORY_DAYS` days of what was sent.
"""

from collections.abc import Collection, Sequence
from dataclasses import InitVar, dataclass, replace
from datetime import date
from typing import TypeAlias

from conversations.pace import openers, replies, rules, urgent
from conversations.pace.case import Case, Reason, Rule, Wait
from conversations.pace.kinds import Kind, MessageClass, State
from conversations.pace.slots import check_in_item
from conversations.pace.values import MINUTE, Item, Pace, Sent

HISTORY_DAYS = 70  # the longest gap, its slide and a week
DRIFT = 15 * MINUTE
PATIENCE = 500  # waits followed before "never" is the more honest answer

_ANY: tuple[Rule, ...] = (
    rules.stopped,
    rules.held,
    rules.consent,
    rules.sent_once,
    rules.not_over,
    rules.quiet_spell,
)
_REPLY: tuple[Rule, ...] = (
    replies.held_phone,
    replies.since_stop,
    rules.sent_once,
    rules.not_over,
    replies.some_left,
    replies.in_time,
)
_URGENT: tuple[Rule, ...] = (
    *_ANY,
    urgent.wanted,
    urgent.in_break,
    urgent.event,
    urgent.keys,
    urgent.hours,
    urgent.cap,
)
_PERSON_REPLY: tuple[Rule, ...] = (*_ANY, rules.on_a_break, replies.some_left, rules.own_hours)
_ASKED: tuple[Rule, ...] = (
    *_ANY,
    rules.on_a_break,
    openers.bots_own,
    openers.still_wanted,
    openers.our_own_day,
    openers.check_in_time,
    rules.own_hours,
    openers.asked_gap,
    openers.two_a_day,
    openers.asked_cap,
)
_ORDINARY: tuple[Rule, ...] = (
    *_ANY,
    rules.on_a_break,
    openers.bots_own,
    openers.chosen,
    openers.awake,
    openers.topic_on,
    openers.slowed_down,
    openers.due,
    openers.quiet_day,
    openers.check_in_time,
    rules.own_hours,
    openers.ordinary_gap,
    openers.one_a_day,
    openers.two_a_day,
    openers.news_cap,
    openers.place_held,
    openers.round_cap,
)
_DOORS = frozenset(
    {
        rules.stopped,
        rules.held,
        rules.consent,
        rules.not_over,
        rules.quiet_spell,
        rules.on_a_break,
        urgent.in_break,
    }
)
"""The rules that a member, or whoever holds their messages, can bring about between leave to send and sending."""
_CANNOT_WAIT = (Kind.REMINDER_TODAY, Kind.REMINDER_SOON, Kind.KEY_REQUEST)
_SEAL = object()


@dataclass(frozen=True, slots=True)
class Permission:
    """Leave to send one item at one moment. Only this module can make one."""

    item: Item
    at: int
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only may_send gives permission")

    @property
    def sent(self) -> Sent:
        """The line of history that sending it makes."""
        return _as_sent(self.item, self.at)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, and the earliest moment worth asking again; None when time alone will not help."""

    reason: Reason
    not_before: int | None


Verdict: TypeAlias = Permission | Refusal


def may_send(
    item: Item, pace: Pace, history: Sequence[Sent], holidays: Collection[date], now: int
) -> Verdict:
    """Whether this item may go to this member now. `holidays` are the bank holidays, as local dates."""
    case = Case(item, pace, history, holidays, now)
    wait = _objection(case)
    moment = now if wait is None else _follow(case)
    after_check_in = None if moment is None else _check_in_first(replace(case, at=moment))
    if after_check_in is not None:
        moment = after_check_in.until
        wait = wait or after_check_in
    if wait is None:
        return Permission(item, now, _SEAL)
    return Refusal(wait.reason, moment)


def objections(
    item: Item, pace: Pace, history: Sequence[Sent], holidays: Collection[date], now: int
) -> tuple[Wait, ...]:
    """What each rule by itself has against it, where `may_send` names the first alone. To explain, never to decide."""
    case = Case(item, pace, history, holidays, now)
    return tuple(wait for rule in _rules_of(item) if (wait := rule(case)) is not None)


def closed(item: Item, pace: Pace, now: int) -> Refusal | None:
    """What has come between this item and its member since it was let go, or None: STOP, a hold, a break, a day of
    silence, its own end. The limits are not asked again, for they have counted it already.
    """
    case = Case(item, pace, (), (), now)
    waits = [wait for rule in _rules_of(item) if rule in _DOORS and (wait := rule(case)) is not None]
    if not waits:
        return None
    moments = [wait.until for wait in waits if wait.until is not None]
    return Refusal(waits[0].reason, max(moments) if len(moments) == len(waits) else None)


def _objection(case: Case) -> Wait | None:
    return next((wait for rule in _rules_of(case.item) if (wait := rule(case)) is not None), None)


def _rules_of(item: Item) -> tuple[Rule, ...]:
    match item.message_class:
        case MessageClass.REPLY:
            return _REPLY
        case MessageClass.URGENT:
            return _URGENT
        case MessageClass.ASKED:
            return _PERSON_REPLY if item.kind is Kind.PERSON_REPLY else _ASKED
        case MessageClass.ORDINARY:
            return _ORDINARY


def _follow(case: Case) -> int | None:
    """The earliest moment, from the case's own on, to which no rule objects."""
    for _ in range(PATIENCE):
        wait = _objection(case)
        if wait is None:
            return case.at
        if wait.until is None:
            return None
        assert wait.until > case.at  # a rule that objects names a later moment
        case = replace(case, at=wait.until)
    return None


def _check_in_first(case: Case) -> Wait | None:
    """The wait of something that would make the check-in late, if it were sent at this moment."""
    check_in, due_at = check_in_item(case.pace), case.pace.check_in_due_at
    if check_in is None or due_at is None or case.pace.state is not State.ACTIVE or not _may_wait(case.item):
        return None
    theirs = replace(case, item=check_in, at=max(case.at, due_at))
    slot = _follow(theirs)
    if slot is None:
        return None
    delayed = _follow(_after(theirs, case.item, case.at))
    if delayed is not None and delayed <= slot + DRIFT:
        return None
    afterwards = _follow(replace(_after(case, check_in, slot), at=slot))
    if case.item.message_class is MessageClass.ASKED:
        in_its_place = delayed is None or slot == case.at
        now_or_never = afterwards is None and case.item.kind in _CANNOT_WAIT
        if not in_its_place or now_or_never:
            return None
    return Wait(Reason.CHECK_IN_FIRST, afterwards)


def _may_wait(item: Item) -> bool:
    kept_waiting = (MessageClass.ASKED, MessageClass.ORDINARY)
    return item.message_class in kept_waiting and item.kind not in (Kind.CHECK_IN, Kind.PERSON_REPLY)


def _after(case: Case, item: Item, at: int) -> Case:
    return replace(case, history=(*case.history, _as_sent(item, at)))


def _as_sent(item: Item, at: int) -> Sent:
    return Sent(item.id, item.kind, item.message_class, at, item.asked_at)

"""Short ways to say who the member is, what was sent and what waits."""

from dataclasses import replace
from typing import Any

from conversations.pace import (
    Choice,
    Item,
    Kind,
    MessageClass,
    Pace,
    Permission,
    Reason,
    Refusal,
    Sent,
    Urgency,
    may_send,
)
from tests.conversations.pace.scenarios import utc

TUESDAY = utc(2027, 2, 2, 11)  # 11am in London, winter time
HOUR, DAY = 3600, 86400
MEMBER = Pace(choice=Choice.WEEKLY, consented=True, check_in_consent=True)
QUIET_PLAN = replace(MEMBER, check_in_consent=False)  # no check-ins, so nothing waits for one


def news(name: str = "n1", **more: Any) -> Item:
    return Item(name, Kind.NEWS, MessageClass.ORDINARY, **more)


def offer(name: str = "o1", **more: Any) -> Item:
    return Item(name, Kind.PLACE_OFFER, MessageClass.ASKED, **more)


def answer(asked_at: int, kind: Kind = Kind.ANSWER) -> Item:
    return Item("a1", kind, MessageClass.REPLY, asked_at=asked_at)


def change(starts_at: int, **more: Any) -> Item:
    urgency = Urgency(**{"keys": 2, "starts_at": starts_at, "booked": True, **more})
    return Item("u1", Kind.CHANGE, MessageClass.URGENT, urgency=urgency)


def sent(at: int, kind: Kind = Kind.NEWS, message_class: MessageClass = MessageClass.ORDINARY) -> Sent:
    return Sent(f"{kind}@{at}", kind, message_class, at)


def asks(item: Item, pace: Pace, *history: Sent, now: int) -> Reason | None:
    """The reason against it, or None when it may go."""
    verdict = may_send(item, pace, history, (), now)
    return None if isinstance(verdict, Permission) else verdict.reason


def waits(item: Item, pace: Pace, *history: Sent, now: int) -> int | None:
    verdict = may_send(item, pace, history, (), now)
    assert isinstance(verdict, Refusal), verdict
    return verdict.not_before

"""Why something came or waits, for the member; how far it reaches, for coordinators; and what may ride along."""

from dataclasses import replace
from datetime import date

import pytest

from conversations.flows import why as words
from conversations.pace import (
    Alike,
    Choice,
    Hours,
    Item,
    Kind,
    MessageClass,
    Permission,
    Reach,
    Reason,
    Refusal,
    Topic,
    Used,
    Waiting,
    Waits,
    alike,
    all_that_waits,
    last_opener,
    look_at,
    may_ride,
    may_send,
    reach_of,
    used,
)
from conversations.pace.kinds import KINDS_OF
from conversations.pace.why import waits
from tests.conversations.pace.builders import DAY, HOUR, MEMBER, QUIET_PLAN, TUESDAY, news, offer, sent
from tests.conversations.pace.scenarios import utc

OPENING = [kind for kind in Kind if any(kind in KINDS_OF[each] for each in MessageClass if each != "reply")]


def test_every_reason_and_every_opener_has_words() -> None:
    """A new reason of the gate, or a new kind of chat, cannot be forgotten on the page that explains them."""
    assert set(words.AGAINST) == set(Reason)
    assert set(words.WHAT) == set(words.BECAUSE) == set(OPENING)


def test_the_reason_that_is_given_is_the_one_that_holds_longest() -> None:
    """In the evening of a full week "outside your hours" would explain tonight, but not why it takes until Monday."""
    history = [sent(TUESDAY - days * DAY, Kind.RESULT) for days in (6, 3, 1)]
    tonight = TUESDAY + 9 * HOUR
    refusal = may_send(news(), QUIET_PLAN, history, (), tonight)
    assert refusal == Refusal(Reason.OUTSIDE_HOURS, TUESDAY + DAY)
    assert waits(Waiting(news(), TUESDAY), QUIET_PLAN, history, (), tonight) == Waits(
        news(), Reason.ROUND_FULL, TUESDAY + DAY
    )


def test_what_is_said_to_wait_is_what_the_gate_says() -> None:
    """The moment is the gate's own; what was put off waits for its moment with nothing against it."""
    away = replace(QUIET_PLAN, choice=Choice.ONLY_WHEN_I_ASK)
    assert waits(Waiting(news(), 0), away, (), (), TUESDAY) == Waits(news(), Reason.ONLY_WHEN_I_ASK, None)
    put_off = Waiting(offer(), TUESDAY + DAY)
    assert waits(put_off, QUIET_PLAN, (), (), TUESDAY) == Waits(offer(), None, TUESDAY + DAY)
    due = replace(MEMBER, check_in_due_at=TUESDAY + HOUR)
    found = all_that_waits((Waiting(news(), 0), put_off), due, (), (), TUESDAY)
    assert [(each.item.kind, each.reason) for each in found] == [
        (Kind.CHECK_IN, Reason.NOT_DUE),
        (Kind.NEWS, Reason.CHECK_IN_FIRST),
        (Kind.PLACE_OFFER, None),
    ]


def test_the_round_is_counted_as_the_gate_counts_it() -> None:
    """Openers of one class in its own window; a person's reply counts for none, and "only when I ask" has no round."""
    history = [
        sent(TUESDAY - 7 * DAY),
        sent(TUESDAY - 2 * DAY),
        sent(TUESDAY - DAY, Kind.PERSON_REPLY, MessageClass.ASKED),
        sent(TUESDAY - HOUR, Kind.PLACE_OFFER, MessageClass.ASKED),
    ]
    assert used(MessageClass.ORDINARY, MEMBER, history, TUESDAY) == Used(1, 3, 7)
    assert used(MessageClass.ASKED, MEMBER, history, TUESDAY) == Used(1, 4, 7)
    assert used(MessageClass.URGENT, MEMBER, history, TUESDAY) == Used(0, 2, 7)
    never = replace(MEMBER, choice=Choice.ONLY_WHEN_I_ASK)
    assert used(MessageClass.ORDINARY, never, history, TUESDAY) is None
    assert last_opener(history) == history[-1] and last_opener(()) is None


def test_reach_tells_three_numbers_and_nothing_of_the_reasons() -> None:
    """Somebody on a break and somebody who switched news off are the same to a coordinator (B31)."""
    ends_at = TUESDAY + 7 * DAY
    let = may_send(news(), QUIET_PLAN, (), (), TUESDAY)
    assert isinstance(let, Permission)
    verdicts = (
        let,
        Refusal(Reason.TOO_SOON, TUESDAY + DAY),
        Refusal(Reason.ROUND_FULL, ends_at),
        Refusal(Reason.ON_A_BREAK, None),
        Refusal(Reason.TOPIC_OFF, None),
    )
    assert reach_of(look_at(verdicts), ends_at) == Reach(now=1, later=1, page=3)
    assert reach_of(look_at(()), ends_at) == Reach(0, 0, 0)


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        (TUESDAY, ()),
        (TUESDAY - 3 * HOUR, (Alike.OUTSIDE_USUAL_HOURS,)),
        (utc(2027, 3, 28, 11), (Alike.SUNDAY,)),
        (utc(2027, 3, 29, 11), (Alike.BANK_HOLIDAY,)),
        (utc(2027, 3, 28, 19), (Alike.SUNDAY, Alike.OUTSIDE_USUAL_HOURS)),
    ],
)
def test_what_holds_for_everybody_is_read_off_the_calendar(now: int, holds: tuple[Alike, ...]) -> None:
    """A coordinator hears why "now" is nobody, where that is no secret."""
    assert alike(now, "Europe/London", Hours(600, 1140), {date(2027, 3, 29)}) == holds


def test_a_rider_rides_on_ordinary_openers_alone() -> None:
    """Never on a goodbye, on feedback that is the same for all, on a digest, or where news is off; slowed down or not."""
    riders = {
        kind
        for message_class in (MessageClass.ASKED, MessageClass.ORDINARY)
        for kind in KINDS_OF[message_class] - {Kind.PERSON_REPLY}
        if may_ride(Item("x", kind, message_class), MEMBER)
    }
    assert riders == {Kind.CHECK_IN, Kind.RESULT, Kind.DATED_NEWS, Kind.TRAINING, Kind.NEWS}
    check_in = Item("c", Kind.CHECK_IN, MessageClass.ORDINARY)
    assert may_ride(check_in, replace(MEMBER, silent_rounds=3))
    assert not may_ride(check_in, replace(MEMBER, topics=frozenset(Topic) - {Topic.NEWS}))
    assert not may_ride(news(), MEMBER, digest=True)

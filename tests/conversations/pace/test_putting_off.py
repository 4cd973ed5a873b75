"""What was put off: when it may come back, and how often (PACE.md, sections 3 and 4)."""

from dataclasses import replace

import pytest

from conversations.pace import (
    Choice,
    Item,
    Kind,
    MessageClass,
    Reason,
    Topic,
    after_sending,
    begin_break,
    check_in_weekday,
    did_check_in,
    first_check_in,
    join,
    may_snooze,
    next_step,
    on_contact,
    on_pace_change,
    snooze,
    tend,
)
from tests.conversations.pace.builders import DAY, HOUR, MEMBER, TUESDAY, asks, waits
from tests.conversations.pace.scenarios import utc

WEEK = 7 * DAY
JOINED = join(MEMBER, TUESDAY - 2 * DAY)
SETTLED = after_sending(replace(JOINED, check_in_due_at=TUESDAY, round_judged=True), Kind.CHECK_IN, TUESDAY)
FRIDAY = TUESDAY + 3 * DAY


def put_off(ends_at: int | None = None) -> Item:
    return Item("snooze", Kind.SNOOZE_RETURN, MessageClass.ASKED, ends_at, about=Kind.CHECK_IN)


@pytest.mark.parametrize(
    ("asked_for", "comes"),
    [
        (TUESDAY + DAY, TUESDAY + DAY),
        (FRIDAY, FRIDAY),
        (FRIDAY + HOUR, FRIDAY + 3 * DAY),  # Friday noon: Monday at eleven
        (FRIDAY + DAY, FRIDAY + 3 * DAY),
        (TUESDAY + DAY - 3 * HOUR, TUESDAY + DAY),
    ],
)
def test_a_check_in_that_was_put_off_keeps_check_in_days_and_hours(asked_for: int, comes: int) -> None:
    """Monday to Thursday and Friday before noon, at or after its own hour, as every check-in does."""
    monthly = replace(SETTLED, choice=Choice.MONTHLY, check_in_due_at=TUESDAY + 4 * WEEK)
    if asked_for == comes:
        assert asks(put_off(), monthly, now=asked_for) is None
    else:
        assert waits(put_off(), monthly, now=asked_for) == comes


def test_what_was_put_off_and_hellos_keep_quiet_days() -> None:
    """Sundays, and the member's own weekdays: what we begin waits for the next open day, an offer too, whose clock stands still
    meanwhile; a reminder does not."""
    sunday = utc(2027, 2, 7, 12)
    hello = Item("hello", Kind.WELCOME_BACK, MessageClass.ASKED)
    owing = replace(SETTLED, welcome_owed=True, check_in_due_at=None)
    assert waits(hello, owing, now=sunday) == utc(2027, 2, 8, 10)
    assert waits(hello, replace(owing, quiet_weekdays=frozenset({0, 1})), now=sunday) == utc(2027, 2, 10, 10)
    offer = Item("offer", Kind.PLACE_OFFER, MessageClass.ASKED)
    assert waits(offer, owing, now=sunday) == utc(2027, 2, 8, 10)
    reminder = Item("today", Kind.REMINDER_TODAY, MessageClass.ASKED)
    assert asks(reminder, owing, now=sunday) is None


def test_what_was_put_off_is_let_go_by_a_break_and_by_a_switch() -> None:
    """Nothing piles up: it does not wait for the end of a break, and it does not come once check-ins are off."""
    away = begin_break(SETTLED, TUESDAY + HOUR, TUESDAY + WEEK)
    off = replace(SETTLED, topics=frozenset(Topic) - {Topic.CHECK_INS})
    for pace, reason in ((away, Reason.ON_A_BREAK), (off, Reason.TOPIC_OFF)):
        assert asks(put_off(), pace, now=TUESDAY + DAY) is reason
        assert tend(pace, [put_off()], (), (), TUESDAY + DAY).whats_new == (put_off(),)


def test_twice_a_round_and_no_more() -> None:
    """A check-in may be put off twice; the next one may be put off again."""
    once = snooze(SETTLED)
    twice = snooze(once)
    assert [may_snooze(pace) for pace in (SETTLED, once, twice)] == [True, True, False]
    assert may_snooze(after_sending(twice, Kind.CHECK_IN, TUESDAY + WEEK))
    assert may_snooze(next_step(twice, (), TUESDAY + 10 * DAY).pace), "let go is over too"


@pytest.mark.parametrize(
    ("days", "due"),
    [(0, 1), (1, 2), (6, 2), (7, 2)],
)
def test_a_check_in_of_their_own_moves_the_next_by_a_gap(days: int, due: int) -> None:
    """Done on Wednesday, the one of next Tuesday would be six days later: it is the Tuesday after that."""
    done = did_check_in(SETTLED, TUESDAY + days * DAY + HOUR)
    after = on_contact(done, TUESDAY + days * DAY + HOUR)
    assert after.check_in_due_at == done.check_in_due_at == TUESDAY + due * WEEK


def test_a_check_in_of_their_own_never_brings_one_nearer() -> None:
    """What is planned later stays later, and who has no check-ins is given none."""
    slow = replace(SETTLED, check_in_due_at=TUESDAY + 8 * WEEK)
    assert did_check_in(slow, TUESDAY + DAY).check_in_due_at == TUESDAY + 8 * WEEK
    asks_only = replace(SETTLED, choice=Choice.ONLY_WHEN_I_ASK, check_in_due_at=None)
    assert did_check_in(asks_only, TUESDAY + DAY).check_in_due_at is None


@pytest.mark.parametrize(
    ("chosen", "quiet", "day"),
    [(1, (), 1), (1, (1,), 2), (1, (1, 2, 3), 4), (3, (3, 4), 0), (4, (4,), 0), (1, (0, 1, 2, 3, 4), 1)],
)
def test_the_check_in_goes_round_a_weekday_that_is_left_alone(
    chosen: int, quiet: tuple[int, ...], day: int
) -> None:
    """The next weekday that is open; where none is, the rule of quiet days lets nothing through anyway."""
    pace = replace(MEMBER, check_in_day=chosen, quiet_weekdays=frozenset(quiet))
    assert check_in_weekday(pace) == day
    due = first_check_in(pace, TUESDAY)
    assert due is not None and (due - (TUESDAY - DAY)) // DAY % 7 == day


def test_an_afternoon_check_in_does_not_move_to_a_friday() -> None:
    """Friday is for mornings."""
    assert (
        check_in_weekday(replace(MEMBER, check_in_day=3, check_in_minute=900, quiet_weekdays=frozenset({3})))
        == 0
    )


def test_leaving_a_weekday_alone_plans_anew() -> None:
    """The check-in planned for a Tuesday moves as soon as Tuesdays are left alone, and back when they are not."""
    wednesdays = on_pace_change(SETTLED, replace(SETTLED, quiet_weekdays=frozenset({1})), TUESDAY + DAY)
    assert wednesdays.check_in_due_at == TUESDAY + 8 * DAY
    back = on_pace_change(wednesdays, replace(wednesdays, quiet_weekdays=frozenset()), TUESDAY + DAY)
    assert back.check_in_due_at == TUESDAY + WEEK

"""A year without contact: one question, thirty days, and then nothing is kept (PACE.md, section 4)."""

from dataclasses import replace
from datetime import date

import pytest

from conversations.pace import (
    Bookings,
    Item,
    Kind,
    MessageClass,
    Reason,
    State,
    after_sending,
    begin_break,
    gone_at,
    hold,
    join,
    next_step,
    on_contact,
    start,
    stop,
    what_is_next,
)
from tests.conversations.pace.builders import DAY, HOUR, MEMBER, TUESDAY, asks, waits
from tests.conversations.pace.life import Deed, Scenario, live
from tests.conversations.pace.promises import broken, there
from tests.conversations.pace.scenarios import utc

JOINED = join(MEMBER, TUESDAY)
YEAR_ON = utc(2028, 2, 2, 11)
QUESTION = Item("year", Kind.ACCOUNT_END, MessageClass.ASKED)


@pytest.mark.parametrize("choice", ["weekly", "monthly", "only_when_i_ask"])
def test_whoever_says_nothing_for_a_year_is_asked_once_and_then_let_go(choice: str) -> None:
    """Whatever their pace: one question in their own hours a year after the last word, and 30 whole days to answer."""
    diary = live(Scenario(TUESDAY, 430, choice=choice, deeds=(Deed(TUESDAY + 20 * DAY, "contact"),)))
    assert broken(diary) == []
    (asked,) = [line for line in diary.lines if line.kind == "account_end"]
    assert there(asked.at, "Europe/London").date() == date(2028, 2, 22)
    assert diary.gone is not None and there(diary.gone, "Europe/London").date() == date(2028, 3, 24)


def test_any_contact_is_a_yes() -> None:
    """Whoever answers, or writes anything at all, is kept, and asked again after another year at the soonest."""
    asked = after_sending(JOINED, Kind.ACCOUNT_END, YEAR_ON)
    assert gone_at(asked) is not None
    answered = on_contact(asked, YEAR_ON + 29 * DAY)
    assert answered.year_asked_at is None and gone_at(answered) is None
    rested = replace(answered, state=State.RESTING, check_in_due_at=None)
    assert what_is_next(rested, (), (), YEAR_ON + 29 * DAY) == YEAR_ON + (29 + 365) * DAY


@pytest.mark.parametrize("deed", ["stop", "hold", "break"])
def test_whoever_asked_for_silence_is_let_go_without_a_word(deed: str) -> None:
    """STOP, a hold and a break until they say: no message in a year or in ten, and nothing is left after 13 months."""
    diary = live(Scenario(TUESDAY, 430, deeds=(Deed(TUESDAY + 9 * DAY, deed),)))
    assert broken(diary) == []
    assert not [line for line in diary.lines if line.at > TUESDAY + 9 * DAY]
    assert diary.gone is not None and diary.gone >= TUESDAY + 395 * DAY


def test_stop_counts_as_a_word_and_start_begins_anew() -> None:
    """STOP a month after the question is an answer: 13 months from then, unless they come back."""
    asked = after_sending(JOINED, Kind.ACCOUNT_END, YEAR_ON)
    stopped = stop(asked, YEAR_ON + 10 * DAY)
    assert (gone_at(stopped) or 0) > YEAR_ON + 405 * DAY
    assert gone_at(start(stopped, YEAR_ON + 20 * DAY)) is None


def test_a_hold_takes_no_question_back_and_no_day_away() -> None:
    """Who was asked, and is then held, has the 30 days that were named to them."""
    asked = after_sending(JOINED, Kind.ACCOUNT_END, YEAR_ON)
    assert gone_at(hold(asked, YEAR_ON + DAY)) == gone_at(asked)


def test_who_cannot_be_reached_cannot_be_asked() -> None:
    """A gone account is let go after the same time as one that asked for silence."""
    assert gone_at(JOINED) is None
    assert TUESDAY + 395 * DAY < (gone_at(JOINED, reachable=False) or 0) < TUESDAY + 397 * DAY


def test_the_question_waits_for_a_break_to_end_and_for_the_hello_after_it() -> None:
    """A break with an end is silent, and one question comes at a time."""
    away = begin_break(JOINED, TUESDAY, TUESDAY + 366 * DAY, Bookings.KEEP_SILENT)
    assert asks(QUESTION, away, now=YEAR_ON) is Reason.ON_A_BREAK
    back = next_step(away, (), TUESDAY + 366 * DAY)
    assert [item.kind for item in back.owed] == [Kind.WELCOME_BACK]
    greeted = after_sending(back.pace, Kind.WELCOME_BACK, TUESDAY + 366 * DAY)
    resting = next_step(greeted, (), TUESDAY + 381 * DAY)
    assert [item.kind for item in resting.owed] == [Kind.ACCOUNT_END]


def test_the_question_keeps_hours_and_quiet_days() -> None:
    """It is owed on a Sunday evening and comes on Monday at ten."""
    sunday = utc(2027, 2, 7, 20)
    quiet = replace(JOINED, last_contact_at=sunday - 365 * DAY, check_in_due_at=None)
    assert waits(QUESTION, quiet, now=sunday) == utc(2027, 2, 8, 10)
    assert asks(QUESTION, quiet, now=sunday - HOUR) is Reason.NOT_OWED

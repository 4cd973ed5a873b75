"""What was asked for comes when it was promised, whatever else waits (PACE.md, section 6)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.pace import (
    Hours,
    Item,
    Kind,
    MessageClass,
    Pace,
    Reason,
    Sent,
    Waiting,
    Waits,
    all_that_waits,
    tend,
)
from tests.conversations.pace.builders import DAY, HOUR, MEMBER, TUESDAY, news

ELEVEN, TEN = TUESDAY, TUESDAY - HOUR
DATED = Item("d1", Kind.DATED_NEWS, MessageClass.ORDINARY, TUESDAY + 5 * DAY)
SNOOZE = Item("s1", Kind.SNOOZE_RETURN, MessageClass.ASKED, TUESDAY + 7 * DAY, about=Kind.CHECK_IN)
CHECKED_IN = replace(
    MEMBER, hours=Hours(600, 720), check_in_due_at=TUESDAY + 6 * DAY, last_due_at=TUESDAY - DAY
)


def test_news_of_ten_waits_for_what_was_promised_for_eleven() -> None:
    """Else the 3 hours after it would last until the hours are over, and it would come a day late."""
    coming = (Waiting(SNOOZE, ELEVEN),)
    found = tend(CHECKED_IN, [DATED], (), (), TEN, coming)
    assert (found.permission, found.whats_new, found.look_again_at) == (None, (), ELEVEN)
    then = tend(found.pace, [DATED, SNOOZE], (), (), ELEVEN)
    assert then.permission and then.permission.item == SNOOZE


def test_what_comes_long_after_is_no_reason_to_wait() -> None:
    """Tomorrow's, or this afternoon's four hours later, is not in the way."""
    all_day = replace(CHECKED_IN, hours=Hours(600, 1140))
    for due_at in (TEN + 4 * HOUR, ELEVEN + DAY):
        found = tend(all_day, [DATED], (), (), TEN, (Waiting(SNOOZE, due_at),))
        assert found.permission and found.permission.item == DATED


def test_the_last_place_of_a_day_is_kept_for_it_too() -> None:
    """Two things that were asked for take both places of a day: what would be a third one is not the news."""
    all_day = replace(CHECKED_IN, hours=Hours(600, 1140))
    soon, later = (Item(f"r{n}", Kind.REMINDER_SOON, MessageClass.ASKED) for n in (1, 2))
    one, two = Waiting(soon, TEN + 3 * HOUR), Waiting(later, TEN + 6 * HOUR)
    assert tend(all_day, [news()], (), (), TEN, (one,)).permission
    assert tend(all_day, [news()], (), (), TEN, (one, two)).look_again_at == TEN + 6 * HOUR


def test_a_check_in_in_its_slot_waits_for_nothing() -> None:
    """It was asked for too, and has a day of its own."""
    due = replace(MEMBER, check_in_due_at=TUESDAY)
    reminder = Item("r1", Kind.REMINDER_SOON, MessageClass.ASKED, TUESDAY + 3 * DAY)
    found = tend(due, [], (), (), TUESDAY, (Waiting(reminder, TUESDAY + HOUR),))
    assert found.permission and found.permission.item.kind is Kind.CHECK_IN


def test_why_it_waits_is_told() -> None:
    """The page that explains says the moment and the reason, and not that nothing is against it."""
    coming = (Waiting(DATED, TEN), Waiting(SNOOZE, ELEVEN))
    found = all_that_waits(coming, replace(CHECKED_IN, check_in_due_at=None), (), (), TEN)
    assert Waits(DATED, Reason.ASKED_FIRST, ELEVEN) in found


KINDS = {
    Kind.NEWS: MessageClass.ORDINARY, Kind.DATED_NEWS: MessageClass.ORDINARY, Kind.RESULT: MessageClass.ORDINARY,
    Kind.SNOOZE_RETURN: MessageClass.ASKED, Kind.REMINDER_SOON: MessageClass.ASKED, Kind.PLACE_OFFER: MessageClass.ASKED,
}  # fmt: skip


def thing(name: str, kind: Kind) -> Item:
    about = Kind.CHECK_IN if kind is Kind.SNOOZE_RETURN else None
    return Item(name, kind, KINDS[kind], about=about)


def played(pace: Pace, ordinary: list[Item], asked: list[Waiting], now: int) -> dict[str, int]:
    """When each thing that was asked for goes, if the bot looks whenever it is told to, for two weeks."""
    queue = [*(Waiting(item, now) for item in ordinary), *asked]
    history: list[Sent] = []
    end = now + 14 * DAY
    while now < end:
        ready = [each.item for each in queue if each.due_at <= now]
        coming = [each for each in queue if each.due_at > now]
        found = tend(pace, ready, history, (), now, coming)
        pace = found.pace
        over = {item.id for item in (*found.whats_new, *found.together)}
        if found.permission:
            history.append(found.permission.sent)
            over.add(found.permission.item.id)
        queue = [each for each in queue if each.item.id not in over]
        if not found.permission:
            moments = [found.look_again_at, *(each.due_at for each in coming)]
            now = min((moment for moment in moments if moment is not None), default=end)
    return {line.item_id: line.at for line in history if line.message_class is MessageClass.ASKED}


@settings(max_examples=100, deadline=None)
@given(
    st.integers(9, 12),
    st.integers(1, 9),
    st.lists(st.sampled_from([Kind.NEWS, Kind.DATED_NEWS, Kind.RESULT]), min_size=1, max_size=3),
    st.lists(
        st.tuples(
            st.sampled_from([Kind.SNOOZE_RETURN, Kind.REMINDER_SOON, Kind.PLACE_OFFER]), st.integers(1, 60)
        ),
        min_size=1,
        max_size=3,
    ),
    st.integers(0, 4 * 24),
)
def test_no_ordinary_opener_makes_anything_asked_for_later(
    opens: int, wide: int, ordinary: list[Kind], asked: list[tuple[Kind, int]], half_hours: int
) -> None:
    """Whatever the hours and whatever waits: what was asked for goes when it would go if nothing ordinary waited."""
    pace = replace(MEMBER, hours=Hours(opens * 60, min(opens + wide, 21) * 60), check_in_minute=opens * 60)
    pace = replace(pace, check_in_due_at=TUESDAY + 20 * DAY, last_due_at=TUESDAY - DAY)
    now = TUESDAY - 3 * HOUR + half_hours * 1800
    items = [thing(f"o{n}", kind) for n, kind in enumerate(ordinary)]
    coming = [
        Waiting(thing(f"a{n}", kind), now + later * 1800 - 600) for n, (kind, later) in enumerate(asked)
    ]
    assert played(pace, items, coming, now) == played(pace, [], coming, now)


@pytest.mark.parametrize("later", [0, HOUR, 2 * HOUR, 3 * HOUR - 1])
def test_three_hours_before_are_kept_free(later: int) -> None:
    """Anything less than 3 hours before would make it late; 3 hours are enough."""
    all_day = replace(CHECKED_IN, hours=Hours(600, 1140))
    coming = (Waiting(SNOOZE, TEN + later),)
    if later:
        assert tend(all_day, [news()], (), (), TEN, coming).permission is None
    else:
        found = tend(all_day, [news(), SNOOZE], (), (), ELEVEN)
        assert found.permission and found.permission.item == SNOOZE

"""What members agreed about those who write to many (PACE.md, section 7), as examples and as a promise."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.pace import Agreed, Gone, Level, No, Standing, limits
from conversations.pace.limits import against
from tests.conversations.pace.builders import DAY, HOUR, TUESDAY

WEEK = 7 * DAY
NORTH, SOUTH = 1, 2
OPEN = Standing(news_a_week={NORTH: 2, SOUTH: 2}, rep_seen_at=TUESDAY)


def gone(*items: tuple[Level, int, int | None]) -> Standing:
    return replace(OPEN, gone=tuple(Gone(level, TUESDAY + days * DAY, group) for level, days, group in items))


def test_two_news_items_a_week_for_each_group() -> None:
    """The third waits until the first is exactly 7 days old; another group, and another level, has a limit of its own."""
    standing = gone((Level.NEWS, -5, NORTH), (Level.NEWS, -2, NORTH))
    assert against(Level.NEWS, NORTH, standing, TUESDAY) == No(Agreed.NEWS_A_WEEK, TUESDAY + 2 * DAY)
    assert against(Level.NEWS, NORTH, standing, TUESDAY + 2 * DAY) is None
    assert against(Level.NEWS, SOUTH, standing, TUESDAY) is None
    assert against(Level.DATED, NORTH, standing, TUESDAY) is None
    assert against(Level.PAGE, NORTH, standing, TUESDAY) is None


def test_one_dated_item_a_week_for_each_group() -> None:
    """Dated news is limited apart from other news."""
    standing = gone((Level.DATED, -1, NORTH))
    assert against(Level.DATED, NORTH, standing, TUESDAY) == No(Agreed.DATED_A_WEEK, TUESDAY + 6 * DAY)
    assert against(Level.NEWS, NORTH, standing, TUESDAY) is None


def test_seven_things_a_week_on_the_page_of_each_group() -> None:
    """What starts no chat has a ceiling too: a page that somebody can still read."""
    standing = gone(*((Level.PAGE, -days, NORTH) for days in range(7)))
    assert against(Level.PAGE, NORTH, standing, TUESDAY) == No(Agreed.PAGE_A_WEEK, TUESDAY + DAY)
    assert against(Level.PAGE, NORTH, standing, TUESDAY + DAY) is None
    assert against(Level.PAGE, SOUTH, standing, TUESDAY) is None
    assert against(Level.NEWS, NORTH, standing, TUESDAY) is None


def test_what_goes_to_everyone_counts_for_every_group() -> None:
    """And it has to fit into every group: the fullest one says when."""
    standing = gone((Level.NEWS, -5, None), (Level.NEWS, -2, NORTH), (Level.NEWS, -1, SOUTH))
    for group in (NORTH, SOUTH, None):
        found = against(Level.NEWS, group, standing, TUESDAY)
        assert found == No(Agreed.NEWS_A_WEEK, TUESDAY + 2 * DAY), group
    uneven = gone(
        (Level.NEWS, -5, NORTH), (Level.NEWS, -4, NORTH), (Level.NEWS, -2, SOUTH), (Level.NEWS, -1, SOUTH)
    )
    assert against(Level.NEWS, None, uneven, TUESDAY) == No(Agreed.NEWS_A_WEEK, TUESDAY + 5 * DAY)


def test_a_planned_item_takes_its_place_before_it_goes() -> None:
    """One that is planned for Friday counts on Friday, so nothing can be slipped in before it."""
    standing = gone((Level.NEWS, -1, NORTH), (Level.NEWS, 3, NORTH))
    assert against(Level.NEWS, NORTH, standing, TUESDAY) == No(Agreed.NEWS_A_WEEK, TUESDAY + 6 * DAY)
    assert (
        against(Level.NEWS, NORTH, gone((Level.NEWS, 3, NORTH), (Level.NEWS, 4, NORTH)), TUESDAY - 4 * DAY)
        is None
    )


def test_representatives_can_lower_the_limit_and_nobody_can_raise_it() -> None:
    """Two is a ceiling in code: what is stored above it is read as two, and a lower one stays until a vote."""
    lower = replace(
        OPEN, news_a_week={NORTH: 0, SOUTH: 9}, gone=(Gone(Level.NEWS, TUESDAY - DAY, SOUTH),) * 2
    )
    assert against(Level.NEWS, NORTH, lower, TUESDAY) == No(Agreed.NO_NEWS)
    assert against(Level.NEWS, None, lower, TUESDAY) == No(Agreed.NO_NEWS)
    assert against(Level.NEWS, SOUTH, lower, TUESDAY) == No(Agreed.NEWS_A_WEEK, TUESDAY + 6 * DAY)
    assert [limits.news_limit(each) for each in (None, -3, 0, 1, 2, 7)] == [2, 0, 0, 1, 2, 2]
    assert [limits.lowered(1, wanted) for wanted in (0, 1, 2, 5)] == [0, 1, 1, 1]


def test_four_urgent_changes_in_28_days_for_the_whole_team() -> None:
    """Whichever groups they were for, and not slowed by anything that stops the rest."""
    standing = gone(*((Level.URGENT, -days, NORTH if days % 2 else SOUTH) for days in (27, 20, 9, 1)))
    assert against(Level.URGENT, NORTH, standing, TUESDAY) == No(Agreed.URGENT_A_MONTH, TUESDAY + DAY)
    assert against(Level.URGENT, NORTH, standing, TUESDAY + DAY) is None
    closed = replace(OPEN, rep_seen_at=TUESDAY - 99 * DAY, paused_until=TUESDAY + DAY)
    assert against(Level.URGENT, NORTH, closed, TUESDAY) is None


@pytest.mark.parametrize("level", [Level.NEWS, Level.DATED, Level.PAGE])
def test_without_a_representative_staff_send_nothing_else(level: Level) -> None:
    """From 30 days without an active representative on (B15); time does not help, a representative does."""
    standing = replace(OPEN, rep_seen_at=TUESDAY - 30 * DAY)
    assert against(level, NORTH, standing, TUESDAY - 1) is None
    assert against(level, NORTH, standing, TUESDAY) == No(Agreed.NO_REP)


@pytest.mark.parametrize("level", [Level.NEWS, Level.DATED, Level.PAGE])
def test_representatives_can_pause_everything(level: Level) -> None:
    """Until its end; and where the group is full at that moment too, until there is room."""
    paused = replace(OPEN, paused_until=TUESDAY + 3 * DAY)
    assert against(level, NORTH, paused, TUESDAY) == No(Agreed.PAUSED, TUESDAY + 3 * DAY)
    assert against(level, NORTH, paused, TUESDAY + 3 * DAY) is None
    full = replace(paused, gone=(Gone(level, TUESDAY - DAY, None),) * 2)
    found = against(level, NORTH, full, TUESDAY)
    assert found == No(Agreed.PAUSED, TUESDAY + (3 if level is Level.PAGE else 6) * DAY)


def test_a_programme_without_groups_is_one_group() -> None:
    """What is for everyone has the limit of one group then."""
    standing = Standing(gone=(Gone(Level.NEWS, TUESDAY, None),) * 2, rep_seen_at=TUESDAY)
    assert against(Level.NEWS, None, standing, TUESDAY) == No(Agreed.NEWS_A_WEEK, TUESDAY + WEEK)


def test_a_refused_key_and_an_answer_that_is_owed() -> None:
    """A refused key is final for 7 days; nobody is asked for more while an answer is over 28 days late (B29)."""
    assert limits.key_refused(None, TUESDAY) is None
    assert limits.key_refused(TUESDAY, TUESDAY + WEEK - 1) == No(Agreed.KEY_REFUSED, TUESDAY + WEEK)
    assert limits.key_refused(TUESDAY, TUESDAY + WEEK) is None
    assert limits.answer_owed(None, TUESDAY) is limits.answer_owed(TUESDAY, TUESDAY + 28 * DAY) is None
    assert limits.answer_owed(TUESDAY, TUESDAY + 28 * DAY + 1) == No(Agreed.ANSWER_OWED)


TIMES = st.lists(st.integers(0, 40 * 24).map(lambda hours: hours * HOUR), max_size=40)


@settings(max_examples=60, deadline=None)
@given(TIMES, st.integers(1, 3))
def test_i17_whoever_keeps_trying_never_gets_past_a_limit(tries: list[int], limit: int) -> None:
    """However often somebody tries, in whatever order and planned ahead or not, no 7 days hold more than the limit."""
    taken: list[int] = []
    for at in tries:
        room = limits.room_from(taken, at, limit, WEEK)
        assert room is not None and room >= at
        taken.append(room)
    ordered = sorted(taken)
    assert all(last - first >= WEEK for first, last in zip(ordered, ordered[limit:], strict=False))


@settings(max_examples=60, deadline=None)
@given(TIMES, st.integers(1, 3), st.integers(0, 40 * 24))
def test_the_moment_that_is_named_is_the_earliest_one(tries: list[int], limit: int, hour: int) -> None:
    """An hour sooner there would have been no room."""
    now = hour * HOUR
    room = limits.room_from(tries, now, limit, WEEK)
    assert room is not None
    for earlier in range(now, room, HOUR):
        near = [at for at in (*tries, earlier) if abs(at - earlier) < WEEK]
        assert any(
            sum(start <= at < start + WEEK for at in near) > limit and start <= earlier < start + WEEK
            for start in near
        )

"""How fast a channel lets us speak (bot/buckets.py)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buckets import REMEMBERED, Buckets

ARRIVALS = st.lists(st.tuples(st.floats(0, 0.3), st.sampled_from("abcdef")), min_size=1, max_size=80)
"""(seconds since the one before, chat)"""
SLIP = 1e-6


@given(arrivals=ARRIVALS, rate=st.integers(1, 40), apart=st.sampled_from((0.0, 1.05)))
@settings(max_examples=80, deadline=None)
def test_no_second_ever_holds_more_than_the_rate(
    arrivals: list[tuple[float, str]], rate: int, apart: float
) -> None:
    """Whoever writes to whom, and whoever has to wait for their own distance, a second never holds more than allowed."""
    buckets, now, sent = Buckets(rate, apart), 0.0, []
    for pause, chat in arrivals:
        now += pause
        wait = buckets.book(chat, now)
        assert wait >= 0
        sent.append(now + wait)
    sent.sort()
    for first, beyond in zip(sent, sent[rate:], strict=False):
        assert beyond - first >= 1 - SLIP


@given(arrivals=ARRIVALS, rate=st.sampled_from((0, 5, 30)))
@settings(max_examples=60, deadline=None)
def test_one_chat_keeps_its_distance_and_its_order(arrivals: list[tuple[float, str]], rate: int) -> None:
    """Two messages to one person are at least so far apart, in the order in which they were booked."""
    buckets, now = Buckets(rate, 1.05), 0.0
    last: dict[str, float] = {}
    for pause, chat in arrivals:
        now += pause
        at = now + buckets.book(chat, now)
        assert chat not in last or at - last[chat] >= 1.05 - SLIP
        last[chat] = at


@given(arrivals=ARRIVALS)
@settings(max_examples=40, deadline=None)
def test_whoever_waits_for_their_own_distance_holds_nobody_up(arrivals: list[tuple[float, str]]) -> None:
    """A person who just got a message waits; somebody else goes at once, as fast as the channel allows."""
    buckets, now = Buckets(10, 1.05), 0.0
    for number, (pause, chat) in enumerate(arrivals):
        now += pause
        buckets.book(chat, now)
        assert Buckets.book(buckets, f"somebody else {number}", now) <= 2 * (number + 1) / 10 + SLIP


def test_a_pause_holds_for_everybody() -> None:
    """After the channel asked for quiet, nobody's place is before the deadline; a shorter pause does not shorten it."""
    buckets = Buckets(10, 0)
    buckets.pause_until(5.0)
    buckets.pause_until(2.0)
    assert buckets.book("a", 1.0) == 4.0
    assert buckets.backlog(1.0) == 4.0
    assert buckets.book("b", 6.0) == 0.0


def test_the_backlog_is_what_is_booked_ahead() -> None:
    """It grows by a gap for each, whoever it is for, and is gone when they have been sent."""
    buckets = Buckets(10, 1.05)
    assert buckets.backlog(0.0) == 0.0
    for chat in "aab":
        buckets.book(chat, 0.0)
    assert abs(buckets.backlog(0.0) - 0.3) < 0.001
    assert buckets.backlog(3.0) == 0.0


def test_no_limit_is_no_wait() -> None:
    """The room has none: a rate of 0 books everything for now."""
    buckets = Buckets(0, 0)
    assert {buckets.book("a", 1.0) for _ in range(100)} == {0.0}
    assert buckets.backlog(1.0) == 0.0


def test_memory_is_bounded() -> None:
    """The chats of longest ago are forgotten, and the places that lie behind."""
    buckets = Buckets(1000, 1)
    for number in range(REMEMBERED + 50):
        buckets.book(str(number), number * 1.0)
    assert len(buckets._chats) == REMEMBERED
    assert len(buckets._places) < 5


def test_what_was_late_for_its_place_pushes_nobody_together() -> None:
    """Three that had places of their own and were all held up by the same thing still go a gap apart."""
    buckets = Buckets(10, 1.05)
    waits = [buckets.book(chat, 0.0) for chat in "abc"]
    late = [buckets.go(chat, 5.0) for chat in "abc"]
    assert [round(wait, 6) for wait in (*waits, *late)] == [0.0, 0.1, 0.2, 0.0, 0.1, 0.2]
    assert buckets.book("c", 5.0) >= 0.2 + 1.05 - SLIP


def test_a_place_that_is_given_back_is_free() -> None:
    """Whoever stops waiting for a place leaves no gap, and the next message to that chat does not wait for it."""
    buckets = Buckets(1, 1.05)
    assert [buckets.book(chat, 0.0) for chat in "ab"] == [0.0, 1.0]
    buckets.give_back("b", 1.0)
    assert [buckets.book(chat, 0.0) for chat in "cb"] == [1.0, 2.0]


def test_a_pause_has_an_end() -> None:
    """How long the channel wants quiet for; a sleep that ends a hair too early counts as the end."""
    buckets = Buckets(1, 0)
    buckets.pause_until(5.0)
    assert (buckets.paused(3.0), buckets.paused(4.9999), buckets.paused(6.0)) == (2.0, 0.0, 0.0)

"""How fast a channel lets us speak (bot/buckets.py)."""

import math
from bisect import insort
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buckets import EVEN, SECOND, SLIP, Buckets

LETTERS = st.lists(
    st.tuples(st.floats(0, 0.3), st.sampled_from("abcdef"), st.floats(0, 0.4), st.floats(0, 0.4)),
    min_size=1,
    max_size=80,
)
"""(seconds since the one before was written, chat, seconds of the way there, and back)"""


class Far:
    """The other side, and the way to it: what arrives when, and whose answer is still under way."""

    def __init__(self, buckets: Buckets) -> None:
        self.buckets = buckets
        self.arrived: list[tuple[float, str]] = []
        self._answers: list[tuple[float, str]] = []

    def send(self, chat: str, now: float, there: float, back: float) -> float:
        """Send as soon as it may go; when that was."""
        while True:
            self._hear(now)
            near = self.buckets.distance(chat, now)
            wait = max(near, self.buckets.wait(now))
            if wait <= 0:
                break
            now = self._answers[0][0] if wait == math.inf else now + wait
        assert self.buckets.take(now) == now
        self.buckets.spoken_to(chat, now)
        insort(self.arrived, (now + there, chat))
        insort(self._answers, (now + there + back, chat))
        return now

    def _hear(self, now: float) -> None:
        while self._answers and self._answers[0][0] <= now:
            at, chat = self._answers.pop(0)
            self.buckets.answered(chat, at)


@given(letters=LETTERS, rate=st.integers(1, 40), apart=st.sampled_from((0.0, 1.0)))
@settings(max_examples=80, deadline=None)
def test_no_second_of_theirs_ever_holds_more_than_the_rate(
    letters: list[tuple[float, str, float, float]], rate: int, apart: float
) -> None:
    """However long and uneven the way is, they never count more in a second than was agreed, nor two close together to
    one person."""
    far, now = Far(Buckets(rate, apart)), 0.0
    for pause, chat, there, back in letters:
        now = far.send(chat, now + pause, there, back)
    times = [at for at, _chat in far.arrived]
    assert all(beyond - first > SECOND for first, beyond in zip(times, times[rate:], strict=False))
    for chat in "abcdef":
        mine = [at for at, other in far.arrived if other == chat]
        assert all(later - earlier >= apart - 1e-9 for earlier, later in pairwise(mine))


@given(way=st.floats(0, 0.02), rate=st.integers(2, 40))
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_but_the_way(way: float, rate: int) -> None:
    """A long broadcast goes as fast as the channel allows, but for the way there and back once a second."""
    far, now = Far(Buckets(rate, 1.0)), 0.0
    for number in range(10 * rate):
        now = far.send(str(number), now, way / 2, way / 2)
    seconds = (10 * rate - 1) / rate
    assert now <= seconds * (1 + way + 2 * SLIP) + SLIP


def test_places_are_a_gap_apart() -> None:
    """There is no burst: after a silence the second message waits like every other."""
    buckets = Buckets(10, 0)
    assert [buckets.take(5.0) for _ in range(3)] == pytest.approx([5.0, 5.0 + 0.1 * EVEN, 5.0 + 0.2 * EVEN])


def test_a_place_is_taken_until_a_second_after_the_answer() -> None:
    """While all are unanswered nothing goes; then as many as were answered, a second later."""
    buckets = Buckets(2, 0)
    for now in (0.0, 0.5):
        buckets.take(now)
    assert buckets.wait(3.0) == math.inf and buckets.room(3.0, 0.1) == 0
    buckets.answered("a", 3.0)
    assert buckets.wait(3.5) == pytest.approx(0.5 + SLIP)
    assert buckets.room(3.5, 0.1) == 0 and buckets.room(3.95, 0.1) == 1 == buckets.room(9.0, 0.1)


def test_somebody_who_just_got_a_message_is_near() -> None:
    """They wait for their own distance, from the answer on; nobody else does, and then they are forgotten."""
    buckets = Buckets(0, 1.0)
    buckets.take(0.0)
    buckets.answered("a", 0.5)
    assert buckets.near(1.0) == {"a": 0.5} and buckets.distance("a", 1.0) == 0.5
    assert buckets.wait(1.0) == buckets.distance("b", 1.0) == 0
    assert buckets.near(1.5) == {} and buckets._chats == {}


def test_a_pause_holds_for_everybody() -> None:
    """After the channel asked for quiet, nobody's place is before the deadline; a shorter pause does not shorten it."""
    buckets = Buckets(10, 0)
    buckets.pause_until(5.0)
    buckets.pause_until(2.0)
    assert buckets.wait(1.0) == 4.0 and buckets.room(1.0, 0.1) == 0
    assert buckets.wait(6.0) == 0 and buckets.room(6.0, 0.05) == 1


def test_a_pause_has_an_end() -> None:
    """How long the channel wants quiet for; a sleep that ends a hair too early counts as the end."""
    buckets = Buckets(1, 0)
    buckets.pause_until(5.0)
    assert (buckets.paused(3.0), buckets.paused(4.9999), buckets.paused(6.0)) == (2.0, 0.0, 0.0)


def test_no_limit_is_no_wait() -> None:
    """The room has none: any number may go at once."""
    buckets = Buckets(0, 0)
    assert {buckets.take(1.0) for _ in range(100)} == {1.0}
    assert buckets.room(1.0, 0.1) is None and buckets.near(1.0) == {}


def test_a_place_that_is_given_back_is_free() -> None:
    """Whoever does not use a place after all leaves no gap."""
    buckets = Buckets(1, 1.0)
    buckets.take(0.0)
    buckets.give_back(0.0)
    assert buckets.wait(0.0) == 0


def test_who_stands_in_line_was_there_first() -> None:
    """While somebody stands in line nothing new is claimed, and each waits a gap for everyone before them."""
    buckets = Buckets(10, 0)
    first, second = buckets.line_up(), buckets.line_up()
    assert buckets.room(0.0, 0.1) == 0
    assert buckets.wait_in_line(first, 0.0) == 0 < buckets.wait_in_line(second, 0.0)
    assert buckets.wait_behind_line(0.0) == 2 * buckets.wait_in_line(second, 0.0)
    for ticket in (first, second):
        buckets.leave_line(ticket)
    assert buckets.room(0.0, 0.01) == 1

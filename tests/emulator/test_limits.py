from __future__ import annotations

import asyncio

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from . import Emulator, Rates
from .errors import ApiError
from .limits import Limiter


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def refused(limiter: Limiter, chat_id: int, *, edit: bool = False) -> int | None:
    try:
        limiter.spend(chat_id, edit=edit)
    except ApiError as error:
        return error.retry_after
    return None


def test_thirty_in_a_second_and_no_more() -> None:
    """The thirty-first message within a second is refused with a whole second to wait."""
    clock = Hand()
    limiter = Limiter(Rates(), clock)
    assert [refused(limiter, chat) for chat in range(31)] == [None] * 30 + [1]
    clock.now += 0.99
    assert refused(limiter, 99) == 1
    clock.now += 0.02
    assert refused(limiter, 99) is None
    assert (limiter.accepted, limiter.refused, limiter.worst_window) == (31, 2, 30)


def test_one_a_second_to_one_chat() -> None:
    """Two messages to one chat need their gap; another chat does not wait for it."""
    clock = Hand()
    limiter = Limiter(Rates(), clock)
    assert [refused(limiter, 7), refused(limiter, 7), refused(limiter, 8)] == [None, 1, None]
    clock.now += 0.96
    assert refused(limiter, 7) is None


def test_a_burst_can_be_tolerated() -> None:
    """With a burst of three, three come at once and the fourth waits until the average is right again."""
    clock = Hand()
    limiter = Limiter(Rates(chat_burst=3), clock)
    assert [refused(limiter, 7) for _ in range(4)] == [None, None, None, 3]


def test_edits_are_free_unless_counted() -> None:
    """Edits count to no limit by default, and to the overall one when asked for."""
    free, counted = (
        Limiter(Rates(per_second=1), Hand()),
        Limiter(Rates(per_second=1, count_edits=True), Hand()),
    )
    assert [refused(free, 7, edit=True) for _ in range(3)] == [None] * 3
    assert [refused(counted, 7, edit=True) for _ in range(2)] == [None, 1]


def test_who_does_not_wait_is_counted() -> None:
    """After a 429 everybody is refused until its time is over, and counted as early."""
    clock = Hand()
    limiter = Limiter(Rates(), clock)
    limiter.hold(5)
    assert refused(limiter, 7) == 5
    clock.now += 3
    assert refused(limiter, 8) == 2
    clock.now += 2
    assert refused(limiter, 7) is None
    assert limiter.early == 2


def test_limits_can_be_off_and_still_measure() -> None:
    """Without enforcement nothing is refused, and the worst second is still known."""
    limiter = Limiter(Rates(enforced=False), Hand())
    assert [refused(limiter, 7) for _ in range(40)] == [None] * 40
    assert limiter.worst_window == 40


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 0.5)), max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_window_is_ever_over_full(steps: list[tuple[int, float]]) -> None:
    """Whatever the arrivals, accepted messages never exceed the rate in any window, nor a chat its gap."""
    clock, accepted = Hand(), []
    limiter = Limiter(Rates(per_second=4, chat_gap=0.9), clock)
    for chat, pause in steps:
        clock.now += pause
        if refused(limiter, chat) is None:
            accepted.append((clock.now, chat))
    for at, chat in accepted:
        assert sum(at <= other < at + 1 for other, _ in accepted) <= 4
        assert sum(at <= other < at + 0.9 for other, who in accepted if who == chat) == 1


async def test_a_cheating_sender_is_caught_over_http() -> None:
    """Forty sends at once: thirty arrive, ten get a 429 with parameters, and the counts say so."""
    async with Emulator() as emu:
        for chat in range(1, 41):
            emu.person(chat, started=True)
        async with httpx.AsyncClient(base_url=f"{emu.base_url}/bot{emu.token}", verify=False) as http:
            answers = await asyncio.gather(
                *(http.post("sendMessage", json={"chat_id": chat, "text": "hi"}) for chat in range(1, 41))
            )
        flooded = [answer for answer in answers if answer.status_code == 429]
        assert len(flooded) == 10
        assert flooded[0].json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
        assert emu.counts()["accepted"] == 30
        assert emu.counts()["refused"] == 10


@pytest.mark.parametrize("method", ["deleteMessage", "editMessageText"])
async def test_changing_messages_is_not_slowed(method: str) -> None:
    """Edits and deletions right after a send pass, though another send would not."""
    async with Emulator() as emu:
        emu.person(7, started=True)
        async with httpx.AsyncClient(base_url=f"{emu.base_url}/bot{emu.token}", verify=False) as http:
            await http.post("sendMessage", json={"chat_id": 7, "text": "hi"})
            asked = {"chat_id": 7, "message_id": 1, "text": "ho"}
            assert (await http.post(method, json=asked)).is_success
            assert (await http.post("sendMessage", json=asked)).status_code == 429

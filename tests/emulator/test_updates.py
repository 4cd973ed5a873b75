from __future__ import annotations

import asyncio

import httpx
import pytest

from . import Emulator, Person
from .conftest import KEYBOARD
from .model import DAY, WEEK, Json


async def fetch(http: httpx.AsyncClient, **asked: object) -> list[Json]:
    answer = await http.post("getUpdates", json=asked)
    assert answer.is_success, answer.text
    result: list[Json] = answer.json()["result"]
    return result


def texts(updates: list[Json]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_acknowledged(ada: Person, http: httpx.AsyncClient) -> None:
    """Only an offset above it ends an update; asking again does not."""
    for word in ("a", "b", "c"):
        ada.says(word)
    first = await fetch(http, limit=2)
    assert texts(first) == ["a", "b"]
    assert await fetch(http, limit=2) == first
    assert texts(await fetch(http, offset=first[0]["update_id"] + 1)) == ["b", "c"]
    assert texts(await fetch(http, offset=-1)) == ["c"]
    assert texts(await fetch(http)) == ["c"]


async def test_a_long_poll_answers_as_soon_as_something_happens(ada: Person, http: httpx.AsyncClient) -> None:
    """A waiting call returns with the update, long before its time-out."""
    poll = asyncio.create_task(fetch(http, timeout=30))
    await asyncio.sleep(0.05)
    assert not poll.done()
    ada.says("hello")
    async with asyncio.timeout(2):
        assert texts(await poll) == ["hello"]


async def test_a_long_poll_with_nothing_to_say_ends_empty(http: httpx.AsyncClient) -> None:
    """When the time is over the answer is an empty list."""
    assert await fetch(http, timeout=1) == []


async def test_a_second_poll_ends_the_first(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """Two instances conflict: the one that waited gets the 409, the newcomer goes on."""
    poll = asyncio.create_task(http.post("getUpdates", json={"timeout": 30}))
    await asyncio.sleep(0.05)
    newcomer = asyncio.create_task(fetch(http, timeout=30))
    answer = await poll
    assert answer.status_code == 409
    assert answer.json()["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    ada.says("hello")
    assert texts(await newcomer) == ["hello"]


async def test_polling_beside_a_webhook_is_a_conflict(http: httpx.AsyncClient) -> None:
    """While a webhook is set getUpdates is refused, and setting one ends a poll that waits."""
    poll = asyncio.create_task(http.post("getUpdates", json={"timeout": 30}))
    await asyncio.sleep(0.05)
    await http.post("setWebhook", json={"url": "https://bot.example/"})
    assert (await poll).json()["description"] == "Conflict: terminated by setWebhook request"
    answer = await http.post("getUpdates", json={})
    assert answer.status_code == 409
    assert answer.json()["description"].startswith(
        "Conflict: can't use getUpdates method while webhook is active"
    )


async def test_old_updates_are_forgotten(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """Messages last a day, presses 150 seconds."""
    await http.post("sendMessage", json={"chat_id": 7, "text": "Well?", "reply_markup": KEYBOARD})
    ada.says("hello")
    ada.presses("Yes")
    emu.advance(150)
    assert len(await fetch(http)) == 2
    emu.advance(1)
    assert texts(await fetch(http)) == ["hello"]
    emu.advance(DAY)
    assert await fetch(http) == []


async def test_ids_start_anew_after_a_quiet_week(emu: Emulator, ada: Person) -> None:
    """Ids count up by one, until a week without updates makes the next one random."""
    start = emu.updates.next_id
    ada.says("a")
    ada.says("b")
    assert emu.updates.next_id == start + 2
    emu.advance(WEEK)
    ada.says("c")
    assert abs(emu.updates.next_id - start) > 1000


async def test_only_the_kinds_asked_for_are_queued(ada: Person, http: httpx.AsyncClient) -> None:
    """allowed_updates is remembered, and reactions come only to those who ask."""
    said = ada.says("hello")
    ada.reacts(said)
    (message,) = await fetch(http)
    await fetch(http, offset=message["update_id"] + 1, allowed_updates=["message_reaction"])
    ada.says("unheard")
    ada.reacts(said, "🎉")
    (reaction,) = await fetch(http)
    assert "message_reaction" in reaction


async def test_a_duplicate_comes_again_after_its_acknowledgement(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """The same update id is served once more, whether it was still waiting or long acknowledged."""
    ada.says("hello")
    (first,) = await fetch(http)
    emu.duplicate()
    following = first["update_id"] + 1
    assert await fetch(http, offset=following) == [first]
    assert await fetch(http, offset=following) == []
    emu.duplicate(first["update_id"])
    assert await fetch(http, offset=following) == [first]
    assert await fetch(http, offset=following) == []


async def test_poison_and_raw_updates_keep_their_place(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """What nobody can parse is queued between the others, with an id of its own."""
    ada.says("before")
    emu.poison()
    emu.inject({"message": 3})
    ada.says("after")
    updates = await fetch(http)
    assert [update["update_id"] - updates[0]["update_id"] for update in updates] == [0, 1, 2, 3]
    assert updates[2]["message"] == 3


@pytest.mark.parametrize("many", [1000])
async def test_a_crowd_is_fetched_by_the_hundred(emu: Emulator, http: httpx.AsyncClient, many: int) -> None:
    """A thousand updates come in ten full batches, none lost, none twice."""
    for number in range(many):
        emu.person(number % 50 + 1).says(str(number))
    seen: list[str] = []
    offset = 0
    while batch := await fetch(http, offset=offset):
        assert len(batch) == 100
        seen += texts(batch)
        offset = batch[-1]["update_id"] + 1
    assert seen == [str(number) for number in range(many)]

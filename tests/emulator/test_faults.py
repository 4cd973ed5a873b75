from __future__ import annotations

import asyncio
import time

import httpx
import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, TelegramError, TimedOut

from . import Emulator, Person, Weather
from .model import Json

SAY: Json = {"chat_id": 7, "text": "hello"}


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_a_dropped_connection_gives_no_answer(
    emu: Emulator, ada: Person, http: httpx.AsyncClient, kind: str
) -> None:
    """The caller sees the connection break; only the message of the *after* fault is on the screen."""
    emu.fault(kind)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await http.post("sendMessage", json=SAY)
    assert [shown.text for shown in ada.screen()] == (["hello"] if kind == "drop_after" else [])
    assert emu.log[-1].outcome == kind
    assert (await http.post("sendMessage", json=SAY)).is_success


@pytest.mark.parametrize("kind", ["hang_before", "hang_after"])
async def test_a_hanging_call_times_out(emu: Emulator, ada: Person, bot: Bot, kind: str) -> None:
    """PTB gives up with TimedOut either way: it cannot know whether the message arrived."""
    emu.fault(kind)
    with pytest.raises(TimedOut):
        await bot.send_message(7, "hello", read_timeout=0.1)
    assert len(ada.screen()) == (kind == "hang_after")


async def test_a_hanging_call_closes_in_the_end(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """Who waits long enough sees the connection close."""
    emu.fault("hang_before", hang_seconds=0.1)
    began = time.monotonic()
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await http.post("sendMessage", json=SAY)
    assert 0.1 <= time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("server_error", 500, NetworkError),
        ("bad_gateway", 502, NetworkError),
        ("blocked", 403, Forbidden),
        ("deactivated", 403, Forbidden),
    ],
)
async def test_answers_of_a_server_in_trouble(
    emu: Emulator, ada: Person, bot: Bot, kind: str, status: int, error: type[TelegramError]
) -> None:
    """Server errors and refusals reach PTB as the errors it has for them, and nothing is delivered."""
    emu.fault(kind, times=2)
    with pytest.raises(error):
        await bot.send_message(7, "hello")
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.get(f"{emu.base_url}/bot{emu.token}/getMe")
    assert answer.status_code == status
    assert ada.screen() == []
    assert emu.faults.happened == {kind: 2}


async def test_a_fault_waits_for_its_method_and_chat(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """A fault for one chat's sends leaves every other call alone, and is used up by its call."""
    emu.person(8, "Bo", started=True)
    emu.fault("server_error", method="send*", chat_id=8)
    assert (await http.get("getMe")).is_success
    assert (await http.post("sendMessage", json=SAY)).is_success
    assert (await http.post("sendMessage", json={**SAY, "chat_id": 8})).status_code == 500
    assert (await http.post("sendMessage", json={**SAY, "chat_id": 8})).is_success


async def test_after_a_429_the_server_means_it(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """Sending before retry_after is over is refused again and counted as early."""
    emu.fault("too_many", retry_after=1)
    assert (await http.post("sendMessage", json=SAY)).json()["parameters"] == {"retry_after": 1}
    assert (await http.post("sendMessage", json=SAY)).status_code == 429
    assert emu.counts()["early"] == 1
    await asyncio.sleep(1)
    assert (await http.post("sendMessage", json=SAY)).is_success


async def test_a_lost_getupdates_answer_loses_no_update(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """When the answer with the updates is lost, the next call has them again."""
    ada.says("hello")
    emu.fault("drop_after", method="getUpdates")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await http.get("getUpdates")
    assert len((await http.get("getUpdates")).json()["result"]) == 1


async def outcomes(seed: int) -> list[str]:
    async with Emulator() as emu:
        emu.weather(Weather(seed, server_error=0.2, bad_gateway=0.2, drop_before=0.1))
        async with httpx.AsyncClient(base_url=f"{emu.base_url}/bot{emu.token}", verify=False) as http:
            for _ in range(40):
                try:
                    await http.get("getMe")
                except httpx.HTTPError:
                    pass  # dropped, as the weather has it
        return [call.outcome for call in emu.log]


async def test_weather_repeats_with_its_seed() -> None:
    """The same seed brings the same faults in the same places, another seed others."""
    first = await outcomes(3)
    assert set(first) == {"ok", "server_error", "bad_gateway", "drop_before"}
    assert await outcomes(3) == first
    assert await outcomes(4) != first


async def test_weather_poisons_and_duplicates_updates(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """With both chances at certainty every message comes behind a poison, and twice."""
    emu.weather(Weather(1, duplicate_update=1, poison_update=1))
    ada.says("hello")
    _, hello = (await http.get("getUpdates")).json()["result"]
    assert hello["message"]["text"] == "hello"
    again = (await http.get("getUpdates", params={"offset": hello["update_id"] + 1})).json()["result"]
    assert again == [hello]
    assert emu.faults.happened == {"poison_update": 1, "duplicate_update": 1}

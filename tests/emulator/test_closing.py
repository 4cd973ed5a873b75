from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from . import Emulator


@pytest.mark.parametrize("trouble", ["poll", "hang_before", "hang_after", "webhook", "idle"])
async def test_closing_leaves_nothing_behind(trouble: str) -> None:
    """Whatever waits, closing is quick, ends it, and leaves no task and no listening socket."""
    before = asyncio.all_tasks()
    calls: list[asyncio.Task[httpx.Response]] = []
    async with httpx.AsyncClient(verify=False) as client:
        async with Emulator() as emu:
            root = f"{emu.base_url}/bot{emu.token}"
            await client.get(f"{root}/getMe")
            if trouble == "poll":
                calls.append(asyncio.create_task(client.get(f"{root}/getUpdates?timeout=50", timeout=60)))
            elif trouble == "webhook":
                emu.person(7).says("unheard")
                await client.get(f"{root}/setWebhook", params={"url": "http://127.0.0.1:9/"})
            elif trouble != "idle":
                emu.fault(trouble)
                calls.append(asyncio.create_task(client.get(f"{root}/getMe", timeout=60)))
            await asyncio.sleep(0.05)
            closing = time.monotonic()
        assert time.monotonic() - closing < 1
        await asyncio.gather(*calls, return_exceptions=True)
        with pytest.raises(httpx.ConnectError):
            await client.get(root)
    assert asyncio.all_tasks() == before


async def test_two_emulators_live_side_by_side() -> None:
    """Each takes a free port of its own and knows only its own people."""
    async with Emulator() as one, Emulator() as two:
        one.person(7, started=True)
        async with httpx.AsyncClient(verify=False) as client:
            asked = {"chat_id": 7, "text": "hi"}
            assert (await client.post(f"{one.base_url}/bot{one.token}/sendMessage", json=asked)).is_success
            answer = await client.post(f"{two.base_url}/bot{two.token}/sendMessage", json=asked)
            assert answer.status_code == 400

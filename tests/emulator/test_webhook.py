from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from . import Emulator, Person
from .conftest import KEYBOARD
from .model import Json


class Listener:
    """A bot's end of a webhook: notes what is posted and answers with the next of `answers`, or 200."""

    def __init__(self) -> None:
        self.heard: list[Json] = []
        self.secrets: set[str | None] = set()
        self.answers: list[int] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        self.heard.append(httpx.Response(200, content=body).json())
        self.secrets.add(headers.get("x-telegram-bot-api-secret-token"))
        status = self.answers.pop(0) if self.answers else 200
        writer.write(f"HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.heard if "message" in update]


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    listener = Listener()
    server = await asyncio.start_server(listener.serve, "127.0.0.1", 0)
    listener.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    async with server:
        yield listener


async def test_updates_are_posted_with_the_secret(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """What waited and what comes is posted in order, each once, with the secret header."""
    async with listening() as listener:
        ada.says("before")
        await http.post("setWebhook", json={"url": listener.url, "secret_token": "s3cret"})
        ada.says("after")
        await emu.until(lambda: listener.texts() == ["before", "after"])
        await emu.until(lambda: not emu.updates.waiting())
        assert listener.secrets == {"s3cret"}


async def test_a_failed_post_comes_again_and_keeps_its_place(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """Anything but a 2xx is tried again, before what came later in the same chat; the info says why."""
    async with listening() as listener:
        listener.answers = [500, 403, 204]
        await http.post("setWebhook", json={"url": listener.url})
        ada.says("one")
        ada.says("two")
        await emu.until(lambda: listener.texts() == ["one", "one", "one", "two"])
        info = (await http.get("getWebhookInfo")).json()["result"]
        assert info["last_error_message"].startswith("Wrong response from the webhook: 403")


async def test_a_press_can_overtake_a_message(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """Messages queue by chat and presses by person: a stuck message does not hold up the press."""
    async with listening() as listener:
        await http.post("sendMessage", json={"chat_id": 7, "text": "Well?", "reply_markup": KEYBOARD})
        listener.answers = [500]
        ada.says("stuck")
        ada.presses("Yes")
        await http.post("setWebhook", json={"url": listener.url})
        await emu.until(lambda: len(listener.heard) == 3)
        assert ["callback_query" in update for update in listener.heard].index(True) < 2


async def test_a_duplicate_is_posted_again(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """A duplicated update is posted once more after its 2xx."""
    async with listening() as listener:
        await http.post("setWebhook", json={"url": listener.url})
        ada.says("hello")
        await emu.until(lambda: len(listener.heard) == 1)
        emu.duplicate()
        await emu.until(lambda: listener.texts() == ["hello", "hello"])


async def test_nobody_at_home_keeps_the_updates(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """With nothing listening the updates wait; after deleteWebhook they can be polled, or dropped."""
    await http.post("setWebhook", json={"url": "http://127.0.0.1:9/hook"})
    ada.says("hello")
    await emu.until(lambda: emu.webhook.address.last_error)
    await http.post("deleteWebhook")
    assert len((await http.get("getUpdates")).json()["result"]) == 1
    await http.post("deleteWebhook", json={"drop_pending_updates": True})
    assert (await http.get("getUpdates")).json()["result"] == []

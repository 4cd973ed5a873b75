"""The room's page, as somebody has it open: real HTTP on loopback."""

import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from bot.channels.room_web import room_app
from tests.bot.play import Play

TOKEN = "a-token-of-this-test"


@dataclass
class Page:
    """Somebody with the room's address open."""

    play: Play
    url: str
    http: httpx.AsyncClient

    async def get(self, path: str) -> Any:
        answer = await self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def thread(self, person: str) -> list[dict[str, Any]]:
        found = await self.get(f"/api/thread?person={person}")
        assert isinstance(found, list)
        return found


def visitor(url: str, headers: Mapping[str, str] | None = None) -> httpx.AsyncClient:
    """Somebody with a browser, who may have the token or not. Loopback is plain HTTP: no certificates are looked up."""
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=5, verify=False)


@asynccontextmanager
async def served(play: Play) -> AsyncIterator[Page]:
    """The room on a free port, without uvicorn's own main loop: it would poll for signals of which there are none."""
    # What says that it is TCP is sent without delay by asyncio.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            room_app(play.room, play.stage, TOKEN, port),
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listening])
        try:
            url = f"http://127.0.0.1:{port}"
            async with visitor(url, {"X-Room-Token": TOKEN}) as http:
                yield Page(play, url, http)
        finally:
            play.room.tell("end")
            for listener in server.servers:
                listener.close()
                await listener.wait_closed()

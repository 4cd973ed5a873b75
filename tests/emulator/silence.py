"""Not answering: the connection stays quiet for a while, or is cut, as networks do.

uvicorn always answers for an application that did not, so the transport has to be reached: `Line` leaves it
in the state of each request, and `Silence` is the response that aborts it.
"""

from __future__ import annotations

import asyncio
from typing import cast

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class Line(H11Protocol):
    """One connection, whose transport its requests can reach."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self.app_state = {**self.app_state, "transport": transport}


class Silence(Response):
    """Wait `seconds` (or until the caller leaves, or the emulator closes), then cut the connection."""

    def __init__(self, seconds: float, closing: asyncio.Event) -> None:
        super().__init__()
        self._seconds = seconds
        self._closing = closing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._seconds > 0:
            await self._first_of_leaving_closing_and_time(receive)
        transport: asyncio.Transport = scope["state"]["transport"]
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass  # uvicorn learns of the abort in its own time; until then it would answer for us

    async def _first_of_leaving_closing_and_time(self, receive: Receive) -> None:
        waits = {asyncio.ensure_future(receive()), asyncio.ensure_future(self._closing.wait())}
        _, late = await asyncio.wait(waits, timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED)
        for wait in late:
            wait.cancel()
        await asyncio.gather(*late, return_exceptions=True)

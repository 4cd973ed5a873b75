"""One ASGI app on one address, until told to stop.

The address is taken before anything else is done, so that one that is in use is told at once and not after half
a start. Signals are not this server's: whoever runs it decides when to stop.
"""

import asyncio
import errno
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.problems import Problem


def take_address(host: str, port: int, mend: str) -> socket.socket:
    """A listening place there, port 0 for any free one. Raises Problem, with `mend` as what to do about it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, or asyncio would leave Nagle's delay on, which costs 40 ms an answer.
    place = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((host, port))
    except OSError as error:
        place.close()
        raise Problem(f"{why_not(error, port)} {mend}") from None
    return place


def why_not(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program."
    return f"Port {port} cannot be listened on: {error.strerror}."


@contextmanager
def told_of_port(port: int) -> Iterator[None]:
    """A port that cannot be had inside becomes a Problem."""
    try:
        yield
    except OSError as error:
        if (
            error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL)
            or error.filename is not None
        ):
            raise
        raise Problem(f"{why_not(error, port)} Choose another one: --port {port + 1}") from None


async def serve(app: ASGIApp, place: socket.socket, stop: asyncio.Event, ready: Callable[[], None]) -> None:
    """Serve `app` at `place` until `stop` is set; `ready` is called once it answers. Closes `place`."""
    server = _Server(app, ready)
    stopping = asyncio.create_task(server.stop_at(stop), name="server's end")
    try:
        await server.serve([place])
    finally:
        stopping.cancel()
        place.close()


class _Server(uvicorn.Server):
    """Uvicorn without a log of its own, and without taking the process's signals for itself."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
            )
        )
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def stop_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self.should_exit = True

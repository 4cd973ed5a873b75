"""The emulator as one thing to open and close: `async with Emulator() as emu`.

It is a real HTTP server on loopback, in the caller's event loop. Closing it lets long polls and hanging
faults go home, stops the webhook, cuts every connection and leaves no task or socket behind.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Callable
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette

from .control import Control
from .faults import Fault, Faults, Kind, Weather
from .limits import Limiter, Rates
from .model import Account, BotAccount, Call, Json
from .people import Person
from .profile import place
from .server import BotApi
from .silence import Line
from .updates import UpdateQueue
from .webhook import Webhook
from .world import World, real_clock

_KEEP_ALIVE = 3600  # seconds: an idle client must never lose the race against our closing its connection


class Emulator:
    """One bot's Telegram. `clock` gives integer UTC seconds; `seed` decides ids and nothing else."""

    def __init__(
        self,
        *,
        port: int = 0,
        bot: BotAccount | None = None,
        rates: Rates | None = None,
        clock: Callable[[], int] = real_clock,
        seed: int = 0,
        webhook_retry_seconds: float = 0.1,
    ) -> None:
        self.bot = bot or BotAccount()
        self.world = World(self.bot, clock, rates or Rates(), seed)
        self.people: dict[int, Person] = {}
        self.base_url = ""
        self._port = port
        self.webhook = Webhook(self.world, webhook_retry_seconds)
        self._server: uvicorn.Server | None = None

    @property
    def token(self) -> str:
        return self.bot.token

    @property
    def file_url(self) -> str:
        """The root for downloads, for PTB's `base_file_url` (which appends the token)."""
        return f"{self.base_url}/file/bot"

    # People

    def person(
        self,
        id: int,
        first_name: str = "Ada",
        language_code: str | None = "en",
        last_name: str | None = None,
        username: str | None = None,
        *,
        started: bool = False,
    ) -> Person:
        """The person with this id, made known at first mention; `started` lets the bot write to them."""
        if id not in self.people:
            account = Account(id, first_name, last_name, username, language_code, started=started)
            self.world.accounts[id] = account
            self.people[id] = Person(self.world, account)
        return self.people[id]

    # What went on

    @property
    def log(self) -> list[Call]:
        """Every call made to the Bot API, oldest first; getUpdates when it was answered."""
        return self.world.log

    @property
    def limiter(self) -> Limiter:
        return self.world.limiter

    @property
    def updates(self) -> UpdateQueue:
        return self.world.updates

    @property
    def faults(self) -> Faults:
        return self.world.faults

    def calls(self, method: str) -> list[Call]:
        return [call for call in self.log if call.method == method]

    def counts(self) -> Json:
        """Messages accepted and refused (429), those sent before a retry_after was over, calls, faults."""
        limiter = self.limiter
        return {
            "accepted": limiter.accepted,
            "refused": limiter.refused,
            "early": limiter.early,
            "worst_window": limiter.worst_window,
            "calls": dict(Counter(call.method for call in self.log)),
            "faults": dict(self.faults.happened),
        }

    def commands(self, scope: Json | None = None, language_code: str = "") -> list[Json]:
        """The command menu that was set for exactly this scope and language."""
        return self.world.commands.get(place(scope, language_code), [])

    # Trouble and time

    def fault(self, kind: Kind | str, **details: Any) -> None:
        """Ask for a fault; the details are the fields of `Fault`."""
        self.faults.add(Fault(Kind(kind), **details))

    def weather(self, weather: Weather) -> None:
        self.faults.set_weather(weather)

    def inject(self, update: Json) -> int:
        """Queue a raw update of any shape; the answer is its id."""
        return self.updates.add_raw(update)

    def poison(self) -> int:
        """Queue an update that no client can parse."""
        return self.inject(dict(self.faults.poison()))

    def duplicate(self, update_id: int | None = None) -> None:
        """Serve an update (the newest, unless told which) once more after its acknowledgement."""
        self.updates.duplicate(self.updates.next_id - 1 if update_id is None else update_id)

    def advance(self, seconds: int) -> int:
        """Move the server's clock; the answer is the new time."""
        self.world.clock_offset += seconds
        return self.world.now()

    async def until(self, true: Callable[[], Any], within: float = 5.0, every: float = 0.005) -> None:
        """Wait until something is true, or raise TimeoutError."""
        async with asyncio.timeout(within):
            while not true():  # noqa: ASYNC110 - any condition at all: there is no event to wait for
                await asyncio.sleep(every)

    # Opening and closing

    async def __aenter__(self) -> Self:
        routes = [*Control(self).routes(), *BotApi(self.world, self.webhook).routes()]
        config = uvicorn.Config(
            Starlette(routes=routes),
            http=Line,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_keep_alive=_KEEP_ALIVE,
        )
        config.load()
        listener = _listener(self._port)
        self.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(config)
        self._server.lifespan = config.lifespan_class(config)
        await self._server.startup(sockets=[listener])
        return self

    async def __aexit__(self, *raised: object) -> None:
        assert self._server is not None
        self.world.close()
        await self.webhook.aclose()
        for server in self._server.servers:
            server.close()
        state = self._server.server_state
        if state.tasks:
            await asyncio.wait(state.tasks)
        for line in list(state.connections):
            line.transport.abort()
        await self.until(lambda: not state.connections, every=0)
        for server in self._server.servers:
            await server.wait_closed()


def _listener(port: int) -> socket.socket:
    """Names its protocol: only then does asyncio turn off Nagle's delay, which costs 40 ms a call."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener

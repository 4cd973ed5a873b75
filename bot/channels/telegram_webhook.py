"""Updates by webhook: Telegram posts them one by one, and any 2xx is our acknowledgement.

So the answer comes after the commit, and a failed intake answers 500, which brings the update again. Across
people, and even between one person's words and button presses, updates come in no particular order; a
high-water mark would drop the later of two that swapped. Inbounds from here therefore carry no mark, and an
update that Telegram repeats (our answer was lost on the way) is known by the ids taken lately: this process
remembers them, and the intake keeps them for two days, for a repeat after a restart. One post is taken at a time, so that a repeat cannot overtake the original.

Who posts is known by a secret that is drawn anew at every start and registered together with the address.
"""

import asyncio
import hmac
import json
import logging
from collections import Counter, deque
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chance import Chance
from bot.channels.telegram_answers import Answers
from bot.channels.telegram_connection import Connection
from bot.channels.telegram_errors import ChannelProblem
from bot.channels.telegram_steady import Steady, Stopped
from bot.channels.telegram_wire import read_update
from bot.ports import Inbound, Intake, Refused, Taken

_log: Final = logging.getLogger(__name__)
_LARGEST: Final = 1024 * 1024  # bytes; an update is a few thousand
_REMEMBERED: Final = 10_000  # ids of updates taken
_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """The door for Telegram's posts, at the path of `url`. Add `route()` to the app that serves it."""

    def __init__(
        self,
        connection: Connection,
        intake: Intake,
        answers: Answers,
        url: str,
        chance: Chance,
        passed_over: Counter[str],
    ) -> None:
        self._connection = connection
        self._intake = intake
        self._answers = answers
        self._url = url
        self._chance = chance
        self._secret = "".join(chance.code() for _ in range(4))  # 200 bits
        self._passed_over = passed_over
        self._one_at_a_time = asyncio.Lock()
        self._taken: deque[int] = deque(maxlen=_REMEMBERED)
        self._known: set[int] = set()

    def route(self) -> Route:
        return Route(urlsplit(self._url).path or "/", self._posted, methods=["POST"])

    async def run(self, stop: asyncio.Event) -> None:
        """Tell Telegram where we are, and stay until `stop`. Raises `ChannelProblem` if it refuses that.

        The webhook stays set afterwards: Telegram keeps what happens meanwhile.
        """
        try:
            await Steady(stop, self._chance).ask(self._register)
            await stop.wait()
        except Stopped:
            pass
        finally:
            await self._answers.close()

    async def _register(self) -> None:
        try:
            await self._connection.hook(self._url, self._secret)
        except Refused as refused:
            raise ChannelProblem(f"Telegram refuses telegram.webhook_url: {refused}") from None

    async def _posted(self, request: Request) -> Response:
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            await self._take(read_update(_parsed(body), self._passed_over))
        except Exception as error:
            _log.warning(
                "Telegram: an update could not be stored (%s). It will come again.", type(error).__name__
            )
            return Response(status_code=500)
        return Response()

    async def _take(self, inbound: Inbound) -> None:
        taken = Taken()
        async with self._one_at_a_time:
            if inbound.event is not None and inbound.mark not in self._known:
                taken = await self._intake([replace(inbound, mark=0, number=inbound.mark)])
                self._remember(inbound.mark)
        await self._answers.give([inbound], taken)

    def _remember(self, mark: int) -> None:
        if len(self._taken) == _REMEMBERED:
            self._known.discard(self._taken[0])
        self._taken.append(mark)
        self._known.add(mark)


async def _body(request: Request) -> bytes | None:
    """The whole body, or None as soon as it is too large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return None
    return bytes(body)


def _parsed(body: bytes) -> object:
    """None if it is no JSON: read_update counts it as unreadable, and Telegram need not send it again."""
    try:
        return json.loads(body)
    except ValueError:
        return None

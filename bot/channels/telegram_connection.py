"""The line to Telegram: HTTP, time limits and the token, and nothing that means anything to a person.

The library is asked for its `Bot` and its requests only. Its log would hold addresses with the token in
them, and words of members whenever an answer cannot be parsed; so the loggers below it are kept to
warnings, and the two places where it would still say too much (or parse what only a status can tell) are
done here.
"""

import asyncio
import json
import logging
import re
import ssl
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

import httpx
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram_errors import ChannelProblem, Declined, as_trouble
from bot.channels.telegram_wire import WANTED
from bot.ports import Unsure

_UNDERSTOOD: Final = frozenset((400, 401, 403, 404, 409))
_GUESSED_PAUSE: Final = 5.0  # seconds, for a 429 that does not say
_AT_ONCE: Final = 40  # connections: the sender's 32, and some for replies
_SLACK: Final = 10.0  # seconds that the answer of a long poll may be late
_TALKATIVE: Final = ("telegram", "httpx", "httpcore")
_IMPROPER: Final = "no proper answer from Telegram"
_REJECTED: Final = (
    "Telegram does not accept the bot's token. Copy it again from BotFather into telegram.token "
    "or ALONGSIDE_TELEGRAM_TOKEN, and see that telegram.base_url is right"
)


class _Request(HTTPXRequest):
    """Tells 429 and 5xx apart by their status, and never logs what it could not parse."""

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        status, payload = await super().do_request(*args, **named)
        if status >= 300 and status not in _UNDERSTOOD:
            raise Declined(status, _pause(payload))
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or (answer.get("ok") and "result" not in answer):
            raise TelegramError(_IMPROPER)
        return answer


def _request(at_once: int, trust: ssl.SSLContext) -> _Request:
    return _Request(
        at_once,
        connect_timeout=5.0,
        read_timeout=15.0,
        write_timeout=10.0,
        pool_timeout=10.0,
        httpx_kwargs={"verify": trust},
    )


def _pause(payload: bytes) -> float:
    """Seconds to wait, from the answer's parameters, else from its words, else a guess."""
    found = re.search(rb'"retry_after":\s*(\d+)', payload) or re.search(rb"retry after (\d+)", payload)
    return max(1.0, float(found[1])) if found else _GUESSED_PAUSE


class Connection:
    """One bot account. `base_url` is the root of the Bot API, without the token."""

    def __init__(self, token: str, base_url: str) -> None:
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        root = base_url.rstrip("/")
        trust = httpx.create_ssl_context()  # once: reading the certificates is what takes time here
        self._sending = _request(_AT_ONCE, trust)
        self._polling = _request(2, trust)
        try:
            self.bot = Bot(
                token,
                base_url=f"{root}/bot",
                base_file_url=f"{root}/file/bot",
                request=self._sending,
                get_updates_request=self._polling,
            )
        except InvalidToken:
            raise ChannelProblem(_REJECTED) from None

    async def open(self) -> str:
        """Ask Telegram who we are; the bot's user name. Raises `ChannelProblem` if it refuses the token."""
        found = await self._ask(self._sending, "getMe", {}, 0)
        if not isinstance(found, dict):
            raise Unsure(_IMPROPER)
        return str(found.get("username", ""))

    async def close(self) -> None:
        await asyncio.gather(self._sending.shutdown(), self._polling.shutdown())

    async def updates(self, offset: int, wait: int) -> list[object]:
        """Raw updates from `offset` on (0: from the oldest), waiting `wait` seconds for the first.

        The call acknowledges everything below `offset`. `Bot.get_updates` is avoided: it would parse them.
        """
        asked = {"timeout": wait, "allowed_updates": json.dumps(WANTED)} | (
            {"offset": offset} if offset else {}
        )
        found = await self._ask(self._polling, "getUpdates", asked, wait)
        if not isinstance(found, list):
            raise Unsure(_IMPROPER)
        return found

    async def unhook(self) -> bool:
        """Take a webhook off, if one is set, so that polling works; whether there was one."""
        with as_trouble():
            if not (await self.bot.get_webhook_info()).url:
                return False
            return await self.bot.delete_webhook()

    async def hook(self, url: str, secret: str) -> None:
        with as_trouble():
            await self.bot.set_webhook(url, secret_token=secret, allowed_updates=WANTED)

    async def acknowledge(self, query: str) -> None:
        """Stop the little wheel on a pressed button."""
        with as_trouble():
            await self.bot.answer_callback_query(query)

    async def _ask(self, request: _Request, method: str, asked: Mapping[str, object], wait: int) -> object:
        """The raw result of a method, past the library's types. Raises `ChannelProblem` and Troubles."""
        with as_trouble():
            try:
                return await request.post(
                    f"{self.bot.base_url}/{method}?{urlencode(asked)}", read_timeout=wait + _SLACK
                )
            except InvalidToken:
                raise ChannelProblem(_REJECTED) from None

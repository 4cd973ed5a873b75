"""What went wrong on Telegram, said as what the sender should do next.

The order of the cases matters: to the client library a refused request is a kind of network error. Whether
a message may have been delivered decides between `Passing` and `Unsure`: only a connection that never came
about is sure to have delivered nothing. No text here holds a chat, a token, or words that somebody wrote;
Telegram's own description is kept for refusals alone, with its numbers and quotations taken out.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from bot.ports import Moved, Passing, Refused, SlowDown, Trouble, Unreachable, Unsure

_NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
_NOBODY_THERE: Final = ("chat not found", "user not found", "peer_id_invalid", "user_is_blocked")
_TOO_LARGE: Final = 413
_TOO_MANY: Final = 429
_PRIVATE: Final = re.compile(r"\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|[-+]?\d+|https?://\S+|@\w+")


class ChannelProblem(Exception):
    """Only a person can mend it; the text is one clear line for them, with no secret in it."""


class Contested(Passing):
    """Somebody else receives this bot's updates (409). The text says who, and how to mend it."""


class Declined(TelegramError):
    """An answer that the library does not tell from a network fault: 429 and its pause, 5xx, the rest."""

    def __init__(self, status: int, pause: float = 0.0) -> None:
        super().__init__(f"Telegram answered {status}")
        self.status = status
        self.pause = pause


@contextmanager
def as_trouble() -> Iterator[None]:
    """Whatever the library raises inside leaves as one of the Troubles of bot/ports.py, without its past."""
    try:
        yield
    except TelegramError as error:
        raise trouble_of(error) from None


def trouble_of(error: TelegramError) -> Trouble:
    match error:
        case Declined():
            return _declined(error)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Unreachable("blocked, or gone")
        case BadRequest():
            why = described(error)
            return (
                Unreachable("nobody there")
                if any(sign in why.lower() for sign in _NOBODY_THERE)
                else Refused(why)
            )
        case InvalidToken():
            return Passing("Telegram does not accept the token")
        case Conflict():
            return Contested(_contested(error.message))
        case NetworkError() if isinstance(error.__cause__, _NEVER_SENT):
            return Passing("no connection to Telegram")
        case _:
            return Unsure("no proper answer from Telegram")


def described(error: TelegramError) -> str:
    """The server's own words, fit to be read by anybody: no numbers, names, addresses or quotations."""
    return _PRIVATE.sub("…", error.message)[:120]


def _declined(error: Declined) -> Trouble:
    if error.status == _TOO_MANY:
        return SlowDown(error.pause)
    if error.status == _TOO_LARGE:
        return Refused("too large for Telegram")
    return Passing(error.message)


def _contested(said: str) -> str:
    if "webhook" in said.lower():
        return (
            "a webhook is set for this bot, so Telegram gives no updates to polling. "
            'Stop whatever set it and start again, or set telegram.mode = "webhook"'
        )
    return "another copy of this bot is running with the same token. Stop the other one"

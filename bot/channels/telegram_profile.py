"""What Telegram shows of the bot to whoever opens it: for `alongside check` and `alongside invite`."""

import asyncio
from dataclasses import dataclass
from typing import Final

from telegram import Bot

from bot.channels.telegram_connection import Connection
from bot.channels.telegram_errors import as_trouble
from bot.ports import Trouble

PATIENCE: Final = 5.0
"""Seconds to wait for an answer: somebody is sitting in front of it."""


@dataclass(frozen=True, slots=True)
class Profile:
    username: str
    shown: tuple[str, ...] = ()
    """Name, description and short description, as far as Telegram told them."""


async def profile(token: str, base_url: str, *, words: bool = True) -> Profile:
    """Ask once. Raises ChannelProblem (the token), a Trouble (no proper answer), or TimeoutError.

    Without `words` only the user name is asked for.
    """
    connection = Connection(token, base_url)
    try:
        async with asyncio.timeout(PATIENCE):
            username = await connection.open()
            return Profile(username, await _words(connection) if words else ())
    finally:
        await connection.close()


async def _words(connection: Connection) -> tuple[str, ...]:
    """A server of one's own may not know these calls; what it does not tell is not looked at."""
    found = []
    for question in (_name, _description, _short_description):
        try:
            with as_trouble():
                found.append(await question(connection.bot))
        except Trouble:
            continue
    return tuple(found)


async def _name(bot: Bot) -> str:
    return (await bot.get_me()).first_name


async def _description(bot: Bot) -> str:
    return (await bot.get_my_description()).description


async def _short_description(bot: Bot) -> str:
    return (await bot.get_my_short_description()).short_description

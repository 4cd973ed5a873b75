"""`alongside run`: the bot on every channel that the config enables, until SIGINT or SIGTERM."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final

from bot.chance import Chance
from bot.checking import dull
from bot.checking_places import keys_problems
from bot.clock import SystemClock
from bot.config import Config
from bot.places import make_folders
from bot.problems import Problem
from bot.running_room import add_room, run_room
from bot.serving import take_address
from bot.together import stopped_by_signals, together
from bot.wiring import Bot, bot_of, running

EVERY: Final = 1.0
"""Seconds between two looks at what is due. Answers do not wait for it."""
NO_CHANNEL: Final = (
    "No channel is on. For Telegram set [telegram] token, or the environment variable ALONGSIDE_TELEGRAM_TOKEN; "
    "for the room set [room] enabled = true."
)
log: Final = logging.getLogger(__name__)


async def run(config: Config, say: Callable[[str], None]) -> None:
    """Serve until asked to stop. `say` gets the room's address, if there is a room; all else goes to the log.

    Raises Problem, ConfigProblem or DatabaseProblem for what a person has to mend.
    """
    if not (config.telegram.on or config.room.enabled):
        raise Problem(NO_CHANNEL)
    make_folders(config)
    if unsafe := keys_problems(config.storage.keys, (config.storage.path,)):
        raise Problem("\n".join(unsafe))
    for line in dull("[programme] name", config.programme.name):
        log.warning("%s", line)
    stop = asyncio.Event()
    with stopped_by_signals(stop):
        if config.telegram.on:
            await _with_telegram(config, stop, say)
        else:
            await _serve(config, stop, say)
    log.info("stopped")


async def _with_telegram(config: Config, stop: asyncio.Event, say: Callable[[str], None]) -> None:
    # The library behind it takes half a second to load, so only where it is used.
    from bot.running_telegram import link_to, make_channel, run_telegram

    channel = make_channel(config)

    def begin(bot: Bot) -> Coroutine[Any, Any, None]:
        bot.add(channel, config.telegram.messages_per_second)
        return run_telegram(bot, channel, stop)

    try:
        await _serve(config, stop, say, begin, lambda _on, code: link_to(channel, code))
    finally:
        await channel.close()


async def _serve(
    config: Config,
    stop: asyncio.Event,
    say: Callable[[str], None],
    telegram: Callable[[Bot], Coroutine[Any, Any, None]] | None = None,
    link: Callable[[str, str], str] | None = None,
) -> None:
    async with AsyncExitStack() as stack:
        parts = []
        room_place = None
        if config.room.enabled:
            mend = "Write another one as [room] port, or stop that program."
            room_place = stack.enter_context(take_address(config.room.host, config.room.port, mend))
        bot = await stack.enter_async_context(bot_of(config, SystemClock(), Chance(), link=link))
        if telegram:
            parts.append(telegram(bot))
        if room_place:
            parts.append(run_room(bot, add_room(bot), room_place, stop, say))
        sending = await stack.enter_async_context(running(bot, EVERY))
        log.info("running: %s", ", ".join(sorted(bot.channels)))
        await together(stop, *parts, _well(sending, stop))


async def _well(sending: asyncio.Task[None], stop: asyncio.Event) -> None:
    """Until `stop`. The sender ends only by failing, and then the bot had better end too and be started again."""
    asked = asyncio.create_task(stop.wait())
    await asyncio.wait((sending, asked), return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if sending.done():
        sending.result()

"""Telegram in `alongside run`: receiving, by polling or webhook, and the command menus."""

import asyncio
import logging
from collections.abc import Sequence
from sqlite3 import Connection
from typing import Final

from starlette.applications import Starlette

from bot.channels.telegram import ChannelProblem, TelegramChannel
from bot.config import Config
from bot.ports import Inbound, Taken, Trouble
from bot.problems import Problem
from bot.serving import serve, take_address
from bot.together import together
from bot.wiring import Bot
from conversations.commandwords import commands
from storage import channels, members

EVERY: Final = 30.0
"""Seconds between two looks at who has become a coordinator."""
log: Final = logging.getLogger(__name__)


def make_channel(config: Config) -> TelegramChannel:
    """The channel, not connected. Raises Problem for a token that is none."""
    try:
        return TelegramChannel(config.telegram.token.get_secret_value(), base_url=config.telegram.base_url)
    except ChannelProblem as problem:
        raise Problem(str(problem)) from None


def link_to(channel: TelegramChannel, code: str) -> str:
    """The link that opens the bot with an invitation; "" as long as we do not know our own name."""
    return f"https://t.me/{channel.username}?start={code}" if channel.username else ""


async def run_telegram(bot: Bot, channel: TelegramChannel, stop: asyncio.Event) -> None:
    """Receive until `stop`. Raises Problem for what only a person can mend."""
    menus = asyncio.create_task(show_menus(bot, channel, stop), name="menus")
    try:
        await _receive(bot, channel, stop)
    except ChannelProblem as problem:
        raise Problem(str(problem)) from None
    finally:
        menus.cancel()
        await asyncio.gather(menus, return_exceptions=True)


async def _receive(bot: Bot, channel: TelegramChannel, stop: asyncio.Event) -> None:
    section, chance = bot.config.telegram, bot.world.chance
    languages = [code for code, _name in bot.world.programme_at(bot.world.clock.now()).languages]

    def menu(role: str, language: str) -> Sequence[tuple[str, str]]:
        return commands(role, bot.world.tongue(language))

    async def take(batch: Sequence[Inbound]) -> Taken:
        taken = await bot.turns.take(batch)
        bot.sender.wake()  # the answers go now and not at the next tick
        return taken

    async def load_mark() -> tuple[int, int]:
        return await bot.database.read(lambda c: channels.mark(c, channel.name))

    if section.mode == "polling":
        await channel.poll(
            take, bot.sender.send_direct, load_mark,
            clock=bot.world.clock, chance=chance, stop=stop, menu=menu, languages=languages,
        )  # fmt: skip
        return
    place = take_address(
        section.webhook_host, section.webhook_port, "Write another one as [telegram] webhook_port."
    )
    webhook = channel.webhook(take, bot.sender.send_direct, section.webhook_url, chance=chance)
    app = Starlette(routes=[webhook.route()])
    posting = channel.serve(webhook, chance=chance, stop=stop, menu=menu, languages=languages)
    await together(stop, serve(app, place, stop, lambda: None), posting)


async def show_menus(bot: Bot, channel: TelegramChannel, stop: asyncio.Event) -> None:
    """Give coordinators the menu of coordinators, soon after they have become one. A try, no promise."""
    shown: set[str] = set()
    while not stop.is_set():
        try:
            if channel.username:
                await _show_new(bot, channel, shown)
        except Exception as fault:  # the next look may do better, and nothing else depends on it
            log.error("Telegram: the command menus were not looked after: %s", type(fault).__name__)
        await asyncio.sleep(EVERY if channel.username else 1.0)


async def _show_new(bot: Bot, channel: TelegramChannel, shown: set[str]) -> None:
    for address, language in await bot.database.read(lambda c: team_on(c, channel.name)):
        if address not in shown:
            await _show(bot, channel, address, language)
            shown.add(address)


async def _show(bot: Bot, channel: TelegramChannel, address: str, language: str) -> None:
    try:
        await channel.show_commands(address, commands("coordinator", bot.world.tongue(language)))
    except Trouble as trouble:
        log.warning("Telegram: a coordinator's command menu could not be set: %s.", trouble)


def team_on(connection: Connection, channel: str) -> list[tuple[str, str]]:
    """(address, language) of every coordinator who can be reached on this channel."""
    found = []
    for member_id in members.on_the_team(connection):
        place, row = members.address_of(connection, member_id), members.by_id(connection, member_id)
        if place and row and place[0] == channel:
            found.append((place[1], row.language))
    return found

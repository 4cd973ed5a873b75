"""A Telegram Bot API server for tests: real HTTP on loopback, the real server's rules and refusals.

It models one bot and the private chats of any number of people (TELEGRAM.md lists what). Where it cannot
know better it refuses: a method it lacks is a 404, Markdown is "unsupported". Groups, channels, inline mode,
payments and business accounts are not here.

    async with Emulator() as emu:
        ada = emu.person(7, "Ada")
        ada.starts()
        ...                       # a bot that polls f"{emu.base_url}/bot{emu.token}/getUpdates"
        await emu.until(lambda: ada.screen()[-1].from_bot)
"""

from .emulator import Emulator
from .faults import Fault, Kind, Weather
from .limits import Rates
from .model import BotAccount, Call, Shown
from .people import ImpossibleError, Person

__all__ = [
    "BotAccount",
    "Call",
    "Emulator",
    "Fault",
    "ImpossibleError",
    "Kind",
    "Person",
    "Rates",
    "Shown",
    "Weather",
]

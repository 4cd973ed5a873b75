"""`python -m tests.emulator --port N`: prints its address and token on one line, runs until interrupted."""

from __future__ import annotations

import argparse
import asyncio
import signal

from .emulator import Emulator
from .limits import Rates
from .model import BotAccount


async def run(port: int, token: str, rates: Rates, seed: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with Emulator(port=port, bot=BotAccount(token), rates=rates, seed=seed) as emulator:
        print(emulator.base_url, emulator.token, flush=True)
        await stop.wait()


def main() -> None:
    usual, bot = Rates(), BotAccount()
    parser = argparse.ArgumentParser(
        prog="python -m tests.emulator", description="A Telegram Bot API emulator."
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=bot.token)
    parser.add_argument("--per-second", type=int, default=usual.per_second)
    parser.add_argument(
        "--chat-gap", type=float, default=usual.chat_gap, help="seconds between messages to one chat"
    )
    parser.add_argument("--no-limits", action="store_true", help="count, but never answer 429")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    rates = Rates(per_second=asked.per_second, chat_gap=asked.chat_gap, enforced=not asked.no_limits)
    asyncio.run(run(asked.port, asked.token, rates, asked.seed))


if __name__ == "__main__":
    main()

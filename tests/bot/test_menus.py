"""The coordinators' command menu on Telegram: a try, and one that goes on trying (bot/running_telegram.py)."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot import running_telegram
from bot.channels.telegram import TelegramChannel
from tests.bot.play import Play, playing


async def test_a_fault_does_not_end_the_looking_after_of_menus(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that stumbles once costs one look: it is logged by its kind, and the next look comes."""
    async with playing(tmp_path, sending=False) as play:
        await stumbles_once(play, caplog, monkeypatch)


async def stumbles_once(
    play: Play, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_telegram, "EVERY", 0.01)
    channel = TelegramChannel("700900:" + "x" * 35)
    channel.username = "voices_bot"
    asked, stop = asyncio.Event(), asyncio.Event()
    real, looks = play.bot.database.read, 0

    async def stumbling(function: object) -> object:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise OSError("disk full, said Zuleika")
        asked.set()
        return await real(function)  # type: ignore[arg-type]  # handed on as it came

    play.bot.database.read = stumbling  # type: ignore[method-assign, assignment]  # a disk that fails once
    caplog.set_level(logging.ERROR, logger="bot")
    task = asyncio.create_task(running_telegram.show_menus(play.bot, channel, stop))
    async with asyncio.timeout(5):
        await asked.wait()
    stop.set()
    await asyncio.wait_for(task, 5)
    play.bot.database.read = real  # type: ignore[method-assign]  # as it was
    await channel.close()
    assert "were not looked after: OSError" in caplog.text
    assert "Zuleika" not in caplog.text

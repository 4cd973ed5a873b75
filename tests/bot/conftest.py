"""Fixtures of the shell's own tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.page import Page, served
from tests.bot.play import Play, playing
from tests.bot.scripted import Post, posting


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """The whole bot on the room, on a Monday at 11 in the morning."""
    async with playing(tmp_path) as made:
        yield made


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """A bot on a scripted channel without limits, and a sender that runs."""
    async with posting(tmp_path) as made:
        yield made


@pytest.fixture
async def page(play: Play) -> AsyncIterator[Page]:
    """The same bot, with its page served."""
    async with served(play) as made:
        yield made

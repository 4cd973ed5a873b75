"""One emulator for each test, and PTB's own `Bot` speaking to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from . import Emulator, Person, Rates

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The emulator is the tests' own tool: it is tried in `make test`, not in the quick part."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)


NOW = 1_795_392_000  # 2026-11-23, early in the morning
KEYBOARD = {
    "inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"}]]
}


@pytest.fixture
async def emu() -> AsyncIterator[Emulator]:
    """Its clock moves only when a test advances it, and its limits only count."""
    async with Emulator(rates=Rates(enforced=False), clock=lambda: NOW) as emulator:
        yield emulator


@pytest.fixture
def ada(emu: Emulator) -> Person:
    """Somebody who pressed Start some time ago: the bot may write to her, and no update is waiting."""
    return emu.person(7, "Ada", started=True)


@pytest.fixture
async def bot(emu: Emulator) -> AsyncIterator[Bot]:
    async with Bot(
        emu.token,
        base_url=f"{emu.base_url}/bot",
        base_file_url=emu.file_url,
        request=plain_request(),
        get_updates_request=plain_request(),
    ) as connected:
        yield connected


@pytest.fixture
async def http(emu: Emulator) -> AsyncIterator[httpx.AsyncClient]:
    """A bare client whose paths are method names."""
    root = f"{emu.base_url}/bot{emu.token}"
    async with httpx.AsyncClient(base_url=root, verify=False) as client:
        yield client


def plain_request() -> HTTPXRequest:
    """Without reading the machine's certificates, which takes longer than most tests here."""
    return HTTPXRequest(httpx_kwargs={"verify": False})

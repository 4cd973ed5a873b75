"""Attack 11: the log. Everything is logged at DEBUG during a whole round, faults included, and says nothing of anybody.

The library that speaks HTTP logs addresses with the token in them. The bot keeps it, and what else speaks for Telegram, to
warnings; where somebody turns them up all the same, the bot's own log shows only what their authors wrote and nothing that
was filled in (bot/logs.py). Every other logger is judged by its whole records, whatever a handler would make of them.
"""

import logging
import re
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from bot.logs import Discreet
from tests.bot.play import HOUR
from tests.chaos.test_nothing_personal_in_logs import Records, everything_logged, said
from tests.emulator import Kind
from tests.feedback.beginning import ASKED, CLOSED, EVERYBODY, FIRST, PUBLISHED, TOKEN, TOLD
from tests.feedback.telegram import Scene, living

pytestmark = pytest.mark.slow
TALKATIVE: Final = ("telegram", "httpx", "httpcore")
OTHERS: Final = ("uvicorn", "asyncio.test")
"""The emulated Telegram, which logs in this process too."""
WORDS: Final = (
    "marmalade",
    "kingfisher",
    "zeppelin",
    "whitewater",
    "kill myself",
    "07700 900123",
    "sycamore",
)
HIDDEN: Final = (
    *WORDS,
    *EVERYBODY[:4],
    TOKEN.partition(":")[2],
    *(str(FIRST + n) for n in range(len(EVERYBODY))),
)
NUMBERS: Final = re.compile(r"(?<![0-9a-fx])(66[67]\d{4}|5000\d{5})(?![0-9a-f])")
"""Messages and updates, as this Telegram counts them. A place in memory, as libraries log it, is neither."""
FAULTS: Final = (
    Kind.TOO_MANY,
    Kind.SERVER_ERROR,
    Kind.BAD_GATEWAY,
    Kind.DROP_BEFORE,
    Kind.DROP_AFTER,
    Kind.HANG_AFTER,
)
HALF: Final = ("Start", "OK, start", "Carry on", "Mostly", "Shared")


def found_in(text: str) -> list[str]:
    return [*(word for word in HIDDEN if word in text), *NUMBERS.findall(text)]


@pytest.fixture
async def logged(prepared: Path, tmp_path: Path) -> AsyncIterator[tuple[Scene, Records, StringIO]]:
    """A life of which everything is logged: every record, and the bot's own log with the talkative ones turned up."""
    with everything_logged() as records:
        async with living(prepared, tmp_path / "life") as scene:
            written = StringIO()
            handler = logging.StreamHandler(written)
            handler.setFormatter(Discreet("%(levelname)s %(message)s"))
            logging.getLogger().addHandler(handler)
            before = {name: logging.getLogger(name).level for name in TALKATIVE}
            assert set(before.values()) == {logging.WARNING}
            for name in TALKATIVE:
                logging.getLogger(name).setLevel(logging.DEBUG)
            try:
                yield scene, records, written
            finally:
                for name, level in before.items():
                    logging.getLogger(name).setLevel(level)
                logging.getLogger().removeHandler(handler)


async def test_11_nothing_of_a_whole_round_is_in_any_record(logged: tuple[Scene, Records, StringIO]) -> None:
    """From the asking to the results, with every fault: no chat, name, token, text, update or message is logged."""
    scene, records, written = logged
    await scene.until(ASKED)
    await with_faults(scene)
    await scene["Marek"].does(*HALF, "typed: I want to kill myself", "More helplines")
    await scene["Sol"].does(
        *HALF,
        "typed: clear",
        "typed: menu",
        "Meetings",
        "Open 1",
        "Say how it was",
        "No",
        "Yes",
        "Skip",
        "Bin it",
    )
    await our_own_fault(scene)
    await scene["Noor"].does("typed: A zeppelin came instead", "Send it")
    await scene["Sol"].does(
        "typed: meetings", "Open 1", "Say how it was", "OK, start", "Carry on", "No", "Shared", "No", "Yes"
    )
    await scene["Sol"].does("typed: A zeppelin, too", "Send it")
    for number, name in enumerate(("Tam", "Ines")):
        await scene[name].answers(number, f"A zeppelin number {number}")
    scene["Kofi"].phone.blocks_bot()
    await scene.settled()
    await scene.until("2026-11-30 12:00")
    await scene["Marek"].does(
        "typed: meetings", "Open 1", "Say how it was", "OK, start", "Carry on", "No", "Shared", "No", "Yes"
    )
    await scene["Marek"].does("typed: A kingfisher came", "Send it")
    await scene.until(CLOSED)
    for name in ("Priya", "Dee"):
        await scene[name].does("Open")
        if name == "Priya":
            await scene[name].does("Take words out", "typed: kingfisher")
        for _ in range(20):
            label = next(
                (
                    each
                    for each in ("It's fine", "Take them out", "Take it out", "Yes", "Agree")
                    if each in scene[name].labels
                ),
                None,
            )
            if label is None:
                break
            await scene[name].presses(label)
    await scene.until(PUBLISHED)
    await scene.until(TOLD)
    tables = await scene.tables()
    assert tables["publication"] and any("zeppelin" in str(row) for row in tables["published"])
    happened = scene.emulator.faults.happened
    assert happened.keys() >= {kind.value for kind in FAULTS} | {"blocked"}
    assert_discreet(records, written)


async def with_faults(scene: Scene) -> None:
    """Amara answers through every kind of trouble, and the oldest messages cannot be deleted any more."""
    amara, emulator = scene["Amara"], scene.emulator
    await scene.wait(49 * HOUR)
    await amara.does(*HALF)
    for kind, method in zip(FAULTS, ("editMessageText", "deleteMessages", "editMessageText", "editMessageText", "deleteMessages", "editMessageText"), strict=True):  # fmt: skip
        emulator.fault(kind, method=method, hang_seconds=0.05)
        emulator.poison()
        await amara.does("typed: back")
        await amara.does("typed: Shared" if amara.words[-1].startswith("Who made") else "typed: 2")
    emulator.faults.clear()
    for label in ("No", "Yes", "typed: A kingfisher by the marmalade works: 07700 900123", "Leave it"):
        if not label.startswith("typed") and label not in amara.labels:
            continue
        await amara.does(label)
    emulator.fault(Kind.BLOCKED, method="deleteMessages")
    await amara.does("Send it")


async def our_own_fault(scene: Scene) -> None:
    """The database refuses what is written in the form, in words that would tell on them."""
    spoilt = """create temp trigger spoilt before update on box_draft when new.draft like '%whitewater%'
                begin select raise(abort, 'sycamore whitewater 700400506'); end"""
    await scene.bot.database.write(lambda c: c.execute(spoilt).rowcount)
    await scene["Noor"].does(*HALF, "No", "Yes", "typed: whitewater")
    await scene.bot.database.write(lambda c: c.execute("drop trigger spoilt").rowcount)


def assert_discreet(records: Records, written: StringIO) -> None:
    judged = [
        record
        for record in records.records
        if record.name.partition(".")[0] not in TALKATIVE and not record.name.startswith(OTHERS)
    ]
    assert [(record.name, found) for record in judged for found in found_in(said(record))] == []
    lines = [
        line for line in written.getvalue().splitlines() if not line.partition(" ")[2].startswith(OTHERS)
    ]
    assert [(line, found) for line in lines for found in found_in(line)] == []
    names = {record.name.partition(".")[0] for record in records.records}
    assert {"aiosqlite", "apscheduler", "bot", "httpx", "telegram"} <= names
    assert any("a sealed turn failed" in record.getMessage() for record in judged)

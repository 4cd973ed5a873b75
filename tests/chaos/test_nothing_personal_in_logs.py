"""Nothing that says who, where or what is in any record of any logger, with everything at DEBUG (bot/logs.py)."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.broadcasting import send_to_group
from bot.chance import Chance
from bot.clock import MovableClock
from bot.config import build
from bot.running_telegram import make_channel, run_telegram
from bot.wiring import Bot, bot_of, running
from tests.chaos.acts import Act, Door, Say, Send, Tap
from tests.chaos.human import Human
from tests.chaos.run import Log
from tests.chaos.scripts import BY_TAPPING, BY_TYPING, CHECK_IN, DETAILS, FORGET, HELP, YES, alone
from tests.emulator import BotAccount, Call, Emulator, Kind, Rates

TUESDAY: Final = int(datetime(2026, 11, 24, 11, tzinfo=UTC).timestamp())
TOKEN: Final = "100200300:Quetzalcoatl-is-no-real-token"
ADA, BEN = 700_300_401, 700_300_402
FIRST_MESSAGE: Final = 6_660_000
"""Message ids start here, so that they can be told from other numbers."""
WORDS: Final = ("marmalade", "kingfisher", "Okonkwo", "zeppelin", "kill myself", "sycamore", "whitewater")
HIDDEN: Final = (
    *WORDS,
    "Quetzalcoatl",
    "getUpdates?",
    str(ADA),
    str(BEN),
    "Person 7",
)
SERVER: Final = "uvicorn"
"""The emulated Telegram, which logs in this process too."""
TYPED: Final[tuple[Act, ...]] = (
    Say("menu"), Tap("menu.PV-01.check_in"), Tap("check_in.CI-02.hard"), Tap("check_in.CI-03d.note"),
    Say("a kingfisher by the marmalade factory", "check_in.CI-05.*"), Say("skip", "check_in.CI-0[678].*"),
)  # fmt: skip


class Records(logging.Handler):
    """Keeps every record as it was made."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def everything_logged() -> Iterator[Records]:
    """Every library's logger at DEBUG, and with it all below it, as somebody might set them up who looks for a fault."""
    handler, root = Records(), logging.getLogger()
    known = [
        root,
        *(logging.getLogger(name.partition(".")[0]) for name in list(logging.Logger.manager.loggerDict)),
    ]
    levels = {each: each.level for each in known}
    for each in levels:
        each.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
        for each, level in levels.items():
            each.setLevel(level)


def said(record: logging.LogRecord) -> str:
    """All that a handler could write of a record, whatever its format."""
    usual = logging.makeLogRecord({}).__dict__
    extra = {name: value for name, value in record.__dict__.items() if name not in usual}
    formatted = logging.Formatter("%(name)s %(message)s").format(record)
    return "\n".join((formatted, repr(record.msg), repr(record.args), repr(extra), repr(record.exc_info)))


def found_in(text: str) -> list[str]:
    """What is hidden, and is in the text all the same. A place in memory, as libraries log it, is no message."""
    return [
        *(word for word in HIDDEN if word in text),
        *re.findall(r"(?<![0-9a-fx])66600\d\d(?![0-9a-f])", text),
    ]


@asynccontextmanager
async def playing(folder: Path, emulator: Emulator, clock: MovableClock) -> AsyncIterator[Bot]:
    """The bot as `alongside run` puts it together, in this process and with a clock that can be moved."""
    raw = {
        "programme": {"name": "South Voices", "groups": ["South"]},
        "telegram": {"token": TOKEN, "base_url": emulator.base_url},
    }
    (folder / "data").mkdir(mode=0o700)
    config, stop = build(raw, folder, {}), asyncio.Event()
    channel = make_channel(config)
    try:
        async with bot_of(config, clock, Chance(4)) as bot:
            bot.add(channel, 0, 0)
            async with running(bot, 1), asyncio.TaskGroup() as group:
                group.create_task(run_telegram(bot, channel, stop))
                yield bot
                stop.set()
    finally:
        await channel.close()


async def act(human: Human, *acts: Act) -> None:
    for one in acts:
        await human.do(one)
    await human.answer()


async def test_no_record_of_any_logger_says_who_or_what(tmp_path: Path) -> None:
    """Joining, answers, words of danger, news, and every fault there is: no token, chat, message, name or word is logged."""
    clock = MovableClock(TUESDAY)
    async with Emulator(bot=BotAccount(TOKEN), rates=Rates(enforced=False)) as emulator:
        emulator.world._next_message = FIRST_MESSAGE
        nobody = asyncio.Event()
        ada = Human(emulator, ADA, (), nobody, "", 0)
        ben = Human(emulator, BEN, (), nobody, "", 0)
        humans = {ADA: ada, BEN: ben}

        def seen(call: Call) -> None:
            if call.chat_id in humans:
                humans[call.chat_id].changed.set()

        emulator.world.log = Log(seen)
        with everything_logged() as log:
            async with asyncio.timeout(40), playing(tmp_path, emulator, clock) as bot:
                named = tuple(
                    Say("Okonkwo", each.at) if each == Say("Kim", "join.ON-24.*") else each
                    for each in alone(BY_TYPING)
                )
                await asyncio.gather(
                    act(ada, Door(YES), *named, *TYPED),
                    act(ben, Door(YES), *alone(BY_TAPPING), *CHECK_IN[:-1]),
                )
                await act(
                    ada,
                    *HELP,
                    Say("I want to kill myself, said the zeppelin"),
                    Tap("crisis.CR-01.other"),
                    Send("voice"),
                    *DETAILS,
                )
                for kind in (
                    Kind.SERVER_ERROR,
                    Kind.BAD_GATEWAY,
                    Kind.TOO_MANY,
                    Kind.DROP_BEFORE,
                    Kind.DROP_AFTER,
                    Kind.HANG_AFTER,
                ):
                    emulator.fault(kind, method="sendMessage", hang_seconds=0.05)
                    emulator.poison()
                    await act(
                        ada,
                        Say("a whitewater of words that mean nothing"),
                        Say("menu"),
                        Tap("menu.PV-01.close"),
                    )
                await news(bot, clock, emulator)
                await spoil(bot, BEN)
                ben.person.says("sycamore")
                await emulator.until(
                    lambda: any("turn failed" in record.msg for record in log.records), within=10
                )
                ben.person.deletes(ben.person.last().id)
                emulator.fault(Kind.BLOCKED, method="sendMessage", chat_id=BEN)
                ben.person.says("sycamore again")
                await act(ada, *FORGET)
                await emulator.until(lambda: not emulator.updates.waiting(), within=10)
        assert emulator.faults.happened.keys() >= {"server_error", "drop_after", "blocked"}
    found = [
        (record.name, hidden)
        for record in log.records
        if not record.name.startswith(SERVER)
        for hidden in found_in(said(record))
    ]
    assert found == []
    assert {"aiosqlite", "apscheduler", "bot"} <= {record.name.partition(".")[0] for record in log.records}


async def news(bot: Bot, clock: MovableClock, emulator: Emulator) -> None:
    """A news item goes out to everybody, an hour later, when nobody is in the middle of a talk."""
    await bot.database.write(
        lambda c: send_to_group(c, None, "The sycamore meets on Thursday.", "news", clock.now())
    )
    clock.move_to(clock.now() + 3600)
    await bot.ticks.tend()
    await emulator.until(lambda: any("sycamore" in call.text for call in emulator.log), within=10)


async def spoil(bot: Bot, address: int) -> None:
    """From now on the database refuses what somebody writes, in words that would tell on them."""
    trigger = f"""create trigger spoilt before insert on shown when new.theirs = 1 and new.address = '{address}'
                  begin select raise(abort, 'sycamore {address}'); end"""
    await bot.database.write(lambda c: c.execute(trigger).rowcount)

"""Housekeeping that gets to its end, erasing that is owed, and a start that keeps nobody waiting (bot/ticks.py)."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from bot.channels.room import NAME
from bot.ports import Inbound
from bot.ticks import AT_ONCE
from bot.wiring import running
from conversations.events import Typed
from conversations.session import Session
from storage import members, paces
from tests.bot.play import DAY, NEVER, Play, playing


async def test_housekeeping_reaches_the_last_of_many(tmp_path: Path) -> None:
    """More openers stand unanswered than one page holds, and behind them all a half-done answer, a day old: it goes."""
    async with playing(tmp_path, sending=False) as play:

        def fill(connection: Connection) -> None:
            old = play.now - 3 * DAY
            for number in range(2 * AT_ONCE + 1):
                id = members.add(connection, "telegram", str(number), "en", False, play.now)
                paces.save(connection, id, "active", "{}", None)
                last = number == 2 * AT_ONCE
                answers = {"CI-02": "Quincetree"} if last else {}
                session = Session(
                    "abcdefgh", "check_in", "CI-05" if last else "CI-01", 1, old, old, answers, tuple(answers)
                )
                connection.execute("insert into session values (?, 0, ?, ?)", (id, session.to_json(), old))

        await play.bot.database.write(fill)
        await play.bot.ticks.keep_house()
        assert len(await play.rows("session")) == 2 * AT_ONCE
        assert play.in_files("Quincetree") == []


async def test_the_house_is_kept_as_soon_as_the_bot_starts(tmp_path: Path) -> None:
    """A bot that is started anew every half hour lets go of half-done answers all the same."""
    async with playing(tmp_path) as play:
        kofi = await play.joined("Kofi")
        await kofi.say("menu", "check-in", "good", "Quincetree")
        start = play.now
    async with playing(tmp_path, start + 25 * 3600) as play:
        assert await play.rows("session") == []
        assert play.in_files("Quincetree") == []


async def test_an_erasing_that_a_reader_held_up_is_made_up_for(play: Play) -> None:
    """A backup reads while somebody is forgotten: nobody waits for it, and the next tick after it leaves no byte."""
    zora, kofi = await play.joined("Zebedeeq"), await play.joined("Kofi")
    await zora.say("forget me", "delete now")
    with closing(sqlite3.connect(play.bot.database.path)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from member").fetchone()
        begun = asyncio.get_running_loop().time()
        await asyncio.gather(
            play.bot.turns.take([Inbound(NAME, zora.id, Typed("yes, delete it all"))]),
            play.bot.turns.take([Inbound(NAME, kofi.id, Typed("menu"))]),
        )
        assert asyncio.get_running_loop().time() - begun < 2, "the reader's time is not ours"
        owed = [play.bot.database.log_owed]
        await play.bot.ticks.tend()
        owed += [play.bot.database.log_owed]
    await play.bot.ticks.tend()
    assert [*owed, play.bot.database.log_owed] == [True, True, False]
    assert play.in_files("Zebedeeq") == []


async def test_what_the_process_before_could_not_erase_goes_at_the_start(tmp_path: Path) -> None:
    """Nobody remembers what a killed process owed, so the first housekeeping of every life empties the log."""
    async with playing(tmp_path, sending=False) as play:
        await play.bot.ticks.keep_house()
        log = play.bot.database.path.with_name(play.bot.database.path.name + "-wal")
        assert log.stat().st_size == 0


async def test_who_writes_after_an_outage_does_not_wait_for_those_who_are_due(tmp_path: Path) -> None:
    """Intake is open as soon as the bot runs; looking at everybody goes on beside it, a page at a time."""
    many = 6 * AT_ONCE
    async with playing(tmp_path, sending=False) as play:
        kofi = await play.joined("Kofi")

        def fill(connection: Connection) -> None:
            for number in range(many):
                id = members.add(connection, "telegram", str(number), "en", False, play.now)
                paces.save(connection, id, "active", "{}", play.now)

        await play.bot.database.write(fill)
        async with running(play.bot, NEVER):
            await play.bot.turns.take([Inbound(NAME, kofi.id, Typed("I want to die"))])
            left = await play.bot.database.read(lambda c: len(paces.due(c, play.now, many)))
            assert left >= many // 2, "the answer was there before most of them had been looked at"
            await play.bot.ticks.tend()
            assert await play.bot.database.read(lambda c: paces.due(c, play.now, many)) == []

"""Letters are claimed for the moment that they go (bot/claiming.py, bot/sender.py)."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot.claiming import LOOKED_AT, claim
from bot.wiring import running
from storage import letters as outbox
from tests.bot.play import DAY, NEVER
from tests.bot.scripted import NAME, NEWS, counted, posting


async def test_only_what_is_on_its_way_is_claimed(tmp_path: Path) -> None:
    """However many letters wait for their places, a process that is killed leaves in doubt only those that Telegram had."""
    async with posting(tmp_path, rate=10) as post:
        everybody = [f"a{n}" for n in range(30)]
        await post.enrol(*everybody)
        post.channel.takes = 0.02
        await post.post_all([(address, "news") for address in everybody], **NEWS)
        post.play.bot.sender.wake()
        most = 0
        for _ in range(20):
            await asyncio.sleep(0.02)
            most = max(most, (await post.states()).count("sending"))
        assert 0 < most <= 2
        await post.play.bot.database.write(
            lambda c: c.execute("delete from letter where state = 'ready'").rowcount
        )


async def test_what_is_too_late_takes_nobodys_place(tmp_path: Path) -> None:
    """Letters that may not go any more are dropped on the way to the first that may, and cost it no time."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol(*"abc")
        await post.post_all([("a", "old"), ("b", "old")], **NEWS, ends_at=post.play.now + DAY)
        post.play.clock.move_to(post.play.now + 2 * DAY)
        await post.post("c", "new", **NEWS, ends_at=None)
        bot, now = post.play.bot, post.play.now
        (letter,) = await bot.database.write(lambda c: claim(c, bot.world, NAME, now, 1))
        assert letter.address == "c"
        assert sorted(await post.states()) == ["dropped", "dropped", "sending"]


async def test_one_commit_looks_at_so_many_and_no_more(tmp_path: Path) -> None:
    """A night's letters that are all too late are let go a few at a time, so that nobody who writes waits for that."""
    async with posting(tmp_path, sending=False) as post:
        everybody = [f"a{n}" for n in range(LOOKED_AT + 10)]
        await post.enrol(*everybody)
        await post.post_all([(each, "old") for each in everybody], **NEWS, ends_at=post.play.now + DAY)
        post.play.clock.move_to(post.play.now + 2 * DAY)
        bot, now = post.play.bot, post.play.now
        assert await bot.database.write(lambda c: claim(c, bot.world, NAME, now, 1)) == []
        assert (await post.states()).count("dropped") == LOOKED_AT
        async with running(bot, NEVER):
            assert await post.sent() == []
        assert (await post.states()).count("dropped") == LOOKED_AT + 10


async def test_a_letter_that_we_fail_at_fails_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A row that cannot be read holds up nothing behind it; it has failed, is counted, and the log does not quote it."""
    caplog.set_level(logging.DEBUG, logger="bot")
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a", "b")
        await post.post_all([("a", "heliotrope"), ("b", "hello")])
        await post.play.bot.database.write(
            lambda c: c.execute("update letter set body = '{\"heliotrope\": 1}' where address = 'a'").rowcount
        )
        async with running(post.play.bot, NEVER):
            assert await post.sent() == ["hello"]
        assert await post.states() == ["failed"] and await counted(post.play, "letter.failed") == 1
        assert "TypeError" in caplog.text and "heliotrope" not in caplog.text


async def test_whoever_just_got_a_message_is_passed_over(tmp_path: Path) -> None:
    """Their next letter stays where it is, not on its way, and somebody else's goes."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a", "b")
        database, now = post.play.bot.database, post.play.now
        await post.post_all([("a", "1"), ("b", "2")])
        (letter,) = await database.write(lambda c: outbox.claim(c, NAME, now, 1, range(4), ("a", "x")))
        assert letter.address == "b" and await post.states() == ["ready", "sending"]
        await database.write(lambda c: outbox.put_back(c, letter.id, now))
        async with running(post.play.bot, NEVER):
            assert sorted(await post.sent()) == ["1", "2"]

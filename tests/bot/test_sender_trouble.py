"""What becomes of a letter on a bad day: troubles of the channel, and a process that ends (bot/sender.py)."""

import asyncio
import logging
from pathlib import Path

import pytest

from bot import carrying, sender
from bot.ports import Body, Inbound, Moved, Passing, Refused, SlowDown, Unreachable, Unsure
from bot.wiring import running
from conversations.events import Typed
from storage import letters as outbox
from storage import members
from tests.bot.play import DAY, HOUR, NEVER
from tests.bot.scripted import ASK, NAME, NEWS, Post, counted, posting

# -- a bad day ----------------------------------------------------------------------------------------------------------


async def test_a_fault_that_passes_is_tried_again_with_patience(post: Post) -> None:
    """A 500 is tried again with growing waits, a minute apart at most, however long it lasts."""
    await post.enrol("a")
    post.channel.will["a"] = [Passing()] * 60
    await post.post("a", "hello")
    waits = []
    for _ in range(60):
        await post.sent()
        (row,) = await post.play.rows("letter")
        waits.append(row[11] - post.play.now)
        post.play.clock.move_to(row[11])
    assert waits[0] <= 3 and max(waits) == 60
    assert (await post.sent())[-1] == "hello" and await post.states() == []
    assert await counted(post.play, "letter.failed") == 0


async def test_a_day_old_answer_is_given_up(post: Post) -> None:
    """After a day an answer that their servers would not take helps nobody: it has failed, and is counted."""
    await post.enrol("a")
    post.channel.will["a"] = [Passing()] * 20
    await post.post("a", "hello")
    await post.sent()
    post.play.clock.move_to(post.play.now + DAY - 60)
    await post.sent()
    assert await post.states() == ["ready"]
    post.play.clock.move_to(post.play.now + 120)
    await post.sent()
    assert [(row[7], row[8]) for row in await post.play.rows("letter")] == [("failed", None)]
    assert await counted(post.play, "letter.failed") == 1


async def test_an_endless_429_is_not_endless(post: Post) -> None:
    """A letter that is told to wait again and again fails when it is too old to be worth it."""
    await post.enrol("a")
    post.channel.will["a"] = [SlowDown(0.001)] * 50
    await post.post("a", "hello")
    for _ in range(26):
        await post.sent()
        post.play.clock.move_to(post.play.now + HOUR)
    assert await post.states() == ["failed"]


async def test_what_may_have_arrived_goes_again_and_is_counted(post: Post) -> None:
    """After a time-out nobody can say: a word twice is better than a member who waits, and the bot counts it."""
    await post.enrol("a")
    post.channel.will["a"] = [Unsure()]
    await post.post("a", "hello")
    await post.sent()
    post.play.clock.move_to(post.play.now + 5)
    assert await post.sent() == ["hello", "hello"]
    assert post.play.bot.sender.duplicates == 1
    assert await post.states() == []


async def test_a_file_is_not_sent_twice(post: Post) -> None:
    """A copy of somebody's details that may have arrived is not sent again: one more copy is one more risk. They are told."""
    await post.enrol("a")
    post.channel.will["a"] = [Unsure()]
    await post.post("a", body=Body("file", "Your copy", name="my-details.json", data="{}"))
    await post.sent()
    post.play.clock.move_to(post.play.now + 5)
    copy, told = await post.sent()
    assert copy == "my-details.json: {}" and "may not have reached you" in told


async def test_somebody_who_blocked_the_bot_is_left_alone(post: Post) -> None:
    """PACE.md 9: blocked or gone counts as STOP: the queue is emptied, until the person writes."""
    await post.enrol("a")
    post.channel.will["a"] = [Unreachable()]
    await post.post_all([("a", "1"), ("a", "2")])
    await post.post("a", "news", ready=False, **NEWS)
    assert await post.sent() == ["1"]
    row = await post.play.bot.database.read(lambda c: members.by_id(c, post.ids["a"]))
    assert row is not None and row.state == "stopped"
    assert await post.states() == ["failed", "dropped", "dropped"]
    await post.play.bot.turns.take([Inbound(NAME, "a", Typed("hello"))])
    assert "You stopped my messages before" in (await post.sent())[-1]


async def test_a_letter_that_is_refused_fails_alone(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """What the channel will never take is given up and counted; the next one goes, and the log names neither person nor words."""
    await post.enrol("07700900123")
    post.channel.will["07700900123"] = [Refused("MESSAGE_TOO_STRANGE")]
    await post.post_all([("07700900123", "heliotrope"), ("07700900123", "two")])
    assert await post.sent() == ["heliotrope", "two"]
    assert await counted(post.play, "letter.failed") == 1
    assert "MESSAGE_TOO_STRANGE" in caplog.text
    assert "heliotrope" not in caplog.text and "07700900123" not in caplog.text


async def test_our_own_fault_costs_one_letter(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """An adapter that breaks in a way nobody thought of loses one letter and silences nobody."""
    caplog.set_level(logging.DEBUG, logger="bot")
    await post.enrol("a")
    post.channel.will["a"] = [KeyError("heliotrope"), None]
    await post.post_all([("a", "1"), ("a", "2")])
    assert await post.sent() == ["1", "2"]
    assert await post.states() == ["failed"]
    assert "KeyError" in caplog.text and "heliotrope" not in caplog.text


async def test_somebody_who_moved_is_found_at_the_new_address(post: Post) -> None:
    """A chat that has another id now keeps its member and its letters."""
    await post.enrol("old")
    post.channel.will["old"] = [Moved("new")]
    post.channel.knows.add("new")
    await post.post("old", "hello")
    await post.sent()
    assert [(call.address, call.text) for call in post.channel.calls] == [("old", "hello"), ("new", "hello")]
    row = await post.play.bot.database.read(lambda c: members.by_address(c, NAME, "new"))
    assert row is not None and row.id == post.ids["old"]


# -- the process ends ---------------------------------------------------------------------------------------------------


async def test_after_a_kill_answers_go_again_and_news_does_not(tmp_path: Path) -> None:
    """Of letters between send and settle nobody can say: an answer is sent again, news is not, and both are counted."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a", "b", "c")
        await post.post("a", "answer")
        await post.post("b", "question", **ASK)
        await post.post("c", "news", **NEWS)
        database, now = post.play.bot.database, post.play.now
        claimed = await database.write(lambda c: outbox.claim(c, NAME, now, 9, (0, 1, 2, 3)))
        assert len(claimed) == 3
        assert await post.play.bot.sender.recover() == 3
        async with running(post.play.bot, NEVER):
            assert await post.sent() == ["answer", "question"]
        assert (await counted(post.play, "unsure.again"), await counted(post.play, "unsure.not_again")) == (
            2,
            1,
        )
        assert await post.states() == ["sent", "sent"], "of an answer that arrived nothing stays"
        assert await post.play.bot.sender.recover() == 0


async def test_stopping_waits_for_letters_on_their_way(tmp_path: Path) -> None:
    """An orderly end leaves nothing unsure."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a")
        post.channel.takes = 0.05
        async with running(post.play.bot, NEVER):
            await post.post("a", "hello")
            post.play.bot.sender.wake()
            await post.channel.until()
        assert await post.play.rows("letter") == []
        assert await post.play.bot.sender.recover() == 0


async def test_stopping_while_letters_are_claimed_leaves_nothing_unsure(tmp_path: Path) -> None:
    """Nor does an orderly end in the very moment of a claim: what was claimed goes."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol(*"abcdef")
        await post.post_all([(each, "news") for each in "abcdef"], **NEWS)
        for number in range(6):
            sending = asyncio.create_task(post.play.bot.sender.run())
            for _ in range(number):
                await asyncio.sleep(0)
            sending.cancel()
            await asyncio.wait((sending,))
            assert "sending" not in await post.states()
        assert len(post.channel.texts) == (await post.states()).count("sent") > 0


async def test_the_sender_sleeps_when_there_is_nothing_it_can_send(tmp_path: Path) -> None:
    """A letter of a channel that this bot does not have keeps nobody awake and holds nobody up."""
    async with posting(tmp_path) as post:
        await post.enrol("a")
        await post.play.bot.database.write(
            lambda c: c.execute("update address set channel = 'signal'").rowcount
        )
        await post.play.bot.database.write(lambda c: members.add(c, "signal", "s", "en", False, 0))
        await post.post("a", "hello")
        await post.play.bot.database.write(
            lambda c: c.execute("update letter set channel = 'signal'").rowcount
        )
        await asyncio.wait_for(post.sent(), 5)
        commits = post.play.bot.database.commits
        await asyncio.sleep(0.2)
        assert post.play.bot.database.commits <= commits + 1


async def test_a_disk_that_fails_for_a_moment_loses_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that fails while a letter is claimed or settled is tried again; the letter goes once, and so does the next."""
    for part in (sender, carrying):
        monkeypatch.setattr(part, "STUMBLE", 0.01)
    await post.enrol("a")
    await post.post_all([("a", "1"), ("a", "2")])
    fails = [True, False, False, True, True]  # a claim, and a settling twice

    def disk(connection: object) -> None:
        if fails and fails.pop(0):
            raise OSError("disk full")

    post.play.bot.database.before_commit.append(disk)
    assert await post.sent() == ["1", "2"]
    assert fails == []
    assert await post.states() == []

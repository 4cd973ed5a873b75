"""Several channels and one sender: none of them waits for another (bot/sender.py); long letters, files, clearing."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot import plan
from bot.buckets import SLIP
from bot.channels.room import NAME as ROOM
from bot.ports import Body, Direct, Inbound, Passing, Refused, SlowDown, Unsure
from conversations.events import Typed
from storage import members, paces, shown
from tests.bot.play import DAY, HOUR, MINUTE, at
from tests.bot.scripted import NAME, NEWS, READY, Post, posting


def in_the_room(address: str, now: int) -> Callable[[Connection], None]:
    """A member on the room, beside those on the scripted channel."""

    def add(connection: Connection) -> None:
        id = members.add(connection, ROOM, address, "en", False, now)
        paces.save(connection, id, READY.state.value, plan.to_json(READY), None)

    return add


# -- a pause of one channel ---------------------------------------------------------------------------------------------


async def test_the_room_does_not_wait_for_telegram(tmp_path: Path) -> None:
    """Telegram asked for an hour's quiet and 400 letters wait for it: somebody in the room is answered at once."""
    async with posting(tmp_path, rate=28) as post:
        everybody = [f"a{n}" for n in range(400)]
        await post.enrol(*everybody)
        post.channel.will["a0"] = [SlowDown(3600)]
        await post.post_all([(address, "news") for address in everybody], **NEWS)
        post.play.bot.sender.wake()
        await post.channel.until()
        await post.until(lambda states: "sending" not in states)
        calls = len(post.channel.calls)
        kofi = post.play.person("Kofi")
        post.play.room.settled = lambda: post.play.bot.sender.drained(ROOM)
        async with asyncio.timeout(5):
            assert await kofi.say("hello"), "a stranger's answer leaves from memory"
            await post.play.bot.database.write(in_the_room(kofi.id, post.play.now))
            assert "Samaritans" in await kofi.say("HELP"), "a member's is a letter"
        assert len(post.channel.calls) == calls, "and Telegram is left in peace"


async def test_nobody_spins_while_a_channel_wants_quiet(tmp_path: Path) -> None:
    """During a pause the sender sleeps: no commit, no claim, next to no work, however many letters wait."""
    async with posting(tmp_path, rate=28) as post:
        await post.enrol("a", "b")
        post.channel.will["a"] = [SlowDown(3600)]
        await post.post_all([("a", "1"), ("b", "2"), ("b", "3")])
        post.play.bot.sender.wake()
        await post.channel.until()
        await asyncio.sleep(0.3)
        commits, work = post.play.bot.database.commits, time.process_time()
        await asyncio.sleep(0.5)
        assert post.play.bot.database.commits == commits
        assert time.process_time() - work < 0.1


async def test_who_waited_for_a_place_when_the_pause_came_goes_back(tmp_path: Path) -> None:
    """Letters that had a place already when the channel asked for a long quiet do not go before its end."""
    async with posting(tmp_path, rate=5) as post:
        everybody = [f"a{n}" for n in range(3)]
        await post.enrol(*everybody)
        post.channel.will["a0"] = [SlowDown(3600)]
        await post.post_all([(address, "hello") for address in everybody])
        post.play.bot.sender.wake()
        await post.channel.until()
        await asyncio.sleep(0.5)
        assert len(post.channel.calls) == 1
        assert await post.states() == ["ready"] * 3


async def test_a_cancelled_direct_reply_leaves_no_gap(tmp_path: Path) -> None:
    """Replies to newcomers that run out of time take no place in the row with them, and book none during a pause."""
    async with posting(tmp_path, rate=1) as post:
        bucket, send = post.play.bot.buckets[NAME], post.play.bot.sender.send_direct
        post.channel.knows |= set("abcde")
        for address in "abcde":
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.02 if address != "a" else None) as limit:
                    await send(Direct(NAME, address, Body("send", "Hello.")))
                    if limit.when() is None:
                        raise TimeoutError
        assert bucket.wait(asyncio.get_running_loop().time()) <= 1.0 + SLIP
        bucket.pause_until(asyncio.get_running_loop().time() + 3600)
        await asyncio.wait_for(send(Direct(NAME, "f", Body("send", "Hello."))), 1)
        assert post.channel.texts == ["Hello."]


# -- a letter of several pieces -----------------------------------------------------------------------------------------

LONG = "A" * 3000 + "\n\n" + "B" * 3000 + "\n\n" + "C" * 3000


@pytest.mark.parametrize("trouble", [SlowDown(0.01), Passing()])
async def test_a_long_text_goes_on_where_it_stopped(post: Post, trouble: Exception) -> None:
    """After trouble at the second piece the first one is not said again, and all of them can be cleared."""
    await post.enrol("a")
    post.channel.will["a"] = [None, trouble]
    await post.post("a", LONG)
    await post.sent()
    post.play.clock.move_to(post.play.now + 60)
    assert [text.strip()[0] for text in await post.sent()] == ["A", "B", "B", "C"]
    kept = await post.play.bot.database.read(lambda c: shown.of_member(c, post.ids["a"]))
    assert [message for message, _theirs, _at in kept] == ["n1", "n3", "n4"]


async def test_each_piece_has_its_own_place(tmp_path: Path) -> None:
    """Two pieces of one letter keep the channel's distance like any two messages to one person."""
    async with posting(tmp_path, apart=0.06) as post:
        await post.enrol("a")
        await post.post("a", LONG)
        await post.sent()
        first, second, third = [call.at for call in post.channel.calls]
        assert second - first >= 0.06 and third - second >= 0.06


async def test_patience_with_faults_does_not_use_up_the_second_try(post: Post) -> None:
    """Faults that pass, however many, do not count as tries that may have arrived."""
    await post.enrol("a")
    post.channel.will["a"] = [Passing()] * 6 + [Unsure()]
    await post.post("a", "hello")
    for _ in range(8):
        await post.sent()
        post.play.clock.move_to(post.play.now + 60)
    assert len(post.channel.calls) == 8 and await post.states() == []


# -- copies and clearing ------------------------------------------------------------------------------------------------


async def test_a_copy_is_put_together_as_it_goes(tmp_path: Path) -> None:
    """The whole record never rests in the outbox: the letter says that a copy is wanted, and no more."""
    async with posting(tmp_path) as post:
        await post.enrol("a")
        post.channel.will["a"] = [Passing()]
        await post.post("a", body=Body("file", "Your copy", name="my-details.json"))
        await post.sent()
        (row,) = await post.play.rows("letter")
        assert "Europe/London" not in row[8] and "joined_at" not in row[8]
        post.play.clock.move_to(post.play.now + 60)
        assert "joined_at" in (await post.sent())[-1]
        assert await post.states() == []


async def test_a_late_copy_is_not_sent(tmp_path: Path) -> None:
    """After an outage nobody knows who holds the phone: a late copy is let go, and the word about it waits for the
    member's hours."""
    async with posting(tmp_path, at("2026-11-23 21:00")) as post:
        await post.enrol("a")
        post.channel.will["a"] = [Passing()]
        await post.post("a", body=Body("file", "Your copy", name="my-details.json"))
        await post.sent()
        post.play.clock.move_to(at("2026-11-24 03:00"))
        assert len(await post.sent()) == 1
        post.play.clock.move_to(at("2026-11-24 10:00"))
        assert "may not have reached you" in (await post.sent())[-1]
        assert len(post.channel.calls) == 2


async def standing(post: Post, *messages: str) -> None:
    def add(connection: Connection) -> None:
        for message in messages:
            shown.add(connection, post.ids["a"], NAME, "a", message, False, post.play.now)

    await post.play.bot.database.write(add)


async def known(post: Post) -> list[str]:
    found = await post.play.bot.database.read(lambda c: shown.of_member(c, post.ids["a"]))
    return [message for message, theirs, _at in found if not theirs]


async def test_messages_are_known_until_they_are_gone(post: Post) -> None:
    """A clearing that has to be tried again, or leaves some behind, forgets only what was really deleted."""
    await post.enrol("a")
    await standing(post, "m1", "m2")
    post.channel.will["a"], post.channel.cannot_delete = [Passing(), None, Passing()], ("m2",)
    await post.play.bot.turns.take([Inbound(NAME, "a", Typed("clear"))])
    await post.sent()
    assert await known(post) == ["m1", "m2"]
    post.play.clock.move_to(post.play.now + MINUTE)
    await post.sent()
    assert await known(post) == ["m2"]
    post.play.clock.move_to(post.play.now + MINUTE)
    said = await post.sent()
    assert [call.op for call in post.channel.calls] == ["delete", "delete", "send", "send"]
    assert said[-1] == said[-2] and "m2" in await known(post)


async def test_a_clearing_that_fails_is_not_claimed(post: Post) -> None:
    """PV-04: if the messages could not be cleared at all, the member is told so, and can ask again."""
    await post.enrol("a")
    await standing(post, "m1")
    post.channel.will["a"] = [Refused("no rights")]
    await post.post("a", body=Body("clear", "All cleared.", messages=("m1",), otherwise="Not all of it."))
    assert await post.sent() == ["m1", "Not all of it."]
    assert "m1" in await known(post)


async def test_a_late_clearing_is_done_at_once_and_told_later(tmp_path: Path) -> None:
    """After an outage at night what was to be deleted is deleted, without a sound; the word about it keeps their hours."""
    async with posting(tmp_path, at("2026-11-23 21:00")) as post:
        await post.enrol("a")
        post.channel.will["a"] = [Passing()]
        await post.post(
            "a", body=Body("clear", "All cleared.", messages=("m1",)), ends_at=post.play.now + HOUR
        )
        await post.sent()
        post.play.clock.move_to(at("2026-11-24 03:00"))
        assert await post.sent() == ["m1", "m1"]
        post.play.clock.move_to(at("2026-11-24 10:00"))
        assert await post.sent() == ["m1", "m1", "All cleared."]
        assert post.play.now - at("2026-11-23 21:00") < DAY

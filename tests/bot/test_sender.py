"""The sender: lanes, order and limits, and what it does with one letter (bot/sender.py)."""

from itertools import pairwise
from pathlib import Path

import pytest

from bot.ports import Body, Direct, Passing, Refused, SlowDown
from bot.wiring import running
from conversations.pace import Kind, MessageClass
from storage import shown
from tests.bot.play import HOUR, MINUTE, NEVER, at
from tests.bot.scripted import ASK, NAME, NEWS, Post, counted, posting

# -- lanes and order ----------------------------------------------------------------------------------------------------


async def test_an_answer_overtakes_a_broadcast(tmp_path: Path) -> None:
    """A reply that comes in during a broadcast of 200 waits for the next place, never behind what waits already."""
    async with posting(tmp_path, rate=200) as post:
        everybody = [f"a{n}" for n in range(200)]
        await post.enrol(*everybody, "me")
        await post.post_all([(address, "news") for address in everybody], **NEWS)
        post.play.bot.sender.wake()
        await post.channel.until()
        await post.post("me", "answer")
        before = len(post.channel.texts)
        post.play.bot.sender.wake()
        await post.channel.until("answer")
        await post.play.bot.database.write(
            lambda c: c.execute("delete from letter where state = 'ready'").rowcount
        )
        assert post.channel.texts.index("answer") <= before + 2


async def test_the_lanes_go_in_order(tmp_path: Path) -> None:
    """An answer goes before a question, a question before a result, a result before news."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol(*"abcd")
        await post.post("a", "news", **NEWS)
        await post.post("b", "result", message_class=MessageClass.ORDINARY, kind=Kind.RESULT)
        await post.post("c", "question", **ASK)
        await post.post("d", "answer")
        async with running(post.play.bot, NEVER):
            assert await post.sent() == ["answer", "question", "result", "news"]


async def test_one_chat_is_served_in_order_and_one_at_a_time(post: Post) -> None:
    """However slow the channel is, two letters to one person never overtake each other nor travel together."""
    await post.enrol("a", "b")
    post.channel.takes = 0.01
    await post.post_all([("a", "1"), ("a", "2"), ("b", "x"), ("a", "3")])
    await post.sent()
    mine = [call for call in post.channel.calls if call.address == "a"]
    assert [call.text for call in mine] == ["1", "2", "3"]
    assert all(later.at - earlier.at >= 0.01 for earlier, later in pairwise(mine))


async def test_a_letter_that_is_tried_again_is_not_overtaken(post: Post) -> None:
    """While the first letter to somebody waits for its next try, the second one waits behind it."""
    await post.enrol("a", "b")
    post.channel.will["a"] = [Passing()]
    await post.post_all([("a", "first"), ("a", "second"), ("b", "other")])
    assert await post.sent() == ["first", "other"]
    post.play.clock.move_to(post.play.now + 2 * MINUTE)
    assert await post.sent() == ["first", "other", "first", "second"]


async def test_a_letter_that_is_held_over_night_holds_no_answer_up(post: Post) -> None:
    """What waits for the member's hours does not stand in the way of a reply to what they write now."""
    await post.enrol("a")
    await post.post("a", "old")
    post.play.clock.move_to(at("2026-11-23 23:00"))
    assert await post.sent() == []
    await post.post("a", "new", ends_at=post.play.now + HOUR)
    assert await post.sent() == ["new"]


# -- how fast -----------------------------------------------------------------------------------------------------------


async def test_one_person_gets_one_message_at_a_time(tmp_path: Path) -> None:
    """Two messages to one chat keep the channel's distance; somebody else does not wait for it."""
    async with posting(tmp_path, apart=0.06) as post:
        await post.enrol("a", "b")
        await post.post_all([("a", "1"), ("a", "2"), ("b", "x")])
        await post.sent()
        times = {call.text: call.at for call in post.channel.calls}
        assert times["2"] - times["1"] >= 0.06
        assert times["x"] < times["2"]


async def test_the_rate_is_kept(tmp_path: Path) -> None:
    """In no stretch of time do more messages go than the channel allows."""
    async with posting(tmp_path, rate=100) as post:
        everybody = [f"a{n}" for n in range(25)]
        await post.enrol(*everybody)
        await post.post_all([(address, "hello") for address in everybody])
        await post.sent()
        times = [call.at for call in post.channel.calls]
        assert times[-1] - times[0] >= 0.23


async def test_when_a_channel_asks_for_quiet_everything_to_it_waits(post: Post) -> None:
    """After a 429 nothing goes to that channel before its deadline; then all of it goes, once."""
    await post.enrol("a", "b", "c")
    post.channel.will["a"] = [SlowDown(0.08)]
    await post.post("a", "1")
    await post.sent()
    asked_at = post.channel.calls[0].at
    await post.post_all([("b", "2"), ("c", "3")])
    post.play.clock.move_to(post.play.now + 1)
    assert sorted(await post.sent()) == ["1", "1", "2", "3"]
    assert all(call.at - asked_at >= 0.08 for call in post.channel.calls[1:])


# -- editing, clearing, tidying -----------------------------------------------------------------------------------------


async def test_a_reply_takes_the_place_of_the_question_if_it_can(post: Post) -> None:
    """One message is edited through a form; one that cannot be edited any more is said anew."""
    await post.enrol("a")
    await post.post("a", body=Body("send", "next", replaces="m1"))
    assert await post.sent() == ["m1: next"]
    post.channel.will["a"] = [Refused("too old")]
    await post.post("a", body=Body("send", "then", replaces="m1"))
    assert await post.sent() == ["m1: next", "m1: then", "then"]


async def test_tidying_what_is_gone_is_no_trouble(post: Post) -> None:
    """A question that was deleted on the phone cannot be tidied, and nobody minds."""
    await post.enrol("a")
    post.channel.will["a"] = [Refused("message to edit not found")]
    await post.post("a", body=Body("tidy", "Well?", replaces="m1"))
    await post.sent()
    assert await post.states() == [] and await counted(post.play, "letter.failed") == 0


@pytest.mark.parametrize(("fails", "said"), [((), "All cleared."), (("m2",), "Not all of it.")])
async def test_clearing_says_which_of_the_two_is_true(post: Post, fails: tuple[str, ...], said: str) -> None:
    """PV-04: never claim more than was cleared."""
    await post.enrol("a")
    post.channel.cannot_delete = fails
    await post.post(
        "a",
        body=Body("clear", "All cleared.", messages=("m1", "m2"), blank=("m0",), otherwise="Not all of it."),
    )
    assert await post.sent() == ["m1 m2", "m0: ·", said]


async def test_what_was_sent_stands_in_the_chat(post: Post) -> None:
    """Every message that went out is known by its id, so that it can be cleared when asked."""
    await post.enrol("a")
    await post.post("a", "hello")
    await post.sent()
    assert await post.play.bot.database.read(lambda c: shown.of_member(c, post.ids["a"])) == [
        ("n1", False, post.play.now)
    ]


async def test_a_silent_letter_makes_no_sound(post: Post) -> None:
    """Quiet mode reaches the channel."""
    await post.enrol("a")
    await post.post("a", body=Body("send", "hello", silent=True))
    await post.sent()
    assert [call.op for call in post.channel.calls] == ["silent"]


# -- people of whom nothing is stored -----------------------------------------------------------------------------------


async def test_what_goes_from_memory_is_tried_a_few_times(post: Post) -> None:
    """A stranger's answer is not in the outbox, so it is tried at once, three times, and then let go."""
    post.channel.knows.add("s")
    post.channel.will["s"] = [SlowDown(0.02), None]
    await post.play.bot.sender.send_direct(Direct(NAME, "s", Body("send", "Hello.")))
    assert post.channel.texts == ["Hello.", "Hello."]
    post.channel.will["s"] = [SlowDown(0.02)] * 5
    await post.play.bot.sender.send_direct(Direct(NAME, "s", Body("send", "Again.")))
    assert post.channel.texts.count("Again.") == 3
    assert await post.play.rows("letter") == []

"""STOP, a break or FORGET ME between leave to send and sending (bot/lateness.py, bot/settling.py; PACE.md, section 9)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import plan
from bot.ports import Inbound, Passing, SlowDown, Unreachable, Unsure
from bot.wiring import running
from conversations import pace
from conversations.events import Typed
from conversations.pace import Kind, MessageClass, Pace
from storage import letters as outbox
from storage import members, paces, shown
from tests.bot.play import DAY, HOUR, NEVER
from tests.bot.scripted import ASK, NAME, NEWS, READY, Post, posting

FORGET = ("forget me", "Delete now", "yes, delete it all")


async def says(post: Post, address: str, *lines: str) -> None:
    await post.play.bot.turns.take([Inbound(NAME, address, Typed(line)) for line in lines])


async def becomes(post: Post, address: str, value: Pace) -> None:
    id = post.ids[address]
    await post.play.bot.database.write(
        lambda c: paces.save(c, id, value.state.value, plan.to_json(value), None)
    )


@pytest.mark.parametrize("trouble", [Passing(), SlowDown(0.01), Unsure()])
@pytest.mark.parametrize("lines", [("STOP",), FORGET], ids=["stop", "forget"])
async def test_a_try_that_fails_after_stop_is_the_last(
    post: Post, lines: tuple[str, ...], trouble: Exception
) -> None:
    """Whatever the channel says about an opener that was on its way while they stopped, it is not tried again."""
    await post.enrol("a")
    post.channel.will["a"], post.channel.takes = [trouble], 0.05
    await post.post("a", "NEWS", **NEWS)
    post.play.bot.sender.wake()
    await post.channel.until("NEWS")
    await says(post, "a", *lines)
    for _ in range(3):
        await post.sent()
        post.play.clock.move_to(post.play.now + 90)
    assert post.channel.texts.count("NEWS") == 1


@pytest.mark.parametrize("lines", [("STOP",), FORGET], ids=["stop", "forget"])
async def test_what_arrives_after_stop_is_taken_back(post: Post, lines: tuple[str, ...]) -> None:
    """An opener that the platform had already is deleted as soon as its id is known, though nothing is stored of it."""
    await post.enrol("a")
    post.channel.takes = 0.05
    await post.post("a", "NEWS", **NEWS)
    post.play.bot.sender.wake()
    await post.channel.until("NEWS")
    await says(post, "a", *lines)
    await post.sent()
    assert ("delete", "n1") in [(call.op, call.text) for call in post.channel.calls]
    assert (await post.states()) == (["dropped"] if lines == ("STOP",) else [])


async def test_who_waits_for_a_place_asks_once_more(tmp_path: Path) -> None:
    """An opener that waits a second for its distance is not sent when STOP comes within that second."""
    async with posting(tmp_path, apart=0.3) as post:
        await post.enrol("a")
        await post.post("a", "answer")
        await post.post("a", "NEWS", **NEWS)
        post.play.bot.sender.wake()
        await post.channel.until("answer")
        await post.until(
            lambda states: states == ["ready"]
        )  # the answer is done; the news waits for its distance
        await says(post, "a", "STOP")
        assert "NEWS" not in await post.sent()


@pytest.mark.parametrize(
    "shut",
    [
        lambda now: pace.stop(READY, now),
        lambda now: pace.hold(READY, now),
        lambda now: pace.begin_break(READY, now, now + 7 * DAY),
        lambda now: pace.ask_for_quiet(READY, now),
        lambda now: replace(READY, consented=False),
    ],
    ids=["stop", "hold", "break", "quiet", "consent"],
)
async def test_fresh_leave_is_no_key_to_a_shut_door(tmp_path: Path, shut: Any) -> None:
    """However fresh its leave is, no opener goes to somebody who stopped, is held, on a break, or asked for a day's quiet."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a")
        await post.post("a", "news", **NEWS)
        await post.post("a", "question", **ASK)
        await post.play.bot.database.write(lambda c: outbox.claim(c, NAME, post.play.now, 1, (3,)))
        await becomes(post, "a", shut(post.play.now))
        async with running(post.play.bot, NEVER):  # one was on its way when the process ended
            assert await post.sent() == []


async def test_news_that_meets_a_break_is_on_whats_new(tmp_path: Path) -> None:
    """What was let go and met a break is not lost: it waits where it can be read."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a")
        await post.play.news(None, "Bring a chair")
        await post.play.bot.database.write(
            lambda c: (
                c.execute(
                    'update letter set state = \'ready\', body = \'{"op":"send","text":"Bring a chair"}\''
                ).rowcount
            )
        )
        await becomes(post, "a", pace.begin_break(READY, post.play.now, None))
        async with running(post.play.bot, NEVER):
            assert await post.sent() == []
        assert [row[2] for row in await post.play.rows("whats_new")] == ["Bring a chair"]


async def test_an_asked_one_waits_for_the_end_of_the_break(tmp_path: Path) -> None:
    """What they asked for is held until they are back, and not dropped."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a")
        await post.post(
            "a", "reminder", message_class=MessageClass.ASKED, kind=Kind.REMINDER_SOON, ends_at=None
        )
        await becomes(post, "a", pace.begin_break(READY, post.play.now, post.play.now + DAY))
        async with running(post.play.bot, NEVER):
            assert await post.sent() == []
        assert await post.states() == ["ready"]


@pytest.mark.parametrize(("after", "deleted"), [(30, True), (61, False)])
async def test_what_crossed_with_stop_is_deleted(post: Post, after: int, deleted: bool) -> None:
    """An opener of a minute ago that STOP comes right behind is deleted; older ones, and answers, are theirs to clear."""
    await post.enrol("a")
    await post.post("a", "answer")
    await post.sent()
    await post.post("a", "NEWS", **NEWS)
    await post.sent()
    post.play.clock.move_to(post.play.now + after)
    await says(post, "a", "STOP")
    await post.sent()
    gone = [call.text for call in post.channel.calls if call.op == "delete"]
    assert gone == (["n2"] if deleted else [])
    left = await post.play.bot.database.read(lambda c: shown.openers_since(c, post.ids["a"], 0))
    assert left == ([] if deleted else ["n2"])


# -- words that were passed on ------------------------------------------------------------------------------------------


async def passed_on(post: Post, *to: str) -> None:
    """Words of member "m" for each of these people, as bot/passing_on.py posts them."""
    for address in to:
        await post.post(
            address, "Secret words", item="pass:1", about_member=post.ids["m"], kind=Kind.PERSON_REPLY,
            message_class=MessageClass.REPLY, ends_at=post.play.now + 14 * DAY,
        )  # fmt: skip


async def test_words_passed_on_go_with_their_member(post: Post) -> None:
    """FORGET ME deletes what the member asked to have passed on, wherever it still waits."""
    await post.enrol("m", "c")
    post.channel.will["c"] = [Passing()]
    await passed_on(post, "c")
    await post.sent()
    assert "Secret words" in str(await post.play.rows("letter"))
    await says(post, "m", *FORGET)
    assert await post.play.rows("letter") == [] and post.play.in_files("Secret words") == []
    post.play.clock.move_to(post.play.now + HOUR)
    assert post.channel.texts.count("Secret words") == 1


@pytest.mark.parametrize("how", ["blocked", "stopped", "on a break", "forgotten"])
async def test_a_member_is_told_when_nobody_was(post: Post, how: str) -> None:
    """Words that reach nobody after all are not promised any longer: the member gets an address to write to."""
    await post.enrol("m", "c")
    if how == "blocked":
        post.channel.will["c"] = [Unreachable()]
    elif how == "on a break":
        await becomes(post, "c", pace.begin_break(READY, post.play.now, post.play.now + DAY))
    else:
        post.channel.will["c"] = [Passing()]
    await passed_on(post, "c")
    await post.sent()
    if how == "stopped":
        await says(post, "c", "STOP")
    elif how == "forgotten":
        await says(post, "c", *FORGET)
    await post.sent()
    told = [call.text for call in post.channel.calls if call.address == "m"]
    assert len(told) == 1 and "couldn't pass that on" in told[0]


async def test_one_of_several_is_enough(post: Post) -> None:
    """Where one of the team got the words, nobody is told that nobody did, whichever came first."""
    await post.enrol("m", "c", "d", "e")
    post.channel.will["c"], post.channel.will["e"] = [Unreachable()], [Unreachable()]
    await passed_on(post, "c", "d", "e")
    await post.sent()
    assert [call.address for call in post.channel.calls] == ["c", "d", "e"]
    row = await post.play.bot.database.read(lambda c: members.by_id(c, post.ids["e"]))
    assert row is not None and row.state == "stopped"


async def test_words_that_waited_too_long_are_not_promised_any_more(post: Post) -> None:
    """What waited for the worker's hours until it was over is let go, and its member is told."""
    await post.enrol("m", "c")
    await post.post(
        "c", "Secret words", item="pass:1", about_member=post.ids["m"], kind=Kind.PERSON_REPLY,
        message_class=MessageClass.ASKED, ready=False, ends_at=post.play.now + 14 * DAY,
    )  # fmt: skip
    post.play.clock.move_to(post.play.now + 14 * DAY)
    await post.play.bot.database.write(lambda c: paces.look_later(c, post.ids["c"], post.play.now))
    await post.play.bot.ticks.tend()
    await post.sent()
    assert [call.address for call in post.channel.calls] == ["m"]

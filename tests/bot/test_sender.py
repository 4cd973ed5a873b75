"""The sender: lanes, order, limits, and what becomes of a letter on a bad day (bot/sender.py)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot import plan
from bot.ports import Body, Direct, Moved, Passing, Refused, SlowDown, Unreachable, Unsure
from bot.wiring import running
from conversations.events import Typed
from conversations.pace import Kind, MessageClass
from storage import letters as outbox
from storage import members, shown, tallies
from tests.bot.play import DAY, HOUR, MINUTE, MONDAY, NEVER, Play, at, playing
from tests.bot.scripted import NAME, READY, Post, post_office

NEWS = {"message_class": MessageClass.ORDINARY, "kind": Kind.NEWS}
ASK = {"message_class": MessageClass.ASKED, "kind": Kind.SNOOZE_RETURN, "ends_at": None}


@asynccontextmanager
async def posting(folder: Path, start: int = MONDAY, rate: float = 0, apart: float = 0, *, sending: bool = True) -> AsyncIterator[Post]:
    async with playing(folder, start, sending=False) as play:
        post = post_office(play, rate, apart)
        if not sending:
            yield post
            return
        async with running(play.bot, NEVER):
            yield post


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """A scripted channel without limits, and a sender that runs."""
    async with posting(tmp_path) as made:
        yield made


async def counted(play: Play, what: str) -> int:
    return await play.bot.database.read(lambda c: tallies.counted(c, what))


# -- lanes and order ----------------------------------------------------------------------------------------------------


async def test_an_answer_overtakes_a_broadcast(tmp_path: Path) -> None:
    """A reply that comes in during a broadcast of 200 waits behind a moment of it, never behind all of it."""
    async with posting(tmp_path, rate=200) as post:
        everybody = [f"a{n}" for n in range(200)]
        await post.enrol(*everybody, "me")
        await post.post_all([(address, "news") for address in everybody], **NEWS)
        post.play.bot.sender.wake()
        while not post.channel.calls:
            await asyncio.sleep(0.005)
        asked_at = asyncio.get_running_loop().time()
        await post.post("me", "answer")
        post.play.bot.sender.wake()
        while "answer" not in post.channel.texts:
            await asyncio.sleep(0.005)
        waited = asyncio.get_running_loop().time() - asked_at
        await post.play.bot.database.write(lambda c: c.execute("delete from letter where state = 'ready'").rowcount)
        assert post.channel.texts.index("answer") < 130
        assert waited < 0.8


async def test_the_lanes_go_in_order(post: Post) -> None:
    """An answer goes before a question, a question before a result, a result before news."""
    await post.enrol(*"abcd")
    await post.post("a", "news", **NEWS)
    await post.post("b", "result", message_class=MessageClass.ORDINARY, kind=Kind.RESULT)
    await post.post("c", "question", **ASK)
    await post.post("d", "answer")
    assert await post.sent() == ["answer", "question", "result", "news"]


async def test_one_chat_is_served_in_order_and_one_at_a_time(post: Post) -> None:
    """However slow the channel is, two letters to one person never overtake each other nor travel together."""
    await post.enrol("a", "b")
    post.channel.takes = 0.01
    await post.post_all([("a", "1"), ("a", "2"), ("b", "x"), ("a", "3")])
    await post.sent()
    mine = [call for call in post.channel.calls if call.address == "a"]
    assert [call.text for call in mine] == ["1", "2", "3"]
    assert all(later.at - earlier.at >= 0.01 for earlier, later in zip(mine, mine[1:], strict=False))


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
        assert times["x"] - times["1"] < 0.06


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


# -- a bad day ----------------------------------------------------------------------------------------------------------


async def test_a_fault_that_passes_is_tried_again_with_patience(post: Post) -> None:
    """A 500 is tried again with growing waits, a bounded number of times, and then given up and counted."""
    await post.enrol("a")
    post.channel.will["a"] = [Passing()] * 20
    await post.post("a", "hello")
    waits = []
    while not await counted(post.play, "letter.failed"):
        await post.sent()
        rows = await post.play.rows("letter")
        waits.append(rows[0][11] - post.play.now)
        post.play.clock.move_to(post.play.now + 90)
    assert len(post.channel.calls) == 8
    assert waits[0] <= 3 and max(waits[:-1]) > 10
    assert [(row[7], row[8]) for row in await post.play.rows("letter")] == [("failed", None)]


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
    """A copy of somebody's details that may have arrived is not sent again: one more copy is one more risk."""
    await post.enrol("a")
    post.channel.will["a"] = [Unsure()]
    await post.post("a", body=Body("file", "Your copy", name="my-details.json", data="{}"))
    await post.sent()
    post.play.clock.move_to(post.play.now + 5)
    assert await post.sent() == ["my-details.json: {}"]


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
    await post.play.bot.turns.take([replace_channel(post, "hello")])
    assert "You stopped my messages before" in (await post.sent())[-1]


def replace_channel(post: Post, text: str):  # type: ignore[no-untyped-def]  # an Inbound
    from bot.ports import Inbound

    return Inbound(NAME, "a", Typed(text))


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
    caplog.set_level(logging.DEBUG)
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
    await post.post("a", body=Body("clear", "All cleared.", messages=("m1", "m2"), blank=("m0",), otherwise="Not all of it."))
    assert await post.sent() == ["m1 m2", "m0: ·", said]


async def test_what_was_sent_stands_in_the_chat(post: Post) -> None:
    """Every message that went out is known by its id, so that it can be cleared when asked."""
    await post.enrol("a")
    await post.post("a", "hello")
    await post.sent()
    assert await post.play.bot.database.read(lambda c: shown.of_member(c, post.ids["a"])) == [("n1", False, post.play.now)]


async def test_a_silent_letter_makes_no_sound(post: Post) -> None:
    """Quiet mode reaches the channel."""
    await post.enrol("a")
    await post.post("a", body=Body("send", "hello", silent=True))
    await post.sent()
    assert [call.op for call in post.channel.calls] == ["silent"]


# -- time has passed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "goes"), [(14, True), (16, False)])
async def test_a_reply_is_prompt_or_waits_for_the_members_hours(tmp_path: Path, minutes: int, goes: bool) -> None:
    """I23: any hour within 15 minutes of the question; after an outage not before the member's own hours."""
    async with posting(tmp_path, at("2026-11-23 22:00")) as post:
        await post.enrol("a")
        post.channel.will["a"] = [Passing()]
        await post.post("a", "answer")
        await post.sent()
        post.play.clock.move_to(post.play.now + minutes * MINUTE)
        assert (await post.sent() == ["answer", "answer"]) is goes
        post.play.clock.move_to(at("2026-11-24 09:59"))
        assert len(await post.sent()) == 1 + goes
        post.play.clock.move_to(at("2026-11-24 10:00"))
        assert await post.sent() == ["answer", "answer"]


@pytest.mark.parametrize(("minutes", "goes"), [(59, True), (61, False)])
async def test_a_help_line_is_worth_sending_for_an_hour(tmp_path: Path, minutes: int, goes: bool) -> None:
    """PACE.md 3: help-line replies have 60 minutes."""
    async with posting(tmp_path, at("2026-11-23 22:00"), sending=False) as post:
        await post.enrol("a")
        await post.post("a", "116 123", kind=Kind.HELPLINE, ends_at=post.play.now + HOUR)
        post.play.clock.move_to(post.play.now + minutes * MINUTE)
        async with running(post.play.bot, NEVER):
            assert (await post.sent() == ["116 123"]) is goes


async def test_an_opener_that_could_not_go_asks_the_gate_again(tmp_path: Path) -> None:
    """I01: leave to send is for its moment; with the channel down for hours nothing goes at night."""
    async with posting(tmp_path, at("2026-11-23 18:50"), sending=False) as post:
        await post.enrol("a")
        await post.post("a", "shall we?", **ASK, item="snooze:1")
        post.play.clock.move_to(at("2026-11-24 02:00"))
        async with running(post.play.bot, NEVER):
            assert await post.sent() == []
            post.play.clock.move_to(at("2026-11-24 09:59"))
            assert await post.sent() == []
            post.play.clock.move_to(at("2026-11-24 10:00"))
            assert await post.sent() == ["shall we?"]


async def test_a_long_pause_of_the_channel_does_not_wear_leave_out(tmp_path: Path) -> None:
    """I01: an opener that was told to wait six hours, or tried again and again, is not sent at night either."""
    async with posting(tmp_path, at("2026-11-23 18:50")) as post:
        await post.enrol("a")
        post.channel.will["a"] = [Passing()] * 5
        await post.post("a", "shall we?", **ASK, item="snooze:1")
        await post.sent()
        for _ in range(4):
            post.play.clock.move_to(post.play.now + 10 * MINUTE)
            await post.sent()
        tries = len(post.channel.calls)
        assert tries < 4, "ten past seven is past this member's hours"
        post.play.clock.move_to(at("2026-11-24 10:00"))
        await post.sent()
        assert len(post.channel.calls) > tries


async def test_what_can_never_go_any_more_is_dropped_and_counted(tmp_path: Path) -> None:
    """I14: news that ended while the bot was down is not sent late."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a")
        await post.post("a", "last week's news", **NEWS, ends_at=post.play.now + DAY)
        post.play.clock.move_to(post.play.now + 2 * DAY)
        async with running(post.play.bot, NEVER):
            assert await post.sent() == []
        assert await counted(post.play, "letter.too_late") == 1
        assert await post.states() == ["dropped"]


async def test_a_late_answer_does_not_reach_somebody_who_stopped_since(tmp_path: Path) -> None:
    """I10: after STOP only what was written with it or since is answered."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a")
        await post.post("a", "answer", ready=True)
        stopped = replace(READY, state=READY.state.STOPPED, stopped_at=post.play.now + 60)
        await post.play.bot.database.write(lambda c: save(c, post.ids["a"], stopped))
        post.play.clock.move_to(post.play.now + HOUR)
        async with running(post.play.bot, NEVER):
            assert await post.sent() == []


def save(connection, member_id, pace):  # type: ignore[no-untyped-def]  # as storage.paces.save
    from storage import paces

    paces.save(connection, member_id, pace.state.value, plan.to_json(pace), None)


# -- the process ends ---------------------------------------------------------------------------------------------------


async def test_after_a_kill_answers_go_again_and_news_does_not(tmp_path: Path) -> None:
    """Of letters between send and settle nobody can say: an answer is sent again, news is not, and both are counted."""
    async with posting(tmp_path, sending=False) as post:
        await post.enrol("a", "b", "c")
        await post.post("a", "answer")
        await post.post("b", "question", **ASK)
        await post.post("c", "news", **NEWS)
        database, now = post.play.bot.database, post.play.now
        claimed = await database.write(lambda c: outbox.claim(c, (NAME,), now, 9, (0, 1, 2, 3)))
        assert len(claimed) == 3
        assert await post.play.bot.sender.recover() == 3
        async with running(post.play.bot, NEVER):
            assert await post.sent() == ["answer", "question"]
        assert (await counted(post.play, "unsure.again"), await counted(post.play, "unsure.not_again")) == (2, 1)
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
            while not post.channel.calls:
                await asyncio.sleep(0.005)
        assert await post.play.rows("letter") == []
        assert await post.play.bot.sender.recover() == 0


async def test_the_sender_sleeps_when_there_is_nothing_it_can_send(tmp_path: Path) -> None:
    """A letter of a channel that this bot does not have keeps nobody awake and holds nobody up."""
    async with posting(tmp_path) as post:
        await post.enrol("a")
        await post.play.bot.database.write(lambda c: c.execute("update address set channel = 'signal'").rowcount)
        await post.play.bot.database.write(lambda c: members.add(c, "signal", "s", "en", False, 0))
        await post.post("a", "hello")
        await post.play.bot.database.write(lambda c: c.execute("update letter set channel = 'signal'").rowcount)
        await asyncio.wait_for(post.sent(), 2)
        commits = post.play.bot.database.commits
        await asyncio.sleep(0.2)
        assert post.play.bot.database.commits <= commits + 1


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

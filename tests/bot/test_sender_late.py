"""A letter that could not go in time: held to the member's hours, asked about again, or let go (PACE.md, section 3)."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import plan
from bot.ports import Passing
from bot.wiring import running
from conversations.pace import Kind
from storage import paces
from tests.bot.play import DAY, HOUR, MINUTE, NEVER, at
from tests.bot.scripted import ASK, NEWS, READY, counted, posting

# -- time has passed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "goes"), [(14, True), (16, False)])
async def test_a_reply_is_prompt_or_waits_for_the_members_hours(
    tmp_path: Path, minutes: int, goes: bool
) -> None:
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
        await post.play.bot.database.write(
            lambda c: paces.save(c, post.ids["a"], stopped.state.value, plan.to_json(stopped), None)
        )
        post.play.clock.move_to(post.play.now + HOUR)
        async with running(post.play.bot, NEVER):
            assert await post.sent() == []

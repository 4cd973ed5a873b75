import asyncio
import time

import pytest

from bot.channels.telegram import ChannelProblem, TelegramChannel
from bot.channels.telegram_answers import Answers
from bot.channels.telegram_polling import MARK_COUNTS_FOR, HighWater
from bot.clock import SystemClock
from bot.ports import Body, Direct, Taken
from conversations.events import Blocked, Opened, Pressed, Reacted, Typed
from conversations.render import Choice, Piece
from tests.emulator.emulator import Emulator
from tests.emulator.people import Person

from .conftest import Desk, Line, call, pending, waiting

NOW = SystemClock().now


async def test_what_people_do_comes_in_in_order(
    emu: Emulator, channel: TelegramChannel, line: Line, desk: Desk, ada: Person
) -> None:
    """Starting, words, a press, a reaction and blocking arrive as events, each once, and are acknowledged."""
    async with line.polling():
        await emu.until(lambda: emu.calls("getMe"))
        ada.starts("J7Q2")
        ada.says("hello")
        await emu.until(lambda: len(desk.events) == 2)
        asked = await channel.send(str(ada.id), Piece("Well?", (Choice("good", "Good", "t:1"),)))
        ada.presses("Good")
        ada.reacts(int(asked))
        ada.blocks_bot()
        await emu.until(lambda: len(desk.events) == 5 and not pending(emu))
    assert desk.events == [
        Opened("J7Q2", "1"),
        Typed("hello", "2"),
        Pressed("t:1", asked),
        Reacted(),
        Blocked(),
    ]
    assert {inbound.address for inbound in desk.inbounds} == {str(ada.id)}


async def test_presses_are_acknowledged_in_the_background(
    emu: Emulator, channel: TelegramChannel, line: Line, desk: Desk, ada: Person
) -> None:
    """The wheel stops; an answer that hangs, or comes too late for Telegram, holds nobody up."""
    await channel.send(str(ada.id), Piece("Well?", (Choice("good", "Good", "t:1"),)))
    old = ada.presses("Good")
    emu.world.presses[old].at -= 140
    async with line.polling():
        emu.fault("hang_before", method="answerCallbackQuery", hang_seconds=2)
        emu.advance(20)
        ada.says("one")
        await emu.until(lambda: len(desk.events) >= 1)
        ada.presses("Good")
        prompt = ada.presses("Good")
        ada.says("two")
        await emu.until(lambda: desk.events[-1:] == [Typed("two", "3")] and not pending(emu), within=1)
        await emu.until(lambda: emu.world.presses[prompt].answered, within=1)


async def test_a_failed_intake_gets_the_same_batch_again_and_nothing_is_acknowledged(
    emu: Emulator, line: Line, desk: Desk, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is lost when the disk is full for a while; one line says so, without content."""
    desk.failing = 1
    ada.says("remember this")
    async with line.polling():
        await emu.until(lambda: desk.offered == 1)
        assert pending(emu) == 1
        await emu.until(lambda: desk.events == [Typed("remember this", "1")])
        await emu.until(lambda: pending(emu) == 0)
    lines = [record.getMessage() for record in caplog.records]
    assert lines.count("Telegram: a batch of updates could not be stored (OSError). Trying again.") == 1


async def test_a_crash_between_commit_and_acknowledgement_applies_nothing_twice(
    emu: Emulator, line: Line, desk: Desk, ada: Person
) -> None:
    """Killed after the commit, the next process is given the batch again, and the mark keeps it out."""
    desk.welcome, line.dumb = "hello", True
    ada.says("once only")
    task = line.poll()
    await emu.until(lambda: desk.events)
    task.cancel()
    await asyncio.wait((task,))
    assert pending(emu) == 1
    async with Line(line.channel, desk).polling():
        await emu.until(lambda: pending(emu) == 0)
    assert desk.offered == 2
    assert desk.events == [Typed("once only", "1")]


async def test_a_start_goes_on_from_the_stored_mark(
    emu: Emulator, line: Line, desk: Desk, ada: Person
) -> None:
    """What was taken before is acknowledged by the first call and does not come again."""
    ada.says("taken before the restart")
    line.stored = (emu.updates.next_id - 1, NOW())
    ada.says("new")
    async with line.polling():
        await emu.until(lambda: desk.events)
    assert desk.events == [Typed("new", "2")]


async def test_an_old_mark_does_not_count(emu: Emulator, line: Line, desk: Desk, ada: Person) -> None:
    """After a quiet week Telegram's numbers start anew below the mark; nothing may be lost by that."""
    ada.says("back again")
    line.stored = (emu.updates.next_id + 50_000_000, NOW() - MARK_COUNTS_FOR)
    async with line.polling():
        await emu.until(lambda: desk.events)
    assert desk.events == [Typed("back again", "1")]


def test_the_mark_also_grows_old_in_a_process_that_runs_on() -> None:
    """A bot that nobody writes to for a week must not acknowledge what comes then under a smaller number."""
    high = HighWater(900, 1_000_000)
    assert high.offset(1_000_000 + MARK_COUNTS_FOR - 1) == 901
    assert high.offset(1_000_000 + MARK_COUNTS_FOR) == 0
    assert high.rise([5], 1_000_000 + MARK_COUNTS_FOR)
    assert high.offset(1_000_000 + MARK_COUNTS_FOR) == 6


def test_an_old_duplicate_does_not_turn_the_mark_back() -> None:
    """Telegram may serve an update again long after; it does not move us on, nor back."""
    high = HighWater(900, 1_000_000)
    assert not high.rise([17], 1_000_001)
    assert high.offset(1_000_001) == 901


async def test_poison_and_duplicates_hold_nobody_up(
    emu: Emulator, channel: TelegramChannel, line: Line, desk: Desk, ada: Person
) -> None:
    """Unreadable updates are passed over and counted, repeated ones are not taken twice."""
    for _ in range(5):
        emu.poison()
    ada.says("after the poison")
    emu.duplicate()
    async with line.polling():
        await emu.until(lambda: pending(emu) == 0 and len(desk.events) == 1)
    assert desk.events == [Typed("after the poison", "1")]
    assert channel.passed_over.total() == 5


async def test_an_update_without_a_number_does_not_make_the_loop_spin(
    emu: Emulator, line: Line, desk: Desk
) -> None:
    """What cannot be acknowledged comes again at once; the loop takes its time."""
    emu.inject({"message": "poison"})
    for queued in emu.updates.waiting():
        queued.body["update_id"] = None
    async with line.polling():
        await asyncio.sleep(0.8)
    assert 1 <= len(emu.calls("getUpdates")) <= 3


async def test_newcomers_are_answered_before_the_acknowledgement(
    emu: Emulator, line: Line, desk: Desk, ada: Person
) -> None:
    """A reply that exists only in memory goes out before the next getUpdates."""
    desk.welcome = "Welcome. What is your code?"
    ada.says("hello?")
    async with line.polling():
        await emu.until(lambda: pending(emu) == 0)
        assert ada.last().text == "Welcome. What is your code?"
    methods = [call.method for call in emu.log if call.method in ("getUpdates", "sendMessage")]
    assert methods[:2] == ["getUpdates", "sendMessage"]


async def test_a_newcomer_who_cannot_be_reached_delays_only_a_little(
    emu: Emulator, line: Line, desk: Desk, ada: Person
) -> None:
    """A direct reply that is refused is given up, and the batch acknowledged."""
    desk.welcome = "Welcome"
    ada.says("bye")
    ada.blocks_bot()
    async with line.polling():
        await emu.until(lambda: pending(emu) == 0)
    assert emu.calls("sendMessage")[0].outcome == "403"


async def test_a_second_copy_of_the_bot_is_named_once(
    emu: Emulator, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    """The one whose poll was ended says that another copy runs, in one line without a traceback."""
    async with line.polling():
        await emu.until(lambda: waiting(emu))
        await call(emu, "getUpdates")
        await emu.until(lambda: caplog.records)
    (record,) = [record for record in caplog.records if record.levelname == "WARNING"]
    assert "another copy of this bot is running" in record.getMessage()
    assert record.exc_info is None


async def test_a_webhook_in_the_way_is_removed_at_the_start_and_named_later(
    emu: Emulator, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    """Polling takes an old webhook off and says so; one that is set meanwhile is named, with the remedy."""
    await call(emu, "setWebhook", url="http://127.0.0.1:9/hook")
    async with line.polling():
        await emu.until(lambda: waiting(emu))
        await call(emu, "setWebhook", url="http://127.0.0.1:9/hook")
        await emu.until(lambda: len(caplog.records) >= 2)
        await call(emu, "deleteWebhook")
    first, second = [record.getMessage() for record in caplog.records][:2]
    assert "It was removed" in first
    assert 'set telegram.mode = "webhook"' in second


async def test_a_rejected_token_ends_it_with_one_clear_line(emu: Emulator, desk: Desk) -> None:
    """No amount of trying mends a wrong token: the command line gets something to print."""
    channel = TelegramChannel("100200300:revoked", base_url=emu.base_url)
    with pytest.raises(ChannelProblem, match="BotFather"):
        await asyncio.wait_for(Line(channel, desk).poll(), 3)
    await channel.close()


async def test_it_sits_out_bad_weather(
    emu: Emulator, line: Line, desk: Desk, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Faults at the start and in the middle delay, and are said once; nothing is lost."""
    caplog.set_level("INFO")
    emu.fault("server_error", method="getMe")
    emu.fault("drop_before", method="getUpdates")
    ada.says("through the storm")
    async with line.polling():
        await emu.until(lambda: desk.events)
    assert desk.events == [Typed("through the storm", "1")]
    assert "Telegram: all well again." in [record.getMessage() for record in caplog.records]


async def test_without_telegram_it_waits_and_does_not_spin(
    line: Line, emu: Emulator, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that fails every time is asked less and less often."""
    emu.fault("server_error", times=1000)
    async with line.polling():
        await asyncio.sleep(1)
    assert 2 <= len(emu.log) <= 4
    assert len(caplog.records) == 1


async def test_the_menu_is_set_for_everybody_in_each_language(emu: Emulator, line: Line) -> None:
    """Apps in a language that is offered show it; all others show the first."""
    async with line.polling(languages=("en", "cy")):
        await emu.until(lambda: waiting(emu))
    assert emu.commands()[0]["description"] == "Help for a member (en)"
    assert emu.commands(language_code="cy")[0]["description"] == "Help for a member (cy)"


async def test_a_menu_that_is_refused_stops_nothing(emu: Emulator, line: Line, desk: Desk) -> None:
    """A fault of the menu is a warning; updates come all the same."""
    emu.fault("bad_gateway", method="setMyCommands")
    async with line.polling():
        await emu.until(lambda: waiting(emu))


@pytest.mark.parametrize("how", ["asked", "cancelled"])
async def test_it_stops_at_once_in_the_middle_of_a_long_poll(emu: Emulator, line: Line, how: str) -> None:
    """Stopping takes a moment, not the twenty seconds of the poll, and leaves no task behind."""
    before = asyncio.all_tasks()
    task = line.poll()
    await emu.until(lambda: waiting(emu))
    begun = time.monotonic()
    if how == "asked":
        line.stop.set()
    else:
        task.cancel()
    await asyncio.wait((task,), timeout=3)
    assert task.done()
    assert time.monotonic() - begun < 1
    await emu.until(lambda: {one for one in asyncio.all_tasks() - before if "telegram" in str(one)} == set())


async def test_stopping_lets_a_batch_in_hand_be_committed(
    emu: Emulator, line: Line, desk: Desk, ada: Person
) -> None:
    """A batch on its way into the database is not torn out of it."""
    desk.delay = 0.2
    ada.says("nearly")
    async with line.polling():
        await asyncio.wait_for(desk.inside.wait(), 3)
    assert desk.events == [Typed("nearly", "1")]


async def test_all_direct_replies_together_get_a_few_seconds(
    emu: Emulator, line: Line, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """Newcomers whose replies hang keep everybody else waiting for so long and no longer."""
    line.dumb = True
    answers = Answers(line.channel._connection, line.speak, within=0.1)
    directs = tuple(Direct("telegram", str(n), Body("send", "hello")) for n in range(20))
    await asyncio.wait_for(answers.give([], Taken(direct=directs)), 1)
    assert "not sent in time" in caplog.text
    await answers.close()


async def test_a_fault_of_ours_in_a_direct_reply_stops_nobody_elses_updates(
    emu: Emulator, channel: TelegramChannel, desk: Desk, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The reply is lost, a line names the kind of fault, and the batch is acknowledged."""

    async def broken(direct: Direct) -> None:
        raise LookupError(direct.address)

    answers = Answers(channel._connection, broken)
    await answers.give([], Taken(direct=(Direct("telegram", str(ada.id), Body("send", "hello")),)))
    await answers.close()
    assert "a direct reply failed (LookupError)" in caplog.text
    assert str(ada.id) not in caplog.text

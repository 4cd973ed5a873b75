"""The turn: one transaction for a batch, a savepoint for each, and nothing personal when one fails (DESIGN.md, section 2)."""

import logging
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.channels.room import NAME
from bot.ports import Inbound
from bot.turn import MARK_COUNTS_FOR, Turns
from conversations.effects import ChangeMember, Effect
from conversations.events import Blocked, Event, Opened, Pressed, Reacted, Typed
from conversations.flow import END, Ask, Flow, OneOf, Option, Route, Say
from conversations.phrases import _
from storage import channels, tallies
from tests.bot.play import DAY, HOUR, MINUTE, Person, Play

BROKEN = Flow("menu", steps=(
    Say("said", _("T-01", "Zuleika's menu"), then="broken", does=lambda view, answers: (ChangeMember({"name": "Overwritten"}),)),
    Route("broken", lambda view, answers: END, among=(END,), does=lambda view, answers: fails()),
))  # fmt: skip
HALFWAY = Flow("menu", steps=(
    Route("halfway", lambda view, answers: END, among=(END,),
        does=lambda view, answers: (ChangeMember({"name": "Overwritten"}), ChangeMember({"shoe_size": 43}))),
))  # fmt: skip


def fails() -> tuple[Effect, ...]:
    raise KeyError("Zuleika said heliotrope")


def with_flows(play: Play, **flows: Flow) -> Turns:
    """The same programme with a flow or two exchanged."""
    both: Mapping[str, Flow] = {**play.bot.world.flows, **flows}
    return Turns(play.bot.database, replace(play.bot.world, flows=both))


def of(person: Person, event: Event, mark: int = 0, channel: str = NAME) -> Inbound:
    return Inbound(channel, person.id, event, mark)


# -- a turn that fails --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", [BROKEN, HALFWAY], ids=["while deciding", "while storing"])
async def test_a_turn_that_fails_is_undone_alone(
    play: Play, broken: Flow, caplog: pytest.LogCaptureFixture
) -> None:
    """The others in the batch are committed, the person is told sorry, the team is told a number, the log is told nothing."""
    zuleika, kofi = await play.joined("Zuleika"), await play.joined("Kofi")
    turns = with_flows(play, menu=broken)
    caplog.set_level(logging.DEBUG, logger="bot")
    done = await turns.take(
        [of(kofi, Typed("pace")), of(zuleika, Typed("menu")), of(kofi, Typed("once a month"))]
    )
    await play.bot.sender.drained()
    assert done.failed == 1
    assert (await zuleika.known()).name == "Zuleika"
    assert zuleika.last.startswith("Sorry, something went wrong at my end")
    assert "Once a month it is" in kofi.last
    assert await play.bot.database.read(lambda c: tallies.counted(c, "turn.failed")) == 1
    logged = "\n".join(f"{record.getMessage()} {record.exc_info}" for record in caplog.records)
    assert "a turn failed" in logged
    assert not [word for word in ("Zuleika", "heliotrope", "Kofi", zuleika.id, "shoe_size") if word in logged]


async def test_a_strangers_turn_that_fails_is_answered_from_memory(play: Play) -> None:
    """Somebody of whom nothing is stored is told sorry too, and still nothing is stored of them."""
    zora = play.person("Zora")
    turns = with_flows(play, join=replace(BROKEN, id="join"))
    done = await turns.take([of(zora, Typed("hello"))])
    assert [direct.body.text[:5] for direct in done.direct] == ["Sorry"]
    assert set(await play.dump()) == {"group", "counter"}


async def test_a_failed_turn_leaves_the_conversation_where_it_was(play: Play) -> None:
    """After a turn that was undone the same answer can be given again, and then counts once."""
    kofi = await play.joined("Kofi")
    ask = Ask("T-02", _("T-02", "Well?"), OneOf((Option("yes", _("T-02.yes", "Yes"), out=True),)), otherwise=END,
              does=lambda view, answers, value: fails())  # fmt: skip
    turns = with_flows(play, menu=Flow("menu", steps=(ask,)))
    await turns.take([of(kofi, Typed("menu"))])
    before = await play.rows("session")
    assert (await turns.take([of(kofi, Typed("yes"))])).failed == 1
    assert await play.rows("session") == before


# -- the high-water mark ------------------------------------------------------------------------------------------------


async def test_an_update_is_taken_in_once(play: Play) -> None:
    """What is at or below the mark was taken in before: a batch that comes again after a kill changes nothing."""
    kofi = await play.joined("Kofi")
    batch = [of(kofi, Typed("check-in"), 11), of(kofi, Typed("good"), 12)]
    await play.bot.turns.take(batch)
    before = await play.dump()
    done = await Turns(play.bot.database, play.bot.world).take(batch)
    assert (done.mark, done.failed) == (12, 0)
    assert await play.dump() == before


async def test_of_a_batch_that_comes_half_again_only_the_new_half_counts(play: Play) -> None:
    """A second batch may begin with updates of the first."""
    kofi = await play.joined("Kofi")
    await play.bot.turns.take([of(kofi, Typed("pace"), 11)])
    await play.bot.turns.take([of(kofi, Typed("pace"), 11), of(kofi, Typed("once a month"), 12)])
    await play.bot.sender.drained()
    assert [message.text[:12] for message in kofi.heard] == ["Your pace: e", "Once a month"]


async def test_the_same_update_twice_in_one_batch_counts_once(play: Play) -> None:
    """The mark moves inside a batch too."""
    kofi = await play.joined("Kofi")
    await play.bot.turns.take([of(kofi, Typed("menu"), 11), of(kofi, Typed("menu"), 11)])
    await play.bot.sender.drained()
    assert len(kofi.heard) == 1


async def test_an_update_that_could_not_be_read_only_moves_the_mark(play: Play) -> None:
    """Poison is passed over in order: nothing happens, and it never comes again."""
    before = await play.dump()
    done = await play.bot.turns.take([Inbound(NAME, "", None, 5), Inbound(NAME, "", None, 6)])
    assert done.mark == 6
    after = await play.dump()
    assert after.pop("channel") == [(NAME, 6, play.now)]
    assert after == before


async def test_a_mark_older_than_a_week_says_nothing(play: Play) -> None:
    """After a week without updates a channel may begin its numbers anywhere, so a smaller one counts again."""
    kofi = await play.joined("Kofi")
    await play.bot.turns.take([of(kofi, Typed("menu"), 900)])
    play.clock.move_to(play.now + MARK_COUNTS_FOR + 1)
    await play.bot.turns.take([of(kofi, Typed("menu"), 3)])
    await play.bot.sender.drained()
    assert len(kofi.heard) == 2
    assert (await play.bot.database.read(lambda c: channels.mark(c, NAME)))[0] == 3


async def test_each_channel_has_a_mark_of_its_own(play: Play) -> None:
    """A high number on one channel hides nothing on another."""
    kofi = await play.joined("Kofi")
    await play.bot.turns.take([Inbound("telegram", "1", None, 900)])
    await play.bot.turns.take([of(kofi, Typed("menu"), 3)])
    await play.bot.sender.drained()
    assert len(kofi.heard) == 1


async def test_button_presses_that_want_an_answer_are_named(play: Play) -> None:
    """The channel is told which presses to acknowledge, those that were seen before included."""
    kofi = await play.joined("Kofi")
    batch = [Inbound(NAME, kofi.id, Pressed("x:menu:PV-01:close"), 7, acknowledge="q7")]
    assert (await play.bot.turns.take(batch)).acknowledge == ("q7",)
    assert (await play.bot.turns.take(batch)).acknowledge == ("q7",)


# -- what comes in by the same door -------------------------------------------------------------------------------------


async def test_blocking_counts_as_stop(play: Play) -> None:
    """PACE.md 9, I10: blocked on the platform is STOP: the queue is empty and nothing is begun, until they write."""
    kofi = await play.joined("Kofi")
    await play.takes(kofi, Typed("menu"), Blocked())
    row = await kofi.known()
    assert (row.state, row.reachable) == ("stopped", 0)
    assert (row.look_at or 0) > play.now + 395 * DAY, "not before their details go"
    await play.wait(30 * DAY)
    assert kofi.heard == []
    assert "You stopped my messages before" in await kofi.say("hello")
    assert (await kofi.known()).state == "stopped"


async def test_a_reaction_is_contact_and_gets_no_answer(play: Play) -> None:
    """I09: an emoji on a message ends a silence, and says nothing that wants a reply."""
    kofi = await play.joined("Kofi")
    await play.wait(15 * DAY)
    asked = len(kofi.heard)
    await play.takes(kofi, Reacted())
    assert '"silent_rounds":0' in (await kofi.known()).plan
    assert f'"last_contact_at":{play.now}' in (await kofi.known()).plan
    assert len(kofi.heard) == asked


async def test_what_is_asked_for_later_comes_though_everything_arrived_at_once(play: Play) -> None:
    """A snooze is kept however fast the taps came: after an outage they all arrive in one second."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-24 11:00")
    assert "check-in" in kofi.last
    await play.wait(2 * MINUTE)
    await play.takes(kofi, Typed("not now"), Typed("tomorrow"))
    await play.until("2026-11-24 18:59")
    assert "It's your check-in" not in kofi.last
    await play.until("2026-11-25 11:59")
    assert "It's your check-in" in kofi.last


async def test_a_code_in_the_chat_is_an_invitation(play: Play) -> None:
    """A member who types a code, or opens its link, is in the group or role that it gives, and asked nothing again."""
    kofi = await play.joined("Kofi")
    typed, opened = await play.invite("member", "Southwark"), await play.invite("representative", "Lewisham")
    assert "You're in Southwark now" in await kofi.say(f"join {typed.lower()}")
    await play.takes(kofi, Opened(opened))
    await play.bot.sender.drained()
    assert "member rep for Lewisham" in kofi.last
    assert (await kofi.known()).role == "representative"
    assert [row[1] for row in await play.rows("membership")] == [1, 2, 3]


async def test_the_same_code_gives_nothing_twice(play: Play) -> None:
    """A used-up or expired code is refused kindly and changes nothing."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    code, old = (
        await play.invite("coordinator", "Southwark"),
        await play.invite("coordinator", "Lewisham", days=1),
    )
    await kofi.say(code)
    assert "doesn't work any more" in await bea.say(code)
    await play.wait(2 * DAY)
    assert "doesn't work any more" in await bea.say(old)
    assert ((await kofi.known()).role, (await bea.known()).role) == ("coordinator", "member")


async def test_a_late_turn_sees_the_clock_of_its_own_moment(play: Play) -> None:
    """The time is read once a turn, so one batch is one moment."""
    kofi = await play.joined("Kofi")
    play.clock.move_to(play.now + HOUR)
    await play.takes(kofi, Typed("pace"), Typed("every 2 weeks"))
    assert f'"last_contact_at":{play.now}' in (await kofi.known()).plan

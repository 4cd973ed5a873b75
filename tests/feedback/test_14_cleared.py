"""Attack 14: the chat. Everything that was said in the form is deleted on both sides, and what cannot be is owned up to.

The emulated Telegram sees every call: so it is not what the bot believes that counts here, but what stands on the phone.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import sealed
from tests.bot.play import DAY, HOUR
from tests.emulator import Kind
from tests.feedback.beginning import ASKED, CLOSED
from tests.feedback.telegram import Scene, Someone, living

pytestmark = pytest.mark.slow
OPENER = "Forum was on"
BEGUN = ("Start", "OK, start", "Carry on")
HALF = (*BEGUN, "Mostly", "Shared")
NEARLY = (*HALF, "No", "Partly", "The room", "typed: The stairs, too", "typed: Shorter agendas")


@pytest.fixture
async def scene(prepared: Path, tmp_path: Path) -> AsyncIterator[Scene]:
    """Everybody has been asked how the meeting was."""
    async with living(prepared, tmp_path / "life") as scene:
        await scene.until(ASKED)
        yield scene


def before(someone: Someone) -> set[int]:
    """What stood on the phone before the form, and is none of it."""
    return {shown.id for shown in someone.phone.screen() if not shown.text.startswith(OPENER)}


def left(someone: Someone, before: set[int]) -> list[str]:
    """What of the form stands on the phone, of both sides."""
    return [shown.text for shown in someone.phone.screen() if shown.id not in before]


def not_deleted(scene: Scene, someone: Someone, before: set[int]) -> list[str]:
    """What the bot never asked Telegram to delete, of all that ever stood there of the form."""
    everything = {shown.id: shown for shown in someone.phone.everything() if shown.id not in before}
    return [shown.text for shown in everything.values() if not shown.deleted]


ENDS = {
    "sent": ((*NEARLY, "Send it"), "Sent, with no name. I've cleared our chat"),
    "sent after reading it": ((*NEARLY, "See my answers", "Send it"), "Sent, with no name."),
    "binned": ((*NEARLY, "Bin it"), "Binned. Nothing was sent."),
    "all skipped": ((*BEGUN, "Skip", "Skip", "Skip", "Skip", "typed: skip", "No thanks"), "That's fine. I've kept nothing"),
    "no thanks": (("No thanks",), "That's fine. I've kept nothing"),
    "no thanks, on reading": (("Start", "Tell me more", "No thanks"), "That's fine. I've kept nothing"),
    "too small": (("Start", "OK, start", "Skip it"), "That's fine. I've kept nothing"),
    "not now": (("Not now",), "OK. It's under MENU, Meetings"),
    "leave": ((*NEARLY[:-1], "typed: leave"), "That's fine. I've kept nothing"),
    "all by typing": (("typed: start", "typed: ok, start", "typed: carry on", "typed: 1", "typed: back", "typed: 2", "typed: shared", "typed: yes", "typed: yes", "typed: Lamps", "typed: send it"), "Sent, with no name."),
    "danger": ((*HALF, "typed: I want to kill myself", "Not about me", "No", "Yes", "Skip", "Send it"), "Sent, with no name."),
    "a number": ((*HALF, "No", "Yes", "typed: Ring 07700 900123", "Let me edit", "typed: Ring us", "Send it"), "Sent, with no name."),
}  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
async def test_14_nothing_but_the_last_line_is_left(scene: Scene, end: str) -> None:
    """However the form ends: every message of it was deleted on both sides, the opener too; one plain line stays."""
    amara, (acts, line) = scene["Amara"], ENDS[end]
    stood = before(amara)
    await amara.does(*acts)
    last = left(amara, stood)
    assert len(last) == 1 and last[0].startswith(line), last
    assert not_deleted(scene, amara, stood) == last
    assert all(shown.from_bot for shown in amara.phone.screen())
    assert not amara.phone.last().labels


async def test_14_it_is_cleared_as_it_goes(scene: Scene) -> None:
    """After every answer one message stands there and no more: the open question. What was typed is gone at once."""
    amara = scene["Amara"]
    stood = before(amara)
    for act in NEARLY:
        await amara.does(act)
        question = left(amara, stood)
        assert len(question) == 1, question
        assert "stairs" not in question[0] and "agendas" not in question[0]
    assert question[0].startswith("Ready to send")


async def test_14_what_is_too_old_to_delete_is_told(scene: Scene) -> None:
    """The opener is older than Telegram's 48 hours at Send: the member is told how to clear the chat, and it is sent."""
    amara = scene["Amara"]
    await scene.wait(49 * HOUR)
    await amara.does(*NEARLY, "See my answers", "Send it")
    assert amara.words[-1].startswith("Sent, with no name. I couldn't clear this chat.")
    assert amara.words[-2] == "·"
    assert b'"register":[1]' in await scene.contents()
    assert not any("stairs" in shown.text for shown in amara.phone.screen())


async def test_14_a_bin_that_could_not_be_cleared_is_told_as_well(scene: Scene) -> None:
    """The same at every other end: nothing is called cleared that is not."""
    amara = scene["Amara"]
    await scene.wait(49 * HOUR)
    await amara.does(*NEARLY, "Bin it")
    assert amara.words[-2] == "·"
    assert amara.words[-1].startswith("Binned. Nothing was sent.") and "couldn't clear" in amara.words[-1]


@pytest.mark.parametrize(
    "kind", [Kind.SERVER_ERROR, Kind.BAD_GATEWAY, Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.TOO_MANY]
)
async def test_14_a_deletion_that_stumbles_is_tried_again(scene: Scene, kind: Kind) -> None:
    """Telegram's own faults leave nothing behind: what was not deleted at once is deleted a moment later."""
    amara = scene["Amara"]
    stood = before(amara)
    await amara.does(*NEARLY)
    scene.emulator.fault(kind, method="deleteMessages")
    await amara.does("Send it")
    assert [text[:9] for text in left(amara, stood)] == ["Sent, wit"]
    assert scene.emulator.faults.happened == {kind.value: 1}


async def test_14_clear_mid_way_keeps_the_draft(scene: Scene) -> None:
    """CLEAR takes every message off the phone, of the form too, and the answers so far are there when they go on."""
    amara = scene["Amara"]
    await amara.does(*HALF, "typed: clear")
    on_phone = [shown.text for shown in amara.phone.screen()]
    assert len(on_phone) == 1 and on_phone[0].startswith("I've cleared our messages")
    await amara.does("typed: menu", "Meetings", "Open 1", "Say how it was")
    assert amara.words[-1] == "Was it OK to disagree?"
    await amara.does("No", "Yes", "Skip", "Send it")
    assert b'["MF-10",0,"mostly",1],["MF-11",0,"shared",1],["MF-12",0,"no",1]' in await scene.contents()


@pytest.mark.parametrize("word", ["stop", "forget me"])
async def test_14_who_goes_leaves_nothing_of_the_form(scene: Scene, word: str) -> None:
    """STOP and FORGET ME in the middle of it: the question and what was typed are off the phone."""
    amara = scene["Amara"]
    stood = before(amara)
    await amara.does(
        *NEARLY,
        f"typed: {word}",
        *(("typed: delete now", "typed: yes, delete it all") if word == "forget me" else ()),
    )
    assert not any(
        text.startswith(("Ready to send", OPENER)) or "stairs" in text for text in left(amara, stood)
    )
    assert b"stairs" not in await scene.contents()


async def test_14_the_closing_clears_what_was_half_done(scene: Scene) -> None:
    """Whoever was in the middle when it closed: what they saw of it is gone from the phone, and from the box."""
    amara = scene["Amara"]
    await scene.until("2026-11-30 23:30")
    stood = before(amara)
    await amara.does(*NEARLY)
    await scene.until(CLOSED)
    assert [text for text in left(amara, stood) if "check-in" not in text] == ["·"]
    assert b"stairs" not in await scene.contents()


async def test_14_half_done_for_a_day_is_let_go(scene: Scene) -> None:
    """After 24 hours what was answered half-way is gone, from the box and from the phone."""
    amara = scene["Amara"]
    stood = before(amara)
    await amara.does(*NEARLY)
    await scene.wait(DAY + HOUR)
    assert left(amara, stood) == []
    me = await amara.id()
    assert await scene.bot.database.read(lambda c: sealed.draft(c, 1, me)) is None

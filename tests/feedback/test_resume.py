"""Going on where one stopped: across a restart, for a day, by button, by word and from the Meetings page."""

from collections.abc import AsyncIterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from bot.box_contents import contents
from conversations.caps import PLAIN_TEXT
from storage import events, groups
from tests.bot.play import HOUR, MINUTE, Person, StillClock, playing
from tests.emulator import Emulator
from tests.feedback.beginning import ASKED
from tests.feedback.telegram import on, phones

pytestmark = pytest.mark.slow
HALF = ("Start", "OK, start", "Carry on", "Mostly", "Shared")
WHERE = "Was it OK to disagree?"
KEPT = b'["MF-10",0,"mostly",1],["MF-11",0,"shared",1],["MF-12",0,"no",1],["MF-13",0,"yes",1]'
Files = tuple[Emulator, StillClock, Path]


@pytest.fixture
async def files(prepared: Path, tmp_path: Path) -> AsyncIterator[Files]:
    """Phones and files of a programme whose bot is not running."""
    async with phones(prepared, tmp_path / "life") as (emulator, clock):
        yield emulator, clock, tmp_path / "life"


WAYS = {
    "by button": ("No",),
    "by word": ("typed: no",),
    "from the page": ("typed: menu", "Meetings", "Open 1", "Say how it was", "No"),
}


@pytest.mark.parametrize("way", WAYS)
async def test_after_a_restart_it_goes_on_where_it_was(files: Files, way: str) -> None:
    """23 hours later and after a restart the question still stands there, and every answer before it."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does(*HALF)
        assert scene["Amara"].words[-1] == WHERE
    clock.move_to(clock.now() + 23 * HOUR)
    async with on(emulator, folder, clock) as scene:
        await scene["Amara"].does(*WAYS[way], "Yes", "Skip", "Send it")
        assert scene["Amara"].words[-1].startswith("Sent, with no name.")
        assert KEPT in await scene.contents()


async def test_a_typed_answer_after_a_restart_is_not_taken_for_something_said_openly(files: Files) -> None:
    """What is typed to the open question goes into the box and nowhere else, also right after a restart."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does(*HALF, "No", "Yes")
        before = await scene.tables()
    async with on(emulator, folder, clock) as scene:
        await scene["Amara"].says("The zeppelin made it hard to hear")
        assert scene["Amara"].words[-1].startswith("Ready to send")
        after = await scene.tables()
        assert not [shown for shown in scene["Amara"].phone.screen() if "zeppelin" in shown.text]
    for table in ("shown", "session", "letter", "member", "pace"):
        assert after[table] == before[table], table


async def test_begun_from_the_page_and_then_a_restart(files: Files) -> None:
    """The talk came after everything else, so the next words are for it, whatever was said before it began."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does("typed: menu", "Meetings", "Open 1", "Say how it was")
        await scene.wait(MINUTE)
        await scene["Amara"].does("OK, start", "Carry on", "Mostly", "Shared", "No", "Yes")
        before = await scene.tables()
    async with on(emulator, folder, clock) as scene:
        await scene["Amara"].says("The zeppelin made it hard to hear")
        assert scene["Amara"].words[-1].startswith("Ready to send")
        after = await scene.tables()
    assert {name: after[name] for name in ("shown", "session", "letter", "pace")} == {
        name: before[name] for name in ("shown", "session", "letter", "pace")
    }


async def test_after_something_else_and_a_restart_words_are_for_that(files: Files) -> None:
    """Who opened the menu meanwhile is heard by the menu after a restart, and the draft waits."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does(*HALF)
        await scene.wait(MINUTE)
        await scene["Amara"].does("typed: menu")
    async with on(emulator, folder, clock) as scene:
        await scene["Amara"].does("typed: meetings")
        assert scene["Amara"].words[-1].startswith("Meetings:")
        await scene["Amara"].does("Open 1", "Say how it was")
        assert scene["Amara"].words[-1] == WHERE


@pytest.mark.parametrize("restarts", [False, True])
async def test_after_25_hours_nothing_is_there(files: Files, restarts: bool) -> None:
    """What was begun the day before is gone from the box and from the phone, and the page begins anew."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does(*HALF)
        if not restarts:
            await scene.wait(25 * HOUR)
            assert WHERE not in scene["Amara"].words
    if restarts:
        clock.move_to(clock.now() + 25 * HOUR)
    async with on(emulator, folder, clock) as scene:
        await scene.settled()
        assert WHERE not in scene["Amara"].words
        assert b"mostly" not in await scene.contents()
        await scene["Amara"].does("typed: meetings", "Open 1", "Say how it was")
        assert scene["Amara"].words[-1].startswith("Who can see what you say?")


async def test_what_was_owed_is_said_after_a_restart(files: Files) -> None:
    """Stopped between an answer and the question after it: at the next start that question stands there."""
    emulator, clock, folder = files
    async with on(emulator, folder, clock) as scene:
        await scene.until(ASKED)
        await scene["Amara"].does(*HALF[:-1])
        emulator.fault("server_error", method="editMessageText", times=99)
        scene["Amara"].phone.presses("Shared")
        await emulator.until(lambda: emulator.faults.happened.get("server_error"))
    emulator.faults.clear()
    assert emulator.people[scene["Amara"].phone.id].last().text == "Who made the decisions?"
    async with on(emulator, folder, clock) as scene:
        await scene.settled()
        assert scene["Amara"].words[-1] == WHERE


async def test_in_the_room_by_plain_text_as_well(tmp_path: Path) -> None:
    """With no buttons anywhere: by typing alone, over a restart, to the end."""
    async with playing(tmp_path / "demo") as play:
        play.room.caps = PLAIN_TEXT
        amara = await play.joined("Amara")

        def meeting(connection: Connection) -> int:
            group, starts = groups.by_name(connection, "Lambeth"), play.now + HOUR
            return events.add(
                connection, "meeting", "Forum", starts, group_id=group, ends_at=starts + HOUR, asks=True
            )

        await play.bot.database.write(meeting)
        await play.until("2026-11-25 12:00")
        await amara.say("start", "ok, start", "carry on", "mostly", "2")
        assert WHERE in amara.last
        now = play.now
    async with playing(tmp_path / "demo", now + 23 * HOUR) as play:
        play.room.caps = PLAIN_TEXT
        play.room.add("Amara", amara.id)
        again = Person(play, amara.id)
        await again.say("no", "yes", "skip", "send it")
        assert again.last.startswith("Sent, with no name.")
        assert KEPT in await play.bot.database.read(lambda c: contents(c, 1))

"""Whose the next words are after a restart, and where a box cannot be opened: what was written for it is never said openly."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest

from bot.config import Config
from conversations.deskwords import TALK_ENDED
from storage import sealed
from tests.bot.play import MINUTE, Person, Play, playing
from tests.bot.test_passing_on import with_duty
from tests.feedback import forum

pytestmark = pytest.mark.slow
WORDS: Final = "The zeppelin in the corner hums all the way through, and nobody will say why"
NAMED: Final = "Kofi humiliated me and now I want to kill myself"


def key_of(folder: Path) -> Path:
    (found,) = (folder / "demo" / "keys").glob("box-*")
    return found


@asynccontextmanager
async def again(
    folder: Path, person: Person, after: int = 0, config: Config | None = None
) -> AsyncIterator[tuple[Play, Person]]:
    """The bot is started anew with the same files, so many seconds later; a phone goes on."""
    async with playing(folder / "demo", person.play.now + after, config) as play:
        play.room.add("Amara", person.id)
        yield play, Person(play, person.id)


async def to_the_words(play: Play, person: Person, meeting: int) -> None:
    await forum.begin(play, person, meeting)
    for id in ("MF-10", "MF-11", "MF-12", "MF-13"):
        await forum.tap(play, person, meeting, "feedback", "skip", id)


async def half_way(folder: Path, people: int = 1) -> tuple[int, list[Person]]:
    """So many people are at their own words, and the bot has stopped."""
    async with forum.six(folder) as (play, meeting, everybody):
        for person in everybody[:people]:
            await to_the_words(play, person, meeting)
        return meeting, everybody


async def said_nowhere(play: Play) -> None:
    assert not play.in_files("zeppelin")
    assert not [row for row in await play.rows("session") if "zeppelin" in str(row)]


@pytest.mark.parametrize("after", [0, 1, MINUTE])
async def test_help_by_name_and_a_restart_at_once(tmp_path: Path, after: int) -> None:
    """Danger words, help asked for by name, and a restart in that very second: the next words are for the box, as before."""
    config = with_duty(tmp_path / "demo")
    async with playing(tmp_path / "demo", config=config) as play:
        people = [await play.joined(name) for name in ("Amara", "Kofi", "Marek", "Sol", "Tam", "Noor")]
        await play.joined("Jo", role="coordinator", lines=("menu", "go on duty"))
        meeting = await forum.meeting(play, "Forum")
        await play.until("2026-11-25 11:00")
        amara = people[0]
        await to_the_words(play, amara, meeting)
        await amara.say(NAMED)
        await play.wait(30)
        await amara.press("Ask for help, named")
        await play.wait(30)
        await amara.press(next(label for label in amara.labels if label.startswith("Yes")))
        assert "What should we change?" in amara.last
    async with again(tmp_path, amara, after, config) as (play, amara):
        me = (await amara.known()).id
        assert not await play.bot.database.read(lambda c: sealed.is_aside(c, me)), "something else came first"
        await amara.say(WORDS)
        assert forum.asked(amara, meeting).startswith("Ready to send")
        assert WORDS.encode() in await forum.inside(play, meeting)
        await said_nowhere(play)


SHUT: Final[dict[str, Callable[[Path], object]]] = {
    "open to others": lambda file: file.chmod(0o640),
    "missing": lambda file: file.unlink(),
    "damaged": lambda file: file.write_bytes(b"nothing of ours"),
}


@pytest.mark.parametrize("how", SHUT)
async def test_a_key_that_cannot_be_used_at_the_start(tmp_path: Path, how: str) -> None:
    """The bot starts and cannot open the box: what she types on is kept nowhere, and she is told. STOP is heard as ever."""
    _meeting, people = await half_way(tmp_path, 2)
    SHUT[how](key_of(tmp_path))
    async with again(tmp_path, people[0], MINUTE) as (play, amara):
        play.room.add("Kofi", people[1].id)
        assert await amara.say(WORDS) == TALK_ENDED.english
        await said_nowhere(play)
        kofi = Person(play, people[1].id)
        await kofi.say("stop")
        assert (await kofi.known()).state == "stopped"


async def test_a_key_that_can_be_used_again_opens_what_was_there(tmp_path: Path) -> None:
    """After the file was mended and a restart she goes on where she was."""
    meeting, people = await half_way(tmp_path)
    file = key_of(tmp_path)
    file.chmod(0o640)
    async with again(tmp_path, people[0], MINUTE) as (play, amara):
        await amara.say(WORDS)
    file.chmod(0o600)
    async with again(tmp_path, amara, MINUTE) as (play, amara):
        await forum.from_the_page(play, amara)
        await amara.say(WORDS)
        assert forum.asked(amara, meeting).startswith("Ready to send")


async def test_a_key_that_goes_while_the_bot_runs(tmp_path: Path) -> None:
    """The file is taken away: whoever was in the middle, first or later, is answered, and nothing of it is kept."""
    async with forum.six(tmp_path) as (play, meeting, people):
        amara, kofi, marek = people[:3]
        for person in (amara, kofi, marek):
            await to_the_words(play, person, meeting)
        key_of(tmp_path).rename(tmp_path / "away")
        assert await amara.say(WORDS)
        await said_nowhere(play)
        await marek.say("stop")
        assert (await marek.known()).state == "stopped"
        assert await kofi.say(WORDS) == TALK_ENDED.english
        assert await amara.say(WORDS) == TALK_ENDED.english
        await said_nowhere(play)

"""Whose the next words are after a restart, and where a box cannot be opened: what was written for it is never said openly."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest

from bot.config import Config
from conversations.desk.table import STILL_THERE
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
        await play.joined("Jo", role="coordinator", lines=("menu", "what comes to me", "go on duty"))
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


# -- after something else, at a question of buttons -----------------------------------------------------------------------

ELSEWHERE: Final = {
    "the menu, closed": ("[Close]",),
    "the menu": (),
    "the pace, left": ("my pace", "leave"),
}
"""What she does openly after MENU: nothing waits for her words when it is done."""


async def does(person: Person, *lines: str) -> None:
    for line in lines:
        await (person.press(line[1:-1]) if line.startswith("[") else person.say(line))


@asynccontextmanager
async def at_a_choice(folder: Path) -> AsyncIterator[tuple[Play, Person, int]]:
    """She is at a question of buttons."""
    async with forum.six(folder) as (play, meeting, people):
        await forum.begin(play, people[0], meeting)
        yield play, people[0], meeting


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
async def test_words_at_a_standing_choice_are_for_it(tmp_path: Path, elsewhere: str) -> None:
    """MENU and away from it, and then what she would say to the question above: it is asked again, and nothing is kept."""
    async with at_a_choice(tmp_path) as (play, amara, meeting):
        await does(amara, "menu", *ELSEWHERE[elsewhere])
        before = await play.rows("session")
        await amara.say(WORDS)
        await said_nowhere(play)
        assert await play.rows("session") == before
        assert amara.last == forum.asked(amara, meeting)
        assert not [each.text for each in amara.thread if not each.deleted and each.text == WORDS]
        await amara.say("mostly")
        assert "decisions" in forum.asked(amara, meeting)


async def test_an_hour_later_they_are_as_any_other_words(tmp_path: Path) -> None:
    """To the second: within the hour since her last step it is for the question that stands there, and then only an answer is."""
    for late in (False, True):
        async with at_a_choice(tmp_path / str(late)) as (play, amara, _meeting):
            await does(amara, "menu", "[Close]")
            play.clock.move_to(play.now + STILL_THERE + late)
            await amara.say(WORDS)
            kept = [row for row in await play.rows("session") if "zeppelin" in str(row)]
            assert bool(kept) is late


async def test_a_question_that_is_open_elsewhere_has_its_words(tmp_path: Path) -> None:
    """She has begun something else openly, which asks her by buttons: what she types is for that, and stands in her chat."""
    async with at_a_choice(tmp_path) as (_play, amara, meeting):
        await does(amara, "menu", "check in", "[Hard]")
        assert "Would any of these help?" in await amara.say(WORDS)
        assert [each for each in amara.thread if each.text == WORDS and not each.deleted]
        assert forum.asked(amara, meeting) == "Did you feel heard?"

"""Words that are typed after the bot has ended a sealed talk: they were written for the box, and are kept nowhere.

The box closes, or the day of a draft is over, while somebody is writing. Until the next tick the question still stands on
their phone. What they type then is not for the box any more, and it was never meant to be said openly.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Final

import pytest

from bot import broadcasting
from bot.feedback.turns import SAME_BREATH, STILL_WRITING
from conversations.deskwords import TALK_ENDED
from conversations.events import Reacted, Typed
from storage import groups, sealed
from tests.bot.play import DAY, MINUTE, Person, Play, at
from tests.feedback import forum

pytestmark = pytest.mark.slow
WORDS: Final = "The zeppelin in the corner hums all the way through, and nobody will say why"
MORE: Final = "And the walrus by the door has not been fed since the autumn, which is not fair"
QUESTION: Final = "What should we change?"
ENDS: Final = {
    "review": (5, "pool"),
    "waiting": (1, "pool"),
    "destroyed": (1, "destroy"),
}
"""How the box ends: how many others have answered, and what was promised for too few."""


async def to_the_words(play: Play, person: Person, meeting: int) -> None:
    """From the opener to the last question, which stands open."""
    await forum.begin(play, person, meeting)
    for id in ("MF-10", "MF-11", "MF-12", "MF-13"):
        await forum.tap(play, person, meeting, "feedback", "skip", id)
    assert person.last.startswith(QUESTION)


@asynccontextmanager
async def closing(folder: Path, others: int, few: str) -> AsyncIterator[tuple[Play, Person]]:
    """Two minutes before the box closes: so many others have answered, and she is at her own words."""
    async with forum.six(folder, few=few) as (play, meeting, people):
        for person in people[1 : others + 1]:
            await forum.says(play, person, meeting, {"MF-10": "yes", "MF-14": "A kettle"})
        await play.until("2026-11-30 23:58")
        await to_the_words(play, people[0], meeting)
        yield play, people[0]


@asynccontextmanager
async def a_day(folder: Path) -> AsyncIterator[tuple[Play, Person]]:
    """She is at her own words, on a day on which the box stays open."""
    async with forum.six(folder) as (play, meeting, people):
        await to_the_words(play, people[0], meeting)
        yield play, people[0]


async def pass_by(play: Play, seconds: int, *, tick: bool) -> None:
    """Time passes; with a tick at the end of it, or before any has come."""
    if tick:
        await play.wait(seconds)
    else:
        play.clock.move_to(play.now + seconds)


async def kept_nowhere(play: Play, person: Person) -> None:
    """Neither in a row, nor in a file, nor in the chat, nor in any box; and she was told."""
    assert person.last == TALK_ENDED.english
    assert not [words for words in ("zeppelin", "walrus") if play.in_files(words)]
    assert not [each.text for each in person.thread if not each.deleted and each.text in (WORDS, MORE)]
    inside = await play.bot.database.read(
        lambda c: c.execute("select draft from box_draft union all select answer from box_slip").fetchall()
    )
    assert "zeppelin" not in str(inside) and "walrus" not in str(inside)


@pytest.mark.parametrize("tick", [True, False], ids=["after the tick", "before the tick"])
@pytest.mark.parametrize("end", ENDS)
async def test_the_box_closes_under_somebody_who_writes(tmp_path: Path, end: str, tick: bool) -> None:
    """A minute after the close: however the box went on, what she types is kept nowhere and deleted, and she is told."""
    async with closing(tmp_path, *ENDS[end]) as (play, amara):
        before = await play.rows("session")
        await pass_by(play, 3 * MINUTE, tick=tick)
        if tick:
            assert not any(each.text.startswith(QUESTION) for each in amara.heard)
            ended = await play.rows("publication")
            boxes = await play.rows("box")
            assert (end == "review") == (not ended) and (end == "destroyed") == (not boxes)
        else:
            assert amara.last.startswith(QUESTION)
        await amara.say(WORDS)
        await kept_nowhere(play, amara)
        assert await play.rows("session") == before


@pytest.mark.parametrize("tick", [True, False], ids=["after housekeeping", "before housekeeping"])
async def test_the_day_of_a_draft_is_over(tmp_path: Path, tick: bool) -> None:
    """24 hours and ten minutes after the last answer: the same, whether the question still stands or not."""
    async with a_day(tmp_path) as (play, amara):
        await pass_by(play, DAY + 10 * MINUTE, tick=tick)
        assert amara.last.startswith(QUESTION) is not tick
        await amara.say(WORDS)
        await kept_nowhere(play, amara)


async def test_what_is_long_comes_in_parts(tmp_path: Path) -> None:
    """More of it that comes in the same breath is treated alike; a reaction in between changes nothing."""
    async with a_day(tmp_path) as (play, amara):
        await pass_by(play, DAY + 10 * MINUTE, tick=True)
        await play.takes(amara, Reacted())
        me = (await amara.known()).id
        assert not await play.bot.database.read(lambda c: sealed.is_aside(c, me))
        await pass_by(play, 2 * SAME_BREATH, tick=False)
        await play.takes(amara, Typed(WORDS), Typed(MORE))
        await play.bot.sender.drained()
        await pass_by(play, SAME_BREATH - 1, tick=False)
        await amara.say(MORE)
        await kept_nowhere(play, amara)
        await pass_by(play, SAME_BREATH, tick=False)
        await amara.say(MORE)
        assert amara.last != TALK_ENDED.english


@pytest.mark.parametrize("ended", ["closed", "a day"])
async def test_an_hour_later_words_are_ordinary_again(tmp_path: Path, ended: str) -> None:
    """A second before the hour is over they were still for the box; from then on they are as any other words."""
    for early, ordinary in ((1, False), (0, True)):
        folder = tmp_path / str(early)
        over = at("2026-12-01 00:00")
        async with closing(folder, 1, "pool") if ended == "closed" else a_day(folder) as (play, amara):
            if ended == "a day":
                over = play.now + DAY
            await pass_by(play, over - play.now, tick=True)
            await pass_by(play, STILL_WRITING - early, tick=False)
            await amara.say(WORDS)
            assert (amara.last != TALK_ENDED.english) is ordinary
            assert any(WORDS in str(row) for row in await play.rows("session")) is ordinary


HEARD: Final = {
    "stop": "stop",
    "help": "help",
    "menu": "menu",
    "danger": "I want to kill myself",
}


@pytest.mark.parametrize("tick", [True, False], ids=["after the tick", "before the tick"])
@pytest.mark.parametrize("what", HEARD)
async def test_what_is_heard_everywhere_is_heard_there(tmp_path: Path, what: str, tick: bool) -> None:
    """STOP, HELP, MENU and words of danger do what they do anywhere: the same words come as to somebody who wrote nothing."""
    async with forum.six(tmp_path) as (play, meeting, people):
        amara, kofi = people[:2]
        await to_the_words(play, amara, meeting)
        await pass_by(play, DAY + 10 * MINUTE, tick=tick)
        assert await amara.say(HEARD[what]) == await kofi.say(HEARD[what])
        assert amara.last != TALK_ENDED.english
        if what == "stop":
            rows = [(await person.known()).state for person in (amara, kofi)]
            assert rows == ["stopped", "stopped"]


async def asks(play: Play) -> None:
    """A coordinator sends news that asks everybody of the group."""

    def send(connection: Connection) -> None:
        group = groups.by_name(connection, "Lambeth")
        over = at("2026-11-29 00:00")
        broadcasting.begin(connection, group=group, text="Trip to the sea", level="dated", now=play.now, ends_at=over)  # fmt: skip
        while broadcasting.expand(connection, play.now):
            pass

    await play.bot.database.write(send)


async def test_an_answer_to_a_newer_question_is_one(tmp_path: Path) -> None:
    """News that asks comes after her talk was ended: "yes" is for that, and own words are still kept nowhere."""
    async with forum.six(tmp_path) as (play, meeting, people):
        amara = people[0]
        await play.until("2026-11-26 10:05")
        await to_the_words(play, amara, meeting)
        await play.until("2026-11-27 10:06")
        await asks(play)
        await play.until("2026-11-27 10:20")
        assert "Trip to the sea" in amara.last
        await amara.say(WORDS)
        await kept_nowhere(play, amara)
        assert "that's a yes" in await amara.say("yes")


async def test_who_has_gone_on_is_heard_there(tmp_path: Path) -> None:
    """MENU after the end, and then a line of it: nothing of the talk that was ended is in the way."""
    async with a_day(tmp_path) as (play, amara):
        await pass_by(play, DAY + 10 * MINUTE, tick=True)
        await amara.say("menu")
        assert (await amara.say("meetings")).startswith("Meetings")


async def test_a_reviewer_who_types_as_noon_comes(tmp_path: Path) -> None:
    """What a reviewer wanted to be taken out is not said openly either, where the box has opened meanwhile."""
    async with forum.six(tmp_path) as (play, meeting, people):
        priya = people[6]
        await forum.all_say(play, people[:6], meeting)
        await play.until("2026-12-04 11:00")
        await priya.press("Open")
        await play.until("2026-12-04 11:58")
        await priya.press("Take words out")
        await play.until("2026-12-04 12:01")
        assert await play.rows("box") == []
        await priya.say(WORDS)
        await kept_nowhere(play, priya)

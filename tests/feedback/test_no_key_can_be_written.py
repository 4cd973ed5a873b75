"""The key folder takes nothing: no answer is said to be in the box meanwhile, and everything else goes on."""

import os
from pathlib import Path
from typing import Any, Final

import pytest

from bot.box_contents import contents
from conversations.deskwords import SORRY
from storage import sealed
from tests.bot.play import Person, Play, playing
from tests.feedback import forum

pytestmark = pytest.mark.slow
WORDS: Final = "The zeppelin in the corner hums all the way through"
READ_ONLY: Final = 30
NO_SPACE: Final = 28


def shut(patch: pytest.MonkeyPatch, error: int) -> None:
    """Nothing can be written to a key any more: a file system that is read-only says so when it is asked, a full one does not."""
    asked = os.access

    def access(path: Any, mode: int, **more: Any) -> bool:
        return not (error == READ_ONLY and mode & os.W_OK) and asked(path, mode, **more)

    def pwrite(*_given: Any) -> int:
        raise OSError(error, os.strerror(error))

    patch.setattr("os.access", access)
    patch.setattr("os.pwrite", pwrite)


async def to_the_words(play: Play, person: Person, meeting: int) -> None:
    await forum.begin(play, person, meeting)
    for id in ("MF-10", "MF-11", "MF-12", "MF-13"):
        await forum.tap(play, person, meeting, "feedback", "skip", id)


@pytest.mark.parametrize("error", [READ_ONLY, NO_SPACE], ids=["read-only", "no space"])
async def test_nothing_is_said_to_be_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """A step of the form is answered with a sorry, also Send; STOP is heard; afterwards everybody goes on where they were."""
    async with forum.six(tmp_path) as (play, meeting, people):
        amara, kofi, marek = people[:3]
        await to_the_words(play, amara, meeting)
        await forum.begin(play, marek, meeting)
        await forum.answer(play, marek, meeting, {"MF-10": "yes"}, send="")
        with monkeypatch.context() as patch:
            shut(patch, error)
            assert "stop" in (await kofi.say("stop")).lower()
            assert (await kofi.known()).state == "stopped"
            inside = await forum.inside(play, meeting)
            assert await amara.say(WORDS) == SORRY.english
            assert await marek.press("Send it") == SORRY.english
            assert await amara.press("Skip") == SORRY.english
            assert await forum.inside(play, meeting) == inside
            assert not play.in_files("zeppelin")
            assert (await people[3].say("menu")) == "What would you like?"
        await play.wait(60)
        await amara.say(WORDS)
        assert forum.asked(amara, meeting).startswith("Ready to send")
        await marek.press("Send it")
        me = (await marek.known()).id
        assert await play.bot.database.read(lambda c: sealed.register(c, meeting)) == [me]
        inside = await forum.inside(play, meeting)
        assert WORDS.encode() in inside
        now = play.now
    async with playing(tmp_path / "demo", now) as play:
        assert await play.bot.database.read(lambda c: contents(c, meeting)) == inside

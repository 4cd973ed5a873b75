"""Files that members ask for: made as they go, and never a letter that stands still because one cannot be made (bot/files.py)."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import files, letters
from bot.channels.room import NAME
from bot.ports import Body
from tests.bot.play import Person, Play


@given(data=st.binary())
def test_every_byte_finds_its_way_through_a_body(data: bytes) -> None:
    """A picture goes out as it was drawn."""
    assert files.as_bytes(files.as_text(data)) == data


async def asks_for(play: Play, person: Person, name: str) -> None:
    id = (await person.known()).id
    body = Body("file", "Here it is", name=name)
    await play.bot.database.write(
        lambda c: letters.reply(c, id, NAME, person.id, body, play.now, ends_at=play.now + 900)
    )
    await play.bot.sender.drained()


@pytest.mark.parametrize(
    "name", ["results-99.png", "results-x.csv", "results-1.exe", "meeting-99.ics", "other"]
)
async def test_a_file_that_is_not_there_is_words(play: Play, name: str) -> None:
    """What somebody cannot see, and what there is none of, are alike."""
    sam = await play.joined("Sam")
    await asks_for(play, sam, name)
    assert sam.last == "That file isn't there any more." and not any(message.file for message in sam.thread)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def make() -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(files, "MAKERS", {"results-": lambda connection, view, name: make})
    yield


async def test_a_file_that_cannot_be_made_holds_nothing_up(
    play: Play, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    """Its reader hears of it, and the log names the kind of fault and nothing else."""
    sam = await play.joined("Sam")
    await asks_for(play, sam, "results-7.png")
    assert sam.last == "That file isn't there any more."
    assert "a file could not be made: RuntimeError" in caplog.text and "no ink" not in caplog.text
    assert "menu" in (await sam.say("hello")).lower() or sam.labels

"""What was sent to many is put right and taken back on Telegram: in the same messages, and never by new ones."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import amending
from bot.broadcasting import send_to_group
from bot.channels.telegram import TelegramChannel
from conversations.effects import Amend
from tests.bot.play import DAY, Play, playing
from tests.emulator.emulator import Emulator
from tests.emulator.people import Person


@pytest.fixture
async def play(tmp_path: Path, channel: TelegramChannel) -> AsyncIterator[Play]:
    """The bot with an open line to the emulator; nothing is sent but by the test."""
    async with playing(tmp_path) as play:
        play.bot.add(channel, rate=0, apart=0)
        yield play


async def on_telegram(play: Play, person: Person) -> None:
    """A member of the room, who is on Telegram from now on."""
    row = await (await play.joined("Ada")).known()
    await play.bot.database.write(
        lambda c: c.execute(
            "update address set channel = 'telegram', address = ? where member_id = ?",
            (str(person.id), row.id),
        )
    )


async def sent(play: Play) -> None:
    await play.bot.database.write(lambda c: send_to_group(c, None, "Chairs\n\nBring one.", "news", play.now))
    await play.wait(2 * DAY)


async def amend(play: Play, effect: Amend) -> None:
    await play.bot.database.write(lambda c: amending.amend(c, effect, play.now))
    await play.wait(60)


async def test_a_correction_edits_the_message_that_stands_there(
    emu: Emulator, play: Play, ada: Person
) -> None:
    """The same message with the new words and its button, marked as edited; no other message comes."""
    await on_telegram(play, ada)
    await sent(play)
    (before,) = [shown for shown in ada.screen() if "Bring one." in shown.text]
    many = len(ada.everything())
    await amend(play, Amend(1, "correct", "Chairs\n\nNo chairs needed."))
    (after,) = [shown for shown in ada.screen() if "No chairs needed." in shown.text]
    assert (after.id, after.edited, after.labels) == (before.id, True, ("Less of this",))
    assert len(ada.everything()) == many
    assert "Corrected." in after.text


async def test_what_is_taken_back_is_deleted_while_telegram_allows_it(
    emu: Emulator, play: Play, ada: Person
) -> None:
    """Within two days it is gone from the chat."""
    await on_telegram(play, ada)
    await sent(play)
    await amend(play, Amend(1, "withdraw"))
    assert not [shown for shown in ada.screen() if "Bring one." in shown.text]


async def test_what_is_too_old_to_delete_says_that_it_was_taken_back(
    emu: Emulator, play: Play, ada: Person
) -> None:
    """Later the words go, and one neutral line stands in their place."""
    await on_telegram(play, ada)
    await sent(play)
    await play.wait(2 * DAY)
    await amend(play, Amend(1, "withdraw"))
    texts = [shown.text for shown in ada.screen()]
    assert "This message was taken back." in texts
    assert not [text for text in texts if "Bring one." in text]

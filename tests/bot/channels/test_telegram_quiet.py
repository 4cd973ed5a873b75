import asyncio
import logging

import pytest

from bot.channels.telegram import ChannelProblem, TelegramChannel
from bot.ports import Trouble
from conversations.render import Choice, Piece
from tests.emulator.emulator import Emulator
from tests.emulator.faults import Kind
from tests.emulator.people import Person

from .conftest import Desk, Line, pending, waiting

SECRET = "I never told anybody this"


async def test_no_log_at_any_level_holds_an_id_a_token_or_a_word(
    emu: Emulator,
    channel: TelegramChannel,
    line: Line,
    desk: Desk,
    ada: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With everything at DEBUG, through every fault there is, no logger of any library says who or what."""
    caplog.set_level(logging.DEBUG)
    desk.failing, desk.welcome = 1, SECRET
    async with line.polling():
        await emu.until(lambda: waiting(emu))
        emu.fault("bad_gateway", method="getUpdates")
        ada.starts(SECRET)
        ada.says(SECRET)
        emu.poison()
        await emu.until(lambda: pending(emu) == 0, within=9)
        piece = Piece(SECRET, (Choice("good", "Good", SECRET),))
        sent = await channel.send(str(ada.id), piece)
        ada.presses("Good")
        for kind in Kind:
            emu.fault(kind, method="editMessageText", hang_seconds=0.01)
            await asyncio.gather(channel.edit(str(ada.id), sent, piece), return_exceptions=True)
        for attempt in (
            channel.edit(str(ada.id), "987654", piece),
            channel.send("700100999", piece),
            channel.send(str(ada.id), Piece(SECRET * 400)),
        ):
            with pytest.raises(Trouble):
                await attempt
        await channel.delete(str(ada.id), [sent, "987654"])
        await channel.send_file(str(ada.id), f"{SECRET}.csv", SECRET.encode(), SECRET)
        await emu.until(lambda: pending(emu) == 0)
    stranger = TelegramChannel("100200300:not-it", base_url=emu.base_url)
    with pytest.raises(ChannelProblem):
        await stranger.connect()
    await stranger.close()

    hidden = (
        SECRET,
        emu.token,
        "emulated-token",
        "not-it",
        "getUpdates?",
        str(ada.id),
        "700100999",
        "987654",
        "Ada",
    )
    formatter = logging.Formatter("%(name)s %(message)s")
    servers = "uvicorn"  # the emulated Telegram logs in this process too
    for record in (record for record in caplog.records if not record.name.startswith(servers)):
        said = formatter.format(record)
        assert not [word for word in hidden if word in said], record.name
        assert not [word for word in hidden if word in repr(record.args)], record.name
    ours = [record for record in caplog.records if record.name.startswith("bot.")]
    assert len(ours) >= 2
    assert all(record.exc_info is None for record in ours)

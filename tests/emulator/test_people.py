from __future__ import annotations

import httpx
import pytest

from . import Emulator, ImpossibleError, Person
from .conftest import KEYBOARD


async def ask(http: httpx.AsyncClient) -> int:
    asked = {"chat_id": 7, "text": "Well?", "reply_markup": KEYBOARD}
    return int((await http.post("sendMessage", json=asked)).json()["result"]["message_id"])


async def test_a_bot_cannot_write_first(emu: Emulator, http: httpx.AsyncClient) -> None:
    """Until somebody presses Start their chat is not found."""
    bo = emu.person(8, "Bo")
    assert (await http.post("sendMessage", json={"chat_id": 8, "text": "hi"})).status_code == 400
    bo.starts("join-code")
    assert bo.screen()[0].text == "/start join-code"
    assert (await http.post("sendMessage", json={"chat_id": 8, "text": "hi"})).is_success


async def test_message_ids_are_one_counter_for_all_chats(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """Whoever writes, in whichever chat, the ids only grow."""
    bo = emu.person(8, "Bo")
    assert [ada.says("a"), bo.says("b"), await ask(http), ada.says("c")] == [1, 2, 3, 4]


async def test_buttons_are_found_by_label_place_or_memory(ada: Person, http: httpx.AsyncClient) -> None:
    """A press names a label, a message and label or place, or carries any data at all."""
    message = await ask(http)
    ada.presses("Yes")
    ada.presses(message, "No")
    ada.presses(message, 0)
    ada.presses(message, data="from last year")
    updates = (await http.get("getUpdates")).json()["result"]
    assert [update["callback_query"]["data"] for update in updates] == ["y", "n", "y", "from last year"]


async def test_people_cannot_do_what_no_client_allows(ada: Person, http: httpx.AsyncClient) -> None:
    """Pressing what is not there, editing the bot's words and writing when blocked are impossible."""
    message = await ask(http)
    with pytest.raises(ImpossibleError):
        ada.presses("Maybe")
    with pytest.raises(ImpossibleError):
        ada.presses(message, "Maybe")
    with pytest.raises(ImpossibleError):
        ada.edits(message, "mine")
    with pytest.raises(ImpossibleError):
        ada.reacts(999)
    ada.blocks_bot()
    with pytest.raises(ImpossibleError):
        ada.says("hello?")
    with pytest.raises(ValueError, match="can send"):
        ada.unblocks_bot()
        ada.sends("hologram")


async def test_the_log_tells_every_call(emu: Emulator, ada: Person, http: httpx.AsyncClient) -> None:
    """Each call is kept with its chat, message and outcome, refused ones with the reason."""
    message = await ask(http)
    await http.post("deleteMessage", json={"chat_id": 7, "message_id": 999})
    sent, deleted = emu.log
    assert (sent.method, sent.chat_id, sent.message_id, sent.outcome) == ("sendMessage", 7, message, "ok")
    assert (sent.text, deleted.outcome) == ("Well?", "400")
    assert deleted.description == "Bad Request: message to delete not found"
    assert emu.counts()["calls"] == {"sendMessage": 1, "deleteMessage": 1}


async def test_the_clock_can_be_given_and_moved() -> None:
    """Dates come from the clock the emulator was given, plus what it was advanced by."""
    async with Emulator(clock=lambda: 1_800_000_000) as emu:
        ada = emu.person(7)
        ada.says("now")
        emu.advance(60)
        ada.says("later")
        assert [shown.at for shown in ada.screen()] == [1_800_000_000, 1_800_000_060]

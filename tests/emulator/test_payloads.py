from __future__ import annotations

import httpx
import pytest

from . import Emulator, Person
from .attachments import CAPTIONED, KINDS
from .conftest import KEYBOARD
from .model import Json
from .oracles import accept_by_schema, accept_message, accept_update

EVERYTHING = '["message","edited_message","callback_query","my_chat_member","message_reaction"]'


async def updates(http: httpx.AsyncClient) -> list[Json]:
    answer = await http.get("getUpdates", params={"allowed_updates": EVERYTHING})
    result: list[Json] = answer.json()["result"]
    for update in result:
        accept_update(update)
    return result


@pytest.mark.parametrize("kind", KINDS)
async def test_every_attachment_is_read_whole(
    emu: Emulator, ada: Person, http: httpx.AsyncClient, kind: str
) -> None:
    """Other libraries' models read every kind of attachment and know every field of it."""
    ada.sends(kind, caption="look" if kind in CAPTIONED else "")
    (update,) = await updates(http)
    assert kind in update["message"]


async def test_words_commands_and_replies_are_read_whole(ada: Person, http: httpx.AsyncClient) -> None:
    """Texts with commands, replies and edits are messages that other libraries read whole."""
    first = ada.starts("abc")
    ada.replies(first, "🙂 then /stop now")
    ada.edits(first, "hello")
    start, reply, edit = await updates(http)
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert reply["message"]["entities"] == [{"type": "bot_command", "offset": 8, "length": 5}]
    assert reply["message"]["reply_to_message"]["message_id"] == first
    assert edit["edited_message"]["text"] == "hello"


async def test_presses_reactions_and_blocking_are_read_whole(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """A press carries its message and keyboard; reactions and blocking come as their own kinds."""
    await updates(http)  # asks for reactions, which are not sent otherwise
    sent = (
        await http.post("sendMessage", json={"chat_id": 7, "text": "Well?", "reply_markup": KEYBOARD})
    ).json()
    accept_message(sent["result"])
    ada.presses("No")
    ada.reacts(sent["result"]["message_id"], "❤")
    ada.reacts(sent["result"]["message_id"], "")
    ada.blocks_bot()
    ada.unblocks_bot()
    press, loved, unloved, left, back = await updates(http)
    assert press["callback_query"]["data"] == "n"
    assert press["callback_query"]["message"]["reply_markup"] == KEYBOARD
    assert loved["message_reaction"]["new_reaction"] == unloved["message_reaction"]["old_reaction"]
    assert left["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_a_press_on_a_deleted_message_carries_an_inaccessible_one(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """When the message is gone the press says so as Telegram does, with date 0."""
    sent = (await http.post("sendMessage", json={"chat_id": 7, "text": "Well?"})).json()["result"]
    ada.deletes(sent["message_id"])
    ada.presses(sent["message_id"], data="old")
    (press,) = await updates(http)
    assert press["callback_query"]["message"]["date"] == 0


async def test_what_the_bot_sends_is_read_whole(ada: Person, http: httpx.AsyncClient) -> None:
    """The answers to sending words, files and pictures are whole messages too, and getMe a whole user."""
    text = {"chat_id": 7, "text": "<b>Hi</b> &amp; bye", "parse_mode": "HTML", "protect_content": True}
    said = (await http.post("sendMessage", json=text)).json()["result"]
    file = {"document": ("notes.csv", b"a,b\n", "text/csv")}
    sent = (await http.post("sendDocument", data={"chat_id": "7", "caption": "Notes"}, files=file)).json()
    photo = (await http.post("sendPhoto", data={"chat_id": "7"}, files={"photo": ("a.png", b"x")})).json()
    for message in (said, sent["result"], photo["result"]):
        accept_message(message)
    assert said["text"] == "Hi & bye"
    accept_by_schema("User", (await http.get("getMe")).json()["result"])
    accept_by_schema("WebhookInfo", (await http.get("getWebhookInfo")).json()["result"])
    accept_by_schema("ChatFullInfo", (await http.get("getChat", params={"chat_id": 7})).json()["result"])

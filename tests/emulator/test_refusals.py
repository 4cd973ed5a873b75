"""The real server's rules and error texts, one row each."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from . import Emulator, Person
from .errors import NOT_MODIFIED
from .model import Json


def data(value: str) -> Json:
    return {"inline_keyboard": [[{"text": "Yes", "callback_data": value}]]}


SAY: Json = {"chat_id": 7, "text": "hello"}
REFUSED: list[tuple[str, Json, str]] = [
    ("sendMessage", {"text": "hello"}, "chat_id is empty"),
    ("sendMessage", {**SAY, "chat_id": 8}, "chat not found"),
    ("sendMessage", {**SAY, "chat_id": "@somewhere"}, "chat_id is empty"),
    ("sendMessage", {**SAY, "text": " \n "}, "message text is empty"),
    ("sendMessage", {**SAY, "text": "a" * 4097}, "message is too long"),
    ("sendMessage", {**SAY, "text": "🙂" * 2049}, "message is too long"),
    ("sendMessage", {**SAY, "reply_markup": data("é" * 33)}, "BUTTON_DATA_INVALID"),
    (
        "sendMessage",
        {**SAY, "reply_markup": data("")},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    ("sendMessage", {**SAY, "reply_markup": "[]"}, "object expected as reply markup"),
    ("sendMessage", {**SAY, "reply_markup": "{oops"}, "can't parse reply markup JSON object"),
    ("sendMessage", {**SAY, "parse_mode": "Markdown"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {**SAY, "text": "1 < 2", "parse_mode": "HTML"},
        'can\'t parse entities: Unsupported start tag "" at byte offset 2',
    ),
    (
        "sendMessage",
        {**SAY, "text": "<b>bold", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("sendDocument", {"chat_id": 7}, "there is no document in the request"),
    ("sendPhoto", {"chat_id": 7, "photo": "nothing"}, "wrong file identifier/HTTP URL specified"),
    ("sendChatAction", {"chat_id": 7, "action": "dance"}, "wrong parameter action in request"),
    ("editMessageText", {**SAY}, "message identifier is not specified"),
    ("editMessageText", {**SAY, "message_id": 999}, "message to edit not found"),
    ("editMessageText", {**SAY, "message_id": 1}, "message can't be edited"),
    ("editMessageText", {**SAY, "message_id": 2}, NOT_MODIFIED),
    ("editMessageReplyMarkup", {"chat_id": 7, "message_id": 2}, NOT_MODIFIED),
    ("deleteMessage", {"chat_id": 7, "message_id": 999}, "message to delete not found"),
    ("deleteMessages", {"chat_id": 7}, "message identifiers are not specified"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
    ("setMyCommands", {"commands": [{"command": "Nope!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    (
        "setWebhook",
        {"url": "http://bot.example/"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
]


@pytest.mark.parametrize(("method", "asked", "reason"), REFUSED)
async def test_the_server_refuses_with_its_own_words(
    ada: Person, http: httpx.AsyncClient, method: str, asked: Json, reason: str
) -> None:
    """A request that breaks a rule gets 400, the same in the body, and the real server's text."""
    ada.says("mine")  # message 1
    await http.post("sendMessage", json=SAY)  # message 2
    answer = await http.post(method, json=asked)
    assert answer.status_code == 400
    assert answer.json() == {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}


@pytest.mark.parametrize(
    "allowed",
    [
        {**SAY, "text": "a" * 4096},
        {**SAY, "text": f"<b>{'a' * 4096}</b>", "parse_mode": "HTML"},
        {**SAY, "reply_markup": data("é" * 32)},
        {**SAY, "reply_markup": {"remove_keyboard": True}},
    ],
)
async def test_the_limits_themselves_are_allowed(
    ada: Person, http: httpx.AsyncClient, allowed: dict[str, Any]
) -> None:
    """4,096 characters after entities and 64 bytes of data pass."""
    assert (await http.post("sendMessage", json=allowed)).is_success


async def test_after_48_hours_a_message_cannot_be_deleted(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """Deletion on both sides ends with the second day, for one message and for a list."""
    young, old = ada.says("a"), ada.says("b")
    emu.advance(48 * 3600 - 1)
    assert (await http.post("deleteMessage", json={"chat_id": 7, "message_id": young})).is_success
    emu.advance(1)
    for method, which in (("deleteMessage", {"message_id": old}), ("deleteMessages", {"message_ids": [old]})):
        answer = await http.post(method, json={"chat_id": 7, **which})
        assert answer.json()["description"] == "Bad Request: message can't be deleted"


async def test_after_150_seconds_a_press_cannot_be_answered(
    emu: Emulator, ada: Person, http: httpx.AsyncClient
) -> None:
    """A late answer to a press is refused as too old, and so is one to a press that never was."""
    await http.post("sendMessage", json={**SAY, "reply_markup": data("y")})
    press = ada.presses("Yes")
    emu.advance(151)
    for query in (press, "12345"):
        answer = await http.post("answerCallbackQuery", json={"callback_query_id": query})
        assert answer.json()["description"].startswith("Bad Request: query is too old and response timeout")


@pytest.mark.parametrize(
    ("token", "status", "text"), [("1:other", 401, "Unauthorized"), ("nonsense", 404, "Not Found")]
)
async def test_foreign_tokens_are_refused(emu: Emulator, token: str, status: int, text: str) -> None:
    """A token of another bot is 401, a string that is no token 404."""
    async with httpx.AsyncClient(verify=False) as client:
        answer = await client.get(f"{emu.base_url}/bot{token}/getMe")
    assert (answer.status_code, answer.json()["description"]) == (status, text)

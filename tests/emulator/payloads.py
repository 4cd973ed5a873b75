"""How accounts, messages and presses look on the wire: the Bot API's field names and nothing besides."""

from __future__ import annotations

import re
from typing import Any

from .model import Account, BotAccount, Json, Message, StoredFile

_DOCUMENT = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}")


def user(account: Account) -> Json:
    return {
        "id": account.id,
        "is_bot": False,
        **_present(
            first_name=account.first_name,
            last_name=account.last_name,
            username=account.username,
            language_code=account.language_code,
        ),
    }


def bot_user(bot: BotAccount, name: str | None = None) -> Json:
    return {"id": bot.id, "is_bot": True, "first_name": name or bot.first_name, "username": bot.username}


def private_chat(account: Account) -> Json:
    return {
        "id": account.id,
        "type": "private",
        **_present(first_name=account.first_name, last_name=account.last_name, username=account.username),
    }


def message(shown: Message, account: Account, bot: Json, reply_to: Json | None = None) -> Json:
    words = (
        _present(text=shown.text, entities=list(shown.entities))
        if shown.media is None
        else {
            shown.media.kind: shown.media.payload,
            **_present(caption=shown.text, caption_entities=list(shown.entities)),
        }
    )
    if shown.media is not None and shown.media.kind == "animation":
        # for clients older than animations
        words["document"] = {key: shown.media.payload[key] for key in _DOCUMENT}
    return {
        "message_id": shown.id,
        "from": bot if shown.from_bot else user(account),
        "chat": private_chat(account),
        "date": shown.date,
        **words,
        **_present(
            edit_date=shown.edit_date,
            reply_to_message=reply_to,
            reply_markup=markup(shown),
            has_protected_content=shown.protected or None,
        ),
    }


def inaccessible(shown: Message, account: Account) -> Json:
    """What a press carries when its message is gone."""
    return {"chat": private_chat(account), "message_id": shown.id, "date": 0}


def markup(shown: Message) -> Json | None:
    if not shown.keyboard:
        return None
    return {"inline_keyboard": [list(row) for row in shown.keyboard]}


def callback_query(press_id: str, account: Account, about: Json, data: str) -> Json:
    return {
        "id": press_id,
        "from": user(account),
        "message": about,
        "chat_instance": str(account.id * 7_919),
        "data": data,
    }


def membership(account: Account, bot: Json, at: int, *, was: str, is_now: str) -> Json:
    return {
        "chat": private_chat(account),
        "from": user(account),
        "date": at,
        "old_chat_member": _member(bot, was),
        "new_chat_member": _member(bot, is_now),
    }


def reaction(account: Account, message_id: int, at: int, *, old: list[str], new: list[str]) -> Json:
    return {
        "chat": private_chat(account),
        "message_id": message_id,
        "user": user(account),
        "date": at,
        "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in old],
        "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in new],
    }


def file(stored: StoredFile, **more: Any) -> Json:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.data),
        **more,
    }


def photo_sizes(stored: StoredFile) -> list[Json]:
    """Small, then large, as the server lists them; the largest is the original."""
    small = {**file(stored, width=90, height=60), "file_id": f"{stored.file_id}-s", "file_size": 900}
    small["file_unique_id"] += "-s"
    return [small, file(stored, width=1280, height=853)]


def command_entities(text: str) -> tuple[Json, ...]:
    """The server marks bot commands in what people write; offsets count UTF-16 units."""
    return tuple(
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in _COMMAND.finditer(text)
    )


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _member(bot: Json, status: str) -> Json:
    return {"status": status, "user": bot, **({"until_date": 0} if status == "kicked" else {})}


def _present(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}

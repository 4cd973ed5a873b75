"""What Telegram tells us, read from the raw update: only the few fields that we use.

The client library's own parsing takes nine times as long and trips over one update that it does not know,
which then blocks everything behind it. Here each update stands alone: what cannot be read, or is not meant
for us (groups, edits, service messages), becomes an `Inbound` without an event, so that its mark still
counts and the queue moves on. Such updates are counted by kind; nothing of them is kept or logged.

Words beside a photo or a file go along with it (`Arrived.text`): somebody in danger may write them there. A
number that no row could hold would fail its whole batch for ever, so it is poison too.
"""

import re
from collections import Counter
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.ports import Inbound
from conversations.events import Arrived, Blocked, Event, Opened, Pressed, Reacted, Typed

NAME: Final = "telegram"
LARGEST: Final = 2**63 - 1
"""The largest number that a row can hold. Telegram's are far below it."""
_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")
"""What Telegram lets a link carry."""
WANTED: Final = ("message", "callback_query", "my_chat_member", "message_reaction")

_KINDS: Final = frozenset((*WANTED, "edited_message", "channel_post", "edited_channel_post"))
_CARRIED: Final = (
    ("photo", "photo"),
    ("voice", "voice"),
    ("video_note", "voice"),
    ("sticker", "sticker"),
    ("document", "file"),
    ("video", "file"),
    ("animation", "file"),
    ("audio", "file"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
)
_SERVICE: Final = frozenset(
    (
        "message_auto_delete_timer_changed",
        "pinned_message",
        "write_access_allowed",
        "connected_website",
        "chat_background_set",
        "new_chat_members",
        "left_chat_member",
        "successful_payment",
        "refunded_payment",
        "users_shared",
        "chat_shared",
        "web_app_data",
        "proximity_alert_triggered",
        "boost_added",
    )
)
"""Traces that an app leaves by itself: setting a chat to delete itself asks for no answer."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class _User(_Part):
    id: int
    language_code: str | None = None


class _Chat(_Part):
    id: int
    type: str


class _Message(_Part):
    message_id: int
    chat: _Chat
    sender: _User | None = Field(None, alias="from")
    text: str = ""
    caption: str = ""


class _Place(_Part):
    """The message under which a button was pressed, even one too old to be shown in full."""

    message_id: int
    chat: _Chat


class _Press(_Part):
    id: str
    sender: _User = Field(alias="from")
    message: _Place | None = None
    data: str | None = None


class _Member(_Part):
    status: str


class _Membership(_Part):
    chat: _Chat
    sender: _User = Field(alias="from")
    new_chat_member: _Member


class _Reaction(_Part):
    chat: _Chat


def read_update(raw: object, passed_over: Counter[str] | None = None) -> Inbound:
    """One update as an `Inbound`. Never raises. What has no event is counted in `passed_over`, by kind."""
    update = raw if isinstance(raw, dict) else {}
    number = update.get("update_id")
    mark = number if type(number) is int and 0 < number <= LARGEST else 0
    kind = next((key for key in update if key in _KINDS), "unknown") if mark else "unnumbered"
    try:
        inbound = _read(kind, update.get(kind), mark)
    except ValidationError:
        kind, inbound = f"unreadable {kind}", _passed(mark)
    if inbound.event is None and passed_over is not None:
        passed_over[kind] += 1
    return inbound


def _read(kind: str, content: object, mark: int) -> Inbound:
    match kind:
        case "message":
            return _message(content, mark)
        case "callback_query":
            return _press(content, mark)
        case "my_chat_member":
            return _membership(content, mark)
        case "message_reaction":
            return _from(_Reaction.model_validate(content).chat, None, Reacted(), mark)
        case _:
            return _passed(mark)


def _message(content: object, mark: int) -> Inbound:
    message = _Message.model_validate(content)
    assert isinstance(content, dict)
    return _from(message.chat, message.sender, _said(message, content), mark)


def _said(message: _Message, content: dict[str, object]) -> Event | None:
    here = str(message.message_id)
    if message.text:
        return _words(message.text, here)
    if not _SERVICE.isdisjoint(content):
        return None
    carried = next((kind for field, kind in _CARRIED if field in content), "other")
    return Arrived(carried, here, message.caption)


def _words(words: str, here: str) -> Event:
    """`/start PAYLOAD` opens; `/help@name_of_the_bot` is `/help`. What no link can carry was typed, and is read as words."""
    if not words.startswith("/"):
        return Typed(words, here)
    first, gap, rest = words.partition(" ")
    command = first.partition("@")[0]
    if command == "/start":
        return Opened(rest.strip(), here) if _PAYLOAD.fullmatch(rest.strip()) else Typed(rest, here)
    return Typed(command + gap + rest, here)


def _press(content: object, mark: int) -> Inbound:
    press = _Press.model_validate(content)
    under = str(press.message.message_id) if press.message else ""
    event = None if press.data is None else Pressed(press.data, under)
    chat = press.message.chat if press.message else _Chat(id=press.sender.id, type="private")
    return _from(chat, press.sender, event, mark, acknowledge=press.id)


def _membership(content: object, mark: int) -> Inbound:
    """Blocking says stop. Unblocking says nothing yet: whoever comes back presses Start or writes."""
    membership = _Membership.model_validate(content)
    blocked = membership.new_chat_member.status == "kicked"
    return _from(membership.chat, membership.sender, Blocked() if blocked else None, mark)


def _from(
    chat: _Chat, sender: _User | None, event: Event | None, mark: int, *, acknowledge: str = ""
) -> Inbound:
    if event is None or chat.type != "private":
        return _passed(mark, acknowledge)
    language = (sender.language_code if sender else None) or ""
    return Inbound(NAME, str(chat.id), event, mark, language, acknowledge)


def _passed(mark: int, acknowledge: str = "") -> Inbound:
    return Inbound(NAME, "", None, mark, "", acknowledge)

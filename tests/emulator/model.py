"""What the emulated Telegram knows: accounts, messages, files, presses, and the calls made to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

DAY = 24 * 60 * 60
WEEK = 7 * DAY
DELETABLE_FOR = 48 * 60 * 60  # seconds a message can be deleted for both sides of a private chat
UPDATE_KEPT_FOR = DAY  # seconds the server keeps an update nobody fetched
QUERY_ANSWERABLE_FOR = 150  # seconds a press can be answered, and its update is kept
TEXT_LIMIT = 4096  # UTF-16 units, after entities are parsed
CAPTION_LIMIT = 1024
CALLBACK_DATA_LIMIT = 64  # bytes of UTF-8


@dataclass(frozen=True, slots=True)
class BotAccount:
    token: str = "100200300:emulated-token"
    first_name: str = "Alongside"
    username: str = "alongside_emulated_bot"

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])


@dataclass(slots=True)
class Account:
    """A person as the server sees them, and with them the private chat of the same id."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    started: bool = False  # a bot cannot write first
    blocked: bool = False
    deactivated: bool = False
    toasts: list[str] = field(default_factory=list)  # what answers to presses showed
    typing: int = 0  # how often "typing" and the like was shown


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    name: str
    mime_type: str
    data: bytes

    @property
    def unique_id(self) -> str:
        return f"unique-{self.file_id}"

    @property
    def path(self) -> str:
        return f"files/{self.file_id}/{self.name}"


@dataclass(frozen=True, slots=True)
class Media:
    """What a message carries besides words: the Bot API's field name and its value."""

    kind: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Message:
    id: int
    chat_id: int
    from_bot: bool
    date: int
    text: str = ""  # the caption, when there is media
    entities: tuple[Json, ...] = ()
    media: Media | None = None
    keyboard: tuple[tuple[Json, ...], ...] | None = None  # rows of inline buttons
    reply_to: int | None = None
    silent: bool = False
    protected: bool = False
    edit_date: int | None = None
    deleted: bool = False


@dataclass(slots=True)
class Press:
    """A callback query: answerable once, for 150 seconds."""

    id: str
    account_id: int
    message_id: int
    data: str
    at: int
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Bot API, as the log keeps it. `clock` is monotonic seconds, for rates."""

    method: str
    chat_id: int | None
    at: int
    clock: float
    outcome: str  # "ok", the error code, or the fault: "hang_after", "drop_before", ...
    description: str = ""
    message_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the person's screen has it."""

    id: int
    from_bot: bool
    text: str
    buttons: tuple[tuple[str, ...], ...]
    edited: bool
    deleted: bool
    at: int
    kind: str = "text"
    file_name: str | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for row in self.buttons for label in row)

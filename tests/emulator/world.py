"""The whole emulated Telegram of one bot: every account, message, file, press, and the queue of updates.

Everything here happens at once, with no waiting; what waits (long polls, webhooks, hanging faults) is built
around it. `message_id` is one counter for the bot, whichever chat a message is in.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import replace

from . import payloads
from .errors import BLOCKED, DEACTIVATED, ApiError, bad_request
from .faults import Faults
from .limits import Limiter, Rates
from .model import Account, BotAccount, Call, Json, Message, Press, StoredFile
from .updates import UpdateQueue


def real_clock() -> int:
    return int(time.time())  # noqa: TID251 - this stands for Telegram's servers, which have their own clock


class World:
    def __init__(self, bot: BotAccount, clock: Callable[[], int], rates: Rates, seed: int) -> None:
        self.bot = bot
        self.accounts: dict[int, Account] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[str, StoredFile] = {}
        self.presses: dict[str, Press] = {}
        self.reactions: dict[tuple[int, int], list[str]] = {}
        self.log: list[Call] = []
        self.profile: dict[str, str] = {}  # name, description, ... by language: "name:cy"
        self.commands: dict[str, list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.clock_offset = 0
        self.faults = Faults()
        self.limiter = Limiter(rates)
        self.updates = UpdateQueue(self.now, random.Random(seed))
        self.closing = asyncio.Event()
        self._clock = clock
        self._next_message = 1
        self._next_file = 1
        self._next_press = random.Random(seed).randrange(10**17, 10**18)

    def now(self) -> int:
        return self._clock() + self.clock_offset

    def close(self) -> None:
        """Let everything that waits go home."""
        self.closing.set()
        self.updates.interrupt()

    # Accounts and chats

    def reachable(self, chat_id: int | None) -> Account:
        """The account behind a chat the bot may write to, or the refusal it would get."""
        if chat_id is None:
            raise bad_request("chat_id is empty")
        account = self.accounts.get(chat_id)
        if account is None or not account.started:
            raise bad_request("chat not found")
        if account.deactivated:
            raise ApiError(403, DEACTIVATED)
        if account.blocked:
            raise ApiError(403, BLOCKED)
        return account

    def bot_user(self) -> Json:
        return payloads.bot_user(self.bot, self.profile.get("name:"))

    # Messages

    def post(self, draft: Message) -> Message:
        """Give a message its id and its time, and keep it."""
        posted = replace(draft, id=self._next_message, date=self.now())
        self._next_message += 1
        self.messages[posted.id] = posted
        return posted

    def find(self, chat_id: int, message_id: int) -> Message | None:
        found = self.messages.get(message_id)
        return found if found and found.chat_id == chat_id and not found.deleted else None

    def chat(self, chat_id: int) -> list[Message]:
        return [message for message in self.messages.values() if message.chat_id == chat_id]

    def payload(self, message: Message) -> Json:
        account = self.accounts[message.chat_id]
        answered = self.messages.get(message.reply_to or 0)
        reply = payloads.message(answered, account, self.bot_user()) if answered else None
        return payloads.message(message, account, self.bot_user(), reply)

    # Files and presses

    def keep_file(self, name: str, mime_type: str, data: bytes) -> StoredFile:
        stored = StoredFile(f"emulated-file-{self._next_file}", name, mime_type, data)
        self._next_file += 1
        self.files[stored.file_id] = stored
        return stored

    def press(self, account: Account, message: Message, data: str) -> Press:
        pressed = Press(str(self._next_press), account.id, message.id, data, self.now())
        self._next_press += 1
        self.presses[pressed.id] = pressed
        return pressed

    # Updates

    def happens(self, kind: str, content: Json, lane: str) -> int | None:
        """Something a bot may hear of. The weather can add poison before it, or a duplicate after it."""
        if self.faults.poisons_update():
            self.updates.add_raw(self.faults.poison())
        update_id = self.updates.add(kind, content, lane)
        if update_id is not None and self.faults.duplicates_update():
            self.updates.duplicate(update_id)
        return update_id

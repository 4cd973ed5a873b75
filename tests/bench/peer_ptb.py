"""The check-in in python-telegram-bot as its guide teaches it: a ConversationHandler on PicklePersistence.

Made durable the only way it can be: after each update the persistence is brought up to date, flushed and
fsynced before the turn counts. Chosen in its favour: only user data and conversations are stored; the pickle
is written once a flush (`on_flush`); the fsync is called on the event loop, which with a disk that takes 0.2
ms was quicker than a thread; the file is overwritten, as the library does, though a kill in mid-write then
loses everything (a file beside it and a rename would cost a second fsync); no answerCallbackQuery; nothing is
encoded for the wire. Replies are sent through a request object that answers at once.

`flush="shared"` is not python-telegram-bot's idea but ours, lent to it: all who wait together share one
flush. It says how much of the difference is the commit that we share, and how much the rest.

Every flush writes every answer there is, so the speed depends on what the file holds already: `history`
check-ins, none by default, which is the best day that this peer ever has.
"""

import asyncio
import os
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData
from telegram.warnings import PTBUserWarning

from tests.bench.canned import ME, SENT
from tests.bench.drive import PEOPLE, Turn, turns_per_second
from tests.bench.updates import Answers, RawUpdate, address

Flush = Literal["update", "shared"]
NAME = "check_in"
MOOD, WORDS, REASON = range(3)


def _keyboard(prefix: str, *labels: str) -> InlineKeyboardMarkup:
    data = {label: f"{prefix}:{label.lower()}" for label in labels}
    return InlineKeyboardMarkup.from_column(
        [InlineKeyboardButton(label, callback_data=sent) for label, sent in data.items()]
    )


MOODS = _keyboard("mood", "Good", "Mixed", "Hard")
REASONS = _keyboard("reason", "Home", "Money", "Health")
Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]


class InstantRequest(BaseRequest):
    """Telegram at no distance: every call has succeeded already."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        return 200, ME if url.endswith("/getMe") else SENT


async def begin(update: Update, context: Context) -> int:
    await _reply(update, "How has your week been?", MOODS)
    return MOOD


async def keep_mood(update: Update, context: Context) -> int:
    _of(context)["draft"] = {"mood": _pressed(update)}
    await _reply(update, "Would you like to say more?")
    return WORDS


async def keep_words(update: Update, context: Context) -> int:
    assert update.message is not None
    _of(context)["draft"]["words"] = update.message.text
    await _reply(update, "What has it mostly been about?", REASONS)
    return REASON


async def keep_reason(update: Update, context: Context) -> int:
    member = _of(context)
    member.setdefault("check_ins", []).append({**member.pop("draft"), "reason": _pressed(update)})
    await _reply(update, "Thank you. That's all for now.")
    return ConversationHandler.END


def _of(context: Context) -> dict[str, Any]:
    assert context.user_data is not None
    return context.user_data


def _pressed(update: Update) -> str:
    assert update.callback_query is not None and update.callback_query.data is not None
    return update.callback_query.data.partition(":")[2]


async def _reply(update: Update, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    assert update.effective_chat is not None
    await update.effective_chat.send_message(text, reply_markup=keyboard)


def _check_in() -> ConversationHandler[Any]:
    with warnings.catch_warnings():  # advice about buttons under many messages
        warnings.simplefilter("ignore", PTBUserWarning)
        return ConversationHandler(
            entry_points=[CallbackQueryHandler(begin, "^start$")],
            states={
                MOOD: [CallbackQueryHandler(keep_mood, "^mood:")],
                WORDS: [MessageHandler(filters.TEXT & ~filters.COMMAND, keep_words)],
                REASON: [CallbackQueryHandler(keep_reason, "^reason:")],
            },
            fallbacks=[],
            name=NAME,
            persistent=True,
        )


def _file(directory: Path) -> Path:
    return directory / "ptb.pickle"


def _persistence(directory: Path) -> PicklePersistence[Any, Any, Any]:
    stored = PersistenceInput(bot_data=False, chat_data=False, callback_data=False)
    return PicklePersistence(_file(directory), store_data=stored, on_flush=True)


def _fsync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class SharedFlush:
    """Flushes for everybody who asked before it began."""

    def __init__(self, flush: Callable[[], Awaitable[None]]) -> None:
        self._flush = flush
        self._next: asyncio.Task[None] | None = None

    async def __call__(self) -> None:
        if self._next is None:
            self._next = asyncio.create_task(self._soon())
        await self._next

    async def _soon(self) -> None:
        await asyncio.sleep(0)  # lets those whose last flush has just ended bring their next update
        await asyncio.sleep(0)
        self._next = None
        await self._flush()


@asynccontextmanager
async def opened(directory: Path, flush: Flush = "update") -> AsyncIterator[Turn]:
    """The application on its file in `directory`, as a function that takes one update through durably."""
    persistence = _persistence(directory)
    app: App = (
        Application.builder()
        .token("7:bench")
        .request(InstantRequest())
        .get_updates_request(InstantRequest())
        .updater(None)
        .job_queue(None)
        .persistence(persistence)
        .build()
    )
    app.add_handler(_check_in())

    async def keep() -> None:
        await app.update_persistence()
        await persistence.flush()
        _fsync(_file(directory))

    durably = SharedFlush(keep) if flush == "shared" else keep

    async def turn(raw: RawUpdate) -> None:
        await app.process_update(Update.de_json(raw, app.bot))
        await durably()

    async with app:
        yield turn


async def run(
    waiting: int, checkins: int, directory: Path, history: int = 0, flush: Flush = "update"
) -> float:
    """Turns a second, on a file that holds `history` check-ins already."""
    if history:
        await _remember(directory, history)
    async with opened(directory, flush) as turn:
        return await turns_per_second(turn, waiting, checkins)


async def _remember(directory: Path, history: int) -> None:
    persistence = _persistence(directory)
    members: dict[int, list[dict[str, str]]] = {}
    for number in range(history):
        members.setdefault(address(number % PEOPLE), []).append(asdict(Answers()))
    for member, check_ins in members.items():
        await persistence.update_user_data(member, {"check_ins": check_ins})
        await persistence.update_conversation(NAME, (member, member), None)
    await persistence.flush()


async def kept(directory: Path) -> list[Answers]:
    """The check-ins that the file holds, read afresh."""
    members = await _persistence(directory).get_user_data()
    return [Answers(**answers) for member in members.values() for answers in member.get("check_ins", [])]

"""The check-in in aiogram as its guide teaches it: a router, a group of states, an FSM storage on aiosqlite.

In its favour: updates are validated once, with the bot in the context (`feed_update` would do it a second
time otherwise); `update_data` is one statement; no answerCallbackQuery; nothing is encoded for the wire, only
the answer is read. Replies go through a session that answers at once. How the storage commits is told in
`aiogram_storage`.
"""

import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.base import BaseSession
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from tests.bench.aiogram_storage import AiosqliteStorage, Commit, CommitAfterEachUpdate
from tests.bench.canned import SENT
from tests.bench.drive import Turn, turns_per_second
from tests.bench.updates import Answers, RawUpdate


class CheckIn(StatesGroup):
    mood = State()
    words = State()
    reason = State()


def _keyboard(prefix: str, *labels: str) -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(text=label, callback_data=f"{prefix}:{label.lower()}") for label in labels
    ]
    return InlineKeyboardMarkup(inline_keyboard=[[button] for button in buttons])


MOODS = _keyboard("mood", "Good", "Mixed", "Hard")
REASONS = _keyboard("reason", "Home", "Money", "Health")


class InstantSession(BaseSession):
    """Telegram at no distance: every call has succeeded already."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 (its name)
    ) -> TelegramType:
        response = self.check_response(bot, method, 200, SENT.decode())
        return cast(TelegramType, response.result)

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        yield b""  # asked of every session; a check-in has no files

    async def close(self) -> None:
        pass


async def begin(press: CallbackQuery, state: FSMContext) -> None:
    await state.set_state(CheckIn.mood)
    await _under(press).answer("How has your week been?", reply_markup=MOODS)


async def keep_mood(press: CallbackQuery, state: FSMContext) -> None:
    await state.update_data(mood=_pressed(press))
    await state.set_state(CheckIn.words)
    await _under(press).answer("Would you like to say more?")


async def keep_words(message: Message, state: FSMContext) -> None:
    await state.update_data(words=message.text)
    await state.set_state(CheckIn.reason)
    await message.answer("What has it mostly been about?", reply_markup=REASONS)


async def keep_reason(
    press: CallbackQuery, state: FSMContext, event_update: Update, keeper: AiosqliteStorage
) -> None:
    answers = await state.get_data()
    await keeper.keep_check_in(event_update.update_id, press.from_user.id, reason=_pressed(press), **answers)
    await state.clear()
    await _under(press).answer("Thank you. That's all for now.")


def _under(press: CallbackQuery) -> Message:
    assert isinstance(press.message, Message)
    return press.message


def _pressed(press: CallbackQuery) -> str:
    assert press.data is not None
    return press.data.partition(":")[2]


def _router() -> Router:
    router = Router()
    router.callback_query.register(begin, F.data == "start")
    router.callback_query.register(keep_mood, CheckIn.mood, F.data.startswith("mood:"))
    router.message.register(keep_words, CheckIn.words, F.text)
    router.callback_query.register(keep_reason, CheckIn.reason, F.data.startswith("reason:"))
    return router


def _file(directory: Path) -> Path:
    return directory / "aiogram.sqlite3"


@asynccontextmanager
async def opened(directory: Path, commit: Commit = "turn") -> AsyncIterator[Turn]:
    """The dispatcher on its file in `directory`, as a function that takes one update through durably."""
    storage = await AiosqliteStorage.open(_file(directory), commit)
    bot = Bot("7:bench", session=InstantSession())
    dispatcher = Dispatcher(storage=storage, keeper=storage)
    if commit == "turn":
        dispatcher.update.outer_middleware(CommitAfterEachUpdate(storage))
    dispatcher.include_router(_router())

    async def turn(raw: RawUpdate) -> None:
        await dispatcher.feed_update(bot, Update.model_validate(raw, context={"bot": bot}))

    try:
        yield turn
    finally:
        await storage.close()


async def run(waiting: int, checkins: int, directory: Path, commit: Commit = "turn") -> float:
    """Turns a second."""
    async with opened(directory, commit) as turn:
        return await turns_per_second(turn, waiting, checkins)


async def kept(directory: Path) -> list[Answers]:
    """The check-ins that the file holds, read afresh."""
    db = sqlite3.connect(_file(directory))
    try:
        return [Answers(*row) for row in db.execute("select mood, words, reason from check_ins")]
    finally:
        db.close()

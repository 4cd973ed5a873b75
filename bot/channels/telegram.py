"""Telegram as a channel: our messages as its calls, its errors as our Troubles. It only translates.

Receiving is in telegram_polling.py and telegram_webhook.py; both are made here, so that whoever builds the
bot needs to know this class alone.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)

from bot.chance import Chance
from bot.channels.telegram_answers import Answers, Speak
from bot.channels.telegram_connection import Connection
from bot.channels.telegram_errors import ChannelProblem, as_trouble
from bot.channels.telegram_polling import LoadMark, Polling
from bot.channels.telegram_steady import Steady, Stopped
from bot.channels.telegram_webhook import Webhook
from bot.channels.telegram_wire import NAME
from bot.clock import Clock
from bot.ports import Intake, Refused, Trouble
from conversations.caps import Caps
from conversations.render import Choice, Piece

__all__ = ["CAPS", "ChannelProblem", "Menu", "TelegramChannel"]

Menu = Callable[[str, str], Sequence[tuple[str, str]]]
"""The commands that a role sees in a language: (command without slash, description)."""

CAPS: Final = Caps(text_length=4000)
"""The server counts UTF-16 units up to 4,096; the difference is room for emoji, which count twice."""

_DELETED_AT_ONCE: Final = 100
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_log: Final = logging.getLogger(__name__)


class TelegramChannel:
    def __init__(self, token: str, *, base_url: str = "https://api.telegram.org") -> None:
        self._connection = Connection(token, base_url)
        self.username = ""
        """For t.me links; known once `connect` has been through."""
        self.passed_over: Counter[str] = Counter()
        """Updates that were none of ours or could not be read, by kind."""

    @property
    def name(self) -> str:
        return NAME

    @property
    def caps(self) -> Caps:
        return CAPS

    async def connect(self) -> str:
        """Ask once who we are; the bot's user name. Raises `ChannelProblem` (wrong token) or a Trouble."""
        self.username = await self._connection.open()
        return self.username

    async def close(self) -> None:
        await self._connection.close()

    async def send(self, address: str, piece: Piece, *, silent: bool = False) -> str:
        with as_trouble():
            sent = await self._connection.bot.send_message(
                address,
                piece.text,
                reply_markup=keyboard(piece.buttons),
                disable_notification=silent,
                link_preview_options=_NO_PREVIEW,
            )
        return str(sent.message_id)

    async def edit(self, address: str, message: str, piece: Piece) -> None:
        try:
            with as_trouble():
                await self._connection.bot.edit_message_text(
                    piece.text,
                    address,
                    _number(message),
                    reply_markup=keyboard(piece.buttons),
                    link_preview_options=_NO_PREVIEW,
                )
        except Refused as refused:
            if "not modified" not in str(refused):
                raise

    async def delete(self, address: str, messages: Sequence[str]) -> tuple[str, ...]:
        ours = [message for message in messages if message.isdecimal()]
        failed = [message for message in messages if not message.isdecimal()]
        for start in range(0, len(ours), _DELETED_AT_ONCE):
            failed += await self._delete(address, ours[start : start + _DELETED_AT_ONCE])
        return tuple(failed)

    async def send_file(self, address: str, name: str, data: bytes, caption: str) -> str:
        bot = self._connection.bot
        with as_trouble():
            if name.endswith(".png"):  # shown in the chat, and not only to be downloaded
                sent = await bot.send_photo(address, data, caption=caption or None, filename=name)
            else:
                sent = await bot.send_document(address, data, caption=caption or None, filename=name)
        return str(sent.message_id)

    async def show_commands(self, address: str, menu: Sequence[tuple[str, str]]) -> None:
        """The command menu of one chat, in place of the one that everybody sees."""
        await self._show(menu, BotCommandScopeChat(address), None)

    async def poll(
        self,
        intake: Intake,
        speak: Speak,
        load_mark: LoadMark,
        *,
        clock: Clock,
        chance: Chance,
        stop: asyncio.Event,
        menu: Menu,
        languages: Sequence[str],
        wait: int = 30,
    ) -> None:
        """Receive by long polling until `stop`. Raises `ChannelProblem`. `wait` is in seconds."""
        answers = Answers(self._connection, speak)
        polling = Polling(self._connection, intake, answers, load_mark, clock, self.passed_over, wait=wait)
        if await self._introduce(Steady(stop, chance), menu, languages, unhook=True):
            await polling.run(stop, chance)

    def webhook(self, intake: Intake, speak: Speak, url: str, *, chance: Chance) -> Webhook:
        """Receive by webhook: serve its `route()`, then `serve` it."""
        return Webhook(
            self._connection, intake, Answers(self._connection, speak), url, chance, self.passed_over
        )

    async def serve(
        self, webhook: Webhook, *, chance: Chance, stop: asyncio.Event, menu: Menu, languages: Sequence[str]
    ) -> None:
        """Point Telegram at the webhook and stay until `stop`. Raises `ChannelProblem`."""
        if await self._introduce(Steady(stop, chance), menu, languages, unhook=False):
            await webhook.run(stop)

    async def _introduce(self, steady: Steady, menu: Menu, languages: Sequence[str], *, unhook: bool) -> bool:
        """Who are we, is a webhook in the way, the menu for everybody. False if asked to stop meanwhile."""
        try:
            await steady.ask(self.connect)
            if unhook and await steady.ask(self._connection.unhook):
                _log.warning(
                    "Telegram: a webhook was set for this bot. It was removed: telegram.mode is polling."
                )
            await steady.unless_stopped(self._show_everybody(menu, languages))
        except Stopped:
            return False
        return True

    async def _show_everybody(self, menu: Menu, languages: Sequence[str]) -> None:
        """The dull commands, in each language that Telegram can tell, and in the first for all others."""
        try:
            for place, language in enumerate(("", *languages)):
                shown = menu("member", language or next(iter(languages), "en"))
                if not place or len(language) == 2:
                    await self._show(shown, None, language or None)
        except Trouble as trouble:
            _log.warning("Telegram: the command menu could not be set: %s.", trouble)

    async def _show(
        self, menu: Sequence[tuple[str, str]], scope: BotCommandScope | None, language: str | None
    ) -> None:
        with as_trouble():
            await self._connection.bot.set_my_commands(
                [BotCommand(command, description) for command, description in menu], scope, language
            )

    async def _delete(self, address: str, messages: Sequence[str]) -> list[str]:
        """Those of a batch that could not be deleted. One that is too old refuses the whole batch."""
        try:
            with as_trouble():
                await self._connection.bot.delete_messages(address, [int(message) for message in messages])
        except Refused:
            return [message for message in messages if not await self._gone(address, message)]
        return []

    async def _gone(self, address: str, message: str) -> bool:
        try:
            with as_trouble():
                await self._connection.bot.delete_message(address, int(message))
        except Refused as refused:
            return "not found" in str(refused)
        return True


def keyboard(choices: Sequence[Choice]) -> InlineKeyboardMarkup | None:
    """Long labels one below the other, short ones two or three abreast."""
    if not choices:
        return None
    longest = max(len(choice.label) for choice in choices)
    abreast = 1 if longest > 14 else 2 if longest > 7 or len(choices) == 4 else 3
    buttons = [
        InlineKeyboardButton(choice.label, callback_data=choice.token or choice.key) for choice in choices
    ]
    return InlineKeyboardMarkup(
        [buttons[start : start + abreast] for start in range(0, len(buttons), abreast)]
    )


def _number(message: str) -> int:
    if not message.isdecimal():
        raise Refused("not a message of this channel")
    return int(message)

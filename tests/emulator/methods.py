"""The methods of the Bot API that the emulator knows, named in any letter case, as on the server.

A method that is not here is answered 404, never pretended.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from . import editing, profile, sending, webhook
from .errors import TERMINATED, WEBHOOK_ACTIVE, conflict
from .model import Json
from .params import Params
from .webhook import Webhook
from .world import World

OnWorld = Callable[[World, Params], Any]
Method = Callable[[World, Webhook, Params], Awaitable[Any]]

_LONGEST_POLL = 50  # seconds
_MOST_UPDATES = 100


async def get_updates(world: World, hook: Webhook, params: Params) -> list[Json]:
    if hook.address.url:
        raise conflict(WEBHOOK_ACTIVE)
    updates = world.updates
    updates.interrupt(conflict(TERMINATED))
    allowed = params.loaded("allowed_updates")
    if allowed is not None:
        updates.allowed = tuple(allowed)
    offset = params.integer("offset")
    limit = min(max(params.integer("limit", _MOST_UPDATES), 1), _MOST_UPDATES)
    batch = updates.take(offset, limit)
    timeout = min(params.integer("timeout"), _LONGEST_POLL)
    if not batch and timeout > 0 and not world.closing.is_set():
        await updates.wait(timeout)
        batch = updates.take(offset, limit)
    return batch


def _on_world(handle: OnWorld) -> Method:
    async def call(world: World, hook: Webhook, params: Params) -> Any:
        return handle(world, params)

    return call


def _on_webhook(handle: Callable[[Webhook, Params], Any]) -> Method:
    async def call(world: World, hook: Webhook, params: Params) -> Any:
        return handle(hook, params)

    return call


_ON_WORLD: dict[str, OnWorld] = {
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.setter("name"),
    "getMyName": profile.getter("name"),
    "setMyDescription": profile.setter("description"),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description"),
    "getMyShortDescription": profile.getter("short_description"),
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "getFile": sending.get_file,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": editing.answer_callback_query,
}
METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": _on_webhook(webhook.set_webhook),
    "deleteWebhook": _on_webhook(webhook.delete_webhook),
    "getWebhookInfo": _on_webhook(webhook.get_webhook_info),
    **{name: _on_world(handle) for name, handle in _ON_WORLD.items()},
}
BY_LOWER_NAME = {name.lower(): name for name in METHODS}

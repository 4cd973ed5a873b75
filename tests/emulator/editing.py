"""Changing what was sent: editMessageText, -Caption, -ReplyMarkup, deleteMessage(s), answerCallbackQuery."""

from __future__ import annotations

from dataclasses import replace

from .errors import NOT_MODIFIED, QUERY_TOO_OLD, bad_request
from .keyboards import inline_keyboard
from .model import DELETABLE_FOR, QUERY_ANSWERABLE_FOR, Json, Message
from .params import Params
from .sending import check_caption, check_text, formatted
from .world import World

_LONGEST_TOAST = 200
_MOST_DELETIONS = 100


def edit_message_text(world: World, params: Params) -> Json:
    message = _editable(world, params)
    if message.media is not None:
        raise bad_request("there is no text in the message to edit")
    text, entities = formatted(params, "text", "entities")
    check_text(text)
    return _apply(world, params, message, replace(message, text=text, entities=entities))


def edit_message_caption(world: World, params: Params) -> Json:
    message = _editable(world, params)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    caption, entities = formatted(params, "caption", "caption_entities")
    check_caption(caption)
    return _apply(world, params, message, replace(message, text=caption, entities=entities))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    message = _editable(world, params)
    return _apply(world, params, message, message)


def delete_message(world: World, params: Params) -> bool:
    account = world.reachable(params.chat_id)
    message = world.find(account.id, _message_id(params))
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(world, message):
        raise bad_request("message can't be deleted")
    world.limiter.spend(account.id, edit=True)
    world.messages[message.id] = replace(message, deleted=True)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Those that cannot be found are skipped; one that is too old refuses them all."""
    account = world.reachable(params.chat_id)
    wanted = params.loaded("message_ids") or []
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > _MOST_DELETIONS:
        raise bad_request("too many message identifiers specified")
    found = [message for message in (world.find(account.id, int(one)) for one in wanted) if message]
    if not all(_deletable(world, message) for message in found):
        raise bad_request("message can't be deleted")
    world.limiter.spend(account.id, edit=True)
    for message in found:
        world.messages[message.id] = replace(message, deleted=True)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    press = world.presses.get(params.text("callback_query_id"))
    if press is None or press.answered or world.now() - press.at > QUERY_ANSWERABLE_FOR:
        raise bad_request(QUERY_TOO_OLD)
    text = params.text("text")
    if len(text) > _LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = True
    if text:
        world.accounts[press.account_id].toasts.append(text)
    return True


def _editable(world: World, params: Params) -> Message:
    account = world.reachable(params.chat_id)
    message = world.find(account.id, _message_id(params))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _apply(world: World, params: Params, before: Message, after: Message) -> Json:
    """An edit replaces the keyboard too: without reply_markup the message loses it."""
    after = replace(after, keyboard=inline_keyboard(params.loaded("reply_markup")))
    if after == before:
        raise bad_request(NOT_MODIFIED)
    world.limiter.spend(before.chat_id, edit=True)
    world.messages[before.id] = after = replace(after, edit_date=world.now())
    return world.payload(after)


def _message_id(params: Params) -> int:
    message_id = params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    return message_id


def _deletable(world: World, message: Message) -> bool:
    return world.now() - message.date < DELETABLE_FOR

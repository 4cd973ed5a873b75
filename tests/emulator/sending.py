"""sendMessage, sendDocument, sendPhoto, sendChatAction, and getFile."""

from __future__ import annotations

import mimetypes
from typing import Any

from . import payloads
from .entities import parse
from .errors import ApiError, bad_request
from .keyboards import inline_keyboard
from .model import CAPTION_LIMIT, TEXT_LIMIT, Account, Json, Media, Message, StoredFile
from .params import Params
from .world import World

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
_LARGEST_DOWNLOAD = 20 * 1024 * 1024  # bytes


def send_message(world: World, params: Params) -> Json:
    account = world.reachable(params.chat_id)
    text, entities = formatted(params, "text", "entities")
    check_text(text)
    return _deliver(world, params, account, text, entities, None)


def send_document(world: World, params: Params) -> Json:
    account = world.reachable(params.chat_id)
    stored = _file(world, params, "document")
    payload = payloads.file(stored, file_name=stored.name, mime_type=stored.mime_type)
    return _captioned(world, params, account, Media("document", payload))


def send_photo(world: World, params: Params) -> Json:
    account = world.reachable(params.chat_id)
    stored = _file(world, params, "photo")
    return _captioned(world, params, account, Media("photo", payloads.photo_sizes(stored)))


def send_chat_action(world: World, params: Params) -> bool:
    account = world.reachable(params.chat_id)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    account.typing += 1
    return True


def get_file(world: World, params: Params) -> Json:
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    stored = world.files.get(params.text("file_id").removesuffix("-s"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > _LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return payloads.file(stored, file_path=stored.path)


def formatted(params: Params, text: str, entities: str) -> tuple[str, tuple[Json, ...]]:
    given = params.loaded(entities)
    if given:
        return params.text(text).rstrip(), tuple(given)
    return parse(params.text(text), params.text("parse_mode"))


def check_text(text: str) -> None:
    if not text:
        raise bad_request("message text is empty")
    if payloads.utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")


def check_caption(caption: str) -> None:
    if payloads.utf16_length(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")


def _captioned(world: World, params: Params, account: Account, media: Media) -> Json:
    caption, entities = formatted(params, "caption", "caption_entities")
    check_caption(caption)
    return _deliver(world, params, account, caption, entities, media)


def _deliver(
    world: World,
    params: Params,
    account: Account,
    text: str,
    entities: tuple[Json, ...],
    media: Media | None,
) -> Json:
    keyboard = inline_keyboard(params.loaded("reply_markup"))
    reply_to = _reply_to(world, params, account)
    world.limiter.spend(account.id)
    posted = world.post(
        Message(
            id=0,
            chat_id=account.id,
            from_bot=True,
            date=0,
            text=text,
            entities=entities,
            media=media,
            keyboard=keyboard,
            reply_to=reply_to,
            silent=params.flag("disable_notification"),
            protected=params.flag("protect_content"),
        )
    )
    return world.payload(posted)


def _reply_to(world: World, params: Params, account: Account) -> int | None:
    wanted: Any = params.loaded("reply_parameters") or {}
    message_id = int(wanted.get("message_id") or params.integer("reply_to_message_id"))
    if not message_id:
        return None
    if world.find(account.id, message_id):
        return message_id
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _file(world: World, params: Params, name: str) -> StoredFile:
    """An upload under the parameter's own name or attached under another, or a file sent before."""
    value = params.text(name)
    upload = params.uploads.get(value.removeprefix("attach://") if value else name)
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        guessed = mimetypes.guess_type(upload.name)[0] or upload.mime_type
        return world.keep_file(upload.name, guessed, upload.data)
    if not value:
        raise bad_request(f"there is no {name} in the request")
    known = world.files.get(value)
    if known is None:
        raise _wrong_file()
    return known


def _wrong_file() -> ApiError:
    return bad_request("wrong file identifier/HTTP URL specified")

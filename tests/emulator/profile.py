"""getMe, commands by scope and language, name and descriptions, menu button, getChat."""

from __future__ import annotations

import json
import re
from typing import Any

from . import payloads
from .errors import bad_request
from .model import Json
from .params import Params
from .world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
_LONGEST = {"name": 64, "description": 512, "short_description": 120}
_MOST_COMMANDS = 100


def get_me(world: World, params: Params) -> Json:
    return {
        **world.bot_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    account = world.accounts.get(params.chat_id or 0)
    if account is None or not account.started:
        raise bad_request("chat not found")
    return {
        **payloads.private_chat(account),
        "accent_color_id": account.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.loaded("commands")
    if not isinstance(commands, list) or len(commands) > _MOST_COMMANDS:
        raise bad_request("can't parse BotCommand list")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_place(params)] = [dict(command) for command in commands]
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get(_place(params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop(_place(params), None)
    return True


def setter(field: str) -> Any:
    """setMyName, setMyDescription and setMyShortDescription differ only in a word."""

    def set_field(world: World, params: Params) -> bool:
        if len(params.text(field)) > _LONGEST[field]:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        world.profile[f"{field}:{params.text('language_code')}"] = params.text(field)
        return True

    return set_field


def getter(field: str) -> Any:
    def get_field(world: World, params: Params) -> Json:
        general = world.profile.get(f"{field}:", world.bot.first_name if field == "name" else "")
        return {field: world.profile.get(f"{field}:{params.text('language_code')}") or general}

    return get_field


def set_chat_menu_button(world: World, params: Params) -> bool:
    world.menu_buttons[params.integer("chat_id")] = params.loaded("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(world: World, params: Params) -> Json:
    return world.menu_buttons.get(params.integer("chat_id"), {"type": "commands"})


def _place(params: Params) -> str:
    """Where a command list applies: its scope and language, as one key."""
    return place(params.loaded("scope"), params.text("language_code"))


def place(scope: Json | None, language_code: str = "") -> str:
    scope = scope or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    scope = {key: int(value) if key.endswith("_id") else value for key, value in scope.items()}
    return f"{json.dumps(scope, sort_keys=True)} {language_code}".strip()

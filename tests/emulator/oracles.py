"""Independent judges of the emulator's payloads: two other projects' models, and the Bot API's own schema.

aiogram's models keep unknown fields in `model_extra` and PTB's in `api_kwargs`; both must stay empty all the
way down. The schema (a JSON file that aiogram's source distribution carries under `.butcher/schema/`) is not
vendored: point BOT_API_SCHEMA at a copy to have it judge too.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiogram import types
from pydantic import BaseModel
from telegram import TelegramObject, Update

from .model import Json

SCHEMA = os.environ.get("BOT_API_SCHEMA", "")


def accept_update(update: Json) -> None:
    """Every judge that is here reads this update whole."""
    assert not list(unknown_to_aiogram(types.Update.model_validate(update))), update
    parsed = Update.de_json(update, None)
    assert not list(unknown_to_ptb(parsed)), update
    accept_by_schema("Update", update)


def accept_message(message: Json) -> None:
    assert not list(unknown_to_aiogram(types.Message.model_validate(message))), message
    accept_by_schema("Message", message)


def unknown_to_aiogram(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from value.model_extra or {}
        for name in type(value).model_fields:
            yield from unknown_to_aiogram(getattr(value, name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from unknown_to_aiogram(one)


def unknown_to_ptb(value: Any) -> Iterator[str]:
    if isinstance(value, TelegramObject):
        yield from value.api_kwargs
        for cls in type(value).__mro__:
            for name in getattr(cls, "__slots__", ()):
                if name not in ("api_kwargs", "_bot", "_frozen", "_id_attrs"):
                    yield from unknown_to_ptb(getattr(value, name, None))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from unknown_to_ptb(one)


def accept_by_schema(kind: str, value: Any) -> None:
    if SCHEMA:
        problems = list(_Schema(Path(SCHEMA)).problems(kind, value, kind))
        assert not problems, problems


class _Schema:
    def __init__(self, path: Path) -> None:
        sections = json.loads(path.read_text())["items"]
        self._types = {one["name"]: one for section in sections for one in section["children"]}

    def problems(self, kind: str, value: Any, place: str) -> Iterator[str]:
        """What is wrong with a value of this type, by place."""
        if array := re.fullmatch(r"Array of (.+)", kind):
            if not isinstance(value, list):
                yield f"{place} is not an array"
                return
            for index, one in enumerate(value):
                yield from self.problems(array.group(1), one, f"{place}[{index}]")
        elif kind in self._types:
            yield from self._object_problems(kind, value, place)
        elif not _is_simple(kind, value):
            yield f"{place} is not {kind}: {value!r}"

    def _object_problems(self, kind: str, value: Any, place: str) -> Iterator[str]:
        kind = self._variant(kind, value)
        fields = {one["name"]: one for one in self._types[kind].get("annotations", [])}
        for name, field in fields.items():
            if field["required"] and name not in value:
                yield f"{place}.{name} is missing from {kind}"
        for name, inner in value.items():
            if name not in fields:
                yield f"{place}.{name} is unknown to {kind}"
            else:
                yield from self.problems(fields[name]["type"], inner, f"{place}.{name}")

    def _variant(self, kind: str, value: Json) -> str:
        """Which of several shapes a union type has here, as the Bot API tells them apart."""
        by_status = {"member": "ChatMemberMember", "kicked": "ChatMemberBanned"}
        if kind == "ChatMember":
            return by_status[value["status"]]
        if kind == "ReactionType":
            return "ReactionTypeEmoji"
        if kind == "MaybeInaccessibleMessage":
            return "Message" if value["date"] else "InaccessibleMessage"
        return kind


def _is_simple(kind: str, value: Any) -> bool:
    if kind == "Integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind.startswith("Float"):
        return isinstance(value, int | float)
    if kind in ("Boolean", "True"):
        return isinstance(value, bool)
    return isinstance(value, str)

"""Parameters of a call, whichever way they came: query string, form, multipart or JSON.

Forms carry everything as text, with objects as JSON inside; JSON bodies carry them as they are. The readers
below accept both. Multipart is taken apart here, byte for byte, because the tests install no form parser.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email.parser import HeaderParser
from typing import Any
from urllib.parse import parse_qsl

from .errors import bad_request
from .model import Json


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Params:
    values: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1", "yes"}

    def loaded(self, name: str) -> Any:
        """An object or array, decoded if it came as text; None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    @property
    def chat_id(self) -> int | None:
        return self.integer("chat_id") or None


def read(query: str, content_type: str, body: bytes) -> Params:
    values: Json = dict(parse_qsl(query, keep_blank_values=True))
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return Params(values | _json_object(body))
    if kind == "multipart/form-data":
        texts, uploads = _multipart(content_type, body)
        return Params(values | texts, uploads)
    return Params(values | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))


def _json_object(body: bytes) -> Json:
    try:
        decoded = json.loads(body or b"{}")
    except ValueError:
        decoded = None
    if not isinstance(decoded, dict):
        raise bad_request("can't parse JSON object")
    return decoded


def _multipart(content_type: str, body: bytes) -> tuple[Json, dict[str, Upload]]:
    boundary = _header(content_type, "boundary").encode()
    texts: Json = {}
    uploads: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.partition(b"\r\n\r\n")
        headers = HeaderParser().parsestr(head.decode("utf-8", "replace").lstrip("\r\n"))
        disposition = headers.get("content-disposition", "")
        name, file_name = _header(disposition, "name"), _header(disposition, "filename")
        if file_name:
            uploads[name] = Upload(file_name, headers.get_content_type(), content)
        else:
            texts[name] = content.decode("utf-8", "replace")
    return texts, uploads


def _header(value: str, parameter: str) -> str:
    parsed = HeaderParser().parsestr(f"x: {value}").get_param(parameter, "", header="x")
    return parsed if isinstance(parsed, str) else str(parsed[2])

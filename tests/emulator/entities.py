"""Formatted text as the server reads it: HTML in, plain words and entities out.

Strict where the server is strict: a bare "<" or an unknown tag is an error, so that a caller that forgot to
escape is caught. Markdown is not understood here and is refused.
"""

from __future__ import annotations

import html
import re

from .errors import ApiError, bad_request
from .model import Json
from .payloads import utf16_length

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler", "blockquote": "blockquote",
}  # fmt: skip
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>|<|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_HREF = re.compile(r"""href\s*=\s*["']([^"']*)["']""")


def parse(text: str, parse_mode: str) -> tuple[str, tuple[Json, ...]]:
    """Plain text, stripped as the server strips it, and its entities."""
    if not parse_mode:
        return text.strip(), ()
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return _html(text.strip())


def _html(text: str) -> tuple[str, tuple[Json, ...]]:
    plain, position = "", 0
    opened: list[tuple[str, int, Json]] = []
    entities: list[Json] = []
    for token in _TOKEN.finditer(text):
        plain += text[position : token.start()]
        position = token.end()
        offset = utf16_length(plain)
        if token.group().startswith("&"):
            plain += html.unescape(token.group())
        elif token.group(1):
            entities.extend(_closed(token.group(2), opened, offset))
        else:
            opened.append(_opened(token, text, offset))
    if opened:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return plain + text[position:], tuple(entities)


def _opened(token: re.Match[str], text: str, offset: int) -> tuple[str, int, Json]:
    tag = (token.group(2) or "").lower()
    if tag not in TAGS:
        place = len(text[: token.start()].encode())
        raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {place}')
    entity: Json = {"type": TAGS[tag]}
    link = _HREF.search(token.group(3) or "")
    if tag == "a" and link:
        entity["url"] = html.unescape(link.group(1))
    return tag, offset, entity


def _closed(tag: str, opened: list[tuple[str, int, Json]], end: int) -> list[Json]:
    if not opened or opened[-1][0] != tag.lower():
        expected = opened[-1][0] if opened else ""
        raise _unreadable(f'Unmatched end tag, expected "</{expected}>", found "</{tag}>"')
    _, start, entity = opened.pop()
    if end == start or (entity["type"] == "text_link" and "url" not in entity):
        return []
    return [{**entity, "offset": start, "length": end - start}]


def _unreadable(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")

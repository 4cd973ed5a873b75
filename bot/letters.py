"""Letters: how the body of one rests in the outbox, and the lanes they leave by."""

import json
from collections.abc import Sequence
from dataclasses import fields
from sqlite3 import Connection
from typing import Final

from bot.ports import Body
from conversations.pace import Kind, MessageClass
from conversations.render import Choice
from storage import letters

REPLY, ASK, RESULT, NEWS = range(4)
"""The lanes, the best first (TELEGRAM.md): an answer never waits behind a broadcast."""
HOUR: Final = 3600
REPLY_LIVES: Final = 15 * 60
HELP_LIVES: Final = HOUR
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_PLAIN: Final = {field.name: field.default for field in fields(Body)}


def to_json(body: Body) -> str:
    """Only what differs from an empty body."""
    raw = {name: value for name, default in _PLAIN.items() if (value := getattr(body, name)) != default}
    return _write(raw)


def from_json(text: str) -> Body:
    raw = json.loads(text)
    for name in ("messages", "blank"):
        if name in raw:
            raw[name] = tuple(raw[name])
    if "choices" in raw:
        raw["choices"] = tuple(tuple(choice) for choice in raw["choices"])
    return Body(**raw)


def choices(body: Body) -> tuple[Choice, ...]:
    return tuple(Choice(*choice) for choice in body.choices)


def about(item: str | None) -> Kind | None:
    """What comes back, where a letter is about something that was put off ("snooze:check_in:1764000000")."""
    kind, _colon, what = (item or "").partition(":")
    named = what.partition(":")[0]
    return next((each for each in Kind if each.value == named), None) if kind == "snooze" else None


def as_tuples(shown: Sequence[Choice]) -> tuple[tuple[str, str, str], ...]:
    return tuple((choice.key, choice.label, choice.token) for choice in shown)


def lane_of(kind: Kind) -> int:
    """Which lane an opener leaves by."""
    match kind:
        case Kind.RESULT:
            return RESULT
        case Kind.NEWS | Kind.DATED_NEWS:
            return NEWS
        case _:
            return ASK


def post(
    connection: Connection, member_id: int | None, channel: str, address: str, body: Body, now: int, *,
    message_class: MessageClass = MessageClass.REPLY, kind: Kind = Kind.ANSWER, item: str | None = None,
    due_at: int | None = None, ends_at: int | None = None, ready: bool = True, about_member: int | None = None,
) -> None:  # fmt: skip
    """Put a letter into the outbox, in the lane of its kind. `about_member`: whose words it carries to somebody else."""
    lane = REPLY if message_class is MessageClass.REPLY else lane_of(kind)
    letters.add(
        connection, member_id=member_id, channel=channel, address=address, lane=lane, message_class=message_class.value,
        kind=kind.value, body=to_json(body), now=now, due_at=due_at, ends_at=ends_at, item=item, ready=ready,
        about_member=about_member,
    )  # fmt: skip

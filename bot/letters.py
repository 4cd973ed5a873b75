"""Letters: how the body of one rests in the outbox, the lanes they leave by, and the two ways in.

An answer is ready at once (`reply`). Whatever would start a chat waits (`wait`) until the gate lets it go, and nothing makes
it ready but the gate's own `Permission` (`let_go`, `release`), which nobody else can make. So the sender, who takes what
is ready, cannot be handed an opener that did not pass the gate; no other module writes to the outbox.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import fields
from sqlite3 import Connection
from typing import Final

from bot.ports import Body
from conversations.pace import Kind, MessageClass, Permission
from conversations.pace.kinds import KINDS_OF
from conversations.render import Choice
from storage import letters

REPLY, ASK, RESULT, NEWS = range(4)
"""The lanes, the best first (TELEGRAM.md): an answer never waits behind a broadcast."""
HOUR: Final = 3600
REJOIN: Final = "rejoin"
"""What a letter and a message that show a rejoin code are about: by this they are found again."""
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
    for name in ("choices", "carrying"):
        if name in raw:
            raw[name] = tuple(tuple(each) for each in raw[name])
    return Body(**raw)


def choices(body: Body) -> tuple[Choice, ...]:
    return tuple(Choice(*choice) for choice in body.choices)


def about(item: str | None) -> Kind | None:
    """What comes back, where a letter is about something that was put off ("snooze:check_in:1764000000")."""
    kind, _colon, what = (item or "").partition(":")
    named = what.partition(":")[0]
    return next((each for each in Kind if each.value == named), None) if kind == "snooze" else None


def put_off(kind: Kind, item: str = "") -> str:
    """How the name begins of whatever comes back after it was put off; when it does is what follows."""
    return f"snooze:{kind.value}:{item}:" if item else f"snooze:{kind.value}:"


def broadcast_in(item: str | None) -> str | None:
    """The broadcast that a letter is about ("broadcast:7"), also where it was put off."""
    found = re.search(r"broadcast:\d+", item or "")
    return found[0] if found else None


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


def reply(
    connection: Connection, member_id: int | None, channel: str, address: str, body: Body, now: int, *, kind: Kind = Kind.ANSWER,
    lane: int = REPLY, item: str | None = None, due_at: int | None = None, ends_at: int | None = None, about_member: int | None = None,
) -> None:  # fmt: skip
    """An answer to something somebody did: it starts nothing, so it is ready at once. `about_member`: whose words it
    carries to somebody else."""
    if kind not in KINDS_OF[MessageClass.REPLY]:
        raise ValueError(f"{kind} starts a chat, and waits for the gate")
    letters.add(
        connection, member_id=member_id, channel=channel, address=address, lane=lane, message_class=MessageClass.REPLY.value,
        kind=kind.value, body=to_json(body), now=now, due_at=due_at, ends_at=ends_at, item=item, about_member=about_member,
    )  # fmt: skip


def wait(
    connection: Connection, member_id: int, channel: str, address: str, body: Body, now: int, *, message_class: MessageClass, kind: Kind,
    item: str | None = None, due_at: int | None = None, ends_at: int | None = None, about_member: int | None = None,
    answers: int | None = None,
) -> None:  # fmt: skip
    """What would start a chat, and waits from `due_at` on until the gate lets it go. `answers`: when its reader wrote what
    somebody answers with it."""
    letters.add(
        connection, member_id=member_id, channel=channel, address=address, lane=lane_of(kind), message_class=message_class.value,
        kind=kind.value, body=to_json(body), now=now, due_at=due_at, ends_at=ends_at, item=item, ready=False, about_member=about_member,
        answers=answers,
    )  # fmt: skip


def let_go(
    connection: Connection, permission: Permission, member_id: int, channel: str, address: str, body: Body, *,
    item: str | None = None, about_member: int | None = None, answers: int | None = None,
) -> None:  # fmt: skip
    """What the gate has let through: ready, and counted from the moment of its leave. `item`: what it is about, where that
    is not what the gate knows it by."""
    its = permission.item
    letters.add(
        connection, member_id=member_id, channel=channel, address=address, lane=lane_of(its.kind), message_class=its.message_class.value,
        kind=its.kind.value, body=to_json(body), now=permission.at, ends_at=its.ends_at, item=item or its.id, about_member=about_member,
        answers=answers,
    )  # fmt: skip


def release(
    connection: Connection, permission: Permission, letter: letters.LetterRow, body: str | None = None
) -> None:
    """The gate has let this waiting letter through: ready, in these words or its own, and counted from now."""
    if permission.item.id != str(letter.id):
        raise ValueError("this leave was given to another letter")
    letters.release(connection, letter.id, letter.body if body is None else body, permission.at)

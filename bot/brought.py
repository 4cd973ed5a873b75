"""What somebody brings along with a message: an invitation code, or a rejoin code, as the rows know it at this moment."""

import re
from collections.abc import Sequence
from sqlite3 import Connection

from bot import rejoining
from bot.ports import Inbound
from bot.views import invitation_of
from bot.world import World
from conversations import rejoin, stranger
from conversations.events import Event, Opened, Pressed, Typed
from conversations.session import Session
from conversations.view import Invitation, Rejoin

CODE = re.compile(r"^(?:join )?([0-9A-Za-z]{10})$", re.IGNORECASE)


def invitation(
    connection: Connection, event: Event, now: int, stack: Sequence[Session] = ()
) -> Invitation | None:
    """What a code gives that was opened or typed just now, or that somebody at the door brought along."""
    brought = event.payload if isinstance(event, Opened) else ""
    if isinstance(event, Typed) and (typed := CODE.match(event.text.strip())):
        brought = typed[1]
    if isinstance(event, Pressed) and stranger.is_packed(event.token):
        brought = stranger.code(event.token.split(":")[0])
    brought = brought or next((code for session in stack if (code := session.answers.get("code", ""))), "")
    return invitation_of(connection, brought, now) if CODE.match(brought) else None


def rejoin_code(
    connection: Connection, world: World, inbound: Inbound, member_id: int | None, now: int
) -> Rejoin | None:
    """Whom a rejoin code brings back that was opened or typed just now; None where there was none."""
    event = inbound.event
    words = event.payload if isinstance(event, Opened) else event.text if isinstance(event, Typed) else ""
    codes, who = rejoin.readings(words), (inbound.channel, inbound.address)
    return rejoining.found(connection, world, codes, who, member_id, now) if codes else None

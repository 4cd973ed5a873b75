"""Codes that make somebody part of the team take two keys (DOMAIN.md, 6.5): a coordinator's, and a representative's.

Otherwise one person with two accounts would hold both keys to everything: they would make a representative's code with
the first and use it with the second. So a coordinator asks, another person agrees who is a representative already, and
then the coordinator makes the code: once, within 7 days, for that role and that group. A no stands for 7 days.

Only where there is no representative beside the asker is one key enough. The first ones of all come by the command line
(`alongside invite`), which is the operator's own way and asks nobody.

The flow asks for all of this and says so kindly; `spend` is the lock, for whatever got round the flow.
"""

from sqlite3 import Connection
from typing import Final

from bot import keyholders
from conversations.effects import MakeInvite
from conversations.key_effects import AskInvite
from conversations.keyring import KEY_WAITS, invite_as
from conversations.pace import limits
from storage import keys, members, tallies
from storage.keys import KeyRow

TEAM: Final = ("representative", "coordinator")


def ask(connection: Connection, effect: AskInvite, who: int, now: int) -> int | None:
    """Ask the representatives; the request's id, or None where there is nothing to ask, or nothing may be asked."""
    action, asker = invite_as(effect.role), members.by_id(connection, who)
    if asker is None or asker.role != "coordinator" or effect.role not in TEAM:
        return None
    if not keyholders.there(connection, who) or agreed(connection, action, who, now):
        return None
    if any(each.action == action for each in keys.open_at(connection, now)):
        return None
    if limits.key_refused(keys.refused_action_at(connection, action), now):
        return None
    request = keys.ask(connection, action, who, now, now + KEY_WAITS, group_id=effect.group)
    tallies.note(connection, asker.role, "invite.asked", "", now)
    keyholders.ask(connection, keyholders.back_in_time(connection, who), request, now, now + KEY_WAITS)
    return request


def agreed(connection: Connection, action: str, who: int, now: int) -> KeyRow | None:
    """What this coordinator may make a code for now."""
    return keys.agreed(connection, action, who, now - KEY_WAITS)


def spend(connection: Connection, effect: MakeInvite, who: int, now: int) -> None:
    """The second key to this code, turned and not used yet, is used up. Raises PermissionError where there is none."""
    if effect.role == "member" or not keyholders.there(connection, who):
        return
    found = agreed(connection, invite_as(effect.role), who, now)
    if (
        found is None
        or found.group_id != effect.group
        or effect.uses != 1
        or not keys.use(connection, found.id)
    ):
        raise PermissionError("this code takes two keys")

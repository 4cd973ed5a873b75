"""From when an urgent change may go with one key (PACE.md, section 7): under 6 hours before it starts, and after no member
rep has answered for 20 minutes.

Those 20 minutes begin when somebody could have answered. That is when the question has gone out to the first of them, or
when one of them last asked something back; and while it still waits for a representative's own hours or limits, when it
will go, if that is in time. Only where nobody can be asked in time do they begin with the asking.

Two things never make one key enough, since whoever wants the key could bring them about: earlier requests that have used
up what a representative may be asked, and a hold on a representative's messages. So what earlier requests have taken is
left out when it is looked at who could have been asked; and while any representative is on hold nothing goes alone.
"""

from sqlite3 import Connection
from typing import TYPE_CHECKING, Final

from bot import keyholders
from bot.looking import DAY, history_of
from bot.reading import pace_of
from bot.waiting import item_of
from conversations.pace import HISTORY_DAYS, Kind, Permission, Sent, may_send, one_key_from
from storage import letters as outbox
from storage import members
from storage.keys import KeyRow

if TYPE_CHECKING:
    from bot.world import World

NEVER: Final = None


def alone_from(connection: Connection, world: "World", request: KeyRow, now: int) -> int | None:
    """The moment from which one key is enough, as things stand; None while it is not."""
    asked = asked_from(connection, world, request, now)
    return NEVER if asked is None else one_key_from(request.ends_at, asked)


def asked_from(connection: Connection, world: "World", request: KeyRow, now: int) -> int | None:
    """When the 20 minutes begin; None where one key cannot be enough."""
    if keyholders.held(connection, request.asked_by):
        return NEVER
    went: list[int] = []
    goes: list[int] = []
    kept_away = False
    for rep in members.representatives(connection, on_break=True):
        history = history_of(connection, rep.id, now - HISTORY_DAYS * DAY)
        went += [sent.at for sent in history if sent.item_id == keyholders.item_of(request.id)]
        letter = next(
            (
                each
                for each in outbox.waiting_openers(connection, rep.id)
                if each.item == keyholders.item_of(request.id)
            ),
            None,
        )
        if letter is None or rep.id == request.asked_by:
            continue
        moment = _goes_at(connection, world, rep, letter, history, now)
        others = [sent for sent in history if sent.kind is not Kind.KEY_REQUEST]
        if _in_time(request, moment):
            goes.append(moment or now)
        elif _in_time(request, _goes_at(connection, world, rep, letter, others, now)):
            kept_away = True
    if went:
        return max(request.asked_at, min(went))
    if goes:
        return max(request.asked_at, min(goes))
    return NEVER if kept_away else request.asked_at


def _in_time(request: KeyRow, moment: int | None) -> bool:
    """Whether somebody who is asked at this moment still has their 20 minutes."""
    return moment is not None and one_key_from(request.ends_at, moment) < request.ends_at


def _goes_at(
    connection: Connection, world: "World", rep: members.MemberRow, letter: outbox.LetterRow, history: list[Sent], now: int
) -> int | None:  # fmt: skip
    """When the gate would let the question go to this representative, after such a history."""
    its_pace = pace_of(connection, rep, world.programme_at(now), now)
    verdict = may_send(item_of(connection, letter), its_pace, history, world.holidays(now), now)
    return now if isinstance(verdict, Permission) else verdict.not_before

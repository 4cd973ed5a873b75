"""Two keys: one person asks, another turns the second one, and nobody turns both (DOMAIN.md 6.5; PACE.md, section 7).

An urgent message is a broadcast that waits (`asking`) until a representative agrees. Each representative is asked as the
gate allows, which is in their own hours unless they said that it may be at any urgent hour. The first answer counts, and
what still waits for the others is dropped. What nobody turned by the time it ends lapses; whoever asked hears of each end,
as a person's reply.

Whatever a button or a flow says, the rule is looked up here once more, in the rows: the second key is turned by somebody
who is a representative at this moment, and is not who asked, whatever either of them was when it was asked for. Where the
asker has left, nobody can know that, so it lapses.

With one key only an urgent message can go, and only where the gate itself would let it (bot/one_key.py). It is marked as such
for whoever gets it, and logged with the reason. Codes for the team take two keys as well (bot/team_keys.py).
"""

from sqlite3 import Connection
from typing import TYPE_CHECKING, assert_never

from bot import broadcasting, key_words, keyholders, limiting, one_key, team_keys
from bot.training.asking import unbooked
from conversations.key_effects import (
    AskBack,
    AskInvite,
    AskPause,
    AskUrgent,
    KeyEffect,
    LowerNews,
    SendAlone,
    StepBack,
    TakeBack,
    TurnKey,
    Unbook,
)
from conversations.keyring import ASKED_AGAIN, KEY_WAITS, PAUSE, URGENT, KeyState, change_text
from conversations.pace import URGENT_AHEAD, Agreed, Kind, Level, State, limits, one_key_from
from storage import events, groups, keys, members, standing, tallies
from storage import letters as outbox

if TYPE_CHECKING:
    from bot.world import World


def carry_out(connection: Connection, world: "World", effect: KeyEffect, who: int, now: int) -> None:
    """What a flow asked for, by this member."""
    match effect:
        case AskUrgent():
            ask_urgent(connection, effect, who, now)
        case AskPause():
            ask_pause(connection, who, now)
        case AskInvite():
            team_keys.ask(connection, effect, who, now)
        case TurnKey():
            turn(connection, world, effect.request, who, now, agree=effect.agree)
        case SendAlone():
            send_alone(connection, world, effect, who, now)
        case TakeBack():
            take_back(connection, effect.request, who, now)
        case AskBack():
            key_words.ask_back(connection, world, effect, who, now)
        case LowerNews():
            lower_news(connection, effect, who, now)
        case StepBack():
            step_back(connection, who, now)
        case Unbook():
            told = "changed:" if effect.event is None else f"changed:{effect.event}:"
            outbox.drop_kind(connection, who, Kind.REMINDER_SOON.value, told)
            if effect.event is None:
                events.unbook_all(connection, who, now)
            else:
                events.unbook(connection, effect.event, who)
            unbooked(connection, who, now)
        case _:
            assert_never(effect)


# -- asking -----------------------------------------------------------------------------------------------------------


def ask_urgent(connection: Connection, effect: AskUrgent, who: int, now: int) -> int | None:
    """Write the message down, to wait for its second key; the request's id, or None where the limits forbid it."""
    event = events.of(connection, effect.event)
    if _role(connection, who) != "coordinator" or event is None or not _is_soon(event, now):
        return None
    if urgent_is_full(connection, now) or limits.key_refused(keys.refused_at(connection, event.id), now):
        return None
    if any(each.event_id == event.id for each in keys.open_at(connection, now)):
        return None
    taken_back = keys.taken_back_at(connection, event.id)
    if taken_back is not None and now < taken_back + ASKED_AGAIN:
        return None
    text = change_text(event.title, effect.change, effect.todo)
    broadcast = broadcasting.begin(
        connection, group=None, text=text, level=URGENT, now=now, sender=who, state="asking", ends_at=event.known_start(now),
        event_id=event.id, asked_at=now,
    )  # fmt: skip
    request = keys.ask(connection, URGENT, who, now, event.known_start(now), broadcast_id=broadcast)
    _note(connection, "coordinator", "urgent.asked", now)
    keyholders.ask(connection, keyholders.reps(connection, who), request, now, event.known_start(now))
    return request


def ask_pause(connection: Connection, who: int, now: int) -> int | None:
    """Ask the other representatives to pause all broadcasts; the request's id, or None where it cannot be asked."""
    if _role(connection, who) != "representative" or not keyholders.there(connection, who):
        return None
    if any(each.action == PAUSE for each in keys.open_at(connection, now)):
        return None
    if limits.key_refused(keys.refused_action_at(connection, PAUSE), now):
        return None
    request = keys.ask(connection, PAUSE, who, now, now + KEY_WAITS)
    _note(connection, "representative", "pause.asked", now)
    keyholders.ask(connection, keyholders.back_in_time(connection, who), request, now, now + KEY_WAITS)
    return request


def _is_soon(event: events.EventRow, now: int) -> bool:
    return now < event.known_start(now) <= now + URGENT_AHEAD and event.booked > 0


def urgent_is_full(connection: Connection, now: int) -> bool:
    no = limiting.against(connection, Level.URGENT, None, now, now)
    return no is not None and no.agreed is Agreed.URGENT_A_MONTH


# -- answering --------------------------------------------------------------------------------------------------------


def turn(connection: Connection, world: "World", request: int, who: int, now: int, *, agree: bool) -> bool:
    """A representative answers; whether it was theirs to answer, and the first answer."""
    found = keys.of(connection, request)
    if found is None or now >= found.ends_at or found.asked_by in (None, who):
        return False
    if _is_held(connection, found.asked_by):
        return False
    if _role(connection, who) != "representative":
        return False
    state: KeyState = "agreed" if agree else "refused"
    if not keys.decide(connection, request, state, now, who):
        return False
    if agree:
        _do(connection, found, now)
    else:
        _undo(connection, found)
    _note(connection, "representative", f"{found.action.partition('.')[0]}.{state}", now)
    _over(connection, world, found, now)
    return True


def _do(connection: Connection, request: keys.KeyRow, now: int) -> None:
    """What both keys were turned for."""
    if request.broadcast_id is not None:
        broadcasting.release(connection, request.broadcast_id, now, keys=2)
    elif request.action == PAUSE:
        standing.put(connection, limiting.PAUSED, now + limits.PAUSE_LASTS)


def _undo(connection: Connection, request: keys.KeyRow) -> None:
    if request.broadcast_id is not None:
        broadcasting.refuse(connection, request.broadcast_id)


def _over(connection: Connection, world: "World", request: keys.KeyRow, now: int) -> None:
    """Nobody else is asked any more, and whoever asked hears how it ended."""
    outbox.drop_item(connection, keyholders.item_of(request.id))
    asker = None if request.asked_by is None else members.by_id(connection, request.asked_by)
    if asker is not None and keyholders.can_hear(connection, asker):
        key_words.ended(connection, world, asker, request.id, now)


def lapse(connection: Connection, world: "World", now: int) -> int:
    """End what nobody turned in time, and what its asker left behind; how many that were."""
    over = keys.over_at(connection, now)
    for request in over:
        if keys.decide(connection, request.id, "lapsed", now):
            _undo(connection, request)
            _over(connection, world, request, now)
    return len(over)


def lapse_of(connection: Connection, world: "World", asker: int, now: int) -> None:
    """End what this member has asked for: somebody else may have their phone."""
    for request in keys.open_at(connection, now):
        if request.asked_by == asker and keys.decide(connection, request.id, "lapsed", now):
            _undo(connection, request)
            _over(connection, world, request, now)


def left_behind(connection: Connection, asker: int, now: int) -> None:
    """Nobody is asked any more, by a name that is to be forgotten, for what this member asked. The tick ends it."""
    for request in keys.open_at(connection, now):
        if request.asked_by == asker:
            outbox.drop_item(connection, keyholders.item_of(request.id))


# -- alone, and back --------------------------------------------------------------------------------------------------


def send_alone(connection: Connection, world: "World", effect: SendAlone, who: int, now: int) -> bool:
    """Send it with one key, where that is allowed; whether it was."""
    found = keys.of(connection, effect.request)
    if found is None or found.asked_by != who or found.broadcast_id is None or not effect.reason.strip():
        return False
    asked = one_key.asked_from(connection, world, found, now)
    if _role(connection, who) != "coordinator" or asked is None:
        return False
    if not one_key_from(found.ends_at, asked) <= now < found.ends_at:
        return False
    keys.counts_from(connection, found.id, asked)
    if not keys.decide(connection, found.id, "alone", now, who, effect.reason):
        return False
    broadcasting.release(connection, found.broadcast_id, now, keys=1)
    outbox.drop_item(connection, keyholders.item_of(found.id))
    _note(connection, "coordinator", "urgent.alone", now, effect.reason)
    return True


def take_back(connection: Connection, request: int, who: int, now: int) -> bool:
    """Whoever asked asks no more."""
    found = keys.of(connection, request)
    if found is None or found.asked_by != who or not keys.decide(connection, request, "lapsed", now, who):
        return False
    _undo(connection, found)
    outbox.drop_item(connection, keyholders.item_of(request))
    return True


# -- what one representative may do alone -------------------------------------------------------------------------------


def lower_news(connection: Connection, effect: LowerNews, who: int, now: int) -> None:
    """Lower the limit of one's own group, at once. Never higher (B14)."""
    mine = {id for id, _name in members.groups_of(connection, who)}
    allowed = dict(groups.news_a_week(connection)).get(effect.group, 0)
    if _role(connection, who) != "representative" or effect.group not in mine or not 0 <= effect.to < allowed:
        return
    groups.set_news_a_week(connection, effect.group, limits.lowered(allowed, effect.to))
    _note(connection, "representative", "news.lower", now)


def step_back(connection: Connection, who: int, now: int) -> None:
    """An ordinary member again: no more keys, and none that still wait."""
    if _role(connection, who) != "representative":
        return
    members.change(connection, who, {"role": "member"})
    outbox.drop_kind(connection, who, Kind.KEY_REQUEST.value)
    _note(connection, "representative", "rep.back", now)


# -- whether there is one -----------------------------------------------------------------------------------------------


def note_reps(connection: Connection, now: int) -> None:
    """Remember when an active representative was last there; until the first, the 30 days run from when the first
    coordinator joined (B15). Active is whoever can be reached and has neither stopped nor is held. Nobody asks whether
    they chat, or turn keys: a representative on a break, or silent for weeks, is one still."""
    if members.representatives(connection, on_break=True):
        standing.put(connection, limiting.REP_SEEN, now)
    elif standing.at(connection, limiting.REP_SEEN) is None:
        began = members.first_joined(connection, "coordinator")
        if began is not None:
            standing.put(connection, limiting.REP_SEEN, began)


def _role(connection: Connection, who: int) -> str:
    row = members.by_id(connection, who)
    return "" if row is None else row.role


def _is_held(connection: Connection, who: int | None) -> bool:
    row = None if who is None else members.by_id(connection, who)
    return row is not None and row.state == State.HELD.value


def _note(connection: Connection, role: str, action: str, now: int, reason: str = "") -> None:
    tallies.note(connection, role, action, reason, now)

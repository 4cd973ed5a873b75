"""Buttons: of the open question, of a finished one, of a past life. Each gets an answer."""

from dataclasses import replace
from typing import Final

from conversations import engine, stranger
from conversations.desk.stack import practising
from conversations.desk.table import Table
from conversations.deskwords import (
    ALREADY_JOINED,
    ANSWERED_ALREADY,
    CLOSED,
    JUST_DONE,
    NOT_JOINED,
    NOTHING_KEPT,
)
from conversations.events import Pressed
from conversations.flow import Ask
from conversations.session import Session

WHILE_STOPPED: Final = frozenset(
    {
        "stop",
        "return",
        "start",
        "help",
        "crisis",
        "tell",
        "message",
        "clear",
        "forget",
        "details",
        "fix",
        "kept",
        "log",
        "language",
    }
)
"""Flows whose buttons still answer after STOP: the way out, the way back, the help lines, and one's own details."""
FOR_STRANGERS: Final = frozenset({"join", "look", "help", "crisis"})
"""Flows whose buttons go on for somebody of whom nothing is stored, also after a restart."""


def pressed(table: Table, event: Pressed, *, stopped: bool) -> None:
    id, name, step, key = parts(event.token)
    if stopped and key == "stop":
        return table.stop()
    if stopped and name not in WHILE_STOPPED:
        table.stack.clear()
        return table.begin("return")
    place = next(
        (n for n, session in enumerate(table.stack) if (session.id, session.flow) == (id, name)), None
    )
    if place is None and is_second_press(table, id, name):
        return table.say(JUST_DONE)
    if place is None and begins_anew(table, id, name, step):
        return table.begin("join", stranger.remembered(id))
    if place is None:
        place = revive(table, id, name, step)
    if place is None:
        return past_life(table, name, key)
    session, flow = table.stack[place], table.flows[name]
    if session.step != step:
        if not (flow.evergreen and isinstance(flow.index.get(step), Ask)):
            return table.show_again(ANSWERED_ALREADY)
        session = table.stack[place] = replace(session, step=step)
    del table.stack[place + 1 :]
    turn = engine.advance(flow, session, event, table.view)
    table.apply(turn, event if turn.understood and not flow.evergreen else None)


def is_second_press(table: Table, id: str, name: str) -> bool:
    """Whether a button is pressed again whose question has only now been answered: the thumb was quicker than the screen."""
    flow = table.flows.get(name)
    open_again = any(session.flow == name for session in table.stack)
    return id in table.view.just_ended and not (flow and flow.evergreen) and not open_again


def revive(table: Table, id: str, name: str, step: str) -> int | None:
    """A place for a button whose session is gone, if it can still mean something."""
    flow = table.flows.get(name)
    if flow is None or not isinstance(flow.index.get(step), Ask):
        return None
    known = next((n for n, session in enumerate(table.stack) if session.flow == name), None)
    if stranger.is_packed(id) and table.view.member is None:
        if known is not None or name not in FOR_STRANGERS:
            return known
        table.stack.append(stranger.unpack(id, name, step, table.view.now, table.view.chance))
        table.view = practising(table.view, table.stack)
    elif (flow.evergreen or flow.late) and is_for_them(table, name):
        if known is not None:
            return known
        table.stack.append(
            Session(table.fresh_id(), name, step, table.view.chance, table.view.now, table.view.now)
        )
    else:
        return None
    return len(table.stack) - 1


def begins_anew(table: Table, id: str, name: str, step: str) -> bool:
    """Whether a stranger's button stands at a step to which nothing shows that they have come: they begin at the start."""
    if table.view.member is not None or not stranger.is_packed(id) or name != "join":
        return False
    known = any(session.flow == name for session in table.stack)
    return not known and not stranger.proves(id, name, step)


def is_for_them(table: Table, name: str) -> bool:
    """Whether an old button of this flow still means something for who they are now."""
    member = table.view.member
    return name in FOR_STRANGERS if member is None else member.team or name != "team"


def past_life(table: Table, name: str, key: str) -> None:
    if table.view.member is None and name == "forget" and not table.stack:
        return table.say(
            NOTHING_KEPT
        )  # pressed twice, or the goodbye was lost: what is true now, and no new greeting
    if table.view.member is None:
        return table.show_again(NOT_JOINED) if table.stack else table.begin("join")
    if key == "stop":  # whatever it belonged to: "Stop" is never too late
        return table.stop()
    if name == "check_in":
        return table.begin("closed")
    return table.show_again(ALREADY_JOINED if name in ("join", "look") else CLOSED)


def parts(token: str) -> tuple[str, str, str, str]:
    """Session, flow, step and key of a button; empty where it is none of ours."""
    parts = token.split(":")
    return (parts[0], parts[1], parts[2], parts[3]) if len(parts) == 4 else ("", "", "", "")

"""Buttons: of the open question, of a finished one, of a past life. Each gets an answer."""

import re
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from conversations import engine, stranger
from conversations.desk.stack import is_theirs, practising
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
from conversations.flow import Ask, Flow, Visit
from conversations.pace import State
from conversations.session import Session, about, item_about

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
        "rejoin",
        "came_back",
    }
)
"""Flows whose buttons still answer after STOP: the way out, the way back, the help lines, and one's own details."""
NUMBER: Final = re.compile(r"\d+$")
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
    revived = place is None
    if place is None:
        place = revive(table, id, name, step, NUMBER.search(key))
    if place is None:
        return past_life(table, name, key)
    session, flow = table.stack[place], table.flows[name]
    step_before = session.step
    if session.step != step:
        if not (flow.evergreen and isinstance(flow.index.get(step), Ask)):
            return table.show_again(ANSWERED_ALREADY)
        session = table.stack[place] = replace(session, step=step)
    if flow.evergreen and flow.opener and not isinstance(flow[step_before], Visit):
        table.stack.append(table.stack.pop(place))  # laid on top: what was going on above it is not lost
    else:
        del table.stack[place + 1 :]
    turn = engine.advance(flow, session, event, table.view)
    if revived and flow.late and not turn.understood:  # no button of ours has ever said that
        table.stack.pop()
        return past_life(table, name, key)
    table.apply(turn, event if turn.understood and not flow.evergreen else None)


def is_second_press(table: Table, id: str, name: str) -> bool:
    """Whether a button is pressed again whose question has only now been answered: the thumb was quicker than the screen."""
    flow = table.flows.get(name)
    open_again = any(session.flow == name for session in table.stack)
    return id in table.view.just_ended and not (flow and flow.evergreen) and not open_again


def revive(table: Table, id: str, name: str, step: str, number: re.Match[str] | None) -> int | None:
    """A place for a button whose session is gone, if it can still mean something. `number`: what it is about, where it
    says so; it is never taken for the answer to a newer question of the same kind."""
    flow = table.flows.get(name)
    if flow is None or not isinstance(flow.index.get(step), Ask):
        return None
    known = next((n for n, session in enumerate(table.stack) if session.flow == name), None)
    if stranger.is_packed(id) and table.view.member is None:
        if known is not None or name not in FOR_STRANGERS:
            return known
        table.stack.append(stranger.unpack(id, name, step, table.view.now, table.view.chance))
        table.view = practising(table.view, table.stack)
    elif flow.about_item and table.view.member and (named := item_about(id)):
        known_by_id = MappingProxyType({"item": named})
        table.stack.append(
            Session(id, name, step, table.view.chance, table.view.now, table.view.now, known_by_id)
        )
    elif (flow.evergreen or flow.late) and is_for_them(table, flow):
        item = number[0] if number and flow.late else ""
        if known is not None and item in ("", about(table.stack[known].answers)):
            return known
        now, carried = table.view.now, MappingProxyType({"item": item} if item else {})
        table.stack.append(Session(table.fresh_id(), name, step, table.view.chance, now, now, carried))
    else:
        return None
    return len(table.stack) - 1


def begins_anew(table: Table, id: str, name: str, step: str) -> bool:
    """Whether a stranger's button stands at a step to which nothing shows that they have come: they begin at the start."""
    if table.view.member is not None or not stranger.is_packed(id) or name != "join":
        return False
    known = any(session.flow == name for session in table.stack)
    return not known and not stranger.proves(id, name, step)


def is_for_them(table: Table, flow: Flow) -> bool:
    """Whether an old button of this flow still means something for who they are now."""
    if table.view.member is None:
        return flow.id in FOR_STRANGERS
    return is_theirs(flow, table.view)


def past_life(table: Table, name: str, key: str) -> None:
    if table.view.member is None and name == "forget" and not table.stack:
        return table.say(
            NOTHING_KEPT
        )  # pressed twice, or the goodbye was lost: what is true now, and no new greeting
    if table.view.member is None:
        return table.show_again(NOT_JOINED) if table.stack else table.begin("join")
    if (
        key == "stop" and table.view.pace.state is not State.HELD
    ):  # "Stop" is never too late, whatever it belonged to
        return table.stop()
    if (
        key == "less" and name in table.flows and table.view.pace.state is not State.HELD
    ):  # nor is "Less of this", also under what a sealed talk asked
        return table.begin("less")
    if name == "check_in":
        return table.begin("closed")
    return table.show_again(ALREADY_JOINED if name in ("join", "look") else CLOSED)


def parts(token: str) -> tuple[str, str, str, str]:
    """Session, flow, step and key of a button; empty where it is none of ours."""
    parts = token.split(":")
    return (parts[0], parts[1], parts[2], parts[3]) if len(parts) == 4 else ("", "", "", "")

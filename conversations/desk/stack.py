"""A member's sessions, one on the other, and how long each lives."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conversations.flow import Flow, Visit
from conversations.session import Session
from conversations.view import View

DAY: Final = 24 * 3600


def living(stack: tuple[Session, ...], now: int, flows: Mapping[str, Flow]) -> list[Session]:
    """The sessions that go on. One that waits for a visited flow lives as long as that flow does."""
    alive: list[Session] = []
    for session in reversed(stack):
        if session.flow in flows and session.step in flows[session.flow]:
            waits = bool(alive) and isinstance(flows[session.flow][session.step], Visit)
            if waits or now < expires(session, flows):
                alive.insert(0, session)
    return alive


def practising(view: View, stack: list[Session]) -> View:
    """Whoever is looking around practises: nothing they do there is kept."""
    looking = any(session.flow == "look" for session in stack)
    return replace(view, practice=True) if looking and not view.practice else view


def expires(session: Session, flows: Mapping[str, Flow]) -> int:
    """When an untouched session ends, in UTC seconds: a day once something is answered (B21), else as its flow says."""
    flow = flows[session.flow]
    return session.touched_at + (min(flow.lives, DAY) if session.trail else flow.lives)

"""A member's sessions, one on the other, and how long each lives."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from conversations.flow import Flow, Visit
from conversations.session import Session
from conversations.telling import WRITING
from conversations.view import View

DAY: Final = 24 * 3600
LOOKED_UP: Final = frozenset({("sent", "CO-40"), ("sent", "CO-41")})
"""Pages that somebody looked something up on. Under the answer to something else they would be out of date."""
NOT_ENDED_BY_A_BREAK: Final = WRITING | {"join", "start"}


def living(stack: tuple[Session, ...], now: int, flows: Mapping[str, Flow]) -> list[Session]:
    """The sessions that go on. One that waits for a visited flow lives as long as that flow does."""
    alive: list[Session] = []
    for session in reversed(stack):
        if session.flow in flows and session.step in flows[session.flow]:
            waits = bool(alive) and isinstance(flows[session.flow][session.step], Visit)
            if waits or now < expires(session, flows):
                alive.insert(0, session)
    return alive


def unopened(flow: Flow, session: Session) -> bool:
    """Whether the bot began this and nobody has answered: what it is about may be known, but nothing was said."""
    return flow.opener and not session.trail and set(session.answers) <= {"item"}


def is_theirs(flow: Flow, view: View) -> bool:
    """Whether this flow is for somebody with the role that this member has now."""
    return not flow.roles or (view.member is not None and view.member.role in flow.roles)


def left_in_a_break(stack: list[Session], flows: Mapping[str, Flow], *, goes_on: bool) -> list[Session]:
    """What lies open once a break has begun. A break asks nothing more (PACE.md, section 8): what was going on ends, or its
    question would come right after "No messages until", and the next words would be taken for an answer to it.

    The flow that the break was chosen in goes on (`goes_on`: it has a question left), and so do those that wait for it to
    end; and what was never the bot's question to a member: joining, and what the team writes for others."""
    at = len(stack) - 1 if goes_on else len(stack)
    while at and isinstance(flows[stack[at - 1].flow][stack[at - 1].step], Visit):
        at -= 1
    return [session for session in stack[:at] if session.flow in NOT_ENDED_BY_A_BREAK] + stack[at:]


def practising(view: View, stack: list[Session]) -> View:
    """Whoever is looking around practises: nothing they do there is kept."""
    looking = any(session.flow == "look" for session in stack)
    return replace(view, practice=True) if looking and not view.practice else view


def expires(session: Session, flows: Mapping[str, Flow]) -> int:
    """When an untouched session ends, in UTC seconds: a day once something is answered (B21), else as its flow says."""
    flow = flows[session.flow]
    return session.touched_at + (min(flow.lives, DAY) if session.trail else flow.lives)

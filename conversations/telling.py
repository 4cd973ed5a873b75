"""Who is told when somebody writes words that may mean danger: the three set-ups of DOMAIN.md, section 1.6.

1. Signpost only: the card, and nobody is told.
2. Signpost, and ask: the card offers to tell the duty person, who is told after a yes and not before.
3. Signpost, and must tell: as 2; and for clear danger to life the duty person is told at once.

A rota with a gap (nobody is named, or nobody on the team says that they are on duty and can be reached) is set-up 1,
and so is a look around, a person who has not joined, and a held phone, since nobody knows who writes from it. Telling
without a yes is kept away from everything that was promised to stay
unread: sealed flows, My journey, and check-ins that only the member sees. Nor does it follow a coordinator's news about, say, a
course on suicide prevention.

What the person wrote waits in the session of the card, and only where somebody could be told. It goes with that
session: at "No", at "Not about me", when they carry on, and within the day.
"""

from collections.abc import Collection
from typing import Final

from conversations.flow import Flow
from conversations.pace import State
from conversations.safety import Tier
from conversations.view import View

LIFE: Final = frozenset({Tier.SUICIDE, Tier.INJURY})
"""Clear danger to life."""
WRITING: Final = frozenset({"send_news", "sent", "urgent"})
"""Flows in which the team writes to members."""
ONLY_THEIRS: Final = frozenset({"journey", "journey_add", "journey_line"})
"""Flows in which somebody writes what only one person is ever to read. Words from there wait in no session."""
MOST: Final = 4000
"""Characters of what was written that are passed on."""


def can_pass_on(view: View) -> bool:
    """Whether words of this person can reach the worker through the bot. Asked before anything is offered."""
    return bool(view.programme.worker) and _may_speak(view) and view.facts.reachable("worker")


def may_tell(view: View) -> bool:
    """Whether there is a duty person whom this person can choose to have told: by the rota, and somebody who took it on."""
    duty = view.programme.set_up >= 2 and view.programme.duty is not None
    return duty and _may_speak(view) and view.facts.reachable("duty")


def _may_speak(view: View) -> bool:
    return view.member is not None and not view.practice and view.pace.state is not State.HELD


def must_tell(view: View, tier: Tier, open_flows: Collection[Flow]) -> bool:
    """Whether the duty person is told without being asked for. `open_flows` are those that were going on."""
    if view.programme.set_up < 3 or tier not in LIFE or not may_tell(view):
        return False
    going_on = {flow.id for flow in open_flows}
    private_check_in = "check_in" in going_on and view.known.sight != "worker"
    writes_news = bool(going_on & WRITING)
    only_theirs = bool(going_on & ONLY_THEIRS)
    return (
        not private_check_in
        and not writes_news
        and not only_theirs
        and not any(flow.private for flow in open_flows)
    )


def carried(view: View, tier: Tier, words: str, open_flows: Collection[Flow]) -> dict[str, str]:
    """What the card's session begins with."""
    answers = {"tier": tier.value}
    if any(flow.private for flow in open_flows):
        answers["sealed"] = "yes"
    elif may_tell(view) and not ONLY_THEIRS & {flow.id for flow in open_flows}:
        answers["words"] = words[:MOST]
    if must_tell(view, tier, open_flows):
        answers["must"] = "yes"
    return answers

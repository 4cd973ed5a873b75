"""A stormy run against a straight one: what each person was told, in order, and how often something came twice."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from tests.chaos.run import Outcome

Said = tuple[str, str]
STORED_FROM: Final = "Good to know: Telegram keeps"
"""How the first message begins that is told to somebody who has joined."""
JOINED_BY: Final = "To message you I need to keep"
GOODBYE: Final = "Done. It's deleted here"


@dataclass
class Difference:
    repeats: Counter[int] = field(default_factory=Counter)
    """Exact repeats, by person."""
    missing: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def after_joining(said: list[Said]) -> list[Said]:
    """What was said to a member.

    The question that they joined by loses its buttons from memory, as for everybody at the door, and so beside their
    first letters: when that comes is left open.
    """
    start = next((n for n, (_method, text) in enumerate(said) if text.startswith(STORED_FROM)), len(said))
    return [
        each for each in said[start:] if not (each[0] == "editMessageText" and each[1].startswith(JOINED_BY))
    ]


def at_the_door(said: list[Said]) -> list[Said]:
    return said[
        : next((n for n, (_method, text) in enumerate(said) if text.startswith(STORED_FROM)), len(said))
    ]


def follow(person: int, straight: list[Said], stormy: list[Said], into: Difference) -> None:
    """Lay one on the other: the stormy one may only say again what it has said."""
    due, place = after_joining(straight), 0
    for said in after_joining(stormy):
        if place < len(due) and said == due[place]:
            place += 1
        elif said in due[:place]:
            into.repeats[person] += 1
        else:
            into.strange.append(f"{person}: {said} where {due[place : place + 1]} was due")
            return
    into.missing += [f"{person}: {said}" for said in due[place:] if not said[1].startswith(GOODBYE)]


def in_any_order(person: int, straight: list[Said], stormy: list[Said], into: Difference) -> None:
    """For the coordinator, to whom many write at once."""
    wanted, came = Counter(after_joining(straight)), Counter(after_joining(stormy))
    into.repeats[person] += sum((came - wanted)[said] for said in wanted)
    into.strange += [f"{person}: {said}" for said in came - wanted if said not in wanted]
    into.missing += [f"{person}: {said}" for said in wanted - came]


def miscounted(outcome: Outcome) -> list[str]:
    """Kills after which the unsure letters were not counted as they were (a start that was killed counts none)."""
    return [
        f"{on_their_way} were unsure, {after - before} were counted"
        for (before, on_their_way), (after, _left) in pairwise(outcome.deaths)
        if after - before not in (on_their_way, 0) or (after == before and _left < on_their_way)
    ]

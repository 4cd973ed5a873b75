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
"""The question that joins. It is said again where it was tapped twice, and loses its buttons, both from memory."""
GOODBYE: Final = "Done. It's deleted here"


@dataclass
class Difference:
    repeats: Counter[int] = field(default_factory=Counter)
    """Exact repeats, by person."""
    missing: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def _joined_at(said: list[Said]) -> int:
    return next((n for n, (_method, text) in enumerate(said) if text.startswith(STORED_FROM)), len(said))


def at_the_door(said: list[Said]) -> list[Said]:
    return said[: _joined_at(said)]


def after_joining(straight: list[Said], stormy: list[Said]) -> tuple[list[Said], list[Said]]:
    """What was said to a member, in both runs: letters, one after the other.

    What is said at the door leaves from memory, beside the letters, and may be late: it is left out.
    """
    door = {*at_the_door(straight), *at_the_door(stormy)}

    def letters(said: list[Said]) -> list[Said]:
        return [each for each in said[_joined_at(said) :] if each not in door and JOINED_BY not in each[1]]

    return letters(straight), letters(stormy)


def follow(person: int, straight: list[Said], stormy: list[Said], into: Difference) -> None:
    """Lay one on the other: the stormy one may only say again what it has said."""
    due, came = after_joining(straight, stormy)
    place = 0
    for said in came:
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
    wanted, came = map(Counter, after_joining(straight, stormy))
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

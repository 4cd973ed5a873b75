"""The draw and the statistics that it is judged by, worked out a second time: with nothing of ours, from what its page says.

Whoever checks a draw has the record, a list of rules in words, and `sha256sum`. This is what they would do with them.
"""

import hashlib
import itertools
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

Line = Mapping[str, Any]
"""One ticket of a record: "ticket", "chances", "seats", "new", "owed"."""
RARE: Final = 3.0902
"""So many standard deviations are passed once in a thousand times."""


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def at_the_prompt(text: str) -> str:
    """The same by the command that everybody has."""
    done = subprocess.run(["sha256sum"], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode().split()[0]


def order(seed: str, lines: Sequence[Line], sha256: Callable[[str], str] = hashed) -> list[Line]:
    """The smallest number first, of the smallest of each."""
    return sorted(
        lines,
        key=lambda each: min(sha256(f"{seed}:{each['ticket']}:{n + 1}") for n in range(each["chances"])),
    )


def given(ordered: Sequence[Line], places: int, kept: int) -> tuple[list[str], list[str]]:
    """(who has a place, who waits): the four rules of the record, one after another."""
    kept = min(kept, places)
    rest, got = places - kept, list[str]()
    for each in ordered:
        if each["owed"] and each["seats"] <= rest + kept:
            from_rest = min(rest, each["seats"])
            rest, kept = rest - from_rest, kept - (each["seats"] - from_rest)
            got.append(each["ticket"])
    for each in ordered:
        if each["new"] and each["ticket"] not in got and each["seats"] <= kept:
            kept -= each["seats"]
            got.append(each["ticket"])
    for each in ordered:
        if each["ticket"] not in got and each["seats"] <= rest:
            rest -= each["seats"]
            got.append(each["ticket"])
    rest += kept
    for each in ordered:
        if each["ticket"] not in got and each["seats"] <= rest:
            rest -= each["seats"]
            got.append(each["ticket"])
    line = [each["ticket"] for each in ordered if each["owed"]]
    line += [each["ticket"] for each in ordered if not each["owed"]]
    return [code for code in line if code in got], [code for code in line if code not in got]


# -- statistics ---------------------------------------------------------------------------------------------------------


def orders(lines: Sequence[Line]) -> Iterator[tuple[tuple[Line, ...], float]]:
    """Every order in which these can be drawn, and how likely it is: one after another comes out of the drum, each as
    likely as its share of the chances that are still in it."""
    for way in itertools.permutations(lines):
        left, likely = sum(each["chances"] for each in lines), 1.0
        for each in way:
            likely *= each["chances"] / left
            left -= each["chances"]
        yield way, likely


def chi_square(seen: Mapping[Any, int], likely: Mapping[Any, float]) -> float:
    """How far what was seen is from what was to be expected. `likely`: how likely each outcome is."""
    assert set(seen) <= set(likely), "something came out that cannot"
    many = sum(seen.values())
    assert min(likely.values()) * many >= 5, "too few draws for so rare an outcome"
    return sum((seen.get(each, 0) - many * share) ** 2 / (many * share) for each, share in likely.items())


def bound(freedom: int, deviations: float = RARE) -> float:
    """What the chi-square of a fair draw passes once in a thousand times (Wilson and Hilferty's approximation)."""
    spread = 2 / (9 * freedom)
    return float(freedom * (1 - spread + deviations * spread**0.5) ** 3)

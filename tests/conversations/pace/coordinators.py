"""A coordinator who never stops trying: what got past the limits in a season, and which of them were broken.

Like `promises.py` this knows the page (PACE.md, section 7; B15) and nothing of the package that it tries.
"""

from dataclasses import dataclass
from random import Random
from types import ModuleType
from typing import Any

import conversations.pace
from tests.conversations.pace.life import DAY, HOUR
from tests.conversations.pace.promises import at_most
from tests.conversations.pace.scenarios import utc

START = utc(2027, 2, 22, 12)
SEASON = 120 * DAY
GROUPS = {1: 2, 2: 1, 3: 9}  # what their representatives allow; nothing can raise it above 2
PAUSED = (START + 20 * DAY, START + 27 * DAY)
WITHOUT_REP = START + 100 * DAY  # 30 days after the last one was seen


@dataclass(frozen=True)
class Went:
    level: str
    group: int | None
    at: int


def season(seed: int, package: ModuleType = conversations.pace) -> list[Went]:
    """Every broadcast that was let through, each tried at a moment and, if refused, planned for the one that was named."""
    pick, p = Random(seed), package
    gone: list[Any] = []
    for hours in range(0, SEASON // HOUR, 5):
        now = START + hours * HOUR
        level = p.Level(pick.choice(("news", "news", "dated", "urgent", "page")))
        group = pick.choice((1, 2, 3, None))
        paused_until = PAUSED[1] if PAUSED[0] <= now < PAUSED[1] else None
        standing = p.Standing(gone, GROUPS, WITHOUT_REP - 30 * DAY, paused_until)
        no = p.against(level, group, standing, now)
        at = now if no is None else no.not_before if pick.random() < 0.2 else None
        too_late = at is not None and at > now and (at >= WITHOUT_REP or PAUSED[0] <= at < PAUSED[1])
        if (
            at is not None and not too_late
        ):  # what is planned into a pause waits for its end, which is the bot's to do
            gone.append(p.Gone(level, at, group))
    return [Went(str(each.level), each.group, each.at) for each in gone]


def broken_limits(went: list[Went]) -> list[str]:
    """The names of the limits that this season breaks."""
    broken = []
    for group, allowed in GROUPS.items():
        for level, most in (("news", min(allowed, 2)), ("dated", 1)):
            try:
                at_most(
                    most,
                    [each.at for each in went if each.level == level and each.group in (group, None)],
                    7 * DAY,
                )
            except AssertionError:
                broken.append(f"{level} per week")
    try:
        at_most(4, [each.at for each in went if each.level == "urgent"], 28 * DAY)
    except AssertionError:
        broken.append("urgent per month")
    others = [each for each in went if each.level != "urgent"]
    if any(each.at >= WITHOUT_REP for each in others):
        broken.append("no rep")
    if any(PAUSED[0] <= each.at < PAUSED[1] for each in others):
        broken.append("paused")
    return broken

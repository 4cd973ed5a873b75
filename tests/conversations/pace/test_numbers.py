"""Numbers of PACE.md that no life shows by chance: the slides, the switch of each topic, how far back a history reaches."""

from dataclasses import replace
from random import Random

import pytest

from conversations.pace import (
    HISTORY_DAYS,
    Choice,
    Item,
    Kind,
    MessageClass,
    Reason,
    Topic,
)
from conversations.pace.slots import check_in_item
from tests.conversations.pace.builders import DAY, MEMBER, TUESDAY, asks
from tests.conversations.pace.life import Life, Scenario, live
from tests.conversations.pace.lives import LIVES, START
from tests.conversations.pace.scenarios import draw

MONDAY, THURSDAY = TUESDAY - DAY, TUESDAY + 2 * DAY


@pytest.mark.parametrize(
    ("choice", "due", "days"),
    [(Choice.WEEKLY, MONDAY, 2), (Choice.FORTNIGHTLY, THURSDAY, 4), (Choice.MONTHLY, TUESDAY, 7)],
)
def test_a_check_in_slides_two_four_or_seven_days_and_is_let_go_then(
    choice: Choice, due: int, days: int
) -> None:
    """On the last day of its slide it may still come, at its own hour; on the day after it is let go."""
    pace = replace(MEMBER, choice=choice, check_in_due_at=due, last_due_at=0)
    check_in = check_in_item(pace)
    assert check_in is not None
    assert asks(check_in, pace, now=due + days * DAY) is None
    assert asks(check_in, pace, now=due + (days + 1) * DAY) in (Reason.OVER, Reason.LET_GO)


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        (Kind.CHECK_IN, Topic.CHECK_INS),
        (Kind.RESULT, Topic.MEETINGS),
        (Kind.FEEDBACK_ASK, Topic.MEETINGS),
        (Kind.TRAINING, Topic.TRAINING),
        (Kind.DATED_NEWS, Topic.NEWS),
        (Kind.NEWS, Topic.NEWS),
    ],
)
def test_each_topic_has_a_switch_of_its_own(kind: Kind, topic: Topic) -> None:
    """Switched off it does not come; with every other switch off it does."""
    pace = replace(MEMBER, check_in_due_at=TUESDAY, last_due_at=0)
    if kind is not Kind.CHECK_IN:
        pace = replace(pace, check_in_consent=False, check_in_due_at=None)
    item = check_in_item(pace) or Item("x", kind, MessageClass.ORDINARY)
    off, alone = replace(pace, topics=frozenset(Topic) - {topic}), replace(pace, topics=frozenset({topic}))
    assert asks(item, off, now=TUESDAY) in (Reason.TOPIC_OFF, Reason.NOT_OWED)
    assert asks(item, alone, now=TUESDAY) is None


class Forgetful(Life):
    """A life of which only so many days are remembered as the bot promises to pass on."""

    def _tend(self, now: int) -> int | None:
        self.history = [each for each in self.history if each.at > now - HISTORY_DAYS * DAY]
        return super()._tend(now)


def forgetful(scenario: Scenario) -> list[tuple[str, int]]:
    life = Forgetful(scenario)
    life.add((*scenario.made, *scenario.deeds, *scenario.replies))
    life.until(life.diary.end)
    return [(line.id, line.at) for line in life.diary.lines]


SILENT = {choice: Scenario(START, 400, choice=choice) for choice in ("weekly", "fortnightly", "monthly")}


@pytest.mark.parametrize("scenario", [*SILENT.values(), *LIVES.values()], ids=[*SILENT, *LIVES])
def test_no_rule_looks_back_further_than_the_history_reaches(scenario: Scenario) -> None:
    """Whatever is older changes nothing that comes, or when: also where the gap is longest and the check-in slid."""
    assert forgetful(scenario) == [(line.id, line.at) for line in live(scenario).lines]


@pytest.mark.parametrize("seed", range(12))
def test_nor_in_any_drawn_life(seed: int) -> None:
    """And in lives of months with everything in them."""
    scenario = draw(Random(seed).randint)
    assert forgetful(scenario) == [(line.id, line.at) for line in live(scenario).lines]


def test_the_history_holds_the_longest_gap_and_its_slide() -> None:
    """56 days, and 7 more: the ask of the round before is still in it when that round is judged."""
    assert HISTORY_DAYS >= 56 + 7

"""A plan on disk says all that was agreed, and only what this version knows (bot/plan.py)."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from bot import plan
from conversations.pace import Choice, Days, Hours, OtherHours, Pace, State
from tests.conversations.programme import PROGRAMME

FULL = replace(
    Pace(consented=True), choice=Choice.MONTHLY, hours=Hours(600, 700), check_in_minute=660, days_off=(Days(date(2026, 12, 24), date(2026, 12, 31)),),
    other_hours=(OtherHours(Days(date(2026, 11, 1), date(2026, 11, 9)), Hours(660, 960)),), state=State.PAUSED, paused_until=9,
)  # fmt: skip


@pytest.mark.parametrize("pace", [Pace(), FULL])
def test_a_plan_comes_back_as_it_was(pace: Pace) -> None:
    """Every value survives the disk."""
    assert plan.from_json(plan.to_json(pace)) == pace


def test_every_field_is_written_down() -> None:
    """Also the usual ones: what is usual may be something else in the next version, and what was agreed may not."""
    assert set(json.loads(plan.to_json(Pace()))) == {field.name for field in fields(Pace)}


def test_a_field_that_is_newer_has_its_usual_value() -> None:
    """A plan from before a field was thought of can be read."""
    assert plan.from_json('{"consented":true}') == Pace(consented=True)


@pytest.mark.parametrize(
    "text",
    [
        '{"quiet_untill":5}',
        '{"hours":{"from_minute":1,"to_minute":700,"lunch":5}}',
        "[]",
        "weekly",
        '{"check_in_day":6}',
    ],
)
def test_what_is_not_known_is_an_error_and_not_passed_over(text: str) -> None:
    """It may have been a promise: better a plan that counts as unreadable than one with a hole in it."""
    with pytest.raises(ValueError, match=r"."):
        plan.from_json(text)


@pytest.mark.parametrize("state", State)
def test_for_want_of_a_plan_nothing_is_begun(state: State) -> None:
    """The state is known; who has no plan that can be read is asked nothing, and who stopped stays stopped."""
    instead = plan.for_want_of(state.value, PROGRAMME, 77)
    assert (instead.state, instead.choice) == (state, Choice.ONLY_WHEN_I_ASK)
    assert (instead.stopped_at == 77) is (state is State.STOPPED)
    assert not instead.checks_in

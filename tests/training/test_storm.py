"""Being quick doesn't help, and being many doesn't hurt: 500 people, 20 places, one minute, three kills."""

from pathlib import Path

import pytest

from tests.training.storm import Outcome, play

pytestmark = pytest.mark.chaos


def told(outcome: Outcome) -> str:
    return (
        f"{outcome.people} people in {outcome.seconds:.0f} s; killed at {outcome.kills}; {dict(outcome.states)}, {outcome.booked} bookings; "
        f"unanswered {outcome.unanswered}; twice {dict(outcome.twice)}; unsure {dict(outcome.unsure)}"
    )


async def test_five_hundred_ask_for_twenty_places(tmp_path: Path) -> None:
    """Exactly 20 are booked and 480 wait, nobody's asking is lost, and each hears yes or no once; a word comes twice only to whom one
    was on its way at a kill, where nobody can tell whether it arrived."""
    outcome = await play(tmp_path / "bot")
    print("\n" + told(outcome))
    assert outcome.kills == ["asking", "the draw", "the answers"], told(outcome)
    assert outcome.states == {"booked": 20, "waiting": 480}, told(outcome)
    assert outcome.booked == outcome.seats == 20, told(outcome)
    assert not outcome.unanswered and not outcome.both, told(outcome)
    assert all(times <= outcome.unsure[chat] for chat, times in outcome.twice.items()), told(outcome)
    assert outcome.sound == [] and outcome.left_over == [], told(outcome)

"""A broadcast over an emulated Telegram that enforces its limits: everybody once, as fast as it takes it (TELEGRAM.md).

The same at its full size, with times, is `make bench ARGS=broadcast`.
"""

from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.chaos.broadcast import Outcome, Play, play

pytestmark = pytest.mark.chaos


def told(outcome: Outcome) -> str:
    return (
        f"{len(outcome.sent)} copies in {outcome.seconds:.1f} s; {outcome.refused} refused; missing {outcome.missing}; "
        f"twice {outcome.twice}; unsure {dict(outcome.unsure)}; killed {outcome.kills} times; "
        f"answers went behind {sorted(outcome.behind)}"
    )


async def test_a_broadcast_goes_as_fast_as_telegram_takes_it_and_answers_go_first(tmp_path: Path) -> None:
    """Everybody gets it once, with not one 429 and next to no time lost, and who writes meanwhile waits for a few copies
    of it at most, never for all."""
    outcome = await play(tmp_path / "bot", Play(members=600, talkers=40, every=8.0))
    assert outcome.refused == 0 and not outcome.twice and not outcome.missing, told(outcome)
    assert outcome.sending <= 1.05 * outcome.least_sending, told(outcome)
    assert len(outcome.behind) > 40 and outcome.unanswered == 0, told(outcome)
    assert median(outcome.behind) <= 2 and quantiles(outcome.behind, n=20)[-1] <= 12, told(outcome)
    assert outcome.left_over == []


async def test_three_kills_cost_nobody_but_those_it_was_on_its_way_to(tmp_path: Path) -> None:
    """Killed three times in the middle, the broadcast goes on where it was. Nobody gets it twice; of those to whom a copy
    was on its way at a kill nobody can say, so it does not go to them again, and they are a handful."""
    outcome = await play(tmp_path / "bot", Play(members=500, talkers=10, every=8.0, kills=3))
    assert outcome.kills == 3, told(outcome)
    assert outcome.refused == 0 and not outcome.twice, told(outcome)
    assert outcome.missing <= set(outcome.unsure) and outcome.unsure.total() <= 3 * 3, told(outcome)
    assert outcome.left_over == []


async def test_a_bad_day_loses_nobody(tmp_path: Path) -> None:
    """With some who have blocked the bot, servers that fail now and then, and one 429: everybody else gets it once, it is
    quiet for as long as was asked, those who blocked it are left alone from then on, and STOP in the middle is obeyed."""
    what = Play(members=500, talkers=10, every=8.0, blocked=0.05, errors=0.02, pause=3, stopping=20)
    outcome = await play(tmp_path / "bot", what)
    assert not outcome.twice and not outcome.missing, told(outcome)
    assert outcome.refused <= 2, f"only what was on its way when quiet was asked for: {told(outcome)}"
    assert len(outcome.blocked) == 25 and outcome.blocked == outcome.unreachable, told(outcome)
    assert outcome.after_stop == 0, told(outcome)
    assert outcome.left_over == []

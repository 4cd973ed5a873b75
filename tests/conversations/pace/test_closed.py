"""What may come between leave to send and sending (conversations/pace/gate.py, `closed`)."""

from dataclasses import replace

import pytest

from conversations import pace
from conversations.pace import Item, Kind, MessageClass, Pace, Reason

NOW = 1_795_000_000
DAY = 24 * 3600
OPEN = Pace(consented=True)
NEWS = Item("news", Kind.NEWS, MessageClass.ORDINARY, NOW + DAY)
REMINDER = Item("reminder", Kind.REMINDER_SOON, MessageClass.ASKED, NOW + DAY)


@pytest.mark.parametrize(
    ("value", "item", "reason", "again_at"),
    [
        (pace.stop(OPEN, NOW), REMINDER, Reason.STOPPED, None),
        (pace.hold(OPEN, NOW), REMINDER, Reason.HELD, None),
        (replace(OPEN, consented=False), NEWS, Reason.NO_CONSENT, None),
        (pace.begin_break(OPEN, NOW, NOW + DAY), NEWS, Reason.ON_A_BREAK, None),
        (pace.begin_break(OPEN, NOW, NOW + 60), REMINDER, Reason.ON_A_BREAK, NOW + 60),
        (pace.ask_for_quiet(OPEN, NOW), NEWS, Reason.QUIET_SPELL, NOW + DAY),
        (OPEN, replace(NEWS, ends_at=NOW), Reason.OVER, None),
    ],
)
def test_a_shut_door_says_why_and_until_when(
    value: Pace, item: Item, reason: Reason, again_at: int | None
) -> None:
    """STOP, a hold, no consent, a break, a day of silence or its own end shut an item out, however fresh its leave is."""
    refusal = pace.closed(item, value, NOW)
    assert refusal is not None and (refusal.reason, refusal.not_before) == (reason, again_at)


@pytest.mark.parametrize("item", [NEWS, REMINDER])
def test_limits_and_hours_shut_no_door(item: Item) -> None:
    """What was let go at its hour has been counted: only what the member did since is asked about."""
    for hour in range(24):
        assert pace.closed(replace(item, ends_at=None), OPEN, NOW + hour * 3600) is None

"""The quiet fortnight: offered to all in mid-December, on What's new, and starting no chat (PACE.md, section 8)."""

from datetime import UTC, date, datetime

import pytest

from conversations.fortnight import is_offered, quiet_until
from tests.bot.play import Play

DAY = 24 * 3600


def at(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


async def test_it_is_offered_once_a_year_on_the_page_alone(play: Play) -> None:
    """Everybody finds it on What's new; nobody is written to for it; next year it comes again."""
    kofi = await play.joined("Kofi")
    year = datetime.fromtimestamp(play.now, UTC).year
    for december in (year, year + 1):
        play.clock.move_to(at(date(december, 12, 12)))
        for _twice in range(2):
            await play.bot.ticks.keep_house()
            await play.bot.ticks.tend()
        assert [row[2] for row in await play.rows("broadcast")] == ["page"]
        assert not [row for row in await play.rows("letter") if row[6] == "news"]
        await kofi.say("what's new")
        assert "A quiet fortnight, if you like" in kofi.last


async def test_it_is_picked_like_any_break(play: Play) -> None:
    """PAUSE has it among the lengths, and it ends in the week after New Year."""
    kofi = await play.joined("Kofi")
    play.clock.move_to(at(date(datetime.fromtimestamp(play.now, UTC).year, 12, 15)))
    await kofi.say("pause")
    (label,) = [label for label in kofi.labels if label.startswith("Quiet until")]
    await kofi.press(label)
    assert "4 Jan" in kofi.last and "Nothing will pile up" in kofi.last


@pytest.mark.parametrize(
    ("day", "offered", "back"),
    [
        (date(2026, 12, 9), False, None),
        (date(2026, 12, 10), True, date(2027, 1, 4)),
        (date(2026, 12, 16), True, date(2027, 1, 4)),
        (date(2026, 12, 17), False, date(2027, 1, 4)),
        (date(2026, 12, 27), False, date(2027, 1, 4)),
        (date(2026, 12, 28), False, None),
        (date(2027, 1, 2), False, None),
    ],
)
def test_it_is_there_while_it_makes_sense(day: date, offered: bool, back: date | None) -> None:
    """Told in the second week of December, and to be had until just after Christmas."""
    assert is_offered(day) is offered
    assert quiet_until(day) == back

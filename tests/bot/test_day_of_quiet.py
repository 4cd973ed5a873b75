""" "Stop" inside a longer message: a day of quiet, in which nothing is lost (PACE.md, section 9, and I15)."""

from tests.bot.play import DAY, HOUR, MINUTE, Play

ENOUGH = "could you please stop asking me all this"


async def test_news_that_waited_stands_on_whats_new(play: Play) -> None:
    """It is not sent after all when the day is over, and it has not vanished either."""
    kofi = await play.joined("Kofi")
    await play.news("Lambeth", "Bring a chair")
    await play.wait(MINUTE)
    assert "gone quiet for a day" in await kofi.say(ENOUGH)
    await kofi.press("Something else")
    assert [item for _member, item, *_rest in await play.rows("whats_new")] == ["broadcast:1"]
    before = len(kofi.heard)
    await play.wait(DAY - HOUR)
    assert len(kofi.heard) == before
    await play.wait(8 * DAY)
    assert not [message for message in kofi.heard if "Bring a chair" in message.text]
    assert "Bring a chair" in await kofi.say("what's new")


async def test_after_stop_nothing_is_kept(play: Play) -> None:
    """STOP empties the queue, and the page gets nothing of it."""
    kofi = await play.joined("Kofi")
    await play.news("Lambeth", "Bring a chair")
    await play.wait(MINUTE)
    await kofi.say("STOP")
    assert await play.rows("whats_new") == []

"""WHY, over the whole bot: what a member is told is what the gate did with their rows."""

from tests.bot.play import DAY, Play


async def test_why_tells_what_came_and_what_waits(play: Play) -> None:
    """The last chat, how much of the round is used, and why the next news takes so long; nobody else is named."""
    await play.joined("Priya", role="coordinator")
    kofi = await play.joined("Kofi")
    assert "Waiting: a check-in, Tue 24 Nov" in await kofi.say("why did I get this?")
    await kofi.say("ok")
    await play.news("Lambeth")
    waiting = await kofi.say("why no messages")
    assert "I've started no chat with you" in waiting and "of 3 at most" in waiting
    assert "Waiting: news" in waiting and "Bring a chair" not in waiting
    await kofi.say("ok")
    await play.wait(2 * DAY)
    told = await kofi.say("WHY")
    assert "The last chat I started: " in told and "Priya" not in told and "of 3 at most" in told
    assert "Nothing is waiting" not in told, "the next check-in is in sight"
    assert kofi.labels == ["My pace", "What's new", "OK"]

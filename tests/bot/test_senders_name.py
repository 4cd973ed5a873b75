"""Whose news it is: said when it is read, kept no longer than they stay (storage/broadcasts.py). And how many it reaches."""

from bot import reach
from tests.bot.play import DAY, MINUTE, Person, Play


async def send_news(play: Play, priya: Person) -> None:
    await priya.say("menu")
    await priya.press("Send news")
    await priya.say("Lambeth", "Tuesday room", "We meet in room 2.")
    await priya.press("Send")


async def test_a_name_does_not_outlive_its_owners_leaving(play: Play) -> None:
    """News of a coordinator who has left comes from the organisation, wherever it still waits; no file has the name."""
    priya = await play.joined("Priscillaq", role="coordinator")
    kofi, bea = (
        await play.joined("Kofi"),
        await play.joined(
            "Bea", pace="Only when I ask", lines=("yes, tell me", "looks right", "not now", "ok")
        ),
    )
    await send_news(play, priya)
    await play.until("2026-11-23 19:30")
    await play.wait(3 * DAY)
    (came,) = [message.text for message in kofi.heard if "room 2" in message.text]
    assert came.endswith("From Priscillaq.")
    await play.wait(8 * DAY)
    assert "From Priscillaq." in await _page(bea)
    await priya.say("forget me", "delete now", "yes, delete it all")
    assert "From Riverside Together." in await _page(bea)
    assert play.in_files("Priscillaq") == []
    await play.wait(61 * DAY)
    assert await play.rows("broadcast") == []


async def _page(person: Person) -> str:
    await person.say("menu", "what's new")
    return await person.say("1")


async def test_a_small_group_is_told_as_a_whole(play: Play) -> None:
    """B31: with fewer than ten people, who would get it later or not at all could be guessed, so that is not said."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    said = []
    for words in ("menu", "pause"):
        await kofi.say(words, *(("1 week",) if words == "pause" else ()))
        play.clock.move_to(play.now + reach.HOLDS)
        await priya.say("menu")
        await priya.press("Send news")
        said.append(await priya.say("Lambeth", "Room", "We meet."))
        await priya.press("Cancel")
    assert said[0] == said[1], "a break changes nothing that a coordinator can see"
    assert "People: fewer than 5" in said[0]


async def test_the_reach_is_worked_out_once_for_a_preview(play: Play) -> None:
    """In a large programme it takes a moment: the preview, its words and the press of Send ask for it once together."""
    priya = await play.joined("Priya", role="coordinator")
    await play.joined("Kofi")
    await send_news(play, priya)
    assert play.bot.world.reach.counted == 1
    play.clock.move_to(play.now + reach.HOLDS + MINUTE)
    await priya.say("menu")
    await priya.press("Send news")
    assert "like this" in await priya.say("Lambeth", "Room", "We meet again."), priya.last
    assert play.bot.world.reach.counted == 2

"""The reach that a coordinator is told is that of what they wrote: a date that closes tomorrow reaches fewer than news."""

from bot.reach import HOLDS, Question
from conversations.pace import Level
from tests.bot.play import Play, at


async def test_a_date_that_closes_before_anybody_may_be_written_to_reaches_nobody(play: Play) -> None:
    """On a Saturday evening, for an answer by Sunday: all of them would find it on What's new. News has all week."""
    for name in ("Kofi", "Sol", "Bea"):
        await play.joined(name)
    await play.until("2026-11-28 19:30")
    sunday_ends = at("2026-11-30 00:00")

    async def reach(question: Question) -> tuple[int, int, int]:
        bot = play.bot
        return await bot.database.write(lambda c: bot.world.reach.of(c, bot.world, question, play.now))

    assert await reach(Question()) == (0, 3, 0)
    assert await reach(Question(None, Level.DATED, sunday_ends)) == (0, 0, 3)
    assert await reach(Question(None, Level.DATED, at("2026-12-01 00:00"))) == (0, 3, 0)
    assert await reach(Question()) == (0, 3, 0), "each question has an answer of its own, for ten minutes"
    assert play.bot.world.reach.counted == 2, "news, and things with a date"


async def test_another_closing_day_is_no_way_to_ask_anew(play: Play) -> None:
    """B31: whoever asks with one day and then with the next cannot see that somebody took a break in between."""
    for name in ("Kofi", "Sol"):
        await play.joined(name)
    bea = await play.joined("Bea")
    await play.until("2026-11-23 19:30")

    async def reach(closes: str) -> tuple[int, int, int]:
        bot, question = play.bot, Question(None, Level.DATED, at(closes))
        return await bot.database.write(lambda c: bot.world.reach.of(c, bot.world, question, play.now))

    before = await reach("2026-11-28 00:00")
    assert before == (0, 3, 0)
    await bea.say("pause", "4 weeks")
    assert await reach("2026-11-29 00:00") == await reach("2026-11-28 00:00") == before
    await play.wait(HOLDS)
    assert await reach("2026-11-29 00:00") == (0, 2, 1)


async def test_the_preview_of_a_date_tells_its_own_reach(play: Play) -> None:
    """Whoever writes it in the chat asks about the level and the end that they chose."""
    ana = await play.joined("Ana", role="coordinator")
    await play.joined("Kofi")
    await play.until("2026-11-28 19:30")
    await ana.say("menu")
    await ana.press("Send news")
    await ana.say("Lambeth", "Two places", "Tell me if you want one.")
    await ana.press("It has a date")
    await ana.say("29 November")
    assert "On What's new only" in ana.last or "People:" in ana.last
    assert "reach:1:dated" in [row[0] for row in await play.rows("counted")]

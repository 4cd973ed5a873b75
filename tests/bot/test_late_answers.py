"""What a late answer is an answer to: the buttons of a question live until the bot next says something of its own."""

from dataclasses import replace

import pytest

from tests.bot.play import DAY, HOUR, Play

REST_NOTE = "I'll go quiet now."


@pytest.mark.parametrize("word", ["ok", "yes", "fine"])
async def test_a_word_to_the_rest_note_answers_no_check_in_of_weeks_ago(play: Play, word: str) -> None:
    """The rest note ends the check-in that nobody answered: "ok" wakes the person, and nothing is stored."""
    kofi = await play.joined("Kofi")
    await play.wait(85 * DAY)
    assert kofi.last.startswith(REST_NOTE)
    assert "Good to hear from you" in await kofi.say(word)
    await kofi.say("ok", "only me", "ok")
    assert await play.rows("answer") == []


async def test_a_hello_after_a_break_ends_the_check_in_from_before_it(play: Play) -> None:
    """Whoever took a break over an open check-in is asked about their pace when it ends, and about nothing else."""
    kofi = await play.joined("Kofi")
    await play.until("2026-12-01 10:30")
    assert "check-in" in kofi.last
    await kofi.say("break", "1 week", "Keep, stay silent")
    await play.wait(8 * DAY)
    assert "Your break has ended" in kofi.last
    await kofi.say("same pace")
    assert "check-in" not in await kofi.say("yes")
    assert await play.rows("answer") == []


async def test_a_new_check_in_ends_the_one_before(play: Play) -> None:
    """Two that nobody answered leave one question open, not two."""
    kofi = await play.joined("Kofi")
    await play.until("2026-12-08 12:30")
    assert sum("check-in" in message.text for message in kofi.heard) == 2
    assert len(await play.rows("session")) == 1


async def test_a_number_under_news_means_what_was_shown_a_day_later_too(play: Play) -> None:
    """On a phone without buttons, "1" and the words of the choice are understood until the next chat."""
    play.room.caps = replace(play.room.caps, buttons=0)
    kofi = await play.joined("Kofi")
    await play.until("2026-11-25 10:05")
    await play.news("Lambeth", "Chairs\n\nBring one.")
    await play.wait(3 * DAY)
    assert "1. Less of this" in kofi.last
    assert "What would help?" in await kofi.say("1")


async def test_the_words_of_a_choice_under_a_digest_too(play: Play) -> None:
    """And so is "less of this" under several things at once."""
    play.room.caps = replace(play.room.caps, buttons=0)
    kofi = await play.joined("Kofi")
    await play.until("2026-11-25 20:05")
    await play.news("Lambeth", "Chairs\n\nBring one.")
    await play.news("Lambeth", "Tea\n\nBring some.")
    await play.wait(4 * DAY)
    assert "Less of this" in kofi.last and "Chairs" in kofi.last
    assert "What would help?" in await kofi.say("less of this")


async def test_a_number_under_quiet_news_too(play: Play) -> None:
    """In quiet mode "2" is "Not now", days later as well."""
    play.room.caps = replace(play.room.caps, buttons=0)
    kofi = await play.joined("Kofi")
    await play.bot.database.write(lambda c: c.execute("update member set quiet = 1"))
    await play.until("2026-11-25 10:05")
    await play.news("Lambeth", "Chairs\n\nBring one.")
    await play.wait(2 * DAY + HOUR)
    assert "2. Not now" in kofi.last
    assert "It waits, for when you look." in await kofi.say("2")
    assert "Chairs" in await kofi.say("news")


@pytest.mark.parametrize("asks", ["why", "why?", "Why??"])
async def test_why_under_news_is_told(play: Play, asks: str) -> None:
    """News asks for no words, so a bare "why?" beneath it is about the message, with a question mark or without."""
    kofi = await play.joined("Kofi")
    await play.until("2026-11-25 10:05")
    await play.news("Lambeth", "Chairs\n\nBring one.")
    await play.wait(DAY)
    assert "Chairs" in kofi.last
    assert "The last chat I started" in await kofi.say(asks)


async def test_why_under_quiet_news_and_a_digest_is_told(play: Play) -> None:
    """And so it is where news came in other words."""
    kofi = await play.joined("Kofi")
    await play.bot.database.write(lambda c: c.execute("update member set quiet = 1"))
    await play.until("2026-11-25 10:05")
    await play.news("Lambeth", "Chairs\n\nBring one.")
    await play.wait(DAY)
    assert "Something is ready" in kofi.last
    assert "The last chat I started" in await kofi.say("why?")

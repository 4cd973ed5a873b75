"""A person may answer one message three times within 14 days, and no more (PACE.md, section 3): no way round for news."""

from tests.bot.play import HOUR, MINUTE, Person, Play
from tests.bot.test_keys import asked, event

QUESTIONS = ("Is it open?", "Is there a ramp?", "Is there a bus?", "Who has the keys?", "Are you there?")


async def asks(dee: Person, *questions: str) -> None:
    for question in questions:
        await dee.say("menu")
        await dee.press("Member rep", "Keys waiting")
        await dee.press("Ask something")
        await dee.say(question)


async def heard_by(ana: Person) -> list[str]:
    return [each for each in QUESTIONS if any(each in message.text for message in ana.heard)]


async def test_a_fourth_answer_to_one_message_is_not_sent(play: Play) -> None:
    """Of five questions about one request its asker reads three; whoever wrote the others is told, and is not left waiting."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    await asks(dee, *QUESTIONS)
    await play.wait(2 * HOUR)
    assert await heard_by(ana) == list(QUESTIONS[:3])
    assert any("Three questions have been asked" in message.text for message in dee.heard)


async def test_a_key_has_three_questions_whatever_comes_between(play: Play) -> None:
    """The asker has written meanwhile, so a person might reply again; but about one key three questions are enough."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    await asks(dee, *QUESTIONS[:3])
    await play.wait(MINUTE)
    await ana.say("It is.")
    await play.wait(MINUTE)
    await dee.say("menu")
    await dee.press("Member rep", "Keys waiting")
    await dee.press("Ask something")
    await play.wait(2 * HOUR)
    assert await heard_by(ana) == list(QUESTIONS[:3])


async def test_words_that_wait_for_the_readers_hours_are_counted_alike(play: Play) -> None:
    """What is let go in the morning answers what it answered in the evening, so there are three of them too."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")], play.now + 40 * HOUR)
    await play.until("2026-11-23 18:50")
    await asked(play, ana)
    await play.until("2026-11-23 19:30")
    await asks(dee, *QUESTIONS)
    assert await heard_by(ana) == []
    await play.until("2026-11-24 11:30")
    assert await heard_by(ana) == list(QUESTIONS[:3])

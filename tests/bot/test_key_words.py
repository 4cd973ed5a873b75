"""A representative asks something before they turn a key, and whoever asked for it answers (DOMAIN.md, 6.5)."""

from bot import key_words
from bot import keys as turning
from conversations.key_effects import AskBack, SendAlone
from tests.bot.play import HOUR, MINUTE, Person, Play
from tests.bot.test_keys import asked, event, state_of

ASKS = "Dee, a member rep, asks about the second key:\nIs it sure to be open?"


async def question(play: Play, after: int = MINUTE) -> tuple[Person, Person, Person]:
    """Ana asked for the key to something in 3 hours, and Dee has asked something back; Kofi has booked it."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi = await play.joined("Kofi")
    await play.wait(30 * MINUTE)
    await event(play, [kofi], play.now + 3 * HOUR)
    await asked(play, ana)
    await play.wait(after)
    await dee.press("Ask something")
    await dee.say("Is it sure to be open?")
    await play.wait(MINUTE)
    return ana, dee, kofi


async def alone(play: Play, ana: Person) -> bool:
    """Whether Ana can send it with one key now."""
    me = (await ana.known()).id
    return await play.bot.database.write(
        lambda c: turning.send_alone(c, play.bot.world, SendAlone(1, "It floods"), me, play.now)
    )


async def test_a_question_is_an_answer_of_the_key_rota(play: Play) -> None:
    """The 20 minutes run from it: nobody goes alone while a representative waits to hear (PACE.md, section 7)."""
    ana, _dee, kofi = await question(play, 15 * MINUTE)
    await play.wait(18 * MINUTE)
    await ana.say("menu")
    assert "Send it alone" not in ana.labels
    assert not await alone(play, ana)
    await play.wait(2 * MINUTE)
    assert await alone(play, ana)
    await play.wait(10 * MINUTE)
    assert "Ana sent that alone" in kofi.last, "the gate lets it through from the same moment on"


async def test_the_question_can_be_answered_by_typing(play: Play) -> None:
    """What is typed under it goes back to the one who asked, once it was looked at; and the key is before them again."""
    ana, dee, kofi = await question(play)
    assert ana.last.startswith(ASKS)
    assert "You can answer" in ana.last
    assert ana.labels == ["Not now"]
    assert "“Yes, the porter told me.”" in await ana.say("Yes, the porter told me.")
    assert "Passed on" in await ana.press("Pass it on")
    await play.wait(MINUTE)
    assert dee.last.startswith("Ana answers about the second key:\nYes, the porter told me.")
    assert dee.labels == ["Agree", "Don't agree", "Ask something", "Not now"]
    assert not [each for each in kofi.heard if "porter" in each.text]
    await dee.press("Ask something")
    await dee.say("And warm?")
    await play.wait(MINUTE)
    assert "And warm?" in ana.last, "and back again"
    await ana.say("no")
    await ana.press("Pass it on")
    await play.wait(MINUTE)
    assert "\nno\n" in dee.last
    await dee.press("Agree")
    assert await state_of(play) == ("agreed", "going")


async def test_an_answer_can_be_left(play: Play) -> None:
    """Nothing goes of what was not meant for it, and a key that was turned meanwhile takes no answer."""
    ana, dee, _kofi = await question(play)
    before = len(dee.heard)
    await ana.say("Bring the cake on Friday")
    assert "passed nothing on" in await ana.press("No, delete it")
    await play.wait(MINUTE)
    assert len(dee.heard) == before
    await dee.press("Ask something")
    await dee.say("And warm?")
    await play.wait(MINUTE)
    await ana.say("Yes")
    await dee.press("Agree")
    assert "couldn't pass that on" in await ana.press("Pass it on")


async def test_a_question_outside_the_askers_hours_waits_with_its_answer(play: Play) -> None:
    """It comes in their next hours, as words from a person do, and only then is there something to answer."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await dee.say("menu")
    await dee.press("Member rep", "Turn urgent keys on")
    await play.until("2026-11-23 19:30")
    await event(play, [await play.joined("Kofi")])
    await asked(play, ana)
    await play.wait(11 * MINUTE)
    await dee.press("Ask something")
    await play.wait(HOUR)
    await dee.say("Is it sure to be open?")
    await play.wait(HOUR)
    assert not [each for each in ana.heard if "Is it sure" in each.text]
    assert "Shall I pass" not in await ana.say("hello")
    await play.until("2026-11-24 10:30")
    assert ana.last.startswith(ASKS)
    await ana.say("Yes")
    await ana.press("Pass it on")
    await play.wait(MINUTE)
    assert "Ana answers about the second key:\nYes" in dee.last


async def test_only_whoever_asked_for_the_key_answers(play: Play) -> None:
    """Whatever an effect names: nobody puts words before a representative in somebody else's place, nor before a member."""
    ana, dee, kofi = await question(play)
    ids = [(await each.known()).id for each in (ana, dee, kofi)]
    before = [len(each.heard) for each in (dee, kofi)]

    def tries(connection) -> None:  # type: ignore[no-untyped-def]  # rows of a test
        for who, to in ((ids[2], ids[1]), (ids[0], ids[2]), (ids[1], ids[1]), (ids[0], ids[0])):
            key_words.ask_back(connection, play.bot.world, AskBack(1, "Boo", to), who, play.now)

    await play.bot.database.write(tries)
    await play.wait(MINUTE)
    assert [len(each.heard) for each in (dee, kofi)] == before

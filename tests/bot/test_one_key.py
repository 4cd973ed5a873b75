"""From when one key is enough, played in the room: not by holding a representative, nor by asking until nobody can be asked
any more (PACE.md, section 7)."""

from sqlite3 import Connection

import pytest

from bot import keys as turning
from bot import one_key
from conversations.key_effects import AskBack, AskUrgent, SendAlone
from storage import keys, letters
from tests.bot.play import DAY, HOUR, MINUTE, Person, Play, at
from tests.bot.test_keys import TELL, asked, event, state_of


async def can_go(play: Play, ana: Person, request: int = 1) -> bool:
    """Whether Ana's menu offers it now; and the shell says the same."""
    await ana.say("menu")
    offered = "Send it alone" in ana.labels

    def moment(connection: Connection) -> int | None:
        found = keys.of(connection, request)
        assert found is not None
        return one_key.alone_from(connection, play.bot.world, found, play.now)

    allowed = await play.bot.database.read(moment)
    assert offered == (allowed is not None and play.now >= allowed)
    return offered


async def held(ana: Person, name: str) -> None:
    await ana.say("menu")
    await ana.press("A lost phone", "Hold for a member")
    await ana.say(name)
    await ana.press("Stop messages")


async def taken_back(play: Play, ana: Person) -> str:
    await ana.say("menu")
    await ana.press(TELL)
    await ana.press("Take it back")
    return await ana.press("Take it back")


@pytest.mark.parametrize("others", [0, 1])
async def test_nobody_goes_alone_while_a_representative_is_on_hold(play: Play, others: int) -> None:
    """Who holds a representative's messages could otherwise turn both keys; it does not matter whether there is another."""
    ana, _dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    for _ in range(others):
        await play.joined("Wren", role="representative")
    await play.wait(30 * MINUTE)
    await event(play, [await play.joined("Kofi")], play.now + 5 * HOUR)
    await held(ana, "Dee")
    await asked(play, ana)
    await play.wait(HOUR)
    assert not await can_go(play, ana)
    await ana.press(TELL)
    assert "It can't go alone just now: not every member rep could be asked" in ana.last
    me, alone = (await ana.known()).id, SendAlone(1, "Nobody is free")
    assert not await play.bot.database.write(
        lambda c: turning.send_alone(c, play.bot.world, alone, me, play.now)
    )
    await ana.say("menu")
    await ana.press("A lost phone", "Lift a hold")
    await ana.say("Dee")
    await ana.press("Yes, lift it")
    assert await can_go(play, ana)


async def test_a_request_that_was_taken_back_is_not_asked_again_for_a_day(play: Play) -> None:
    """Asking and taking back must not use up what representatives may be asked; it is said before it is taken back."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.wait(30 * MINUTE)
    number = await event(play, [await play.joined("Kofi")], play.now + 47 * HOUR)
    await asked(play, ana)
    await play.wait(MINUTE)
    asked_once = len(dee.heard)
    await ana.say("menu")
    await ana.press(TELL)
    assert "asked for again after 24 hours" in await ana.press("Take it back")
    await ana.press("Take it back")
    back_at = play.now
    await ana.say("menu")
    await ana.press(TELL)
    again = await ana.press(next(label for label in ana.labels if label.startswith("Housing forum")))
    assert "was asked for and taken back. It can be asked for again from Tue 24 Nov at 11:3" in again
    await play.wait(HOUR)
    assert len(dee.heard) == asked_once
    me = (await ana.known()).id

    def ask(connection: Connection, now: int) -> int | None:
        return turning.ask_urgent(connection, AskUrgent(number, "moved", "Come"), me, now)

    assert await play.bot.database.write(lambda c: ask(c, back_at + DAY - 1)) is None
    assert await play.bot.database.write(lambda c: ask(c, back_at + DAY)) is not None


async def test_what_earlier_requests_used_up_makes_one_key_no_sooner_enough(play: Play) -> None:
    """Two are asked for and taken back, and the third does not reach the representative: it does not go alone at all."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await dee.say("menu")
    await dee.press("Member rep", "Turn urgent keys on")
    await play.wait(30 * MINUTE)
    kofi = await play.joined("Kofi")
    for hours in (3, 4, 5):
        await event(play, [kofi], play.now + hours * HOUR, f"Housing forum {hours}")
    for hours in (3, 4, 5):
        await ana.say("menu")
        await ana.press(TELL)
        await ana.press(next(label for label in ana.labels if label.startswith(f"Housing forum {hours}")))
        await ana.say("moved", "Come")
        await ana.press("Ask for the 2nd key")
        await play.wait(MINUTE)
        if hours < 5:
            await taken_back(play, ana)
    await play.wait(2 * HOUR)
    assert len([each for each in dee.heard if "Do you agree?" in each.text]) == 2, (
        "her limits kept the third away"
    )
    assert not await can_go(play, ana, 3)


async def test_the_twenty_minutes_begin_when_somebody_is_asked(play: Play) -> None:
    """Before her hours nobody could answer, and there is time: so it waits until she has been asked, and 20 minutes more."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")], at("2026-11-24 14:00"))
    await play.until("2026-11-24 07:30")
    await asked(play, ana)
    await play.until("2026-11-24 08:30")
    assert not await can_go(play, ana)
    await play.until("2026-11-24 10:15")
    assert "Do you agree?" in dee.last
    assert not await can_go(play, ana)
    went = await play.bot.database.read(
        lambda c: next(row[2] for row in letters.sent_since(c, 2, 0) if row[3] == "key:1")
    )
    await play.wait(went + 20 * MINUTE - play.now - 1)
    assert not await can_go(play, ana)
    await play.wait(1)
    assert await can_go(play, ana)


@pytest.mark.parametrize("on_a_break", [False, True])
async def test_what_is_said_of_it_tells_nobodys_state(play: Play, on_a_break: bool) -> None:
    """The same words and the same moment, whether the one representative is there, is on a break, or keeps what hours."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    if on_a_break:
        await dee.say("break")
        await dee.press("Until I say")
    await play.wait(30 * MINUTE)
    await event(play, [await play.joined("Kofi")])
    assert await asked(play, ana) == (
        "I'm asking the member reps, each in their own hours. You'll hear how it ends. If none answers, you may be able to send "
        "it alone from Tue 24 Nov at 8am: see your menu."
    )


async def test_the_name_of_whoever_refused_goes_with_them(play: Play) -> None:
    """How it ended waits for the asker's hours, and by then they are forgotten: no row keeps their name, and none is told."""
    ana, dee = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Deewhinge", role="representative"),
    )
    await event(play, [await play.joined("Kofi")])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.until("2026-11-23 20:30")
    await dee.say("menu")
    await dee.press("Member rep", "Keys waiting", "Don't agree")
    await dee.say("forget me", "delete now", "yes, delete it all")
    assert await dee.row() is None
    assert not [row for row in await play.rows("letter") if "Deewhinge" in str(row)]
    assert (await state_of(play))[0] == "refused"
    await play.until("2026-11-24 12:00")
    assert ana.last == "A member rep didn't agree. It didn't happen. It may help to talk."


async def test_three_questions_are_asked_about_one_key(play: Play) -> None:
    """Whoever wants a key is not flooded, and nobody puts it off for ever; the fourth is declined before it is typed."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await event(play, [await play.joined("Kofi")])
    await play.wait(30 * MINUTE)
    await asked(play, ana)
    await play.wait(MINUTE)
    for n in range(3):
        await dee.press("Ask something")
        await dee.say(f"Why {n}?")
        await play.wait(MINUTE)
        await ana.say("hello")
    assert "Three questions have been asked about this one" in await dee.press("Ask something")
    assert "Agree" in dee.labels
    me, before = (await dee.known()).id, await play.bot.database.read(lambda c: keys.of(c, 1))
    await play.bot.database.write(
        lambda c: turning.carry_out(c, play.bot.world, AskBack(1, "Why 3?"), me, play.now + HOUR)
    )
    assert await play.bot.database.read(lambda c: keys.of(c, 1)) == before
    await play.wait(MINUTE)
    assert not [each for each in ana.heard if "Why 3?" in each.text]

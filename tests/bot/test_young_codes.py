"""Which of two codes brings somebody back, and which one lifts a hold: a stolen phone can make a code too (bot/rejoining.py)."""

from sqlite3 import Connection

import pytest

from bot import holding
from bot.ports import Inbound, Unreachable
from conversations.events import Pressed, Reacted, Typed
from storage import members
from tests.bot.play import DAY, HOUR, Person, Play
from tests.bot.scripted import NAME, Post
from tests.bot.test_holding import lift_for, stop_for
from tests.bot.test_rejoining import SHOWN, gone, on_paper, with_code, wrong

DOES_NOT = "That code doesn't work"


async def shown_to(person: Person) -> str:
    """A new code, shown and not typed back."""
    await person.say("my details")
    shown = SHOWN.search(await person.press("Code for a new phone", "Show me the code"))
    assert shown is not None
    return shown[0]


async def test_a_stolen_phone_lifts_no_hold_and_the_owners_paper_does(play: Play) -> None:
    """Before anybody notices, the thief makes a code and types it back. It lifts nothing, there or elsewhere; the owner's
    own code of before does, also when the hold lasts for weeks, and then the thief's is worth nothing."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    theirs, thiefs = await on_paper(kofi), await with_code(kofi)
    await stop_for(priya, "Kofi")
    assert DOES_NOT in await kofi.say(thiefs) and DOES_NOT in await play.person("Thief").say(thiefs)
    await play.wait(20 * DAY)
    assert DOES_NOT in await kofi.say(thiefs) and (await kofi.known()).state == "held"
    new = play.person("New")
    assert "Welcome back" in await new.say(theirs)
    assert (await new.known()).state == "resting" and await kofi.row() is None
    assert DOES_NOT in await play.person("Thief again").say(thiefs) and await play.rows("rejoin") == []


async def test_a_code_of_the_last_week_is_worth_nothing_after_a_hold(play: Play) -> None:
    """Whoever has no older one meets the team; and what the phone was shown in its last week brings nobody in later either."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    code = await with_code(kofi)
    await play.wait(7 * DAY - HOUR)
    await stop_for(priya, "Kofi")
    assert DOES_NOT in await kofi.say(code)
    await lift_for(priya, "Kofi")
    await play.wait(9 * DAY)
    assert DOES_NOT in await play.person("New").say(code)


async def test_a_code_that_was_written_down_a_week_ago_lifts_a_hold(play: Play) -> None:
    """Seven days from typing it back: to have been shown it earlier does not count."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    code = await shown_to(kofi)
    await play.wait(8 * DAY)
    await kofi.say(code)
    await play.wait(6 * DAY)
    await kofi.say(code)  # tried once more: that makes it neither younger nor older
    await play.wait(DAY)
    await stop_for(priya, "Kofi")
    assert "Welcome back" in await play.person("New").say(code)


async def test_the_older_code_works_beside_a_new_one_for_seven_days(play: Play) -> None:
    """Until then either brings them back; whatever was made after the one that is used is void."""
    kofi = await play.joined("Kofi")
    old = await on_paper(kofi)
    await with_code(kofi)
    await play.wait(6 * DAY)
    new = await with_code(kofi)
    await play.wait(2 * DAY)
    assert len(await play.rows("rejoin")) == 2, "the paper from before all of them, and the newest"
    assert "Welcome back" in await play.person("First").say(old)
    assert DOES_NOT in await play.person("Second").say(new) and await play.rows("rejoin") == []


async def test_after_seven_days_only_the_newest_code_is_left(play: Play) -> None:
    """The old paper is worth nothing then, and its row goes."""
    kofi = await play.joined("Kofi")
    old, new = await on_paper(kofi), await with_code(kofi)
    await play.wait(7 * DAY)
    assert DOES_NOT in await play.person("First").say(old)
    await play.bot.ticks.keep_house()
    assert len(await play.rows("rejoin")) == 1
    assert "Welcome back" in await play.person("Second").say(new)


async def test_whoever_takes_a_member_away_with_a_new_code_leaves_them_the_older_one(play: Play) -> None:
    """The young code works where there is no hold. Its owner still comes back with the paper of before."""
    kofi, thief, new = await play.joined("Kofi"), play.person("Thief"), play.person("New")
    old, young = await on_paper(kofi), await with_code(kofi)
    assert "Welcome back" in await thief.say(young)
    assert DOES_NOT in await play.person("Other").say(young)
    assert "Welcome back" in await new.say(old) and await thief.row() is None


async def test_the_old_code_typed_for_a_new_one_writes_down_nothing(play: Play) -> None:
    """Only what was typed back is on paper: the code that was shown meanwhile ends nothing."""
    kofi = await play.joined("Kofi")
    old = await on_paper(kofi)
    new = await shown_to(kofi)
    assert "it works" in await kofi.say(old)
    assert not [each for each in kofi.heard if new in each.text]
    await play.wait(8 * DAY)
    assert "Welcome back" in await play.person("New").say(old)


async def test_a_right_code_does_not_let_the_tries_begin_anew(play: Play) -> None:
    """Whoever has a code of their own, or makes one, guesses others no more often: five wrong ones in a day."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    theirs, own = await with_code(kofi), await with_code(bea)
    await play.takes(bea, *[Typed(wrong(own))] * 4, Typed(own), Typed(wrong(own)))
    assert DOES_NOT in await bea.say(own)
    await shown_to(bea)
    assert DOES_NOT in await bea.say(own)
    await bea.say("forget me", "delete now", "yes, delete it all")
    assert DOES_NOT in await bea.say(theirs)


async def test_each_reading_of_a_message_is_counted(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty hashes an hour from one phone, also where one message may be read as three codes."""
    kofi = await play.joined("Kofi")
    code = await with_code(kofi)
    worked: list[str] = []

    def fits(hashed: str, secret: str) -> bool:
        worked.append(secret)
        return secret in code.replace(" ", "")

    monkeypatch.setattr("bot.rejoining._fits", fits)
    await play.takes(kofi, *[Typed(f"Z9Z9 Z9Z9 Z9Z8 and Z9Z9 Z9Z9 Z9Z7 and {code}")] * 30)
    assert len(worked) <= 19


async def test_a_held_phone_is_not_told_that_it_stopped_anything(play: Play) -> None:
    """A button that says stop, made up or of long ago, gets what everything gets there."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await stop_for(priya, "Kofi")
    await play.takes(kofi, Pressed("a:help:HE-01:stop", "m1"))
    await play.bot.sender.drained()
    assert "Stopped" not in kofi.heard[-1].text and "Type the code we gave you" in kofi.heard[-1].text
    assert (await kofi.known()).state == "held"


async def test_the_old_address_leaves_the_files_with_a_rejoin(play: Play) -> None:
    """At the old address they are unknown, and no file knows it any more."""
    kofi, new = await play.joined("Kofi"), play.person("New")
    code = await with_code(kofi)
    assert play.in_files(kofi.id)
    await new.say(code)
    assert await gone(play, kofi.id)


async def test_a_second_hold_leaves_the_older_code_as_it_is(play: Play) -> None:
    """Held again, or held more quietly: the paper of before is worth what it was."""
    kofi = await play.joined("Kofi")
    code, id = await on_paper(kofi), (await kofi.known()).id
    await with_code(kofi)

    def hold(connection: Connection) -> None:
        holding.hold(connection, play.bot.world, id, "coordinator", play.now, silent=False)

    await play.bot.database.write(hold)
    await play.wait(8 * DAY)
    await play.bot.database.write(hold)
    assert "Welcome back" in await play.person("New").say(code)


async def test_a_held_phone_that_blocks_the_bot_is_no_stop(post: Post) -> None:
    """What cannot be delivered to a held phone says nothing of its owner: after the hold they can be reached as before."""
    await post.enrol("a")
    id = post.ids["a"]

    def hold(connection: Connection) -> None:
        holding.hold(connection, post.play.bot.world, id, "coordinator", post.play.now, silent=False)

    await post.play.bot.database.write(hold)
    post.channel.will["a"] = [Unreachable()]
    await post.play.bot.turns.take([Inbound(NAME, "a", Typed("hello"))])
    await post.sent()
    row = await post.play.bot.database.read(lambda c: members.by_id(c, id))
    assert row is not None and (row.state, row.reachable) == ("held", 1)
    assert len(post.channel.calls) == 1
    await post.play.bot.turns.take([Inbound(NAME, "a", Reacted())])
    await post.sent()
    assert len(post.channel.calls) == 1, "and a reaction gets no answer"

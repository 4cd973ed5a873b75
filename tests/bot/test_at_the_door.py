"""Who comes in, what a code gives, and what is said again when an update comes again (bot/apply.py, bot/turn.py)."""

from pathlib import Path
from sqlite3 import Connection

import pytest

from bot.apply import Applier
from bot.demo import demo_config, prepare_folder
from bot.ports import Inbound, Taken
from bot.turn import Turns
from bot.views import view_of
from conversations.effects import Join
from conversations.events import Event, Pressed, Typed
from storage import invites, members
from tests.bot.play import LOOK_SAFE, Person, Play, playing

BASICS = "yes, that's ok"


async def uses_left(play: Play, code: str) -> int:
    found = await play.bot.database.read(lambda c: invites.find(c, code))
    assert found is not None
    return found.uses_left


# -- a door that is not open --------------------------------------------------------------------------------------------


async def test_behind_a_closed_door_a_code_lets_in_as_many_as_it_says(tmp_path: Path) -> None:
    """Two people walk up to the yes with a code for one: the second is told kindly, and nothing of them is kept."""
    config = demo_config(prepare_folder(tmp_path, fresh=False))
    programme = config.programme.model_copy(update={"open_door": False})
    async with playing(tmp_path, config=config.model_copy(update={"programme": programme})) as play:
        code = await play.invite("coordinator", "Lambeth", uses=1)
        ada, bea = play.person("Ada"), play.person("Bea")
        for person in (ada, bea):
            await person.say(code, *LOOK_SAFE)
        await ada.say(BASICS)
        assert (await ada.known()).role == "coordinator"
        assert "that code has no uses left" in await bea.say(BASICS)
        assert await bea.row() is None
        fresh = await play.invite("member", "Lambeth")
        await bea.say(fresh, *LOOK_SAFE, BASICS)
        assert (await bea.known()).role == "member"


@pytest.mark.parametrize(
    "token", ["~en-:join:ON-20:yes", "~---3:join:ON-20:yes", "~---3AAAAAAAAAA:join:ON-20:yes"]
)
async def test_behind_a_closed_door_no_made_up_button_comes_in(tmp_path: Path, token: str) -> None:
    """Whatever an app sends: without a code that works nobody is stored."""
    config = demo_config(prepare_folder(tmp_path, fresh=False))
    programme = config.programme.model_copy(update={"open_door": False})
    async with playing(tmp_path, config=config.model_copy(update={"programme": programme})) as play:
        cal = play.person("Cal")
        before = await play.dump()
        done = await taken(play.bot.turns, cal, Pressed(token))
        assert done.direct and done.failed == 0
        assert await play.dump() == before


async def test_the_lock_holds_where_a_flow_forgets_to_ask(tmp_path: Path) -> None:
    """The row itself is refused without a code, whoever asks for it."""
    config = demo_config(prepare_folder(tmp_path, fresh=False))
    programme = config.programme.model_copy(update={"open_door": False})
    async with playing(tmp_path, config=config.model_copy(update={"programme": programme})) as play:
        world = play.bot.world

        def join(connection: Connection) -> None:
            view = view_of(connection, world, "room", None, play.now)
            Applier(connection, world, "room", "p9", view, None).apply((Join("", "en", False),))

        with pytest.raises(PermissionError):
            await play.bot.database.write(join)


# -- what a code gives --------------------------------------------------------------------------------------------------


async def test_a_code_never_takes_a_role_away(play: Play) -> None:
    """A coordinator who opens a representative's link stays one, is told the truth, and uses nothing of it."""
    priya = await play.joined("Priya", role="coordinator")
    code = await play.invite("representative", "Lambeth")
    assert "that code changes nothing" in await priya.say(code)
    assert (await priya.known()).role == "coordinator"
    assert await uses_left(play, code) == 1
    south = await play.invite("representative", "Southwark")
    assert "You're in Southwark now" in await priya.say(south)
    assert (await priya.known()).role == "coordinator"
    assert await uses_left(play, south) == 0


async def test_a_code_is_used_only_where_something_is_gained(play: Play) -> None:
    """Typing one's own code again takes nobody else's place."""
    kofi = await play.joined("Kofi")
    code = await play.invite("member", "Lambeth", uses=3)
    for _ in range(3):
        await kofi.say(code)
    assert await uses_left(play, code) == 3
    up = await play.invite("representative", "Lambeth", uses=3)
    assert "member rep" in await kofi.say(up)
    await kofi.say(up)
    assert ((await kofi.known()).role, await uses_left(play, up)) == ("representative", 2)


# -- again --------------------------------------------------------------------------------------------------------------


async def taken(turns: Turns, person: Person, event: Event, mark: int = 0, number: int = 0) -> Taken:
    return await turns.take([Inbound("room", person.id, event, mark, number=number)])


async def test_a_goodbye_that_was_lost_is_not_followed_by_a_greeting(play: Play) -> None:
    """The process ended between "Forget me" and its goodbye: what comes again is told that nothing is kept."""
    events: tuple[Event, ...] = (Typed("Yes, delete it all"), Pressed("abcdefgh:forget:FM-04:yes"))
    for number, again in enumerate(events, 1):
        kofi = await play.joined("Kofi")
        await kofi.say("forget me", "delete now")
        assert (
            "It's deleted here"
            in (await taken(play.bot.turns, kofi, Typed("yes, delete it all"), mark=number))
            .direct[0]
            .body.text
        )
        (direct,) = (await taken(Turns(play.bot.database, play.bot.world), kofi, again, mark=number)).direct
        assert direct.body.text.startswith("I keep nothing about you")
    fresh = play.person("Zora")
    (direct,) = (await taken(play.bot.turns, fresh, Typed("Yes, delete it all"), mark=9)).direct
    assert "Want to hear more?" in direct.body.text, "from anybody else they are words like any other"


async def test_a_strangers_update_without_an_order_is_answered_again_after_a_crash(play: Play) -> None:
    """A webhook's update comes again because its answer was lost with the process; in the same life it does not count."""
    zora = play.person("Zora")
    first = await taken(play.bot.turns, zora, Typed("hello"), number=77)
    assert len(first.direct) == 1
    assert (await taken(play.bot.turns, zora, Typed("hello"), number=77)).direct == ()
    again = await taken(Turns(play.bot.database, play.bot.world), zora, Typed("hello"), number=77)
    assert [direct.body.text for direct in again.direct] == [direct.body.text for direct in first.direct]


async def test_of_a_members_update_only_the_day_is_noted(play: Play) -> None:
    """What tells a repeat apart is a number; when exactly somebody wrote is kept nowhere by it."""
    kofi = await play.joined("Kofi")
    await taken(play.bot.turns, kofi, Typed("menu"), number=5)
    ((_channel, number, at),) = await play.rows("taken")
    assert (number, at) == (5, play.now - play.now % 86400)
    assert (await taken(Turns(play.bot.database, play.bot.world), kofi, Typed("menu"), number=5)).direct == ()
    assert await play.bot.database.read(lambda c: members.by_address(c, "room", kofi.id)) is not None


@pytest.mark.parametrize("before", [("hi",), ("hi", "yes"), ("hi", "yes", "yes, it's safe"), ("hi", "help")])
async def test_a_code_typed_at_any_question_is_taken_and_said_to_be(
    tmp_path: Path, before: tuple[str, ...]
) -> None:
    """It is no answer to the greeting, and still no "Sorry": they hear that it works, and come in with it."""
    async with playing(tmp_path) as play:
        code, bea = await play.invite("coordinator", "Lambeth"), play.person("Bea")
        await bea.say(*before)
        asked = bea.labels
        told = await bea.say(code)
        assert told.startswith("Thanks, that code works.") and "Sorry" not in told
        assert bea.labels == asked
        if "help" not in before:
            await bea.say(*LOOK_SAFE[len(before) - 1 :], BASICS)
            assert (await bea.known()).role == "coordinator"


async def test_a_used_code_typed_at_the_greeting_is_said_to_be_used(tmp_path: Path) -> None:
    """Kindly, with who has a new one; the greeting stands as it was."""
    async with playing(tmp_path) as play:
        code, bea = await play.invite("member", "Lambeth", uses=0), play.person("Bea")
        assert "That code doesn't work any more" in await bea.say(code)
        told = await bea.say(code)
        assert told.startswith("That code doesn't work any more")
        assert "Look around first" in bea.labels

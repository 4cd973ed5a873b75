"""STOP, danger and HELP hold whatever is wrong with us (bot/last_resort.py, bot/reading.py)."""

import logging
from collections.abc import Callable
from sqlite3 import Connection

import pytest

from bot.channels.room import NAME
from bot.ports import Inbound, Taken
from conversations.events import Arrived, Blocked, Event, Typed
from storage import tallies
from tests.bot.play import HOUR, Person, Play

UNREADABLE = {
    "a session of three": 'insert or replace into session values ({id}, 0, \'["a","menu","x"]\', {now})',
    "a session that is no JSON": "insert or replace into session values ({id}, 0, 'menu', {now})",
    "a session of another shape": 'insert or replace into session values ({id}, 0, \'["a","menu","x",1,2,"3",[],4]\', {now})',
    "a plan that cannot be": "update pace set plan = '{{\"check_in_minute\":1}}' where member_id = {id}",
    "a plan that is no JSON": "update pace set plan = 'weekly' where member_id = {id}",
    "a plan of a later version": "update pace set plan = '{{\"no_mondays\":true}}' where member_id = {id}",
}


async def damage(play: Play, person: Person, name: str) -> None:
    id = (await person.known()).id
    sql = UNREADABLE[name].format(id=id, now=play.now)
    await play.bot.database.write(lambda c: c.execute(sql).rowcount)


@pytest.mark.parametrize("name", UNREADABLE)
async def test_an_unreadable_row_stands_in_nobodys_way(
    play: Play, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever row is damaged, words of danger get their card and STOP is obeyed; the team is told a number."""
    kofi = await play.joined("Kofi")
    await damage(play, kofi, name)
    assert "Samaritans" in await kofi.say("I want to kill myself")
    await damage(play, kofi, name)
    assert (await kofi.say("STOP")).startswith("Stopped.")
    assert (await kofi.known()).state == "stopped"
    what = "session.unreadable" if "session" in name else "plan.unreadable"
    assert await play.bot.database.read(lambda c: tallies.counted(c, what)) >= 1
    assert "could not be read" in caplog.text


async def test_after_an_unreadable_plan_nothing_begins_until_they_choose_again(play: Play) -> None:
    """The state is kept from its column, and for the rest the bot waits to be asked: silence is the safe mistake."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await bea.say("STOP")
    for person in (kofi, bea):
        await damage(play, person, "a plan that is no JSON")
    assert "What would you like?" in await kofi.say("menu")
    assert "You stopped my messages before" in await bea.say("hello")
    heard = len(kofi.heard)
    await play.news("Lambeth")
    await play.wait(30 * 24 * HOUR)
    assert len(kofi.heard) == heard
    assert "Once a month it is" in await kofi.say("pace", "once a month")


async def test_an_unreadable_row_is_no_trouble_to_the_housekeeping(play: Play) -> None:
    """A session that cannot be read goes when it is a day old, and those of others with it."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    await bea.say("menu", "check-in", "good", "Half a thought")
    await damage(play, kofi, "a session that is no JSON")
    play.clock.move_to(play.now + 25 * HOUR)
    await play.bot.ticks.keep_house()
    assert await play.rows("session") == []


async def test_the_unreadable_plan_of_one_coordinator_keeps_nobody_from_the_team(play: Play) -> None:
    """Whoever passes words on is not met with a fault because of a row that is not even theirs."""
    priya, kofi = await play.joined("Priya", role="coordinator"), await play.joined("Kofi")
    await damage(play, priya, "a plan that is no JSON")
    await kofi.say("help", "ask priya", "pass on a message", "Could you ring me about the keys?")
    await play.wait(2 * HOUR)
    assert any("about the keys" in message.text for message in priya.heard)
    assert await play.bot.database.read(lambda c: tallies.counted(c, "turn.failed")) == 0


# -- everything is broken -----------------------------------------------------------------------------------------------


@pytest.fixture
def failing(play: Play, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From here on every turn fails in the middle, after it has begun to change things."""

    def fail() -> None:
        def break_down(*_anything: object) -> None:
            raise KeyError("heliotrope")

        monkeypatch.setattr("bot.turn.desk.take", break_down)

    return fail


async def take(play: Play, person: Person, event: Event) -> Taken:
    taken = await play.bot.turns.take([Inbound(NAME, person.id, event)])
    await play.bot.sender.drained()
    return taken


async def test_stop_is_obeyed_when_every_turn_fails(play: Play, failing: Callable[[], None]) -> None:
    """On the bare rows: the state, the queue, what was open; and the words that STOP always gets."""
    kofi = await play.joined("Kofi")
    await play.news("Lambeth")
    await kofi.say("menu")
    failing()
    done = await take(play, kofi, Typed("Stop!"))
    assert done.failed == 1
    assert kofi.last.startswith("Stopped. I won't message you again")
    assert "Delete my details" in kofi.labels
    row = await kofi.known()
    assert row.state == "stopped" and '"state":"stopped"' in row.plan
    assert await play.rows("session") == []
    assert {row[7] for row in await play.rows("letter")} == {"dropped"}


async def test_blocking_counts_as_stop_when_every_turn_fails(play: Play, failing: Callable[[], None]) -> None:
    """Nobody reads an answer, and nothing is said."""
    kofi = await play.joined("Kofi")
    failing()
    await take(play, kofi, Blocked())
    assert (await kofi.known()).state == "stopped"
    assert kofi.heard == []


@pytest.mark.parametrize(
    "event", [Typed("I want to kill myself"), Arrived("photo", "m1", "I want to kill myself")]
)
async def test_danger_gets_its_card_when_every_turn_fails(
    play: Play, failing: Callable[[], None], event: Event
) -> None:
    """The fixed words with their numbers, and buttons that work once we do again."""
    kofi, zora = await play.joined("Kofi"), play.person("Zora")
    failing()
    await take(play, kofi, event)
    assert "Samaritans" in kofi.last
    assert "More helplines" in kofi.labels
    (direct,) = (await take(play, zora, event)).direct
    assert "Samaritans" in direct.body.text
    assert (await kofi.known()).state == "active"


async def test_the_card_of_a_quiet_member_stays_behind_a_neutral_line(
    play: Play, failing: Callable[[], None]
) -> None:
    """Also when we fail, nobody who looks at the phone reads what it is about."""
    kofi = await play.joined("Kofi")
    id = (await kofi.known()).id
    await play.bot.database.write(
        lambda c: c.execute("update member set quiet = 1 where id = ?", (id,)).rowcount
    )
    failing()
    await take(play, kofi, Typed("my husband hits me"))
    assert kofi.last.startswith("Thank you for saying.")
    assert kofi.labels[0] == "Open"


async def test_help_brings_the_help_lines_when_every_turn_fails(
    play: Play, failing: Callable[[], None]
) -> None:
    """HELP is promised from anywhere."""
    kofi = await play.joined("Kofi")
    failing()
    await take(play, kofi, Typed("help"))
    assert "Talk to someone" in kofi.last


async def test_a_strangers_stop_is_answered_when_every_turn_fails(
    play: Play, failing: Callable[[], None]
) -> None:
    """Of somebody of whom nothing is kept nothing is to be stopped, and they are told so."""
    failing()
    (direct,) = (await take(play, play.person("Zora"), Typed("stop"))).direct
    assert "I've kept nothing about you" in direct.body.text


async def test_a_last_resort_that_fails_too_is_not_the_end_of_the_batch(
    play: Play, failing: Callable[[], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Then a sorry is all there is; the others of the batch are taken, and nothing of what was said is logged."""
    kofi, bea = await play.joined("Kofi"), await play.joined("Bea")
    failing()

    def no_view(*_anything: object, **_named: object) -> None:
        raise KeyError("heliotrope")

    monkeypatch.setattr("bot.last_resort.view_of", no_view)
    caplog.set_level(logging.DEBUG, logger="bot")
    batch = [
        Inbound(NAME, who.id, Typed("I want to kill myself"), mark) for mark, who in enumerate((kofi, bea), 1)
    ]
    done = await play.bot.turns.take(batch)
    await play.bot.sender.drained()
    assert (done.failed, done.mark) == (2, 2)
    assert kofi.last.startswith("Sorry, something went wrong") and bea.last == kofi.last
    assert not [word for word in ("heliotrope", "kill") if word in caplog.text]


async def test_a_held_phone_stays_held_when_every_turn_fails(play: Play, failing: Callable[[], None]) -> None:
    """STOP from a phone that may be in other hands changes nothing, here as elsewhere."""
    kofi = await play.joined("Kofi")
    id = (await kofi.known()).id

    def hold(c: Connection) -> int:
        return c.execute("update pace set state = 'held' where member_id = ?", (id,)).rowcount

    await play.bot.database.write(hold)
    failing()
    await take(play, kofi, Typed("stop"))
    assert (await kofi.known()).state == "held"

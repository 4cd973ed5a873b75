"""What somebody had asked a second key for ends with a hold on them (bot/holding.py; bot/keys.py)."""

from sqlite3 import Connection

from bot import holding, keys
from conversations.key_effects import AskUrgent
from storage import events
from tests.bot.play import HOUR, Play
from tests.bot.test_holding import stop_for


async def test_what_a_held_coordinator_had_asked_for_lapses(play: Play) -> None:
    """Whoever has their phone may have asked: what waits for a second key is over with the hold, and cannot be turned."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    bea, kofi = await play.joined("Bea", role="coordinator"), await play.joined("Kofi")
    who = {name: (await person.known()).id for name, person in (("ana", ana), ("dee", dee), ("kofi", kofi))}

    def ask(connection: Connection) -> int:
        event = events.add(connection, "meeting", "Housing forum", play.now + 5 * HOUR)
        events.book(connection, event, who["kofi"], play.now)
        request = keys.ask_urgent(connection, AskUrgent(event, "It moved", "Come"), who["ana"], play.now)
        assert request is not None
        return request

    request = await play.bot.database.write(ask)
    await stop_for(bea, "Ana")
    assert [row[7] for row in await play.rows("key_request")] == ["lapsed"]
    assert [row[7] for row in await play.rows("broadcast")] == ["refused"]
    assert not await play.bot.database.write(
        lambda c: keys.turn(c, play.bot.world, request, who["dee"], play.now, agree=True)
    )


async def test_no_second_key_is_turned_for_a_held_asker(play: Play) -> None:
    """However a request came to be open: nobody knows whose hand the first key is in."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi, ids = await play.joined("Kofi"), [(await person.known()).id for person in (ana, dee)]
    third = (await kofi.known()).id

    def ask(connection: Connection) -> bool:
        event = events.add(connection, "meeting", "Housing forum", play.now + 5 * HOUR)
        events.book(connection, event, third, play.now)
        holding.hold(connection, play.bot.world, ids[0], "coordinator", play.now, silent=False)
        request = keys.ask_urgent(connection, AskUrgent(event, "It moved", "Come"), ids[0], play.now)
        return request is not None and keys.turn(
            connection, play.bot.world, request, ids[1], play.now, agree=True
        )

    assert not await play.bot.database.write(ask)

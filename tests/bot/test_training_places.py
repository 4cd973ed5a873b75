"""Stories of one place: who asks for it late, twice or by somebody else's button, and what becomes of it then."""

from conversations.events import Pressed, Typed
from storage import members
from tests.bot.play import HOUR, Person, Play, at
from tests.bot.test_training import course, opened, states
from tests.bot.test_training_stories import DRAWN, asked, since


async def one_place(play: Play) -> tuple[int, Person, Person]:
    """A course of one place for which two have asked, after the draw: it, who is offered the place, and who waits."""
    ana = await play.joined("Ana", role="coordinator")
    people = [await play.joined(name) for name in ("Kofi", "Sol")]
    id = await course(play, (await ana.known()).id, places=1)
    await asked(play, id, *people)
    await play.until(DRAWN)
    found = await states(play, id)
    chosen = [found[(await person.known()).id] == "offered" for person in people]
    return id, people[chosen.index(True)], people[chosen.index(False)]


async def test_asking_after_closing(play: Play) -> None:
    """Between closing and the draw nobody comes in; after it, whoever asks stands at the end of the list."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    tam = await play.joined("Tam")
    id = await course(play, (await ana.known()).id, places=1)
    await asked(play, id, kofi)
    play.clock.move_to(at("2026-12-09 00:00"))  # no tick has made the draw yet
    await asked(play, id, tam)
    assert set(await states(play, id)) == {(await kofi.known()).id}
    await opened(play, tam)
    assert "Ask for a place" not in tam.labels and "Join the list" not in tam.labels
    await play.until(DRAWN)
    await asked(play, id, tam)
    assert (await states(play, id))[(await tam.known()).id] == "waiting"


async def test_asking_twice_is_asking_once(play: Play) -> None:
    """The second time they are told how things stand; there is one ticket."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await course(play, (await ana.known()).id)
    await opened(play, kofi)
    message, key = kofi.button("Ask for a place")
    await kofi.press("Ask for a place", "Ask for a place", "OK")
    await play.room.pick(kofi.id, message, key)
    assert kofi.last
    assert len(await play.rows("place")) == 1


async def test_an_offer_is_nobody_elses_to_answer(play: Play) -> None:
    """Somebody who presses its button, or types its answer, has no place by it, and takes none from whose it is."""
    id, hers, waits = await one_place(play)
    _message, token = hers.button("Yes please")
    before = await states(play, id)
    await play.takes(waits, Pressed(token, ""), Typed("yes please"))
    assert await states(play, id) == before
    assert "You're booked" in await hers.press("Yes please")


async def test_forget_me_frees_the_place_for_the_next(play: Play) -> None:
    """Nothing of them stays, and the next in the list is asked."""
    id, first, second = await one_place(play)
    await first.press("Yes please", "None", "No thanks")
    await first.say("forget me", "delete now", "yes, delete it all")
    await play.wait(HOUR)
    await play.until("2026-12-10 18:00")
    assert await states(play, id) == {(await second.known()).id: "offered"}
    assert "A place has come up on Chairing a meeting" in second.last


async def test_in_quiet_mode_an_offer_says_nothing_until_it_is_opened(play: Play) -> None:
    """What shows on a locked screen names no course."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    who = (await kofi.known()).id
    await play.bot.database.write(lambda c: members.change(c, who, {"quiet": 1}))
    id = await course(play, (await ana.known()).id)
    await asked(play, id, kofi)
    before = len(kofi.heard)
    await play.until(DRAWN)
    assert kofi.heard[before:] and "Chairing" not in since(kofi, before)
    assert "There's a place for you on Chairing a meeting" in await kofi.press("Open")
    assert "You're booked" in await kofi.press("Yes please")

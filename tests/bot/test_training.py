"""Training, by its rows: asking, the draw, offers and their clock, and what becomes of a seat that is given back."""

from datetime import date
from sqlite3 import Connection

from bot.training import carrying, making
from conversations.training.courses import CourseDraft, SessionDraft
from conversations.training.effects import AskPlace
from storage import seats
from tests.bot.play import HOUR, Person, Play, at

START = at("2026-12-18 14:00")


def draft(**changes: object) -> CourseDraft:
    """A course of one session with two places."""
    fields: dict[str, object] = {
        "title": "Chairing a meeting", "about": "How to keep time, and let everybody speak.", "sessions": (SessionDraft(START, START + 2 * HOUR, "the library"),),
        "places": 2, "closing": date(2026, 12, 8), "money": "Free", "costs": "Travel paid before you come", "leader": "Priya", "kept": 0, **changes,
    }  # fmt: skip
    return CourseDraft(**fields)  # type: ignore[arg-type]


async def course(play: Play, who: int, **changes: object) -> int:
    def put(connection: Connection) -> int | None:
        return making.make(connection, play.bot.world, draft(**changes), who, play.now)

    made = await play.bot.database.write(put)
    assert made is not None
    return made


async def do(play: Play, effect: object, who: int) -> None:
    await play.bot.database.write(
        lambda c: carrying.carry_out(c, play.bot.world, effect, who, play.now)  # type: ignore[arg-type]
    )


async def states(play: Play, id: int) -> dict[int, str]:
    found = await play.bot.database.read(
        lambda c: seats.all_of(c, id, "asked", "waiting", "offered", "booked")
    )
    return {place.member_id: place.state for place in found}


async def test_a_draw_makes_offers_and_a_list(play: Play) -> None:
    """At closing as many are drawn as there are places; the rest wait, and everybody is told."""
    ana = await play.joined("Ana", role="coordinator")
    people = [await play.joined(name) for name in ("Kofi", "Sol", "Tam", "Noor")]
    id = await course(play, (await ana.known()).id)
    for person in people:
        await do(play, AskPlace(id), (await person.known()).id)
    assert set((await states(play, id)).values()) == {"asked"}
    await play.until("2026-12-09 12:00")
    found = sorted((await states(play, id)).values())
    assert found == ["offered", "offered", "waiting", "waiting"]


async def opened(play: Play, person: Person) -> str:
    """The page of the only course there is."""
    await person.say("menu")
    await person.press("Training")
    return await person.press("Open 1")


async def test_asking_being_drawn_and_coming(play: Play) -> None:
    """A whole way through: asked in the chat, drawn, offered in their own hours, booked, reminded, and there."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await course(play, (await ana.known()).id)
    assert "Ask by Tue 8 Dec" in await opened(play, kofi)
    assert "I'll tell you by Sat 12 Dec" in await kofi.press("Ask for a place", "Ask for a place")
    await kofi.press("What helps me", "Yes, I'll tell you", "Travel money", "Done", "Skip")
    assert [row[2:] for row in await play.rows("need")] == [("travel", 0)]
    await play.until("2026-12-09 12:00")
    assert "There's a place for you on Chairing a meeting, Fri 18 Dec." in kofi.last
    assert "You're booked: Chairing a meeting, Fri 18 Dec, 2pm, the library." in await kofi.press(
        "Yes please"
    )
    await kofi.press("Both", "No thanks")
    assert await states(play, id) == {(await kofi.known()).id: "booked"}
    assert len(await play.rows("booking")) == 1
    before = len(kofi.heard)
    await play.until("2026-12-18 13:30")
    reminders = [each.text for each in kofi.heard[before:] if "Chairing a meeting" in each.text]
    assert ["Still OK to come?" in reminders[0], reminders[1].startswith("Today: ")] == [True, True]
    await opened(play, kofi)
    await kofi.press("I'm here", "I'm here")
    before = len(kofi.heard)
    await play.until("2026-12-20 18:00")
    assert "Thanks for coming to Chairing a meeting" in kofi.heard[before].text


async def test_a_seat_given_back_goes_to_the_next(play: Play) -> None:
    """Not coming is one tap; the next in the list is asked, and the hold begins when word of it arrives (I21)."""
    ana = await play.joined("Ana", role="coordinator")
    people = [await play.joined(name) for name in ("Kofi", "Sol", "Tam")]
    ids = [(await person.known()).id for person in people]
    id = await course(play, (await ana.known()).id, places=1)
    for who in ids:
        await do(play, AskPlace(id), who)
    await play.until("2026-12-09 12:00")
    first = ids.index(first_offered(await states(play, id)))
    await people[first].press("Yes please", "None", "No thanks")
    await play.wait(HOUR)
    await opened(play, people[first])
    assert "No problem, and no reason needed." in await people[first].press("Can't come")
    await play.wait(9 * HOUR)  # at night: a seat is held, and nobody has been written to
    (held,) = await play.bot.database.read(lambda c: seats.offered(c))
    assert (held.sent_at, held.ends_at) == (None, None)
    await play.until("2026-12-10 12:00")
    (held,) = await play.bot.database.read(lambda c: seats.offered(c))
    assert held.sent_at is not None and held.ends_at is not None and held.ends_at > held.sent_at
    assert ids[first] not in await states(play, id)
    second = people[ids.index(held.member_id)]
    assert "A place has come up on Chairing a meeting" in second.last


def first_offered(found: dict[int, str]) -> int:
    return next(who for who, state in found.items() if state == "offered")


async def test_a_reminder_keeps_its_way_out(play: Play) -> None:
    """Whoever said yes to a reminder can still say from it that they can't come after all; and so under an offer, after longer."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await course(play, (await ana.known()).id)
    await do(play, AskPlace(id), (await kofi.known()).id)
    await play.until("2026-12-09 12:00")
    await kofi.press("I need longer")
    assert "You're booked" in await kofi.press("Yes please")
    await kofi.press("3 days before", "No thanks")
    await play.until("2026-12-15 12:00")
    assert "See you there" in await kofi.press("Yes")
    await play.wait(5 * HOUR)
    assert "No problem, and no reason needed." in await kofi.press("Can't come")
    assert await states(play, id) == {}

"""Training, by its rows: asking, the draw, offers and their clock, and what becomes of a seat that is given back."""

from datetime import date
from sqlite3 import Connection

from bot.training import asking, making
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
        lambda c: asking.carry_out(c, play.bot.world, effect, who, play.now)  # type: ignore[arg-type]
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


async def test_asking_being_drawn_and_saying_yes(play: Play) -> None:
    """A whole way through: asked by chat, drawn, offered in their own hours, booked, reminded, and off it again in one tap."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await course(play, (await ana.known()).id)
    words = await opened(play, kofi)
    assert "Ask by Tue 8 Dec" in words
    print(words)
    print(await kofi.press("Ask for a place"))
    print(await kofi.press("Ask for a place"), kofi.labels)
    print(await kofi.press("What helps me"), kofi.labels)
    print(await kofi.press("Yes, I'll tell you"), kofi.labels)
    print(await kofi.press("Travel money", "Done"), kofi.labels)
    print(await kofi.press("Skip"), kofi.labels)
    before = len(kofi.heard)
    await play.until("2026-12-09 12:00")
    for each in kofi.heard[before:]:
        print(">>", each.text, [c.label for c in each.choices])
    print(await states(play, id))
    print(await kofi.press("Yes please"), kofi.labels)
    print(await kofi.press("Both"), kofi.labels)
    print(await kofi.press("No thanks"))
    print(await states(play, id), await play.rows("booking"))
    before = len(kofi.heard)
    await play.until("2026-12-18 13:30")
    for each in kofi.heard[before:]:
        print(">>", each.text, [c.label for c in each.choices])
    print(await opened(play, kofi), kofi.labels)
    print(await kofi.press("I'm here"), kofi.labels)
    print(await kofi.press("I'm here"), kofi.labels)
    before = len(kofi.heard)
    await play.until("2026-12-20 18:00")
    for each in kofi.heard[before:]:
        print(">>", each.text, [c.label for c in each.choices])
    raise AssertionError

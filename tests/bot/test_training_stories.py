"""Stories of training that somebody lives through in the chat, as the whole bot plays them."""

from pathlib import Path
from sqlite3 import Connection

from bot.channels.room import NAME
from bot.training import checking_draws
from bot.training.draw_file import draw_file
from bot.views import view_of
from conversations.training.draw import commitment
from conversations.training.effects import AskPlace, TakePlace
from storage import groups
from tests.bot.play import Person, Play
from tests.bot.test_training import course, do, opened

DRAWN = "2026-12-09 12:00"


async def asked(play: Play, id: int, *people: Person) -> list[int]:
    """These ask for a place; their ids."""
    ids = [(await person.known()).id for person in people]
    for who in ids:
        await do(play, AskPlace(id), who)
    return ids


# -- the draw ----------------------------------------------------------------------------------------------------------


async def test_the_record_of_a_draw_comes_as_a_file(play: Play, tmp_path: Path) -> None:
    """Whoever presses "Check the draw" has the file that `alongside draw --verify` takes."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    id = await course(play, (await ana.known()).id)
    await asked(play, id, sol)
    await play.until(DRAWN)
    tam = await play.joined("Tam")
    await opened(play, tam)
    await tam.press("Check the draw")
    file = next(each.file for each in reversed(tam.heard) if each.file)
    assert file[0] == f"draw-{id}.json"
    path = tmp_path / file[0]
    path.write_bytes(file[1])
    lines, sound = checking_draws.verify(path)
    assert sound, lines


async def test_the_whole_commitment_stands_on_the_page_before_and_after_the_draw(play: Play) -> None:
    """Of a few figures a seed that fits could be found afterwards; of all 64 nobody can."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await course(play, (await ana.known()).id)
    await asked(play, id, kofi)
    before = await opened(play, kofi)
    promised = before.splitlines()[-1].rpartition(" ")[2]
    assert len(promised) == 64 and "Its seed" not in before
    await play.until(DRAWN)
    after = await opened(play, kofi)
    assert after.splitlines()[-2].endswith(f" {promised}")
    assert commitment(after.splitlines()[-1].rpartition(" ")[2]) == promised


async def test_the_record_of_a_draw_is_for_those_who_may_see_the_course(play: Play) -> None:
    """Somebody of another group, and anybody before the draw, finds no file behind a name that they thought of."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    ivo = await play.joined("Ivo", group="Southwark")
    group = next(id for id, name in await play.bot.database.read(groups.all) if name == "Lambeth")
    id = await course(play, (await ana.known()).id, group=group)
    assert await made(play, sol, f"draw-{id}.json") is None
    await play.until(DRAWN)
    assert await made(play, sol, f"draw-{id}.json") is not None
    assert await made(play, ivo, f"draw-{id}.json") is None
    assert await made(play, sol, "draw-99.json") is None
    assert await made(play, sol, "draw-x.json") is None


async def made(play: Play, person: Person, name: str) -> bytes | None:
    """What a file of this name holds for somebody."""
    row = await person.known()

    def read(connection: Connection) -> bytes | None:
        view = view_of(connection, play.bot.world, NAME, row, play.now)
        make = draw_file(connection, view, name)
        return None if make is None else make()

    return await play.bot.database.read(read)


# -- the numbers -------------------------------------------------------------------------------------------------------


async def test_who_is_slow_to_answer_cannot_be_told_from_the_numbers(play: Play) -> None:
    """A place that is held, one that is about to be offered and one that everybody can take look alike while people are asked (B31)."""
    ana, sol = await play.joined("Ana", role="coordinator"), await play.joined("Sol")
    tam = await play.joined("Tam", pace="Once a month")
    id = await course(play, (await ana.known()).id, places=3)
    await asked(play, id, sol, tam)
    await play.until(DRAWN)
    assert "Left-over places go to whoever asks first." in await opened(play, ana)
    assert "Booked: 0. Not booked yet: 3." in await opened(play, ana)
    kofi = await play.joined("Kofi")
    page = await opened(play, kofi)
    assert "Booked: 0. Not booked yet: 3." in page and "Take a free place" in kofi.labels
    for person in (sol, tam):
        await do(play, TakePlace(id), (await person.known()).id)
    assert "Booked: 2. Free to take: 1." in await opened(play, ana)

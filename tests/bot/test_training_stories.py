"""Stories of training that somebody lives through in the chat, as the whole bot plays them."""

from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

from bot.apply import Applier
from bot.channels.room import NAME
from bot.training import checking_draws
from bot.training.draw_file import draw_file
from bot.views import view_of
from conversations.effects import Count
from conversations.flows.training_after import counts
from conversations.training.courses import SessionDraft
from conversations.training.draw import commitment
from conversations.training.effects import (
    AskPlace,
    Attended,
    CancelCourse,
    ChooseReminders,
    KeepNeeds,
    MoveSession,
    TakePlace,
)
from storage import courses, events, groups
from tests.bot.play import DAY, HOUR, Person, Play
from tests.bot.test_training import START, course, do, opened, states

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


# -- several sessions --------------------------------------------------------------------------------------------------

FIRST, SECOND, THIRD = START, START + 4 * DAY, START + 6 * DAY
"""Friday 18, Tuesday 22 and Thursday 24 December, 2pm."""


async def booked_on_three(play: Play, ana: Person, *people: Person) -> int:
    """A course of three sessions on which these are booked, and reminded of both ways."""
    sessions = tuple(SessionDraft(each, each + 2 * HOUR, "the library") for each in (FIRST, SECOND, THIRD))
    id = await course(play, (await ana.known()).id, sessions=sessions, places=3)
    ids = await asked(play, id, *people)
    await play.until(DRAWN)
    for who in ids:
        await do(play, TakePlace(id), who)
        await do(play, ChooseReminders(id, "both"), who)
    return id


async def bookings(play: Play, person: Person) -> list[int]:
    """When the sessions begin that somebody is expected at."""
    who = (await person.known()).id
    return await play.bot.database.read(lambda c: [each.starts_at for each in events.booked_by(c, who, 0)])


async def written_to_afterwards(play: Play, id: int) -> list[int]:
    """Those for whom a kind word is on its way, at their own pace."""
    return await play.bot.database.read(
        lambda c: [
            who for (who,) in c.execute("select member_id from letter where item = ?", (f"after:{id}",))
        ]
    )


def since(person: Person, before: int) -> str:
    return "\n".join(each.text for each in person.heard[before:])


async def test_not_coming_to_one_session_asks_whether_it_is_the_whole_course(play: Play) -> None:
    """Before it has begun either can be given back; the place goes to others only with the whole."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    sol = await play.joined("Sol")
    id = await booked_on_three(play, ana, kofi, sol)
    await play.until("2026-12-15 18:00")
    for person in (kofi, sol):
        assert "Is it this session, or the whole course?" in await person.press("Can't come")
    words = await kofi.press("This session")
    assert "You're not expected at Chairing a meeting on Fri 18 Dec" in words and "Someone else" not in words
    assert await bookings(play, kofi) == [SECOND, THIRD]
    assert "Someone else can use the place." in await sol.press("The whole course")
    assert await states(play, id) == {(await kofi.known()).id: "booked"}


async def test_not_coming_to_a_later_session_keeps_what_was(play: Play) -> None:
    """After it has begun nobody else can use the place, and nothing says so; who came once is thanked for it."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await booked_on_three(play, ana, kofi)
    await play.until("2026-12-18 14:30")
    await do(play, Attended(id), (await kofi.known()).id)
    await play.until("2026-12-19 18:00")
    words = await kofi.press("Can't come")
    assert "You're not expected at Chairing a meeting on Tue 22 Dec" in words and "Someone else" not in words
    assert await bookings(play, kofi) == [FIRST, THIRD]
    await play.until("2026-12-21 18:00")
    assert "on Thu 24 Dec" in await kofi.press("Can't come")
    assert await states(play, id) == {(await kofi.known()).id: "booked"}
    await play.until("2026-12-25 12:00")
    assert await written_to_afterwards(play, id) == [(await kofi.known()).id]


async def test_one_session_can_be_cancelled(play: Play) -> None:
    """Those with a place are told which, keep their place, and are reminded of the others only."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await booked_on_three(play, ana, kofi)
    await ana.say("menu")
    await ana.press("Training", "Open 1", "Cancel a session", "Tue 22 Dec at 2pm")
    assert "It's cancelled, and the page of the course says so." in await ana.press("Cancel this session")
    before = len(kofi.heard)
    await play.until("2026-12-11 18:00")
    words = since(kofi, before)
    assert (
        "Chairing a meeting on Tue 22 Dec at 2pm is cancelled" in words and "The other sessions stay" in words
    )
    assert "Can't come" not in kofi.labels
    assert await states(play, id) == {(await kofi.known()).id: "booked"}
    await play.until("2026-12-23 12:00")
    assert "22 Dec" not in since(kofi, before + 1)
    assert [row[3] for row in await play.rows("log")].count("training.session") == 1


async def test_the_rest_of_a_course_can_be_cancelled(play: Play) -> None:
    """What has been stays: nobody is first in line for a date that they had, and whoever came is thanked."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    sol = await play.joined("Sol")
    id = await booked_on_three(play, ana, kofi, sol)
    await play.until("2026-12-18 14:30")
    await do(play, Attended(id), (await kofi.known()).id)
    await play.until("2026-12-19 18:00")
    assert "You're not expected" in await sol.press("Can't come")
    before = len(kofi.heard), len(sol.heard)
    await ana.say("menu")
    words = await ana.press("Training", "Open 1", "Cancel the course")
    assert (
        "Cancel what is still to come of Chairing a meeting?" in words and "first for the next" not in words
    )
    await ana.press("Cancel the course")
    who = (await kofi.known()).id
    assert not await play.bot.database.read(lambda c: courses.is_owed(c, id, who))
    await play.until("2026-12-21 18:00")
    assert "Chairing a meeting ends early. Tue 22 Dec" in since(kofi, before[0])
    assert "Chairing a meeting ends early. Thu 24 Dec" in since(sol, before[1])
    assert set(await written_to_afterwards(play, id)) == {who, (await sol.known()).id}


# -- afterwards --------------------------------------------------------------------------------------------------------


async def test_the_notes_are_asked_for_only_with_a_yes(play: Play) -> None:
    """Both who came and who did not can have them, so that asking says nothing of who came; first they hear that it names them."""
    ana = await play.joined("Ana", role="coordinator")
    kofi, sol = await play.joined("Kofi"), await play.joined("Sol")
    id = await course(play, (await ana.known()).id)
    for who in await asked(play, id, kofi, sol):
        await do(play, KeepNeeds(id, ("travel",)), who)
    await play.until(DRAWN)
    for person in (kofi, sol):
        await do(play, TakePlace(id), (await person.known()).id)
    await play.until("2026-12-18 14:30")
    await do(play, Attended(id), (await kofi.known()).id)
    for person in (kofi, sol):
        await opened(play, person)
    await play.until("2026-12-20 18:00")
    before = len(ana.heard)
    for person in (kofi, sol):
        words = await person.press("Send me the notes")
        assert "I'd tell Priya your name" in words, words
        assert "would like the notes" not in since(ana, before)
    await kofi.press("Yes")
    await sol.press("No")
    await play.until("2026-12-21 12:00")
    assert "Kofi would like the notes" in since(ana, before) and "Sol" not in since(ana, before)


async def test_whether_they_could_take_part_is_counted_by_the_quarter(play: Play) -> None:
    """On a day when one person is asked, the count of the day would be their answer."""
    kofi = await play.joined("Kofi")
    row = await kofi.known()
    view = await play.bot.database.read(lambda c: view_of(c, play.bot.world, NAME, row, play.now))
    assert counts(view, {}, "no") == (Count("took_part.no", by_quarter=True),)
    await play.bot.database.write(
        lambda c: Applier(c, play.bot.world, NAME, kofi.id, view, row.id).one(counts(view, {}, "no")[0])
    )
    assert ("took_part.no", "2026-10-01", 1) in await play.rows("counter")


# -- a date moves ------------------------------------------------------------------------------------------------------


async def test_those_who_asked_hear_of_a_date_that_moves(play: Play) -> None:
    """Those who wait, and whoever is offered a place, are told the new date once, and can go; they need not look it up."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    sol, tam = await play.joined("Sol"), await play.joined("Tam")
    id = await course(play, (await ana.known()).id, places=1)
    await asked(play, id, kofi, sol)
    await play.until(DRAWN)
    (session,) = await play.bot.database.read(lambda c: [each.id for each in events.of_course(c, id)])
    draft = SessionDraft(START + DAY, START + DAY + HOUR, "the town hall")
    before = {person.id: len(person.heard) for person in (kofi, sol, tam)}
    for each in (replace(draft, place="nowhere"), draft):
        await do(play, MoveSession(session, each), (await ana.known()).id)
    await play.until("2026-12-10 18:00")
    for person in (kofi, sol):
        words = since(person, before[person.id])
        assert words.count("Change: Chairing a meeting is now on Sat 19 Dec at 2pm (the town hall).") == 1
        assert "nowhere" not in words
    assert "Change:" not in since(tam, before[tam.id])
    assert "You're off Chairing a meeting." in await sol.press("Take me off")
    assert "OK. All else stays" in await kofi.press("OK")
    assert list(await states(play, id)) == [(await kofi.known()).id]


# -- the list ----------------------------------------------------------------------------------------------------------


async def test_cancelled_courses_come_last_in_the_list(play: Play) -> None:
    """What takes place is what somebody looks for; and its page says that they can leave any time."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    who = (await ana.known()).id
    off = await course(play, who, title="Taking notes")
    later = SessionDraft(THIRD, THIRD + HOUR, "the library")
    await course(play, who, title="Listening", sessions=(later,))
    await do(play, CancelCourse(off), who)
    await kofi.say("menu")
    lines = (await kofi.press("Training")).splitlines()
    assert [line.partition(",")[0] for line in lines[1:3]] == ["1. Listening", "2. Taking notes"]
    assert "You can take breaks or leave any time." in await kofi.press("Open 1")

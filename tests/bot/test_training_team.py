"""Courses as the team plays them in the room: made, moved, cancelled, led and arranged; and what nobody else can do or see."""

from dataclasses import replace
from datetime import date
from sqlite3 import Connection

import pytest

from bot.facts import RowFacts
from bot.training import asking, carrying, making
from conversations.training.courses import CourseDraft, SessionDraft
from conversations.training.effects import (
    Attended,
    CancelCourse,
    CancelSession,
    MakeCourse,
    MoveSession,
    SortNeed,
    TrainingEffect,
)
from storage import courses, events, members, needs, seats
from tests.bot.play import DAY, HOUR, Person, Play, at

START = at("2026-12-18 14:00")
MADE = (
    "How to keep time, and let everybody speak.", "Lambeth", "18 Dec at 2pm", "2 hours", "The library", "22 Dec at 2pm", "The same place",
    "that's all", "8", "a quarter: 2", "8 Dec", "Free", "no", "Travel paid before you come", "step-free",
)  # fmt: skip
"""What a coordinator types, from what it is to what helps."""


async def make(play: Play, ana: Person, leader: str = "I do") -> int:
    """A course, made in the coordinator's chat; its id."""
    await ana.say("menu")
    await ana.press("Training", "New course")
    await ana.say("Chairing a meeting", *MADE, leader)
    words = await ana.press("Make it")
    assert "Made. Those it's for hear of it once" in words, words
    return await play.bot.database.read(lambda c: courses.firsts(c)[-1][0])


async def put(play: Play, arranger: int, starts_at: int = START, leader: int | None = None) -> int:
    """A course of two places that is there already, whenever it begins."""
    draft = CourseDraft(
        "Chairing a meeting", "How to keep time.", (SessionDraft(starts_at, starts_at + 2 * HOUR, "The library"),), 2, date(2026, 12, 8), "Free",
        "Travel paid before you come", "Priya", leader_id=leader,
    )  # fmt: skip
    return await play.bot.database.write(
        lambda c: making.put(c, draft, arranger, play.now, zone="Europe/London", by_draw=False)
    )


async def book(play: Play, course: int, *people: Person) -> None:
    """These have a place."""
    ids = [(await person.known()).id for person in people]

    def write(connection: Connection) -> None:
        for id in ids:
            row, seat = courses.of(connection, course), seats.free(connection, course)[0]
            seats.ask(connection, course, id, f"T{id}", play.now, "paid")
            place = seats.of(connection, course, id)
            assert row is not None and place is not None
            asking.book(connection, row, place, seat.number, play.now)

    await play.bot.database.write(write)


async def do(play: Play, effect: TrainingEffect, who: int) -> None:
    await play.bot.database.write(lambda c: carrying.carry_out(c, play.bot.world, effect, who, play.now))


async def session(play: Play, course: int) -> events.EventRow:
    return await play.bot.database.read(lambda c: events.of_course(c, course)[0])


async def changed(play: Play) -> list[tuple[object, ...]]:
    """The letters that tell of a change."""
    return [row for row in await play.rows("letter") if "course_changed" in str(row)]


async def open_page(ana: Person) -> str:
    await ana.say("menu")
    return await ana.press("Training", "Open 1")


async def test_a_course_is_made_in_chat(play: Play) -> None:
    """Its seats and its sessions are there, whoever made it arranges it, and the log says that one was made."""
    ana = await play.joined("Ana", role="coordinator")
    id, who = await make(play, ana), (await ana.known()).id
    row = await play.bot.database.read(lambda c: courses.of(c, id))
    assert row is not None
    assert (row.title, row.places, row.kept, row.leader_id, row.arranger_id) == (
        "Chairing a meeting",
        8,
        2,
        who,
        who,
    )
    assert (row.money, row.costs, row.told_by) == ("Free", "Travel paid before you come", "2026-12-12")
    assert row.closes_at == at("2026-12-09 00:00")
    sessions = await play.bot.database.read(lambda c: events.of_course(c, id))
    assert [each.starts_at for each in sessions] == [START, START + 4 * DAY]
    assert ("coordinator", "training.made") in [(row[2], row[3]) for row in await play.rows("log")]
    page = await open_page(ana)
    for part in (
        "Session 2: Tue 22 Dec, 2",
        "For: Lambeth",
        "Money: Free",
        "Costs: Travel paid",
        "Places: 8. 2 of them",
        "Ask by Tue 8 Dec",
    ):
        assert part in page
    assert page.endswith(f"The draw's commitment: {row.commitment}")
    assert row.seed not in page


async def test_what_has_become_wrong_meanwhile_is_not_made(play: Play) -> None:
    """Somebody who looks at it until the next day is told what stands against it by now; nothing is half made."""
    ana = await play.joined("Ana", role="coordinator")
    await ana.say("menu")
    await ana.press("Training", "New course")
    await ana.say("Chairing a meeting", *("7 Dec" if words == "8 Dec" else words for words in MADE), "I do")
    play.clock.move_to(play.now + 20 * HOUR)
    words = await ana.press("Make it")
    assert "It can't be made like that yet" in words and "give them 2 weeks to ask" in words
    assert await play.rows("course") == []
    await ana.press("Change it", "Closing day")
    await ana.say("9 Dec")
    assert "Made." in await ana.press("Make it")
    assert len(await play.rows("course")) == 1


async def test_a_name_on_the_team_leads_it(play: Play) -> None:
    """Priya, on the staff, sees who has a place; Ana, who made it, does not."""
    priya = await play.joined("Priya", role="staff")
    ana = await play.joined("Ana", role="coordinator")
    id = await make(play, ana, "priya")
    row = await play.bot.database.read(lambda c: courses.of(c, id))
    assert row is not None and row.leader_id == (await priya.known()).id


async def test_each_sees_their_own_part_and_nobody_else_sees_any(play: Play) -> None:
    """B31: names are for whoever leads it, what helps for whoever arranges it, by the rows; coordinators included."""
    ana, priya = await play.joined("Ana", role="coordinator"), await play.joined("Priya", role="staff")
    bo, dee = await play.joined("Bo", role="coordinator"), await play.joined("Dee", role="representative")
    kofi = await play.joined("Kofi")
    id = await put(play, (await ana.known()).id, leader=(await priya.known()).id)
    await book(play, id, kofi)
    member = (await kofi.known()).id
    await play.bot.database.write(lambda c: needs.keep(c, id, member, ["a seat by the door"]))
    world, seen = play.bot.world, {}
    for person in (ana, priya, bo, dee, kofi):
        who = (await person.known()).id

        def look(connection: Connection, who: int = who) -> tuple[int, int, int]:
            facts = RowFacts(connection, world, who, world.tongue("en"), play.now)
            return len(facts.attendees(id)), len(facts.needs_of(id)), len(facts.teamwork())

        seen[person.id] = await play.bot.database.read(look)
    assert list(seen.values()) == [(0, 1, 1), (1, 0, 1), (0, 0, 0), (0, 0, 0), (0, 0, 0)]
    for person in (ana, bo):
        assert "Kofi" not in await open_page(person)


async def test_whoever_leads_it_ticks_who_came(play: Play) -> None:
    """From an hour before; a tick for whoever came, and no mark for whoever did not."""
    ana, kofi, sol = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    who = (await ana.known()).id
    id = await put(play, who, play.now + 4 * DAY, leader=who)
    await book(play, id, kofi, sol)
    await ana.say("menu")
    await ana.press("Training", "My courses", "Open 1")
    assert "1. Kofi\n2. Sol\n" in await ana.press("Who has a place")
    assert "1 came" not in ana.labels
    play.clock.move_to(play.now + 4 * DAY - HOUR)
    await ana.say("menu")
    await ana.press("Training", "My courses", "Open 1", "Who has a place")
    assert "2. Sol: came" in await ana.press("2 came")
    await ana.press("Back", "Who has a place")
    assert "1. Kofi\n2. Sol: came" in ana.last
    assert sorted(row[:2] for row in await attendance(play)) == [("Kofi", 0), ("Sol", 1)]


async def attendance(play: Play) -> list[tuple[str, int]]:
    return await play.bot.database.read(
        lambda c: c.execute(
            "select m.name, b.came from booking b join member m on m.id = b.member_id"
        ).fetchall()
    )


async def test_whoever_arranges_it_sorts_what_helps(play: Play) -> None:
    """Need by need, and back; with it whether somebody would like to be paid."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id, member = await put(play, (await ana.known()).id), (await kofi.known()).id
    await book(play, id, kofi)
    await play.bot.database.write(lambda c: members.consent(c, member, "access", True, "", play.now))
    await play.bot.database.write(lambda c: needs.keep(c, id, member, ["travel", "a seat by the door"]))
    await ana.say("menu")
    await ana.press("Training", "My courses", "Open 1")
    words = await ana.press("What helps whom")
    assert "Only you see this, as you arrange it. It's deleted a week after the course." in words
    assert (
        "1. Kofi (would like to be paid): a seat by the door\n2. Kofi (would like to be paid): Travel money"
        in words
    )
    await ana.press("2 is sorted")
    assert await play.bot.database.read(lambda c: needs.of(c, id, member)) == [
        ("a seat by the door", 0),
        ("travel", 1),
    ]
    await ana.press("2 isn't sorted")
    assert await play.bot.database.read(lambda c: needs.of(c, id, member)) == [
        ("a seat by the door", 0),
        ("travel", 0),
    ]


async def test_a_moved_session_is_told_to_those_with_a_place(play: Play) -> None:
    """Once each, in their own hours; whoever has no place hears nothing."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    await play.joined("Sol")
    id = await put(play, (await ana.known()).id)
    await book(play, id, kofi)
    await open_page(ana)
    await ana.press("Move a session")
    words = await ana.say("19 Dec at 10am", "leave that as it is", "The town hall")
    assert (
        "Sat 19 Dec, 10" in words and "Those with a place each get one message, in their own hours." in words
    )
    assert "Saved." in await ana.press("Save it")
    row = await session(play, id)
    assert (row.starts_at, row.ends_at, row.place) == (
        at("2026-12-19 10:00"),
        at("2026-12-19 12:00"),
        "The town hall",
    )
    (letter,) = await changed(play)
    assert (await kofi.known()).id in letter
    assert ("coordinator", "training.moved") in [(row[2], row[3]) for row in await play.rows("log")]


async def test_a_cancelled_course_is_told_and_owed(play: Play) -> None:
    """Who had a place hears of it and is first in line for the next date, which begins with what is there."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await put(play, (await ana.known()).id)
    await book(play, id, kofi)
    await open_page(ana)
    words = await ana.press("Cancel the course")
    assert "Costs are still covered, and they come first for the next date." in words
    assert "It's cancelled" in await ana.press("Cancel the course")
    member = (await kofi.known()).id
    assert await play.bot.database.read(lambda c: courses.is_owed(c, id, member))
    assert len(await changed(play)) == 1
    await open_page(ana)
    await ana.press("Make its next date")
    await ana.say("14 Jan at 2pm", "that's all", "7 Jan")
    await ana.press("Make it")
    row = await play.bot.database.read(lambda c: courses.of(c, courses.firsts(c)[-1][0]))
    assert row is not None
    assert (row.follows, row.title, row.leader) == (id, "Chairing a meeting", "Priya")


async def test_a_change_within_48_hours_begins_with_the_words_for_the_second_key(play: Play) -> None:
    """Moved, and then cancelled: the urgent flow knows which session, and what has changed."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    id = await put(play, (await ana.known()).id, at("2026-11-24 16:00"))
    await book(play, id, kofi)
    await open_page(ana)
    await ana.press("Move a session")
    await ana.say("leave that as it is", "leave that as it is", "The town hall")
    assert "a second key can tell them at once" in await ana.press("Save it")
    words = await ana.press("Ask for the 2nd key")
    assert "Change to your booking: Chairing a meeting, Tue 24 Nov, now at The town hall." in words
    await ana.press("Cancel")
    await open_page(ana)
    await ana.press("Cancel the course", "Cancel the course")
    words = await ana.press("Ask for the 2nd key")
    assert "Change to your booking: Chairing a meeting, Tue 24 Nov, cancelled. Please stay at home" in words


async def test_what_is_made_up_is_refused_where_it_is_carried_out(play: Play) -> None:
    """By whoever has no such part: undone with the whole turn."""
    ana, priya = await play.joined("Ana", role="coordinator"), await play.joined("Priya", role="staff")
    dee, kofi = await play.joined("Dee", role="representative"), await play.joined("Kofi")
    lead, member = (await priya.known()).id, (await kofi.known()).id
    id = await put(play, (await ana.known()).id, leader=lead)
    await book(play, id, kofi)
    await play.bot.database.write(lambda c: needs.keep(c, id, member, ["travel"]))
    first = await session(play, id)
    draft = SessionDraft(START + DAY, START + DAY + HOUR, "Nowhere")
    course = CourseDraft("Mine", "x", (draft,), 5, date(2026, 12, 9), "Free", "None", "Kofi")
    before = await play.dump()
    forged: list[tuple[TrainingEffect, tuple[Person, ...]]] = [
        (MakeCourse(course), (priya, dee, kofi)), (MoveSession(first.id, draft), (priya, dee, kofi)), (CancelSession(first.id), (priya, dee, kofi)), (CancelCourse(id), (priya, dee, kofi)),
        (Attended(id, member), (ana, dee, kofi)), (SortNeed(id, member, "travel"), (priya, dee, kofi)),
    ]  # fmt: skip
    for effect, people in forged:
        for person in people:
            with pytest.raises(PermissionError):
                await do(play, effect, (await person.known()).id)
    assert await play.dump() == before


async def test_buttons_of_long_ago_change_nothing(play: Play) -> None:
    """A course that has begun, or is cancelled, is neither moved nor cancelled; nor is a session moved into the past."""
    ana = await play.joined("Ana", role="coordinator")
    who = (await ana.known()).id
    id = await put(play, who, play.now + 20 * HOUR)
    first = await session(play, id)
    await do(play, MoveSession(first.id, replace(draft_of(first), starts_at=play.now - 1)), who)
    assert await session(play, id) == first
    await open_page(ana)
    play.clock.move_to(play.now + 20 * HOUR)
    await ana.press("Move a session")
    assert "Move a session" not in ana.labels
    await do(play, CancelCourse(id), who)
    await do(play, MoveSession(first.id, draft_of(first)), who)
    assert await session(play, id) == first


def draft_of(row: events.EventRow) -> SessionDraft:
    return SessionDraft(row.starts_at, row.ends_at or row.starts_at, row.place, row.link)


async def test_no_session_is_moved_before_asking_has_closed(play: Play) -> None:
    """Nor to end before it begins: whatever a flow let through, the rows stay as they are."""
    ana = await play.joined("Ana", role="coordinator")
    who, id = (await ana.known()).id, await make(play, ana)
    first = await session(play, id)
    for start, end in ((at("2026-12-08 10:00"), at("2026-12-08 12:00")), (START + DAY, START + DAY)):
        await do(play, MoveSession(first.id, SessionDraft(start, end, "Nowhere")), who)
        assert await session(play, id) == first


async def test_nobody_came_two_hours_before_it_begins(play: Play) -> None:
    """A tick two hours before leaves no trace."""
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    who = (await ana.known()).id
    id = await put(play, who, play.now + 2 * HOUR)
    await book(play, id, kofi)
    await do(play, Attended(id, (await kofi.known()).id), who)
    assert await attendance(play) == [("Kofi", 0)]

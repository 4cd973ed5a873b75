"""The page of courses and places: what one person of the room may see of them (bot/training/course_page.py)."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from bot.channels.room import NAME
from bot.training import carrying, course_page, making
from conversations.phrases import PlainEnglish
from conversations.training.courses import Course, CourseDraft, Mine, Session, SessionDraft
from conversations.training.effects import AskPlace, Attended, KeepNeeds, TakePlace
from conversations.training.record import from_json, problems
from storage import groups, members, needs
from tests.bot.page import Page
from tests.bot.play import HOUR, Person, Play, at

START = at("2026-12-18 14:00")


async def make(play: Play, who: Person, leader: Person | None = None, **changes: Any) -> int:
    """A course of six places for Lambeth, made by somebody; led by somebody, or by a person from outside."""
    row, led = await who.known(), None if leader is None else await leader.known()
    group = await play.bot.database.read(lambda c: groups.by_name(c, "Lambeth"))
    fields: dict[str, Any] = {
        "title": "Chairing a meeting", "about": "How to keep time.", "sessions": (SessionDraft(START, START + 2 * HOUR, "the library"),),
        "places": 6, "closing": date(2026, 12, 8), "money": "Free", "costs": "Travel paid before you come", "leader": led.name if led else "Lorna",
        "leader_id": led.id if led else None, "kept": 2, "group": group, **changes,
    }  # fmt: skip
    made = await play.bot.database.write(
        lambda c: making.make(c, play.bot.world, CourseDraft(**fields), row.id, play.now)
    )
    assert made is not None
    return made


async def do(play: Play, who: Person, *effects: Any) -> None:
    row = await who.known()
    for effect in effects:
        await play.bot.database.write(
            lambda c, effect=effect: carrying.carry_out(c, play.bot.world, effect, row.id, play.now)  # type: ignore[misc]  # a default binds the effect
        )


async def seen(page: Page, who: Person) -> list[dict[str, Any]]:
    """The courses that this person is shown."""
    answer = await page.get(f"/api/training?person={who.id}")
    assert set(answer) == {"now", "joined", "courses"} and answer["now"] == page.play.now
    found = answer["courses"]
    assert isinstance(found, list)
    return found


async def take(play: Play, course: int, *people: Person) -> None:
    """Everything after the draw: these say yes to the places that are held for them."""
    for person in people:
        await do(play, person, TakePlace(course))


# -- who sees what ------------------------------------------------------------------------------------------------------


async def test_names_are_for_whoever_leads_it_and_numbers_for_everybody(page: Page) -> None:
    """A coordinator, a member and the leader see the very same, but that the leader also sees who has a place."""
    play = page.play
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    kofi, sol, tam = [await play.joined(name) for name in ("Kofi", "Sol", "Tam")]
    course = await make(play, ana, dee)
    for person in (kofi, sol):
        await do(play, person, AskPlace(course))
    await play.until("2026-12-09 12:00")
    await take(play, course, kofi, sol)
    (by_leader,), (by_coordinator,), (by_member,) = (
        await seen(page, dee),
        await seen(page, ana),
        await seen(page, tam),
    )
    assert by_leader.pop("people") == [{"name": "Kofi", "came": None}, {"name": "Sol", "came": None}]
    assert by_coordinator.pop("people") is None and by_member.pop("people") is None
    assert by_leader == by_coordinator == by_member
    assert "Kofi" not in json.dumps([by_coordinator, by_member])
    (own,) = await seen(page, kofi)
    assert (own["mine"], own["people"]) == ("Kofi has a place.", None)


async def test_where_nobody_here_leads_it_whoever_arranges_it_sees_who_comes(page: Page) -> None:
    """A trainer from outside has no phone here, so the coordinator who made the course has the list; another has not."""
    play = page.play
    ana, eli = await play.joined("Ana", role="coordinator"), await play.joined("Eli", role="coordinator")
    kofi = await play.joined("Kofi")
    course = await make(play, ana)
    await do(play, kofi, AskPlace(course))
    await play.until("2026-12-09 12:00")
    await take(play, course, kofi)
    assert [each["people"] for each in (await seen(page, ana))] == [[{"name": "Kofi", "came": None}]]
    assert [each["people"] for each in (await seen(page, eli))] == [None]


async def test_who_came_is_ticked_once_it_has_begun(page: Page) -> None:
    """Before it begins there is nothing to tick; afterwards those who came are, and nothing is said of anybody else."""
    play = page.play
    dee, kofi, sol = (
        await play.joined("Dee", role="coordinator"),
        await play.joined("Kofi"),
        await play.joined("Sol"),
    )
    course = await make(play, dee, dee)
    for person in (kofi, sol):
        await do(play, person, AskPlace(course))
    await play.until("2026-12-09 12:00")
    await take(play, course, kofi, sol)
    await play.until("2026-12-18 14:30")
    await do(play, dee, Attended(course, (await sol.known()).id))
    (now,) = await seen(page, dee)
    assert now["people"] == [{"name": "Kofi", "came": False}, {"name": "Sol", "came": True}]
    assert (now["begun"], now["over"]) == (True, False)
    assert (await seen(page, sol))[0]["people"] is None
    await play.until("2026-12-20 12:00")
    assert [each["over"] for each in await seen(page, sol)] == [True]
    await play.until("2027-03-01 12:00")
    assert await seen(page, sol) == []


async def test_a_course_of_another_group_is_not_shown(page: Page) -> None:
    """Members of another group see nothing of it; the team sees all of them; somebody who has not joined sees none."""
    play = page.play
    ana, noor = (
        await play.joined("Ana", role="coordinator"),
        await play.joined("Noor", group="Southwark"),
    )
    staff, new = await play.joined("Pat", role="staff", group="Southwark"), play.person("New")
    course = await make(play, ana)
    assert [len(await seen(page, each)) for each in (ana, staff, noor)] == [1, 1, 0]
    assert await page.get(f"/api/training?person={new.id}") == {
        "now": play.now,
        "joined": False,
        "courses": [],
    }
    await play.until("2026-12-09 12:00")
    for each, status in ((ana, 200), (noor, 404), (new, 404)):
        answer = await page.http.get(f"/api/draw?person={each.id}&course={course}")
        assert answer.status_code == status


async def test_what_helps_somebody_is_never_on_the_page(page: Page) -> None:
    """Not for whoever leads it, nor for whoever arranges it: that stays in the chat of one person."""
    play = page.play
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    row = await kofi.known()
    await play.bot.database.write(lambda c: members.consent(c, row.id, "access", True, "ON-42", play.now))
    course = await make(play, ana)
    await do(play, kofi, AskPlace(course), KeepNeeds(course, ("quiet_space", "a chair by the door")))
    assert await play.bot.database.read(lambda c: needs.of(c, course, row.id))
    for each in (ana, kofi):
        assert "by the door" not in json.dumps(await seen(page, each))
        assert "quiet" not in json.dumps(await seen(page, each))


# -- the seats, and where it stands -------------------------------------------------------------------------------------


async def test_seats_are_exact_and_people_who_ask_are_about(page: Page) -> None:
    """Before the draw: what is kept, and about how many ask; after it: booked, offered, free, and about how many wait."""
    play = page.play
    ana = await play.joined("Ana", role="coordinator")
    people = [await play.joined(name) for name in ("Kofi", "Sol", "Tam", "Noor", "Bea", "Marek", "Idris")]
    course = await make(play, ana, places=4, kept=1)
    for person in people:
        await do(play, person, AskPlace(course))
    (before,) = await seen(page, ana)
    assert before["places"]["words"] == (
        "4 places: 1 kept for people new to this, 3 to be drawn among everybody. 5 to 9 people have asked so far."
    )
    assert [(stage["key"], stage["state"]) for stage in before["stages"]] == [
        ("asking", "now"), ("draw", "later"), ("told", "later"), ("begins", "later"),
    ]  # fmt: skip
    assert before["draw"]["seed"] == "" and len(before["draw"]["commitment"]) == 64
    await play.until("2026-12-09 12:00")
    for person in people:
        if (await seen(page, person))[0]["mine"].startswith("A place is being held"):
            await take(play, course, person)
            break
    (after,) = await seen(page, ana)
    assert after["places"]["words"] == (
        "4 places: 1 booked, 3 not booked yet. 1 is kept for people new to this. Fewer than 5 people are waiting."
    )
    assert [stage["state"] for stage in after["stages"]] == ["done", "done", "now", "later"]
    assert sum(part["count"] for part in after["places"]["parts"]) == after["places"]["every"] == 4


async def test_a_course_with_more_places_than_people_has_free_ones(page: Page) -> None:
    """Nobody is left in the list, so whoever comes first can have one, and the page says so; how many are open only once nobody is
    being asked any more (B31)."""
    play = page.play
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    course = await make(play, ana, kept=0)
    await do(play, kofi, AskPlace(course))
    await play.until("2026-12-09 12:00")
    (after,) = await seen(page, ana)
    assert after["places"]["words"] == (
        "6 places: 6 not booked yet. Left-over places go to whoever asks first. Fewer than 5 people are waiting."
    )
    await take(play, course, kofi)
    (later,) = await seen(page, ana)
    assert later["places"]["words"].startswith("6 places: 1 booked, 5 free to take. Left-over places go to")


def test_parts_are_told_only_of_many_places() -> None:
    """With few of them the numbers would tell who is slow to answer, or on a break; with many they tell of nobody (B31)."""
    sessions = (SessionDraft(START, START + 2 * HOUR, "the library"),)
    draft = CourseDraft("Chairing", "How", sessions, 40, date(2026, 12, 8), "Free", "Travel", "Lorna")
    many = Course(
        7, draft, (Session(1, sessions[0]),), START - 9, date(2026, 12, 12), drawn_at=START - 9, booked=10, held=12, open=15, waiting=30,
    )  # fmt: skip
    words = course_page.places_of(many, START - 5, PlainEnglish())["words"]
    assert "10 booked, 15 being offered, 15 free to take." in words
    few = replace(many, draft=replace(draft, places=16), booked=10, held=2, open=4)
    assert "10 booked, 6 not booked yet." in course_page.places_of(few, START - 5, PlainEnglish())["words"]


async def test_a_cancelled_course_says_so(page: Page) -> None:
    """It stays on the page until it would have been over, without a draw that there will never be."""
    play = page.play
    ana = await play.joined("Ana", role="coordinator")
    row, course = await ana.known(), await make(play, ana)
    await play.bot.database.write(lambda c: making.cancel(c, play.bot.world, course, row.id, play.now))
    (off,) = await seen(page, ana)
    assert (off["cancelled"], off["draw"], off["places"]["words"]) == (
        True,
        None,
        "6 places: 6 not needed any more.",
    )
    assert {stage["state"] for stage in off["stages"]} == {"off"}


async def test_the_record_of_a_draw_can_be_checked(page: Page) -> None:
    """What is downloaded is the record that anybody can repeat, and it names nobody."""
    play = page.play
    ana, kofi = await play.joined("Ana", role="coordinator"), await play.joined("Kofi")
    course = await make(play, ana)
    await do(play, kofi, AskPlace(course))
    assert (await page.http.get(f"/api/draw?person={kofi.id}&course={course}")).status_code == 404
    await play.until("2026-12-09 12:00")
    answer = await page.http.get(f"/api/draw?person={kofi.id}&course={course}")
    assert answer.headers["content-disposition"] == f'attachment; filename="draw-{course}.json"'
    assert list(problems(from_json(answer.text))) == [] and "Kofi" not in answer.text
    (after,) = await seen(page, kofi)
    assert after["draw"]["seed"] == from_json(answer.text).seed


async def test_an_offer_that_has_not_arrived_is_not_told_of(page: Page) -> None:
    """The page never knows sooner than the chat: until word of it has arrived, they have asked."""
    waiting = course_page.mine_of(Mine("offered", "T", 0, None, False), "Kofi")
    assert waiting == "Kofi has asked for a place."
    assert course_page.mine_of(Mine("waiting", "T", 3), "Kofi") == "Kofi is number 3 in the waiting list."
    assert course_page.mine_of(None, "Kofi") == ""


async def test_places_that_go_to_whoever_asks_first(page: Page) -> None:
    """Where members decided against a draw, there is none on the page, nor any seat kept."""
    play = page.play
    ana = await play.joined("Ana", role="coordinator")
    row = await ana.known()
    draft = CourseDraft(
        "Notes", "Short ones.", (SessionDraft(START, START + HOUR, "here"),), 2, date(2026, 12, 8), "Free", "Travel", "Ana", leader_id=row.id
    )  # fmt: skip
    await play.bot.database.write(
        lambda c: making.put(c, draft, row.id, play.now, zone="Europe/London", by_draw=False)
    )
    told = await play.bot.database.read(lambda c: course_page.read(c, play.bot.world, NAME, ana.id, play.now))
    (only,) = told["courses"]
    assert only["draw"] is None and [stage["key"] for stage in only["stages"]] == ["first", "begins"]
    assert only["places"]["words"] == "2 places: 2 free to take. Fewer than 5 people are waiting."

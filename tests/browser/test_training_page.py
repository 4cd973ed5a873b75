"""The page of courses and places: to be looked at by everybody, with seats, where each course stands, and nobody's name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from conversations.training.record import from_json, problems
from tests.browser.conftest import OpenRoom
from tests.browser.demo import Demo
from tests.browser.parts import faults, overflow, wait_for_clock

pytestmark = pytest.mark.browser
CHAIRING, RESEARCH, FIRST_AID = "Chairing a meeting", "Peer research: asking questions", "First aid"
SPEAKING = "Speaking up in meetings"


def to_courses(page: Page) -> Page:
    """From the phones to the courses, as people go there."""
    settings = page.get_by_role("button", name="Room settings")
    if settings.is_visible():
        settings.click()
    page.get_by_role("link", name="Courses").click()
    page.wait_for_selector("body[data-ready] course-card")
    return page


def card(page: Page, title: str) -> Locator:
    """One course, by its title."""
    return page.get_by_role("article", name=title)


def see_as(page: Page, name: str) -> None:
    chooser = page.get_by_label("See it as")
    label = next(each for each in chooser.locator("option").all_inner_texts() if each.startswith(name))
    chooser.select_option(label=label)
    expect(page.locator("#courses")).to_have_attribute("data-as", chooser.input_value())


def chairs(course: Locator) -> dict[str, int]:
    """How many chairs of each shape are drawn."""
    shapes = [str(each.get_attribute("class")) for each in course.locator(".chairs .chair").all()]
    return {shape.removeprefix("chair "): shapes.count(shape) for shape in shapes}


def test_places_are_seats_and_the_same_in_words(open_room: OpenRoom) -> None:
    """One chair a place, of a shape of its own for each kind; the sentence below says the same to whoever hears the page."""
    page = to_courses(open_room())
    assert chairs(card(page, CHAIRING)) == {"booked": 3, "empty": 3}
    expect(card(page, CHAIRING).get_by_role("figure")).to_have_text(
        "6 places: 3 booked, 3 not booked yet. 2 are kept for people new to this. Fewer than 5 people are waiting. "
    )
    assert chairs(card(page, RESEARCH)) == {"kept": 3, "empty": 9}
    expect(card(page, RESEARCH)).to_contain_text("5 to 9 people have asked so far.")
    signs = page.locator(".chairs .chair .sign").evaluate_all(
        "all => all.map((one) => one.getAttribute('d'))"
    )
    assert len(set(signs)) == 4, "booked, kept, empty and not needed any more are told apart by shape"


def test_where_each_course_stands(open_room: OpenRoom) -> None:
    """The stage that is now is marked, and said; a cancelled course says so, and one that is over is further down."""
    page = to_courses(open_room())
    now = "li[aria-current=step]"
    expect(card(page, RESEARCH).locator(now)).to_contain_text("Ask until")
    expect(card(page, RESEARCH)).to_contain_text("Asking is open until the end of")
    expect(card(page, CHAIRING).locator(now)).to_contain_text("Told by")
    expect(card(page, SPEAKING)).to_contain_text("Cancelled. It does not take place.")
    expect(card(page, SPEAKING).locator(now)).to_have_count(0)
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["To come", "Over"]
    assert page.get_by_role("heading", level=3).all_inner_texts() == [CHAIRING, RESEARCH, SPEAKING, FIRST_AID]


def test_names_are_for_whoever_leads_it(open_room: OpenRoom) -> None:
    """Dee leads chairing and sees who comes; the coordinator does not, but arranged first aid, led by somebody from outside."""
    page = to_courses(open_room())
    expect(page.get_by_label("See it as").locator("option:checked")).to_have_text("Priya (coordinator)")
    expect(card(page, CHAIRING).locator(".people")).to_have_count(0)
    came = card(page, FIRST_AID).locator(".people li")
    expect(came).to_have_count(6)  # of seven: nobody is named for not having come
    expect(came.filter(has_text="Sol")).to_have_count(0)
    numbers = card(page, CHAIRING).get_by_role("figure").inner_text()
    see_as(page, "Dee")
    expect(card(page, CHAIRING).locator(".people li")).to_have_count(3)
    assert card(page, CHAIRING).get_by_role("figure").inner_text() == numbers
    see_as(page, "Amara")
    expect(page.locator(".people")).to_have_count(0)
    expect(card(page, RESEARCH).get_by_text("Amara has asked for a place.")).to_be_visible()
    see_as(page, "New person")
    expect(page.get_by_text("New person has not joined yet")).to_be_visible()
    expect(page.locator("course-card")).to_have_count(0)


def test_the_draw_can_be_checked_on_the_page(open_room: OpenRoom, tmp_path: Path) -> None:
    """Before it the fingerprint of the seed; after it the seed, which the page itself holds against the promise, and the record."""
    page = to_courses(open_room())
    before, after = card(page, RESEARCH).locator("details"), card(page, CHAIRING).locator("details")
    before.locator("summary").click()
    expect(before.locator("dd")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    after.locator("summary").click()
    expect(after.locator("dd")).to_have_count(2)
    expect(after.get_by_text("the seed is the one that was promised")).to_be_visible()
    with page.expect_download() as download:
        after.get_by_role("button", name="Record of the draw").click()
    record = json.loads(Path(download.value.path()).read_text())
    assert list(problems(from_json(json.dumps(record)))) == []


def test_it_follows_the_clock(open_room: OpenRoom) -> None:
    """When time brings the draw the seats change by themselves, what was open stays open, and it is said aloud."""
    page = to_courses(open_room())
    details = card(page, RESEARCH).locator("details")
    details.locator("summary").click()
    details.locator("summary").focus()
    for _ in range(2):
        page.get_by_role("button", name="+1 week").evaluate("button => button.click()")
        wait_for_clock(page)
    expect(card(page, RESEARCH).locator(".standing")).to_have_text(re.compile("^Drawn"))
    assert "kept" not in chairs(card(page, RESEARCH))
    expect(details).to_have_attribute("open", "")
    expect(details.locator("summary")).to_be_focused()
    expect(page.locator("#news")).to_contain_text(f"{RESEARCH}. 12 places:")


def test_it_follows_the_chat(open_room: OpenRoom, demo: Demo) -> None:
    """Somebody says yes to the place that is held for them, in their chat: one chair is booked, on every page that is open."""
    people = [person["id"] for person in demo.call("/api/people") if person["role"] == "member"]
    held = next(
        person
        for person in people
        for each in demo.call(f"/api/training?person={person}")["courses"]
        if "being held" in each["mine"]
    )
    page = to_courses(open_room())
    assert chairs(card(page, CHAIRING)) == {"booked": 3, "empty": 3}
    for words in ("menu", "training", "open 1", "answer"):
        demo.call("/api/say", person=held, text=words)
    offer = demo.thread(held)[-1]
    demo.call("/api/pick", person=held, message=offer["id"], option=offer["options"][0]["id"])
    expect(card(page, CHAIRING).locator(".chairs .booked")).to_have_count(4)
    assert chairs(card(page, CHAIRING)) == {"booked": 4, "empty": 2}
    expect(page.locator("#news")).to_contain_text("6 places: 4 booked, 2 not booked yet.")


def test_it_hears_of_another_page(open_room: OpenRoom, demo: Demo) -> None:
    """What changes by another page (here: everything begins anew) is laid over what is shown, without a reload."""
    page = to_courses(open_room())
    page.evaluate("document.body.mark = true")
    old = card(page, CHAIRING).locator("dd").last.inner_text
    card(page, CHAIRING).locator("summary").click()
    fingerprint = old()
    demo.start_again()
    expect(card(page, CHAIRING).locator("dd").last).not_to_have_text(fingerprint)
    expect(page.locator("course-card")).to_have_count(4)
    expect(page.get_by_label("See it as").locator("option:checked")).to_have_text("Priya (coordinator)")
    assert page.evaluate("document.body.mark") is True


def test_with_no_course_it_says_how_to_make_one(open_room: OpenRoom) -> None:
    """An empty page says where courses come from."""
    page = open_room()
    answer = json.dumps({"now": 1_795_456_800, "joined": True, "courses": []})
    page.route("**/api/training*", lambda route: route.fulfill(content_type="application/json", body=answer))
    page.get_by_role("link", name="Courses").click()
    expect(page.get_by_text("they write MENU, then choose Training")).to_be_visible()


def test_many_places_still_fit(open_room: OpenRoom) -> None:
    """Two hundred chairs are smaller, and nothing sticks out."""
    page = open_room(320)

    def crowd(route: object) -> None:
        answer = route.fetch()  # type: ignore[attr-defined]  # Playwright's Route
        told = answer.json()
        told["courses"][0]["places"].update(
            every=200, parts=[{"kind": "booked", "count": 200, "words": "booked"}]
        )
        told["courses"][0]["title"] = "Donaudampfschifffahrtsgesellschaftskapitäne" * 2
        route.fulfill(response=answer, json=told)  # type: ignore[attr-defined]

    page.route("**/api/training*", crowd)
    to_courses(page)
    expect(page.locator(".chairs").first.locator(".chair")).to_have_count(200)
    assert overflow(page) <= 0


# -- for everybody ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_among_the_courses(open_room: OpenRoom, width: int, scheme: str) -> None:
    """No accessibility fault that axe-core knows, with everything unfolded and names on the page; and nothing sticks out."""
    page = to_courses(open_room(width, color_scheme=scheme))
    see_as(page, "Dee")
    for summary in page.locator("summary").all():
        summary.click()
    assert faults(page) == []
    assert overflow(page) <= 0
    see_as(page, "Priya")
    assert faults(page) == []


def test_the_courses_by_keyboard(open_room: OpenRoom) -> None:
    """In the order in which it is read, each with an outline: skip, clock, way back, chooser, then what can be unfolded."""
    page = to_courses(open_room())
    page.evaluate("document.activeElement.blur()")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.innerText.split('\\n')[0] || document.activeElement.id")
        )
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if seen[-1] == "How it is drawn":
            break
    assert seen[0] == "Skip to the courses"
    assert [each for each in seen if not each.startswith(("+", "Next"))][1] == "Back to the phones"
    assert any("Amara" in each or each == "as" or "New person" in each for each in seen)
    assert seen[-2:] == ["How it was drawn", "How it is drawn"]
    page.keyboard.press("Enter")
    expect(card(page, RESEARCH).locator("dd").last).to_be_visible()


def test_a_skip_leads_to_the_courses_and_a_link_back(open_room: OpenRoom) -> None:
    """Past the clock in one step; and from here to the phones with no token asked for again."""
    page = to_courses(open_room())
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(card(page, CHAIRING).locator("summary")).to_be_focused()
    page.get_by_role("link", name="Back to the phones").click()
    page.wait_for_selector("body[data-ready] room-phone")
    expect(page.locator("room-phone")).to_have_count(3)


def test_nothing_moves_among_the_courses(open_room: OpenRoom) -> None:
    """With reduced motion nothing on the page is animated."""
    page = to_courses(open_room(reduced_motion="reduce"))
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("width", [640, 1280])
def test_the_courses_at_twice_the_size(open_room: OpenRoom, width: int) -> None:
    """Text can be doubled, and nothing sticks out."""
    page = to_courses(open_room(width))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) <= 0

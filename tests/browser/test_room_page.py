"""The room around the phones: clock, people, what is stored, starting again, and keeping to itself."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.conftest import OpenRoom
from tests.browser.demo import Demo
from tests.browser.parts import MEMBER, last_said, new_person, phone, press, say

pytestmark = pytest.mark.browser


def date_of(reading: Locator) -> date:
    return date.fromisoformat(str(reading.get_attribute("datetime"))[:10])


def sizes(demo: Demo) -> dict[str, int]:
    return {table: len(rows) for table, rows in demo.rows().items()}


def test_the_page_says_what_it_is(open_room: OpenRoom) -> None:
    """The first line tells what the room is and that nothing leaves the computer."""
    page = open_room()
    expect(page.get_by_text("A room to try Alongside in. Nothing leaves this computer.")).to_be_visible()
    expect(page.locator("room-phone")).to_have_count(3)


def test_the_token_leaves_the_address_bar(open_room: OpenRoom) -> None:
    """After loading the address has no token, and a reload still works in this tab."""
    page = open_room()
    assert "token" not in page.url
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("room-phone")).to_have_count(3)


def test_without_a_token_the_page_says_what_to_do(open_room: OpenRoom, demo: Demo) -> None:
    """Opened without its token the page asks for the whole address, kindly."""
    page = open_room(expect_errors=True)
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.get_by_text("open the whole address that the terminal printed")).to_be_visible()
    refused = page.evaluate("fetch('/api/people').then((answer) => answer.status)")
    assert refused == 403  # the cookie opens the page after a reload, and no more
    page.context.clear_cookies()
    answer = page.goto(demo.root)
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_text("Open the address that was printed when the room was started.")).to_be_visible()


def test_only_the_page_itself_can_do_anything(open_room: OpenRoom) -> None:
    """A script or a style that got into the page all the same would not run: the browser refuses it, and says so."""
    page = open_room(expect_errors=True)
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text))
    ran = page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          document.body.setAttribute('style', 'opacity: 0');
          return [window.ran ?? false, getComputedStyle(document.body).opacity];
        }"""
    )
    assert ran == [False, "1"]
    assert sum("Content Security Policy" in line for line in told) == 2


def test_the_page_asks_nobody_but_the_room(open_room: OpenRoom) -> None:
    """Every request goes to the room itself."""
    asked: list[Request] = []

    def watch(page: Page) -> None:
        page.on("request", lambda request: asked.append(request))

    page = open_room(before=watch)
    say(page, "hello")
    hosts = {re.sub(r"^\w+://([^/]+)/.*$", r"\1", request.url) for request in asked}
    assert len(hosts) == 1


def test_the_page_is_light(open_room: OpenRoom) -> None:
    """Everything that is fetched to show the page is under 60 KB, as it travels."""
    page = open_room()
    weight = page.evaluate(
        """[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
             .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""
    )
    assert 10_000 < weight < 60_000


def test_the_clock_moves_on_request(open_room: OpenRoom) -> None:
    """A day more on the room's clock shows on the clock and on every phone."""
    page = open_room()
    reading = page.locator(".reading time")
    before = reading.inner_text()
    day = date_of(reading)
    page.get_by_role("button", name="+1 day").click()
    expect(reading).not_to_have_text(before)
    assert date_of(reading) - day == timedelta(days=1)
    page.get_by_role("button", name="+1 hour").click()
    expect(page.get_by_text("It is now")).to_have_count(1)


def test_the_next_thing_that_is_due(open_room: OpenRoom) -> None:
    """The clock can go straight to the next thing that is due."""
    page = open_room()
    coming = page.locator(".coming").inner_text()
    when = re.search(r"Next: (.*), (\d\d:\d\d)", coming)
    assert when is not None
    page.get_by_role("button", name="Next thing that is due").click()
    expect(page.locator(".reading time")).to_have_text(re.compile(rf"^{when[1]} \d{{4}}, {when[2]}$"))


def test_another_person_can_be_added(open_room: OpenRoom) -> None:
    """Somebody new gets a phone beside the others and can be put away again."""
    page = open_room()
    new_person(page, "Robin")
    expect(page.locator("room-phone")).to_have_count(4)
    page.get_by_role("button", name="Put away the phone of Robin").click()
    expect(page.locator("room-phone")).to_have_count(3)


def test_what_changed_last_is_shown(open_room: OpenRoom) -> None:
    """What somebody's last act changed in the database is spelt out on top and marked in its table."""
    page = open_room()
    stored = page.get_by_role("region", name="What is stored")
    expect(stored.get_by_text("Nothing yet.")).to_be_visible()
    say(page, "hello", MEMBER)
    expect(stored.locator(".sum li").first).to_be_visible()
    expect(stored.locator(".record").first).to_be_visible()
    stored.locator("summary", has=page.locator("mark")).first.click()
    expect(stored.locator("td mark").first).to_be_visible()


def test_a_sealed_box_is_shown_as_bytes(open_room: OpenRoom) -> None:
    """Whoever doubts what is said of anonymous answers sees the row of the open box: bytes, and what they are."""
    page = open_room()
    box = page.locator("stored-panel details[data-name=box]")
    box.locator("summary").click()
    expect(box.get_by_text("sealed bytes:")).to_have_count(1)


def test_an_open_table_stays_open(open_room: OpenRoom) -> None:
    """A table that somebody opened stays open, with the focus, while the data under it changes."""
    page = open_room()
    first = page.locator("summary").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".scroller")).to_be_visible()
    page.get_by_role("button", name="+1 hour").evaluate("button => button.click()")
    expect(page.get_by_text("It is now")).to_have_count(1)
    page.wait_for_timeout(400)
    expect(page.locator(".scroller")).to_be_visible()
    expect(page.locator("summary").first).to_be_focused()


def test_what_is_stored_can_be_put_away(open_room: OpenRoom) -> None:
    """The panel gives its place to the phones and comes back."""
    page = open_room()
    switch = page.get_by_role("button", name="What is stored")
    switch.click()
    expect(page.locator("stored-panel")).to_be_hidden()
    expect(switch).to_have_attribute("aria-expanded", "false")
    switch.click()
    expect(page.locator("stored-panel")).to_be_visible()


def test_the_room_can_start_again(open_room: OpenRoom, demo: Demo) -> None:
    """After a second question everything is as at the start; without a yes nothing changes."""
    page = open_room()
    before = sizes(demo)
    say(page, "words from before")
    say(page, "forget me", MEMBER)
    press(page, "Delete now", MEMBER)
    press(page, "Yes, delete it all", MEMBER)
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(phone(page).get_by_text("words from before")).to_be_visible()
    assert demo.role("p2") == "stranger"
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_text("Say hello to begin.").and_(page.locator(":visible"))).to_have_count(3)
    expect(page.get_by_text("words from before")).to_have_count(0)
    assert demo.role("p2") == "member"
    assert sizes(demo) == before


def test_a_room_that_started_again_greets_from_the_start(open_room: OpenRoom) -> None:
    """Where somebody who has not joined stood before a reset is forgotten with it."""
    page = open_room()
    say(page, "hello")
    press(page, "Language")
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".message")).to_have_count(0)
    say(page, "hello")
    expect(last_said(page)).to_contain_text("Hello. I'm a computer helper", timeout=1000)


def test_trouble_is_told_and_no_words_are_lost(open_room: OpenRoom) -> None:
    """An error from the room is shown in a polite live region, and what was typed is back in the box."""
    page = open_room(expect_errors=True)
    page.route("**/api/say", lambda route: route.fulfill(status=400, json={"error": "The room is full."}))
    box = phone(page).get_by_role("textbox")
    box.fill("my words")
    box.press("Enter")
    expect(page.get_by_role("status").get_by_text("The room is full.")).to_be_visible()
    expect(box).to_have_value("my words")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("button", name="Dismiss")).to_be_hidden()


def test_a_room_that_has_closed_says_so(open_room: OpenRoom) -> None:
    """When the room refuses the stream, a page of an older run asks for the new address."""

    def refuse(page: Page) -> None:
        page.route("**/events*", lambda route: route.fulfill(status=403, json={"error": "Wrong token."}))

    page = open_room(before=refuse, expect_errors=True)
    expect(page.get_by_role("status").get_by_text("This room has closed.")).to_be_visible()


def test_a_second_page_hears_of_everything(open_room: OpenRoom) -> None:
    """What is said on one page appears on another that is open on the same room."""
    one, other = open_room(), open_room()
    say(one, "can you see this?")
    expect(phone(other).get_by_text("can you see this?")).to_be_visible()

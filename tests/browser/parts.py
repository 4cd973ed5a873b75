"""The parts of the page by the names that people and screen readers know them by."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

START = 1_795_456_800  # Mon 23 Nov 2026, 18:00 in London


def phone(page: Page, place: int = 0) -> Locator:
    """The phone that lies in this place, counted from the left."""
    return page.locator("room-phone").nth(place)


def say(page: Page, text: str, place: int = 0) -> None:
    """Type on a phone and wait for the bot to answer."""
    said = phone(page, place).locator(".theirs")
    before = said.count()
    phone(page, place).get_by_role("textbox").fill(text)
    phone(page, place).get_by_role("button", name="Send").click()
    wait_for_more(said, before)


def wait_for_more(located: Locator, before: int) -> None:
    """Wait until there are more of these than before."""
    expect(located.nth(before)).to_be_attached()


def open_options(page: Page, place: int = 0) -> Locator:
    """The buttons of the question that is open on a phone."""
    return phone(page, place).locator(".message:not(.past) .option")


def new_person(page: Page, name: str) -> None:
    """Somebody new, on a phone of their own."""
    page.get_by_role("button", name="Add a phone").click()
    page.get_by_role("textbox", name="somebody new").fill(name)
    page.get_by_role("button", name="Add", exact=True).click()
    phone_of = page.get_by_role("textbox", name=f"Write as {name}")
    expect(phone_of).to_be_focused()


def message(number: int, text: str, **rest: Any) -> dict[str, Any]:
    """One message as the room's API gives it."""
    plain = {"id": f"m{number}", "from": "bot", "text": text, "at": START + number * 60}
    return {**plain, "options": [], "file": None, "deleted": False, **rest}


def buttons(*labels: str) -> list[dict[str, str]]:
    """Options as the room's API gives them."""
    return [{"id": label.lower(), "label": label} for label in labels]


def serve_thread(page: Page, messages: list[dict[str, Any]]) -> None:
    """Every phone on this page shows these messages, whatever the server behind it knows."""

    def answer(route: Route) -> None:
        route.fulfill(content_type="application/json", body=json.dumps(messages))

    page.route(re.compile("/api/thread"), answer)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))

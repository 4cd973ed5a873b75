"""The parts of the page by the names that people and screen readers know them by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

NEW, MEMBER, COORDINATOR = range(3)
"""The places of the three phones that lie on the table at the start."""
START = 1_795_456_800  # Mon 23 Nov 2026, 18:00 in London


def phone(page: Page, place: int = 0) -> Locator:
    """The phone that lies in this place, counted from the left."""
    return page.locator("room-phone").nth(place)


@contextmanager
def answered(page: Page, place: int = 0) -> Iterator[None]:
    """What is done inside brings at least one more message of the bot on a phone, and is waited for."""
    said = phone(page, place).locator(".theirs")
    before = said.count()
    yield
    wait_for_more(said, before)


def write(page: Page, text: str, place: int = 0) -> None:
    """Type on a phone and send it."""
    phone(page, place).get_by_role("textbox").fill(text)
    phone(page, place).get_by_role("button", name="Send", exact=True).click()


def say(page: Page, text: str, place: int = 0) -> None:
    """Type on a phone and wait for the bot to answer."""
    with answered(page, place):
        write(page, text, place)


def wait_for_more(located: Locator, before: int) -> None:
    """Wait until there are more of these than before."""
    expect(located.nth(before)).to_be_attached()


def open_options(page: Page, place: int = 0) -> Locator:
    """The buttons of the question that is open on a phone."""
    return phone(page, place).locator(".message:not(.past) .option")


def press(page: Page, label: str, place: int = 0) -> None:
    """Press a button of the open question, and wait for what comes of it."""
    with answered(page, place):
        open_options(page, place).get_by_text(label, exact=True).click()


def turn_to(page: Page, place: int) -> None:
    """Bring a phone into sight: on a narrow screen it is behind a tab."""
    tabs = page.get_by_role("tab")
    if tabs.count():
        tabs.nth(place).click()


def last_said(page: Page, place: int = 0) -> Locator:
    """The words of the bot's newest message on a phone."""
    return phone(page, place).locator(".theirs .words").last


def move_clock(page: Page, how: str) -> None:
    """Press one of the clock's buttons and wait until everything due has happened."""
    page.get_by_role("button", name=how).click()
    wait_for_clock(page)


def wait_for_clock(page: Page) -> None:
    expect(page.locator("room-clock[data-moving]")).to_have_count(0)


def unread(page: Page, place: int = 0) -> int:
    """How many pixels of a talk lie below what its phone shows."""
    log = phone(page, place).get_by_role("log")
    return int(log.evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight"))


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


def faults(page: Page, *without: str) -> list[Any]:
    """What axe-core finds, once everything on the page has come to rest; `without` are rules left out."""
    page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    rules = {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in without}}
    options = {"resultTypes": ["violations"], "rules": rules}
    found = Axe().run(page, options=options).response["violations"]
    return [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))

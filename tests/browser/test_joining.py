"""Somebody joins, sets a pace, and gets the check-in when they said: by keyboard alone, and by typing numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenRoom
from tests.browser.demo import LONDON, Demo
from tests.browser.parts import (
    MEMBER,
    answered,
    faults,
    last_said,
    move_clock,
    open_options,
    overflow,
    phone,
    press,
    say,
    unread,
    wait_for_clock,
)

pytestmark = pytest.mark.browser

PERSON = "p1"
TO_THE_BASICS = ("Yes, tell me more", "Yes, it's safe", "OK", "Yes, 18 or over")
LAYERS = ("Yes, I agree", "Only me", "Yes, count me", "Yes", "Decide later", "Yes")
PACE = ("Every week", "OK", "Wednesday", "4pm to 7pm", "No", "Looks right", "Not now")
CHECK_IN = ("Start", "Up and down", "Skip", "Nothing big")
NEXT = "Next thing that is due"
MOST_TABS = 300

Choose = Callable[[Page, str], None]


def tab_to(page: Page, words: str, back: bool = False) -> None:
    """Go on by Tab until the focus is on what says this. Buttons of older questions are passed by."""
    held = "() => { const held = document.activeElement; return held.closest('.past') ? '' : held.innerText.trim(); }"
    for _ in range(MOST_TABS):
        if page.evaluate(held) == words:
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"there is no way to {words!r} by Tab")


def by_keyboard(page: Page, label: str) -> None:
    """Answer the open question by Tab and Enter: back from the box below it, or on from the question before."""
    expect(open_options(page).get_by_text(label, exact=True)).to_be_visible()
    with answered(page):
        tab_to(page, label, back=page.evaluate("document.activeElement.matches('textarea')"))
        page.keyboard.press("Enter")


def by_number(page: Page, label: str) -> None:
    """Type the number that stands before an answer."""
    expect(open_options(page)).to_have_count(0)
    number = re.search(rf"^(\d+)\. {re.escape(label)}$", last_said(page).inner_text(), re.MULTILINE)
    assert number is not None, label
    say(page, number[1])


def join(page: Page, choose: Choose, looked: Callable[[], None]) -> None:
    """From the greeting to the end of joining; `looked` is called where somebody may stop and look."""
    for label in TO_THE_BASICS:
        choose(page, label)
    expect(last_said(page)).to_contain_text("Is that OK?")
    looked()
    choose(page, "Yes, that's OK")
    expect(last_said(page)).to_contain_text("What shall I call you?")
    phone(page).get_by_role("textbox").focus()
    with answered(page):
        page.keyboard.type("Robin")
        page.keyboard.press("Enter")
    for label in (*LAYERS, *PACE):
        choose(page, label)
    expect(last_said(page)).to_contain_text("All set. You chose: check-ins, ")
    looked()
    choose(page, "OK")


def wait_for_check_in(page: Page, demo: Demo, move: Callable[[], None]) -> datetime:
    """Move the clock from one due thing to the next until the check-in is there: when it came, in London."""
    for _ in range(20):
        move()
        newest = demo.thread(PERSON)[-1]
        if "It's your check-in" in newest["text"]:
            expect(last_said(page)).to_contain_text("Hi Robin. It's your check-in")
            return datetime.fromtimestamp(newest["at"], LONDON)
    raise AssertionError("the check-in never came")


def answer_check_in(page: Page, demo: Demo, choose: Choose) -> None:
    """It came on the day and in the hours chosen; what is answered is kept, for this person only."""
    for label in CHECK_IN:
        choose(page, label)
    expect(last_said(page)).to_have_text("Saved, only for you. That's all for now. Thank you.")
    assert len(demo.rows()["response"]) == 1


@pytest.mark.parametrize("width", [320, 1440])
def test_joining_and_checking_in_by_keyboard_alone(open_room: OpenRoom, demo: Demo, width: int) -> None:
    """Hello, every question, the clock, and the check-in on the Wednesday at five: no mouse, and no fault for axe."""
    demo.leave_christmas()
    page = open_room(width, reduced_motion="reduce")

    def looked() -> None:
        assert faults(page) == []
        assert overflow(page) <= 0

    def to_next() -> None:
        tab_to(page, NEXT, back=True)
        page.keyboard.press("Enter")
        wait_for_clock(page)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips to the phones
    tab_to(page, "Hello")
    with answered(page):
        page.keyboard.press("Enter")
    join(page, by_keyboard, looked)
    came = wait_for_check_in(page, demo, to_next)
    assert f"{came:%A %H:%M}" == "Wednesday 17:00"
    looked()
    answer_check_in(page, demo, by_keyboard)
    looked()


def test_joining_and_checking_in_by_typing_numbers(open_room: OpenRoom, demo: Demo) -> None:
    """Where a messenger has no buttons the whole of it goes by typing the numbers shown, each question in full view."""
    demo.leave_christmas()
    page = open_room(reduced_motion="reduce")
    page.get_by_role("radio", name="Numbers").check()

    def looked() -> None:
        assert faults(page) == []
        assert unread(page) <= 1

    say(page, "Hello")
    join(page, by_number, looked)
    came = wait_for_check_in(page, demo, lambda: move_clock(page, NEXT))
    assert f"{came:%A %H:%M}" == "Wednesday 17:00"
    looked()
    answer_check_in(page, demo, by_number)


def test_nothing_is_stored_before_a_yes(open_room: OpenRoom, demo: Demo) -> None:
    """Up to "Is that OK?" not one row changes; with the yes there is a member, and the panel shows every row of it."""
    page = open_room()
    before = demo.rows()
    stored = page.get_by_role("region", name="What is stored")
    say(page, "Hello")
    for label in TO_THE_BASICS[:-1]:
        press(page, label)
    with page.expect_response("**/api/stored"):
        press(page, TO_THE_BASICS[-1])
    assert demo.rows() == before
    expect(stored.get_by_text("Nothing yet.")).to_be_visible()
    expect(phone(page).get_by_text("not joined yet")).to_be_visible()
    press(page, "Yes, that's OK")
    for table in ("member", "address", "consent", "pace"):
        expect(stored.locator(".sum li").get_by_text(f"{table} 1 new")).to_be_visible()
    expect(phone(page).locator(".about")).to_contain_text("member")
    assert len(demo.rows()["member"]) == len(before["member"]) + 1


def test_a_phone_out_of_sight_is_at_its_newest_message(open_room: OpenRoom, demo: Demo) -> None:
    """On a narrow screen a talk that went on behind its tab shows its end when somebody turns to it."""
    page = open_room(320, 640, reduced_motion="reduce")
    for text in ("menu", "check-in", "good", "skip", "skip", "menu"):
        demo.call("/api/say", person="p2", text=text)
    expect(last_said(page, MEMBER)).to_have_text("What would you like?")
    page.get_by_role("tab", name="Amara").click()
    assert unread(page, MEMBER) <= 1
    expect(open_options(page, MEMBER).last).to_be_in_viewport(ratio=1)
    expect(phone(page, MEMBER).get_by_role("textbox")).to_be_in_viewport(ratio=1)

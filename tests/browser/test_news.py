"""News goes from a coordinator's phone to a member's, at the member's pace."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenRoom
from tests.browser.demo import Demo
from tests.browser.parts import COORDINATOR, MEMBER, last_said, move_clock, phone, press, say

pytestmark = pytest.mark.browser


def test_news_reaches_a_member(open_room: OpenRoom, demo: Demo) -> None:
    """A coordinator writes one item, sees it as it will look, and sends it; it is on a member's phone within two weeks."""
    demo.begin_on_a_monday()
    page = open_room()
    say(page, "menu", COORDINATOR)
    press(page, "Send news", COORDINATOR)
    press(page, "Lambeth", COORDINATOR)
    say(page, "The kitchen is open again", COORDINATOR)
    say(page, "From Monday it opens at 9.", COORDINATOR)
    expect(last_said(page, COORDINATOR)).to_contain_text(
        "The kitchen is open again\n\nFrom Monday it opens at 9.\n\nFrom Priya."
    )
    press(page, "Send", COORDINATOR)
    expect(last_said(page, COORDINATOR)).to_contain_text("On its way.")
    arrived = phone(page, MEMBER).get_by_text("From Monday it opens at 9.")
    for _ in range(14):
        move_clock(page, "+1 day")
        if any("From Monday" in message["text"] for message in demo.thread("p2")):
            break
    expect(arrived).to_have_count(1)
    expect(phone(page, MEMBER).locator(".theirs").last.get_by_text("Less of this")).to_be_visible()

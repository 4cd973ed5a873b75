"""What came out of a meeting, on a member's phone in the room."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenRoom
from tests.browser.parts import MEMBER, phone, press, say

pytestmark = pytest.mark.browser


def test_the_picture_shows_in_the_chat(open_room: OpenRoom) -> None:
    """The chart of the seeded meeting is seen without downloading anything, and the words beside it say the same."""
    page = open_room()
    say(page, "menu", MEMBER)
    press(page, "Meetings", MEMBER)
    press(page, "Results", MEMBER)
    press(page, "See it as a picture", MEMBER)
    shown = phone(page, MEMBER).get_by_role("img", name="The same as a picture")
    expect(shown).to_be_visible()
    page.wait_for_function("() => document.querySelector('img.picture').naturalWidth >= 800")
    expect(phone(page, MEMBER).get_by_text("Did you feel heard?").first).to_be_visible()

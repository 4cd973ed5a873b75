"""What a member can do about what was said and what is kept: stop, clear, take a copy, be forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenRoom
from tests.browser.demo import Demo
from tests.browser.parts import MEMBER, last_said, move_clock, phone, press, say, write

pytestmark = pytest.mark.browser
AMARA = "p2"


def test_stop_and_the_way_back(open_room: OpenRoom, demo: Demo) -> None:
    """After STOP weeks go by without a word, a hello is answered with what was asked for, and START begins again."""
    page = open_room()
    say(page, "STOP", MEMBER)
    expect(last_said(page, MEMBER)).to_contain_text("Stopped. I won't message you again.")
    messages = len(demo.thread(AMARA))
    for _ in range(3):
        move_clock(page, "+1 week")
    assert len(demo.thread(AMARA)) == messages
    say(page, "hello", MEMBER)
    expect(last_said(page, MEMBER)).to_contain_text("You stopped my messages before.")
    say(page, "START", MEMBER)
    expect(last_said(page, MEMBER)).to_contain_text("Welcome back. Nothing was sent while you were away.")


def test_clear_leaves_a_discreet_trace(open_room: OpenRoom, demo: Demo) -> None:
    """CLEAR takes both sides' messages off the phone; one quiet line says so, and no word is left anywhere."""
    page = open_room()
    say(page, "menu", MEMBER)
    press(page, "Check-in", MEMBER)
    press(page, "Up and down", MEMBER)
    say(page, "a word between us", MEMBER)
    write(page, "CLEAR", MEMBER)
    log = phone(page, MEMBER).get_by_role("log")
    expect(log.locator(".cleared")).to_have_text(["cleared"])
    expect(log.locator(".message .words")).to_have_text(["I've cleared our messages from the last 2 days, and blanked my older ones. I can't clear pop-ups or screenshots."])  # fmt: skip
    # The panel is a moment later than the phone.
    expect(page.get_by_text("a word between us")).to_have_count(0)
    assert "a word between us" not in page.content()
    assert "a word between us" not in json.dumps([demo.thread(AMARA), demo.rows()])


def test_my_data_can_be_saved(open_room: OpenRoom, demo: Demo, tmp_path: Path) -> None:
    """My data gives a file in the chat; pressed, it is saved, and it holds every row about this member and nobody else."""
    page = open_room()
    say(page, "my data", MEMBER)
    press(page, "Get a copy", MEMBER)
    press(page, "Send it here", MEMBER)
    with page.expect_download() as saving:
        phone(page, MEMBER).get_by_role("button", name="Download").click()
    saved = tmp_path / saving.value.suggested_filename
    saving.value.save_as(saved)
    assert saved.suffix == ".json"
    held = json.loads(saved.read_text("utf-8"))
    assert "Amara" in json.dumps(held)
    assert not any(name in json.dumps(held) for name in ("Priya", "Kofi", "Bea"))


def test_forget_me(open_room: OpenRoom, demo: Demo) -> None:
    """Two taps and a yes: a goodbye, a stranger, and no row with the name; a hello begins from the start."""
    page = open_room()
    say(page, "FORGET ME", MEMBER)
    press(page, "Delete now", MEMBER)
    press(page, "Yes, delete it all", MEMBER)
    expect(last_said(page, MEMBER)).to_contain_text("Thank you for your part in this. Goodbye.")
    expect(phone(page, MEMBER).locator(".about")).to_have_text("not joined yet")
    expect(page.locator(".sum li").get_by_text(r"member 1 gone")).to_be_visible()
    assert demo.role(AMARA) == "stranger"
    assert "Amara" not in json.dumps(demo.rows())
    say(page, "hello", MEMBER)
    expect(last_said(page, MEMBER)).to_contain_text("Hello. I'm a computer helper for Riverside Voices.")

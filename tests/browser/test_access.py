"""Everybody can use the room: by keyboard, by ear, on a narrow screen, with large text, in the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenRoom
from tests.browser.parts import MEMBER, faults, open_options, overflow, phone, say, turn_to, wait_for_more

pytestmark = pytest.mark.browser
WIDTHS = (320, 768, 1440)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(open_room: OpenRoom, width: int, scheme: str) -> None:
    """No accessibility fault that axe-core knows, with talks, older buttons and new rows on the page."""
    page = open_room(width, color_scheme=scheme)
    turn_to(page, MEMBER)
    say(page, "hello", MEMBER)
    open_options(page, MEMBER).first.click()
    expect(phone(page, MEMBER).locator(".past .option").first).to_be_visible()
    if width > 760:
        expect(page.locator(".record").first).to_be_visible()
        page.locator("summary").first.click()
    assert faults(page) == []


def test_axe_finds_nothing_in_dialogs_and_settings(open_room: OpenRoom) -> None:
    """The dialogs, the settings of a narrow screen and the line of notice are as sound as the rest."""
    page = open_room(320)
    page.get_by_role("button", name="Room settings").click()
    page.get_by_role("button", name="Add a phone").click()
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Reset").click()
    assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_sideways(open_room: OpenRoom, width: int) -> None:
    """The page is never wider than its window, down to 320 pixels."""
    page = open_room(width)
    say(page, "hello")
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", [640, 1280])
def test_text_at_twice_its_size(open_room: OpenRoom, width: int) -> None:
    """Text can be doubled without loss: nothing sticks out and the box to type in stays in reach."""
    page = open_room(width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    say(page, "hello")
    assert overflow(page) <= 0
    box = phone(page).get_by_role("textbox").bounding_box()
    assert box is not None
    assert box["width"] > 100


def test_a_whole_talk_by_keyboard(open_room: OpenRoom) -> None:
    """From the top of the page to an answered question without a mouse."""
    page = open_room()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the phones")).to_be_focused()
    page.keyboard.press("Enter")
    box = phone(page).get_by_role("textbox")
    for _ in range(12):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(open_options(page).first).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(open_options(page).last).to_be_focused()
    said = phone(page).locator(".theirs")
    before = said.count()
    page.keyboard.press("Enter")
    wait_for_more(said, before)
    expect(page.locator(":focus")).to_be_visible()


def test_the_focus_can_be_seen(open_room: OpenRoom) -> None:
    """Whatever has the focus by keyboard has an outline."""
    page = open_room()
    for _ in range(14):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const held = document.activeElement;
              const drawn = held.matches('.switch input') ? held.nextElementSibling : held;
              return getComputedStyle(drawn).outlineStyle;
            }"""
        )
        assert seen != "none"


def test_shift_and_enter_makes_a_new_line(open_room: OpenRoom) -> None:
    """Enter sends; with Shift it only breaks the line."""
    page = open_room()
    box = phone(page).get_by_role("textbox")
    box.focus()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    expect(box).to_have_value("one\ntwo")


def test_a_dialog_keeps_the_focus_and_gives_it_back(open_room: OpenRoom) -> None:
    """Escape leaves a dialog without doing anything, and the focus is where it was."""
    page = open_room()
    opener = page.get_by_role("button", name="Reset")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Start the room again?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_one_phone_at_a_time_on_a_narrow_screen(open_room: OpenRoom) -> None:
    """At 320 pixels the phones are tabs, moved between by arrow keys; the last tab is what is stored."""
    page = open_room(320, 640)
    expect(phone(page, 0)).to_be_visible()
    expect(phone(page, 1)).to_be_hidden()
    page.get_by_role("tab").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab").nth(1)).to_be_focused()
    expect(phone(page, 0)).to_be_hidden()
    expect(phone(page, 1)).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name="What is stored")).to_be_visible()
    expect(page.locator("summary").first).to_be_visible()


def test_the_tabs_go_when_there_is_room(open_room: OpenRoom) -> None:
    """A window made wider shows all phones side by side, without the roles of tabs."""
    page = open_room(320, 640)
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.get_by_role("tab")).to_have_count(0)
    expect(page.get_by_role("tabpanel")).to_have_count(0)
    expect(phone(page, 2)).to_be_visible()


def test_new_messages_are_announced_once(open_room: OpenRoom) -> None:
    """The log is quiet while the past is filled in, polite afterwards, and keeps what it has already said."""
    page = open_room()
    log = phone(page).get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    say(page, "hello")
    log.locator(".message").first.evaluate("first => { first.same = true }")
    say(page, "menu")
    assert log.locator(".message").first.evaluate("first => first.same") is True
    expect(log.locator(".theirs .unseen").first).to_contain_text("Alongside to")


def test_nothing_moves_for_people_who_asked_for_calm(open_room: OpenRoom) -> None:
    """With reduced motion no message slides in and no button fades."""
    page = open_room(reduced_motion="reduce")
    say(page, "hello")
    moving = "one => getComputedStyle(one).animationName + getComputedStyle(one).transitionDuration"
    assert phone(page).locator(".message").last.evaluate(moving) == "none0s"
    assert open_options(page).first.evaluate(moving) == "none0s"


def test_the_dark_is_dark(open_room: OpenRoom) -> None:
    """The page follows the system's colour scheme."""
    page = open_room(color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert max(ground[:3]) < 64


def test_own_colours_of_the_system_are_kept(open_room: OpenRoom) -> None:
    """With forced colours the bubbles still have an edge, and axe still finds nothing."""
    page = open_room(forced_colors="active")
    say(page, "hello")
    edge = phone(page).locator(".bubble").first.evaluate("one => getComputedStyle(one).borderTopColor")
    assert edge not in {"rgba(0, 0, 0, 0)", "transparent"}
    # Contrast is the system's here, and axe computes it from colours that are not drawn.
    assert faults(page, "color-contrast") == []

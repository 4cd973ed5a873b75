"""What a phone shows: messages, buttons, numbers, silences, cleared places and files."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenRoom
from tests.browser.parts import (
    START,
    buttons,
    message,
    new_person,
    open_options,
    phone,
    press,
    say,
    serve_thread,
    wait_for_more,
)

pytestmark = pytest.mark.browser
DAY = 86_400


def test_a_new_phone_says_how_to_begin(open_room: OpenRoom) -> None:
    """An empty phone invites a hello, and the first message takes the invitation away."""
    page = open_room()
    new_person(page, "Robin")
    fresh = page.locator("room-phone").last
    expect(fresh.get_by_text("Say hello to begin.")).to_be_visible()
    fresh.get_by_role("button", name="Hello").click()
    expect(fresh.get_by_text("Say hello to begin.")).to_be_hidden()
    expect(fresh.locator(".theirs").first).to_be_visible()


def test_pressing_a_button_answers(open_room: OpenRoom) -> None:
    """A pressed option brings the next message, and the old buttons become quieter but stay."""
    page = open_room()
    say(page, "hello")
    press(page, "Yes, tell me more")
    expect(open_options(page).first).to_have_text("Yes, it's safe")
    past = phone(page).locator(".past .option").get_by_text("Yes, tell me more", exact=True)
    expect(past).to_be_enabled()


def test_every_option_looks_the_same(open_room: OpenRoom) -> None:
    """Skip and No look exactly like Yes, and nothing is chosen beforehand."""
    asked = [message(1, "Did you feel heard?", options=buttons("Yes", "Mostly", "No", "Skip"))]
    page = open_room(before=lambda page: serve_thread(page, asked))
    look = """all => new Set(all.map((one) => {
      const { color, backgroundColor, borderColor, fontWeight, fontSize, height } = getComputedStyle(one);
      return [color, backgroundColor, borderColor, fontWeight, fontSize, height].join();
    })).size"""
    assert phone(page).locator(".option[data-option]").evaluate_all(look) == 1


def test_only_the_open_question_asks_for_attention(open_room: OpenRoom) -> None:
    """Of two questions the later is open; once a person has written after it, neither is."""
    asked = [
        message(1, "First?", options=buttons("Yes", "No")),
        message(2, "Second?", options=buttons("Yes", "No")),
    ]
    page = open_room(before=lambda page: serve_thread(page, asked))
    expect(phone(page).locator(".message.past")).to_have_count(1)
    asked.append(message(3, "Later", **{"from": "person"}))
    serve_thread(page, asked)
    page.reload()
    expect(phone(page).locator(".message.past")).to_have_count(3)


def test_days_and_silences_are_shown(open_room: OpenRoom) -> None:
    """Days are named, and a long silence is told as quiet, without reproach."""
    lines = [
        message(1, "One", at=START),
        message(2, "Two", at=START + 5 * 3600),
        message(3, "Three", at=START + DAY),
        message(4, "Four", at=START + 6 * DAY),
    ]
    page = open_room(before=lambda page: serve_thread(page, lines))
    log = phone(page).get_by_role("log")
    expect(log.locator(".day")).to_have_text(["Mon 23 Nov", "Tue 24 Nov", "Sun 29 Nov"])
    expect(log.locator(".quiet")).to_have_text(["5 hours later", "4 quiet days"])


def test_cleared_messages_leave_a_trace_without_words(open_room: OpenRoom) -> None:
    """What was cleared is gone from the page; one quiet line says that, not what nor how much."""
    cleared = {"deleted": True, "options": buttons("Yes")}
    lines = [message(1, "Kept"), message(2, "secret one", **cleared), message(3, "secret two", **cleared)]
    page = open_room(before=lambda page: serve_thread(page, [*lines, message(4, "Sent.")]))
    log = phone(page).get_by_role("log")
    expect(log.locator(".cleared")).to_have_text(["cleared"])
    expect(log.locator(".message")).to_have_count(2)
    assert "secret" not in page.content()


def test_words_are_never_markup(open_room: OpenRoom) -> None:
    """What people write is shown as they wrote it."""
    wicked = "<img src=x onerror=alert(1)> & <b>bold</b>\nsecond line"
    lines = [message(1, wicked, options=buttons("<i>Yes</i>"))]
    page = open_room(before=lambda page: serve_thread(page, lines))
    expect(phone(page).locator(".words")).to_have_text(wicked)
    expect(phone(page).locator(".bubble img, .bubble b, .bubble i")).to_have_count(0)


def test_a_file_can_be_saved(open_room: OpenRoom) -> None:
    """A file from the bot is a chip with its name, fetched with the token when pressed."""
    lines = [message(1, "Here it is.", file={"name": "results.csv", "url": "/api/people"})]
    page = open_room(before=lambda page: serve_thread(page, lines))
    with page.expect_download() as saving:
        phone(page).get_by_role("button", name="Download results.csv").click()
    assert saving.value.suggested_filename == "results.csv"


def test_by_numbers(open_room: OpenRoom) -> None:
    """Shown as numbers, a question has no buttons but numbered lines, and a number can be typed or picked."""
    page = open_room()
    page.get_by_role("radio", name="Numbers").check()
    say(page, "menu")
    expect(open_options(page)).to_have_count(0)
    picks = phone(page).get_by_role("group", name="Answer by number").get_by_role("button")
    expect(picks.first).to_contain_text("1")
    said = phone(page).locator(".theirs")
    before = said.count()
    picks.first.click()
    wait_for_more(said, before)
    expect(phone(page).locator(".mine .words").last).to_have_text("1")


def test_somebody_else_takes_the_phone(open_room: OpenRoom) -> None:
    """The name above a phone chooses who holds it; two who each hold one change places."""
    page = open_room()
    chooser = page.get_by_role("combobox", name="Who is on this phone")
    first, second = chooser.nth(0).input_value(), chooser.nth(1).input_value()
    say(page, "only on the first phone")
    chooser.nth(0).select_option(second)
    expect(chooser.nth(1)).to_have_value(first)
    expect(phone(page, 1).get_by_text("only on the first phone")).to_be_visible()
    expect(phone(page, 0).get_by_text("only on the first phone")).to_have_count(0)


def test_the_transcript_can_be_copied(open_room: OpenRoom) -> None:
    """A phone's talk goes to the clipboard as plain text; what was cleared is not in it."""
    lines = [
        message(1, "Hello\nthere", options=buttons("Yes", "No")),
        message(2, "gone", deleted=True),
        message(3, "Yes", **{"from": "person"}),
    ]
    page = open_room(
        before=lambda page: serve_thread(page, lines), permissions=["clipboard-read", "clipboard-write"]
    )
    phone(page).get_by_role("button", name="Copy the transcript").click()
    expect(page.get_by_text("Copied the transcript")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "18:01  Alongside: Hello\n       there\n       [Yes] [No]\n18:03  " in copied
    assert "gone" not in copied


def test_the_transcript_without_a_clipboard(open_room: OpenRoom) -> None:
    """Where the browser will not copy, the words are shown, selected, to be copied by hand."""

    def forbid(page: object) -> None:
        page.add_init_script(  # type: ignore[attr-defined]  # a Page, known only as an object here
            "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
        )

    page = open_room(before=forbid)
    say(page, "hello")
    phone(page).get_by_role("button", name="Copy the transcript").click()
    box = page.get_by_role("dialog").get_by_role("textbox", name="Transcript")
    assert "hello" in box.input_value()

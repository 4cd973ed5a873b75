""" "Also: 2 new things, when you like": how news reaches people who hear from us seldom (PACE.md, sections 5 and 6)."""

import pytest

from conversations.caps import PLAIN_TEXT, ROOM_BUTTONS, Caps
from conversations.effects import Reply
from conversations.render import Choice, fits_buttons, render
from conversations.riding import with_rider
from storage import whats_new
from tests.bot.play import Person, Play
from tests.conversations.driver import SAM, Talk

OPENER = "It's your check-in"


async def put_on_the_page(play: Play, person: Person, *titles: str) -> None:
    """Things that did not fit into the member's pace."""
    id, now = (await person.known()).id, play.now
    for title in titles:
        await play.bot.database.write(
            lambda c, title=title: whats_new.put(c, id, f"note:{title}", title, now)  # type: ignore[misc]  # a default binds it
        )


def ridden(person: Person) -> list[str]:
    return [message.text.rpartition("\n\n")[2] for message in person.heard if "Also:" in message.text]


async def test_a_check_in_carries_what_is_new(play: Play) -> None:
    """CI-01R: the number at the end of the check-in, a button of its own, and no message more."""
    kofi = await play.joined("Kofi")
    await put_on_the_page(play, kofi, "One", "Two")
    await play.until("2026-11-24 11:00")
    (opener,) = kofi.heard
    assert OPENER in opener.text and opener.text.endswith("Also: 2 new things, when you like.")
    assert kofi.labels == ["Start", "Not now", "Skip this one", "What's new"]
    assert "1. One" in await kofi.press("What's new") or "2. One" in kofi.last
    assert "How are things" in await kofi.press("Start"), "the check-in can still be answered"


async def test_each_thing_is_told_of_once(play: Play) -> None:
    """B38, B40: what was ridden on one opener is not counted up on the next; what has come since is."""
    kofi = await play.joined("Kofi")
    await put_on_the_page(play, kofi, "One")
    await play.until("2026-11-24 12:00")
    await put_on_the_page(play, kofi, "Two", "Three")
    await play.until("2026-12-01 12:00")
    await play.until("2026-12-15 12:00")
    assert ridden(kofi) == ["Also: 1 new thing, when you like.", "Also: 2 new things, when you like."]


async def test_whoever_has_looked_is_told_of_nothing(play: Play) -> None:
    """Opening What's new is enough: nothing there is new any more."""
    kofi = await play.joined("Kofi")
    await put_on_the_page(play, kofi, "One", "Two")
    await kofi.say("news", "close")
    await play.until("2026-11-24 12:00")
    assert ridden(kofi) == []


async def test_a_slowed_down_member_hears_of_news_by_the_check_in(play: Play) -> None:
    """PACE.md 5: while somebody is slowed down news waits on What's new, and rides on the check-in."""
    kofi = await play.joined("Kofi")
    await play.until("2026-12-09 12:00")  # two silent rounds
    await play.news("Lambeth", "Garden day\n\nAll about it.")
    await play.until("2026-12-15 12:00")
    last = kofi.heard[-1].text
    assert "I've slowed down" in last and last.endswith("Also: 1 new thing, when you like.")
    assert not [message for message in kofi.heard if "All about it." in message.text]


async def test_no_rider_in_quiet_mode(play: Play) -> None:
    """A number of new things would say more than a quiet phone may."""
    kofi = await play.joined("Kofi")
    await play.bot.database.write(lambda c: c.execute("update member set quiet = 1").rowcount)
    await put_on_the_page(play, kofi, "One", "Two")
    await play.until("2026-11-24 12:00")
    assert [message.text for message in kofi.heard] == ["Hi. Your list is ready."]


async def test_no_rider_for_whoever_turned_news_off(play: Play) -> None:
    """What is off waits until they look."""
    kofi = await play.joined("Kofi")
    await play.news("Lambeth", "Garden day\n\nAll about it.")
    await play.until("2026-11-23 11:30")
    await kofi.press("Less of this", "Less news")
    await put_on_the_page(play, kofi, "One", "Two")
    await play.until("2026-11-25 12:00")
    assert OPENER in kofi.last and ridden(kofi) == []


async def test_the_rest_note_carries_nothing(play: Play) -> None:
    """A goodbye that asks for nothing has no line about news under it."""
    kofi = await play.joined("Kofi")
    await play.until("2027-01-13 12:00")
    await put_on_the_page(play, kofi, "One")
    await play.until("2027-02-16 12:00")
    (note,) = [message.text for message in kofi.heard if "I'll go quiet now" in message.text]
    assert "Also:" not in note


async def test_typing_news_shows_the_page_on_a_text_channel(play: Play) -> None:
    """Without buttons the rider says what to type, and typing it shows the page."""
    kofi = await play.joined("Kofi")
    await put_on_the_page(play, kofi, "One", "Two")
    play.room.caps = PLAIN_TEXT
    await play.until("2026-11-24 12:00")
    assert "To see them, type NEWS." in kofi.last
    assert "What's new:" in await kofi.say("NEWS")


QUESTION = (Reply("Shall we?", (Choice("yes", "Yes", "t"), Choice("no", "No", "u"))),)


@pytest.mark.parametrize("caps", [ROOM_BUTTONS, PLAIN_TEXT, Caps(buttons=2), Caps(label_length=3)])
@pytest.mark.parametrize("number", [0, 1, 5])
def test_a_rider_never_changes_what_a_number_means(caps: Caps, number: int) -> None:
    """Where choices are numbered the rider has no number; where they are buttons it is one button more."""
    talk = Talk(caps=caps)
    (after,) = with_rider(QUESTION, talk.view(), number)
    assert isinstance(after, Reply)
    assert after.choices[:2] == QUESTION[0].choices
    if not fits_buttons((*QUESTION[0].choices, Choice("news", "What's new")), caps):
        assert after.choices == QUESTION[0].choices
        (piece,) = render(after.text, after.choices, caps, talk.tongue)
        assert ("NEWS" in piece.text) is (number > 0)
    else:
        assert len(after.choices) == (3 if number else 2)


def test_what_asks_nothing_carries_nothing() -> None:
    """Words without a question, and nothing at all, stay as they are."""
    view = Talk(SAM).view()
    for effects in ((), (Reply("Bye."),)):
        assert with_rider(effects, view, 3) is effects

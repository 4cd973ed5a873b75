"""Words beside a picture: the picture goes, and what protects somebody is heard (conversations/desk/hearing.py)."""

import pytest

from conversations.effects import Remove
from conversations.pace import State, hold
from tests.conversations.driver import NOW, PACE, Talk


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "file"])
def test_danger_beside_a_picture_gets_its_card_and_the_picture_goes(kind: str) -> None:
    """Somebody may write under a photo that they want to die: the card comes, and the photo is taken away."""
    talk = Talk()
    assert "Samaritans" in talk.send(kind, "I want to die")
    assert talk.did(Remove) == [Remove("m0")]
    assert talk.top.startswith("crisis.")


def test_stop_beside_a_picture_is_obeyed() -> None:
    """STOP holds wherever it stands, and more words than that bring a day of silence."""
    talk = Talk()
    assert talk.send("photo", "STOP").startswith("Stopped.")
    assert talk.pace.state is State.STOPPED
    asked = Talk()
    asked.send("photo", "please stop messaging me")
    assert asked.pace.quiet_until is not None


def test_help_beside_a_picture_brings_the_help_lines() -> None:
    """HELP needs nothing else to be understood."""
    assert "Talk to someone" in Talk().send("photo", "help")


def test_a_held_phone_gets_the_card_under_a_picture_too() -> None:
    """What a held phone may still get, it gets for words beside a picture as well."""
    talk = Talk(pace=hold(PACE, NOW - 60))
    assert "Samaritans" in talk.send("photo", "I want to die")


def test_other_words_beside_a_picture_are_to_be_typed_again() -> None:
    """A caption is no answer: the picture cannot be kept, and nobody is to guess what of it was meant to be."""
    talk = Talk()
    talk.say("menu")
    talk.press("Check-in")
    before = talk.top
    assert "can't keep photos" in talk.send("photo", "Good")
    assert talk.top == before

"""What the button of somebody who has not joined remembers, and what it does not let them skip (conversations/stranger.py)."""

import pytest

from conversations import stranger
from conversations.effects import Join
from conversations.events import Pressed
from conversations.session import Session
from tests.conversations.driver import Talk

ALL = {
    "ON-02": "es",
    "ON-05": "unsure",
    "ON-06": "quiet",
    "ON-08": "ok",
    "ON-09": "yes",
    "code": "ABCDEFGHJK",
}


def packed(**answers: str) -> str:
    return stranger.pack(
        Session(
            "~", "join", "ON-20", 1, 0, 0, {key.replace("_", "-"): value for key, value in answers.items()}
        )
    )


def test_a_button_carries_what_was_answered() -> None:
    """Language, care, the three answers that nobody skips, and the code come back from the id alone, in 15 characters."""
    id = stranger.pack(Session("~", "join", "ON-20", 1, 0, 0, ALL))
    assert id == "~esq3ABCDEFGHJK"
    assert stranger.remembered(id) == {key: value for key, value in ALL.items() if key != "ON-05"}
    assert stranger.pack(stranger.unpack(id, "join", "ON-20", 0, 1)) == id


@pytest.mark.parametrize(
    ("answers", "come"),
    [
        ({}, 0),
        ({"ON_05": "no"}, 0),
        ({"ON_05": "unsure"}, 0),
        ({"ON_09": "yes"}, 0),
        ({"ON_05": "yes"}, 1),
        ({"ON_05": "unsure", "ON_06": "quiet"}, 1),
        ({"ON_05": "yes", "ON_08": "help"}, 2),
        ({"ON_05": "yes", "ON_08": "ok", "ON_09": "no"}, 2),
        ({"ON_05": "yes", "ON_08": "ok", "ON_09": "yes"}, 3),
    ],
)
def test_how_far_somebody_has_come_is_counted_in_order(answers: dict[str, str], come: int) -> None:
    """An answer counts only on top of those before it."""
    id = packed(**answers)
    steps = ("ON-01", "ON-08", "ON-09", "ON-20")
    assert [stranger.proves(id, "join", step) for step in steps] == [place <= come for place in range(4)]
    assert not stranger.proves(id, "join", "ON-24"), "nobody who has not joined stands behind the yes"


@pytest.mark.parametrize("id", ["~", "~---", "~--q", "~---9", "~---x", "~--", "~---2ABCDEFGHJK"])
def test_a_made_up_button_leads_past_no_question(id: str) -> None:
    """Pressed out of nothing, "Yes, that's OK" begins at the greeting, and nobody is 18 by accident."""
    talk = Talk(member=None)
    assert "Want to hear more?" in talk.take(Pressed(f"{id}:join:ON-20:yes", "m1"))
    assert not talk.did(Join)
    assert talk.top == "join.ON-01"


def test_a_real_button_goes_on_after_a_restart() -> None:
    """What was shown before the process ended still works: the question after it comes."""
    talk = Talk(member=None)
    for line in ("hi", "yes", "yes, it's safe", "ok", "yes, 18 or over"):
        talk.say(line)
    token = next(choice.token for choice in talk.choices if choice.key == "yes")
    talk.rest = []
    talk.take(Pressed(token, "m1"))
    assert talk.did(Join)


def test_a_pressed_goodbye_is_not_met_with_a_greeting() -> None:
    """Of whoever pressed "Yes, delete it all" once more nothing is kept any more, and that is what they hear."""
    talk = Talk(member=None)
    assert talk.take(Pressed("abcdefgh:forget:FM-04:yes", "m1")).startswith("I keep nothing about you")
    assert talk.rest == []

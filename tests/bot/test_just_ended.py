"""A thumb that is quicker than the screen, with the real turn and its rows."""

from bot.just_ended import MOMENT, JustEnded
from conversations.events import Pressed
from tests.bot.play import Play


def test_only_the_last_two_minutes_are_known() -> None:
    """An id is forgotten after its moment, and is not held longer by being noted again."""
    ended = JustEnded()
    ended.note(["a"], 0)
    ended.note(["b"], MOMENT)
    ended.note(["a"], MOMENT)
    assert ended.ids(MOMENT) == {"a", "b"}
    assert ended.ids(MOMENT + 1) == {"b"}
    assert ended.ids(3 * MOMENT) == frozenset()


async def test_two_presses_of_the_last_skip_in_one_batch(play: Play) -> None:
    """The second of them is answered softly, and nobody is offered another check-in; later, the offer is made."""
    sam = await play.joined("Sam")
    await sam.say("menu")
    await sam.press("Check-in")
    pressed = ""
    while "Skip" in sam.labels:
        pressed = next(choice.token for choice in sam.heard[-1].choices if choice.label == "Skip")
        await play.takes(sam, Pressed(pressed), Pressed(pressed))
        await play.bot.sender.drained()
    assert sam.last == "That one is done."
    await play.wait(MOMENT + 1)
    await play.takes(sam, Pressed(pressed))
    await play.bot.sender.drained()
    assert "Want to do one now?" in sam.last

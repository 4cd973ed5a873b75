"""How many taps it takes to get somewhere, counted over every way there is (B06: "lofty and daunting")."""

from collections.abc import Callable

import pytest

from conversations.flows.joining import JOIN
from tests.conversations.crawl import fork
from tests.conversations.driver import Talk

LAYERS = tuple(step.id for step in JOIN.steps if step.id in ("ON-30", "ON-40", "ON-41", "ON-43"))
"""The layers of consent that are each asked once."""


def hello() -> Talk:
    talk = Talk(None)
    talk.say("hi")
    return talk


def taps_to(there: Callable[[Talk], bool], most: int) -> tuple[str, ...]:
    """The shortest row of buttons from the greeting to such a place, by looking at every row there is."""
    rows: list[tuple[Talk, tuple[str, ...]]] = [(hello(), ())]
    known = set()
    while rows:
        talk, taps = rows.pop(0)
        if there(talk):
            return taps
        for label in talk.labels if len(taps) < most else ():
            on = fork(talk)
            on.press(label)
            where = (on.top, tuple(session.flow for session in on.stack))
            if where not in known:
                known.add(where)
                rows.append((on, (*taps, label)))
    raise AssertionError(f"no way there in {most} taps")


def test_the_shortest_joining_is_one_tap_for_each_promise() -> None:
    """Seven taps up to the name, one for each layer of consent, one for the pace (no day, no time, no list of days), and one
    for the way back. What is left cannot be fewer: each is a yes of its own, or says something before anything is stored."""
    taps = taps_to(lambda talk: talk.top == "join.ON-50", most=14)
    before = (
        "Yes, tell me more",
        "Yes, it's safe",
        "OK",
        "Yes, 18 or over",
        "Yes, that's OK",
        "Carry on",
        "No name",
    )
    assert taps[: len(before)] == before
    assert taps[-2:] == ("Skip", "Not now")
    assert len(taps) == len(before) + len(LAYERS) + 2


@pytest.mark.parametrize(
    ("there", "most"),
    [
        (lambda talk: talk.top == "check_in.CI-02", 3),
        (lambda talk: "Made up" in talk.text, 2),
        (lambda talk: "{samaritans}".format(**talk.programme.helplines) in talk.text, 3),
    ],
    ids=["a question of a practice check-in", "the result of a made-up meeting", "the help lines"],
)
def test_a_stranger_is_somewhere_useful_within_three_taps(there: Callable[[Talk], bool], most: int) -> None:
    """B06: from the greeting, with nothing stored, by buttons alone; 6 is what the requirement allows."""
    assert len(taps_to(there, most)) == most


def test_help_lines_need_no_tap_for_whoever_types() -> None:
    """HELP is one word, from the greeting too."""
    talk = hello()
    assert talk.programme.helplines["samaritans"] in talk.say("help")


def test_deciding_later_skips_what_depends_on_it() -> None:
    """Whoever decides later about a layer is not asked about it further: who sees check-ins, and the mood."""
    talk = hello()
    for label in (
        "Yes, tell me more",
        "Yes, it's safe",
        "OK",
        "Yes, 18 or over",
        "Yes, that's OK",
        "Carry on",
        "No name",
    ):
        talk.press(label)
    assert talk.top == "join.ON-30"
    talk.press("Decide later")
    assert talk.top == "join.ON-40"

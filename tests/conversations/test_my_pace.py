"""My pace in one message, with a change for each line; and one pace for everything (B37, B68)."""

from dataclasses import replace

import pytest

from conversations import pace
from conversations.pace import Choice, Item, Kind, MessageClass, Pace, Permission, Reason, Sent, State, Topic
from conversations.view import Thing
from tests.conversations.driver import NOW, PACE, Talk, TestFacts

DAY, HOUR = 86400, 3600
TUESDAY_ELEVEN = NOW + DAY
FOUR = (Kind.CHECK_IN, Kind.FEEDBACK_ASK, Kind.TRAINING, Kind.NEWS)


def page(**how: object) -> list[str]:
    talk = Talk(**how)  # type: ignore[arg-type]  # names are the driver's
    return talk.say("pace").partition("\n\n")[0].splitlines()


def test_it_is_seen_in_one_message() -> None:
    """Every line: how often, day, next one, hours, quiet days, topics, late changes, how much of the round is used."""
    sent = (Sent("x", Kind.NEWS, MessageClass.ORDINARY, NOW - DAY),)
    assert page(facts=TestFacts(began=sent)) == [
        "Your pace: every 2 weeks.",
        "– Check-in: Tuesday, at about 11am.",
        "– The next one: Tue 8 Dec.",
        "– I start chats between 10am and 7pm.",
        "– Left alone: Sundays, bank holidays.",
        "– I write about: Check-ins, Meetings, Training and roles, News.",
        "– If something you booked changes late, I tell you.",
        "– This round so far: 1 of 3 chats.",
    ]


def test_what_differs_is_said() -> None:
    """Quiet weekdays, topics switched off, and late changes that are not wanted stand there too."""
    its = replace(
        PACE, quiet_weekdays=frozenset({0}), topics=frozenset({Topic.CHECK_INS}), wants_urgent=False
    )
    lines = page(pace=its)
    assert "– Left alone: Sundays, bank holidays. And: Every Monday." in lines
    assert "– Switched off: Meetings, Training and roles, News." in lines
    assert "– If something you booked changes late, I don't tell you." in lines


def test_a_break_is_on_the_page() -> None:
    """With its end, or until they say; and no check-in is promised meanwhile."""
    assert "– You're on a break until Mon 30 Nov." in page(pace=pace.begin_break(PACE, NOW, NOW + 7 * DAY))
    lines = page(pace=pace.begin_break(PACE, NOW, None))
    assert "– You're on a break until you say." in lines
    assert not [line for line in lines if "next one" in line]


def test_only_when_i_ask_counts_nothing() -> None:
    """Whoever is never written to has no round and no day."""
    lines = page(pace=replace(PACE, choice=Choice.ONLY_WHEN_I_ASK))
    assert lines[0] == "Your pace: only when you ask."
    assert not [line for line in lines if "round" in line or "Check-in:" in line]


def test_what_waits_is_named_by_its_kind() -> None:
    """What is queued, each kind once, and how much is new on What's new; nothing says that something was not read."""
    news = Item("1", Kind.NEWS, MessageClass.ORDINARY)
    queued = (pace.Waiting(news, NOW), pace.Waiting(replace(news, id="2"), NOW))
    things = (Thing("broadcast:1", "A", "Priya", new=True), Thing("broadcast:2", "B", "Priya"))
    lines = page(facts=TestFacts(queued=queued, things=things))
    assert lines[-2:] == ["– Waiting for its time: news.", "– New on What's new: 1."]


@pytest.mark.parametrize(
    ("ways", "asks"),
    [
        (("Every week",), "Every week it is."),
        (("Have a break",), "How long a break"),
        (("Days, times, topics", "Day and time"), "Which day is good"),
        (("Days, times, topics", "Days to leave alone"), "Tell me dates to leave alone"),
        (("Days, times, topics", "What it's about"), "turn it off or on"),
        (("Days, times, topics", "Late changes"), "That comes between 8am and 9pm."),
        (("Days, times, topics", "Why these messages?"), "Why you hear from me"),
    ],
)
def test_every_line_can_be_changed(ways: tuple[str, ...], asks: str) -> None:
    """From the one message, in two taps at most."""
    talk = Talk()
    talk.say("pace")
    for way in ways:
        talk.press(way)
    assert asks in talk.text


def test_late_changes_are_switched() -> None:
    """PA-22: a no counts at once, and a yes brings it back."""
    talk = Talk()
    for label, wanted in (("No, don't", False), ("Yes, tell me", True)):
        talk.say("pace")
        talk.press("Days, times, topics")
        talk.press("Late changes")
        talk.press(label)
        assert talk.pace.wants_urgent is wanted


def test_news_is_switched_by_its_own_word() -> None:
    """NEWS is a command word, but not where it is a choice that is shown: there it is that choice, ticked or not."""
    talk = Talk()
    talk.say("pace")
    talk.press("Days, times, topics")
    talk.press("What it's about")
    talk.say("news")
    talk.say("done")
    assert Topic.NEWS not in talk.pace.topics


# -- one pace for everything --------------------------------------------------------------------------------------------


def verdict(its: Pace, kind: Kind, at: int) -> Reason | None:
    """Why the gate holds it back at this moment, or None. The check-in is due then; beside the others it is far away."""
    if its.state is State.ACTIVE and its.choice.base_days:
        its = replace(its, check_in_due_at=at if kind is Kind.CHECK_IN else at + 14 * DAY)
    asked = pace.may_send(Item("x", kind, MessageClass.ORDINARY), its, (), (), at)
    return None if isinstance(asked, Permission) else asked.reason


def test_one_choice_of_hours_holds_for_all_four() -> None:
    """B68: hours chosen once are kept by check-ins, feedback, training and news alike."""
    talk = Talk(pace=replace(PACE, check_in_minute=11 * 60))
    assert {kind: verdict(talk.pace, kind, TUESDAY_ELEVEN) for kind in FOUR} == dict.fromkeys(FOUR)
    talk.say("pace")
    for label in ("Days, times, topics", "Day and time", "Tuesday", "Noon to 4pm"):
        talk.press(label)
    assert {verdict(talk.pace, kind, TUESDAY_ELEVEN) for kind in FOUR} <= {
        Reason.OUTSIDE_HOURS,
        Reason.NOT_A_CHECK_IN_TIME,
    }
    assert {kind: verdict(talk.pace, kind, TUESDAY_ELEVEN + 3 * HOUR) for kind in FOUR} == dict.fromkeys(FOUR)


@pytest.mark.parametrize(
    "ways", [("Only when I ask",), ("Have a break", "1 week")], ids=["only when I ask", "a break"]
)
def test_one_tap_holds_for_all_four(ways: tuple[str, ...]) -> None:
    """B68: a break, or only when I ask, is one tap, and none of the four comes."""
    talk = Talk()
    talk.say("pace")
    for label in ways:
        talk.press(label)
    assert None not in {verdict(talk.pace, kind, TUESDAY_ELEVEN) for kind in FOUR}


def test_the_round_counts_all_four_together() -> None:
    """B68, I03: three chats in a round are three, whatever they were about."""
    base = replace(PACE, check_in_due_at=TUESDAY_ELEVEN + 14 * DAY)
    sent = tuple(
        Sent(kind.value, kind, MessageClass.ORDINARY, TUESDAY_ELEVEN - (n + 1) * 3 * DAY)
        for n, kind in enumerate((Kind.CHECK_IN, Kind.FEEDBACK_ASK, Kind.TRAINING))
    )
    asked = pace.may_send(Item("x", Kind.NEWS, MessageClass.ORDINARY), base, sent, (), TUESDAY_ELEVEN)
    assert not isinstance(asked, Permission)
    assert f"– This round so far: {len(sent)} of 3 chats." in page(
        pace=base, facts=TestFacts(began=sent), now=TUESDAY_ELEVEN
    )

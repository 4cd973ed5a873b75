"""What people type without a button for it: less, slower, once a month, why, the log, a new phone at the door."""

from dataclasses import replace

import pytest

from conversations.newswords import title
from conversations.pace import Choice, State, begin_break
from conversations.phrases import PlainEnglish
from tests.conversations.driver import NOW, PACE, Talk, TestFacts

DAY = 86400


@pytest.mark.parametrize("words", ["less of this", "Less", "fewer messages", "slower", "LESS OF THIS!"])
@pytest.mark.parametrize("begun", ["", "check_in", "menu"])
def test_less_can_be_said_at_any_time(words: str, begun: str) -> None:
    """PACE.md, section 2: with no such button in sight, over a menu, or under a check-in."""
    talk = Talk()
    if begun == "menu":
        talk.say("menu")
    elif begun:
        talk.due(begun)
    assert "What would help?" in talk.say(words)


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("weekly", Choice.WEEKLY),
        ("every week", Choice.WEEKLY),
        ("fortnightly", Choice.FORTNIGHTLY),
        ("once a month", Choice.MONTHLY),
        ("only when I ask", Choice.ONLY_WHEN_I_ASK),
    ],
)
@pytest.mark.parametrize("page", [False, True])
def test_a_pace_is_chosen_by_its_name(words: str, choice: Choice, page: bool) -> None:
    """As if its button had been pressed, with or without the page of their pace before their eyes."""
    talk = Talk()
    if page:
        talk.say("pace")
    said = talk.say(words)
    assert talk.pace.choice is choice
    assert talk.top == f"pace.PA-0{['weekly', 'fortnightly', 'monthly', 'only_when_i_ask'].index(choice) + 2}"
    assert "How often would you like" not in said


def test_a_wish_is_an_answer_where_the_question_takes_it() -> None:
    """A label of the open question, or words of their own, are that; "less of this" is heard there too."""
    talk = Talk()
    talk.due("break_over")
    talk.say("slower")
    assert talk.pace.choice is Choice.MONTHLY
    talk.due("check_in")
    talk.press("Start")
    talk.press("Good")
    assert "getting in the way" in talk.say("less")
    assert "What would help?" in talk.say("less of this")


def test_somebody_who_has_not_joined_has_no_pace() -> None:
    """At the door these words mean nothing yet."""
    talk = Talk(None)
    talk.say("hello")
    talk.say("weekly")
    assert talk.top.startswith("join.")


@pytest.mark.parametrize("word", ["why", "Why?"])
def test_why_is_answered_over_my_pace_and_on_a_break(word: str) -> None:
    """A bare "why" on the page of one's pace, under the question about a break, and as the first word on a break."""
    on_a_break = begin_break(PACE, NOW, NOW + 7 * DAY)
    for talk, before in ((Talk(), ["pace"]), (Talk(pace=on_a_break), ["hello"]), (Talk(pace=on_a_break), [])):
        for words in before:
            talk.say(words)
        assert "Why you hear from me" in talk.say(word), before
    assert talk.pace.state is State.PAUSED


@pytest.mark.parametrize("word", ["log", "the log", "see the log", "Show the log"])
def test_the_log_can_be_asked_for(word: str) -> None:
    """ "In the log for all to see" leads somewhere, also after STOP."""
    assert "What the team did" in Talk().say(word)
    stopped = Talk()
    stopped.say("stop")
    assert "What the team did" in stopped.say(word)


@pytest.mark.parametrize(
    "words", ["new phone", "I lost my phone", "i have a code", "Code?", "I've got a new phone"]
)
def test_a_new_phone_at_the_door_is_told_what_to_do(words: str) -> None:
    """Whoever says so first, or in the middle of being asked, hears about the code, and can still join."""
    first, asked = Talk(None), Talk(None)
    asked.say("hello")
    asked.press("Yes, tell me more")
    for talk in (first, asked):
        top = talk.top
        said = talk.say(words)
        assert "Type the code we gave you" in said and "Priya" in said
        assert talk.top == (top or "join.ON-01")
    assert "Type the code" not in Talk().say("new phone"), "a member's phone is not new to the bot"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lunch at St. Mark's hall\n\nBring a friend.", "Lunch at St. Mark's hall"),
        ("Choir. It starts at 7.", "Choir"),
        ("Choir\nIt starts at 7.", "Choir"),
        ("Choir", "Choir"),
        (f"{'Long ' * 20}\n\nMore.", f"{'Long ' * 11}".strip() + "…"),
    ],
)
def test_a_title_is_the_whole_first_line_where_it_stands_apart(text: str, shown: str) -> None:
    """A full stop in a title does not cut it; words that go on are cut at the first sentence."""
    assert title(text) == shown


def test_noon_is_noon() -> None:
    """ "12pm" is midnight to many people."""
    assert [PlainEnglish().clock(minute) for minute in (720, 750, 0, 690)] == [
        "noon",
        "12:30pm",
        "12am",
        "11:30am",
    ]
    assert "noon" in Talk(pace=replace(PACE, check_in_minute=720), facts=TestFacts()).say("pace")

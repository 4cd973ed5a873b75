"""Looking around before any yes (B07)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.effects import Clear, Count, Reply, Tidy
from conversations.flows import all_flows
from tests.conversations.driver import CHECK_IN, FORM, Talk

FLOWS = all_flows(CHECK_IN, FORM)


def looking() -> Talk:
    talk = Talk(None, flows=FLOWS)
    talk.say("hi")
    talk.press("Look around first")
    return talk


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 6), max_size=14))
def test_looking_around_asks_nothing_of_the_world(taps: list[int]) -> None:
    """Whatever is tapped while looking around, nothing is kept, planned or passed on: there are only words."""
    talk = looking()
    for tap in taps:
        if not any(session.flow == "look" for session in talk.stack):
            break
        talk.press(talk.labels[tap % len(talk.labels)])
        assert talk.messages, "every tap is answered"
        assert all(isinstance(effect, Reply | Tidy | Count | Clear) for effect in talk.effects)
    assert talk.member is None


def test_first_useful_result_within_six_taps() -> None:
    """Two taps from hello, somebody new sees what comes of what people say (B06)."""
    talk = looking()
    assert "Made up" in talk.press("Meeting results")


def test_a_slow_look_around_stays_a_look_around() -> None:
    """Somebody who taps on after a day still practises: the made-up check-in never turns into a real one."""
    talk = looking()
    talk.wait(3600)
    talk.press("A check-in")
    talk.wait(23 * 3600)
    for label in ("Start", "Good"):
        talk.press(label)
    talk.wait(23 * 3600)
    for label in ("Skip", "Skip"):
        talk.press(label)
    assert "nothing was kept" in talk.text


def test_looking_around_leads_back_to_the_door() -> None:
    """The look around ends where it began, with the same three ways on."""
    talk = looking()
    assert "Want to hear more?" in talk.press("That's all") and talk.top == "join.ON-01"


def test_a_person_who_needs_one_is_told_how() -> None:
    """Even in practice, asking for a person says where real ones are."""
    talk = looking()
    for label in ("A check-in", "Start", "Hard"):
        talk.press(label)
    assert "type HELP" in talk.press("Ask for a person")


def test_a_button_outlives_the_memory() -> None:
    """After a restart, when nothing about a stranger is left, their old button still goes on where it stood."""
    talk = looking()
    talk.rest = []
    assert "Made up" in talk.press("Meeting results")
    talk.rest = []
    assert "It's your check-in" in talk.press("A check-in")
    talk.press("Start")
    talk.rest = []
    assert "Want to hear more?" in talk.press("Good"), "only the look around itself can be picked up again"

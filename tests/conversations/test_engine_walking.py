"""Walking through a flow: what comes with a question, going back, visiting other flows, and how a session rests on disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import engine
from conversations.effects import Begin, ChangeMember, Reply
from conversations.events import Returned, Typed
from conversations.flow import END, Ask, Flow, OneOf, Route, Say, Visit
from conversations.session import Session
from tests.conversations.test_engine import WEEK, opened, option, phrase, said, type_, view

WALK = Flow("f", (
    Route("r", lambda view, answers: "hello", among=("hello",)),
    Say("hello", phrase("Hello."), then="never"),
    Say("never", phrase("Never said."), then="q1", when=lambda view, answers: False),
    Ask("q1", phrase("First?"), OneOf((option("Yes"), option("No", out=True))), otherwise="q2",
        does=lambda view, answers, value: (ChangeMember({"name": "Kit"}),)),
    Ask("q2", phrase("Second, {name}?"), OneOf((option("Yes"), option("No", out=True))), then={"no": "v"}, otherwise="q3"),
    Ask("q3", phrase("Third?"), OneOf((option("Yes"), option("No", out=True))), otherwise="v", when=lambda view, answers: answers["q1"] == "yes"),
    Visit("v", "other", then="bye", carrying=lambda view, answers: {"from": answers["q1"]}),
    Say("bye", phrase("Bye."), then=END),
))  # fmt: skip


def walk(*typed: str) -> engine.Turn:
    at = view()
    turn = engine.open(WALK, "0abc1234", at)
    for text in typed:
        assert turn.session is not None
        turn = engine.advance(WALK, turn.session, Typed(text), at)
    return turn


def test_what_is_said_on_the_way_comes_with_the_next_question() -> None:
    """Silent forks and steps whose time has not come are passed over; one message is made of the rest."""
    assert said(walk().effects) == "Hello.\n\nFirst?"


def test_what_an_answer_changes_is_seen_in_the_same_turn() -> None:
    """The next question already knows the new name."""
    assert said(walk("yes").effects) == "Second, Kit?"


def test_a_visit_waits_for_the_other_flow_and_then_goes_on() -> None:
    """The flow stands at the visit until it is told that the other has ended."""
    turn = walk("yes", "no")
    assert turn.session is not None
    assert turn.session.step == "v"
    assert turn.effects == (Begin("other", {"from": "yes"}),)
    after = engine.advance(WALK, turn.session, Returned(), view())
    assert (after.session, said(after.effects)) == (None, "Bye.")


def test_back_goes_to_the_question_before_and_forgets_nothing_else() -> None:
    """Step by step, past what was skipped; at the first question it shows that one again."""
    at, turn = view(), walk("no", "yes")
    assert turn.session is not None
    assert turn.session.step == "v"
    for wanted in ("q2", "q1", "q1"):
        assert turn.session is not None
        turn = engine.back(WALK, turn.session, at)
        assert turn.session is not None
        assert turn.session.step == wanted
    assert turn.session is not None
    assert turn.session.answers["q2"] == "yes"


def test_going_back_and_answering_anew_takes_the_other_way() -> None:
    """The second answer counts, and the way behind holds each question once."""
    at, turn = view(), walk("yes", "yes")
    assert turn.session is not None
    turn = engine.back(WALK, engine.back(WALK, turn.session, at).session or turn.session, at)
    assert turn.session is not None
    turn = engine.advance(WALK, turn.session, Typed("no"), at)
    assert turn.session is not None
    assert (turn.session.step, turn.session.trail, turn.session.answers["q1"]) == ("q2", ("q1",), "no")


def test_again_shows_the_question_with_a_word_before_it() -> None:
    """Nothing moves; the preface and the question are one message."""
    at = view()
    turn = engine.again(WALK, opened(WALK, at), at, "As I was saying.")
    assert said(turn.effects) == "As I was saying.\n\nFirst?"
    assert not turn.understood


def test_a_circle_of_silent_steps_is_our_mistake_and_stops() -> None:
    """A flow that would walk for ever fails by name instead."""
    circle = Flow("f", (
        Route("a", lambda view, answers: "b", among=("b", END)), Route("b", lambda view, answers: "a", among=("a",)),
    ))  # fmt: skip
    with pytest.raises(AssertionError, match="round in circles"):
        engine.open(circle, "0abc1234", view())


def test_replies_of_an_urgent_flow_are_urgent() -> None:
    """Help lines are still worth sending when other replies would be too late."""
    flow = Flow(
        "f",
        (Ask("q", phrase("Call?"), OneOf(WEEK), otherwise="s"), Say("s", phrase("OK."), then=END)),
        urgent=True,
    )
    turns = (engine.open(flow, "0abc1234", view()), type_(flow, "nonsense"), type_(flow, "once a month"))
    assert all(effect.urgent for turn in turns for effect in turn.effects if isinstance(effect, Reply))


@given(st.builds(Session, st.text(max_size=8), st.text(max_size=8), st.text(max_size=8), st.integers(0), st.integers(0), st.integers(0),
                 st.dictionaries(st.text(max_size=5), st.text(max_size=20)), st.lists(st.text(max_size=5)).map(tuple)))  # fmt: skip
def test_a_session_comes_back_from_disk_as_it_was(session: Session) -> None:
    """Whatever was typed, in any script, survives a restart."""
    assert Session.from_json(session.to_json()) == session

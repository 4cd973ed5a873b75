"""Flows check themselves when they are built: a mistake of ours fails at import, by name."""

import pytest

from conversations.flow import (
    END,
    SKIP,
    Ask,
    Flow,
    FlowError,
    ManyOf,
    OneOf,
    Option,
    Route,
    Say,
    Step,
    Visit,
    Words,
    targets,
)
from conversations.phrases import Phrase

YES, NO = Option("yes", Phrase("t.yes", "Yes")), Option("no", Phrase("t.no", "No"), out=True)
TEXT = Phrase("t.text", "Shall we?")


def ask(id: str = "q", *options: Option, otherwise: str = END, **more: object) -> Ask:
    return Ask(id, TEXT, OneOf(options or (YES, NO)), otherwise=otherwise, **more)  # type: ignore[arg-type]  # passed through


MISTAKES: dict[str, tuple[tuple[Step, ...], str]] = {
    "no steps": ((), "has no steps"),
    "twice the same id": ((ask("q", otherwise="q"), ask("q")), "two steps share an id"),
    "a goal that is not there": ((ask(otherwise="gone"),), "q leads to 'gone', which does not exist"),
    "a goal of one answer that is not there": ((ask(then={"yes": "gone"}),), "'gone', which does not exist"),
    "a step nobody comes to": ((ask(), Say("lost", TEXT, then=END)), "lost can never be reached"),
    "a circle nobody comes to": (
        (ask(), Say("a", TEXT, then="b"), Say("b", TEXT, then="a")),
        "a can never be reached; b can never",
    ),
    "a route to nowhere": ((Route("r", lambda view, answers: END, among=("gone",)),), "r leads to 'gone'"),
    "a visit that returns nowhere": ((Visit("v", "other", then="gone"),), "v leads to 'gone'"),
    "no way out": ((ask("q", YES, Option("no", Phrase("t.no", "No"))),), "q has no way out"),
    "no way out beside own words": ((Ask("q", TEXT, Words(), otherwise=END),), "q has no way out"),
    "the same label twice": (
        (ask("q", YES, Option("si", Phrase("t.si", "yes"), out=True)),),
        "two options that cannot be told apart",
    ),
    "the same key twice": (
        (ask("q", YES, Option("yes", Phrase("t.si", "Sure"), out=True)),),
        "two options that cannot be told apart",
    ),
    "an answer that is no option": ((ask(then={"maybe": END}),), "'then' names 'maybe', which is no option"),
    "a button that is too long": (
        (ask("q", YES, Option("k" * 46, Phrase("t.k", "Long"), out=True)),),
        "does not fit Telegram's 64 bytes",
    ),
    "a colon in an id": ((ask("q:1"),), "'q:1' may not hold ':'"),
    "a colon in a key": (
        (ask("q", YES, Option("n:o", Phrase("t.no", "No"), out=True)),),
        "'n:o' may not hold ':'",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_named_when_the_flow_is_built(mistake: str) -> None:
    """The error says which flow, which step and what is wrong with it."""
    steps, said = MISTAKES[mistake]
    with pytest.raises(FlowError, match=r"'f'") as wrong:
        Flow("f", steps)
    assert said in str(wrong.value)


def test_every_mistake_is_named_at_once() -> None:
    """Nobody has to mend a flow one error at a time."""
    with pytest.raises(FlowError) as wrong:
        Flow("f", (ask("q", YES, otherwise="gone"), Say("lost", TEXT, then=END)))
    assert all(said in str(wrong.value) for said in ("no way out", "'gone'", "lost can never"))


@pytest.mark.parametrize(
    "step",
    [
        ask(), ask("q", YES, skip=True), ask("q", YES, way_out="typing STOP is the way out"),
        Ask("q", TEXT, Words((NO,)), otherwise=END), Ask("q", TEXT, OneOf(lambda view, answers: (YES, NO)), otherwise=END, then={"any": END}),
        Ask("q", TEXT, ManyOf((YES,), done=Option("done", Phrase("t.done", "Done"), out=True)), otherwise=END, then={"done": END}),
    ],
    ids=["an option out", "skip", "a stated reason", "words with an option out", "options of the moment", "any of several"],
)  # fmt: skip
def test_sound_questions_are_built(step: Ask) -> None:
    """Each of these has a way out and goals that exist."""
    assert Flow("f", (step,)).first == "q"


def test_a_flow_knows_its_steps_by_id() -> None:
    """A step is found by its id, and by nothing else."""
    flow = Flow("f", (ask("q", otherwise="s"), Say("s", TEXT, then=END)))
    assert flow["s"].id == "s"
    assert "q" in flow
    assert "x" not in flow


def test_targets_are_all_the_places_a_step_can_lead_to() -> None:
    """Every kind of step says where it goes, for the check and for drawing."""
    assert targets(ask(then={"yes": "a"}, otherwise="b")) == {"a", "b"}
    assert targets(Say("s", TEXT, then="a")) == {"a"}
    assert targets(Route("r", lambda view, answers: "a", among=("a", END))) == {"a", END}
    assert targets(Visit("v", "other", then="a")) == {"a"}


def test_skip_is_a_way_out_that_looks_like_any_option() -> None:
    """Skip has a label and a key like the rest, and nothing that would set it apart (B39)."""
    assert SKIP.out
    assert set(Option.__slots__) == {"key", "label", "out", "means", "also"}

"""Being paid, before any paid yes: what the flow hands back to whatever visits it, and what it never asks."""

import pytest

from conversations.flow import END, Ask, Flow, OneOf, Option, Say, Visit
from conversations.flows import all_flows
from conversations.flows.money import MONEY
from conversations.money import STEP, chosen
from conversations.phrases import Phrase
from tests.conversations.driver import CHECK_IN, FORM, Talk

PAID = Flow("paid_thing", steps=(
    Ask("q", Phrase("q", "Would you like it?"), OneOf((Option("yes", Phrase("q.yes", "Yes")), Option("no", Phrase("q.no", "No"), out=True))),
        then={"yes": "money"}, otherwise=END),
    Visit("money", "money", then="said", carrying=lambda view, answers: {"about": "Note-keeper"}, brings=(STEP,)),
    Say("said", Phrase("said", "Chosen: {money}."), then="q2", fill=lambda view, answers: {"money": chosen(answers)}),
    Ask("q2", Phrase("q2", "Again?"), OneOf((Option("yes", Phrase("q.yes", "Yes")), Option("no", Phrase("q.no", "No"), out=True))),
        then={"yes": "money"}, otherwise=END),
))  # fmt: skip


def asked() -> Talk:
    talk = Talk(flows={**all_flows(CHECK_IN, FORM), PAID.id: PAID})
    talk.due(PAID.id)
    talk.press("Yes")
    assert talk.top == "money.TR-13"
    return talk


@pytest.mark.parametrize(
    ("words", "value"),
    [("I'd like to be paid", "paid"), ("2", "paid"), ("unpaid is fine", "unpaid"), ("later", "later"), ("no", "later"), ("leave", "later")],
)  # fmt: skip
def test_the_choice_comes_back_to_what_visited_it(words: str, value: str) -> None:
    """By a tap, a number or a word; whoever leaves it decides later, and nothing is taken for a yes to pay."""
    assert f"Chosen: {value}." in asked().say(words)


def test_asking_where_first_changes_nothing() -> None:
    """The way to advice leads back to the choice."""
    talk = asked()
    for label in ("Where to ask", "Get the letter", "Where to ask", "OK", "Unpaid is fine"):
        talk.press(label)
    assert "Chosen: unpaid." in talk.text


def test_what_was_chosen_at_an_earlier_visit_does_not_stand_for_this_one() -> None:
    """Asked anew and left without a choice, it is not chosen."""
    talk = asked()
    talk.press("I'd like to be paid")
    talk.say("yes")
    assert "Chosen: later." in talk.say("leave")


def test_nothing_is_asked_about_benefits_or_numbers() -> None:
    """Beside the choices the only question is how to be reached, and only of whoever gave no name and wants the letter."""
    assert [step.id for step in MONEY.steps if isinstance(step, Ask)] == ["TR-13", "TR-14", "reach"]
    assert "advice" in asked().messages[-1].text

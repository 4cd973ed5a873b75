"""One step of one conversation: what is taken as an answer, what is not, and where it leads."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations import engine
from conversations.caps import PLAIN_TEXT, ROOM_BUTTONS, Caps
from conversations.effects import Effect, Reply
from conversations.events import Pressed, Typed
from conversations.flow import (
    END,
    Answers,
    Ask,
    Flow,
    Kind,
    ManyOf,
    OneOf,
    Option,
    Problem,
    Say,
    Step,
    Words,
)
from conversations.phrases import Phrase
from conversations.render import markers
from conversations.session import Session
from conversations.view import View
from tests.conversations.driver import Talk


def phrase(text: str) -> Phrase:
    return Phrase(f"t.{text}", text)


def option(label: str, *, out: bool = False) -> Option:
    return Option(label.casefold().replace(" ", "_"), phrase(label), out)


WEEK = (option("Every week"), option("Once a month"), option("Only when I ask"), option("Not now", out=True))


def asking(
    kind: Kind, *more: Step, otherwise: str = END, then: dict[str, str] | None = None, skip: bool = False
) -> Flow:
    return Flow(
        "f", (Ask("q", phrase("Which?"), kind, otherwise=otherwise, then=then or {}, skip=skip), *more)
    )


def view(caps: Caps = ROOM_BUTTONS) -> View:
    return Talk(caps=caps).view()


def opened(flow: Flow, at: View) -> Session:
    session = engine.open(flow, "0abc1234", at).session
    assert session is not None
    return session


def said(effects: Iterable[Effect]) -> str:
    return "\n\n".join(effect.text for effect in effects if isinstance(effect, Reply))


def type_(flow: Flow, text: str, caps: Caps = ROOM_BUTTONS) -> engine.Turn:
    return engine.advance(flow, opened(flow, view(caps)), Typed(text), view(caps))


def taken(flow: Flow, text: str, caps: Caps = ROOM_BUTTONS) -> str | None:
    """What is understood by a typed answer to the flow's first question, or None."""
    got: list[str] = []

    def note(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
        got.append(value)
        return ()

    ask = flow["q"]
    assert isinstance(ask, Ask)
    watched = Flow("f", (replace(ask, does=note), *flow.steps[1:]))
    return got[0] if type_(watched, text, caps).understood and got else None


# -- one of several -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "caps", [ROOM_BUTTONS, PLAIN_TEXT, Caps(buttons=2)], ids=["buttons", "text only", "too few buttons"]
)
def test_every_label_and_number_of_a_question_answers_it(caps: Caps) -> None:
    """Typed as it reads or by its number, with buttons and without."""
    flow = asking(OneOf(WEEK))
    labels = [choice.label for choice in engine.choices(flow, opened(flow, view(caps)), view(caps))]
    for label, mark, wanted in zip(labels, markers(labels), WEEK, strict=True):
        assert taken(flow, label, caps) == wanted.key
        assert taken(flow, label.upper() + "!", caps) == wanted.key
        assert taken(flow, mark, caps) == wanted.key


def test_an_answer_that_means_nothing_leaves_the_question_standing() -> None:
    """The same question comes again after a kind word, and nothing has changed."""
    flow = asking(OneOf(WEEK))
    turn = type_(flow, "purple")
    assert not turn.understood
    assert turn.session == replace(opened(flow, view()), touched_at=view().now)
    assert said(turn.effects) == "Sorry, I didn't get that. You can tap one, or type it.\n\nWhich?"
    assert "type a number" in said(type_(flow, "purple", PLAIN_TEXT).effects)


def test_each_answer_leads_where_it_says_and_the_rest_lead_on() -> None:
    """`then` names the exceptions, `otherwise` is for all the others."""
    flow = asking(
        OneOf(WEEK),
        Say("a", phrase("Often."), then=END),
        Say("b", phrase("Seldom."), then=END),
        then={"every_week": "a"},
        otherwise="b",
    )
    assert said(type_(flow, "every week").effects) == "Often."
    assert said(type_(flow, "once a month").effects) == "Seldom."


def test_a_button_of_another_key_shows_the_question_again() -> None:
    """A button that is no choice of the open question answers nothing."""
    flow = asking(OneOf(WEEK))
    turn = engine.advance(flow, opened(flow, view()), Pressed("0abc1234:f:q:gone"), view())
    assert not turn.understood
    assert said(turn.effects) == "Which?"


def test_buttons_say_where_they_were_shown() -> None:
    """A token holds session, flow, step and key, and fits into Telegram's 64 bytes."""
    flow = asking(OneOf(WEEK))
    tokens = [choice.token for choice in engine.choices(flow, opened(flow, view()), view())]
    assert tokens[0] == "0abc1234:f:q:every_week"
    assert all(len(token.encode()) <= 64 for token in tokens)


# -- own words ----------------------------------------------------------------------------------------------------------

NAME = asking(Words((option("No name", out=True),), limit=12), skip=False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sam", "Sam"), ("  Sam \n", "Sam"), ("no name", "no_name"), ("No name!", "no_name"), ("no", "no_name"), ("1", "1"),
        ("a\x00b\x1b\x7f", "ab"), ("👍🏽", "👍🏽"), ("مرحبا", "مرحبا"), ("\u202eabc", "\u202eabc"), ("a\nb", "a\nb"),
        ("x" * 13, None), ("", None), ("\x00\x01", None), ("   ", None),
    ],
)  # fmt: skip
def test_own_words_are_kept_as_typed(typed: str, kept: str | None) -> None:
    """A name may be "1"; the option's own label and a plain no are the option; what no screen shows is left out."""
    assert taken(NAME, typed) == kept


def test_words_that_are_too_long_are_said_to_be_and_not_cut() -> None:
    """Nothing of them is kept; how long they may be is said."""
    turn = type_(NAME, "x" * 13)
    assert "up to 12 letters" in said(turn.effects)
    assert turn.session is not None
    assert turn.session.answers == {}


def test_beside_own_words_a_number_counts_only_where_numbers_were_shown() -> None:
    """ "1" is a name where there are buttons, and the first choice where there are none."""
    assert taken(NAME, "1", ROOM_BUTTONS) == "1"
    assert taken(NAME, "1", PLAIN_TEXT) == "no_name"


def test_skip_skips_also_beside_own_words() -> None:
    """Skip is a word that always works at a question that can be skipped."""
    flow = asking(Words(limit=100), skip=True)
    assert taken(flow, "skip") == "skip"
    assert taken(flow, "skipping rope") == "skipping rope"


def test_words_can_be_read_into_a_value_or_sent_back_with_a_reason() -> None:
    """A Problem is the person's to mend: the question stands and the reason is said."""

    def number(text: str, at: View) -> str | Problem:
        return text if text.isdigit() else Problem(phrase("A number, please, not {text}."), {"text": text})

    flow = asking(Words((option("Never mind", out=True),), read=number))
    assert taken(flow, "42") == "42"
    assert said(type_(flow, "forty").effects).startswith("A number, please, not forty.")


@given(st.text(max_size=60))
def test_no_text_breaks_a_question_of_own_words(text: str) -> None:
    """Any text is kept whole, picks an option, or is sent back kindly."""
    turn = type_(NAME, text)
    assert turn.understood or said(turn.effects).endswith("Which?")


# -- any of several -----------------------------------------------------------------------------------------------------

DAYS = asking(
    ManyOf((option("Monday"), option("Tuesday"), option("Friday")), done=option("Done", out=True)),
    Say("end", phrase("OK."), then=END),
    otherwise="end",
)


def chosen(turn: engine.Turn) -> str:
    assert turn.session is not None
    return turn.session.answers.get("q", "")


def test_things_are_ticked_and_unticked_one_by_one() -> None:
    """A tap on a ticked thing takes the tick away again; the label says which are ticked."""
    at, session = view(), opened(DAYS, view())
    one = engine.advance(DAYS, session, Pressed("x:f:q:monday"), at)
    assert chosen(one) == "monday"
    assert one.session is not None
    assert [choice.label for choice in engine.choices(DAYS, one.session, at)] == [
        "Monday (chosen)",
        "Tuesday",
        "Friday",
        "Done",
    ]
    two = engine.advance(DAYS, one.session, Pressed("x:f:q:monday"), at)
    assert chosen(two) == ""


@pytest.mark.parametrize(
    "typed",
    ["Monday, Friday", "1, 3", "1 and 3", "monday and friday", "1 3", "Friday; Monday", "monday & friday"],
)
def test_a_typed_list_ticks_all_of_it(typed: str) -> None:
    """By labels or numbers, however they are joined."""
    assert set(chosen(type_(DAYS, typed)).split(",")) == {"monday", "friday"}


def test_a_list_with_one_thing_that_means_nothing_ticks_nothing() -> None:
    """Half of an answer is not taken for the whole of it."""
    turn = type_(DAYS, "Monday and Blursday")
    assert not turn.understood
    assert chosen(turn) == ""


def test_done_goes_on_with_what_is_ticked() -> None:
    """A ticked thing can be typed by its bare label; "done" ends the question."""
    at = view()
    one = engine.advance(DAYS, opened(DAYS, at), Typed("Tuesday"), at)
    assert one.session is not None
    two = engine.advance(DAYS, one.session, Typed("done"), at)
    assert (two.session, said(two.effects)) == (None, "OK.")


def test_words_that_are_given_away_are_left_in_no_session() -> None:
    """`Words.unkept`: what the answer does gets them, and the session knows only that there were some; options stay."""
    gone: list[str] = []

    def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
        gone.append(answers["q"])
        return ()

    close = Option("close", phrase("Close"), out=True)
    flow = Flow("own", steps=(
        Ask("q", phrase("What?"), Words((close,), unkept=True), otherwise="r", does=does),
        Ask("r", phrase("More?"), Words((close,)), otherwise=END),
    ))  # fmt: skip
    view = Talk().view()
    opened = engine.open(flow, "s1", view).session
    assert opened is not None
    after = engine.advance(flow, opened, Typed("Quincetree"), view).session
    assert after is not None and gone == ["Quincetree"] and "Quincetree" not in after.to_json()
    assert engine.answers_of(after) == {"q": engine.GIVEN}
    closed = engine.advance(flow, opened, Typed("close"), view).session
    assert closed is not None and closed.answers == {"q": "close"}

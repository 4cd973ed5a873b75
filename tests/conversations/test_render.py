"""Rendering and resolving: what is shown can be typed, on any connection, and nothing of a text is lost."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conversations.caps import Caps
from conversations.phrases import PlainEnglish
from conversations.plain import plain
from conversations.render import Choice, markers, render, resolve, resolve_many, split

LETTERS = "abcdeXYZ 0123.,!?()#'’-é中ñءب👍🙂"
LABEL = st.text(LETTERS, min_size=1, max_size=30).map(str.strip).filter(bool)
LABELS = st.one_of(
    st.lists(LABEL, min_size=1, max_size=30, unique_by=plain),
    st.lists(
        st.sampled_from(
            ["1", "2", "3", "a", "b", "n1", "n2", "choice1", "no", "Yes", "Back", "Skip", "option 1", "1st"]
        ),
        min_size=1,
        unique=True,
    ),
)
CAPS = st.builds(
    Caps,
    buttons=st.sampled_from([0, 3, 12]),
    label_length=st.integers(5, 40),
    text_length=st.integers(20, 4096),
)
TEXT = st.text("ab cd\n.", max_size=400)


def choices_of(labels: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(f"k{n}", label, f"s:f:q:k{n}") for n, label in enumerate(labels))


@given(LABELS, CAPS, TEXT)
def test_typing_a_label_that_is_shown_gives_its_choice(labels: list[str], caps: Caps, text: str) -> None:
    """Whatever the connection, every label can be typed as it reads."""
    choices = choices_of(labels)
    render(text, choices, caps, PlainEnglish())
    for exact in (True, False):
        assert [resolve(choice.label, choices, "en", loose=not exact) for choice in choices] == [
            choice.key for choice in choices
        ]


@given(LABELS, CAPS, TEXT)
def test_typing_a_marker_that_is_shown_gives_its_choice(labels: list[str], caps: Caps, text: str) -> None:
    """Where choices are numbered in the text, each number (or letter) means the line that it stands before."""
    choices = choices_of(labels)
    marks = markers(labels)
    for mark, choice in zip(marks, choices, strict=True):
        for typed in (mark, mark.upper(), f" {mark}. ", f"{mark})"):
            assert resolve(typed, choices, "en", loose=False) == choice.key


@given(LABELS, CAPS, TEXT)
def test_every_label_is_somewhere_on_the_screen(labels: list[str], caps: Caps, text: str) -> None:
    """A choice is a button or a line of the text; none is left out, and no message is longer than the channel takes."""
    choices = choices_of(labels)
    pieces = render(text, choices, caps, PlainEnglish())
    assert all(len(piece.text) <= caps.text_length for piece in pieces)
    if any(piece.buttons for piece in pieces):
        assert pieces[-1].buttons == choices
        assert len(choices) <= caps.buttons
        assert all(len(choice.label) <= caps.label_length for choice in choices)
    else:
        shown = "".join("".join(piece.text for piece in pieces).split())
        assert all("".join(choice.label.split()) in shown for choice in choices)


@given(TEXT, st.integers(1, 60))
def test_split_loses_no_letter_and_never_exceeds_the_length(text: str, length: int) -> None:
    """Only white space may go where a text is cut."""
    parts = split(text, length)
    assert parts
    assert all(len(part) <= length for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(TEXT, st.integers(8, 60))
def test_split_keeps_words_whole_where_it_can(text: str, length: int) -> None:
    """No word is cut that would fit into a message by itself."""
    assume(all(len(word) <= length for word in text.split()))
    assert " ".join(split(text, length)).split() == text.split()


@given(st.text(max_size=200), LABELS)
def test_nothing_that_can_be_typed_breaks_resolving(typed: str, labels: list[str]) -> None:
    """Any text is a choice or it is not; it is never an error."""
    choices = choices_of(labels)
    keys = {choice.key for choice in choices}
    assert resolve(typed, choices, "en") in {*keys, None}
    many = resolve_many(typed, choices, "en")
    assert many is None or set(many) <= keys


@given(LABELS, st.data())
def test_a_typed_list_of_markers_means_each_of_them(labels: list[str], data: st.DataObject) -> None:
    """ "1, 3" picks two things; the order and the comma do not matter."""
    choices, marks = choices_of(labels), markers(labels)
    picked = data.draw(st.lists(st.integers(0, len(labels) - 1), min_size=1, max_size=4, unique=True))
    gap = data.draw(st.sampled_from([", ", " and ", "; ", "\n"]))
    found = resolve_many(gap.join(marks[n] for n in picked), choices, "en")
    assert found is not None
    if (
        len(labels) <= 9
        and marks[0] == "1"
        and not any(character.isdigit() for label in labels for character in label)
    ):
        assert set(found) == {f"k{n}" for n in picked}


WEEK = choices_of(["Every week", "Every 2 weeks", "Once a month", "Only when I ask"])


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("once a month", "k2"), ("ONCE A MONTH!", "k2"), ("once", "k2"), ("Once a mnth", "k2"), ("option 3", "k2"), ("no. 3", "k2"),
        ("3)", "k2"), ("every", None), ("every week", "k0"), ("5", None), ("0", None), ("", None), ("on", None), ("month", None),
    ],
)  # fmt: skip
def test_slips_of_the_thumb_are_read_and_doubt_is_not(typed: str, key: str | None) -> None:
    """Leading words and small slips mean the one choice that they can mean; two that fit mean neither."""
    assert resolve(typed, WEEK, "en") == key


def test_consent_is_never_guessed() -> None:
    """Where only plain words will do, a beginning, a slip or a near word is no yes."""
    agree = (Choice("yes", "Yes, I agree"), Choice("no", "No check-ins"), Choice("later", "Decide later"))
    assert resolve("yes", agree, "en", loose=False, exact=True) == "yes"
    assert resolve("yes i agree", agree, "en", loose=False, exact=True) == "yes"
    assert resolve("ok", agree, "en", loose=False, exact=True) is None
    assert resolve("Yes, I agre", agree, "en", loose=False, exact=True) is None
    assert resolve("decide", agree, "en", loose=False, exact=True) is None


def test_obvious_words_of_the_language_and_of_english_both_work() -> None:
    """ "Vale" is a yes in Spanish; "yes" still is one too."""
    both = (Choice("yes", "Sí, guardar"), Choice("no", "Ahora mejor que no"))
    assert resolve("vale", both, "es") == "yes"
    assert resolve("yep", both, "es") == "yes"
    assert resolve("no gracias", both, "es") == "no"
    assert resolve("vale", both, "en") is None


def test_one_choice_reads_as_one() -> None:
    """A single numbered choice is offered as itself, not as a range."""
    (piece,) = render("Done.", choices_of(["OK"]), Caps(buttons=0), PlainEnglish())
    assert piece.text == "Done.\n\n1. OK\n\nReply 1 for that."

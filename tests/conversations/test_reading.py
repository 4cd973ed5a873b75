"""What is pointed at as hard to read, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from conversations.reading import SENTENCE_MOST, TEXT_MOST, look_over, sentences

LONG = "We met on Monday and talked for a while about the kitchen and the garden and what to plant in spring."


@pytest.mark.parametrize(
    "text",
    ["", "Tea is at 4.", "From Monday it opens at 9, and lunch is free.", "Ring 07700 900123 or see voices.example/accommodation-and-support.",
     "The drop-in is open.", "Questions? Write to front.desk@voices.example!"],
)  # fmt: skip
def test_plain_words_are_left_alone(text: str) -> None:
    """Short sentences, addresses and numbers, and words of two short parts."""
    assert not look_over(text)


def test_a_long_sentence_is_shown_whole_and_by_itself() -> None:
    """The sentence as it stands in the text, without its neighbours."""
    assert look_over(f"Tea is at 4. {LONG} Bye.").sentences == (LONG,)


def test_a_long_word_is_shown_once_without_what_stands_around_it() -> None:
    """However often it is there, and whatever marks are beside it."""
    assert look_over("(Accommodation), accommodation? Accommodation.").words == (
        "Accommodation",
        "accommodation",
    )


def test_a_line_ends_a_sentence() -> None:
    """A list of short lines is no long sentence."""
    lines = "\n".join(["bring a chair and a cup"] * 6)
    assert not look_over(lines).sentences


def test_a_long_text_is_said_to_be_long() -> None:
    """Also where every sentence in it is short."""
    assert look_over("Tea. " * 60).long_text
    assert not look_over("x " * (TEXT_MOST // 2)).long_text


@given(some.text(max_size=400))
def test_it_only_ever_shows_parts_of_the_text(text: str) -> None:
    """Nothing is made up, and what is called long is long."""
    hard = look_over(text)
    assert all(part in text for part in (*hard.sentences, *hard.words))
    assert all(len(sentence.split()) > SENTENCE_MOST for sentence in hard.sentences)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())

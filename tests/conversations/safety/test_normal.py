"""The letters of a text, evened out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.safety import normalise


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("  ¡STOP…  ALL!! ", "stop all"),
        ("Don’t", "dont"),
        ("don`t don't don´t", "dont dont dont"),
        ("ＳＴＯＰ", "stop"),
        ("𝓼𝓽𝓸𝓹", "stop"),
        ("Ⓢⓣⓞⓟ", "stop"),
        ("st\u200bo\u00adp", "stop"),
        ("\u202estop\u202c", "stop"),
        ("s\u00adt\u034fo\ufff5p", "stop"),
        ("st\U0001bca1o\U000e0041p\U0001d173", "stop"),
        ("st\x00o\x07p\x7f", "stop"),
        ("s t o p", "stop"),
        ("s.t.o.p", "stop"),
        ("s-t-o-p  m-e", "stop me"),
        ("s t o p  a l l", "stop all"),
        ("I a", "i a"),
        ("déjame", "dejame"),
        ("🛑 stop 🛑", "stop"),
        ("/stop", "stop"),
        ("my_data", "my data"),
        ("Straße", "strasse"),
        ("2️⃣", "2"),
        ("привет", "привет"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_spelling_tricks_are_evened_out(text: str, plain: str) -> None:
    """Case, width, accents, signs, invisible characters and letters set apart make no difference."""
    assert normalise(text) == plain


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more_than_spelled_out_letters(text: str) -> None:
    """What is plain stays plain: only words of one letter may still be drawn together."""
    once = normalise(text)
    assert normalise(once).replace(" ", "") == once.replace(" ", "")

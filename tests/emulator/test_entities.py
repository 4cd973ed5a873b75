from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .entities import parse
from .errors import ApiError


def test_html_becomes_words_and_entities() -> None:
    """Tags turn into entities that count UTF-16 units, nested ones the outer first."""
    text, entities = parse(
        '🙂 <b>bold <i>both</i></b> <a href="https://a.example/?x=1&amp;y">link</a>', "HTML"
    )
    assert text == "🙂 bold both link"
    assert entities == (
        {"type": "bold", "offset": 3, "length": 9},
        {"type": "italic", "offset": 8, "length": 4},
        {"type": "text_link", "offset": 13, "length": 4, "url": "https://a.example/?x=1&y"},
    )


@pytest.mark.parametrize("broken", ["a < b", "<blink>x</blink>", "<b><i>x</b></i>", "</b>", "<b>x"])
def test_broken_html_is_an_error(broken: str) -> None:
    """What the server cannot parse is refused, so that a missing escape is caught."""
    with pytest.raises(ApiError, match="can't parse entities"):
        parse(broken, "HTML")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80))
@settings(max_examples=80, deadline=None)
def test_escaped_words_arrive_as_they_were(words: str) -> None:
    """Escaping anything and sending it as HTML gives the same as sending it plain."""
    assert parse(html.escape(words, quote=False), "HTML") == parse(words, "")

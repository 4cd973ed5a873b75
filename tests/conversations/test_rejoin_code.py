"""The rejoin code as people write it, and what is not taken for one (conversations/rejoin.py)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chance import Chance
from conversations import rejoin

CODES = st.integers().map(lambda _any: Chance.rejoin_code())
BETWEEN = st.sampled_from(
    (
        "",
        " ",
        "  ",
        "-",
        ".",
        " - ",
        "\n",
        "/",
        " / ",
        "—",
        " — ",
        "*",
        "\u200b",
        " \u2060 ",
        " · ",
        "…",
        "_",
        " | ",
    )
)
BEFORE = st.sampled_from(
    ("", "my code is ", "Code: ", "it's my code ", "hello\n", "it says GYCF or ", "(", "here – ")
)
AFTER = st.sampled_from(("", " ok", ".", " thanks, is that right?", ")", "\nKofi", " 07700 900123"))


@given(CODES, BETWEEN, BETWEEN, st.booleans())
def test_a_code_is_read_however_it_is_written(code: str, one: str, other: str, small: bool) -> None:
    """Groups run together or apart, small letters, an O for a 0, an I for a 1: it is the same code."""
    first, second, third = rejoin.grouped(code).split()
    written = f" {first}{one}{second}{other}{third} ".replace("0", "O").replace("1", "I")
    assert rejoin.readings(written.lower() if small else written) == (code,)


@given(CODES, BETWEEN, BEFORE, AFTER, st.booleans())
def test_a_code_is_seen_among_other_words_and_can_be_taken_out_of_them(
    code: str, between: str, before: str, after: str, small: bool
) -> None:
    """ "my code for this phone is …": it is read there too, and what is left of the words holds nothing of its secret."""
    written = f"{before}{between.join(rejoin.grouped(code).split())}{after}"
    written = written.lower() if small else written
    assert code in rejoin.readings(written)
    left = rejoin.without(written).upper()
    assert all(group not in left for group in rejoin.grouped(rejoin.secret(code)).split())


@pytest.mark.parametrize(
    "written",
    ["1. K7QD 2. 3F8P 3. XW2M", "1) K7QD\n2) 3F8P\n3) XW2M", "K7\u200bQD 3F8P X\u00adW2M", "K7QD, 2: 3F8P, 3: XW2M", "*K7QD* *3F8P* *XW2M*",
     "\u200bK7QD\u200b/3F8P\u200b/XW2M\ufeff", "it is K7\u2060QD*3F8P*XW2M ok"],
)  # fmt: skip
def test_counted_groups_and_invisible_signs_hide_no_code(written: str) -> None:
    """People number the groups, and what they copy brings signs along that nobody sees."""
    assert rejoin.readings(written) == ("K7QD3F8PXW2M",)
    left = rejoin.without(written)
    assert not any(group in left for group in ("K7QD", "3F8P", "XW2M"))


@pytest.mark.parametrize(
    "words",
    ["help me please", "see you then", "", "meet at 5pm ok", "K7QD 3F8P XW2", "K7QD 3F8P XW2MA", "K7Q D3F8P XW2M", "WELC0ME222", "U7QD 3F8P XW2M",
     "abcd efgh jkmn", "I've been here from 2019 with them", "come to room 2345 next week", "on 25th Sept 2026 then", "from 10am till 12pm with them",
     "born 1999, came here 2006", "call 07700 900123 soon", "SE15 3 beds", "it was 24th 2pm when they came"],
)  # fmt: skip
def test_words_are_no_code(words: str) -> None:
    """Neither a sentence of twelve letters, nor days and hours in one, nor an invitation, nor a sign too few or too many;
    and nothing is taken out of them."""
    assert rejoin.readings(words) == ()
    assert rejoin.without(words) == words


def test_a_slip_of_the_pen_is_read_where_it_stands_alone() -> None:
    """Three groups and nothing else are a code though hardly a sign of it is as we draw them, so that it goes from the chat."""
    assert rejoin.readings("abcd efgh jkm2") == ("ABCDEFGHJKM2",) and rejoin.without("abcd efgh jkm2") == "…"


def test_of_many_codes_in_one_message_few_are_looked_at() -> None:
    """Each costs a slow hash: three readings of one message are enough."""
    assert len(rejoin.readings(" and ".join(rejoin.grouped(Chance.rejoin_code()) for _ in range(50)))) == 3


def test_what_is_drawn_is_a_code() -> None:
    """Each draw is one that can be read back, and no two are alike."""
    drawn = {Chance.rejoin_code() for _ in range(200)}
    assert len(drawn) == 200
    assert all(rejoin.is_code(code) and rejoin.readings(rejoin.grouped(code)) == (code,) for code in drawn)


def test_the_handle_and_the_secret_are_the_whole_code() -> None:
    """Four signs find the row, eight are never kept: 40 bits."""
    code = "K7QD3F8PXW2M"
    assert (rejoin.handle(code), rejoin.secret(code)) == ("K7QD", "3F8PXW2M")

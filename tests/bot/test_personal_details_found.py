"""What is found in a text, kind by kind, and what is left alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.personal_details import details_in
from conversations.feedback.masking import worth_asking

NAMES = ("Rosa Ellis", "Will Young", "Jo", "Grace O'Brien", "Dr Khan (she/her)", "王芳", "José", "Lan")


def _sure(text: str, kind: str | None = None) -> list[str]:
    return [text[s.start : s.end] for s in details_in(text, NAMES) if s.sure and kind in (None, s.kind)]


def _perhaps(text: str) -> list[tuple[str, str]]:
    return [(str(s.kind), text[s.start : s.end]) for s in details_in(text, NAMES) if not s.sure]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123", "07700.900.123", "(07700) 900 123", "+44 (0)7700 900123", "0044 7700 900123", "7700 900 123",
        "０７７００ ９００１２３", "٠٧٧٠٠٩٠٠١٢٣", "07\u200b700 9\u200b00\u00ad123", "0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣", "o77oo 9oo123",
        "oh double seven double oh, nine hundred, one two three", "07700 then 900 and then 123", "07 70 09 00 12 3",
        "(020) 7946 0123", "0131.496.0123", "01632 960123", "+1 202 555 0123", "07700\n900123",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_written(number: str) -> None:
    """Dots, brackets, countries, scripts, invisible letters and words do not hide a number."""
    assert _sure(f"You can ring me on {number}, after 5") == [number]


def test_a_number_without_its_area_is_one_where_the_words_say_so() -> None:
    """ "ring me on 496 0123" is a telephone number; "496 0123" alone is not surely one."""
    assert _sure("ring me on 496 0123", "phone") == ["496 0123"]
    assert _sure("we saw 496 0123 on the wall") == []


@pytest.mark.parametrize("text", [
    "0, 10, 20, 30, 40, 50", "0 1 2 3 4 5 6 7 8 9 10", "2019, 2020, 2021", "from 10:30 to 12:00 on 01/12/2026, 3 people",
    "01/12/2026, 10:30, 11:30, 12:30", "£0770090 and 12 more", "room b12 3rd floor", "pages 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
])  # fmt: skip
def test_scales_dates_and_sums_are_no_numbers_to_ring(text: str) -> None:
    """What counts evenly, or is a date, a time, a sum or a room, is not asked about."""
    assert _sure(text) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Ask Rosa Sutton about the chairs", "Rosa Sutton"), ("ask rosa Sutton then", "rosa Sutton"), ("I met Ana Jo there", "Ana Jo"),
        ("Rosa Okafor-Jones was kind", "Rosa Okafor-Jones"), ("Ask Rosa Tuesday", "Rosa"), ("Please Jo stop it", "Jo"),
        ("We sat and Rosa Sutton", "Rosa Sutton"), ("ROSA SUTTON WAS LATE AGAIN", "ROSA"), ("Rosa's Borough plan", "Rosa's"),
    ],
)  # fmt: skip
def test_a_known_name_takes_the_rest_of_it_along(text: str, whole: str) -> None:
    """A surname tells who somebody is as well as the first name that the bot knows. Days, first words of a sentence and
    capitals that say nothing do not go with it."""
    assert _sure(text, "name") == [whole]


def test_check_digits_decide() -> None:
    """An NHS number or a card with one digit wrong is only a long number for the reviewers, unless the words name it."""
    assert _sure("it is 943 476 5919", "nhs") == ["943 476 5919"]
    assert _sure("it is 943 476 5918") == []
    assert _sure("my NHS number is 943 476 5918", "nhs") == ["943 476 5918"]
    assert _sure("4111 1111 1111 1111", "card") == ["4111 1111 1111 1111"]
    assert _sure("4111 1111 1111 1112") == []
    assert _perhaps("case 20261234 was mine") == [("number", "20261234")]


@pytest.mark.parametrize(("text", "kind", "found"), [
    ("ab 12 34 56 c", "ni", "ab 12 34 56 c"), ("my NI is QQ123456", "ni", "QQ123456"),
    ("i live at se15 4ab", "postcode", "se15 4ab"), ("SW1A1AA.", "postcode", "SW1A1AA"),
    ("sort code 12-34-56, account 12345678", "bank", "12-34-56, account 12345678"),
    ("GB82 WEST 1234 5698 7654 32", "bank", "GB82 WEST 1234 5698 7654 32"),
    ("rosa.e@example.org", "email", "rosa.e@example.org"), ("bea at example dot org", "email", "bea at example dot org"),
    ("write to bea at example.org", "email", "bea at example.org"), ("bea [at] example [dot] org", "email", "bea [at] example [dot] org"),
    ("at 12 Acacia Avenue", "address", "12 Acacia Avenue"), ("14 rose hill road", "address", "14 rose hill road"),
    ("Flat 3\n9 Kings Way\nLeeds\nLS1 2AB", "address", "Flat 3\n9 Kings Way\nLeeds\nLS1 2AB"),
    ("see https://example.org/u/bea.", "link", "https://example.org/u/bea"), ("ask @bea_01", "handle", "@bea_01"),
    ("I was born on 12 March 1990", "date", "12 March 1990"),
])  # fmt: skip
def test_each_kind_is_found_whole_and_under_its_name(text: str, kind: str, found: str) -> None:
    """Codes, accounts, mail, streets, pages and births, in the ways that people write them."""
    assert found in _sure(text, kind)


def test_a_known_name_is_found_in_any_case_and_script() -> None:
    """Names of members are found without capitals, accents, apostrophes or gaps between words."""
    assert _sure("rosa and ROSA ELLIS and Rosa's and rosas") == ["rosa", "ROSA", "ELLIS", "Rosa's", "rosas"]
    assert _sure("jose, JOSÉ, obrien, O’Brien, jo, 我和王芳說話, khan") == [
        "jose",
        "JOSÉ",
        "obrien",
        "O’Brien",
        "jo",
        "王芳",
        "khan",
    ]
    assert _sure("the job, the plan, she said of her dr") == []


def test_a_name_that_is_an_everyday_word_needs_a_capital_or_its_other_half() -> None:
    """Will and Grace are found where they are meant, and nobody is warned for "will you" or "grace period"."""
    assert _sure("I asked Will, and grace o'brien too") == ["Will", "grace", "o'brien"]
    assert _sure("will you come? young people need a grace period") == []
    assert _perhaps("Will came.") == [("name", "Will")]
    assert _sure("THE ROOM WILL BE COLD") == []


def test_other_names_are_shown_to_reviewers_only() -> None:
    """A capital in mid-sentence or a common first name may be a name; a title before it makes it surely one."""
    assert _perhaps("I liked what Okonkwo Bell said. Sarah too.") == [
        ("name", "Okonkwo Bell"),
        ("name", "Sarah"),
    ]
    assert _sure("then Mrs Adeyemi spoke") == ["Mrs Adeyemi"]
    assert _perhaps("We met on Monday on Zoom, in English. Nobody spoke. I'm OK.") == []


@pytest.mark.parametrize("text", [
    "As the only man there I felt odd", "I'm the one who cried", "my daughter came too", "I was the person in the wheelchair",
    "Speaking as a carer, no", "I use a wheelchair", "I've got epilepsy", "I live near the park", "I sat next to the door",
    "I am 34", "my 8 year old", "I left early",
])  # fmt: skip
def test_words_that_single_somebody_out_are_shown_to_reviewers(text: str) -> None:
    """Self-descriptions are flagged softly: the member is never warned about them, as nobody can say which one tells."""
    assert [kind for kind, _ in _perhaps(text)] and not _sure(text), details_in(text, NAMES)


def test_the_surer_one_has_the_letters() -> None:
    """Where a description runs over a known name the name is sure and the rest stays a description."""
    text = "As the only friend of Rosa there"
    assert [(text[s.start : s.end], s.sure) for s in details_in(text, NAMES)] == [
        ("As the only friend of", False), ("Rosa", True), ("there", False),
    ]  # fmt: skip


def test_an_answer_as_long_as_may_be_is_read_quickly() -> None:
    """1,000 letters full of numbers cost the database's thread little, in a group of 200 people; so do letters meant to slow
    it down. The wide margin is for machines under load: some 4 ms at a desk."""
    names = [
        f"{first} {last}"
        for first in NAMES
        for last in "Adams Baker Cole Drew Evans Frost Green Hill".split()
    ] * 3
    full = ("call 07700 900123 or bea@example.org, 12 Acacia Avenue SE15 4AB on 3 May at 10.30 " * 60)[:1000]
    for text in (
        full,
        *(
            (seed * 1000)[:1000]
            for seed in ("1 ", "01 24 07 ", "a@", "12 Ab ", "se15 4ab 1 aa, ", "a at a dot ", "\ufdfa", "(")
        ),
    ):
        took = []
        for _ in range(3):
            begun = time.thread_time()
            details_in(text, names)
            took.append(time.thread_time() - begun)
        assert min(took) < 0.05, (text[:12], took)


WRITTEN = st.text(
    alphabet=st.one_of(st.sampled_from(" 0123456789@.-,'()+\n abcdeorstABGJRSW"), st.characters()), max_size=120
) | st.lists(
    st.sampled_from([*NAMES, "07700", "900123", "at", "example", "dot", "org", "se15", "4ab", "\u200b", "double", "as the only", "my"]), max_size=16
).map(" ".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(WRITTEN)
def test_spans_are_in_order_apart_and_within_the_text(text: str) -> None:
    """Whatever is written, nothing is raised, and the spans can be cut out one after the other."""
    spans = details_in(text, NAMES)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end
    assert worth_asking(spans) == tuple(span for span in spans if span.sure)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["Rosa", "07700 900123", "rosa@example.org", "SE15 4AB"]), st.data())
def test_invisible_letters_hide_nothing(detail: str, data: st.DataObject) -> None:
    """A zero-width letter anywhere within a detail changes nothing of what is found."""
    cut = data.draw(st.integers(1, len(detail) - 1))
    hidden = (
        detail[:cut]
        + data.draw(st.sampled_from(["\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\ufe0f"]))
        + detail[cut:]
    )
    text = f"please ask {hidden} again"
    assert [text[s.start : s.end] for s in worth_asking(details_in(text, NAMES))] == [hidden]

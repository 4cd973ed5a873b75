"""Taking names and numbers out of what somebody wrote."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.feedback.facts import Span
from conversations.feedback.form import WORDS_MOST
from conversations.feedback.masking import MARK, runs_of, taken_out, worth_asking

TEXTS = st.text(alphabet=st.sampled_from("abJo 12é王.[]\n"), max_size=60)
SPANS = st.lists(st.builds(Span, st.integers(-5, 70), st.integers(-5, 70), st.just("name")), max_size=6)


def _kept(text: str, spans: list[Span]) -> str:
    gone = {at for span in spans for at in range(span.start, span.end)}
    return "".join(letter for at, letter in enumerate(text) if at not in gone)


def test_a_name_becomes_a_mark() -> None:
    """Who reads it sees that somebody stood there, and the rest word for word."""
    text = "I asked Rosa, and Rosa Ellis laughed."
    assert (
        taken_out(text, [Span(8, 12, "name"), Span(18, 28, "name")]) == f"I asked {MARK}, and {MARK} laughed."
    )


def test_what_was_there_is_called_by_its_kind() -> None:
    """A number is no name. What is none of the kinds that have a word is called a name."""
    kinds = ("name", "phone", "email", "postcode", "date", "self")
    text = "".join(f"{kind[0]} " for kind in kinds)
    spans = [Span(2 * at, 2 * at + 1, kind) for at, kind in enumerate(kinds)]
    assert taken_out(text, spans).split() == [
        "[name]",
        "[number]",
        "[address]",
        "[address]",
        "[date]",
        "[name]",
    ]
    assert not any(runs_of(taken_out(text, spans), word) for word in ("name", "number", "address", "date"))


def test_runs_that_overlap_or_touch_are_one() -> None:
    """A name that was flagged twice leaves one mark."""
    assert (
        taken_out("ask Rosa Ellis now", [Span(4, 10, "name"), Span(8, 14, "name"), Span(4, 8, "name")])
        == "ask [name] now"
    )


@given(TEXTS, SPANS)
def test_nothing_outside_the_spans_changes(text: str, spans: list[Span]) -> None:
    """What remains apart from the marks is what stood outside, letter for letter, in order."""
    assert taken_out(text, spans, mark="\0").replace("\0", "") == _kept(text, spans)


@given(TEXTS.map(lambda text: (text * 40)[:WORDS_MOST]), st.sets(st.integers(0, WORDS_MOST), max_size=500))
def test_no_text_outgrows_its_room(text: str, places: set[int]) -> None:
    """However many short names are marked, the text stays within what one answer may have."""
    spans = [Span(at, at + 1, "name") for at in places]
    assert len(taken_out(text, spans)) <= max(len(text), WORDS_MOST)


@given(TEXTS, TEXTS)
def test_taking_the_same_words_out_again_changes_nothing(text: str, words: str) -> None:
    """A second press of the button does no harm."""
    once = taken_out(text, runs_of(text, words))
    assert taken_out(once, runs_of(once, words)) == once
    assert taken_out(once, []) == once


def test_words_are_found_as_whole_words_in_any_case() -> None:
    """Jo is not in "job" and 12 not in 2012; where a script leaves no gaps they are found anywhere."""
    text = "Jo has a job, JO was 12 in 2012, 我和王芳說話"
    assert [text[s.start : s.end] for s in runs_of(text, "jo")] == ["Jo", "JO"]
    assert [text[s.start : s.end] for s in runs_of(text, "12")] == ["12"]
    assert [text[s.start : s.end] for s in runs_of(text, "王芳")] == ["王芳"]
    assert runs_of(text, "  ") == () and runs_of("ask [name] now", "name") == ()


def test_the_member_is_asked_only_about_what_is_sure() -> None:
    """Soft finds are for the reviewers; a warning that is mostly wrong is soon pressed away."""
    sure, soft = Span(0, 4, "name"), Span(5, 9, "self", sure=False)
    assert worth_asking([soft, sure]) == (sure,) and worth_asking([soft]) == ()

"""Exports: the four formats, read back. Nothing in any of them may tell who, and each says who decided."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.feedback import result_files
from bot.problems import Problem
from bot.results import checked, export, report
from bot.results.csv_file import as_written, harmless
from conversations.feedback.publication import Publication, Share
from conversations.phrases import PlainEnglish
from tests.bot.results import DECIDED_BY, LARGE, SAID, SMALL, TOO_FEW, publications

FORMATS = tuple(export.MADE)
NO_PEOPLE = re.compile(r"\d{4}-\d\d(-\d\d)?|MF-\d+|nearest 5")
"""Numbers in our own words that count nobody."""


def seen(form: str, *shown: Publication) -> checked.Seen:
    return checked.READERS[form](export.file(shown, form))


@given(drawn=publications())
@settings(max_examples=12, deadline=None)
def test_13_no_format_tells_more_than_was_published(drawn: Publication) -> None:
    """No number of people under the floor, no all and no none, hidden questions hidden, words as published, who decided,
    and the same bytes twice."""
    drawn = replace(drawn, meeting=90_417, version=90_418)
    for form in FORMATS:
        found = seen(form, drawn)
        assert export.file([drawn], form) == export.file([drawn], form)
        words = {report.plain(text) for q in drawn.questions for text in q.words} - {""}
        assert words <= set(found.texts)
        ours = " | ".join(NO_PEOPLE.sub("", text) for text in found.texts if text not in words)
        assert not [number for number in re.findall(r"\d+", ours) if int(number) < drawn.k], form
        assert not re.search(r"(?<!almost )everyone|everybody|nobody|\b100 ?%|\b0 ?%", ours, re.IGNORECASE), (
            form
        )
        assert len(found.shares) == sum(len(q.answers) for q in drawn.questions if not q.hidden)
        if drawn.state == "published":
            assert DECIDED_BY in found.decided[drawn.meeting]


@pytest.mark.parametrize("form", FORMATS)
def test_it_says_what_is_left_out_and_by_which_rules(form: str) -> None:
    """The cover: rules by name, what was hidden and why, who read the words, what this cannot show, and when it opened."""
    found = " ".join(seen(form, LARGE, SMALL, TOO_FEW).texts)
    for said in (
        "The floor", "Fewer than 5 people answered it", "The nearest 5", "Shown from 10 people up", "a coordinator and a representative",
        "Fewer than 10 people replied, and showing them was not agreed", "The answers stay locked", "It cannot show who answered",
        "2026-12-07", "meeting_feedback", "about 25", "5 to 9", "Lambeth", "2026-11" if form != "html" else "November 2026",
    ):  # fmt: skip
        assert said in found, said


@pytest.mark.parametrize("form", FORMATS)
def test_own_words_come_first_and_numbers_after_who_decided(form: str) -> None:
    """B58: what people said, then who decided, then how many."""
    texts = [text.replace("_", " ").lower() for text in _in_order(form)]
    places = [texts.index(part) for part in ("what people said", "who decided", "how many said what")]
    assert places == sorted(places)


def _in_order(form: str) -> list[str]:
    if form == "json":
        return list(json.loads(export.file([LARGE], form))["meetings"][0])
    return seen(form, LARGE).texts


@pytest.mark.parametrize("form", FORMATS)
def test_a_unanimous_six_are_never_said_to_be_all(form: str) -> None:
    """Of six people who all said yes, it says that most did; their words stay out, being fewer than ten."""
    found = seen(form, SMALL)
    assert found.shares[0] == (SMALL.meeting, "most", None)
    assert not set(SAID) & set(found.texts)


@pytest.mark.parametrize("form", FORMATS)
def test_several_meetings_stand_beside_each_other(form: str) -> None:
    """The same question over time, meeting by meeting; a question hidden in one is said to be hidden there."""
    found = seen(form, LARGE, SMALL)
    title = "over_time" if form == "json" else "Over time"
    assert title.encode() in export.file([LARGE, SMALL], form) or title in found.texts
    assert "hidden" in " ".join(found.texts).lower() or form == "json"
    assert title not in seen(form, LARGE).texts


@pytest.mark.parametrize("form", FORMATS)
def test_without_who_decided_there_is_no_file(form: str) -> None:
    """B05: an export that does not say who chose its questions is refused."""
    with pytest.raises(Problem, match="does not say who decided"):
        export.file([replace(LARGE, decided_by="")], form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_count_that_should_not_be_there_is_left_out(form: str) -> None:
    """Where a publication held a number under the floor, or an exact one, no file would."""
    question = LARGE.questions[0]
    bad = tuple(replace(answer, about=n) for answer, n in zip(question.answers, (3, 14, 15), strict=True))
    found = seen(form, replace(LARGE, questions=(replace(question, answers=bad),)))
    assert [count for _meeting, _share, count in found.shares] == [None, None, 15]


def test_the_check_finds_what_is_wrong() -> None:
    """The last look is not blind: an exact count, a share that is no word of ours, and a missing line are each found."""
    found = report.report([LARGE])
    data = export.MADE["csv"](found).decode("utf-8-sig")
    for good, bad, problem in (
        ('"most","15"', '"most","14"', "not rounded"), ('"most","15"', '"73 of them","15"', "no word"), ("Decided by", "Ordered by", "who decided"),
    ):  # fmt: skip
        assert good in data
        assert problem in " ".join(checked.wrong(found, "csv", data.replace(good, bad).encode("utf-8-sig")))
    assert not checked.wrong(found, "csv", data.encode("utf-8-sig"))


def test_a_spreadsheet_runs_nothing_that_somebody_wrote() -> None:
    """A comment that begins like a formula is text: behind an apostrophe in CSV, a cell of text in a workbook."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # it ships no types

    rows = list(csv.DictReader(io.StringIO(export.file([LARGE], "csv").decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t")]
    assert {row["text"] for row in rows} >= {"'" + SAID[0], SAID[1], "'" + SAID[3]}
    sheet = load_workbook(io.BytesIO(export.file([LARGE], "xlsx")))["What people said"]
    cells = {cell.value: cell.data_type for (cell,) in sheet["G2:G6"]}
    assert cells == dict.fromkeys(SAID, "s")


@pytest.mark.parametrize(
    "text", ["=1+1", "'=1", "' @x", "-2", "＝1", "\tx", "it's", "'quoted'", "", "'", "plain = 2"]
)
def test_what_is_made_harmless_can_be_read_as_written(text: str) -> None:
    """The apostrophe is taken off again without changing what had one of its own."""
    assert as_written(harmless(text)) == text
    assert harmless(text)[:1] not in tuple("=+-@\t＝") or not text


def test_the_page_runs_and_loads_nothing() -> None:
    """No script, no address of anything to fetch, what people wrote escaped, and a policy that would stop the rest."""
    page = export.file([LARGE, SMALL], "html").decode()
    assert "<b>" not in page and "&lt;b&gt;Louder&lt;/b&gt; &amp; slower" in page
    assert not re.search(
        r"<script|<link|<img|<iframe|\bsrc=|\bhref=|@import|\bon\w+=|<meta http-equiv=.refresh", page
    )
    assert not re.search(r"url\((?!#)|https?://(?!example\.org)", page)
    assert "default-src 'none'" in page and '<html lang="en">' in page


@pytest.mark.parametrize("form", FORMATS)
def test_a_question_stands_there_without_how_to_answer_it(form: str) -> None:
    """As in the chat: "Tap any" is for whoever has buttons before them."""
    asked = replace(LARGE.questions[0], text="What got in the way? Tap any, or type it.")
    found = seen(form, replace(LARGE, questions=(asked, *LARGE.questions[1:])))
    assert "What got in the way?" in found.texts and not any("Tap any" in text for text in found.texts)


def test_meetings_that_were_mixed_are_listed() -> None:
    """Two with "and", more with commas before it."""
    titles = ("Delta", "Beta", "Alpha")
    assert [report.title(replace(SMALL, titles=titles[:n])) for n in (1, 2, 3)] == [
        "Delta", "Delta and Beta", "Delta, Beta and Alpha",
    ]  # fmt: skip


def test_the_page_says_nowhere_a_hundred_percent() -> None:
    """Not even in how it is laid out: whoever searches the file for it finds nothing."""
    assert not re.search(rb"100\s?%", export.file([LARGE, SMALL, TOO_FEW], "html"))


def test_a_workbook_carries_no_moment() -> None:
    """Neither its pages nor its properties say when or where it was made, and nothing in it is packed by this machine's zlib."""
    with zipfile.ZipFile(io.BytesIO(export.file([LARGE], "xlsx"))) as book:
        assert {(page.date_time, page.compress_type) for page in book.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)
        }
        assert not re.search(rb"20[2-9]\d-\d\d-\d\dT", book.read("docProps/core.xml"))


def test_a_small_csv_word_for_word() -> None:
    """The rows of one small meeting, as a spreadsheet gets them: marked as UTF-8, each cell quoted."""
    data = export.file([SMALL], "csv")
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == len(
        data.decode("utf-8-sig").splitlines()
    )
    lines = data.decode("utf-8-sig").splitlines()
    assert (
        lines[0]
        == '"part","meeting","title","month","group","people","question_id","question","answer","share","about","item","text"'
    )
    assert (
        '"How many said what","5","Summer day","2026-09","Lambeth","5 to 9","MF-10","Did you feel heard?","Yes","most","","",""'
        in lines
    )


def test_every_share_has_its_word() -> None:
    """The scale is the one of the results that people read in the chat."""
    assert set(report.SHARES) == set(Share) and report.SHARES[Share.HARDLY_ANYONE] == "few or hardly any"


@pytest.mark.parametrize("form", FORMATS)
def test_the_chat_hands_out_the_same_file(form: str) -> None:
    """Members who ask for the file in their chat get what the command line writes, byte for byte."""
    assert result_files.WRITERS[form](LARGE, PlainEnglish()) == export.file([LARGE], form)

"""The copy for a CV: plain text and a PDF, with what was chosen and nothing else (bot/journey_file.py)."""

import io
import logging
import subprocess
import sys
from dataclasses import replace

import pytest
from pypdf import PdfReader

from bot.journey_file import BOX, pdf_of, record_file, shown
from conversations.flows.journey import PDF_FILE, TEXT_FILE
from conversations.journey import Entry, Journey
from tests.conversations.driver import Talk, TestFacts

SOUP = Entry("k3f9a", "2026-11-23", "Kurs gotowania", "Zażółć gęślą jaźń. Ελληνικά. Tiếng Việt.", 3, "Ana", "Spokój.", True)  # fmt: skip
CHOIR = Entry("k3f9b", "2026-11-20", "Choir", "I sang.", 3, "Ana", "Not kept yet.")
SECRET = Entry("k3f9c", "2026-11-21", "Not chosen", "Quincetree")


def made(name: str, *ids: str) -> bytes:
    record = Journey((SOUP, CHOIR, SECRET), copying=ids)
    make = record_file(None, Talk(facts=TestFacts(record=record)).view(), name)  # type: ignore[arg-type]  # rows are not asked
    assert make is not None
    return make()


def read(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data), strict=True).pages)


def test_the_text_holds_what_was_chosen() -> None:
    """The day, what it was, the member's words, and a line only where they kept it."""
    assert made(TEXT_FILE, "k3f9a", "k3f9b").decode() == (
        "Mon 23 Nov: Kurs gotowania\nZażółć gęślą jaźń. Ελληνικά. Tiếng Việt.\nAna: “Spokój.”\n\nFri 20 Nov: Choir\nI sang.\n"
    )


def test_the_pdf_reads_the_same_with_an_independent_reader() -> None:
    """Every letter of these languages comes out, in order."""
    data = made(PDF_FILE, "k3f9a", "k3f9b")
    text = read(data)
    for line in made(TEXT_FILE, "k3f9a", "k3f9b").decode().split("\n"):
        assert line in text
    assert BOX not in text


def test_the_pdf_holds_nothing_that_was_not_chosen() -> None:
    """No other entry, no line that was not kept, no id, no name of the member, no time of making."""
    data = made(PDF_FILE, "k3f9b")
    reader = PdfReader(io.BytesIO(data))
    everything = read(data) + str(reader.metadata) + data.decode("latin-1")
    for word in ("Quincetree", "Kurs", "Not kept", "k3f9", "Sam", "2026-11", "D:2026"):
        assert word not in everything
    assert read(data).splitlines() == ["My record", "Fri 20 Nov: Choir", "I sang."]


@pytest.mark.parametrize("name", [TEXT_FILE, PDF_FILE, "my-record.exe"])
def test_where_nothing_was_chosen_there_is_no_file(name: str) -> None:
    ids = ("k3f9a",) if name.endswith("exe") else ("gone",)
    record = Journey((SOUP,), copying=ids)
    view = Talk(facts=TestFacts(record=record)).view()
    assert record_file(None, view, name) is None  # type: ignore[arg-type]  # rows are not asked


def test_letters_that_would_not_come_out_are_boxes_and_said_so() -> None:
    """Arabic would be in the wrong order, and an unknown letter a gap: neither is drawn as if it were right."""
    text = read(pdf_of("My record", ["Art: مرحبا\n\U0001f9d1\u200d\U0001f373 ok 你"], "Some letters are missing.", "en"))  # fmt: skip
    assert "مرحبا" not in text and "ok" in text and BOX in text
    assert text.splitlines()[-1] == "Some letters are missing."
    assert shown("a\u200db\ufe0f\n", {97, 98}) == "ab\n"


def test_making_it_logs_no_letter(caplog: pytest.LogCaptureFixture) -> None:
    """fpdf2 would name what it cannot draw; what others log from INFO down goes nowhere (bot/logs.py)."""
    with caplog.at_level(logging.WARNING):
        pdf_of("My record", ["Art: \ue000\U0010ffff 你好 مرحبا"], "not all", "en")
    assert caplog.records == []


def test_many_entries_go_over_pages_and_long_words_break() -> None:
    """Sixty long ones, and one word without end."""
    entries = [f"Mon 23 Nov: {n}\n{'word ' * 190}" for n in range(59)] + ["w" * 1000]
    reader = PdfReader(io.BytesIO(pdf_of("My record", entries, "not all", "en")))
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) > 5 and text.count("w") > 59 * 190 + 999


def test_the_same_record_makes_the_same_file() -> None:
    assert made(PDF_FILE, "k3f9a") == made(PDF_FILE, "k3f9a")


def test_it_is_imported_only_when_one_is_made() -> None:
    """The bot starts without the library."""
    code = "import sys, bot.files; sys.exit('fpdf' in sys.modules or 'matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_entry_without_a_title_begins_with_its_words() -> None:
    record = Journey((replace(CHOIR, what=""),), copying=("k3f9b",))
    make = record_file(None, Talk(facts=TestFacts(record=record)).view(), TEXT_FILE)  # type: ignore[arg-type]  # rows are not asked
    assert make is not None and make() == b"Fri 20 Nov\nI sang.\n"

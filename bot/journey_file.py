"""The member's copy of their own record, for a CV: plain text, or a PDF (TR-22).

It holds what the member chose and nothing else: no name, no id, no time of making. fpdf2 makes the PDF and is imported only
then; the letters are those of DejaVu, which matplotlib brings along, so Polish, Greek or Vietnamese come out as written. What
that font cannot show, or shows in the wrong order (Arabic), is drawn as a box, and a line at the end says so; the plain text
has all of it. fpdf2 would name such letters in its log: it is never given one.
"""

import io
import unicodedata
from collections.abc import Callable, Container, Iterable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from conversations.flows.journey import PDF_FILE, TEXT_FILE, record
from conversations.flows.journey_words import HEADING, NOT_ALL, reads
from conversations.view import View

BOX: Final = "□"
FAMILY: Final = "dejavu"
MARGIN, SIZE, BIG = 20.0, 11, 16
"""Millimetres; points."""
FROM_RIGHT: Final = frozenset({"R", "AL"})
AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A PDF says when it was made. When somebody wrote a CV is nobody's business."""


def record_file(connection: Connection, view: View, name: str) -> Callable[[], bytes] | None:
    """How to make the file of this name; None where nothing was chosen, or there is no such file."""
    entries = [reads(view, each) for each in record(view).chosen()]
    if not entries or name not in (TEXT_FILE, PDF_FILE):
        return None
    if name == TEXT_FILE:
        return ("\n\n".join(entries) + "\n").encode
    heading, not_all, language = view.tongue.say(HEADING), view.tongue.say(NOT_ALL), view.tongue.language
    return lambda: pdf_of(heading, entries, not_all, language)


def pdf_of(heading: str, entries: Iterable[str], not_all: str, language: str) -> bytes:
    """A PDF with these entries below a heading; the first line of each stands out. `not_all` is said where letters are missing."""
    from fpdf import FPDF, XPos, YPos

    pdf = FPDF(format="A4")
    pdf.set_creation_date(AT)
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_font(FAMILY, "", font("DejaVuSans.ttf"))
    pdf.add_font(FAMILY, "B", font("DejaVuSans-Bold.ttf"))
    pdf.set_lang(language)
    pdf.set_title(heading)
    pdf.add_page()
    known = pdf.fonts[FAMILY].cmap.keys() & pdf.fonts[f"{FAMILY}B"].cmap.keys()  # type: ignore[union-attr]  # a TrueType font has one

    def write(text: str, *, bold: bool = False, size: int = SIZE) -> None:
        pdf.set_font(FAMILY, "B" if bold else "", size)
        pdf.multi_cell(0, size * 0.55, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    write(shown(heading, known), bold=True, size=BIG)
    clean = [shown(entry, known) for entry in entries]
    for entry in clean:
        first, *rest = entry.splitlines()
        pdf.ln(SIZE * 0.4)
        write(first, bold=True)
        if rest:
            write("\n".join(rest))
    if any(BOX in entry for entry in clean):
        pdf.ln(SIZE * 0.4)
        write(shown(not_all, known))
    made = io.BytesIO()
    pdf.output(made)
    return made.getvalue()


def shown(text: str, known: Container[int]) -> str:
    """The text with a box for each letter that would not come out right."""
    return "".join(each if _comes_out(each, known) else BOX for each in text if not _joins(each))


def _comes_out(each: str, known: Container[int]) -> bool:
    return each == "\n" or (ord(each) in known and unicodedata.bidirectional(each) not in FROM_RIGHT)


def _joins(each: str) -> bool:
    """What only changes how the letter before it looks: nothing is missing where it is left out."""
    return unicodedata.category(each) == "Cf" or "\ufe00" <= each <= "\ufe0f"


def font(name: str) -> Path:
    """A font file that matplotlib ships. (Its place is looked up; matplotlib itself is not imported for it.)"""
    found = find_spec("matplotlib")
    assert found is not None and found.submodule_search_locations, "matplotlib is one of the dependencies"
    return Path(found.submodule_search_locations[0], "mpl-data", "fonts", "ttf", name)

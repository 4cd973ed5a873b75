"""A report as one CSV file: a row for each thing that is told, with the part of the report in the first column.

It begins with a byte order mark. Without one, Excel takes the file for the old code page of its machine and breaks every
apostrophe; what else reads CSV passes over the mark. Lines end as RFC 4180 has them; lines inside of somebody's words stay.

A text that begins like a formula (= + - @, a tab) would be run by a spreadsheet that opens the file, so it gets an
apostrophe in front, here only (`harmless`). A reader who needs the exact words takes it off again (`as_written`).
"""

import csv
import io
from typing import Final

from bot.results.report import Report
from bot.results.tables import MEETING, Cell, tables

COLUMNS: Final = (
    "part",
    *MEETING,
    "people",
    "question_id",
    "question",
    "answer",
    "share",
    "about",
    "item",
    "text",
)
RUN: Final = frozenset("=+-@\t\r\n＝＋－＠|%")
"""What a spreadsheet may take for the beginning of something to run, as it is and in full width."""


def made(found: Report) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for table in tables(found):
        for row in table.rows:
            cells = dict(zip(table.columns, row, strict=True))
            writer.writerow([table.name, *(_cell(cells.get(column)) for column in COLUMNS[1:])])
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text as no spreadsheet runs it."""
    return f"'{text}" if text.lstrip("' ")[:1] in RUN and text.lstrip("' ") else text


def as_written(text: str) -> str:
    """`harmless`, undone."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) != text[1:] else text


def _cell(value: Cell) -> str:
    return "" if value is None else harmless(value) if isinstance(value, str) else str(value)

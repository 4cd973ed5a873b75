"""A report as a spreadsheet: a sheet for each part, its first row frozen, columns wide enough to read.

Every text is a text to the spreadsheet, whatever it begins with, so nothing that somebody wrote is ever run. The file is the
same each time: a workbook is a zip of pages, so it is packed again with one date for everything and nothing compressed (how
well a page packs differs from one machine's zlib to another's), and its own two dates are that same one.
"""

import io
import re
import zipfile
from datetime import datetime
from typing import Any, Final

from bot.results.report import Report
from bot.results.tables import Cell, Table, tables

LONG_AGO: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the first date that a zip knows, in no zone
WIDTHS: Final = {
    "title": 30,
    "question": 40,
    "text": 80,
    "item": 30,
    "answer": 24,
    "share": 18,
    "group": 18,
    "people": 14,
}
"""Columns that hold more than a short word, in letters."""
_CODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def made(found: Report) -> bytes:
    from openpyxl import Workbook  # type: ignore[import-untyped]  # it ships no types
    from openpyxl.writer.excel import ExcelWriter  # type: ignore[import-untyped]  # it ships no types

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = book.properties.title = "Alongside: results"
    book.properties.created = book.properties.modified = LONG_AGO
    for table in tables(found):
        _fill(book.create_sheet(table.name), table)
    packed = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(packed, "w")).save()  # book.save would note the moment
    return _packed_alike(packed)


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]  # it ships no types
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # it ships no types

    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for down, row in enumerate((table.columns, *table.rows), 1):
        for across, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(down, across)
            _put(cell, value)
            cell.alignment = wrapped
            if down == 1:
                cell.font = bold
    for across, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(across)].width = WIDTHS.get(column, 12)
    sheet.freeze_panes = "A2"


def _put(cell: Any, value: Cell) -> None:
    """A number as a number, a text as a text. "_x0041_" in a text would be read as a letter by its code."""
    if isinstance(value, str):
        cell.value = _CODED.sub("_x005F_", value)
        cell.data_type = "s"  # or "=1+1" would be worked out
        cell.quotePrefix = True
    else:
        cell.value = value


def _packed_alike(packed: io.BytesIO) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            page = zipfile.ZipInfo(name, LONG_AGO.timetuple()[:6])
            page.create_system = 0
            new.writestr(page, old.read(name))
    return out.getvalue()

"""A finished file, read back: what is wrong with it. A file with anything wrong is not handed out.

It is the last look, at what is in the bytes and not at what was meant: each meeting in it says who decided (B05), each share
is a word of the scale, and each count is to the nearest 5 and not under the floor.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final

from bot.results.csv_file import as_written
from bot.results.report import SHARES, Report

DECIDED_BY: Final = "Decided by"
WORDS: Final = frozenset(SHARES.values())


@dataclass(slots=True)
class Seen:
    """What a reader finds in one file: who decided, by meeting; each meeting's shares with their rounded counts; every text."""

    decided: dict[int, str] = field(default_factory=dict)
    shares: list[tuple[int, str, int | None]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def wrong(found: Report, form: str, data: bytes) -> list[str]:
    """What is wrong with this file of this report; nothing, where it may be handed out."""
    seen = READERS[form](data)
    floors = {p.meeting: p.k for p in found.shown}
    problems = [
        f"meeting {meeting} does not say who decided"
        for meeting in floors
        if not seen.decided.get(meeting, "").strip()
    ]
    for meeting, share, count in seen.shares:
        if meeting not in floors:
            problems.append(f"meeting {meeting} is none of this report's")
        elif share not in WORDS:
            problems.append(f"meeting {meeting} has a share that is no word of the scale")
        elif count is not None and (count % 5 or count < floors[meeting]):
            problems.append(f"meeting {meeting} has a count that is not rounded, or under {floors[meeting]}")
    return problems


def _of_rows(parts: Iterator[tuple[str, Mapping[str, Any]]]) -> Seen:
    seen = Seen()
    for part, row in parts:
        seen.texts += [part, *(str(cell) for cell in row.values() if cell not in (None, ""))]
        if part == "Who decided" and row["item"] == DECIDED_BY:
            seen.decided[int(row["meeting"])] = str(row["text"] or "")
        if row.get("share") and row["share"] != "hidden":
            seen.shares.append(
                (int(row["meeting"]), str(row["share"]), int(row["about"]) if row["about"] else None)
            )
    return seen


def csv_seen(data: bytes) -> Seen:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return _of_rows((row.pop("part"), {name: as_written(cell) for name, cell in row.items()}) for row in rows)


def xlsx_seen(data: bytes) -> Seen:
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # it ships no types

    book = load_workbook(io.BytesIO(data))

    def rows() -> Iterator[tuple[str, Mapping[str, Any]]]:
        for sheet in book:
            columns, *cells = sheet.iter_rows(values_only=True)
            for row in cells:
                yield sheet.title, dict(zip(columns, row, strict=True))

    return _of_rows(rows())


def json_seen(data: bytes) -> Seen:
    value = json.loads(data)
    seen = Seen(texts=list(_texts(value)))
    for meeting in value["meetings"]:
        id = int(meeting["meeting"])
        for rule in meeting["who_decided"]:
            if rule["name"] == DECIDED_BY:
                seen.decided[id] = rule["text"]
        for question in meeting["how_many_said_what"]["questions"]:
            seen.shares += [(id, answer["share"], answer["about"]) for answer in question["answers"]]
    return seen


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def html_seen(data: bytes) -> Seen:
    reader = _PageReader()
    reader.feed(data.decode("utf-8"))
    reader.close()
    return reader.seen


class _PageReader(HTMLParser):
    """Reads articles by their id, what is decided from their list, and shares from the tables beside the charts."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._meeting: int | None = None
        self._tag = self._term = ""
        self._cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        if tag == "article":
            self._meeting = int((dict(attrs)["id"] or "").removeprefix("meeting-"))
        elif tag == "tr":
            self._cells = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._meeting = None
        elif tag == "tr" and self._meeting is not None and len(self._cells) == 2:
            share, count = self._cells
            self.seen.shares.append(
                (self._meeting, share, int(count) if re.fullmatch(r"\d+", count) else None)
            )
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag == "style" or not data.strip():
            return
        self.seen.texts.append(data)
        if self._tag == "dt":
            self._term = data
        elif self._tag == "dd" and self._term == DECIDED_BY and self._meeting is not None:
            self.seen.decided[self._meeting] = data
        elif self._tag == "td":
            self._cells.append(data)


READERS: Final[Mapping[str, Callable[[bytes], Seen]]] = {
    "csv": csv_seen, "json": json_seen, "xlsx": xlsx_seen, "html": html_seen,
}  # fmt: skip

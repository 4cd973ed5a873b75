"""A report as tables, for files of rows: CSV and spreadsheets. No row is about one person, in any of them.

The order is the report's: what people said, who decided, the numbers, then what was left out and how to read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.results import report
from bot.results.report import SHARES, Report
from conversations.feedback.publication import Publication

Cell = str | int | None
MEETING = ("meeting", "title", "month", "group")


@dataclass(frozen=True, slots=True)
class Table:
    """One part of a report. Every row has a cell for each column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(found: Report) -> tuple[Table, ...]:
    """Every part of the report, in the order in which it is told."""
    return (
        Table("What people said", (*MEETING, "question_id", "question", "text"), tuple(_said(found))),
        Table("Who decided", (*MEETING, "item", "text"), tuple(_decided(found))),
        Table("How many said what", (*MEETING, "people", "question_id", "question", "answer", "share", "about"), tuple(_numbers(found))),
        Table("Over time", (*MEETING, "people", "question_id", "question", "answer", "share", "about"), tuple(_over_time(found))),
        Table("Left out, and why", (*MEETING, "item", "text"), tuple(_left_out(found))),
        Table("How to read this", (*MEETING, "item", "text"), tuple(_cover(found))),
    )  # fmt: skip


def _named(p: Publication) -> tuple[Cell, ...]:
    return (p.meeting, report.title(p), p.month, p.group)


def _said(found: Report) -> Iterator[tuple[Cell, ...]]:
    for p in found.shown:
        for q in report.with_words(p):
            for words in q.words:
                yield (*_named(p), q.id, q.text, words)


def _decided(found: Report) -> Iterator[tuple[Cell, ...]]:
    for p in found.shown:
        for rule in report.decided(p):
            yield (*_named(p), rule.name, rule.text)


def _numbers(found: Report) -> Iterator[tuple[Cell, ...]]:
    for p in found.shown:
        for q in report.with_answers(p):
            for answer in q.answers if not q.hidden else ():
                yield (
                    *_named(p),
                    p.people,
                    q.id,
                    q.text,
                    answer.label,
                    SHARES[answer.share],
                    report.about(answer, p.k),
                )


def _over_time(found: Report) -> Iterator[tuple[Cell, ...]]:
    floors = {p.meeting: p.k for p in found.shown}
    for row in found.trend:
        for _key, offered in row.answers:
            for point in row.points:
                named = (
                    point.meeting,
                    point.title,
                    point.month,
                    row.group,
                    point.people,
                    row.id,
                    row.text,
                    offered,
                )
                if point.hidden:
                    yield (*named, "hidden", None)
                for answer in point.answers:
                    if answer.label == offered:
                        yield (*named, SHARES[answer.share], report.about(answer, floors[point.meeting]))


def _left_out(found: Report) -> Iterator[tuple[Cell, ...]]:
    for p in (*found.shown, *found.unshown):
        for out in report.left_out(p):
            yield (*_named(p), out.what, out.why)


def _cover(found: Report) -> Iterator[tuple[Cell, ...]]:
    for meetings, rules in report.rules_of(found):
        which = ", ".join(str(p.meeting) for p in meetings)
        for rule in rules:
            yield (which, "", "", "", rule.name, rule.text)
    for text in report.METHOD:
        yield ("", "", "", "", "What this cannot show", text)

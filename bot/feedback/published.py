"""Publications as values, from rows and into rows.

What is read by people is written down when it is published, the titles and the group's name too: an export is made from
these rows alone, so it is the same file for ever. Two things are not columns of their own:

- `meetings` is JSON, [month, group, [[meeting, title], …]], the meeting itself first and those mixed in with it after it;
- a question that too few people answered is one row with no answer and the share "hidden", so that it cannot be taken for
  one that nobody was asked.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection
from typing import Final, cast

from conversations.feedback.form import NO_FORM, Form, FormQuestion
from conversations.feedback.publication import (
    AnswerShown,
    Publication,
    QuestionShown,
    Share,
    State,
    WordsState,
)
from storage import publications
from storage.publications import AnswerRow, PublicationRow

HIDDEN: Final = "hidden"


def put(connection: Connection, publication: Publication, form: Form, mixed_in: Sequence[int] = (), *, told_to: int | None = 0) -> None:  # fmt: skip
    """Write down for good what came out of a box. `mixed_in`: the meetings behind the later titles, in their order.

    Raises ValueError where the publication holds what its form did not ask, and sqlite3.IntegrityError where this meeting has
    a publication already.
    """
    if (publication.form, publication.version) != (form.name, form.version):
        raise ValueError("a publication goes with the form that was asked")
    answers = [row for question in publication.questions for row in _rows_of(question, form)]
    publications.publish(connection, _row_of(publication, form, mixed_in, told_to), answers)


def of(connection: Connection, meeting: int) -> Publication | None:
    """What became of the box of one meeting; None while it is open, and where there was none."""
    row = publications.of(connection, meeting)
    return _value(connection, row) if row else None


def all(connection: Connection) -> tuple[Publication, ...]:
    """What became of every closed box, the newest first."""
    return tuple(_value(connection, row) for row in publications.all(connection))


def in_groups_of(connection: Connection, member: int, most: int) -> tuple[Publication, ...]:
    """Those that are about this member's groups, the newest first."""
    return tuple(_value(connection, row) for row in publications.in_groups_of(connection, member, most))


def meetings_of(connection: Connection, meeting: int) -> tuple[int, ...]:
    """Every meeting that this publication is about: its own, and those mixed in with it."""
    row = publications.of(connection, meeting)
    return tuple(id for id, _title in _about(row)[2]) if row else ()


# -- into rows --------------------------------------------------------------------------------------------------------


def _row_of(p: Publication, form: Form, mixed_in: Sequence[int], told_to: int | None) -> PublicationRow:
    meetings = [p.month, p.group, list(zip((p.meeting, *mixed_in), p.titles, strict=True))]
    return PublicationRow(
        p.meeting, p.state, p.on_day, p.k, p.for_words, p.people, p.words, p.masked, ",".join(sorted(p.reviewed_by)), form.to_json(),
        json.dumps(meetings, ensure_ascii=False), told_to,
    )  # fmt: skip


def _rows_of(shown: QuestionShown, form: Form) -> Iterator[AnswerRow]:
    asked = form.question(shown.id)
    if asked is None or {answer.key for answer in shown.answers} - {answer.key for answer in asked.answers}:
        raise ValueError(f"{shown.id} holds what was not asked")
    if shown.hidden:
        yield AnswerRow(shown.id, 0, "", HIDDEN)
        return
    for answer in shown.answers:
        yield AnswerRow(shown.id, 0, answer.key, answer.share.value, answer.about)
    for words in shown.words:
        yield AnswerRow(shown.id, 1, words)


# -- out of rows ------------------------------------------------------------------------------------------------------


def _value(connection: Connection, row: PublicationRow) -> Publication:
    form = Form.from_json(row.questions) if row.questions else NO_FORM
    month, group, meetings = _about(row)
    shown: tuple[QuestionShown, ...] = ()
    if row.state == "published":
        answers = publications.answers(connection, row.meeting_id)
        shown = tuple(
            _shown(question, [a for a in answers if a.question == question.id]) for question in form.questions
        )
    return Publication(
        row.meeting_id, tuple(title for _id, title in meetings), group, month, row.on_day, cast(State, row.state), row.people,
        row.k, row.for_words, form.name, form.version, form.decided_by, shown, cast(WordsState, row.words), bool(row.masked),
        tuple(filter(None, row.reviewed_by.split(","))),
    )  # fmt: skip


def _about(row: PublicationRow) -> tuple[str, str, list[tuple[int, str]]]:
    month, group, meetings = json.loads(row.meetings)
    return str(month), str(group), [(int(id), str(title)) for id, title in meetings]


def _shown(question: FormQuestion, rows: Sequence[AnswerRow]) -> QuestionShown:
    if any(row.share == HIDDEN for row in rows):
        return QuestionShown(question.id, question.text, hidden=True)
    given = {row.answer: row for row in rows if not row.words}
    answers = tuple(
        AnswerShown(offered.key, offered.label, Share(given[offered.key].share), given[offered.key].about)
        for offered in question.answers
        if offered.key in given
    )
    return QuestionShown(question.id, question.text, answers, a_to_z(row.answer for row in rows if row.words))


def a_to_z(words: Iterable[str]) -> tuple[str, ...]:
    """Own words in the order in which they are read: A to Z, whatever the case (B43)."""
    return tuple(sorted(words, key=lambda text: (text.casefold(), text)))

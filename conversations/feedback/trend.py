"""Several meetings together: the same question, asked in the same way, from one meeting to the next (B59).

A trend is made from what was published and nothing else, so it tells nothing that its parts did not. It puts one question
beside itself, never beside another, and no people beside meetings. What is shown is about a room, a time or a rule that can
be mended; it foretells nothing about anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from conversations.feedback.picture_words import HIDDEN
from conversations.feedback.publication import AnswerShown, Publication, QuestionShown
from conversations.feedback.wording_of_results import said
from conversations.phrases import Tongue

BARRIERS: Final = "MF-13b"
"""What got in the way."""
_Key: TypeAlias = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What one publication says to the row's question. `answers` in the row's order; none where `hidden`."""

    meeting: int
    title: str
    month: str
    people: str
    answers: tuple[AnswerShown, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One question over the meetings of one group, the oldest first. `answers`: (key, label) as offered each time; `text` as it
    was put last."""

    group: str
    id: str
    text: str
    answers: tuple[tuple[str, str], ...]
    points: tuple[TrendPoint, ...]


def trend(publications: Sequence[Publication]) -> tuple[TrendRow, ...]:
    """The questions that at least two published meetings of a group asked with the same answers, in the order in which they
    were asked last. A question whose answers changed starts a row of its own, for the two cannot be compared."""
    published = sorted(
        (each for each in publications if each.state == "published"),
        key=lambda each: (each.group, each.month, each.on_day, each.meeting),
    )
    points: dict[_Key, list[TrendPoint]] = {}
    texts: dict[_Key, str] = {}
    places: dict[_Key, tuple[int, int]] = {}
    for when, each in enumerate(published):
        for place, question in enumerate(each.questions):
            key = _key(each, question, published)
            if key is not None:
                points.setdefault(key, []).append(_point(each, question))
                texts[key], places[key] = question.text, (-when, place)
    rows = [
        TrendRow(key[0], key[1], texts[key], key[2], tuple(held))
        for key, held in sorted(points.items(), key=lambda item: (item[0][0], places[item[0]]))
        if len(held) > 1
    ]
    return tuple(rows)


def barriers(rows: Iterable[TrendRow]) -> tuple[TrendRow, ...]:
    """What got in the way, from one meeting to the next."""
    return tuple(row for row in rows if row.id == BARRIERS)


def trend_lines(tongue: Tongue, row: TrendRow) -> tuple[str, ...]:
    """One line for each meeting, the oldest first: "Planning day: Most said yes. Few or hardly any: no."."""
    return tuple(
        f"{point.title}: {tongue.say(HIDDEN) if point.hidden else said(tongue, row.id, point.answers)}"
        for point in row.points
    )


def _point(publication: Publication, question: QuestionShown) -> TrendPoint:
    return TrendPoint(
        publication.meeting, publication.title, publication.month, publication.people, question.answers, question.hidden
    )  # fmt: skip


def _key(publication: Publication, question: QuestionShown, published: Sequence[Publication]) -> _Key | None:
    """The row that this belongs to; None for a question of own words. Of a hidden one the answers are not in the publication, so
    they are those that were offered where the same form was asked."""
    if question.answers:
        return publication.group, question.id, _offered(question)
    if not question.hidden:
        return None
    form = publication.form, publication.version
    for other in published:
        if other.group == publication.group and (other.form, other.version) == form:
            for same in other.questions:
                if same.id == question.id and same.answers:
                    return publication.group, question.id, _offered(same)
    return None


def _offered(question: QuestionShown) -> tuple[tuple[str, str], ...]:
    return tuple((answer.key, answer.label) for answer in question.answers)

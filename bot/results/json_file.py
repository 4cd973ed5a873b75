"""A report as JSON, for programs: meeting by meeting, in the order in which it is told."""

import json
from collections.abc import Mapping
from typing import Any, Final

from bot.results import report
from bot.results.report import SHARES, Report, Rule
from conversations.feedback.publication import AnswerShown, Publication, QuestionShown
from conversations.feedback.trend import TrendRow

FORMAT: Final = "alongside-results"


def made(found: Report) -> bytes:
    floors = {p.meeting: p.k for p in found.shown}
    value = {
        "format": FORMAT,
        "meetings": [_meeting(p) for p in found.shown],
        "over_time": [_over_time(row, floors) for row in found.trend],
        "nothing_shown": [_closed(p) for p in found.unshown],
        "cover": {
            "rules": [
                {"meetings": [p.meeting for p in meetings], "rules": _rules(rules)}
                for meetings, rules in report.rules_of(found)
            ],
            "what_this_cannot_show": list(report.METHOD),
        },
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _meeting(p: Publication) -> dict[str, Any]:
    return {
        **_named(p),
        "what_people_said": [{"question_id": q.id, "question": q.text, "words": list(q.words)} for q in report.with_words(p)],
        "who_decided": _rules(report.decided(p)),
        "how_many_said_what": {"people": p.people, "questions": [_question(q, p.k) for q in report.with_answers(p)]},
        "left_out": _left_out(p),
        "published_on": p.on_day,
        "questionnaire": {"name": p.form, "version": p.version},
        "reviewed_by": list(p.reviewed_by),
        "details_taken_out": p.masked,
    }  # fmt: skip


def _closed(p: Publication) -> dict[str, Any]:
    return {**_named(p), "state": p.state, "left_out": _left_out(p)}


def _named(p: Publication) -> dict[str, Any]:
    return {"meeting": p.meeting, "titles": list(p.titles), "group": p.group, "month": p.month}


def _question(q: QuestionShown, k: int) -> dict[str, Any]:
    answers = [] if q.hidden else [_answer(answer, k) for answer in q.answers]
    return {"question_id": q.id, "question": q.text, "hidden": q.hidden, "answers": answers}


def _answer(answer: AnswerShown, k: int) -> dict[str, Any]:
    return {
        "key": answer.key,
        "answer": answer.label,
        "share": SHARES[answer.share],
        "about": report.about(answer, k),
    }


def _over_time(row: TrendRow, floors: Mapping[int, int]) -> dict[str, Any]:
    meetings = [
        {
            "meeting": point.meeting, "month": point.month, "people": point.people, "hidden": point.hidden,
            "answers": [_answer(answer, floors[point.meeting]) for answer in point.answers],
        }
        for point in row.points
    ]  # fmt: skip
    return {"group": row.group, "question_id": row.id, "question": row.text, "meetings": meetings}


def _rules(found: tuple[Rule, ...]) -> list[dict[str, str]]:
    return [{"name": rule.name, "text": rule.text} for rule in found]


def _left_out(p: Publication) -> list[dict[str, str]]:
    return [{"what": out.what, "why": out.why} for out in report.left_out(p)]

"""A course as it stands in the answers of whoever makes it, and an earlier one as the answers that its next date begins with."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from conversations.flow import Answers
from conversations.flows.course_reading import is_link
from conversations.pace.local_time import instant, local_date
from conversations.pace.values import MINUTE
from conversations.phrases import NOTHING
from conversations.session import is_number
from conversations.training.courses import (
    SESSIONS_MOST,
    TO_ANSWER,
    TOLD_WITHIN,
    Course,
    CourseDraft,
    Session,
    SessionDraft,
)
from conversations.training.problems import Wrong, wrong_with
from conversations.view import View

ALL, ME, SAME, LAST, SKIP = "all", "me", "same", "last", "skip"
HOURS_2: Final = 120
OTHERS: Final = range(2, SESSIONS_MOST + 1)
"""The sessions after the first, by their number."""


def when_of(number: int) -> str:
    """The step that asks when a later session is."""
    return f"TC-16-{number}"


def where_of(number: int) -> str:
    return f"TC-17-{number}"


def given(answers: Answers, step: str) -> str:
    """Own words under a step, "" where it was left out."""
    words = answers.get(step, "")
    return "" if words in (SKIP, "cancel") else words


def moment_of(view: View, words: str) -> int:
    """UTC seconds of "2026-12-18T14:00" on the programme's clocks."""
    day, _t, clock = words.partition("T")
    hour, _colon, minute = clock.partition(":")
    return instant(date.fromisoformat(day), int(hour) * 60 + int(minute), view.programme.timezone)


def session_at(view: View, starts_at: int, answers: Answers, where: str) -> SessionDraft:
    length = answers.get("TC-14", "")
    ends_at = starts_at + (int(length) if length.isdigit() else HOURS_2) * MINUTE
    return SessionDraft(starts_at, ends_at, "" if is_link(where) else where, where if is_link(where) else "")


def sessions_of(view: View, answers: Answers) -> Iterator[SessionDraft]:
    """The first, and the others that were given, each as long as the first."""
    first = given(answers, "TC-15")
    yield session_at(
        view, moment_of(view, answers["TC-13"]) if "TC-13" in answers else view.now, answers, first
    )
    for number in OTHERS:
        if when := given(answers, when_of(number)):
            where = given(answers, where_of(number))
            yield session_at(
                view, moment_of(view, when), answers, first if where in ("", SAME) else where
            )  # fmt: skip


def last_day(view: View, answers: Answers) -> date:
    """The last day on which asking can close: a week before it begins."""
    start = min(each.starts_at for each in sessions_of(view, answers))
    return local_date(start - TO_ANSWER, view.programme.timezone)


def closing_of(view: View, answers: Answers) -> date:
    if not view.facts.by_draw():
        return last_day(view, answers) - timedelta(days=1)
    chosen = answers.get("TC-20", LAST)
    return last_day(view, answers) if chosen == LAST else date.fromisoformat(chosen)


def group_of(view: View, answers: Answers) -> int | None:
    chosen, groups = answers.get("TC-12", ""), view.facts.groups()
    if chosen == ALL:
        return None
    return int(chosen) if is_number(chosen) else groups[0].id if groups else None


def leader_of(view: View, answers: Answers) -> tuple[str, int | None]:
    """(name, member) of whoever leads it; None for somebody who is not known here by that name, or not one alone."""
    name = answers.get("TC-25", "")
    if name == ME:
        return view.known.name, view.known.id
    found = view.facts.leaders(name) if name else ()
    return (name, found[0][0]) if len(found) == 1 else (name, None)


def draft_of(view: View, answers: Answers) -> CourseDraft:
    by_draw, kept = view.facts.by_draw(), given(answers, "TC-19")
    places = given(answers, "TC-18")
    leader, leader_id = leader_of(view, answers)
    follows = answers.get("follows", "")
    return CourseDraft(
        given(answers, "TC-10"), given(answers, "TC-11"), tuple(sorted(sessions_of(view, answers), key=lambda each: each.starts_at)),
        int(places) if is_number(places) else 0, closing_of(view, answers), given(answers, "TC-21"), given(answers, "TC-23"), leader,
        group_of(view, answers), (int(kept) if is_number(kept) else None) if by_draw else 0, answers.get("TC-22") == "yes",
        given(answers, "TC-24"), leader_id, int(follows) if is_number(follows) else None,
    )  # fmt: skip


def problems_of(view: View, answers: Answers) -> tuple[Wrong, ...]:
    """What stands against it, at this moment."""
    return wrong_with(
        draft_of(view, answers), view.now, view.programme.timezone, view.tongue, by_draw=view.facts.by_draw()
    )


def shown(view: View, answers: Answers) -> Course:
    """The draft as the course that it will be."""
    draft = draft_of(view, answers)
    group = next((each.name for each in view.facts.groups() if each.id == draft.group), "")
    closes_at = instant(draft.closing, 24 * 60, view.programme.timezone)
    return Course(
        0, draft, tuple(Session(0, each) for each in draft.sessions), closes_at, draft.closing + timedelta(days=TOLD_WITHIN),
        view.facts.by_draw(), group,
    )  # fmt: skip


def for_next(view: View, course: Course) -> Mapping[str, str]:
    """The answers that the next date of a course begins with: all but when it is, and until when it can be asked for."""
    draft = course.draft
    if not draft.sessions:
        return NOTHING
    first = min(draft.sessions, key=lambda each: each.starts_at)
    return {
        "follows": str(course.id), "TC-10": draft.title, "TC-11": draft.about, "TC-12": ALL if draft.group is None else str(draft.group),
        "TC-14": str((first.ends_at - first.starts_at) // MINUTE), "TC-15": first.place or first.link, "TC-18": str(draft.places),
        "TC-19": str(draft.kept_places), "TC-21": draft.money, "TC-22": "yes" if draft.paid else "no", "TC-23": draft.costs,
        "TC-24": draft.help or SKIP, "TC-25": ME if draft.leader_id == view.known.id and view.known.name else draft.leader,
    }  # fmt: skip

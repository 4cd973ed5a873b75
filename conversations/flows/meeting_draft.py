"""A meeting as it stands in the answers of whoever makes it, and a meeting that is there as such answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from conversations.flow import Answers, Option
from conversations.flows import meeting_words
from conversations.flows.meeting_reading import CANCEL
from conversations.flows.meeting_telling import told_before
from conversations.meetings import Draft, Meeting
from conversations.pace.local_time import instant, local
from conversations.pace.values import MINUTE
from conversations.phrases import _
from conversations.view import View

PLACE: Final = Option("place", _("CO-75.place", "It has a place"), out=True)
ALL: Final = "all"
HOURS_2: Final = 120


def given(answers: Answers, step: str) -> str:
    """Own words under a step, "" where it was skipped."""
    words = answers.get(step, "")
    return "" if words in ("skip", PLACE.key, CANCEL.key) else words


def group_of(view: View, answers: Answers) -> int | None:
    chosen, groups = answers.get("CO-71", ""), view.facts.groups()
    if chosen == ALL:
        return None
    return int(chosen) if chosen.isdigit() else groups[0].id if groups else None


def draft_of(view: View, answers: Answers) -> Draft:
    day, _t, clock = answers.get("CO-72", "").partition("T")
    hour, _colon, minute = clock.partition(":")
    start = (
        instant(date.fromisoformat(day), int(hour) * 60 + int(minute), view.programme.timezone)
        if day
        else view.now
    )
    length = answers.get("CO-73", "")
    asks = answers.get("CO-78") == "yes"
    return Draft(
        given(answers, "CO-70"), group_of(view, answers), start,
        start + (int(length) if length.isdigit() else HOURS_2) * MINUTE,
        given(answers, "CO-74"), given(answers, "CO-75"), given(answers, "CO-76"), given(answers, "CO-77"),
        staff=asks and answers.get("CO-79") == "yes", asks=asks,
        few="destroy" if answers.get("CO-80") == "destroy" else "pool",
    )  # fmt: skip


def prefilled(view: View, meeting: Meeting) -> Mapping[str, str]:
    """The answers that this meeting is made of."""
    draft, zone = meeting.draft, view.programme.timezone
    day, minute = local(draft.starts_at, zone)
    skip = "skip"
    return {
        "item": meeting.item, "CO-70": draft.title, "CO-71": ALL if draft.group is None else str(draft.group),
        "CO-72": f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}", "CO-73": str((draft.ends_at - draft.starts_at) // MINUTE),
        "CO-74": draft.place or skip, "CO-75": draft.link or skip, "CO-76": draft.access or skip, "CO-77": draft.agenda or skip,
        "CO-78": "yes" if draft.asks else "no", "CO-79": "yes" if draft.staff else "no", "CO-80": draft.few,
        **told_before(draft),
    }  # fmt: skip


def before(view: View, answers: Answers) -> Meeting | None:
    """The meeting that is changed, as it stands; None where one is made."""
    number = meeting_words.number_in(answers)
    return None if number is None else view.facts.meeting(number)


def shown(view: View, answers: Answers) -> Meeting:
    """The draft as the meeting that it will be."""
    draft, old = draft_of(view, answers), before(view, answers)
    group = next((each.name for each in view.facts.groups() if each.id == draft.group), "")
    return replace(old, draft=draft) if old else Meeting(0, draft, group)

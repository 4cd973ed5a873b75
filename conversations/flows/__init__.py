"""Every flow, by id. A new flow is a file here, a line below, and a transcript in the tests."""

from collections.abc import Mapping
from types import MappingProxyType

from conversations.feedback.form import Form
from conversations.flow import Flow
from conversations.flows import (
    agenda,
    breaks,
    changes,
    check_in,
    coordinator,
    crisis,
    dated,
    details,
    feedback,
    forget,
    helplines,
    holding,
    joining,
    key_words,
    keys,
    leading,
    less,
    look,
    meeting_changed,
    meeting_making,
    meeting_team,
    meetings,
    menu,
    my_pace,
    pacing,
    passing,
    rejoining,
    reps,
    results,
    reviewing,
    stopping,
    talking,
    team_training,
    times,
    training_making,
    training_moving,
    urgent,
    whats_new,
    why,
    year,
)  # fmt: skip
from conversations.questionnaire import Questionnaire


def all_flows(questionnaire: Questionnaire, form: Form) -> Mapping[str, Flow]:
    """Build every flow; the check-in and the form about a meeting are the frames around their questions."""
    flows = (
        *joining.FLOWS, *look.FLOWS, *my_pace.FLOWS, *pacing.FLOWS, *times.FLOWS, *breaks.FLOWS, *stopping.FLOWS, *less.FLOWS, *menu.FLOWS, *whats_new.FLOWS, *dated.FLOWS,
        *helplines.FLOWS, *crisis.FLOWS, *details.FLOWS, *forget.FLOWS, *talking.FLOWS, *passing.FLOWS, *rejoining.FLOWS, *holding.FLOWS, *coordinator.FLOWS, *meetings.FLOWS, *agenda.FLOWS, *meeting_changed.FLOWS, *meeting_making.FLOWS, *meeting_team.FLOWS, *team_training.FLOWS, *training_making.FLOWS, *training_moving.FLOWS, *leading.FLOWS, *keys.FLOWS, *key_words.FLOWS, *urgent.FLOWS, *changes.FLOWS, *reps.FLOWS, *year.FLOWS, *why.FLOWS, *check_in.flows(questionnaire), *feedback.flows(form), *reviewing.FLOWS, *results.FLOWS,
    )  # fmt: skip
    return MappingProxyType({flow.id: flow for flow in flows})

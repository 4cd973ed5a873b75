"""Every flow, by id. A new flow is a file here, a line below, and a transcript in the tests."""

from collections.abc import Mapping
from types import MappingProxyType

from conversations.flow import Flow
from conversations.flows import (
    breaks,
    changes,
    check_in,
    coordinator,
    crisis,
    dated,
    details,
    forget,
    helplines,
    holding,
    joining,
    key_words,
    keys,
    less,
    look,
    menu,
    my_pace,
    pacing,
    passing,
    rejoining,
    reps,
    stopping,
    talking,
    times,
    urgent,
    whats_new,
    why,
    year,
)  # fmt: skip
from conversations.questionnaire import Questionnaire


def all_flows(questionnaire: Questionnaire) -> Mapping[str, Flow]:
    """Build every flow; the check-in is the frame around the questionnaire's questions."""
    flows = (
        *joining.FLOWS, *look.FLOWS, *my_pace.FLOWS, *pacing.FLOWS, *times.FLOWS, *breaks.FLOWS, *stopping.FLOWS, *less.FLOWS, *menu.FLOWS, *whats_new.FLOWS, *dated.FLOWS,
        *helplines.FLOWS, *crisis.FLOWS, *details.FLOWS, *forget.FLOWS, *talking.FLOWS, *passing.FLOWS, *rejoining.FLOWS, *holding.FLOWS, *coordinator.FLOWS, *keys.FLOWS, *key_words.FLOWS, *urgent.FLOWS, *changes.FLOWS, *reps.FLOWS, *year.FLOWS, *why.FLOWS, *check_in.flows(questionnaire),
    )  # fmt: skip
    return MappingProxyType({flow.id: flow for flow in flows})

"""Every flow, by id. A new flow is a file here, a line below, and a transcript in the tests."""

from collections.abc import Mapping
from types import MappingProxyType

from conversations.flow import Flow
from conversations.flows import (
    breaks,
    check_in,
    coordinator,
    crisis,
    details,
    forget,
    helplines,
    joining,
    less,
    look,
    menu,
    pacing,
    passing,
    stopping,
    talking,
    times,
    year,
)  # fmt: skip
from conversations.questionnaire import Questionnaire


def all_flows(questionnaire: Questionnaire) -> Mapping[str, Flow]:
    """Build every flow; the check-in is the frame around the questionnaire's questions."""
    flows = (
        *joining.FLOWS, *look.FLOWS, *pacing.FLOWS, *times.FLOWS, *breaks.FLOWS, *stopping.FLOWS, *less.FLOWS, *menu.FLOWS,
        *helplines.FLOWS, *crisis.FLOWS, *details.FLOWS, *forget.FLOWS, *talking.FLOWS, *passing.FLOWS, *coordinator.FLOWS, *year.FLOWS, *check_in.flows(questionnaire),
    )  # fmt: skip
    return MappingProxyType({flow.id: flow for flow in flows})

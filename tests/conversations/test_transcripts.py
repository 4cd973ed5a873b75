"""Every flow has a talk that shows it, and every talk still goes as it is written."""

import os
from pathlib import Path

import pytest

from conversations.flows import all_flows
from tests.conversations.driver import CHECK_IN, FORM
from tests.conversations.transcript import play

FOLDER = Path(__file__).parent / "transcripts"
TALKS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_a_talk_goes_as_it_is_written(path: Path) -> None:
    """Playing the person's lines of a transcript gives the transcript, word for word."""
    script = path.read_text(encoding="utf-8")
    talk, _person = play(script)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(talk, encoding="utf-8")
    else:
        assert talk == script


def test_every_flow_has_a_talk() -> None:
    """A flow that no transcript passes through would be one that nobody has read as a member reads it."""
    passed = {flow for path in TALKS for flow in play(path.read_text(encoding="utf-8"))[1].flows.visited}
    assert set(all_flows(CHECK_IN, FORM)) - passed == set()

"""How much of what was planted is found, and how often something harmless is taken for a detail (issue 4: at least 0.98).

The generator and the patterns were written by the same people, so these figures say that nothing got worse, not that
every spelling of the world is found. Reviewers read everything for that reason.
"""

from dataclasses import dataclass

import pytest

from bot.personal_details import details_in
from conversations.feedback.masking import taken_out, worth_asking
from tests.bot.benign import BENIGN
from tests.bot.identifiers import KNOWN, Maker, Planted

FLOOR = 0.98
OF_EACH = 260


@dataclass(frozen=True, slots=True)
class Score:
    kind: str
    of: int
    found: int
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / self.of


def _wholly_found(planted: Planted) -> bool:
    """Whether every letter and digit of it lies in something sure: half a telephone number left over is a miss."""
    letters = {at for at in range(planted.start, planted.end) if planted.text[at].isalnum()}
    covered: set[int] = set()
    for span in worth_asking(details_in(planted.text, KNOWN)):
        covered |= set(range(span.start, span.end))
    return letters <= covered


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    maker = Maker()
    scores = []
    for kind in maker.makes:
        planted = maker.planted(kind, OF_EACH)
        missed = tuple(one.detail for one in planted if not _wholly_found(one))
        scores.append(Score(kind, OF_EACH, OF_EACH - len(missed), missed))
    return scores


def _told(scores: list[Score]) -> str:
    return "\n".join(
        f"{s.kind:10} {s.found:4} of {s.of}  {s.recall:.4f}  {list(s.missed[:5])}" for s in scores
    )


def test_17_of_hard_identifiers_at_least_98_in_100_are_found_whole(scores: list[Score]) -> None:
    """2,340 planted identifiers in every usual spelling: the floor holds over all of them, and for each kind alone."""
    told = _told(scores)
    assert sum(s.of for s in scores) >= 2000, told
    assert sum(s.found for s in scores) / sum(s.of for s in scores) >= FLOOR, told
    assert all(s.recall >= FLOOR for s in scores), told


def test_what_was_planted_is_gone_when_it_is_taken_out() -> None:
    """After "Take it out" the number is in the text no more, in no part that is long enough to ring."""
    for planted in Maker(7).planted("phone", 60):
        left = taken_out(planted.text, worth_asking(details_in(planted.text, KNOWN)))
        assert planted.detail not in left, planted.detail


def test_nobody_is_warned_about_feedback_that_names_nobody() -> None:
    """Times, rooms, sums, scales and dates of meetings are asked about in at most 1 of 100 answers, and shown to reviewers
    in at most 8 of 100, nearly all of them dates."""
    names = (*KNOWN, "Will", "Grace Mark", "Hope", "May")
    spans = {text: details_in(text, names) for text in BENIGN}
    warned = {text: found for text, found in spans.items() if worth_asking(found)}
    flagged = {text: found for text, found in spans.items() if found}
    told = f"warned {len(warned)}, flagged {len(flagged)} of {len(BENIGN)}: {flagged}"
    assert len(warned) <= 0.01 * len(BENIGN), told
    assert len(flagged) <= 0.08 * len(BENIGN), told

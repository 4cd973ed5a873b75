"""What a programme of nobody in particular knows about boxes, reviews and results. Tests set what they are about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from conversations.feedback.facts import Box, Span
from conversations.feedback.form import Form, FormAnswer, FormQuestion
from tests.conversations.reviews import TestReviewFacts


def offered(**labels: str) -> tuple[FormAnswer, ...]:
    return tuple(FormAnswer(key, label) for key, label in labels.items())


FORM: Final = Form(
    "meeting_feedback",
    1,
    "The test's own",
    (
        FormQuestion("MF-10", "Did you feel heard?", offered(yes="Yes", mostly="Mostly", bit="A bit", no="No")),
        FormQuestion("MF-11", "Who made the decisions?",
            offered(members="Mostly members", shared="Shared", staff="Mostly staff", none="None were made", unsure="Not sure")),
        FormQuestion("MF-12", "Was it OK to disagree?", offered(yes="Yes", sort_of="Sort of", no="No")),
        FormQuestion("MF-13", "Could you take part in the way you needed?", offered(yes="Yes", partly="Partly", no="No")),
        FormQuestion("MF-13b", "What got in the way? Tap any, or type it.",
            offered(cost="Travel or cost", time="Time or caring", room="The room", words="Words used", tech="Tech"),
            words=True, many=True, after=("MF-13", ("partly", "no"))),
        FormQuestion("MF-14", "What should we change? Use your own words, and please leave names out.", words=True),
    ),
)  # fmt: skip
BOX: Final = Box(
    7, "Housing forum", date(2026, 11, 19), "open", closes_on=date(2026, 11, 26), opens_on=date(2026, 11, 30), k=5, form=FORM
)  # fmt: skip
"""A meeting of last Thursday."""
NAMES: Final = ("priya", "dee")
_SURE: Final = re.compile(r"(?P<phone>\b07700 ?900\d{3}\b)|(?P<email>\b\S+@\S+\.\w+)|(?P<name>\b(?:" + "|".join(NAMES) + r")\b)", re.IGNORECASE)  # fmt: skip
_MAYBE: Final = re.compile(r"(?<=[a-z] )[A-Z][a-z]+")


@dataclass
class TestFeedbackFacts(TestReviewFacts):
    __test__ = False
    open_boxes: tuple[Box, ...] = ()
    dropped: tuple[Mapping[str, str], ...] = field(default=())
    """What was sent, without a name."""

    def box(self, meeting: int) -> Box | None:
        return next((box for box in self.open_boxes if box.meeting == meeting), None)

    def boxes(self) -> tuple[Box, ...]:
        return tuple(box for box in self.open_boxes if box.state == "open" and not box.answered)

    def details_in(self, text: str) -> tuple[Span, ...]:
        sure = [Span(*found.span(), found.lastgroup or "") for found in _SURE.finditer(text)]
        taken = {at for span in sure for at in range(span.start, span.end)}
        maybe = [
            Span(*found.span(), "name", sure=False)
            for found in _MAYBE.finditer(text)
            if found.start() not in taken
        ]
        return tuple(sorted((*sure, *maybe), key=lambda span: span.start))

    def set_box(self, words: str) -> None:
        """ "(box)" is that of meeting 7 as it was made; what follows is what has become of it: "(box small)", "(box closed)"."""
        more: dict[str, dict[str, object]] = {
            "": {}, "small": {"small": True}, "answered": {"answered": True},
            "destroy": {"below_k": "destroy"}, "closed": {"state": "closed"}, "lost": {"state": "lost"},
            "again": {"again": True}, "earlier": {"earlier": True}, "last": {"earlier": True, "below_k": "destroy"},
        }  # fmt: skip
        box = (self.box(BOX.meeting) if words else None) or BOX
        self.open_boxes = (replace(box, **more[words]),)  # type: ignore[arg-type]  # names are Box's own

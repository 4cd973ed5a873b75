"""Words that wait for their reviewers, and what came out of boxes, for talks in tests. What counts as read is decided by the
product's own rules (conversations/feedback/review.py): nothing of them is stated a second time here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from conversations.feedback import review
from conversations.feedback.effects import AgreeToShow, HaveRead, ReviewEffect, Showing, TakeOut
from conversations.feedback.facts import Comment, Review
from conversations.feedback.publication import AnswerShown, Publication, QuestionShown, Share
from conversations.feedback.review import Marks

ME: Final = 1
SOMEBODY: Final = 2
CHANGE: Final = "What should we change?"
SAID: Final = ("Ask Dee to open the door earlier.", "More tea", "Ring me on 07700 900123, indeed")
FEW = Share.HARDLY_ANYONE
MOST = Share.MOST
SOME = Share.SOME
HEARD: Final = QuestionShown(
    "MF-10", "Did you feel heard?",
    tuple(AnswerShown(*each) for each in (("yes", "Yes", MOST), ("mostly", "Mostly", SOME), ("bit", "A bit", FEW), ("no", "No", FEW))),
)  # fmt: skip
RESULT: Final = Publication(
    7, ("Housing forum",), "South Voices", "2026-11", "2026-11-30", "published", "5 to 9", 5, 10, "meeting_feedback", 1, "The test's own",
    (
        HEARD,
        QuestionShown("MF-12", "Was it OK to disagree?", hidden=True),
        QuestionShown("MF-14", "What should we change? Use your own words, and please leave names out.", words=("Ask [name] first.", "More tea")),
    ),
    words="shown", masked=True, reviewed_by=("coordinator", "representative"),
)  # fmt: skip


@dataclass
class TestReviewFacts:
    __test__ = False
    marks: Marks | None = None
    my_key: str = "coordinator"
    few_replied: bool = False
    published: tuple[Publication, ...] = ()

    def review(self, meeting: int) -> Review | None:
        marks = self.marks
        if marks is None or meeting != 7 or review.both_agreed(marks):
            return None
        mine = marks.readers.get(ME)
        read: frozenset[str] = mine.read if mine else frozenset()
        comments = tuple(
            Comment(each.id, CHANGE, each.text, review.read_by(marks, each.id), each.id in read)
            for each in marks.texts
        )
        return Review(
            7,
            "Housing forum",
            comments,
            self.my_key,
            review.agreed(marks),
            date(2026, 11, 30),
            self.few_replied,
        )

    def reviews(self) -> tuple[Review, ...]:
        found = self.review(7)
        return (found,) if found and found.my_key not in found.agreed else ()

    def results(self, most: int) -> tuple[Publication, ...]:
        return self.published[:most]

    def result(self, meeting: int) -> Publication | None:
        return next((each for each in self.published if each.meeting == meeting), None)

    def carry_out_review(self, effect: ReviewEffect) -> None:
        self.marks = done(self.marks or review.NOTHING_TO_READ, ME, self.my_key, effect)

    def set_review(self, words: str, role: str) -> None:
        """ "(review)" is what three people wrote; what follows is what the other reviewer does: "(review other agrees)"."""
        self.my_key = role
        other = next(key for key in review.KEYS if key != role)
        match words.split(maxsplit=2):
            case []:
                self.marks = review.begin(("MF-14", text, 1) for text in SAID)
            case ["one"]:
                self.marks = review.begin([("MF-14", SAID[0], 1)])
            case ["few"]:
                self.few_replied = True
            case ["none"]:
                self.marks = None
            case ["other", "agrees"]:
                for text in (self.marks or review.NOTHING_TO_READ).texts:
                    for effect in (Showing(text.id), HaveRead(text.id)):
                        self.marks = done(self.marks or review.NOTHING_TO_READ, SOMEBODY, other, effect)
                self.marks = done(self.marks or review.NOTHING_TO_READ, SOMEBODY, other, AgreeToShow())
            case ["other", "removes", what]:
                id, _space, out = what.partition(" ")
                self.marks = done(self.marks or review.NOTHING_TO_READ, SOMEBODY, other, TakeOut(id, out))
            case _:
                raise ValueError(f"nothing is known about the review {words!r}")

    def set_result(self, words: str) -> None:
        """ "(result)" is what came out of meeting 7; "(result waiting)" and so on, what else may have become of it."""
        more: Mapping[str, dict[str, object]] = {
            "": {}, "waiting": {"state": "waiting"}, "destroyed": {"state": "destroyed"}, "mixed": {"state": "mixed"},
            "lost": {"state": "lost"}, "few": {"words": "few", "masked": False}, "held": {"words": "held", "masked": False},
            "before": {"meeting": 5, "titles": ("Planning day",), "month": "2026-10", "on_day": "2026-10-26"},
            "long": {"questions": (*RESULT.questions[:2], replace(RESULT.questions[2], words=tuple(f"{n:02}:{' more tea' * 9}" for n in range(20))))},
        }  # fmt: skip
        words, _colon, number = words.partition(":")  # "(result waiting:21)": of another meeting
        made = replace(RESULT, **more[words])  # type: ignore[arg-type]  # names are Publication's own
        if made.state != "published" or words in ("few", "held"):
            shown = (
                tuple(replace(each, words=()) for each in made.questions) if made.state == "published" else ()
            )
            made = replace(made, questions=shown)
        made = replace(made, meeting=int(number), titles=(f"Talk {number}",)) if number else made
        rest = tuple(each for each in self.published if each.meeting != made.meeting)
        self.published = tuple(sorted((*rest, made), key=lambda each: each.on_day, reverse=True))


def done(marks: Marks, member: int, key: str, effect: ReviewEffect) -> Marks:
    match effect:
        case TakeOut():
            return review.take_out(marks, member, key, effect.comment, effect.words)
        case Showing():
            return review.show(marks, member, key, effect.comment)
        case HaveRead():
            return review.have_read(marks, member, key, effect.comment)
        case AgreeToShow():
            return review.agree(marks, member, key, words=effect.words)

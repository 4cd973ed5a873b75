"""What flows about boxes, reviews and results may ask to be read (conversations/feedback/facts.py).

An ordinary page is told the same of a box whoever has answered: what differs (`answered`, `started`) is for the sealed talk
alone, and a page that showed it would write it into the outbox (ANONYMITY.md, section 6, attack 10).
"""

from datetime import date, datetime
from functools import lru_cache
from sqlite3 import Connection
from typing import Final
from zoneinfo import ZoneInfo

from bot.feedback import days, published, reviewers, reviewing
from bot.personal_details import details_in
from bot.world import World
from conversations.feedback import review
from conversations.feedback.facts import MEETINGS_MOST, Box, Comment, Review, Span
from conversations.feedback.form import Form
from conversations.feedback.publication import Publication, QuestionShown
from conversations.feedback.wording_of_results import heading
from conversations.phrases import Tongue
from storage import boxes, events, members, sealed

SMALL: Final = 8
"""Fewer people than this said that they come: those who were there may guess who wrote what (DOMAIN.md 2.2)."""
TEAM: Final = frozenset({"coordinator", "representative"})


@lru_cache(maxsize=32)
def _form(text: str) -> Form:
    """The form of a box never changes."""
    return Form.from_json(text)


class RowFeedbackFacts:
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    def __init__(
        self, connection: Connection, world: World, member_id: int | None, tongue: Tongue, now: int
    ) -> None:
        self._connection, self._world, self._member, self._tongue, self._now = (
            connection,
            world,
            member_id,
            tongue,
            now,
        )
        self._names: tuple[str, ...] | None = None
        self.inside = False
        """Whether this turn is one of a sealed talk: only there is it told whether somebody has answered."""
        self._reviews: dict[int, Review | None] = {}
        self._boxes: dict[tuple[int, bool], Box | None] = {}

    @property
    def _role(self) -> str:
        row = None if self._member is None else members.by_id(self._connection, self._member)
        return row.role if row else ""

    # -- boxes --------------------------------------------------------------------------------------------------------

    def box(self, meeting: int) -> Box | None:
        """As it is when this turn begins: a step asks for it many times over."""
        if (meeting, self.inside) not in self._boxes:
            self._boxes[meeting, self.inside] = self._box(meeting)
        return self._boxes[meeting, self.inside]

    def _box(self, meeting: int) -> Box | None:
        row = boxes.of(self._connection, meeting)
        event = events.of(self._connection, meeting)
        me = self._member
        if row is None or event is None or me is None or not events.is_invited(self._connection, meeting, me):
            return None
        until = days.closes_at(
            date.fromisoformat(row.closes_on), self._world.programme_at(self._now).timezone
        )
        lost = not self._world.ballots.is_open(meeting)
        earlier = self._to_be_mixed_in(row, event.group_id)
        last = 1 + max((each.waited for each in earlier), default=0) >= MEETINGS_MOST
        zone = ZoneInfo(self._world.programme_at(self._now).timezone)
        return Box(
            meeting, event.title, datetime.fromtimestamp(event.starts_at, zone).date(),
            "lost" if lost else "open" if row.state == "open" and self._now < until else "closed",
            date.fromisoformat(row.closes_on), date.fromisoformat(row.opens_on), max(each.k for each in (row, *earlier)),
            _form(row.questions),
            answered=self.inside and sealed.has_answered(self._connection, meeting, me),
            small=event.booked < SMALL, below_k="destroy" if row.below_k == "destroy" or last else "pool", earlier=bool(earlier),
            again=row.asks_again > 0,
        )  # fmt: skip

    def _to_be_mixed_in(self, box: boxes.BoxRow, group: int | None) -> tuple[boxes.BoxRow, ...]:
        """The boxes whose answers are counted with this one's when it closes (bot/feedback/closing.py)."""
        if box.state != "open" or box.below_k != "pool":
            return ()
        waiting = (
            each
            for each in boxes.all(self._connection, "waiting")
            if self._world.ballots.is_open(each.meeting_id)
        )
        return tuple(
            each for each in waiting if (of := events.of(self._connection, each.meeting_id)) and of.group_id == group
        )  # fmt: skip

    def boxes(self) -> tuple[Box, ...]:
        found = (self.box(row.meeting_id) for row in boxes.all(self._connection, "open"))
        return tuple(
            sorted(
                (box for box in found if box and box.state == "open"),
                key=lambda box: (box.closes_on, box.meeting),
            )
        )

    def details_in(self, text: str) -> tuple[Span, ...]:
        if self._names is None:
            everybody = self._role in TEAM
            self._names = (
                ()
                if self._member is None
                else tuple(members.names_known_to(self._connection, self._member, everybody=everybody))
            )
        return details_in(text, self._names)

    # -- reviews ------------------------------------------------------------------------------------------------------

    def review(self, meeting: int) -> Review | None:
        if meeting not in self._reviews:
            self._reviews[meeting] = self._review(meeting)
        return self._reviews[meeting]

    def _review(self, meeting: int) -> Review | None:
        row, event, key = (
            boxes.of(self._connection, meeting),
            events.of(self._connection, meeting),
            self._role,
        )
        if row is None or event is None or self._member is None or row.state != "review":
            return None
        marks = reviewing.marks_of(self._connection, meeting)
        if not self._world.ballots.is_open(meeting) or not review.may_read(marks, self._member, key):
            return None
        if not reviewers.may_read(self._connection, meeting, self._member, key, marks.readers):
            return None
        form, mine = Form.from_json(row.questions), marks.readers.get(self._member)
        read = mine.read if mine is not None and mine.key == key else frozenset()
        comments = tuple(
            Comment(
                each.id,
                self._asked(form, each.question),
                each.text,
                review.read_by(marks, each.id),
                each.id in read,
            )
            for each in marks.texts
        )
        people = int(sealed.note(self._connection, meeting, reviewing.PEOPLE) or "0")
        return Review(
            meeting, event.title, comments, key, review.agreed(marks), date.fromisoformat(row.opens_on),
            both_for_words=people < row.for_words, for_words=row.for_words,
        )  # fmt: skip

    def _asked(self, form: Form, id: str) -> str:
        question = form.question(id)
        return heading(self._tongue, QuestionShown(id, question.text)) if question else ""

    def reviews(self) -> tuple[Review, ...]:
        if self._role not in TEAM:
            return ()
        found = (self.review(row.meeting_id) for row in boxes.all(self._connection, "review"))
        return tuple(each for each in found if each and each.comments and each.my_key not in each.agreed)

    # -- results ------------------------------------------------------------------------------------------------------

    def results(self, most: int) -> tuple[Publication, ...]:
        if self._member is None:
            return ()
        if self._role == "coordinator":
            return published.all(self._connection)[:most]
        return published.in_groups_of(self._connection, self._member, most)

    def result(self, meeting: int) -> Publication | None:
        event = events.of(self._connection, meeting)
        if self._member is None or event is None:
            return None
        mine = {id for id, _name in members.groups_of(self._connection, self._member)}
        if event.group_id is not None and event.group_id not in mine and self._role != "coordinator":
            return None
        return published.of(self._connection, meeting)

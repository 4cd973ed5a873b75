"""What reviewers do to the words of a box, carried out inside it (conversations/feedback/review.py decides what counts).

The marks rest in the box as one note, and from the close on they are what holds the texts: what is taken out of one is, from
the next commit on, nowhere any more. Only texts are reviewed that can come to be shown. Those of a question that too few people
answered go unread.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Final

from bot.feedback import reviewers
from conversations.feedback import counting, review
from conversations.feedback.effects import AgreeToShow, HaveRead, ReviewEffect, Showing, TakeOut
from conversations.feedback.form import Form
from conversations.feedback.review import Marks
from conversations.view import View
from storage import boxes, sealed, tallies
from storage.sealed import Slip

NOTE: Final = "review"
PEOPLE: Final = "people"
"""The note in a box that says how many people answered, once its register is gone (bot/feedback/closing.py)."""

BESIDE: Final = "beside"
"""The note in a box that says how many of those who answered do not count towards its floor (bot/feedback/closing.py)."""
SURELY: Final = "surely"
"""The note in a box that says, where meetings are mixed, how many people at least answered each question."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a review. `words`: own words as they stand, as slips of a box; `keys`: the roles that agreed; `masked`:
    whether words were taken out; `words_wanted`: both want them shown, though fewer replied than words usually take."""

    words: tuple[Slip, ...]
    keys: tuple[str, ...]
    masked: bool
    words_wanted: bool


def begin(connection: Connection, meeting_id: int, people: int) -> bool:
    """The box is closed and `people` answered: own words leave the other answers, and are laid out to be read. False if there
    is nothing to read."""
    box = boxes.of(connection, meeting_id)
    assert box is not None, "there is such a box"
    form, slips = Form.from_json(box.questions), sealed.slips(connection, meeting_id)
    rules = rules_of(connection, box)
    tally = tally_of(connection, meeting_id, form, people, slips)
    shown = counting.shown(form, tally, rules, words_agreed=True, reviewed=True)
    asked = {question.id for question in shown if question.words}
    marks = review.begin(
        (slip.question, slip.answer, slip.n) for slip in slips if slip.words and slip.question in asked and counting.readable((slip.answer,))
    )  # fmt: skip
    for slip in slips:
        if slip.words:
            sealed.count_out(connection, meeting_id, slip)
    _keep(connection, meeting_id, marks)
    return bool(marks.texts)


def rules_of(connection: Connection, box: boxes.BoxRow) -> counting.Rules:
    """The floors of this box. Replies that hide nobody do not count towards them."""
    beside = int(sealed.note(connection, box.meeting_id, BESIDE) or "0")
    return counting.Rules(box.k + beside, box.for_words + beside)


def tally_of(
    connection: Connection, meeting_id: int, form: Form, people: int, slips: Iterable[Slip]
) -> counting.Tally:
    """These slips of a box, counted."""
    surely = json.loads(sealed.note(connection, meeting_id, SURELY) or "{}")
    return replace(counting.tallied(form, people, slips), surely=surely)


def marks_of(connection: Connection, meeting_id: int) -> Marks:
    kept = sealed.note(connection, meeting_id, NOTE)
    return review.NOTHING_TO_READ if kept is None else Marks.from_json(kept)


def _keep(connection: Connection, meeting_id: int, marks: Marks) -> None:
    sealed.keep_note(connection, meeting_id, NOTE, marks.to_json())


def carry_out(
    connection: Connection, meeting_id: int, member_id: int, effect: ReviewEffect, view: View
) -> None:
    """One thing that a reviewer did. What does not count (by somebody without the key, or of a text that has changed since it
    was put before them) changes nothing; the flow comes back to it."""
    box = boxes.of(connection, meeting_id)
    if box is None or box.state != "review":
        return
    before, key = marks_of(connection, meeting_id), view.known.role
    if not reviewers.may_read(connection, meeting_id, member_id, key, before.readers):
        return
    match effect:
        case TakeOut():
            marks = review.take_out(before, member_id, key, effect.comment, effect.words)
        case Showing():
            marks = review.show(before, member_id, key, effect.comment)
        case HaveRead():
            marks = review.have_read(before, member_id, key, effect.comment)
        case AgreeToShow():
            marks = review.agree(before, member_id, key, words=effect.words)
    if marks != before:
        _keep(connection, meeting_id, marks)
    if review.both_agreed(marks):
        boxes.set_state(connection, meeting_id, "agreed")
        for role in review.agreed(marks):
            tallies.note(connection, role, "words.reviewed", "", view.now)


def outcome(connection: Connection, meeting_id: int) -> Outcome:
    """What is to be published of the words, and who says so."""
    marks = marks_of(connection, meeting_id)
    words = tuple(Slip(each.question, 1, each.text, each.times) for each in marks.texts)
    return Outcome(words, review.agreed(marks), marks.masked, review.words_wanted(marks))


def to_ask_again(connection: Connection, meeting_id: int) -> tuple[int, ...]:
    """Those who had said yes before something was taken out, and for whom the other one waits now. They are named once."""
    before = marks_of(connection, meeting_id)
    found, marks = review.to_ask_again(before)
    if marks != before:
        _keep(connection, meeting_id, marks)
    return found

"""Where a reviewer is in the texts of a box: at the one that was last spoken of, or at the first one not read after it.

In each turn the facts are as they were before it, so what was just called fine is left out here.
"""

from conversations.feedback.facts import Comment, Review
from conversations.flow import Answers
from conversations.session import about, is_number
from conversations.view import View


def the_review(view: View, answers: Answers) -> Review | None:
    number = about(answers)
    return view.facts.review(int(number)) if is_number(number) else None


def has_turned(review: Review) -> bool:
    return review.my_key in review.agreed


def said_of(answers: Answers) -> tuple[str, str]:
    """What was last said of a text, and of which ("fine", "3")."""
    said = answers.get("RV-02", "")
    what = said.rstrip("0123456789")
    return what, said[len(what) :]


def goes_on_at(view: View, answers: Answers) -> Comment | None:
    """The text to read now; None once there is none left."""
    review = the_review(view, answers)
    if review is None or not review.comments:
        return None
    (what, id), texts = said_of(answers), review.comments
    at = next((n for n, each in enumerate(texts) if each.id == id), -1)
    if at >= 0 and what == "out":
        return texts[at]
    if at >= 0 and what == "back":
        return texts[max(0, at - 1)]
    around = (*texts[at + 1 :], *texts[: max(0, at)])
    return next((each for each in around if not each.read), None)


def before_them(view: View, answers: Answers) -> Comment | None:
    """The text on their screen: after all are read, and back again, it is the last one."""
    review, (_what, id) = the_review(view, answers), said_of(answers)
    found = goes_on_at(view, answers)
    if found is None and review is not None:
        found = next((each for each in review.comments if each.id == id), None)
    return found

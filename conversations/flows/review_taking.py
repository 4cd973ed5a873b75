"""Taking words out of one text in a review: which, whether they can go, and how it would read (conversations/feedback/review.py).

What is removed is gone for good, so it is shown first. A button knows the text that it was shown with, by `print_of`, and does
nothing to another.
"""

import re
from hashlib import sha256
from typing import Final

from conversations.effects import Effect
from conversations.feedback.effects import TakeOut
from conversations.feedback.facts import Comment
from conversations.feedback.review import MOST, is_only_marks, masked, wrong
from conversations.flow import Answers, Option
from conversations.flows.review_place import before_them
from conversations.phrases import Phrase, _
from conversations.view import View

SPANS: Final = 6
CLIP: Final = 20
NO: Final = Option("no", _("RV-04.no", "Leave it in"), out=True)
_SPAN: Final = re.compile(r"span(\d+)-([0-9a-f]{8})")


def print_of(text: str) -> str:
    """By this a button knows the text that it was shown with, and does nothing to another."""
    return sha256(text.encode()).hexdigest()[:8]


def stands(text: str, view: View, answers: Answers) -> str:
    """The text as it stands at the end of this turn: with what was just taken out of it."""
    just_now = answers.get("RV-04") == f"yes{print_of(text)}"
    return masked(text, words_in(view, answers)) if just_now else text


def spans_of(view: View, found: Comment) -> list[str]:
    """The words that look as if they could tell who somebody is, each once."""
    spans = view.facts.details_in(found.text)
    return list(dict.fromkeys(found.text[span.start : span.end] for span in spans))[:SPANS]


def which(view: View, answers: Answers) -> tuple[Option, ...]:
    found = before_them(view, answers)
    never = Option("never", _("CI-14.never", "Never mind"), out=True)
    if found is None:
        return (never,)
    its = print_of(found.text)
    labels = [words if len(words) <= CLIP else f"{words[: CLIP - 1]}…" for words in spans_of(view, found)]
    return (
        *(Option(f"span{n}-{its}", label) for n, label in enumerate(labels) if label not in labels[:n]),
        never,
    )


def words_in(view: View, answers: Answers) -> str:
    """The words that are to go; "" for a button of a text that is another by now."""
    chosen, found = answers.get("RV-03", ""), before_them(view, answers)
    if pressed := _SPAN.fullmatch(chosen):
        listed = spans_of(view, found) if found is not None and print_of(found.text) == pressed[2] else []
        return listed[int(pressed[1])] if int(pressed[1]) < len(listed) else ""
    return chosen.strip()


def checked(view: View, answers: Answers) -> str:
    found = before_them(view, answers)
    if found is None:
        return "gone"
    words = words_in(view, answers)
    if not words:
        return "shows"
    return {"short": "RV-03S", "long": "RV-03L", "absent": "RV-03A"}.get(wrong(found.text, words), "RV-04")


def would_read(view: View, answers: Answers) -> dict[str, str]:
    found = before_them(view, answers)
    after = masked(found.text, words_in(view, answers)) if found else ""
    return {"text": after, "words": words_in(view, answers), "number": str(MOST)}


def takes_out(view: View, answers: Answers) -> Phrase:
    if is_only_marks(would_read(view, answers)["text"]):
        return _("RV-04M", "Nothing else would be left of it, so it would not be shown at all:\n“{text}”\nTake “{words}” out, for good?")  # fmt: skip
    return _("RV-04", "It would read:\n“{text}”\nTake “{words}” out, for good?")


def sure(view: View, answers: Answers) -> tuple[Option, ...]:
    found = before_them(view, answers)
    if found is None or wrong(found.text, words_in(view, answers)):
        return (NO,)
    return (Option(f"yes{print_of(found.text)}", _("RV-04.yes", "Take it out"), means="yes"), NO)


def take_out(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    found = before_them(view, answers)
    return (
        (TakeOut(found.id, words_in(view, answers)),) if found is not None and value.startswith("yes") else ()
    )

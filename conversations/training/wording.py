"""Words about training that more than one place says."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from conversations.phrases import Phrase, Tongue, _

NEEDS_IN_WORDS: Final[Mapping[str, Phrase]] = {
    "travel": _("TR-04.travel", "Travel money"),
    "childcare": _("TR-04.childcare", "Childcare"),
    "step_free": _("TR-04.step_free", "Step-free"),
    "food": _("TR-04.food", "Food needs"),
    "bsl": _("TR-04.bsl", "BSL"),
    "interpreter": _("TR-04.interpreter", "Interpreter"),
    "companion": _("TR-04.companion", "Someone with me"),
    "quiet_space": _("TR-04.quiet_space", "Quiet space"),
    "large_print": _("TR-04.large_print", "Large print"),
    "timing": _("TR-04.timing", "Timing"),
}
"""What can be tapped of what would help (courses.NEEDS), as the button says it."""


def need(tongue: Tongue, what: str) -> str:
    """One thing that would help: its button's words, or the member's own."""
    return tongue.say(NEEDS_IN_WORDS[what]) if what in NEEDS_IN_WORDS else what


def announced(tongue: Tongue, title: str, day: date) -> str:
    """A new course in one line, as it stands on What's new."""
    return tongue.say(
        _("TR-01L", "New training: {course}, {day}. It's under MENU, Training."),
        {"course": title, "day": tongue.day(day)},
    )

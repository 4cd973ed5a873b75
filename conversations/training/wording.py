"""Words about training that more than one place says."""

from datetime import date

from conversations.phrases import Tongue, _


def announced(tongue: Tongue, title: str, day: date) -> str:
    """A new course in one line, as it stands on What's new."""
    return tongue.say(
        _("TR-01L", "New training: {course}, {day}. It's under MENU, Training."),
        {"course": title, "day": tongue.day(day)},
    )

"""The commands that a messenger shows in its menu. Dull on purpose: whoever holds the phone sees them too (DOMAIN.md 5.1).

Each is a word that the desk knows when it is typed as well (conversations/safety, `command`).
"""

from typing import Final

from conversations.phrases import Phrase, Tongue, _
from conversations.view import Role

MEMBER: Final[tuple[tuple[str, Phrase], ...]] = (
    ("menu", _("CMD-menu", "See what there is")),
    ("pace", _("CMD-pace", "How often I write")),
    ("help", _("CMD-help", "People to talk to")),
    ("clear", _("CMD-clear", "Clear our messages")),
    ("stop", _("CMD-stop", "Stop all messages")),
    ("start", _("CMD-start", "Start again")),
)
TEAM: Final = (("menu", _("CMD-team", "See what the team can do")), *MEMBER[1:])


def commands(role: Role | str, tongue: Tongue) -> list[tuple[str, str]]:
    """(command without slash, description) for somebody in this role, in one language."""
    listed = TEAM if role == "coordinator" else MEMBER
    return [(name, tongue.say(phrase)) for name, phrase in listed]

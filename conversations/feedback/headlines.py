"""One line on What's new about what came of a meeting's box: the same for everybody, and neutral enough for any screen."""

from typing import Final

from conversations.feedback.publication import State
from conversations.phrases import Phrase, Tongue, _

_WORDS: Final[dict[State, Phrase]] = {
    "published": _("YS-50", "Results from {event} are in, for you and the team at the same time. To read them: MENU, Meetings, Results."),
    "waiting": _("MF-24", "Not many people replied about {event}. Nobody will see the answers yet. I'll mix them in with the next one."),
    "mixed": _("YS-51", "The answers about {event} were mixed in with those of the next meeting. They stand there."),
    "destroyed": _("YS-52", "Too few people replied about {event}, so the answers were deleted unseen."),
    "lost": _("YS-53", "The answers about {event} can't be opened any more, and I'm sorry. Nobody has read them."),
}  # fmt: skip


def headline(tongue: Tongue, state: State, event: str) -> str:
    return tongue.say(_WORDS[state], {"event": event})

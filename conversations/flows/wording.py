"""Which words somebody said yes or no to; days and times in words."""

import hashlib

from conversations.engine import standard_fill
from conversations.pace.local_time import local, local_date
from conversations.phrases import Phrase, _
from conversations.view import View


def version(phrase: Phrase, view: View) -> str:
    """The version of a question that was answered: its id, the language, and a fingerprint of the words as they read then."""
    words = view.tongue.say(phrase, standard_fill(view))
    return f"{phrase.id}@{view.tongue.language}:{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def sentence(text: str) -> str:
    """Somebody's words as a sentence begins, and without the full stop that whatever stands around them brings."""
    words = text.strip().rstrip(".")
    return words[:1].upper() + words[1:]


def day_of(view: View, moment: int) -> str:
    """The day of a moment, as people say it where the programme is."""
    return view.tongue.day(local_date(moment, view.programme.timezone))


def day_and_hour(view: View, moment: int) -> str:
    """The day and the time of a moment, as people say them where the programme is."""
    day, minute = local(moment, view.programme.timezone)
    words = {"day": view.tongue.day(day), "time": view.tongue.clock(minute)}
    return view.tongue.say(_("text.day_time", "{day} at {time}"), words)

"""Which words somebody said yes or no to."""

import hashlib

from conversations.engine import standard_fill
from conversations.phrases import Phrase
from conversations.view import View


def version(phrase: Phrase, view: View) -> str:
    """The version of a question that was answered: its id, the language, and a fingerprint of the words as they read then."""
    words = view.tongue.say(phrase, standard_fill(view))
    return f"{phrase.id}@{view.tongue.language}:{hashlib.sha256(words.encode()).hexdigest()[:12]}"

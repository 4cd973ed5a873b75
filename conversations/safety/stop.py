"""STOP: the whole message (obeyed at once), and "stop" inside a longer one (PACE.md, section 9).

The Spanish words wait for a native speaker, like the rest of `words_es.py`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from conversations.safety.watch import WIRED, watch
from conversations.safety.whole import lookup, table_of

STOP_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "stop", "stop all", "stopp", "unsubscribe", "leave me alone", "go away", "no more", "end", "quit", "cancel all", "opt out",
    ),
    "es": (
        "parar", "para", "pare", "paren", "parad", "basta", "ya basta", "alto", "detener", "detente", "baja", "dar de baja",
        "darme de baja", "dame de baja", "déjame en paz", "dejadme en paz", "déjenme en paz", "no más", "no más mensajes",
        "cancelar todo", "fin", "vete", "no me escribas más", "no me escriban más", "no quiero más mensajes",
    ),
}  # fmt: skip


def is_stop(text: str) -> bool:
    """Whether the whole message is a stop word of any wired language, in any case and punctuation, with or without /."""
    return lookup(text, _table()) is not None


def mentions_stop(text: str) -> bool:
    """Whether a longer message asks for fewer messages: "please stop", "no more texts". Not "the bus stop"."""
    return any(watch(language).mentions_stop(text) for language in WIRED)


@cache
def _table() -> dict[str, str]:
    return table_of(STOP_WORDS)

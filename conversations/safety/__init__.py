"""Words that put safety first: danger, STOP, commands, anger, and names that reveal too much.

All pure: text in, a value out, nothing kept. The theory of the danger lists is in `danger.py`.
"""

from conversations.safety.anger import is_angry
from conversations.safety.commands import Command, command
from conversations.safety.danger import danger, has_danger_list
from conversations.safety.names import revealing_words
from conversations.safety.normal import normalise
from conversations.safety.stop import is_stop, mentions_stop
from conversations.safety.tier import Tier

__all__ = [
    "Command",
    "Tier",
    "command",
    "danger",
    "has_danger_list",
    "is_angry",
    "is_stop",
    "mentions_stop",
    "normalise",
    "revealing_words",
]

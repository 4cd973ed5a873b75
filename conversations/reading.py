"""What makes a text hard to take in, shown by its own parts: advice for whoever writes to many (CO-02).

Members read on a small screen, tired, in a second language, or with the telly on. Three things tell most of how hard that
is, and each can be pointed at and mended: a sentence with too much in it, a word that is long, and a long text. They are
what every measure of readability is made of; here no number is made of them, because a number says nothing about what to
change and is soon written for. Nothing is forbidden: a long word can be the right one ("accommodation" is what the letter
from the council says), so the writer decides.

Words are counted as a reader meets them: what stands between spaces. A sentence ends with a full stop, a question or
exclamation mark before a space, or with its line. A web address or a phone number is read as a whole and is no long word.
"""

import re
from dataclasses import dataclass
from typing import Final

SENTENCE_MOST: Final = 18
"""Words in a sentence that most can take in at once: plain-language guides say 15 to 20."""
LETTERS_MOST: Final = 11
"""Letters of a word that is still read at a glance."""
TEXT_MOST: Final = 220
"""Letters of a text that fits on a small screen without scrolling."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_EDGES: Final = " \t\"'“”‘’()[]{}.,;:!?…–—-"
_WHOLE: Final = re.compile(r"[/@\d]|\w\.\w")
_PARTS: Final = re.compile(r"[-–—/']")


@dataclass(frozen=True, slots=True)
class Hard:
    """The very parts of a text that are hard to take in, in the order in which they stand there."""

    sentences: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    long_text: bool = False

    def __bool__(self) -> bool:
        return bool(self.sentences or self.words or self.long_text)


def look_over(text: str) -> Hard:
    """What is hard to read in a text, if anything."""
    return Hard(
        tuple(sentence for sentence in sentences(text) if len(sentence.split()) > SENTENCE_MOST),
        tuple(dict.fromkeys(word for word in map(_bare, text.split()) if _is_long(word))),
        len(text) > TEXT_MOST,
    )


def sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence and sentence.strip()]


def _bare(word: str) -> str:
    return word.strip(_EDGES)


def _is_long(word: str) -> bool:
    """A word of parts is as long as its longest: "drop-in" is read in two glances."""
    if _WHOLE.search(word):
        return False
    return any(len(part) > LETTERS_MOST for part in _PARTS.split(word))

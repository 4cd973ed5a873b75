"""The plain form of what people type, in which two spellings of one answer are equal."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


def plain(text: str) -> str:
    """Case, width, quotes, outer punctuation and runs of spaces evened out; what is nothing but signs stays as it is."""
    even = _SPACE.sub(" ", unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold()).strip()
    return _EDGES.sub("", even) or even


def clean(text: str) -> str:
    """Text without control characters, which no screen shows and some files choke on. Line breaks and tabs stay, and so
    do the direction marks that right-to-left scripts need."""
    return "".join(
        c
        for c in text.replace("\r\n", "\n")
        if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co")
    ).strip()

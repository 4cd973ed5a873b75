"""What one language brings: its spellings, its word sets, and its phrases as data.

Plain strings, so that a language file reads like a list and costs nothing to import. The phrases are in the notation of
`phrases.py`; `reader.py` turns a raw text into the plain words they are written in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.safety.tier import Tier


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words. `spellings` has lines of `plain form: variants`, `_` standing for a space in a variant."""

    language: str
    version: str
    reviewed_by_native: bool
    spellings: str
    sets: Mapping[str, str]
    fillers: str
    """Words that may stand anywhere in a phrase and change nothing: "just", "really", swearing."""
    masked: str
    """Words people write with stars."""
    slips: str
    """Long words that are taken to be meant where one letter is wrong, since no ordinary word is that near to them."""
    danger: Mapping[Tier, str]
    harmless: str
    """Idioms: a danger phrase that ends inside one of these means nothing."""
    not_yet: str = ""
    """What is only thought of: explains an INJURY phrase away, so that the SUICIDE phrase decides."""
    stop: str = ""
    not_stop: str = ""

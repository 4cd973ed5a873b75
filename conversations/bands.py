"""Numbers of people, rounded for everybody alike, so that nobody can be counted out of a group (DOMAIN.md, section 2.2)."""

from typing import Final

from conversations.phrases import Phrase, Tongue, _

FEW = _("band.few", "fewer than 5")
FIVE = _("band.5", "5 to 9")
TEN = _("band.10", "10 to 19")
ABOUT = _("band.about", "about {number}")


SPLIT_FROM: Final = 20
PART_LEAST: Final = 5


def splits(*parts: int) -> bool:
    """Whether a whole may be told by its parts: who gets it now, who later, who not. With few people, or few in a part,
    somebody who knows the others could tell of one person that they are on a break (B31); then only the whole is told."""
    return sum(parts) >= SPLIT_FROM and all(part == 0 or part >= PART_LEAST for part in parts)


def band(count: int, tongue: Tongue) -> str:
    """How many, in words: below 20 as a band, from there to the nearest 5."""
    if count >= 20:
        return tongue.say(ABOUT, {"number": str((count + 2) // 5 * 5)})
    return tongue.say(_band_below_20(count))


def _band_below_20(count: int) -> Phrase:
    return FEW if count < 5 else FIVE if count < 10 else TEN

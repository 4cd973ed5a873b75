"""Days of the week as people type them: "Mondays", "every Tuesday and Thursday", "weekends", "los lunes".

Only what says that it is for every week counts: a bare "Monday" may be one Monday, and leaving somebody alone on the
wrong day, quietly, would be worse than asking again.
"""

import re
from typing import Final

from conversations.plain import plain

_NAMES: Final = {
    name: number
    for number, names in enumerate(
        (
            "mon monday lunes",
            "tue tues tuesday martes",
            "wed weds wednesday miércoles miercoles",
            "thu thur thurs thursday jueves",
            "fri friday viernes",
            "sat saturday sábado sabado",
            "sun sunday domingo",
        )
    )
    for name in names.split()
}
_WEEKEND: Final = frozenset({5, 6})
_EVERY: Final = re.compile(r"(?:on )?(?:every|each|cada|todos los|los)\b ?")
_APART: Final = re.compile(r"\s*(?:[,;&+/\n]|\band\b|\by\b)\s*")


def read_weekdays(text: str) -> frozenset[int] | None:
    """The weekdays (Monday is 0) that a text names for every week, or None if any part of it is not understood."""
    said = plain(text)
    parts = [part for part in _APART.split(_EVERY.sub("", said)) if part]
    found = [_one(part.removeprefix("on ")) for part in parts]
    weekly = bool(_EVERY.search(said)) or any(plural for _days, plural in found)
    if not weekly or not all(days for days, _plural in found):
        return None
    return frozenset().union(*(days for days, _plural in found)) or None


def _one(word: str) -> tuple[frozenset[int], bool]:
    """(weekdays, whether it is a plural) of one word; none for what is no weekday."""
    if word in ("weekend", "weekends"):
        return _WEEKEND, word.endswith("s")
    if word in _NAMES:
        return frozenset({_NAMES[word]}), False
    number = _NAMES.get(word[:-1]) if word.endswith("s") and len(word) > 6 else None  # never "thus" or "suns"
    return (frozenset() if number is None else frozenset({number})), True

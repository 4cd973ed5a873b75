"""How often somebody did something lately, in memory only: ceilings that keep guessers and hurried thumbs away.

None of it is worth a row. After a restart the counting begins anew, which nobody outside can bring about; what must
outlive one (how often a code was guessed at) is counted in its own row as well. Turns that are undone have been counted
all the same: to count too much is the safe side.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Final

DAY: Final = 24 * 3600
HOUR: Final = 3600
KNOWN: Final = 10_000
"""Of so many people at most anything is remembered; then the one who was here longest ago is forgotten first."""


class Lately:
    """One thing that may be done so often within a time. Who did it is kept as a number that means nothing elsewhere."""

    def __init__(self, often: int, within: int) -> None:
        self.often, self.within = often, within
        self._at: dict[int, list[int]] = {}

    def left(self, who: Hashable, now: int) -> int:
        """How often it may still be done now."""
        return max(0, self.often - len(self._recent(who, now)))

    def note(self, who: Hashable, now: int) -> None:
        recent = [*self._recent(who, now), now]
        self.forget(who)
        self._at[hash(who)] = recent[-self.often :]
        if len(self._at) > KNOWN:
            del self._at[next(iter(self._at))]

    def forget(self, who: Hashable) -> None:
        self._at.pop(hash(who), None)

    def _recent(self, who: Hashable, now: int) -> list[int]:
        return [at for at in self._at.get(hash(who), ()) if now - at < self.within]


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What is counted like this. Rejoin codes by the address that they are typed from, all else by member."""

    wrong_codes: Lately = field(default_factory=lambda: Lately(5, DAY))
    codes_tried: Lately = field(default_factory=lambda: Lately(20, HOUR))
    """Right ones among them: each takes the database's thread some hundredths of a second."""
    codes_made: Lately = field(default_factory=lambda: Lately(3, HOUR))
    wrong_names: Lately = field(default_factory=lambda: Lately(5, DAY))

"""An invented group and what its members said: the truth that a guess is held against.

Twice as many are invited as answer. Everybody who answers says something that nobody else says, as long or as short as they
like, on one of four days; of the others half begin and give up.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

from bot.attack.loot import Known
from conversations.safety import danger

DAYS: Final = 4
FIRST_MEMBER: Final = 101
_SHORTEST, _LONGEST = 20, 220
_WORDS: Final = (
    "the room was cold and nobody asked us before it settled; more time for questions would help, please send papers early "
    "tea break felt kind bus fare took weeks lift broken again long table quiet corner heard better than last month voices at "
    "front same people talk plain words short agenda phone link dropped twice chair listened decisions came first why"
).split()


@dataclass(frozen=True)
class Sender:
    """Somebody who answered: their words, and the day on which they sent them."""

    member: int
    words: str
    day: int


@dataclass(frozen=True)
class Life:
    """`senders` in the order in which they sent; `gave_up`: who began and did not send."""

    roster: dict[int, str]
    senders: tuple[Sender, ...]
    gave_up: tuple[int, ...]

    @property
    def truth(self) -> dict[int, str]:
        return {sender.member: sender.words for sender in self.senders}

    def known(self) -> Known:
        """What the thief is given: everybody's words from A to Z, and who sent when."""
        words = tuple(sorted(sender.words for sender in self.senders))
        return Known(words, tuple(sender.member for sender in self.senders), self.roster, alike=True)


def invent(chance: Random, people: int) -> Life:
    """A life of so many who answer."""
    roster = {FIRST_MEMBER + n: f"79{chance.randrange(10**8):08d}{n:03d}" for n in range(2 * people)}
    invited = chance.sample(sorted(roster), len(roster))
    words = _all_different(chance, people)
    senders = (Sender(invited[n], words[n], n * DAYS // people) for n in range(people))
    return Life(roster, tuple(senders), tuple(invited[people : people + people // 2]))


def _all_different(chance: Random, people: int) -> list[str]:
    """Words of which none begins inside another's, so that each is known again for certain. Nobody's happen to sound like
    danger: they would be shown help lines first, and their answer would be theirs to give again."""
    found: list[str] = []
    while len(found) < people:
        text = _sentence(chance)
        if danger(text, "en") is None and not any(
            text[:48] in other or other[:48] in text for other in found
        ):
            found.append(text)
    return found


def _sentence(chance: Random) -> str:
    length, text = chance.randint(_SHORTEST, _LONGEST), chance.choice(_WORDS)
    while len(text) < length:
        text += " " + chance.choice(_WORDS)
    return text[:length].rstrip() + "."

"""Revealing words in what a stranger may see on somebody's phone (DOMAIN.md, section 5.1).

The bot's name, picture text, description and command list, and the programme's name, must be dull: "South London Voices",
not "Recovery and Abuse Bot". A warning for coordinators at start-up, so a word too many is better than one too few.
"""

import re
from typing import Final

from conversations.safety.normal import normalise

ANYWHERE: Final = tuple(
    "recovery addict homeless prison alcohol survivor rehab suicid methadone overdose psychiat detox violence offender refugee trauma"
    " depress bipolar schizo heroin cocaine lgbt counselling helpline safeguard adicc drogas violencia maltrat victim".split()
)
"""Beginnings of words that tell even inside a name written in one, like "slrecoverybot"."""
AT_THE_START: Final = tuple(
    "abus adict recover mental drug probation rape rapist refuge asylum domestic sober sobriety psych therap counsel anxi hiv crisis jail gaol"
    " custody parole criminal convict hostel shelter squat needle gambl cannabis alcoh drunk drinker vulnerab surviv disorder"
    " relapse gay lesbian queer bisexual transgender trafficking slavery sexual patients clinic homeles streetlife sectioned"
    " recuperac abuso carcel prision salud rehabilit superviv".split()
)
WHOLE: Final = frozenset(
    "mh sud aa na dv harm vawg cmht trans inmate inmates aids meth crack booze ptsd".split()
)
TOGETHER: Final = (
    "rough sleep", "sex work", "eating disorder", "service user", "sin hogar", "drink problem", "mind matters", "lived experience",
)  # fmt: skip

_WORD: Final = re.compile(r"[^\W\d_]+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def revealing_words(text: str) -> tuple[str, ...]:
    """The words that say more than a dull name should, as written and in order; then pairs that do so together."""
    single = [word for word in _WORD.findall(text) if any(map(_tells, (word, *_HUMP.split(word))))]
    plain = f" {normalise(text)}"
    return (*dict.fromkeys(single), *(pair for pair in TOGETHER if f" {pair}" in plain))


def _tells(word: str) -> bool:
    plain = normalise(word)
    return plain in WHOLE or plain.startswith(AT_THE_START) or any(root in plain for root in ANYWHERE)

"""Short outbursts, so that the bot can offer to stop or to fetch a person (ER-07).

Anger is data, not abuse (BEHAVIOURS.md, B22): this never blocks, hides, flags or changes a word of anybody's. It looks at
whole short messages only, when no question is open; a comment with swearing in it is a comment.
"""

import re
from functools import cache
from typing import Final

from conversations.safety.normal import clean, normalise
from conversations.safety.whole import lookup, table_of

LONGEST: Final = 7
"""Words. Anything longer has something to say and is read as that."""

_SWEARING: Final = r"""\b(?:
      (?:mother)?f(?:u+c?k+|[*#@]+c?k*|k+)\w* | fukc\w* | ffs | wtf | stfu
    | (?:bull|dip)?sh(?:i+t+|[*#@1]+t)(?:e|s|y|ty|show|hole|head)? | s\*+t? | bs
    | piss(?:ed|ing)?\s?(?:off|take) | p[*]+s+ | bollocks | b[*o]+l*[*]+\w* | bastards? | b[*]+d
    | c[u*]+nts? | c\*+t?s? | w(?:an|\*n|\*\*)k\w* | twats? | arseholes? | bugger\soff | sod\soff | crap
    | mierda | joder | jod(?:ete|anse|an|ido) | put[ao]s? | cono | hij[oa]s?\sde\sputa
    )(?!\w)"""
_KINDLY: Final = r"\b(?:brilliant|great|good|love|loved|amazing|ace|thank\w*|cheers|nice|best|class|mint|hot|decent|yes|happy|better|lol|haha\w*)\b"
_OUTBURSTS: Final = (
    "shut up, get lost, do one, bog off, jog on, piss off, sod off, sod this, sod it, drop dead, get stuffed, up yours, this is crap,"
    " useless, useless bot, you are useless, youre useless, your useless, this is useless, this is rubbish, what a joke, this is a joke,"
    " stupid bot, stupid machine, stupid computer, this is stupid, you are stupid, dumb bot, i hate you, i hate this, hate this, hate you,"
    " hate this bot, i hate this bot, you are a waste of time, this is a waste of time, waste of time, what a waste of time, rubbish,"
    " screw you, screw this, screw off, idiot, idiots, you idiot, im fuming, fuming, im so angry, im angry, not listening, you are not listening,"
    " cállate, te odio, qué asco, vete al carajo, no sirves, no sirves para nada, inútil"
)


def is_angry(text: str) -> bool:
    """Whether the whole message is a short outburst. "Fucking brilliant" is not one."""
    said, swearing, kindly, outbursts = normalise(text), *_compiled()
    if not said or len(said.split()) > LONGEST or kindly.search(said):
        return False
    return bool(lookup(text, outbursts) or swearing.search(clean(text)) or swearing.search(said))


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, bool]]:
    return re.compile(_SWEARING, re.VERBOSE), re.compile(_KINDLY), table_of({True: _OUTBURSTS.split(",")})

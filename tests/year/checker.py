"""An independent reader of the promise: finds every letter that a member never agreed to.

Written from PACE.md alone. It shares no code, no numbers and no words with what it checks, and runs on the standard
library: a `Log` goes in, breaches come out. Each rule is a function of one member's year, named in `RULES` by the
invariant of PACE.md, section 12, or by the section that states it.

What an outside reader cannot see is not judged here: the keys behind an urgent message (I18), who else would have got
what (I17), the clock of a place offer (I21). Everything else of section 12 is.
"""

from collections.abc import Iterable

from tests.year.doors import DOORS
from tests.year.items import ITEMS, once_and_whole, promised_to_groups
from tests.year.limits import LIMITS
from tests.year.log import Breach, Log
from tests.year.silence import SILENCE

RULES = (*LIMITS, *SILENCE, *DOORS, *ITEMS)


def check(log: Log) -> list[Breach]:
    """Every breach, by moment."""
    found: set[Breach] = {*once_and_whole(log), *promised_to_groups(log)}
    for member in log.members:
        for rule in RULES:
            found |= {Breach(member.number, name, at) for name, at in rule(log, member)}
    return sorted(found, key=lambda breach: (breach.at, breach.member, breach.rule))


def rules_of(breaches: Iterable[Breach]) -> set[str]:
    return {breach.rule for breach in breaches}

"""The quiet fortnight: in mid-December everybody is offered peace until the week after New Year (PACE.md, section 8).

The offer is a thing on What's new, so it starts no chat: it rides along on the next one. Whoever wants it types PAUSE, where
it stands among the lengths of a break for as long as it makes sense. It is a break like any other, with no reason kept.
"""

from datetime import date
from typing import Final

from conversations.phrases import _

OFFERED: Final = (10, 17)
"""The days of December between which everybody is told of it."""
FROM, TO = (12, 10), (12, 27)
BACK: Final = (1, 4)
QUIET_TIME: Final = _("PS-01.quiet", "Quiet until {date}")
TITLE: Final = _("PS-07T", "A quiet fortnight, if you like")
BODY: Final = _(
    "PS-07", "The end of the year can be a lot. If you'd like me to stay quiet until {date}, type PAUSE and pick it. Nothing will pile up, and you don't have to say why."
)  # fmt: skip


def quiet_until(today: date) -> date | None:
    """The first day after the quiet time, while somebody could begin it; None in the rest of the year."""
    if not FROM <= (today.month, today.day) <= TO:
        return None
    return date(today.year + 1, *BACK)


def is_offered(today: date) -> bool:
    return today.month == 12 and OFFERED[0] <= today.day < OFFERED[1]

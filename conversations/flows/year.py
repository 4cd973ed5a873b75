"""After a year without a word: shall I keep your details? (COPYDECK.md, ON-60; conversations/pace/year.py)

Any answer keeps them, and so does any word or tap at all. With none, everything goes after the day that is named here.
"""

from datetime import timedelta
from typing import Final

from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Say, Visit
from conversations.flows.forget import KEPT
from conversations.pace import DAYS_TO_ANSWER
from conversations.phrases import Phrase, _
from conversations.view import View

LIVES: Final = (DAYS_TO_ANSWER + 5) * 24 * 3600


def shall_i(view: View, answers: Answers) -> Phrase:
    if view.known.quiet:
        return _(
            "ON-60Q",
            "Hi. It's been a year. Shall I keep things as they are? If I don't hear by {close}, I'll delete them.",
        )
    return _("ON-60", "It's been a year since we chatted. Shall I keep your details? If I don't hear by {close}, I'll delete them. "
                      "You can always join again.")  # fmt: skip


def close(view: View, answers: Answers) -> dict[str, str]:
    return {"close": view.tongue.day(view.today + timedelta(days=DAYS_TO_ANSWER))}


YEAR = Flow("year", opener=True, lives=LIVES, steps=(
    Ask("ON-60", shall_i, OneOf((
            Option("yes", _("ON-60.yes", "Yes, keep going"), out=True), Option("change", _("ON-60.change", "Change things")),
            Option("delete", _("ON-60.delete", "Delete me")))),
        then={"change": "details", "delete": "forget"}, otherwise="FM-06", fill=close),
    Visit("details", "details", then=END),
    Visit("forget", "forget", then=END),
    Say("FM-06", KEPT, then=END),
))  # fmt: skip

FLOWS = (YEAR,)

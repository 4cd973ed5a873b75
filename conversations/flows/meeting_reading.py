"""What a coordinator types about a meeting, read: own words, a day and a time, a link. Each refusal says how to mend it."""

from typing import Final

from conversations.flow import Option, Options, Problem, Words
from conversations.meetings import AHEAD_MOST, LINK_MOST, LONGEST, SHORTEST
from conversations.moments import read_minutes, read_moment
from conversations.outgoing import HALF_A_YEAR, says_something
from conversations.pace.local_time import instant, local
from conversations.pace.values import MINUTE
from conversations.phrases import _
from conversations.view import View

CANCEL: Final = Option("cancel", _("button.cancel", "Cancel"), out=True)
GO_ON: Final = _(
    "CO-70X", "There's nothing to read in that yet. You can type it, or cancel. Nothing is made yet."
)
LONG: Final = _("CO-70L", "That's {number} letters. Up to {most} fit on a small screen. Nothing is made yet.")


def words_of(most: int, options: Options = (CANCEL,), *, lines: bool = False) -> Words:
    """Own words up to a length. `lines`: more than one line of them."""

    def read(text: str, view: View) -> str | Problem:
        short = text if lines else " ".join(text.split())
        if not says_something(short):
            return Problem(GO_ON)
        if len(short) > most:
            return Problem(LONG, {"number": str(len(short)), "most": str(most)})
        return short

    return Words(options, limit=4000, read=read)


def read_start(text: str, view: View) -> str | Problem:
    """The moment it begins, as the programme's clocks will show it ("2026-12-03T14:00")."""
    today, _minute = local(view.now, view.programme.timezone)
    found = read_moment(text, today)
    if found.day is None:
        return Problem(
            _(
                "CO-72D",
                "I couldn't read a day and a time in that, or the day has gone by. Like this: 3 Dec at 2pm. Or: 2026-12-03 14:00.",
            )
        )
    if found.minute is None:
        return Problem(
            _(
                "CO-72T",
                "That's the day: {day}. What time does it start? Type both, like this: {day} at 2pm.",
            ),
            {"day": view.tongue.day(found.day)},
        )
    if found.day > today + HALF_A_YEAR and str(found.day.year) not in text and found.day.year > today.year:
        return Problem(_("CO-72Y", "That would be {day} {year}. If you mean that, type the year too. If that day has gone by, pick one to come."),
                       {"day": view.tongue.day(found.day), "year": str(found.day.year)})  # fmt: skip
    start = instant(found.day, found.minute, view.programme.timezone)
    if start <= view.now:
        return Problem(
            _("CO-72P", "That moment has gone by. It can begin any time from now. Like this: 3 Dec at 2pm.")
        )
    if start > view.now + AHEAD_MOST:
        return Problem(
            _(
                "CO-72F",
                "That's more than a year ahead. Much can change until then, so pick a nearer day. Nothing is made yet.",
            )
        )
    return f"{found.day.isoformat()}T{found.minute // 60:02}:{found.minute % 60:02}"


def read_length(text: str, view: View) -> str | Problem:
    """How long it is, in minutes."""
    minutes = read_minutes(text)
    if minutes is None or not SHORTEST <= minutes * MINUTE <= LONGEST:
        return Problem(_("CO-73X", "I couldn't read how long that is. Between 5 minutes and 12 hours, like this: 90 minutes. Or: 2 and a half hours."))  # fmt: skip
    return str(minutes)


def read_link(text: str, view: View) -> str | Problem:
    link = text.strip()
    if not link.casefold().startswith(("https://", "http://")) or " " in link or "." not in link:
        return Problem(
            _(
                "CO-75X",
                "That doesn't look like a link. One begins with https:// and has no spaces. You can paste it again, or tap or type one of these.",
            )
        )
    if len(link) > LINK_MOST:
        return Problem(LONG, {"number": str(len(link)), "most": str(LINK_MOST)})
    return link

"""What a coordinator types about a course, read: where it is, how many places, until when. Each refusal says how to mend it."""

from datetime import timedelta
from typing import Final

from conversations.dates import read_day
from conversations.flow import Problem, Words
from conversations.flows.meeting_reading import CANCEL, GO_ON, LONG, read_link, read_start, words_of
from conversations.obvious import declines
from conversations.outgoing import says_something
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.plain import plain
from conversations.training.courses import LINK_MOST, PLACE_MOST, PLACES_MOST, TO_ANSWER, WINDOW
from conversations.view import View

NONE: Final = frozenset({"none", "no one", "nobody", "zero"})


def read_when(text: str, view: View) -> str | Problem:
    """When a session begins, as the programme's clocks will show it ("2026-12-18T14:00"). With a draw there has to be time to
    hear of it, to ask and to answer first."""
    found = read_start(text, view)
    if isinstance(found, Problem) or not view.facts.by_draw():
        return found
    first = local_date(view.now + WINDOW, view.programme.timezone) + timedelta(seconds=TO_ANSWER)
    if found.partition("T")[0] >= first.isoformat():
        return found
    return Problem(
        _("TC-13S", "That's too soon. People get 2 weeks to ask for a place, and a week to answer. Any day from {date} on."),
        {"date": view.tongue.day(first)},
    )  # fmt: skip


def read_where(text: str, view: View) -> str | Problem:
    """A place in words, or a link."""
    if is_link(text.strip()):
        return read_link(text, view)
    place = " ".join(text.split())
    if not says_something(place):
        return Problem(GO_ON)
    if len(place) > PLACE_MOST:
        return Problem(LONG, {"number": str(len(place)), "most": str(PLACE_MOST)})
    return place


def required(most: int, empty: Phrase) -> Words:
    """Own words that cannot be left out: "skip" throws nothing away, it says what is asked for, and why it is."""
    inner = words_of(most).read
    assert inner is not None

    def read(text: str, view: View) -> str | Problem:
        return Problem(empty) if declines(plain(text), view.tongue.language) else inner(text, view)

    return Words((CANCEL,), limit=4000, read=read, any_words=True)


def is_link(text: str) -> bool:
    return text.casefold().startswith(("https://", "http://")) and len(text) <= 2 * LINK_MOST


def read_places(text: str, view: View) -> str | Problem:
    """How many people can come."""
    number = _number(text)
    if number is None or not 1 <= number <= PLACES_MOST:
        return Problem(
            _("TC-18X", "That's no number of places I can take. From 1 to {most}, like this: 12."), {"most": str(PLACES_MOST)}
        )  # fmt: skip
    return str(number)


def read_kept(text: str, view: View) -> str | Problem:
    """How many places are kept for people new to this."""
    number = 0 if plain(text) in NONE else _number(text)
    if number is None:
        return Problem(_("TC-19X", "I couldn't read a number in that. Like this: 3. Or: none."))
    return str(number)


def _number(text: str) -> int | None:
    """A whole number in figures, with "places" or "people" after it or not."""
    first, _space, rest = plain(text).partition(" ")
    fits = first.isascii() and first.isdigit() and len(first) <= 4
    return int(first) if fits and rest in ("", "place", "places", "people") else None


def read_closing(text: str, view: View) -> str | Problem:
    """The last day of asking ("2026-12-08"). Whether it fits the sessions is looked at once more with them."""
    today = local_date(view.now, view.programme.timezone)
    day = read_day(plain(text), today)
    if day is None:
        return Problem(_("TC-20X", "I couldn't read a day in that. Like this: 8 Dec. Or: 2026-12-08."))
    return day.isoformat()

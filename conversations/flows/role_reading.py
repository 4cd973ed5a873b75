"""What a coordinator types about a role, read: a day, and how many people. Each refusal says how to mend it."""

from dataclasses import replace
from datetime import date
from typing import Final

from conversations.dates import read_day
from conversations.flow import Options, Problem, Words
from conversations.flows.meeting_reading import words_of
from conversations.obvious import declines
from conversations.pace.local_time import local_date
from conversations.phrases import _
from conversations.plain import plain
from conversations.roles import LONGEST, WANTED_MOST
from conversations.safety import Command, command
from conversations.view import View

NONE: Final = frozenset({"no", "none", "nothing", "nope", "no pay", "not paid", "no money", "voluntary", "0", "zero"})  # fmt: skip
WORDS: Final = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}  # fmt: skip


def today(view: View) -> date:
    """The programme's own day, by which roles begin and end."""
    return local_date(view.now, view.programme.timezone)


def terms_of(most: int, options: Options, nothing: str = "") -> Words:
    """Own words that a role has to say, up to a length: "skip" and a plain "no" are met with why it cannot be left out, and
    nothing that was typed before is thrown away for them. `nothing`: the key of the option that "no" and "none" mean, where
    there is one."""
    words = words_of(most, options)
    read = words.read
    assert read is not None

    def term(text: str, view: View) -> str | Problem:
        if nothing and plain(text) in NONE:
            return nothing
        if command(text) is Command.SKIP or declines(plain(text), view.tongue.language):
            return Problem(_("RO-20X", "Every role says this, so it can't be left out. You can type it, or cancel. Nothing is made yet."))  # fmt: skip
        return read(text, view)

    return replace(words, read=term, any_words=True)


def read_role_day(text: str, view: View) -> str | Problem:
    """A day from today on, at most two years ahead, as an ISO date."""
    day = read_day(text, today(view))
    if day is None:
        return Problem(_("RO-27X", "I couldn't read a day to come in that. Like this: 3 Dec. Or, for another year: 30 June 2027."))  # fmt: skip
    if day - today(view) > LONGEST:
        return Problem(_("RO-27F", "That's more than two years ahead. A role ends within two years, and can be posted anew then. Pick a nearer day."))  # fmt: skip
    return day.isoformat()


def read_end(text: str, view: View) -> str | Problem:
    """Its last day: not today, for nobody could take it."""
    found = read_role_day(text, view)
    if isinstance(found, str) and date.fromisoformat(found) <= today(view):
        return Problem(_("RO-28P", "That's today. Its last day can be any day from tomorrow on. Like this: 30 June 2027."))  # fmt: skip
    return found


def read_wanted(text: str, view: View) -> str | Problem:
    """How many people: "2", "two", "2 people"."""
    first = (plain(text).split() or [""])[0]
    number = WORDS.get(first) or (int(first) if first.isascii() and first.isdigit() and len(first) < 4 else 0)
    if not 1 <= number <= WANTED_MOST:
        return Problem(_("RO-30X", "I couldn't read how many that is. It can be 1 to {most} people, like this: 2 people."), {"most": str(WANTED_MOST)})  # fmt: skip
    return str(number)

"""How the entries of My journey read: on the page, in the lists to choose from, and in the member's copy."""

from datetime import date
from typing import Final

from conversations.flow import Option
from conversations.journey import Entry
from conversations.phrases import _
from conversations.view import View

LABEL: Final = 22
"""Characters of a button (DOMAIN.md 4.3)."""
CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
HEADING: Final = _("JO-18", "My record")
NOT_ALL: Final = _("JO-19", "Some letters can't be shown in a PDF. A copy as text has them all.")
"""The heading of the copy as a PDF, and its last line where letters are missing."""
SHUT: Final = _("JO-11", "I can't open it right now. Nothing in it is lost or changed. The people who run me can see that a key needs mending, and not whose record it is. You can try again another day.")  # fmt: skip


def day_of(view: View, entry: Entry) -> str:
    """Its day, with the year where that is another one."""
    day = date.fromisoformat(entry.day)
    return view.tongue.day(day) + (f" {day.year}" if day.year != view.today.year else "")


def title(view: View, entry: Entry) -> str:
    """What it was; for one without, how its words begin."""
    return entry.what or entry.words.splitlines()[0]


def reads(view: View, entry: Entry) -> str:
    """One entry: its day and what it was, the member's own words, and a line that they keep."""
    head = view.tongue.say(_("JO-14", "{day}: {what}"), {"day": day_of(view, entry), "what": entry.what})
    line = view.tongue.say(_("JO-15", "{trainer}: “{line}”"), {"trainer": entry.trainer, "line": entry.line})
    parts = (head if entry.what else day_of(view, entry), entry.words, line if entry.kept else "")
    return "\n".join(part for part in parts if part)


def short(text: str, most: int = LABEL) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def labels(view: View, entries: tuple[Entry, ...]) -> tuple[Option, ...]:
    """One option for each, by its id: a button pressed late can never mean another one. Those that read alike are numbered."""
    names = [short(title(view, each)) for each in entries]
    found = []
    for n, each in enumerate(entries):
        again = sum(other.casefold() == names[n].casefold() for other in names[:n])
        name = short(title(view, each), LABEL - 4) + f" ({again + 1})" if again else names[n]
        found.append(Option(each.id, name, also=(title(view, each),) if not again else ()))
    return tuple(found)


def pages(view: View) -> list[str]:
    """The whole record for the member's own copy of all that is kept, oldest first."""
    found = view.journey()
    if found is None:
        return [view.tongue.say(SHUT)]
    return [reads(view, each) for each in reversed(found.listed)]

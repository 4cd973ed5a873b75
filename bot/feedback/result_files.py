"""The files that results come in: "results-7.png", and the same in the formats of an export (bot/results/).

Members and coordinators get the same file: it is a pure function of what was published (B03, B28).
"""

from collections.abc import Callable, Mapping
from sqlite3 import Connection
from typing import Final, TypeAlias

from conversations.feedback.publication import Publication
from conversations.phrases import Tongue
from conversations.session import is_number
from conversations.view import View

Write: TypeAlias = Callable[[Publication, Tongue], bytes]


def picture(publication: Publication, tongue: Tongue) -> bytes:
    from bot.results import charts

    return charts.picture(publication, tongue)


def export(ending: str) -> Write:
    def made(publication: Publication, tongue: Tongue) -> bytes:
        from bot.results.export import file

        return file([publication], ending)

    return made


WRITERS: Final[Mapping[str, Write]] = {
    "png": picture,
    **{ending: export(ending) for ending in ("csv", "xlsx", "html", "json")},
}
"""By what the name ends with. What draws and what writes spreadsheets is imported only when somebody wants it."""


def result_file(connection: Connection, view: View, name: str) -> Callable[[], bytes] | None:
    """How to make the file of this name; None for a meeting whose results this member cannot see."""
    number, _dot, ending = name.removeprefix("results-").partition(".")
    write = WRITERS.get(ending)
    found = view.facts.result(int(number)) if is_number(number) and write else None
    if found is None or write is None or found.state != "published":
        return None
    return lambda: write(found, view.tongue)

"""How a chart comes out of matplotlib: the same bytes each time, and nothing left behind.

matplotlib is imported when something is drawn, and only its objects are used, never pyplot, which keeps figures in one place
for the whole process. What it would read of a machine (settings in a file, fonts that happen to be installed) and write down (a
cache of fonts, a date) is taken away from it: its folder is a temporary one for as long as it is imported, its settings are the
defaults, and the one font is the one that comes with it.
"""

import io
import os
import re
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ONE_AT_A_TIME: Final = threading.Lock()
"""matplotlib's settings and its cache of fonts are the whole process's."""
DOTS: Final = 100
"""Pixels in an inch: a figure is measured in inches."""
POINTS: Final = 72


@dataclass(frozen=True, slots=True)
class Colours:
    paper: str
    ink: str
    full: str
    empty: str


PRINT: Final = Colours("#ffffff", "#1a1a1a", "#0072b2", "#ffffff")
"""A blue that people of every colour sight tell from white, by its lightness alone."""
IN_PAGE: Final = Colours("none", "#010101", "#020202", "none")
"""Stand-ins for colours that the page decides, light or dark."""
_OF_THE_PAGE: Final = {"#010101": "var(--ink)", "#020202": "var(--bar)"}


@dataclass(frozen=True, slots=True)
class Line:
    """Text whose first letter is at `x`, standing on `y`; all in pixels from the upper left corner."""

    x: int
    y: int
    text: str
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    x: int
    y: int
    width: int
    height: int
    full: bool


Mark = Line | Square


def png(marks: Sequence[Mark], width: int, height: int) -> bytes:
    """A picture of so many pixels."""
    with _matplotlib():
        out = io.BytesIO()
        _figure(marks, width, height, PRINT).savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
        return out.getvalue()


def svg(marks: Sequence[Mark], width: int, height: int) -> str:
    """A drawing to stand inside of a page, in the page's own colours and letters. It says nothing to a screen reader: the
    text that says the same stands with it."""
    lines = [mark.text for mark in marks if isinstance(mark, Line)]
    numbers = iter(range(len(lines)))
    drawn_as = [
        replace(mark, text=f"text {next(numbers)}") if isinstance(mark, Line) else mark for mark in marks
    ]
    with _matplotlib():
        out = io.StringIO()
        _figure(drawn_as, width, height, IN_PAGE).savefig(out, format="svg", metadata=dict.fromkeys(_DATED))
    return re.sub(
        r">text (\d+)<", lambda found: f">{escape(lines[int(found[1])])}<", _for_a_page(out.getvalue())
    )


_DATED: Final = ("Creator", "Date", "Format", "Type")
_OF_NO_USE: Final = re.compile(
    r"<!--.*?-->\s*|<metadata>.*?</metadata>\s*|<defs>.*?</defs>\s*| id=\"[^\"]*\"|font-family: [^;]*; ?| transform=\"rotate\(-0[^\"]*\"",
    re.DOTALL,
)


def _for_a_page(drawn: str) -> str:
    """Only the drawing itself: no prologue, nothing about itself, no names that other drawings have too."""
    drawn = _OF_NO_USE.sub("", drawn[drawn.index("<svg") :].strip())
    for stand_in, colour in _OF_THE_PAGE.items():
        drawn = drawn.replace(stand_in, colour)
    (box,) = re.findall(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', drawn)
    return f'<svg viewBox="{box}" aria-hidden="true" focusable="false">{drawn[drawn.index(">") + 1 :]}'


def _figure(marks: Sequence[Mark], width: int, height: int, colours: Colours) -> "Figure":
    from matplotlib.figure import Figure
    from matplotlib.font_manager import get_font
    from matplotlib.patches import Rectangle

    figure = Figure((width / DOTS, height / DOTS), DOTS, facecolor=colours.paper, edgecolor="none")
    if colours.paper == "none":
        figure.patch.set_visible(False)
    known = get_font(str(_font(bold=False))).get_charmap()
    for mark in marks:
        if isinstance(mark, Line):
            figure.text(
                mark.x / width, 1 - mark.y / height, "".join(c if ord(c) in known else "\N{REPLACEMENT CHARACTER}" for c in mark.text),
                color=colours.ink, parse_math=False, va="baseline", font=_font(bold=mark.bold), fontsize=mark.size * POINTS / DOTS,
            )  # fmt: skip
        else:
            low = 1 - (mark.y + mark.height) / height
            figure.add_artist(
                Rectangle(
                    (mark.x / width, low), mark.width / width, mark.height / height, transform=figure.transFigure,
                    facecolor=colours.full if mark.full else colours.empty, edgecolor=colours.full, linewidth=2,
                )
            )  # fmt: skip
    return figure


def _font(*, bold: bool) -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path(), "fonts", "ttf", f"DejaVuSans{'-Bold' if bold else ''}.ttf")


@contextmanager
def _matplotlib() -> Iterator[Any]:
    """matplotlib as it comes, for one drawing at a time."""
    with _ONE_AT_A_TIME, _nowhere_to_write():
        import matplotlib
        import matplotlib.font_manager

        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "alongside"})
            yield matplotlib


@contextmanager
def _nowhere_to_write() -> Iterator[None]:
    """While it is imported it looks for a folder of its own, once."""
    before = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory(prefix="alongside-") as folder:
        os.environ["MPLCONFIGDIR"] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ["MPLCONFIGDIR"]
            else:
                os.environ["MPLCONFIGDIR"] = before

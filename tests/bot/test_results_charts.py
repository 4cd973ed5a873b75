"""Charts: the same picture each time, readable on a phone, saying in words what it shows, and leaving nothing behind."""

import re
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.results import charts, export
from bot.results.drawing import Line, Mark, Square, png
from conversations.phrases import PlainEnglish
from tests.bot.commands import environment
from tests.bot.results import LARGE, SMALL, TOO_FEW

ENGLISH = PlainEnglish()


def size(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


def test_a_picture_is_the_same_each_time_and_fits_a_phone() -> None:
    """800 pixels wide, no taller than a messenger takes, and the same bytes from several threads at once."""
    with ThreadPoolExecutor(3) as threads:
        pictures = set(threads.map(lambda _: charts.picture(LARGE, ENGLISH), range(3)))
    assert len(pictures) == 1
    width, height = size(pictures.pop())
    assert width == 800 and 400 < height < 5000


def test_a_picture_has_no_moment_and_no_maker() -> None:
    """Nothing in the file says when or by what it was drawn."""
    picture = charts.picture(SMALL, ENGLISH)
    assert not re.search(rb"tEXt|tIME|iTXt|matplotlib", picture)


def test_a_drawing_is_safe_inside_a_page() -> None:
    """No id, no reference, no font or colour of its own, whatever an answer is called; the shares stand in it as text."""
    question = LARGE.questions[0]
    strange = replace(
        question,
        answers=(replace(question.answers[0], label='<script>"$x^2$" & 你好'), *question.answers[1:]),
    )
    drawn = charts.drawing(strange, LARGE, ENGLISH)
    assert (
        "&lt;script&gt;" in drawn
        and "$x^2$" in drawn
        and "你好" in drawn
        and ">A bit: some, about 5<" in drawn
    )
    assert not re.search(r"\bid=|href|url\(|<style|<script|DOCTYPE|#[0-9a-f]{6}|matplotlib", drawn)
    assert drawn == charts.drawing(strange, LARGE, ENGLISH)


def test_what_cannot_be_drawn_is_still_a_picture() -> None:
    """Nothing to draw, every script and signs that matplotlib would read as mathematics: no warning, no failure."""
    assert size(charts.picture(replace(LARGE, questions=LARGE.questions[3:]), ENGLISH))[0] == 800
    assert (
        size(charts.picture(replace(TOO_FEW, titles=("Walk $a_b$ 你 \N{WAVING HAND SIGN} مرحبا",)), ENGLISH))[
            0
        ]
        == 800
    )


def test_boxes_are_full_by_the_word_and_not_by_the_number() -> None:
    """Two publications with the same words have the same boxes, whatever their counts."""
    marks: list[Mark] = [Line(0, 20, "a", 20), Square(0, 30, 10, 10, True)]
    assert png(marks, 100, 60) == png(marks, 100, 60)
    other = replace(
        LARGE.questions[0], answers=tuple(replace(a, about=None) for a in LARGE.questions[0].answers)
    )
    boxes = [
        re.findall(r"fill: [^;]*; stroke: ", charts.drawing(q, LARGE, ENGLISH))
        for q in (LARGE.questions[0], other)
    ]
    assert boxes[0] == boxes[1] and len(boxes[0]) == 5 * len(other.answers)


DRAWING: Final = """
import sys
from hashlib import sha256
from bot.results import charts, export
from conversations.phrases import PlainEnglish
from tests.bot.results import LARGE
assert "matplotlib" not in sys.modules
made = [charts.picture(LARGE, PlainEnglish()), *(export.file([LARGE], form) for form in export.MADE)]
assert "matplotlib.pyplot" not in sys.modules
print(*(sha256(each).hexdigest() for each in made))
"""


def test_another_process_draws_the_same_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """Elsewhere, with settings and a home of its own, the same bytes come out; no cache of fonts is left in any folder."""
    for folder in ("home", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "matplotlibrc").write_text("font.size: 40\nfigure.facecolor: red\n")
    home = str(tmp_path / "home")
    places = environment(
        HOME=home, XDG_CACHE_HOME=home, TMPDIR=str(tmp_path / "tmp"), PYTHONHASHSEED="4711", TZ="Asia/Tokyo"
    )
    command = [sys.executable, "-W", "error", "-c", DRAWING]
    done = subprocess.run(command, cwd=tmp_path, env=places, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    here = [charts.picture(LARGE, ENGLISH), *(export.file([LARGE], form) for form in export.MADE)]
    assert done.stdout.split() == [sha256(each).hexdigest() for each in here]
    assert not [*(tmp_path / "tmp").iterdir()]
    assert not [file for file in (tmp_path / "home").rglob("*") if "matplotlib" in file.name]

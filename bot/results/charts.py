"""Charts of published results: one row of boxes for each answer, as many of them full as its word is strong.

Nothing in it could be measured: results are words on a scale, and the picture says no more than they do. Each answer's word
stands beside its boxes, so neither colour nor counting is needed, and in a page a table says the same.
"""

import textwrap
from typing import Final

from bot.results import report
from bot.results.drawing import Line, Mark, Square, png, svg
from conversations.feedback import picture_words
from conversations.feedback.publication import Publication, QuestionShown, Share
from conversations.feedback.wording_of_results import band_words, heading, label, share_words
from conversations.phrases import Tongue

WIDTH: Final = 800
"""Pixels. On a small phone a picture is shown at about half of that, and its letters are then still twelve pixels high."""
MARGIN, BOX, HIGH, GAP = 24, 64, 30, 8
IN_PAGE_WIDTH, IN_PAGE_LETTERS = 480, 28
TITLE, TEXT = 30, 26
TITLE_LETTERS, TEXT_LETTERS = 38, 48
SCALE: Final = (Share.HARDLY_ANYONE, Share.SOME, Share.ABOUT_HALF, Share.MOST, Share.ALMOST_EVERYONE)
"""The same five boxes however many replied: "most" looks alike in all pictures."""


def picture(publication: Publication, tongue: Tongue) -> bytes:
    """Everything that can be drawn of one publication, as a PNG for a chat."""
    page = _Page()
    page.text(report.title(publication), TITLE, TITLE_LETTERS, bold=True)
    if publication.people:
        page.text(
            tongue.say(picture_words.REPLIED, {"people": band_words(tongue, publication.people)}),
            TEXT,
            TEXT_LETTERS,
        )
    questions = report.with_answers(publication)
    page.text(tongue.say(picture_words.BOXES if questions else picture_words.ONLY_WORDS), TEXT, TEXT_LETTERS)
    for question in questions:
        page.space(24)
        page.text(heading(tongue, question), TITLE, TITLE_LETTERS, bold=True)
        page.question(question, publication, tongue)
    return png(page.marks, WIDTH, page.bottom + MARGIN)


def drawing(question: QuestionShown, publication: Publication, tongue: Tongue) -> str:
    """One question's boxes as an SVG for inside of a page; what it asks stands above it there. It is narrow, so that its letters
    are as large as the page's on a phone too."""
    page = _Page(top=0, margin=2, letters=IN_PAGE_LETTERS, beside=False)
    page.question(question, publication, tongue)
    return svg(page.marks, IN_PAGE_WIDTH, page.bottom + 4)


class _Page:
    """Marks from top to bottom. `beside`: an answer's word stands beside its boxes, else above them."""

    def __init__(self, top: int = MARGIN, margin: int = MARGIN, letters: int = TEXT_LETTERS, *, beside: bool = True) -> None:  # fmt: skip
        self.marks: list[Mark] = []
        self.bottom = top
        self.margin, self.letters, self.beside = margin, letters, beside

    def space(self, high: int) -> None:
        self.bottom += high

    def text(self, text: str, size: int, letters: int, *, bold: bool = False) -> None:
        for line in textwrap.wrap(text, letters) or [""]:
            self.bottom += size + 8
            self.marks.append(Line(self.margin, self.bottom - 6, line, size, bold))
        self.bottom += 4

    def question(self, question: QuestionShown, publication: Publication, tongue: Tongue) -> None:
        if question.hidden:
            self.text(tongue.say(picture_words.HIDDEN), TEXT, self.letters)
        for answer in question.answers if not question.hidden else ():
            self._answer(answer.share, label(tongue, question.id, answer), share_words(tongue, answer.share, report.about(answer, publication.k)))  # fmt: skip

    def _answer(self, share: Share, named: str, word: str) -> None:
        self.text(named if self.beside else f"{named}: {word}", TEXT, self.letters)
        for number, step in enumerate(SCALE):
            left = self.margin + number * (BOX + GAP)
            self.marks.append(Square(left, self.bottom, BOX, HIGH, SCALE.index(share) >= SCALE.index(step)))
        if self.beside:
            self.marks.append(
                Line(self.margin + len(SCALE) * (BOX + GAP) + 8, self.bottom + HIGH - 4, word, TEXT)
            )
        self.space(HIGH + 14)

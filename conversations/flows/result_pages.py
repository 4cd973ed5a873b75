"""Results as pages of a chat: short enough for a small screen, and the same for whoever reads them (B03, B28)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from conversations.feedback.publication import Publication
from conversations.feedback.trend import trend, trend_lines
from conversations.feedback.wording_of_results import band_words, heading, sentence
from conversations.phrases import NOTHING, Tongue, _

PAGE: Final = 700
"""Letters on one page."""
CAPTION: Final = 1000
"""Letters under a picture: Telegram takes 1,024."""
BACK_TO: Final = 3
"""Meetings side by side."""


def answers_pages(found: Publication, tongue: Tongue) -> tuple[str, ...]:
    """Each question with its answers in a sentence, and what there is to know about the rest."""
    blocks = [
        sentence(tongue, question) for question in found.questions if question.answers or question.hidden
    ]
    return pages((*blocks, *notes(found, tongue)))


def words_pages(found: Publication, tongue: Tongue) -> tuple[str, ...]:
    """What people wrote, A to Z under each question."""
    blocks: list[str] = []
    for question in found.questions:
        lines = [f"“{words}”" for words in question.words]
        blocks += [f"{heading(tongue, question)}\n{lines[0]}", *lines[1:]] if lines else []
    return pages(blocks)


def trend_pages(found: Sequence[Publication], tongue: Tongue) -> tuple[str, ...]:
    """Each question that was asked alike in several of these, with what came out each time. No two questions are joined."""
    return pages(
        "\n".join((row.text, *(f"– {line}" for line in trend_lines(tongue, row)))) for row in trend(found)
    )


def notes(found: Publication, tongue: Tongue) -> Iterator[str]:
    """What is not shown and why, and what reviewers did."""
    if found.words == "few":
        yield tongue.say(_("RS-01", "Fewer than {number} people replied, so nobody is shown anybody's own words."), {"number": str(found.for_words)})  # fmt: skip
    if found.words == "held":
        yield tongue.say(_("RS-02", "Own words aren't shown: a coordinator and a member rep have both to read them first, and that didn't happen in time."), NOTHING)  # fmt: skip
    if found.words == "shown" and found.masked:
        yield tongue.say(_("RS-03", "A coordinator and a member rep took names out of what people said, and nothing else."), NOTHING)  # fmt: skip
    if len(found.titles) > 1:
        yield tongue.say(_("RS-04", "These are about {events} together."), {"events": tongue.listed(found.titles)})  # fmt: skip


def caption(found: Publication, tongue: Tongue) -> str:
    """The picture in words: whole questions, as many as fit."""
    said = [tongue.say(_("RS-05", "{event}: {people} people replied."), {"event": found.title, "people": band_words(tongue, found.people)})]  # fmt: skip
    for question in found.questions:
        line = sentence(tongue, question)
        if (question.answers or question.hidden) and len("\n".join((*said, line))) <= CAPTION:
            said.append(line)
    return "\n".join(said)


def pages(blocks: Iterable[str]) -> tuple[str, ...]:
    """These paragraphs on as few pages as hold them, in their order. One that is too long for any page has its own."""
    made: list[str] = []
    for block in blocks:
        if made and len(made[-1]) + 2 + len(block) <= PAGE:
            made[-1] = f"{made[-1]}\n\n{block}"
        else:
            made.append(block)
    return tuple(made)

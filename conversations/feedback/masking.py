"""Taking words out of a text, at the member's own wish or by both reviewers.

Only ever takes out: nothing outside the spans changes. What goes becomes "[name]", or a word for another kind of detail,
since a blank would hide that somebody was there. That may be longer than a short name, but no text becomes longer than an
answer may be: where there is no room for the marks, short runs become a single "*" each.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from conversations.feedback.facts import Span
from conversations.feedback.form import WORDS_MOST

MARK: Final = "[name]"
_NUMBER, _ADDRESS, _DATE = "[number]", "[address]", "[date]"
_OF_KIND: Final[Mapping[str, str]] = {
    **dict.fromkeys(("phone", "number", "nhs", "ni", "card", "bank"), _NUMBER),
    **dict.fromkeys(("email", "postcode", "address", "link", "handle"), _ADDRESS),
    **dict.fromkeys(("date", "age"), _DATE),
}
"""By the kind of a span (bot/personal_details/kinds.py). What is none of these is somebody's name, or as good as one."""
ANY_MARK: Final = re.compile("|".join(map(re.escape, (MARK, *dict.fromkeys(_OF_KIND.values())))))


def worth_asking(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Those about which the member is asked before Send: only what is sure, since a warning that is mostly wrong is soon
    pressed away (MF-16). Names that the bot knows are sure."""
    return tuple(span for span in spans if span.sure)


def taken_out(text: str, spans: Iterable[Span], mark: str = "") -> str:
    """The text with a mark for each run of letters in these spans; spans that overlap or touch are one run. `mark`: this one
    for all of them, whatever their kind."""
    runs = [(start, end, mark or of_kind) for start, end, of_kind in _runs(text, spans)]
    grown = len(text) + sum(len(mark) - (end - start) for start, end, mark in runs)
    room = grown <= max(len(text), WORDS_MOST)
    parts: list[str] = []
    at = 0
    for start, end, mark in runs:
        parts += [text[at:start], mark if room or end - start >= len(mark) else "*"]
        at = end
    return "".join((*parts, text[at:]))


def runs_of(text: str, words: str) -> tuple[Span, ...]:
    """Where these words stand, in any case. "Jo" is not found in "job", nor 12 in 2012; in scripts that leave no gaps
    between words they are found wherever they stand. Marks that stand there already are left alone."""
    wanted = words.split()
    if not wanted:
        return ()
    letters = r"\s+".join(re.escape(word) for word in wanted)
    pattern = rf"(?<!{_kin(wanted[0][0])})(?=({letters})(?!{_kin(wanted[-1][-1])}))"
    marks = [found.span() for found in ANY_MARK.finditer(text)]
    places = (found.span(1) for found in re.finditer(pattern, text, re.IGNORECASE))
    return tuple(
        Span(start, end, "name")
        for start, end in places
        if not any(start < after and before < end for before, after in marks)
    )


def _kin(letter: str) -> str:
    """What, right beside this letter, would make it part of a longer word or number."""
    if letter.isdecimal():
        return r"\d"
    return r"[^\W\d_]" if letter.lower() != letter.upper() else "(?!)"


def _runs(text: str, spans: Iterable[Span]) -> list[tuple[int, int, str]]:
    """Start, end and mark of each run. One of several kinds is called by the first."""
    runs: list[tuple[int, int, str]] = []
    for start, end, kind in sorted((max(0, s.start), min(len(text), s.end), s.kind) for s in spans):
        if start >= end:
            continue
        if runs and start <= runs[-1][1]:
            before, until, mark = runs[-1]
            runs[-1] = before, max(until, end), mark
        else:
            runs.append((start, end, _OF_KIND.get(kind, MARK)))
    return runs

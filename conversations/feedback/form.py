"""The questions of a feedback form as data, after `bot/forms.py` has checked them; and their form in a box's row.

A box keeps the form as it was when the box was made, so results can be read with the words that were asked.
"""

import json
from dataclasses import dataclass
from typing import Final

WORDS_MOST: Final = 1000
"""Letters in one answer of own words. What a box can hold is worked out from this (bot/ballot_box.py)."""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question. `many`: any number of the answers; `words`: own words too, or alone where there are no answers;
    `after`: only asked where that question was answered with one of these keys."""

    id: str
    text: str
    answers: tuple[FormAnswer, ...] = ()
    words: bool = False
    many: bool = False
    after: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A versioned set of questions. `decided_by`: who chose them, in words for the reader of an export (B05)."""

    name: str
    version: int
    decided_by: str
    questions: tuple[FormQuestion, ...]

    def question(self, id: str) -> FormQuestion | None:
        return next((question for question in self.questions if question.id == id), None)

    def to_json(self) -> str:
        questions = [
            [q.id, q.text, [[a.key, a.label] for a in q.answers], q.words, q.many, [q.after[0], list(q.after[1])] if q.after else None]
            for q in self.questions
        ]  # fmt: skip
        return json.dumps([self.name, self.version, self.decided_by, questions], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Form":
        """Raises ValueError for what `to_json` cannot have written."""
        try:
            name, version, decided_by, questions = json.loads(text)
            return cls(
                name,
                version,
                decided_by,
                tuple(
                    FormQuestion(
                        id, words, tuple(FormAnswer(*answer) for answer in answers), own, many, (after[0], tuple(after[1])) if after else None
                    )
                    for id, words, answers, own, many, after in questions
                ),
            )  # fmt: skip
        except (TypeError, IndexError) as wrong:
            raise ValueError("this is no form") from wrong


NO_FORM: Final = Form("", 0, "", ())

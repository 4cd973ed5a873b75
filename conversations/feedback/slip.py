"""One person's answers, taken apart: each question by itself, so that nobody can put them side by side again.

On the way here they are one mapping by question id: a key, keys with commas between, or own words; own words beside several
choices stand under the question's id with a "w" behind it.
"""

from collections.abc import Iterator, Mapping

from conversations.feedback.counting import ANSWERED
from conversations.feedback.form import Form, FormQuestion


def slips_of(form: Form, answers: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    """(question, whether own words, answer) of everything that was answered. What the form did not ask is left out."""
    for question in form.questions:
        chosen = chosen_of(question, answers.get(question.id, ""))
        if question.many and chosen:
            yield question.id, 0, ANSWERED
        for key in chosen:
            yield question.id, 0, key
        own = (
            answers.get(f"{question.id}w", "")
            if question.many
            else ""
            if chosen
            else answers.get(question.id, "")
        )
        if own and question.words:
            yield question.id, 1, own


def chosen_of(question: FormQuestion, given: str) -> tuple[str, ...]:
    """The keys among what was given, each once."""
    keys = {answer.key for answer in question.answers}
    parts = given.split(",") if question.many else [given]
    return tuple(dict.fromkeys(key for key in parts if key in keys))

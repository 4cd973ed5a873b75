"""The form about a meeting: a TOML file in, a checked value out.

Members decide what is asked. Two things they cannot decide away without code, since every member was promised them: that
the form stays small, and that it asks about power (B27). The two questions on power may be put in other words, under
their own ids; a file without them is refused, whoever wrote it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from bot.questionnaire_files import Id, Key, Label, Message, Written, checked, each_its_own, free, text_of
from conversations.feedback.form import Form, FormAnswer, FormQuestion
from conversations.flows.feedback import OWN_STEPS
from conversations.flows.feedback_questions import DONE, KEEP, PASS, TAKE_BACK, ids_of
from conversations.phrases import Phrase

MOST: Final = 5
"""Questions, those not counted that only follow up on an answer."""
POWER: Final = {"MF-11": "Who made the decisions?", "MF-12": "Was it OK to disagree?"}
"""What each form asks, by id, and how it is put in the form that comes with Alongside."""
ROOM: Final = 300
FOR_EACH: Final = 30
"""Letters in one message of results, and what each answer needs there beside its label ("About half, about 100, said …")."""

_BESIDE: Final = (DONE, KEEP, PASS, TAKE_BACK)
BESIDE: Final = frozenset(
    [
        *(each.key for each in _BESIDE),
        *(each.label.english.casefold() for each in _BESIDE if isinstance(each.label, Phrase)),
    ]
)
"""What stands beside the answers of a question, by key and by label."""

DecidedBy = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _said_as_it_stands(value: str) -> str:
    if "{" in value or "}" in value:
        raise ValueError("Leave out { and }: they mark places that the bot fills in.")
    return value


class WrittenAnswer(Written):
    key: Key
    label: Label

    @field_validator("key", "label")
    @classmethod
    def _free(cls, value: str) -> str:
        if value.casefold() in BESIDE:
            raise ValueError("That stands beside the answers already. Choose another word.")
        return free(_said_as_it_stands(value))


class WrittenAfter(Written):
    question: Id
    answers: tuple[Key, ...] = Field(min_length=1)


class WrittenQuestion(Written):
    id: Id
    text: Message
    answer: tuple[WrittenAnswer, ...] = Field(default=(), max_length=7)
    words: bool = Field(default=False, validate_default=True)
    many: bool = False
    after: WrittenAfter | None = None

    @field_validator("text")
    @classmethod
    def _text(cls, value: str) -> str:
        return _said_as_it_stands(value)

    @field_validator("answer")
    @classmethod
    def _answers(cls, value: tuple[WrittenAnswer, ...], info: ValidationInfo) -> tuple[WrittenAnswer, ...]:
        each_its_own("key", [answer.key for answer in value])
        each_its_own("label", [answer.label for answer in value])
        if len(value) == 1:
            raise ValueError("One answer is no choice. Write two or more, or none and words = true.")
        needed = len(info.data.get("text", "")) + sum(len(answer.label) + FOR_EACH for answer in value)
        if value and needed > ROOM:
            raise ValueError(
                "The question and its answers are too long for one message of results. "
                f"Take out {needed - ROOM} letters, or an answer."
            )
        return value

    @field_validator("words")
    @classmethod
    def _answerable(cls, value: bool, info: ValidationInfo) -> bool:
        if not value and info.data.get("answer") == ():
            raise ValueError("A question needs answers to choose from, or words = true.")
        return value

    @field_validator("many")
    @classmethod
    def _several(cls, value: bool, info: ValidationInfo) -> bool:
        if value and info.data.get("answer") == ():
            raise ValueError("Write the answers of which any number can be chosen, or take this line out.")
        return value


class WrittenForm(Written):
    name: Key
    version: int = Field(ge=1)
    decided_by: DecidedBy
    question: tuple[WrittenQuestion, ...] = Field(min_length=1)

    @field_validator("question")
    @classmethod
    def _together(cls, value: tuple[WrittenQuestion, ...]) -> tuple[WrittenQuestion, ...]:
        each_its_own("id", [question.id for question in value])
        troubles = [*_of_ids(value), *_of_size(value), *_of_power(value)]
        for place, question in enumerate(value):
            if question.after and (wrong := _of_after(question.after, value[:place], value[place:])):
                troubles.append(f"{question.id}, after: {wrong}")
        if troubles:
            raise ValueError(" ".join(troubles))
        return value


def load_form(path: Path | None = None) -> Form:
    """The form in a file, or the one that is shipped. Raises ConfigProblem with all that is wrong."""
    text, file = text_of(path, "meeting_feedback.toml", "[feedback] form")
    return read_form(text, file)


def read_form(text: str, file: str = "form") -> Form:
    """The form that a TOML text says. Raises ConfigProblem with all that is wrong."""
    written = checked(text, WrittenForm, file)
    return Form(written.name, written.version, written.decided_by, tuple(map(_question, written.question)))


def form_phrases(form: Form) -> Iterator[Phrase]:
    """Everything in it that members read, under the ids by which it is translated: `MF-10`, and `MF-10.yes`."""
    for question in form.questions:
        yield Phrase(question.id, question.text)
        for answer in question.answers:
            yield Phrase(f"{question.id}.{answer.key}", answer.label)


def _question(written: WrittenQuestion) -> FormQuestion:
    answers = tuple(FormAnswer(answer.key, answer.label) for answer in written.answer)
    after = (written.after.question, written.after.answers) if written.after else None
    return FormQuestion(written.id, written.text, answers, written.words, written.many, after)


def _of_ids(questions: tuple[WrittenQuestion, ...]) -> Iterator[str]:
    """Each question is a step or a few of the talk, and the words around the questions are steps too."""
    taken = dict.fromkeys(OWN_STEPS, "what is said around the questions")
    for question in questions:
        taken |= dict.fromkeys(ids_of(_question(question))[1:], f"a step of {question.id}")
    for question in questions:
        if question.id in taken:
            yield f"{question.id} is {taken[question.id]} already. Give this question another id."


def _of_size(questions: tuple[WrittenQuestion, ...]) -> Iterator[str]:
    numbered = [question for question in questions if not question.after]
    if len(numbered) > MOST:
        yield f"There are {len(numbered)} questions. {MOST} at most, so that saying how it was takes 2 minutes: take out {len(numbered) - MOST}."
    followed = [question.after.question for question in questions if question.after]
    for id in sorted({id for id in followed if followed.count(id) > 1}):
        yield f"{id} is followed up {followed.count(id)} times. Once is enough."


def _of_power(questions: tuple[WrittenQuestion, ...]) -> Iterator[str]:
    """B27: asked of everybody, with answers that can be counted."""
    asked = {question.id for question in questions if question.answer and not question.after}
    for id, words in POWER.items():
        if id not in asked:
            yield (
                f'{id} is missing ("{words}"). Members were promised that power is asked about after each meeting, so it '
                "stays, for everybody and with answers to choose from. Put it in words of your own under the same id."
            )


def _of_after(
    after: WrittenAfter, earlier: tuple[WrittenQuestion, ...], later: tuple[WrittenQuestion, ...]
) -> str:
    """What is wrong with a condition; "" if nothing is."""
    asked = next((question for question in earlier if question.id == after.question), None)
    if asked is None:
        if any(question.id == after.question for question in later):
            return f"{after.question} has to come before it."
        known = ", ".join(question.id for question in earlier if not question.after) or "none yet"
        return f"There is no question {after.question} before it. There are: {known}."
    if asked.after:
        return f"{after.question} is a follow-up itself. Follow up on one that everybody is asked."
    keys = [answer.key for answer in asked.answer]
    if strange := [key for key in after.answers if key not in keys]:
        return f"{after.question} has no answer {', '.join(strange)}. It has: {', '.join(keys) or 'own words only'}."
    return ""

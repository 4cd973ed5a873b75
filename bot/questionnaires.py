"""Questionnaires: a TOML file in, a checked value out.

Members change the questions without code, so what they write is checked here as a flow would be at import:
answers that can be told apart when typed, labels that fit a small button, no word that the bot already
listens for. What is wrong comes back as one problem a line, like the config's.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from bot.questionnaire_files import Id, Key, Label, Message, Written, checked, each_its_own, free, text_of
from conversations.phrases import Phrase
from conversations.questionnaire import Answer, Question, Questionnaire


class WrittenAnswer(Written):
    key: Key
    label: Label
    after: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    help: bool = False

    @field_validator("key", "label")
    @classmethod
    def _free(cls, value: str) -> str:
        return free(value)


class WrittenQuestion(Written):
    id: Id
    text: Message
    turn: Literal["always", "rotates", "monthly"] = "always"
    answer: tuple[WrittenAnswer, ...] = Field(default=(), max_length=7)
    words: bool = Field(default=False, validate_default=True)

    @field_validator("answer")
    @classmethod
    def _apart(cls, value: tuple[WrittenAnswer, ...]) -> tuple[WrittenAnswer, ...]:
        each_its_own("key", [answer.key for answer in value])
        each_its_own("label", [answer.label for answer in value])
        return value

    @field_validator("words")
    @classmethod
    def _answerable(cls, value: bool, info: ValidationInfo) -> bool:
        if not value and info.data.get("answer") == ():
            raise ValueError("A question needs answers to choose from, or words = true.")
        return value


class WrittenQuestionnaire(Written):
    name: Key
    version: int = Field(ge=1)
    question: tuple[WrittenQuestion, ...] = Field(min_length=1, max_length=5)

    @field_validator("question")
    @classmethod
    def _ids(cls, value: tuple[WrittenQuestion, ...]) -> tuple[WrittenQuestion, ...]:
        each_its_own("id", [question.id for question in value])
        if all(question.turn != "always" for question in value):
            raise ValueError('Let at least one question come every time: turn = "always".')
        return value


def load_check_in(path: Path | None = None) -> Questionnaire:
    """The check-in questions in a file, or those shipped. Raises ConfigProblem with all that is wrong."""
    text, file = text_of(path, "check_in.toml", "[programme] check_in")
    return read(text, file)


def read(text: str, file: str = "questionnaire") -> Questionnaire:
    """The questionnaire that a TOML text says. Raises ConfigProblem with all that is wrong."""
    written = checked(text, WrittenQuestionnaire, file)
    return Questionnaire(
        written.name, written.version, tuple(_question(question) for question in written.question)
    )


def phrases(questionnaire: Questionnaire) -> Iterator[Phrase]:
    """Everything in it that members read, under the ids by which it is translated:
    `CI-02` the question, `CI-02.good` an answer, `CI-02.good.after` what is said next."""
    for question in questionnaire.questions:
        yield Phrase(question.id, question.text)
        for answer in question.answers:
            yield Phrase(f"{question.id}.{answer.key}", answer.label)
            if answer.after:
                yield Phrase(f"{question.id}.{answer.key}.after", answer.after)


def _question(written: WrittenQuestion) -> Question:
    answers = tuple(Answer(answer.key, answer.label, answer.after, answer.help) for answer in written.answer)
    return Question(written.id, written.text, answers, written.words, written.turn)

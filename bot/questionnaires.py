"""Questionnaires: a TOML file in, a checked value out.

Members change the questions without code, so what they write is checked here as a flow would be at import:
answers that can be told apart when typed, labels that fit a small button, no word that the bot already
listens for. What is wrong comes back as one problem a line, like the config's.
"""

import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.config_problems import ConfigProblem, put
from bot.config_values import tuples
from conversations.phrases import Phrase
from conversations.questionnaire import Answer, Question, Questionnaire

TAKEN: Final = frozenset({"skip", "back", "stop", "help", "menu", "start", "pause", "pace", "leave", "clear"})
"""Words that mean something else wherever they are typed."""

Message = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=22)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,19}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,15}$")]


class Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class WrittenAnswer(Written):
    key: Key
    label: Label
    after: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    help: bool = False

    @field_validator("key", "label")
    @classmethod
    def _free(cls, value: str) -> str:
        if value.casefold() in TAKEN or value.isdigit():
            raise ValueError("That already means something when it is typed. Choose another word.")
        return value


class WrittenQuestion(Written):
    id: Id
    text: Message
    turn: Literal["always", "rotates", "monthly"] = "always"
    answer: tuple[WrittenAnswer, ...] = Field(default=(), max_length=7)
    words: bool = Field(default=False, validate_default=True)

    @field_validator("answer")
    @classmethod
    def _apart(cls, value: tuple[WrittenAnswer, ...]) -> tuple[WrittenAnswer, ...]:
        _each_once("key", [answer.key for answer in value])
        _each_once("label", [answer.label for answer in value])
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
        _each_once("id", [question.id for question in value])
        if all(question.turn != "always" for question in value):
            raise ValueError('Let at least one question come every time: turn = "always".')
        return value


def load_check_in(path: Path | None = None) -> Questionnaire:
    """The check-in questions in a file, or those shipped. Raises ConfigProblem with all that is wrong."""
    place = path or files("conversations.questionnaires") / "check_in.toml"
    try:
        text = place.read_text(encoding="utf-8")
    except OSError as error:
        trouble = f"It cannot be read ({error.strerror}). [programme] check_in says where it is."
    except UnicodeDecodeError:
        trouble = "It is not in UTF-8. Save it again as UTF-8 text."
    else:
        return read(text, place.name)
    raise ConfigProblem([f"{place.name}: {trouble}"])


def read(text: str, file: str = "questionnaire") -> Questionnaire:
    """The questionnaire that a TOML text says. Raises ConfigProblem with all that is wrong."""
    try:
        written = WrittenQuestionnaire.model_validate(tuples(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        problems = [
            f"{file}: It is not TOML: {error}. Texts stand in quotes, and each key has a line of its own."
        ]
    except ValidationError as error:
        problems = [put(detail, WrittenQuestionnaire, file) for detail in error.errors(include_url=False)]
    else:
        return Questionnaire(
            written.name, written.version, tuple(_question(question) for question in written.question)
        )
    raise ConfigProblem(problems)


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


def _each_once(what: str, values: Sequence[str]) -> None:
    folded = [value.casefold() for value in values]
    if twice := sorted({value for value in folded if folded.count(value) > 1}):
        raise ValueError(f"Give each one a {what} of its own. Written twice: {', '.join(twice)}.")

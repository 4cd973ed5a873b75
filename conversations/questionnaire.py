"""The questions of a check-in as data: what `questionnaires/*.toml` says, after `bot/questionnaires.py` has checked it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One offered answer. `after` is what the bot says next, if anything; `help`: offer help before going on."""

    key: str
    label: str
    after: str = ""
    help: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `turn`: "always"; "rotates" (the rotating ones take turns); "monthly" (at most every 28 days).

    `words`: own words are welcome too, or (without answers) the only way to answer.
    """

    id: str
    text: str
    answers: tuple[Answer, ...] = ()
    words: bool = False
    turn: str = "always"


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A versioned set of questions that members can change without code."""

    name: str
    version: int
    questions: tuple[Question, ...]

    def for_round(self, number: int, monthly: bool) -> tuple[Question, ...]:
        """The questions of the member's check-in `number` (0, 1, 2 …): those for every time, one rotating, and the
        monthly ones in place of the rotating one when they are due."""
        rotating = [question for question in self.questions if question.turn == "rotates"]
        month = [question for question in self.questions if question.turn == "monthly"]
        extra = month[:1] if monthly and month else rotating[number % len(rotating) :][:1] if rotating else []
        return (*(question for question in self.questions if question.turn == "always"), *extra)

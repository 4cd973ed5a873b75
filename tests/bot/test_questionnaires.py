"""Questionnaires from TOML: those shipped, and what a person is told about a mistake in their own."""

from pathlib import Path

import pytest

from bot.config import ConfigProblem
from bot.questionnaires import load_check_in, phrases, read
from conversations.flow import TOKEN_ROOM

GOOD = """
name = "ours"
version = 2

[[question]]
id = "Q1"
text = "How was it?"

  [[question.answer]]
  key = "fine"
  label = "Fine"

  [[question.answer]]
  key = "rough"
  label = "Rough"
  help = true

[[question]]
id = "Q2"
text = "Anything to add?"
turn = "rotates"
words = true
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigProblem) as found:
        read(text, "ours.toml")
    return found.value.problems


def test_the_shipped_check_in_is_that_of_the_copy_deck() -> None:
    """Three small questions a time: how, what was good, and one that takes turns or comes once a month."""
    check_in = load_check_in()
    assert [question.id for question in check_in.questions] == ["CI-02", "CI-05", "CI-06", "CI-07", "CI-08"]
    assert [question.id for question in check_in.for_round(0, monthly=False)] == ["CI-02", "CI-05", "CI-06"]
    assert [question.id for question in check_in.for_round(1, monthly=False)] == ["CI-02", "CI-05", "CI-07"]
    assert [question.id for question in check_in.for_round(1, monthly=True)] == ["CI-02", "CI-05", "CI-08"]
    how = check_in.questions[0]
    assert [(answer.key, answer.label, answer.help) for answer in how.answers] == [
        ("good", "Good", False),
        ("ok", "OK", False),
        ("mixed", "Up and down", False),
        ("hard", "Hard", True),
    ]
    assert [answer.after for answer in how.answers] == ["Good to hear.", "Thanks.", "Thanks for saying.", ""]


def test_every_answer_of_the_check_in_fits_a_button() -> None:
    """Flow, question and answer together fit the 64 bytes of a button on Telegram."""
    for question in load_check_in().questions:
        assert all(len("check_in" + question.id + answer.key) <= TOKEN_ROOM for answer in question.answers)


def test_a_programmes_own_file_is_read(tmp_path: Path) -> None:
    """[programme] check_in points to questions of one's own."""
    (tmp_path / "ours.toml").write_text(GOOD)
    ours = load_check_in(tmp_path / "ours.toml")
    assert (ours.name, ours.version, len(ours.questions)) == ("ours", 2, 2)
    assert ours.questions[1].words
    assert ours.questions[0].answers[1].help


def test_everything_that_members_read_has_an_id() -> None:
    """Questions, answers and what is said after them are phrases, each under its own id."""
    named = {phrase.id: phrase.english for phrase in phrases(load_check_in())}
    assert named["CI-02"] == "How are things today?"
    assert named["CI-02.mixed"] == "Up and down"
    assert named["CI-02.mixed.after"] == "Thanks for saying."
    assert len(named) == len(list(phrases(load_check_in())))


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """A path that leads nowhere names the key that holds it."""
    with pytest.raises(ConfigProblem) as found:
        load_check_in(tmp_path / "none.toml")
    assert "[programme] check_in" in str(found.value)


@pytest.mark.parametrize(
    ("old", "new", "where", "mend"),
    [
        ('id = "Q2"', 'id = "q1"', "[[question]]", "Written twice: q1"),
        ('key = "rough"', 'key = "fine"', "[[question]] number 1 answer", "Written twice: fine"),
        ('label = "Rough"', 'label = "fine"', "[[question]] number 1 answer", "a label of its own"),
        (
            'label = "Rough"',
            f'label = "{"x" * 23}"',
            "[[question]] number 1 answer number 2 label",
            "22 characters",
        ),
        ('label = "Rough"', 'label = "Stop"', "[[question]] number 1 answer number 2 label", "already means"),
        ('label = "Rough"', 'label = "2"', "[[question]] number 1 answer number 2 label", "already means"),
        (
            'key = "rough"',
            'key = "it was:rough"',
            "[[question]] number 1 answer number 2 key",
            "small letters",
        ),
        ('text = "How was it?"', f'text = "{"x" * 301}"', "[[question]] number 1 text", "300 characters"),
        ('text = "How was it?"', "", "[[question]] number 1 text", "missing"),
        ("words = true", "", "[[question]] number 2 words", "words = true"),
        ('turn = "rotates"', 'turn = "weekly"', "[[question]] number 2 turn", '"monthly"'),
        ("words = true", "wrds = true", "[[question]] number 2 wrds", 'Did you mean "words"?'),
        ("help = true", 'help = "yes"', "[[question]] number 1 answer number 2 help", "true or false"),
        ("version = 2", 'version = "2"', "[version]", "version = 2"),
        ("version = 2", "version = 2\nversion = 3", "It is not TOML", ""),
    ],
)
def test_a_problem_says_where_and_how_to_mend_it(old: str, new: str, where: str, mend: str) -> None:
    """Each limit is said with the question and answer it is about."""
    assert old in GOOD
    found = problems(GOOD.replace(old, new))
    assert any(problem.startswith(f"ours.toml: {where}") and mend in problem for problem in found), found


def test_there_are_five_questions_at_most() -> None:
    """A check-in stays small, whoever writes it."""
    more = "".join(f'\n[[question]]\nid = "X{n}"\ntext = "?"\nwords = true\n' for n in range(4))
    assert "5 at most" in problems(GOOD + more)[0]


def test_there_are_seven_answers_at_most() -> None:
    """More than seven choices are no choice."""
    more = "".join(f'\n  [[question.answer]]\n  key = "k{"x" * n}"\n  label = "L{n}"\n' for n in range(8))
    assert "7 at most" in problems(GOOD + more)[0]


def test_some_question_comes_every_time() -> None:
    """A check-in with nothing to ask is no check-in."""
    assert (
        "every time"
        in problems(GOOD.replace('text = "How was it?"', 'text = "How was it?"\nturn = "monthly"'))[0]
    )

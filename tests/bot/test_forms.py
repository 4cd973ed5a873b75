"""The form about a meeting from TOML: the one shipped, and what a person is told about a mistake in their own."""

from pathlib import Path

import pytest

from bot.config import ConfigProblem, build
from bot.forms import POWER, form_phrases, load_form, read_form
from conversations.feedback.form import Form
from conversations.flow import TOKEN_ROOM

GOOD = """
name = "ours"
version = 2
decided_by = "Members, by vote, in October"

[[question]]
id = "MF-11"
text = "Who decided?"
answer = [{ key = "us", label = "Members" }, { key = "them", label = "Staff" }]

[[question]]
id = "MF-12"
text = "Could you say no?"
answer = [{ key = "yes", label = "Yes" }, { key = "no", label = "No" }]

[[question]]
id = "Q3"
text = "Why not?"
after = { question = "MF-12", answers = ["no"] }
many = true
words = true
answer = [{ key = "loud", label = "Too loud" }, { key = "fast", label = "Too fast" }]

[[question]]
id = "Q4"
text = "Anything to change?"
words = true
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigProblem) as found:
        read_form(text, "ours.toml")
    return found.value.problems


def test_the_shipped_form_is_that_of_the_copy_deck() -> None:
    """Five questions and one that follows up; the power questions are among them."""
    form = load_form()
    assert (form.name, form.version) == ("meeting_feedback", 1)
    assert [question.id for question in form.questions] == [
        "MF-10",
        "MF-11",
        "MF-12",
        "MF-13",
        "MF-13b",
        "MF-14",
    ]
    assert {question.id: question.text for question in form.questions}.items() >= POWER.items()
    assert [[answer.label for answer in question.answers] for question in form.questions] == [
        ["Yes", "Mostly", "A bit", "No"],
        ["Mostly members", "Shared", "Mostly staff", "None were made", "Not sure"],
        ["Yes", "Sort of", "No"],
        ["Yes", "Partly", "No"],
        ["Travel or cost", "Time or caring", "The room", "Words used", "How I was treated", "Tech"],
        [],
    ]
    reasons, change = form.questions[4:]
    assert (reasons.after, reasons.many, reasons.words) == (("MF-13", ("partly", "no")), True, True)
    assert (change.words, change.many, change.after) == (True, False, None)


def test_a_form_survives_the_row_of_its_box() -> None:
    """What was asked is kept with the box, word for word."""
    assert Form.from_json(load_form().to_json()) == load_form()


def test_every_answer_of_the_form_fits_a_button() -> None:
    """Flow, question and answer together fit the 64 bytes of a button on Telegram, "Done" and own words too."""
    for question in load_form().questions:
        assert all(len(f"feedback{question.id}w{answer.key}") <= TOKEN_ROOM for answer in question.answers)


def test_a_programmes_own_form_is_read(tmp_path: Path) -> None:
    """[feedback] form points to questions of one's own, with the power questions in one's own words."""
    (tmp_path / "ours.toml").write_text(GOOD)
    config = build({"feedback": {"form": "ours.toml"}}, tmp_path, {})
    form = load_form(config.feedback.form)
    assert (form.name, form.version, form.decided_by) == ("ours", 2, "Members, by vote, in October")
    assert form.questions[0].text == "Who decided?"
    assert build({"feedback": {"form": ""}}, tmp_path, {}).feedback.form is None


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """A path that leads nowhere names the key that holds it."""
    with pytest.raises(ConfigProblem) as found:
        load_form(tmp_path / "none.toml")
    assert "[feedback] form" in str(found.value)


def test_everything_that_members_read_has_an_id() -> None:
    """Questions and answers are phrases, each under its own id."""
    named = {phrase.id: phrase.english for phrase in form_phrases(load_form())}
    assert named["MF-10"] == "Did you feel heard?"
    assert named["MF-13b.treated"] == "How I was treated"
    assert len(named) == len(list(form_phrases(load_form())))


@pytest.mark.parametrize("word", ["done", "keep"])
def test_an_answer_is_called_nothing_that_stands_beside_it(word: str) -> None:
    """Two buttons that say Done, or an answer that goes on, would lose what was ticked."""
    for changed in (GOOD.replace('key = "loud"', f'key = "{word}"'), GOOD.replace('"Too loud"', f'"{word.title()}{" it" if word == "keep" else ""}"')):  # fmt: skip
        (problem,) = problems(changed)
        assert "beside the answers already" in problem


@pytest.mark.parametrize(("id", "why"), [("MF-20", "around the questions"), ("MF-02", "around the questions"), ("Q3w", "a step of Q3"), ("Q3wp", "a step of Q3")])  # fmt: skip
def test_a_question_takes_no_other_steps_place(id: str, why: str) -> None:
    """What is said around the questions, and what is asked beside one of them, have ids of their own; it is told which."""
    (problem,) = problems(GOOD.replace('id = "Q4"', f'id = "{id}"'))
    assert f"{id} is " in problem and why in problem and "another id" in problem


@pytest.mark.parametrize("id", POWER)
def test_the_power_questions_cannot_be_left_out(id: str) -> None:
    """B27: not by taking one out, not by asking it of some only, not by asking it without answers; and it is said why."""
    for without in (
        GOOD.replace(f'id = "{id}"', 'id = "X1"'),
        GOOD.replace(f'id = "{id}"', f'id = "{id}"\nafter = {{ question = "MF-11", answers = ["us"] }}'),
    ):
        (problem,) = problems(without)
        assert f"{id} is missing" in problem
        assert "promised" in problem
        assert "words of your own" in problem
    (problem,) = problems(
        GOOD.replace(
            'answer = [{ key = "us", label = "Members" }, { key = "them", label = "Staff" }]', "words = true"
        )
    )
    assert "MF-11 is missing" in problem


def test_there_are_five_questions_at_most() -> None:
    """A follow-up is not counted; each question has one at most."""
    more = "".join(f'\n[[question]]\nid = "X{n}"\ntext = "?"\nwords = true\n' for n in range(2))
    assert len(read_form(GOOD + more).questions) == 6
    again = '\n[[question]]\nid = "X8"\ntext = "?"\nwords = true\n'
    assert "There are 6 questions. 5 at most" in problems(GOOD + more + again)[0]
    twice = again + 'after = { question = "MF-12", answers = ["yes"] }\n'
    assert "MF-12 is followed up 2 times" in problems(GOOD + twice)[0]


@pytest.mark.parametrize(
    ("old", "new", "where", "mend"),
    [
        ('id = "Q4"', 'id = "q3"', "[[question]]", "Written twice: q3"),
        ('question = "MF-12", answers', 'question = "MF-21", answers', "[[question]]", "Q3, after: There is no question MF-21 before it. There are: MF-11, MF-12."),
        ('question = "MF-12", answers', 'question = "Q4", answers', "[[question]]", "Q4 has to come before it"),
        ('question = "MF-12", answers', 'question = "Q3", answers', "[[question]]", "Q3 has to come before it"),
        ('answers = ["no"]', 'answers = ["no", "maybe"]', "[[question]]", "MF-12 has no answer maybe. It has: yes, no."),
        ('answers = ["no"]', "answers = []", "[[question]] number 3 after answers", "at least 1"),
        ('answers = ["no"]', 'answer = ["no"]', "[[question]] number 3 after answer", 'Did you mean "answers"?'),
        ('key = "fast"', 'key = "loud"', "[[question]] number 3 answer", "Written twice: loud"),
        ('label = "Too fast"', 'label = "too loud"', "[[question]] number 3 answer", "a label of its own"),
        ('label = "Too fast"', f'label = "{"x" * 23}"', "[[question]] number 3 answer number 2 label", "22 characters"),
        ('label = "Too fast"', 'label = "Stop"', "[[question]] number 3 answer number 2 label", "already means"),
        ('label = "Too fast"', 'label = "{fast}"', "[[question]] number 3 answer number 2 label", "Leave out { and }"),
        ('text = "Why not?"', 'text = "Why {not}?"', "[[question]] number 3 text", "Leave out { and }"),
        ('text = "Why not?"', f'text = "{"x" * 250}"', "[[question]] number 3 answer", "Take out "),
        (', { key = "no", label = "No" }', "", "[[question]] number 2 answer", "One answer is no choice"),
        ('text = "Anything to change?"\nwords = true', 'text = "Anything?"\nwords = true\nmany = true', "[[question]] number 4 many", "Write the answers"),
        ('text = "Anything to change?"\nwords = true', 'text = "Anything?"', "[[question]] number 4 words", "words = true"),
        ("many = true", 'many = "yes"', "[[question]] number 3 many", "true or false"),
        ("many = true", "mny = true", "[[question]] number 3 mny", 'Did you mean "many"?'),
        ('decided_by = "Members, by vote, in October"', "", "[decided_by]", "missing"),
        ('decided_by = "Members, by vote, in October"', 'decided_by = " "', "[decided_by]", "Write something here"),
        ("version = 2", "version = 0", "[version]", "1 or more"),
        ("version = 2", "version = 2\nversion = 3", "It is not TOML", ""),
    ],
)  # fmt: skip
def test_a_problem_says_where_and_how_to_mend_it(old: str, new: str, where: str, mend: str) -> None:
    """Each limit is said with the question and answer it is about."""
    assert old in GOOD
    found = problems(GOOD.replace(old, new))
    assert any(problem.startswith(f"ours.toml: {where}") and mend in problem for problem in found), found


def test_several_problems_are_told_at_once() -> None:
    """Whoever mends a file reads everything that is wrong with how its questions go together."""
    (problem,) = problems(
        GOOD.replace('id = "MF-11"', 'id = "X1"').replace('answers = ["no"]', 'answers = ["perhaps"]')
    )
    assert "MF-11 is missing" in problem
    assert "no answer perhaps" in problem

"""The questions of a feedback form as steps, and what of the answers goes into the box (COPYDECK.md, section 6).

Which steps there are is what the form in force says. Their words and choices are those of the form that the box was made
with, for that is how the results will be read; a question that the box does not have, or has in another shape, is not asked
of it. What is typed stays as it was typed until Send, and "Take it out" is carried out on the way into the box, so that BACK
finds the member's own words again.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from conversations.feedback.facts import Box, Span
from conversations.feedback.form import WORDS_MOST, Form, FormQuestion
from conversations.feedback.masking import taken_out, worth_asking
from conversations.flow import (
    SKIP,
    Answers,
    Ask,
    Kind,
    ManyOf,
    OneOf,
    Option,
    Options,
    Step,
    Test,
    Wording,
    Words,
)
from conversations.flows.feedback_words import DETAILS, MORE_WORDS
from conversations.phrases import Phrase, _
from conversations.session import about, is_number
from conversations.view import View

DONE: Final = Option("done", _("button.done", "Done"), out=True, means="skip")
"""Beside several choices: with none of them it is a skip, and the plain words for one mean it."""
TAKE_OUT: Final = (
    Option("take", _("MF-16.take", "Take it out"), means="yes"),
    Option("edit", _("MF-16.edit", "Let me edit")),
    Option("leave", _("MF-16.leave", "Leave it"), out=True),
)


def box_of(view: View, answers: Answers) -> Box | None:
    """The box that this talk is for."""
    meeting = about(answers)
    return view.facts.box(int(meeting)) if is_number(meeting) else None


def own_words_at(question: FormQuestion) -> str:
    """The step at which own words are given: beside several choices they have one of their own."""
    return f"{question.id}w" if question.many else question.id


def details_at(step: str) -> str:
    """The step that asks about a name or a number in what was typed at this one."""
    return f"{step}p"


# -- which questions are asked ----------------------------------------------------------------------------------------


def as_asked(question: FormQuestion, view: View, answers: Answers) -> FormQuestion | None:
    """The question as this box has it; None where it has none such."""
    box = box_of(view, answers)
    theirs = box.form.question(question.id) if box else None
    return theirs if theirs and _shape(theirs) == _shape(question) else None


def _shape(question: FormQuestion) -> tuple[bool, bool, bool]:
    return bool(question.answers), question.words, question.many


def is_asked(question: FormQuestion, form: Form, answers: Answers) -> bool:
    """Whether the answers so far lead to this question of the form."""
    if question.after is None:
        return True
    id, keys = question.after
    before = form.question(id)
    led = set(answers.get(id, "").split(",")) & set(keys)
    return bool(led) and before is not None and is_asked(before, form, answers)


def belongs(question: FormQuestion) -> Test:
    def when(view: View, answers: Answers) -> bool:
        box, theirs = box_of(view, answers), as_asked(question, view, answers)
        return box is not None and theirs is not None and is_asked(theirs, box.form, answers)

    return when


# -- names and numbers in own words -----------------------------------------------------------------------------------


def found_in(view: View, text: str) -> tuple[Span, ...]:
    """What in these words the member is asked about. What only may tell who somebody is, is left to the reviewers."""
    return worth_asking(view.facts.details_in(text))


def as_sent(step: str, view: View, answers: Answers) -> str:
    """The own words of one step as they go into the box; "" for none."""
    text = answers.get(step, "")
    if text == SKIP.key:
        return ""
    return taken_out(text, found_in(view, text)) if answers.get(details_at(step)) == "take" else text


def details_step(question: FormQuestion, following: str) -> Ask:
    """Asked about what was typed, once: whoever chose to edit it is not asked about the outcome."""
    step = own_words_at(question)
    choices = {answer.key for answer in question.answers} | {SKIP.key}

    def when(view: View, answers: Answers) -> bool:
        text = answers.get(step, "")
        if not belongs(question)(view, answers) or answers.get(details_at(step)) == "edit":
            return False
        return (question.many or text not in choices) and bool(found_in(view, text))

    def found(view: View, answers: Answers) -> Mapping[str, str]:
        text = answers.get(step, "")
        return {"found": view.tongue.listed(text[span.start : span.end] for span in found_in(view, text))}

    return Ask(details_at(step), DETAILS, OneOf(TAKE_OUT), then={"edit": step}, otherwise=following, when=when, fill=found)  # fmt: skip


# -- the steps --------------------------------------------------------------------------------------------------------


def words_of(question: FormQuestion) -> Wording:
    def words(view: View, answers: Answers) -> Phrase:
        return Phrase(question.id, (as_asked(question, view, answers) or question).text)

    return words


def options_of(question: FormQuestion) -> Options:
    def options(view: View, answers: Answers) -> tuple[Option, ...]:
        theirs = as_asked(question, view, answers) or question
        return tuple(
            Option(each.key, Phrase(f"{question.id}.{each.key}", each.label)) for each in theirs.answers
        )

    return options


def kind_of(question: FormQuestion) -> Kind:
    if question.many:
        return ManyOf(options_of(question), DONE, own=own_words_at(question) if question.words else "")
    if question.words:
        return Words(options_of(question), limit=WORDS_MOST, any_words=True)
    return OneOf(options_of(question))


def steps_of(question: FormQuestion, following: str) -> list[Step]:
    """One question: its choices, own words beside several of them, and what is asked about a name in those."""
    words, details = own_words_at(question), details_at(own_words_at(question))
    after = details if question.words else following
    steps: list[Step] = [
        Ask(question.id, words_of(question), kind_of(question), otherwise=words if question.words and question.many else after,
            skip=True, when=belongs(question)),
    ]  # fmt: skip
    if question.words and question.many:
        steps.append(Ask(words, MORE_WORDS, Words(limit=WORDS_MOST), otherwise=after, skip=True, when=belongs(question)))  # fmt: skip
    if question.words:
        steps.append(details_step(question, following))
    return steps


def question_steps(questions: Sequence[FormQuestion], following: str) -> list[Step]:
    ids = [*(question.id for question in questions), following]
    return [step for n, question in enumerate(questions) for step in steps_of(question, ids[n + 1])]


# -- what was answered ------------------------------------------------------------------------------------------------


def given(questions: Sequence[FormQuestion], view: View, answers: Answers) -> Mapping[str, str]:
    """What goes into the box: by question the key, the keys, or the own words; own words beside several choices under the
    question's id with a "w". Left out is what was skipped, and what later answers have made beside the point."""
    kept: dict[str, str] = {}
    for question in questions:
        theirs = as_asked(question, view, answers)
        if theirs is None or not belongs(question)(view, answers):
            continue
        keys = [answer.key for answer in theirs.answers]
        picked = answers.get(question.id, "").split(",") if theirs.many else [answers.get(question.id, "")]
        chosen = ",".join(key for key in keys if key in picked)
        if chosen:
            kept[question.id] = chosen
        if theirs.words and (theirs.many or not chosen):
            step = own_words_at(question)
            if words := as_sent(step, view, answers).strip():
                kept[step] = words
    return kept


def read_back(questions: Sequence[FormQuestion], view: View, answers: Answers) -> list[tuple[str, str]]:
    """What would be sent, as (question, answer) in the words they were asked and answered."""
    sent, lines = given(questions, view, answers), []
    for question in questions:
        theirs = as_asked(question, view, answers) or question
        labels = {
            each.key: view.tongue.say(Phrase(f"{question.id}.{each.key}", each.label))
            for each in theirs.answers
        }
        chosen = sent.get(question.id, "")
        keys = chosen.split(",") if theirs.many else [chosen]
        said = [labels.get(key, key) for key in keys if key]
        said += [sent[step]] if (step := own_words_at(question)) != question.id and step in sent else []
        if said:
            lines.append((view.tongue.say(Phrase(question.id, theirs.text)), "; ".join(said)))
    return lines

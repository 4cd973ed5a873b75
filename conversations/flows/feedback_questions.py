"""The questions of a feedback form as steps, and what of the answers goes into the box (COPYDECK.md, section 6).

Which steps there are is what the form in force says. Their words and choices are those of the form that the box was made
with, for that is how the results will be read; a question that the box does not have, or has in another shape, is not asked
of it. What is typed stays as it was typed until Send, and "Take it out" is carried out on the way into the box, so that BACK
finds the member's own words again.

*What counts as an answer*: a label, its number, a slip of the thumb, and a plain yes or no where that is one. "Not now" and
"nothing" are no opinions: they leave the question out. Whoever comes to a question again sees what they said so far and keeps
it, also by "skip"; only "Take it back" takes it away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from conversations.feedback.facts import Box, Span
from conversations.feedback.form import WORDS_MOST, Form, FormQuestion
from conversations.feedback.masking import taken_out, worth_asking
from conversations.flow import (
    END,
    SKIP,
    Answers,
    Ask,
    Fill,
    Kind,
    ManyOf,
    OneOf,
    Option,
    Options,
    Route,
    Step,
    Test,
    Wording,
    Words,
)
from conversations.flows.feedback_words import DETAILS, MORE_WORDS, SO_FAR
from conversations.phrases import Phrase, _
from conversations.session import about, is_number
from conversations.view import View

DONE: Final = Option("done", _("button.done", "Done"), out=True, means="done_or_none")
"""Beside several choices: with none of them it is a skip."""
PASS: Final = replace(SKIP, means="passes")
KEEP: Final = Option("keep", _("MF-18.keep", "Keep it"), out=True, means="passes", also=("keep",))
TAKE_BACK: Final = replace(SKIP, label=_("MF-18.back", "Take it back"), means="take_back", out=False)
MEANS: Final = {"yes": "plain_yes", "no": "plain_no"}
"""By the key of an answer, what it is when typed. No other is ever taken from words that only may mean it."""
TAKE_OUT: Final = (
    Option("take", _("MF-16.take", "Take it out"), means="yes"),
    Option("edit", _("MF-16.edit", "Let me edit"), also=("edit",)),
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


def kept_at(step: str) -> str:
    """The step that leads on from own words that were kept as they are."""
    return f"{step}k"


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


def has(step: str, answers: Answers) -> bool:
    """Whether this step has an answer so far."""
    return answers.get(step, "") not in ("", SKIP.key)


def words_of(question: FormQuestion, step: str) -> Wording:
    """What is asked at a step of this question; with the answer so far, where one can be kept (several choices show theirs)."""

    def words(view: View, answers: Answers) -> Phrase:
        shows = has(step, answers) and not (question.many and step == question.id)
        return SO_FAR if shows else _asks(question, step, view, answers)

    return words


def _asks(question: FormQuestion, step: str, view: View, answers: Answers) -> Phrase:
    beside = step != question.id
    return MORE_WORDS if beside else Phrase(question.id, (as_asked(question, view, answers) or question).text)


def so_far(question: FormQuestion, step: str) -> Fill:
    def fill(view: View, answers: Answers) -> Mapping[str, str]:
        labels = _labels(as_asked(question, view, answers) or question, view)
        own = question.many or answers.get(step) not in labels
        said = as_sent(step, view, answers) if own else labels[answers[step]]
        return {"question": view.tongue.say(_asks(question, step, view, answers)), "answer": said}

    return fill


def _labels(question: FormQuestion, view: View) -> dict[str, str]:
    say = view.tongue.say
    return {each.key: say(Phrase(f"{question.id}.{each.key}", each.label)) for each in question.answers}


def options_of(question: FormQuestion) -> Options:
    def options(view: View, answers: Answers) -> tuple[Option, ...]:
        theirs = as_asked(question, view, answers) or question
        offered = tuple(
            Option(each.key, Phrase(f"{question.id}.{each.key}", each.label), means=MEANS.get(each.key, "as_written"))
            for each in theirs.answers
        )  # fmt: skip
        return offered if question.many else (*offered, *ways_past(question.id, answers))

    return options


def ways_past(step: str, answers: Answers) -> tuple[Option, ...]:
    return (KEEP, TAKE_BACK) if has(step, answers) else (PASS,)


def kind_of(question: FormQuestion) -> Kind:
    if question.many:
        return ManyOf(options_of(question), DONE, own=own_words_at(question) if question.words else "")
    if question.words:
        return Words(options_of(question), limit=WORDS_MOST, any_words=True)
    return OneOf(options_of(question))


def steps_of(question: FormQuestion, following: str) -> list[Step]:
    """One question: its choices, own words beside several of them, and what is asked about a name in those."""
    first, words = question.id, own_words_at(question) if question.words else question.id
    kept = kept_at(words) if question.words else following
    after = details_at(words) if question.words else following
    asked = belongs(question)

    def ask(step: str, kind: Kind, otherwise: str) -> Ask:
        keeps = "" if isinstance(kind, ManyOf) else KEEP.key
        then = {KEEP.key: kept} if keeps else {}
        return Ask(step, words_of(question, step), kind, otherwise, then, skip=True, when=asked, fill=so_far(question, step), keeps=keeps)  # fmt: skip

    steps: list[Step] = [ask(first, kind_of(question), words if words != first else after)]
    if words != first:
        steps.append(
            ask(words, Words(lambda view, answers: ways_past(words, answers), limit=WORDS_MOST), after)
        )
    if question.words:
        steps += [kept_step(words, following), details_step(question, following)]
    return steps


def kept_step(step: str, following: str) -> Route:
    """Words that are kept are not asked about again, but for those about which nothing was said."""

    def to(view: View, answers: Answers) -> str:
        return following if details_at(step) in answers else details_at(step)

    return Route(kept_at(step), to, among=(following, details_at(step)))


def ids_of(question: FormQuestion) -> tuple[str, ...]:
    """The steps of one question, its own first."""
    return tuple(step.id for step in steps_of(question, END))


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
        labels = _labels(theirs, view)
        chosen = sent.get(question.id, "")
        keys = chosen.split(",") if theirs.many else [chosen]
        said = [labels.get(key, key) for key in keys if key]
        said += [sent[step]] if (step := own_words_at(question)) != question.id and step in sent else []
        if said:
            lines.append((view.tongue.say(Phrase(question.id, theirs.text)), "; ".join(said)))
    return lines

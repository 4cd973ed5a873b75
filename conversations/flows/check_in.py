"""The check-in: a frame around the questions of a questionnaire (COPYDECK.md, section 4; DOMAIN.md 1).

Check-ins help members notice how they are, keep their own record, and ask for a person. They do not assess, monitor,
screen, score risk, triage or treat anyone. So "Hard" three times in a row changes nothing, and nothing is counted.

Answers stay in the session until the end; only then are they kept, and only as the member says (Only me / Me and
{worker} / Bin them). A half-done check-in is kept for a day and then gone.
"""

from collections.abc import Mapping

from conversations.effects import Begin, Consent, Effect, KeepAnswers, PassOn
from conversations.engine import answers_of
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say, Step, Test, Visit, Words
from conversations.flows.joining import CHECK_INS
from conversations.flows.later import LATER
from conversations.flows.passing import signed
from conversations.flows.wording import version
from conversations.phrases import Phrase, _
from conversations.questionnaire import Question, Questionnaire
from conversations.telling import can_pass_on
from conversations.view import View

OPENER = _("CI-01", "Hi {name}. It's your check-in: 3 small questions, and you can skip any. Shall we?")
OPENER_NO_NAME = _("CI-01N", "Hi. It's your check-in: 3 small questions, and you can skip any. Shall we?")
OPENER_QUIET = _("CI-01Q", "Hi. Your list is ready.")
WAITS = 70 * 24 * 3600
"""How long an opener's buttons live: the next check-in closes them, and that is 56 days and a slide away at most."""


def starts(view: View, answers: Answers) -> str:
    """Where a check-in begins: with an opener if the bot begins it, with the first question if the member does."""
    if not view.practice and not view.known.agreed("check_ins"):
        return "ON-30"
    if answers.get("by") == "member":
        return "questions"
    return "PA-14" if view.pace.silent_rounds >= 2 and not view.known.quiet else "CI-01"


def opener(view: View, answers: Answers) -> Phrase:
    if view.member and view.member.quiet:
        return OPENER_QUIET
    return OPENER if view.member and view.member.name else OPENER_NO_NAME


def opener_options(view: View, answers: Answers) -> tuple[Option, ...]:
    if view.member and view.member.quiet:
        return (
            Option("open", _("CI-01Q.open", "Open")),
            Option("not_now", _("button.not_now", "Not now"), out=True),
        )
    return (
        Option("start", _("CI-01.start", "Start")),
        Option("not_now", _("button.not_now", "Not now"), out=True),
        Option("skip", _("CI-01.skip", "Skip this one"), out=True),
    )


def asked(questionnaire: Questionnaire, question: Question) -> "Test":
    """Whether this question belongs to this round, and was not answered by the opener already."""

    first = question is questionnaire.questions[0]
    by_opener = {answer.key for answer in question.answers} if first else set()

    def when(view: View, answers: Answers) -> bool:
        if first and answers.get("PA-14") in by_opener:
            return False
        return question.turn == "always" or question in questionnaire.for_round(
            view.facts.check_in_count(), view.facts.monthly_due()
        )

    return when


def kept_answers(questionnaire: Questionnaire, answers: Answers) -> Mapping[str, str]:
    """What would be kept: the answers to questions, skipped ones left out."""
    ids = {question.id for question in questionnaire.questions}
    given = {id: value for id, value in answers.items() if id in ids and value not in ("", "skip")}
    first = questionnaire.questions[0]
    if answers.get("PA-14") in {answer.key for answer in first.answers}:
        given.setdefault(first.id, answers["PA-14"])
    return given


def steps_of(questionnaire: Questionnaire, question: Question, following: str) -> list[Step]:
    """One question, and what is said after each answer."""
    label = {answer.key: Phrase(f"{question.id}.{answer.key}", answer.label) for answer in question.answers}
    options = tuple(Option(answer.key, label[answer.key]) for answer in question.answers)
    goals = {
        answer.key: "CI-03d" if answer.help else f"{question.id}.{answer.key}"
        for answer in question.answers
        if answer.help or answer.after
    }
    steps: list[Step] = [
        Ask(question.id, Phrase(question.id, question.text), Words(options, any_words=True) if question.words else OneOf(options),
            then=goals, otherwise=following, skip=True, when=asked(questionnaire, question)),
    ]  # fmt: skip
    steps += [
        Say(
            f"{question.id}.{answer.key}",
            Phrase(f"{question.id}.{answer.key}.after", answer.after),
            then=following,
        )
        for answer in question.answers
        if answer.after and not answer.help
    ]
    return steps


def after_opener(questionnaire: Questionnaire) -> dict[str, str]:
    first = questionnaire.questions[0]
    return {
        answer.key: "CI-03d" if answer.help else f"{first.id}.{answer.key}" if answer.after else "questions"
        for answer in first.answers
    }


def hard(view: View, answers: Answers) -> Phrase:
    if can_ask(view):
        return _("CI-03d", "Thanks for telling me. I'm sorry it's hard. Would any of these help?")
    return _(
        "CI-03dN",
        "Thanks for telling me. I'm sorry it's hard. To reach a person, you can write to {contact}. Would it help to see people to talk to now?",
    )


def after_hard(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        *((Option("call", _("CI-03d.call", "Ask for a person")),) if can_ask(view) else ()),
        Option("help", _("button.helplines", "Helplines")),
        Option("note", _("CI-03d.note", "Only noting it"), out=True),
    )


def can_ask(view: View) -> bool:
    """Whether a person can be asked for. Whoever looks around is shown what a member would be."""
    practising = view.practice and bool(view.programme.worker) and view.facts.reachable("worker")
    return practising or can_pass_on(view)


def flows(questionnaire: Questionnaire) -> tuple[Flow, ...]:
    """The check-in with these questions, and the small flows around it."""
    questions = questionnaire.questions
    ids = [question.id for question in questions]
    helped = next(
        (n for n, question in enumerate(questions) if any(answer.help for answer in question.answers)), None
    )
    asks = [
        step
        for n, question in enumerate(questions)
        for step in steps_of(questionnaire, question, [*ids, "CI-09"][n + 1])
    ]
    first = questions[0]
    slow = first.answers and not first.words

    def keep(view: View, answers: Answers) -> tuple[Effect, ...]:
        given = kept_answers(questionnaire, answers)
        sight = "worker" if ending(view, answers) == "CI-11" else "me"
        if not given or view.practice or answers.get("CI-09") == "bin":
            return ()
        shared = (PassOn("worker", shared_words(view, given)),) if sight == "worker" else ()
        return (KeepAnswers(questionnaire.name, given, sight, unasked=answers.get("by") == "member"), *shared)

    def ending(view: View, answers: Answers) -> str:
        if view.practice:
            return "CI-10P"
        if not kept_answers(questionnaire, answers):
            return "PA-12"
        sight = answers.get("CI-09") or (view.known.sight if view.known.sight != "ask" else "me")
        return {"bin": "CI-18", "worker": "CI-11" if can_pass_on(view) else "CI-10U"}.get(sight, "CI-10")

    def shared_words(view: View, given: Mapping[str, str]) -> str:
        lines = [
            f"{question.text} {next((a.label for a in question.answers if a.key == given[question.id]), given[question.id])}"
            for question in questions
            if question.id in given
        ]
        return "\n".join((signed(view, _("CI-11W", "{name} shared a check-in with you:")), *lines))

    check_in = Flow("check_in", opener=True, lives=WAITS, steps=(
        Route("starts", starts, among=("ON-30", "questions", "CI-01", *(("PA-14",) if slow else ()))),
        Ask("ON-30", CHECK_INS, OneOf((Option("yes", _("ON-30.yes", "Yes, I agree")), Option("no", _("ON-30.no", "No check-ins"), out=True)), exact=True),
            then={"yes": "questions"}, otherwise="CI-20",
            does=lambda view, answers, value: (Consent("check_ins", value == "yes", version(CHECK_INS, view)),)),
        Ask("CI-01", opener, OneOf(opener_options), then={"start": "questions", "open": "questions", "not_now": "later"}, otherwise="PA-12"),
        *((Ask("PA-14", _("PA-14", "Hello. I've slowed down a bit. There's nothing to catch up on. How are things today?"),
            OneOf((*(Option(a.key, Phrase(f"{first.id}.{a.key}", a.label)) for a in first.answers), Option("not_now", _("button.not_now", "Not now"), out=True))),
            then={**after_opener(questionnaire), "not_now": "later"}, otherwise="questions"),) if slow else ()),
        Visit("later", "later", then="CI-01P", when=lambda view, answers: not view.practice),
        Say("CI-01P", _("CI-01P", "In real use I'd ask when to try again. This was a look around: nothing is planned."), then=END,
            when=lambda view, answers: view.practice),
        Route("questions", lambda view, answers: ids[0], among=(ids[0],)),
        *asks,
        *((
            Ask("CI-03d", hard, OneOf(after_hard),
                then={"call": "call", "help": "help"}, otherwise=[*ids, "CI-09"][helped + 1]),
            Visit("call", "call", then="CI-14P", when=lambda view, answers: not view.practice),
            Say("CI-14P", _("CI-14P", "In real use I'd ask {worker} to get in touch. To talk to people now, type HELP."),
                then=[*ids, "CI-09"][helped + 1], when=lambda view, answers: view.practice),
            Visit("help", "help", then=[*ids, "CI-09"][helped + 1]),
        ) if helped is not None else ()),
        Ask("CI-09", _("CI-09", "Who can see today's answers?"), OneOf((
                Option("me", _("ON-31.me", "Only me"), out=True), Option("worker", _("ON-31.worker", "Me and {worker}")), Option("bin", _("CI-09.bin", "Bin them")))),
            otherwise="keep", when=lambda view, answers: can_pass_on(view) and view.known.sight == "ask" and bool(kept_answers(questionnaire, answers))),
        Route("keep", ending, among=("CI-10", "CI-10U", "CI-11", "CI-18", "CI-10P", "PA-12"), does=keep),
        Say("CI-10", _("CI-10", "Saved, only for you. That's all for now. Thank you."), then=END),
        Say("CI-10U", _("CI-10U", "Saved, only for you: nobody from the team can be reached through me right now. To reach a person, you can write to {contact}."), then=END),
        Say("CI-11", _("CI-11", "Saved and sent to {worker}, who reads these {hours}. If you need someone sooner, type HELP."), then=END),
        Say("CI-18", _("CI-18", "Binned. Nothing was kept."), then=END),
        Say("CI-10P", _("CI-10P", "In real use this would be saved, only for you. This was a look around: nothing was kept."), then=END),
        Say("PA-12", _("PA-12", "Skipped. That's fine."), then=END),
        Say("CI-20", _("CI-20", "That's fine. No check-ins."), then=END),
    ))  # fmt: skip
    return (check_in, LATER, CLOSED)


CLOSED = Flow("closed", overlay=True, steps=(
    Ask("CI-16", _("CI-16", "That one has closed. Want to do one now?"),
        OneOf((Option("yes", _("button.yes", "Yes")), Option("no", _("button.no", "No"), out=True))),
        then={"no": "CI-16b"}, otherwise=END,
        does=lambda view, answers, value: (Begin("check_in", {"by": "member"}),) if value == "yes" else ()),
    Say("CI-16b", _("CI-16b", "That's fine."), then=END),
))  # fmt: skip

__all__ = ["answers_of", "flows"]

"""My check-ins: the last ones as the member reads them back, and deleting them, one or all (CI-17).

Nothing is summed, compared or drawn as a line: what the member noted is shown in their own words, and that is all.
"""

from typing import Final

from conversations.effects import DropAnswers, DropCheckIn, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.view import KeptCheckIn, View

MOST: Final = 4


def day_of(view: View, check_in: KeptCheckIn) -> str:
    return view.tongue.day(local_date(check_in.at, view.pace.zone))


def mood(view: View, check_in: KeptCheckIn) -> str:
    """What they answered to the first question; nothing is made of a skipped one."""
    first = view.questionnaire.questions[0]
    asked = (view.tongue.say(Phrase(first.id, first.text)), first.id)
    given = next((answer for question, answer in check_in.lines if question in asked), "")
    return given or view.tongue.say(_("CI-17.none", "no word"))


def marked(view: View, check_in: KeptCheckIn, words: str) -> str:
    """The words about one check-in, with a mark if the worker was sent it as well."""
    return (
        view.tongue.say(_("CI-17.shared", "{what} (shared)"), {"what": words}) if check_in.shared else words
    )


def moods(view: View, answers: Answers) -> dict[str, str]:
    kept = view.check_ins(MOST)
    each = [marked(view, one, f"{day_of(view, one)}: {mood(view, one)}") for one in kept]
    return {"moods": view.tongue.listed(each)}


def any_shared(view: View) -> bool:
    return any(each.shared for each in view.check_ins(MOST))


def list_words(view: View, answers: Answers) -> Phrase:
    """Only what is true of these check-ins: of a shared one the worker has a copy."""
    if any_shared(view):
        return _(
            "CI-17W",
            "Your last check-ins: {moods}. {worker} was sent what's marked shared. Nobody else can see this list.",
        )
    return _("CI-17", "Your last check-ins: {moods}. Only you can see this list.")


def closing_words(view: View, answers: Answers) -> Phrase:
    if any_shared(view):
        return _("CI-17V", "OK. They stay here. What's marked shared, {worker} was sent as well.")
    return _("CI-17C", "OK. They stay here, only for you.")


def pages(view: View, most: int) -> list[str]:
    """Each check-in as its day, its questions and its answers, newest first."""
    return [
        "\n".join(
            (
                marked(view, each, day_of(view, each)),
                *(f"{question} – {answer}" for question, answer in each.lines),
            )
        )
        for each in view.check_ins(most)
    ]


def notes(view: View, answers: Answers) -> dict[str, str]:
    return {"notes": "\n\n".join(pages(view, MOST))}


def which(view: View, answers: Answers) -> tuple[Option, ...]:
    """One for each check-in, by its moment: a button pressed late can never mean another one."""
    days = [(str(each.at), day_of(view, each)) for each in view.check_ins(MOST)]
    many = len({day for _at, day in days}) < len(days)
    ones = tuple(Option(at, f"{day} ({n})" if many else day) for n, (at, day) in enumerate(days, 1))
    return (
        *ones,
        Option("all", _("CI-17D.all", "All of them")),
        Option("keep", _("FM-01.keep", "Keep it all"), out=True),
    )


def drop(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value == "keep":
        return ()
    return (DropAnswers("check_ins"),) if value == "all" else (DropCheckIn(int(value)),)


KEPT = Flow("kept", steps=(
    Route("any", lambda view, answers: "CI-17" if view.check_ins(1) else "CI-17N", among=("CI-17", "CI-17N")),
    Ask("CI-17", list_words, OneOf((
            Option("notes", _("CI-17.notes", "See notes")), Option("delete", _("CI-17.delete", "Delete some")),
            Option("close", _("button.close", "Close"), out=True))),
        then={"notes": "CI-17S", "delete": "CI-17D"}, otherwise="CI-17C", fill=moods),
    Ask("CI-17S", _("CI-17S", "{notes}"), OneOf((Option("delete", _("CI-17.delete", "Delete some")), Option("close", _("button.close", "Close"), out=True))),
        then={"delete": "CI-17D"}, otherwise="CI-17C", fill=notes),
    Ask("CI-17D", _("CI-17D", "Which shall I delete? It can't be undone."), OneOf(which, exact=True), then={"keep": "FM-06"}, otherwise="CI-17X", does=drop),
    Say("CI-17X", _("CI-17X", "Deleted. If you had shared it, a message that was sent already can't be taken back."), then=END),
    Say("FM-06", _("FM-06", "OK. I've kept everything as it was."), then=END),
    Say("CI-17C", closing_words, then=END),
    Say("CI-17N", _("CI-17N", "There are no check-ins kept yet."), then=END),
))  # fmt: skip

FLOWS = (KEPT,)

"""Something new for My journey: what it was, the member's own words, and perhaps a line by whoever led it (TR-21).

Begun from the page with nothing known, or after a course with `course` (its title), and with `trainer` (a member's id) and
`trainer_name` where it was led by somebody who has joined. The trainer is asked only after the member has read that they
would see their name.
"""

from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Does, Flow, OneOf, Option, Route, Say, Words
from conversations.flows.journey_words import SHUT, short
from conversations.journey import MOST, WHAT_MOST, WORDS_MOST, Entry
from conversations.journey_effects import AskForLine, ChangeEntry, NewEntry
from conversations.phrases import Phrase, _
from conversations.session import is_number, new_id
from conversations.view import View

SKIP: Final = Option("skip", _("button.skip", "Skip"), out=True)
NAME: Final = 16
"""Characters of a trainer's name on a button."""


def begins(view: View, answers: Answers) -> str:
    found = view.journey()
    if found is None:
        return "JO-11"
    if len(found.listed) >= MOST:
        return "JO-13"
    return "TR-21" if answers.get("course", "").strip() else "JO-01"


def new(view: View, answers: Answers) -> tuple[Effect, ...]:
    """An entry that says nothing yet, or what the course is called. It is the one that is written from here on."""
    if begins(view, answers) in ("JO-11", "JO-13"):
        return ()
    what = answers.get("course", "").strip()[:WHAT_MOST]
    return (NewEntry(new_id(view.chance), answers.get("day") or view.today.isoformat(), what),)


def writing(view: View) -> Entry | None:
    found = view.journey()
    return found.entry(found.writing) if found else None


def puts(field: str, *options: str) -> Does:
    """What own words for this field ask for; the options beside them ask for nothing."""

    def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
        entry = writing(view)
        return (ChangeEntry(entry.id, {field: value}),) if entry and value not in options else ()

    return does


# -- a line by the trainer ----------------------------------------------------------------------------------------------


def trainer(answers: Answers) -> int:
    """The trainer's member id; 0 for nobody."""
    return int(answers["trainer"]) if is_number(answers.get("trainer", "")) else 0


def can_ask(view: View, answers: Answers) -> bool:
    """Whether there is somebody else to ask, the member has a name to ask by, and this was not asked yet. Whether the trainer
    would hear it right now is theirs alone, and shows nowhere."""
    entry = writing(view)
    named = all((view.known.name, name_of(answers), answers.get("course", "").strip()))
    somebody = trainer(answers) not in (0, view.known.id)
    return named and somebody and entry is not None and not entry.asked


def name_of(answers: Answers) -> str:
    return answers.get("trainer_name", "").strip()


def named(view: View, answers: Answers) -> dict[str, str]:
    return {"trainer": name_of(answers), "course": answers.get("course", "").strip(), "name": view.known.name}


def asks_words(view: View, answers: Answers) -> Phrase:
    if can_ask(view, answers):
        return _(
            "TR-21", "What did you get from it? Use your own words. You can ask {trainer} to add a line too."
        )
    return _("TR-21N", "What did you get from it? Use your own words.")


def ask_label(view: View, answers: Answers) -> Option:
    label = view.tongue.say(_("TR-21.ask", "Ask {trainer}"), {"trainer": short(name_of(answers), NAME)})
    return Option("ask", label)


def beside_words(view: View, answers: Answers) -> tuple[Option, ...]:
    return (*((ask_label(view, answers),) if can_ask(view, answers) else ()), SKIP)


def asking(view: View, answers: Answers) -> tuple[Option, ...]:
    return (ask_label(view, answers), Option("no", _("button.not_now", "Not now"), out=True))


def ask(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    entry = writing(view)
    if value != "ask" or entry is None or not can_ask(view, answers):
        return ()
    words = _(
        "JO-20",
        "{name} was at {course}, and asks if you'd add a line about it to their own record. Only they would see it.",
    )
    return (
        AskForLine(
            entry.id, trainer(answers), name_of(answers), view.tongue.say(words, named(view, answers))
        ),
    )


def after_words(view: View, answers: Answers) -> str:
    """They may still ask for a line, unless they chose just now not to."""
    return "JO-16" if can_ask(view, answers) and "JO-16" not in answers else "ends"


def after_asking(view: View, answers: Answers) -> str:
    entry = writing(view)
    return "TR-21W" if entry and not entry.words else "ends"


def ends(view: View, answers: Answers) -> str:
    entry = writing(view)
    if entry is None or not (entry.what or entry.words):
        return "JO-17N"
    return "JO-17A" if entry.asked else "JO-17"


JOURNEY_ADD: Final = Flow("journey_add", lives=3600, steps=(
    Route("begins", begins, among=("JO-01", "JO-11", "JO-13", "TR-21"), does=new),
    Say("JO-11", SHUT, then=END),
    Say("JO-13", _("JO-13", "Your record is full: it holds up to {most} things. You can take one out, under Change it."), then=END, fill=lambda view, answers: {"most": str(MOST)}),
    Ask("JO-01", _("JO-01", "What did you try or learn? A few words will do, like a cooking course. Only you can see it."),
        Words((Option("never", _("CI-14.never", "Never mind"), out=True),), limit=WHAT_MOST, unkept=True), then={"never": "ends"}, otherwise="TR-21", does=puts("what", "never")),
    Ask("TR-21", asks_words, Words(beside_words, limit=WORDS_MOST, unkept=True),
        then={"ask": "JO-16", "skip": "ends"}, otherwise="after", fill=named, does=puts("words", "ask", "skip")),
    Route("after", after_words, among=("JO-16", "ends")),
    Ask("JO-16", _("JO-16", "I'd tell {trainer} that you ask, and for what: {course}. They'd see your name, {name}, and nothing else. You choose whether to keep what they write."),
        OneOf(asking), otherwise="asked", fill=named, does=ask),
    Route("asked", after_asking, among=("TR-21W", "ends")),
    Ask("TR-21W", _("TR-21N", "What did you get from it? Use your own words."), Words((SKIP,), limit=WORDS_MOST, unkept=True),
        otherwise="ends", does=puts("words", "skip")),
    Route("ends", ends, among=("JO-17", "JO-17A", "JO-17N")),
    Say("JO-17", _("JO-17", "It's in My journey. Only you can see it."), then=END),
    Say("JO-17A", _("JO-17A", "It's in My journey. If {trainer} writes a line, it waits there for you to keep or bin."), then=END, fill=named),
    Say("JO-17N", _("JO-17N", "OK. I've written nothing down."), then=END),
))  # fmt: skip

FLOWS: Final = (JOURNEY_ADD,)

"""My journey: the member's own record, seen, copied, changed and deleted (COPYDECK.md, TR-22; B51, B53).

Nobody is asked to write anything, and nothing is counted or compared. A line by somebody who was asked for one waits here,
and is part of the record once the member keeps it. Own words are in no session: they go into the sealed record in the turn
in which they are typed (`Words.unkept`).
"""

from collections.abc import Callable
from typing import Final

from conversations.effects import Effect, SendFile
from conversations.flow import (
    END,
    Answers,
    Ask,
    Flow,
    ManyOf,
    OneOf,
    Option,
    Route,
    Say,
    Visit,
    Words,
)
from conversations.flows.journey_words import CLOSE, SHUT, labels, reads, short, title
from conversations.journey import MOST, WHAT_MOST, WORDS_MOST, Entry, Journey
from conversations.journey_effects import (
    ChangeEntry,
    ChooseCopy,
    DropJourney,
    KeepLine,
    TakeOutEntry,
)
from conversations.phrases import _
from conversations.view import View

PAGE: Final = 5
TEXT_FILE: Final = "my-record.txt"
PDF_FILE: Final = "my-record.pdf"
CAPTION: Final = _("JO-07F", "Your record, as you chose it. Anyone with this phone could open it.")
NEVER_MIND: Final = Option("never", _("CI-14.never", "Never mind"), out=True)
KEEP: Final = Option("keep", _("JO-05.keep", "Leave it as it is"), out=True)


def record(view: View) -> Journey:
    """The record, at steps that come only where it can be opened; an empty one for an old button."""
    return view.journey() or Journey()


def begins(view: View, answers: Answers) -> str:
    found = view.journey()
    if found is None:
        return "JO-11"
    if found.waiting():
        return "JO-06"
    return "TR-22" if found.listed else "JO-10"


# -- the page -----------------------------------------------------------------------------------------------------------


def first_shown(answers: Answers) -> int:
    last = answers.get("TR-22", "").removeprefix("at")
    return int(last) if last.isdecimal() and len(last) < 4 else 0


def page(view: View, answers: Answers) -> dict[str, str]:
    start = first_shown(answers)
    return {"record": "\n\n".join(reads(view, each) for each in record(view).listed[start : start + PAGE])}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    many, next_one = len(record(view).listed), first_shown(answers) + PAGE
    return (
        *((Option("add", _("JO-10.add", "Add something")),) if many < MOST else ()),
        Option("copy", _("TR-22.copy", "Copy for a CV")),
        Option("change", _("TR-22.change", "Change it")),
        *((Option(f"at{next_one}", _("BR-08.older", "Older")),) if next_one < many else ()),
        Option("delete", _("TR-22.delete", "Delete it")),
        CLOSE,
    )


def goes(view: View, answers: Answers) -> str:
    return "TR-22" if answers.get("TR-22", "").startswith("at") and record(view).listed else "JO-12C"


# -- a line that somebody wrote -----------------------------------------------------------------------------------------


def waiting(view: View, answers: Answers) -> dict[str, str]:
    entry = record(view).waiting()
    if entry is None:
        return {"trainer": "", "what": "", "line": ""}
    return {"trainer": entry.trainer, "what": short(title(view, entry), 60), "line": entry.line}


def decide(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    entry = record(view).waiting()
    if entry is None or value == "later":
        return ()
    return (KeepLine(entry.id),) if value == "keep" else (ChangeEntry(entry.id, {"line": ""}),)


# -- a copy for a CV ----------------------------------------------------------------------------------------------------


def which(view: View, answers: Answers) -> tuple[Option, ...]:
    return labels(view, record(view).listed)


def picked(view: View, answers: Answers) -> tuple[str, ...]:
    """The ids of what is to be copied, as the member chose."""
    listed = [each.id for each in record(view).listed]
    if answers.get("JO-07") == "some":
        chosen = answers.get("JO-08", "").split(",")
        return tuple(id for id in listed if id in chosen)
    return tuple(listed)


def how(view: View, answers: Answers) -> tuple[Option, ...]:
    files = (Option("txt", _("JO-09.txt", "As a text file")), Option("pdf", _("JO-09.pdf", "As a PDF")))
    here = Option("here", _("JO-09.here", "Here, as a message"))
    return (here, *(files if view.caps.files else ()), NEVER_MIND)


def copy(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    name = {"txt": TEXT_FILE, "pdf": PDF_FILE}.get(value)
    if value == "never":
        return ()
    chosen = ChooseCopy(picked(view, answers))
    return (chosen, SendFile(name, view.tongue.say(CAPTION))) if name else (chosen,)


def as_text(view: View) -> str:
    """The chosen entries in plain words."""
    return "\n\n".join(reads(view, each) for each in record(view).chosen())


# -- changing it --------------------------------------------------------------------------------------------------------


def which_one(view: View, answers: Answers) -> tuple[Option, ...]:
    return (*which(view, answers), KEEP)


def the_one(view: View, answers: Answers) -> Entry | None:
    return record(view).entry(answers.get("JO-02", ""))


def shown(view: View, answers: Answers) -> dict[str, str]:
    entry = the_one(view, answers)
    return {"entry": reads(view, entry) if entry else ""}


def what_of_it(view: View, answers: Answers) -> tuple[Option, ...]:
    entry = the_one(view, answers)
    line = (Option("line", _("JO-03.line", "Take the line out")),) if entry and entry.line else ()
    return (
        Option("words", _("JO-03.words", "Change my words")),
        Option("what", _("JO-03.what", "Change what it was")),
        *line,
        Option("out", _("JO-03.out", "Take it out")),
        KEEP,
    )


def changes(field: str) -> Callable[[View, Answers, str], tuple[Effect, ...]]:
    """What a new value of this field of the chosen entry asks for."""

    def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
        entry = the_one(view, answers)
        return () if entry is None or value == "keep" else (ChangeEntry(entry.id, {field: value}),)

    return does


def change(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    entry = the_one(view, answers)
    return (ChangeEntry(entry.id, {"line": ""}),) if entry and value == "line" else ()


def take_out(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    entry = the_one(view, answers)
    return (TakeOutEntry(entry.id),) if entry and value == "yes" else ()


def gone_by(view: View, answers: Answers) -> dict[str, str]:
    return {"date": view.tongue.day(view.facts.backups_gone_by())}


def has_the_one(view: View, answers: Answers) -> str:
    return "JO-03" if the_one(view, answers) else "begins"


JOURNEY: Final = Flow("journey", lives=3600, steps=(
    Route("begins", begins, among=("JO-06", "JO-10", "JO-11", "TR-22")),
    Ask("JO-06", _("JO-06", "{trainer} wrote a line about this: {what}.\n“{line}”\nWould you like to keep it? Only you can see it."), OneOf((
            Option("keep", _("JO-06.keep", "Keep it")), Option("bin", _("JO-06.bin", "Bin it")), Option("later", _("JO-06.later", "Decide later"), out=True)), exact=True),
        then={"later": "page"}, otherwise="begins", fill=waiting, does=decide),
    Route("page", lambda view, answers: "TR-22" if record(view).listed else "JO-10", among=("TR-22", "JO-10")),
    Ask("JO-10", _("JO-10", "Nothing is written here yet. You can put down what you tried or learned, in your own words. Only you can see it."), OneOf((
            Option("add", _("JO-10.add", "Add something")), CLOSE)),
        then={"add": "add"}, otherwise="JO-12C"),
    Say("JO-11", SHUT, then=END),
    Ask("TR-22", _("TR-22", "Here's your record so far. You can copy it, change it, or delete it. Nobody else can see it.\n\n{record}"), OneOf(ways),
        then={"add": "add", "copy": "JO-07", "change": "JO-02", "delete": "JO-04", "close": "JO-12C"}, otherwise="goes", fill=page),
    Route("goes", goes, among=("TR-22", "JO-12C")),
    Visit("add", "journey_add", then="begins"),
    Say("JO-12C", _("JO-12C", "OK. It's here any time, under MENU. Only you can see it."), then=END),

    Ask("JO-07", _("JO-07", "All of it, or some of it?"), OneOf((
            Option("all", _("JO-07.all", "All of it")), Option("some", _("JO-07.some", "Choose some")), NEVER_MIND)),
        then={"some": "JO-08", "never": "page"}, otherwise="JO-09", when=lambda view, answers: len(record(view).listed) > 1),
    Ask("JO-08", _("JO-08", "Which shall I copy? Choose as many as you like."), ManyOf(which, Option("done", _("JO-08.done", "Copy these"))), otherwise="any",
        way_out="who ticks none copies nothing, and the next question can be left"),
    Route("any", lambda view, answers: "JO-09" if picked(view, answers) else "JO-08N", among=("JO-09", "JO-08N")),
    Say("JO-08N", _("JO-08N", "OK. You chose none, so I've copied nothing."), then="page"),
    Ask("JO-09", _("JO-09", "How would you like your copy? Anyone with this phone could open it."), OneOf(how),
        then={"here": "JO-09H", "never": "page"}, otherwise="JO-09F", does=copy),
    Say("JO-09H", _("JO-09H", "{copy}"), then="JO-09D", fill=lambda view, answers: {"copy": as_text(view)}),
    Say("JO-09D", _("JO-09D", "That's your copy. You can copy it from this chat into a CV."), then=END),
    Say("JO-09F", _("JO-09F", "OK. Here comes your file."), then=END),

    Ask("JO-02", _("JO-02", "Which one would you like to change?"), OneOf(which_one), then={"keep": "page"}, otherwise="one"),
    Route("one", has_the_one, among=("JO-03", "begins")),
    Ask("JO-03", _("JO-03", "{entry}\n\nWhat would you like to change?"), OneOf(what_of_it, exact=True),
        then={"words": "JO-03W", "what": "JO-03A", "line": "JO-12", "out": "JO-05"}, otherwise="page", fill=shown, does=change),
    Ask("JO-03W", _("JO-03W", "How would you like it to read? Use your own words."), Words((KEEP,), limit=WORDS_MOST, any_words=True, unkept=True),
        then={"keep": "page"}, otherwise="JO-12", does=changes("words")),
    Ask("JO-03A", _("JO-03A", "What was it? A few words will do."), Words((KEEP,), limit=WHAT_MOST, any_words=True, unkept=True),
        then={"keep": "page"}, otherwise="JO-12", does=changes("what")),
    Ask("JO-05", _("JO-05", "Take this one out of your record? It can't be undone."), OneOf((
            Option("yes", _("JO-05.yes", "Yes, take it out")), KEEP), exact=True),
        then={"keep": "page"}, otherwise="JO-12", does=take_out),
    Say("JO-12", _("JO-12", "Done."), then="begins"),

    Ask("JO-04", _("JO-04", "Delete all of your record? It can't be undone."), OneOf((
            Option("yes", _("JO-04.yes", "Yes, delete it")), Option("no", _("FM-04.no", "No, keep it"), out=True)), exact=True),
        then={"yes": "JO-04D"}, otherwise="page", does=lambda view, answers, value: (DropJourney(),) if value == "yes" else ()),
    Say("JO-04D", _("JO-04D", "Done. It's deleted here, and gone from backups by {date}. You can clear this chat as well: type CLEAR."), then=END, fill=gone_by),
))  # fmt: skip

FLOWS: Final = (JOURNEY,)

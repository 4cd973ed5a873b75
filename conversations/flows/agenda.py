"""Something for the agenda of a meeting, with or without a name (B42, B44).

Without: nothing of who wrote it is kept. What the words themselves give away nobody can take out, and that is said.
"""

from typing import Final

from conversations.effects import Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Words
from conversations.flows import meeting_words
from conversations.meeting_effects import PutOnAgenda
from conversations.meetings import ITEM_MOST, ITEMS_MOST, Meeting
from conversations.outgoing import says_something
from conversations.phrases import Phrase, _
from conversations.view import View

NEVER_MIND: Final = Option("never_mind", _("button.never_mind", "Never mind"), out=True)


def the_meeting(view: View, answers: Answers) -> Meeting | None:
    """What it is for, as long as something can be put on it."""
    number = meeting_words.number_in(answers)
    found = None if number is None else view.facts.meeting(number)
    if found is None or not found.invited or found.cancelled or found.has_begun(view.now):
        return None
    return found if len(found.items) < ITEMS_MOST else None


def begins(view: View, answers: Answers) -> str:
    return "MT-20" if the_meeting(view, answers) else "MT-24"


def short(text: str, view: View) -> str | Problem:
    line = " ".join(text.split())
    if not says_something(line):
        return Problem(_("MT-20X", "There's nothing to read in that yet. What would you like to talk about?"))
    if len(line) > ITEM_MOST:
        return Problem(
            _("MT-20L", "That's {number} letters. Up to {most} fit on the agenda. Could you say it shorter?"),
            {"number": str(len(line)), "most": str(ITEM_MOST)},
        )
    return line


def words(view: View, answers: Answers) -> dict[str, str]:
    meeting = the_meeting(view, answers)
    return {
        "event": meeting_words.in_a_sentence(meeting.draft.title) if meeting else "",
        "text": answers.get("MT-20", ""),
    }


def asks_name(view: View, answers: Answers) -> Phrase:
    if view.known.name:
        return _(
            "MT-21",
            "It will say: “{text}”. Would you like your name beside it? Without it, nothing says who wrote it, but people may guess.",
        )
    return _(
        "MT-21N",
        "It will say: “{text}”. You gave me no name, so there will be none beside it. People may still guess. Put it there?",
    )


def names(view: View, answers: Answers) -> tuple[Option, ...]:
    if not view.known.name:
        return (Option("nobody", _("MT-21.put", "Put it there")), NEVER_MIND)
    return (
        Option("named", _("MT-21.named", "Put my name")),
        Option("nobody", _("button.no_name", "No name")),
        NEVER_MIND,
    )


def puts(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    meeting = the_meeting(view, answers)
    if meeting is None or value not in ("named", "nobody"):
        return ()
    return (PutOnAgenda(meeting.id, answers["MT-20"], named=value == "named"),)


def put(view: View, answers: Answers) -> str:
    if the_meeting(view, answers) is None:
        return "MT-24"
    return "MT-22" if answers.get("MT-21") == "named" else "MT-23"


AGENDA = Flow("agenda", to_person=True, steps=(
    Route("begins", begins, among=("MT-20", "MT-24")),
    Ask("MT-20", _("MT-20", "What would you like to talk about at {event}? Up to 200 letters. Everyone invited can read it."),
        Words((NEVER_MIND,), limit=4000, read=short), then={"never_mind": "MT-25"}, otherwise="MT-21", fill=words),
    Ask("MT-21", asks_name, OneOf(names, exact=True), then={"never_mind": "MT-25"}, otherwise="put", fill=words, does=puts),
    Route("put", put, among=("MT-22", "MT-23", "MT-24")),
    Say("MT-22", _("MT-22", "It's on the agenda of {event}, with your name. You can take it off on its page."), then=END, fill=words),
    Say("MT-23", _("MT-23", "It's on the agenda of {event}, without your name. I don't keep who wrote it, so I can't take it off again."), then=END, fill=words),
    Say("MT-24", _("MT-24", "Nothing more fits on that agenda, or the meeting is over. You can bring it up there."), then=END),
    Say("MT-25", _("MT-25", "OK. Nothing was put there."), then=END),
))  # fmt: skip

FLOWS = (AGENDA,)

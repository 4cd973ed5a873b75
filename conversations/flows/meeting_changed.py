"""A meeting has changed, or is cancelled: what those hear who said that they come, each once, in their own hours.

It says how things stand now, whatever has changed since the letter was written. Its buttons name the meeting, so that they
still mean it when the talk is long gone (`late`), like those of an urgent change.
"""

from typing import Final

from conversations.effects import Effect, SendFile
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import meeting_words
from conversations.flows.changes import LIVES
from conversations.key_effects import Unbook
from conversations.meetings import Meeting
from conversations.phrases import Phrase, _
from conversations.view import View

OVER: Final = _("MT-34", "That one is over. There's nothing for you to do.")


def the_meeting(view: View, answers: Answers) -> Meeting | None:
    """The meeting, as long as this member comes to it and it is still to come."""
    number = meeting_words.number_in(answers)
    found = None if number is None else view.facts.meeting(number)
    return found if found and found.mine and not found.has_begun(view.now) else None


def begins(view: View, answers: Answers) -> str:
    if the_meeting(view, answers) is None:
        return "MT-34"
    return "MT-30" if view.known.quiet else "MT-31"


def opened(view: View, answers: Answers) -> str:
    if answers.get("MT-30", "").startswith("later"):
        return "MT-35"
    return "MT-31" if the_meeting(view, answers) else "MT-34"


def news(view: View, answers: Answers) -> Phrase:
    meeting = the_meeting(view, answers)
    if meeting is None:
        return OVER
    if meeting.cancelled:
        return _("MT-31C", "{event} on {when} is cancelled, and we're sorry. You don't have to do anything.")
    if meeting.draft.place:
        return _(
            "MT-31", "{event} has changed. Now: {when}, at {place}. All about it is under MENU, Meetings."
        )
    return _("MT-31O", "{event} has changed. Now: {when}, online. All about it is under MENU, Meetings.")


def words(view: View, answers: Answers) -> dict[str, str]:
    meeting = the_meeting(view, answers)
    if meeting is None:
        return {}
    draft = meeting.draft
    return {
        "event": meeting_words.in_a_sentence(draft.title),
        "when": meeting_words.span(view, draft, view.pace.zone),
        "place": draft.place.rstrip("."),
    }


def numbered(answers: Answers) -> str:
    number = meeting_words.number_in(answers)
    return "" if number is None else str(number)


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    n = numbered(answers)
    return (
        Option(f"open{n}", _("CI-01Q.open", "Open"), means="yes"),
        Option(f"later{n}", _("BR-05.later", "Later"), out=True, means="later"),
    )


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    n, meeting = numbered(answers), the_meeting(view, answers)
    cant = (
        ()
        if meeting and meeting.cancelled
        else (Option(f"cant{n}", _("BR-04.cant", "Can't come"), means="cant"),)
    )
    return (
        Option(f"ok{n}", _("button.ok", "OK"), out=True, means="yes"),
        *cant,
        Option(f"file{n}", _("MT-03.file", "Calendar file")),
    )


def leads(view: View, answers: Answers) -> str:
    if the_meeting(view, answers) is None:
        return "MT-34"
    return {"cant": "MT-33", "file": END}.get(answers.get("MT-31", "").rstrip("0123456789"), "MT-32")


def does(view: View, answers: Answers) -> tuple[Effect, ...]:
    meeting, goes = the_meeting(view, answers), leads(view, answers)
    if meeting is None:
        return ()
    if goes == "MT-33":
        return (Unbook(meeting.id),)
    caption = view.tongue.say(
        _("MT-05", "{title}, for your calendar. If it changes, you can get it anew from its page."),
        {"title": meeting.draft.title},
    )
    return (SendFile(f"meeting-{meeting.id}.ics", caption),) if goes == END else ()


CHANGED = Flow("changed", opener=True, late=True, lives=LIVES, steps=(
    Route("begins", begins, among=("MT-30", "MT-31", "MT-34")),
    Ask("MT-30", _("MT-30", "Hi. A date has changed."), OneOf(openings), otherwise="opened"),
    Route("opened", opened, among=("MT-31", "MT-34", "MT-35")),
    Ask("MT-31", news, OneOf(ways), otherwise="leads", fill=words),
    Route("leads", leads, among=("MT-32", "MT-33", "MT-34", END), does=does),
    Say("MT-32", _("MT-32", "OK. Thanks for looking."), then=END),
    Say("MT-33", _("BR-04C", "Done. You're not booked on it any more. No reason needed."), then=END),
    Say("MT-34", OVER, then=END),
    Say("MT-35", _("MT-35", "OK. It's under MENU, Meetings, when you like."), then=END),
))  # fmt: skip

FLOWS = (CHANGED,)

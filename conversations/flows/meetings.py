"""Meetings, for those who are invited: what is to come, its page, and what they can do there (issue 4; COPYDECK MF-00).

Coming is one tap, and so is not coming after all; nobody asks why. What members did a moment ago is on the page at once: the
answers say it until the rows do. Whether somebody wants to be asked afterwards is asked once, right after they said that they
come, and stands on the page. Where a box is open, or results are in, the page leads there.
"""

from dataclasses import replace
from typing import Final

from conversations.effects import Begin, Effect, SendFile
from conversations.feedback.facts import Box
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import meeting_words
from conversations.key_effects import Unbook
from conversations.meeting_effects import Book, TakeOffAgenda, WishToBeAsked
from conversations.meetings import ITEMS_MOST, SHOWN, Meeting
from conversations.phrases import _
from conversations.view import View

CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
BACK: Final = Option("back", _("button.back", "Back"))
ROOM: Final = 10
"""Places in the list, so that its buttons fit (conversations/caps.py)."""


# -- the list ---------------------------------------------------------------------------------------------------------


def to_come(view: View) -> tuple[Meeting, ...]:
    return tuple(each for each in view.facts.meetings() if each.invited)[:SHOWN]


def past_boxes(view: View) -> tuple[Box, ...]:
    """Those that are open, of meetings that are not in the list."""
    coming = to_come(view)
    found = (box for box in view.facts.boxes() if box.meeting not in {each.id for each in coming})
    return tuple(found)[: ROOM - len(coming)]


def begins(view: View, answers: Answers) -> str:
    if meeting_words.number_in(answers) is not None:
        return "which"
    return "MT-01" if to_come(view) or past_boxes(view) or view.facts.results(1) else "MT-02"


def the_list(view: View, answers: Answers) -> dict[str, str]:
    coming, boxes, say = to_come(view), past_boxes(view), view.tongue.say
    lines = [meeting_words.listed(view, coming, view.pace.zone)] if coming else []
    for number, box in enumerate(boxes, len(coming) + 1):
        words = {
            "number": str(number), "title": box.title, "day": view.tongue.day(box.day), "close": view.tongue.day(box.closes_on),
        }  # fmt: skip
        lines.append(
            say(_("MT-01B", "{number}. {title}, {day}. You can say how it was until {close}."), words)
        )
    return {"list": "\n".join(lines) or say(_("MT-01N", "Nothing is planned right now."))}


def openings(view: View, answers: Answers) -> tuple[Option, ...]:
    coming = to_come(view)
    over = (
        Option(f"m{box.meeting}", view.tongue.say(meeting_words.OPEN, {"number": str(number)}), also=(box.title,))
        for number, box in enumerate(past_boxes(view), len(coming) + 1)
    )  # fmt: skip
    results = (Option("results", _("MT-03.results", "Results")),) if view.facts.results(1) else ()
    return (*meeting_words.ways_to(view, coming, view.pace.zone), *over, *results, CLOSE)


def from_list(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("results"),) if value == "results" else ()


# -- the page ---------------------------------------------------------------------------------------------------------


def number_of(answers: Answers) -> int | None:
    chosen = answers.get("MT-01", "").removeprefix("m")
    return int(chosen) if chosen.isdigit() else meeting_words.number_in(answers)


def the_meeting(view: View, answers: Answers) -> Meeting | None:
    """The meeting that is open, as this member has just left it."""
    number = number_of(answers)
    found = None if number is None else view.facts.meeting(number)
    if found is None:
        return None
    did = {"come": True, "cant": False}.get(answers.get("MT-03", ""), found.mine)
    wish = {"yes": True, "no": False}.get(answers.get("MF-00", ""), found.wish)
    return replace(found, mine=did, booked=max(0, found.booked + did - found.mine), wish=wish)


def which(view: View, answers: Answers) -> str:
    return "MT-03" if the_meeting(view, answers) else "MT-04"


def can_come(view: View, meeting: Meeting) -> bool:
    return meeting.invited and not meeting.cancelled and not meeting.has_begun(view.now)


def its_page(view: View, answers: Answers) -> dict[str, str]:
    meeting = the_meeting(view, answers)
    if meeting is None:
        return {"page": ""}
    lines = [meeting_words.page(view, meeting, view.pace.zone)]
    if meeting.mine and can_come(view, meeting):
        lines.append(view.tongue.say(_("MT-03M", "You said you'll come.")))
    if meeting.wish is not None and not meeting.cancelled:
        asked = _("MT-03Y", "I'll ask you afterwards how it was.")
        unasked = _("MT-03X", "You'd rather not be asked afterwards.")
        lines.append(view.tongue.say(asked if meeting.wish else unasked))
    return {"page": "\n".join(lines)}


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    meeting = the_meeting(view, answers)
    if meeting is None:
        return (BACK, CLOSE)
    return (*_before(view, meeting), *_afterwards(view, meeting), BACK, CLOSE)


def _before(view: View, meeting: Meeting) -> tuple[Option, ...]:
    """What can be done until it begins. What is cancelled can still be put into a calendar, to be taken out of it."""
    calendar = Option("file", _("MT-03.file", "Calendar file"))
    if not can_come(view, meeting):
        return (calendar,) if meeting.cancelled and meeting.mine else ()
    come = (
        Option("cant", _("BR-04.cant", "Can't come"))
        if meeting.mine
        else Option("come", _("MT-03.come", "I'll come"))
    )
    add = (Option("add", _("MT-03.add", "Add to the agenda")),) if len(meeting.items) < ITEMS_MOST else ()
    off = (
        (Option("off", _("MT-03.off", "Take mine off it")),)
        if any(item.mine for item in meeting.items)
        else ()
    )
    wish = (Option("wish", _("MT-03.wish", "Asking me afterwards")),) if meeting.draft.asks else ()
    return (come, *add, *off, calendar, *wish)


def _afterwards(view: View, meeting: Meeting) -> tuple[Option, ...]:
    box = view.facts.box(meeting.id)
    # The same button whatever they have said so far: this page goes out as a letter, and the outbox is to know nothing of that.
    say = (Option("say", _("MT-03.say", "Say how it was")),) if box and box.state == "open" else ()
    results = (Option("results", _("MT-03.results", "Results")),) if view.facts.result(meeting.id) else ()
    return (*say, *results)


def does(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    meeting = the_meeting(view, answers)
    if meeting is None:
        return ()
    match value:
        case "come" if can_come(view, meeting):
            return (Book(meeting.id),)
        case "cant":
            return (Unbook(meeting.id),)
        case "off":
            return tuple(TakeOffAgenda(meeting.id, item.text) for item in meeting.items if item.mine)
        case "file":
            caption = view.tongue.say(
                _("MT-05", "{title}, for your calendar. If it changes, you can get it anew from its page."),
                {"title": meeting.draft.title},
            )
            return (SendFile(f"meeting-{meeting.id}.ics", caption),)
        case "add":
            return (Begin("agenda", {"item": meeting.item}),)
        case "say":
            return (Begin("feedback", {"item": f"feedback:{meeting.id}", "by": "member"}),)
        case "results":
            return (Begin("results", {"item": f"results:{meeting.id}", "by": "member"}),)
        case _:
            return ()


def after_coming(view: View, answers: Answers) -> str:
    meeting = the_meeting(view, answers)
    if meeting is None or not can_come(view, meeting):
        return "MT-04"
    return "MT-06"


def asks_wish(view: View, answers: Answers) -> bool:
    """Once, right after a yes: later it is asked for on the page."""
    meeting = the_meeting(view, answers)
    return (
        meeting is not None
        and meeting.draft.asks
        and (meeting.wish is None or answers.get("MT-03") == "wish")
    )


def wishes(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    meeting = the_meeting(view, answers)
    return (WishToBeAsked(meeting.id, value == "yes"),) if meeting and value in ("yes", "no") else ()


def its_title(view: View, answers: Answers) -> dict[str, str]:
    meeting = the_meeting(view, answers)
    return {"event": meeting_words.in_a_sentence(meeting.draft.title) if meeting else ""}


def after_page(view: View, answers: Answers) -> str:
    return "MT-01" if to_come(view) or past_boxes(view) else "MT-02"


MEETINGS = Flow("meetings", overlay=True, stays=True, steps=(
    Route("begins", begins, among=("which", "MT-01", "MT-02")),
    Say("MT-02", _("MT-02", "No meetings are planned for you right now. You'll find them here when there are."), then=END),
    Ask("MT-01", _("MT-01", "Meetings:\n{list}"), OneOf(openings), then={"close": "PV-01C", "results": END}, otherwise="which", fill=the_list, does=from_list),
    Route("which", which, among=("MT-03", "MT-04")),
    Say("MT-04", _("MT-04", "That one is over, or isn't there any more. There's nothing for you to do."), then=END),
    Ask("MT-03", _("MT-10P", "{page}"), OneOf(ways), fill=its_page, does=does,
        then={"come": "coming", "cant": "MT-07", "off": "MT-08", "add": END, "file": END, "wish": "MF-00", "say": END, "results": END, "back": "back"},
        otherwise="PV-01C"),
    Route("back", after_page, among=("MT-01", "MT-02")),
    Route("coming", after_coming, among=("MT-06", "MT-04")),
    Say("MT-06", _("MT-06", "Good, you're down for {event}. If you can't come after all, you can say so on its page."), then="MF-00", fill=its_title),
    Ask("MF-00", _("MF-00", "After {event}, shall I ask how it was for you?"),
        OneOf((Option("yes", _("MF-00.yes", "Yes, ask me")), Option("no", _("BR-03.no", "No thanks"), out=True))), otherwise="which",
        when=asks_wish, fill=its_title, does=wishes),
    Say("MT-07", _("MT-07", "Done, you're not down for {event} any more. No reason needed."), then=END, fill=its_title),
    Say("MT-08", _("MT-08", "Done. What you put on the agenda of {event} is off it."), then=END, fill=its_title),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (MEETINGS,)

"""The meetings, for coordinators: what there is, each with its page, and cancelling one (issue 4; DOMAIN.md 6.2).

They read the page that members read, with the same rounded number of those who said that they come, and never who (B03, B31).
"""

from typing import Final

from conversations.effects import Begin, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import meeting_words, reviewing
from conversations.flows.meeting_draft import prefilled
from conversations.flows.meeting_telling import KEY_OR_NOT, telling, urgent_words
from conversations.meeting_effects import CancelMeeting
from conversations.meetings import SHOWN, Meeting, tells_at_once
from conversations.phrases import Phrase, _
from conversations.view import View

CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
BACK: Final = Option("back", _("button.back", "Back"), out=True)


def listed(view: View) -> tuple[Meeting, ...]:
    return view.facts.meetings()[:SHOWN]


def list_words(view: View, answers: Answers) -> Phrase:
    if not listed(view):
        return _(
            "CO-90N",
            "There are no meetings to come. You can make one: members then find it under MENU, Meetings.",
        )
    return _("CO-90", "Meetings to come:\n{list}")


def the_list(view: View, answers: Answers) -> dict[str, str]:
    return {"list": meeting_words.listed(view, listed(view), view.programme.timezone)}


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    """The meetings first, so that the number beside one is the number of its button."""
    each = meeting_words.ways_to(view, listed(view), view.programme.timezone)
    results = (Option("results", _("MT-03.results", "Results")),) if view.facts.results(1) else ()
    mine = (Option("mine", _("MT-03.say", "Say how it was")),) if view.facts.boxes() else ()
    return (*each, Option("new", _("CO-90.new", "New meeting")), *results, *mine, *reviewing.ways_in(view), CLOSE)  # fmt: skip


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    goes = {"new": "meeting_new", "results": "results", "mine": "meetings"}
    return (Begin(goes[value]),) if value in goes else reviewing.go(view, value)


def which(view: View, answers: Answers) -> str:
    return "CO-91" if the_meeting(view, answers) else "CO-92"


def the_meeting(view: View, answers: Answers) -> Meeting | None:
    number = answers.get("CO-90", "").removeprefix("m")
    return view.facts.meeting(int(number)) if number.isdigit() else None


def its_page(view: View, answers: Answers) -> dict[str, str]:
    meeting = the_meeting(view, answers)
    return {"page": meeting_words.page(view, meeting, view.programme.timezone) if meeting else ""}


def can_change(view: View, meeting: Meeting | None) -> bool:
    return meeting is not None and not meeting.cancelled and not meeting.has_begun(view.now)


def ways(view: View, answers: Answers) -> tuple[Option, ...]:
    changes = (
        Option("change", _("CO-01.change", "Change it")),
        Option("off", _("CO-91.off", "Cancel the meeting")),
    )
    return (*(changes if can_change(view, the_meeting(view, answers)) else ()), BACK, CLOSE)


def change(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    meeting = the_meeting(view, answers)
    if value != "change" or meeting is None:
        return ()
    return (Begin("meeting_new", prefilled(view, meeting)),)


def before_it_is_off(view: View, answers: Answers) -> dict[str, str]:
    meeting = the_meeting(view, answers)
    title = meeting_words.in_a_sentence(meeting.draft.title) if meeting else ""
    return {
        "title": title,
        "told": telling(view, meeting, meeting.draft.starts_at) if meeting and meeting.booked else "",
    }


def asks_to_cancel(view: View, answers: Answers) -> Phrase:
    meeting = the_meeting(view, answers)
    if meeting is None or not meeting.booked:
        return _(
            "CO-93N",
            "Cancel {title}? Nobody has said they'd come. Its page will say that it's cancelled, and it can't be taken back.",
        )
    return _("CO-93", "Cancel {title}? It can't be taken back. {told}")


def cancels(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    meeting = the_meeting(view, answers)
    if value != "yes" or meeting is None or not can_change(view, meeting):
        return ()
    return (CancelMeeting(meeting.id), Note("meeting.cancelled"))


def cancelled(view: View, answers: Answers) -> str:
    meeting = the_meeting(view, answers)
    if meeting is None or not can_change(view, meeting):
        return "CO-92"
    return "CO-94U" if tells_at_once(meeting, meeting.draft.starts_at, view.now) else "CO-94"


def is_off(view: View, answers: Answers) -> Phrase:
    meeting = the_meeting(view, answers)
    if meeting is None or not meeting.booked:
        return _("CO-94N", "It's cancelled, and its page says so.")
    return _(
        "CO-94",
        "It's cancelled, and its page says so. Those who said they'd come hear of it in their own hours.",
    )


def by_key(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    meeting = the_meeting(view, answers)
    if value != "key" or meeting is None:
        return ()
    words = urgent_words(view, meeting, view.tongue.say(_("CO-86C", "cancelled")))
    return (Begin("urgent", words),)


TEAM_MEETINGS = Flow("team_meetings", roles=frozenset({"coordinator"}), steps=(
    Ask("CO-90", list_words, OneOf(things), then={"new": END, "results": END, "mine": END, "review": END, "close": "PV-01C"}, otherwise="which", fill=the_list, does=go),
    Route("which", which, among=("CO-91", "CO-92")),
    Ask("CO-91", _("MT-10P", "{page}"), OneOf(ways), then={"change": END, "off": "CO-93", "back": "CO-90"}, otherwise="PV-01C",
        fill=its_page, does=change),
    Say("CO-92", _("CO-92", "That can't be changed any more: its time has come, or somebody cancelled it."), then=END),
    Ask("CO-93", asks_to_cancel, OneOf((Option("yes", _("CO-91.off", "Cancel the meeting")), Option("keep", _("CO-93.keep", "Keep it"), out=True)), exact=True),
        then={"yes": "off"}, otherwise="CO-91", fill=before_it_is_off, does=cancels),
    Route("off", cancelled, among=("CO-92", "CO-94", "CO-94U")),
    Say("CO-94", is_off, then=END),
    Ask("CO-94U", _("CO-94U", "It's cancelled, and its page says so. {told}"), OneOf(KEY_OR_NOT), otherwise=END, fill=before_it_is_off, does=by_key),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (TEAM_MEETINGS,)

"""A coordinator makes a meeting, step by step, or changes one: the same questions, asked anew only where that is wanted.

What is said stands in the answers under the step that asked for it; to change a meeting is to begin with all of them
answered. Times are those of the programme's own clocks. Every refusal says why, and how to mend it. Two meetings of one
group at the same time are a word, and no refusal: there may be a reason.
"""

from collections.abc import Callable
from typing import Final

from conversations.effects import Begin, Effect, Note
from conversations.flow import (
    END,
    Answers,
    Ask,
    Flow,
    OneOf,
    Option,
    Route,
    Say,
    Test,
    Words,
)
from conversations.flows import meeting_words
from conversations.flows.meeting_draft import ALL, PLACE, before, draft_of, given, shown
from conversations.flows.meeting_reading import CANCEL, read_length, read_link, read_start, words_of
from conversations.flows.meeting_telling import KEY_OR_NOT, changed_words, telling, urgent_words
from conversations.meeting_effects import ChangeMeeting, MakeMeeting
from conversations.meetings import (
    ACCESS_MOST,
    AGENDA_MOST,
    PLACE_MOST,
    TITLE_MOST,
    Draft,
    Meeting,
    matters,
    tells_at_once,
)
from conversations.phrases import Phrase, _
from conversations.view import View

# -- which questions ----------------------------------------------------------------------------------------------------


def unless_said(step: str) -> Test:
    """A question is asked once, and again where it is the one to change."""
    return lambda view, answers: step not in answers or answers.get("CO-82") == step


def has_groups(view: View, answers: Answers) -> bool:
    return len(view.facts.groups()) > 1 and unless_said("CO-71")(view, answers)


def if_asked(step: str) -> Test:
    return lambda view, answers: answers.get("CO-78") == "yes" and unless_said(step)(view, answers)


def groups(view: View, answers: Answers) -> tuple[Option, ...]:
    each = tuple(Option(str(group.id), group.name) for group in view.facts.groups())
    return (*each, Option(ALL, _("CO-20.all", "Everyone")), CANCEL)


def or_nothing(step: str) -> Callable[[View, Answers], tuple[Option, ...]]:
    """The ways round a question that can stay without words. Where there were words, leaving it out takes them away, and says so."""

    def ways(view: View, answers: Answers) -> tuple[Option, ...]:
        return (EMPTY if answers.get("CO-82") == step else SKIP, CANCEL)

    return ways


def needs_link(answers: Answers) -> bool:
    """With no place to go to there is a link, or nobody could come."""
    return not given(answers, "CO-74")


def asks_place(view: View, answers: Answers) -> bool:
    wanted = answers.get("CO-75") == PLACE.key and needs_link(answers)
    return wanted or unless_said("CO-74")(view, answers)


def place_words(view: View, answers: Answers) -> Phrase:
    if answers.get("CO-75") == PLACE.key:
        return _(
            "CO-74P",
            "OK, with no link there has to be a place. Where is it, and how do people find the door?",
        )
    return _("CO-74", "Where is it? The place, and how to find the door. Skip this if it's only online.")


def asks_link(view: View, answers: Answers) -> bool:
    return unless_said("CO-75")(view, answers) or (needs_link(answers) and not given(answers, "CO-75"))


def link_words(view: View, answers: Answers) -> Phrase:
    if needs_link(answers):
        return _("CO-75O", "Then people need a link to join by. What is it? One begins with https://")
    return _("CO-75", "Is there a link, to join from somewhere else?")


def link_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    return (PLACE, CANCEL) if needs_link(answers) else or_nothing("CO-75")(view, answers)


# -- the last look ------------------------------------------------------------------------------------------------------


def preview(view: View, answers: Answers) -> dict[str, str]:
    meeting = shown(view, answers)
    other = same_time(view, answers)
    words = [meeting_words.page(view, meeting, view.programme.timezone)]
    if other is not None:
        words.append(
            view.tongue.say(
                _("CO-81D", "{title} is at the same time. That's fine if you mean it."),
                {"title": other.draft.title},
            )
        )
    words.append(view.tongue.say(afterwards(meeting.draft), floor(view, answers)))
    return {"page": "\n\n".join(words), "told": who_is_told(view, answers)}


def same_time(view: View, answers: Answers) -> Meeting | None:
    draft, old = draft_of(view, answers), before(view, answers)
    found = view.facts.meetings_beside(draft.group, draft.starts_at, draft.ends_at)
    return next((each for each in found if old is None or each.id != old.id), None)


def afterwards(draft: Draft) -> Phrase:
    """What is asked when it is over, and what happens to a few answers."""
    if not draft.asks:
        return _("CO-81N", "Nobody is asked afterwards how it was.")
    if draft.few == "destroy":
        return (_("CO-81S", "Afterwards everyone invited is asked how it was, staff and coordinators too. If fewer than {number} members answer, what they say is deleted unread.") if draft.staff else
                _("CO-81A", "Afterwards everyone invited is asked how it was. If fewer than {number} members answer, what they say is deleted unread."))  # fmt: skip
    return (_("CO-81T", "Afterwards everyone invited is asked how it was, staff and coordinators too. If fewer than {number} members answer, what they say is mixed in with the next meeting's, for 3 meetings or 6 months at most.") if draft.staff else
            _("CO-81B", "Afterwards everyone invited is asked how it was. If fewer than {number} members answer, what they say is mixed in with the next meeting's, for 3 meetings or 6 months at most."))  # fmt: skip


def floor(view: View, answers: Answers) -> dict[str, str]:
    """How many have to answer: what is promised here is what holds."""
    return {"number": str(view.facts.fewest())}


def who_is_told(view: View, answers: Answers) -> str:
    """Who hears of the change, and when, before it is made."""
    old, draft = before(view, answers), draft_of(view, answers)
    if old is None or not old.booked or not matters(old.draft, draft):
        return view.tongue.say(
            _("CO-84N", "Nobody gets a message about it: it's on the page of the meeting.")
        )
    return telling(view, old, draft.starts_at)


def asks_to_make(view: View, answers: Answers) -> Phrase:
    if before(view, answers):
        return _("CO-81C", "It will look like this:\n\n{page}\n\n{told} Save it?")
    return _("CO-81", "It will look like this:\n\n{page}\n\nMake it?")


def last_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    """A no is about how it looks: it asks what to change, and nothing of eight answers is thrown away for it."""
    make = _("CO-81.save", "Save it") if before(view, answers) else _("CO-81.make", "Make it")
    return (
        Option("make", make, means="yes"),
        Option("change", _("CO-01.change", "Change it"), out=True, means="no", also=("change",)),
        CANCEL,
    )


def parts(view: View, answers: Answers) -> tuple[Option, ...]:
    """What can be said anew; whom it is for, and what was promised of the answers, stays once it is made."""
    making = before(view, answers) is None
    later = (Option("CO-78", _("CO-82.asks", "Asking afterwards")),)
    whom = (Option("CO-71", _("CO-82.group", "Who it's for")),) if len(view.facts.groups()) > 1 else ()
    return (
        Option("CO-70", _("CO-82.title", "What it's called")),
        *(whom if making else ()),
        Option("CO-72", _("CO-82.when", "When")),
        Option("CO-73", _("CO-82.long", "How long")),
        Option("CO-74", _("CO-82.place", "Where")),
        Option("CO-75", _("CO-82.link", "The link")),
        Option("CO-76", _("CO-82.access", "Access")),
        Option("CO-77", _("CO-82.agenda", "The agenda")),
        *(later if making else ()),
        Option("keep", _("CO-26.keep", "Keep it as it is"), out=True),
        CANCEL,
    )


# -- making it ----------------------------------------------------------------------------------------------------------


def still_good(view: View, answers: Answers) -> bool:
    """Time has passed since it was written, and somebody else may have changed it."""
    old = before(view, answers)
    if meeting_words.number_in(answers) is not None and (
        old is None or old.cancelled or old.has_begun(view.now)
    ):
        return False
    return draft_of(view, answers).starts_at > view.now


def make(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    if value != "make" or not still_good(view, answers):
        return ()
    old, draft = before(view, answers), draft_of(view, answers)
    if old is None:
        return (MakeMeeting(draft), Note("meeting.made"))
    if old.draft == draft:
        return ()
    return (ChangeMeeting(old.id, draft), Note("meeting.changed"))


def made(view: View, answers: Answers) -> str:
    if not still_good(view, answers):
        return "CO-87"
    old = before(view, answers)
    if old is None:
        return "CO-83"
    if old.draft == draft_of(view, answers):
        return "CO-88"
    return (
        "CO-85U"
        if old.booked and matters(old.draft, draft_of(view, answers)) and at_once(view, old, answers)
        else "CO-85"
    )


def at_once(view: View, old: Meeting, answers: Answers) -> bool:
    return tells_at_once(old, draft_of(view, answers).starts_at, view.now)


def told(view: View, answers: Answers) -> dict[str, str]:
    return {"told": who_is_told(view, answers)}


def goes_on(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    """On to the flow that asks for the second key, with the words already there."""
    meeting = before(view, answers)
    if value != "key" or meeting is None:
        return ()
    return (Begin("urgent", urgent_words(view, meeting, changed_words(view, answers, meeting.draft))),)


def news(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("send_news"),) if value == "news" else ()


YES: Final = Option("yes", _("button.yes", "Yes"))
NO: Final = Option("no", _("button.no", "No"), out=True)
LENGTHS: Final = (
    Option("60", _("CO-73.60", "1 hour")), Option("90", _("CO-73.90", "1 hour 30")), Option("120", _("CO-73.120", "2 hours")),
    Option("180", _("CO-73.180", "3 hours")), Option("240", _("CO-73.240", "4 hours")), Option("420", _("CO-73.420", "7 hours")), CANCEL,
)  # fmt: skip
SKIP: Final = Option("skip", _("button.skip", "Skip"), out=True)
EMPTY: Final = Option("skip", _("CO-82.empty", "Leave it empty"), out=True)
OUT: Final = {"cancel": "CO-10"}

MAKING = Flow("meeting_new", to_person=True, roles=frozenset({"coordinator"}), steps=(
    Route("begins", lambda view, answers: "CO-82" if "CO-70" in answers else "CO-70", among=("CO-70", "CO-82")),
    Ask("CO-70", _("CO-70", "What is the meeting called? Up to 60 letters. It may show on a locked phone, so keep it neutral."),
        words_of(TITLE_MOST), then=OUT, otherwise="CO-71", when=unless_said("CO-70")),
    Ask("CO-71", _("CO-71", "Who is it for?"), OneOf(groups), then=OUT, otherwise="CO-72", when=has_groups),
    Ask("CO-72", _("CO-72", "When does it start? The day and the time, like this: 3 Dec at 2pm."), Words((CANCEL,), limit=4000, read=read_start),
        then=OUT, otherwise="CO-73", when=unless_said("CO-72")),
    Ask("CO-73", _("CO-73", "How long is it? If you skip this, I'll put 2 hours."), Words(LENGTHS, limit=4000, read=read_length), skip=True, then=OUT, otherwise="CO-74", when=unless_said("CO-73")),
    Ask("CO-74", place_words, words_of(PLACE_MOST, or_nothing("CO-74")),
        then=OUT, otherwise="CO-75", when=asks_place),
    Ask("CO-75", link_words, Words(link_ways, limit=4000, read=read_link), then={**OUT, PLACE.key: "CO-74"}, otherwise="CO-76", when=asks_link),
    Ask("CO-76", _("CO-76", "What helps people to join in? Like: step-free, hearing loop, breaks, food, travel paid."), words_of(ACCESS_MOST, or_nothing("CO-76")),
        then=OUT, otherwise="CO-77", when=unless_said("CO-76")),
    Ask("CO-77", _("CO-77", "What is it about? Who will be there, what will be decided, what can still change. You can add it later."),
        words_of(AGENDA_MOST, or_nothing("CO-77"), lines=True), then=OUT, otherwise="CO-78", when=unless_said("CO-77")),
    Ask("CO-78", _("CO-78", "Ask everybody afterwards how it was? Nobody sees who said what. Results open to everyone at the same time."),
        OneOf((YES, NO, CANCEL)), then=OUT, otherwise="CO-79", when=unless_said("CO-78")),
    Ask("CO-79", _("CO-79", "Do staff and coordinators answer too?"), OneOf((YES, NO, CANCEL)), then=OUT, otherwise="CO-80", when=if_asked("CO-79")),
    Ask("CO-80", _("CO-80", "If fewer than {number} members answer, nobody reads the answers. What happens to them? If mixed, they are deleted unread after 3 meetings or 6 months. This is promised, so it can't change later."),
        OneOf((Option("pool", _("CO-80.pool", "Mixed with the next")), Option("destroy", _("CO-80.destroy", "Deleted unread")), CANCEL)),
        then=OUT, otherwise="CO-81", when=if_asked("CO-80"), fill=floor),
    Ask("CO-81", asks_to_make, OneOf(last_ways, exact=True), then={"make": "made", "change": "CO-82"}, otherwise="CO-10", fill=preview, does=make),
    Ask("CO-82", _("CO-26", "What would you like to change?"), OneOf(parts), then={
        **{step: step for step in ("CO-70", "CO-71", "CO-72", "CO-73", "CO-74", "CO-75", "CO-76", "CO-77", "CO-78")}, "cancel": "CO-10"},
        otherwise="CO-81"),
    Route("made", made, among=("CO-83", "CO-85", "CO-85U", "CO-87", "CO-88")),
    Ask("CO-83", _("CO-83", "Made. Members find it under MENU, Meetings, and no message goes out. Would you like to send news about it?"),
        OneOf((Option("news", _("CO-11.news", "Send news")), Option("close", _("button.close", "Close"), out=True))), otherwise=END, does=news),
    Say("CO-85", _("CO-85", "Saved. {told}"), then=END, fill=told),
    Ask("CO-85U", _("CO-85U", "Saved. {told}"), OneOf(KEY_OR_NOT), otherwise=END, fill=told, does=goes_on),
    Say("CO-87", _("CO-87", "That can't be saved any more: its time has come, or somebody cancelled it. Nothing has changed."), then=END),
    Say("CO-88", _("CO-88", "OK. It stays as it is."), then=END),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (MAKING,)

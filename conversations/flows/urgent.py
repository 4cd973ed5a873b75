"""A booking has changed: a coordinator asks for the second key to an urgent message (PACE.md, sections 3 and 7).

Urgent is for something that members booked and that starts within 48 hours, and for nothing else; it needs a second key;
the team has 4 in 28 days. Each no says which of these it keeps, and what can be done instead. With one key it goes only
where the gate lets it: under 6 hours before it starts, with no answer for 20 minutes, marked for all to see.
"""

from typing import Final

from conversations.bands import band
from conversations.effects import Begin, Effect
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Problem, Route, Say, Words
from conversations.flows.changes import told
from conversations.flows.wording import day_and_hour, day_of
from conversations.key_effects import AskUrgent, SendAlone, TakeBack
from conversations.keyring import URGENT, Change, Event, KeyRequest
from conversations.outgoing import says_something
from conversations.pace import URGENT_AHEAD, Level, one_key_from
from conversations.phrases import Phrase, _
from conversations.view import View

CHANGE_MOST, TODO_MOST, REASON_MOST = 80, 120, 200
"""Letters: with the event and the day before them, the whole fits a small screen."""
CANCEL: Final = Option("cancel", _("button.cancel", "Cancel"), out=True)
CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
INSTEAD: Final = (Option("news", _("CO-11.news", "Send news")), CLOSE)


def own_request(view: View) -> KeyRequest | None:
    """The urgent message for which this coordinator waits for the second key."""
    return next((each for each in view.facts.open_keys() if each.mine and each.action == URGENT), None)


def may_go_alone(view: View) -> bool:
    """Whether one key is enough by now."""
    request = own_request(view)
    return request is not None and request.alone_from is not None and view.now >= request.alone_from


# -- which event ------------------------------------------------------------------------------------------------------


def is_prepared(answers: Answers) -> bool:
    """Whether the event and the words were there before: a meeting was changed, or cancelled, a moment ago."""
    return answers.get("by") == "meeting"


def begins(view: View, answers: Answers) -> str:
    return "KEY-05" if own_request(view) and not is_prepared(answers) else "room"


def has_room(view: View, answers: Answers) -> str:
    if view.facts.against(Level.URGENT, None, view.now) is not None:
        return "KEY-20"
    if is_prepared(answers):
        return "free"
    return "KEY-22" if view.facts.events(URGENT_AHEAD) else "KEY-21"


def again(view: View, answers: Answers) -> dict[str, str]:
    no = view.facts.against(Level.URGENT, None, view.now)
    moment = view.now if no is None or no.not_before is None else no.not_before
    return {"date": day_of(view, moment)}


def which(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        *(Option(f"e{event.id}", name_of(view, event)) for event in view.facts.events(URGENT_AHEAD)),
        CANCEL,
    )


def name_of(view: View, event: Event) -> str:
    return f"{event.title}, {day_and_hour(view, event.starts_at)}"


def the_event(view: View, answers: Answers) -> Event | None:
    chosen = answers.get("KEY-22", "").removeprefix("e")
    return next((event for event in view.facts.events(URGENT_AHEAD) if str(event.id) == chosen), None)


def is_free(view: View, answers: Answers) -> str:
    """Whether a key can be asked for about this event: nobody asks for one, and none was refused."""
    event = the_event(view, answers)
    if event is None:
        return "KEY-21"
    if any(
        each.change and each.change.event and each.change.event.id == event.id
        for each in view.facts.open_keys()
    ):
        return "KEY-24"
    if view.facts.refused_until(event.id):
        return "KEY-23"
    return "KEY-32" if view.facts.taken_back_until(event.id) else "KEY-25"


def after_event(view: View, answers: Answers) -> str:
    free = is_free(view, answers)
    return "KEY-27" if free == "KEY-25" and is_prepared(answers) else free


def its_words(view: View, answers: Answers) -> dict[str, str]:
    event = the_event(view, answers)
    until = view.facts.refused_until(event.id) or view.facts.taken_back_until(event.id) if event else None
    moment = until or view.now
    return {
        "event": event.title if event else "",
        "date": day_of(view, moment),
        "time": day_and_hour(view, moment),
    }


# -- what has changed ---------------------------------------------------------------------------------------------------


def at_most(letters: int) -> "Words":
    def short(text: str, view: View) -> str | Problem:
        line = " ".join(text.split())
        if not says_something(line):
            return Problem(
                _(
                    "KEY-30",
                    "There's nothing to read in that yet. What would you like to say? Nothing is sent yet.",
                )
            )
        if len(line) <= letters:
            return line
        return Problem(
            _("KEY-29", "That's {number} letters. Up to {most} fit on a small screen. Nothing is sent yet."),
            {"number": str(len(line)), "most": str(letters)},
        )

    return Words((CANCEL,), limit=4000, read=short)


def preview(view: View, answers: Answers) -> dict[str, str]:
    event = the_event(view, answers)
    draft = Change("", event, answers.get("KEY-25", ""), answers.get("KEY-26", ""), booked=True)
    return {
        "told": told(view, draft),
        "quiet": view.tongue.say(_("BR-05", "Hi. A date has changed.")),
        "reach": band(event.booked if event else 0, view.tongue),
    }


def asks(view: View, answers: Answers) -> tuple[Effect, ...]:
    event = the_event(view, answers)
    if event is None or asked_for(view, answers) != "KEY-28":
        return ()
    return (AskUrgent(event.id, answers.get("KEY-25", ""), answers.get("KEY-26", "")),)


def asked_for(view: View, answers: Answers) -> str:
    """What was free a moment ago may not be any more: it is asked again in the turn that does it."""
    if view.facts.against(Level.URGENT, None, view.now) is not None:
        return "KEY-20"
    free = is_free(view, answers)
    return "KEY-28" if free == "KEY-25" else free


def alone_at(view: View, answers: Answers) -> dict[str, str]:
    """The earliest moment at which one key may be enough. Whether it is then shows when it comes: said now, it would tell
    who is on a break, and what hours somebody keeps."""
    event = the_event(view, answers)
    return {"time": day_and_hour(view, one_key_from(event.starts_at, view.now)) if event else ""}


# -- one key ------------------------------------------------------------------------------------------------------------


def waits(view: View, answers: Answers) -> Phrase:
    if may_go_alone(view):
        return _("KEY-05A", "You asked for the second key: {event}. No member rep has turned it yet, so you can send it alone. "
                            "Members read that you did.")  # fmt: skip
    request = own_request(view)
    if request is not None and view.now >= one_key_from(request.ends_at, request.asked_at):
        return _("KEY-05B", "You asked for the second key: {event}. No member rep has turned it yet. It can't go alone just now: "
                            "not every member rep could be asked, or one still has time to answer.")  # fmt: skip
    return _("KEY-05", "You asked for the second key: {event}. No member rep has turned it yet. If none does, you may be able to "
                       "send it alone from {time}, marked for all to see. That's what members agreed.")  # fmt: skip


def waiting_words(view: View, answers: Answers) -> dict[str, str]:
    request = own_request(view)
    event = request.change.event if request and request.change else None
    if request is None or event is None:
        return {"event": "", "time": "", "title": ""}
    moment = one_key_from(request.ends_at, request.asked_at)
    return {"event": name_of(view, event), "time": day_and_hour(view, moment), "title": event.title}


def waiting_ways(view: View, answers: Answers) -> tuple[Option, ...]:
    alone = (Option("alone", _("KEY-05.alone", "Send it alone")),) if may_go_alone(view) else ()
    return (
        *alone,
        Option("back", _("KEY-05.back", "Take it back")),
        Option("another", _("KEY-05.another", "Another booking")),
        CLOSE,
    )


def takes_back(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    request = own_request(view)
    return (TakeBack(request.id),) if request is not None and value == "yes" else ()


def goes_alone(view: View, answers: Answers) -> str:
    return "KEY-07" if may_go_alone(view) else "KEY-08"


def sends_alone(view: View, answers: Answers) -> tuple[Effect, ...]:
    request = own_request(view)
    if request is None or not may_go_alone(view):
        return ()
    return (SendAlone(request.id, answers.get("KEY-06", "")),)


def instead(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (Begin("send_news"),) if value == "news" else ()


URGENT_FLOW = Flow("urgent", to_person=True, roles=frozenset({"coordinator"}), steps=(
    Route("begins", begins, among=("KEY-05", "room")),
    Ask("KEY-05", waits, OneOf(waiting_ways), then={"alone": "KEY-06", "back": "KEY-33", "another": "room"}, otherwise="PV-01C",
        fill=waiting_words),
    Ask("KEY-33", _("KEY-33", "Take it back? The second key about {title} can then be asked for again after 24 hours, so that member reps aren't asked twice."),
        OneOf((Option("yes", _("KEY-05.back", "Take it back")), Option("keep", _("REP-14.keep", "Leave it"), out=True)), exact=True),
        then={"yes": "KEY-09"}, otherwise="KEY-34", fill=waiting_words, does=takes_back),
    Say("KEY-34", _("KEY-34", "OK. It still waits for a member rep."), then=END),
    Ask("KEY-06", _("KEY-06", "Why can't it wait for a member rep? Your reason goes in the log, for all to read. Please name no member."),
        at_most(REASON_MOST), then={"cancel": "CO-10"}, otherwise="alone"),
    Route("alone", goes_alone, among=("KEY-07", "KEY-08"), does=sends_alone),
    Say("KEY-07", _("KEY-07", "Sent with one key. Members read that you sent it alone, and your reason is in the log for all to see."), then=END),
    Say("KEY-08", _("KEY-08", "It can't go with one key just now: a member rep has answered, or still has time to, or not every member rep could be asked."), then=END),
    Say("KEY-09", _("KEY-09", "OK. It won't go, and the member reps aren't asked any more."), then=END),
    Route("room", has_room, among=("KEY-20", "KEY-21", "KEY-22", "free")),
    Ask("KEY-20", _("KEY-20", "The team has sent 4 urgent messages in 28 days. That's the limit members agreed, so that urgent stays rare. "
                              "The next can go on {date}. News can go now, at each member's pace."),
        OneOf(INSTEAD), otherwise="PV-01C", then={"news": END}, fill=again, does=instead),
    Ask("KEY-21", _("KEY-21", "Nothing that members booked starts in the next 48 hours. Members agreed that only that is urgent. "
                              "News can go now, at each member's pace, also with a date."),
        OneOf(INSTEAD), otherwise="PV-01C", then={"news": END}, does=instead),
    Ask("KEY-22", _("KEY-22", "Which booking has changed?"), OneOf(which), then={"cancel": "CO-10"}, otherwise="free"),
    Route("free", after_event, among=("KEY-21", "KEY-23", "KEY-24", "KEY-25", "KEY-27", "KEY-32")),
    Ask("KEY-23", _("KEY-23", "A member rep didn't agree to a message about {event}. Members agreed that a no stands for 7 days, until {date}. "
                              "It may help to talk. News can go, at each member's pace."),
        OneOf(INSTEAD), otherwise="PV-01C", then={"news": END}, fill=its_words, does=instead),
    Ask("KEY-32", _("KEY-32", "The second key about {event} was asked for and taken back. It can be asked for again from {time}, so that member reps aren't "
                              "asked again and again. News can go, at each member's pace."),
        OneOf(INSTEAD), otherwise="PV-01C", then={"news": END}, fill=its_words, does=instead),
    Say("KEY-24", _("KEY-24", "Somebody has asked for the second key about {event} already. One at a time, so that nobody gets two."), then=END, fill=its_words),
    Ask("KEY-25", _("KEY-25", "{event}: what has changed? A few words, like: moved to the library, or: cancelled."), at_most(CHANGE_MOST),
        then={"cancel": "CO-10"}, otherwise="todo", fill=its_words),
    Route("todo", lambda view, answers: "KEY-27" if answers.get("KEY-26") else "KEY-26", among=("KEY-26", "KEY-27")),
    Ask("KEY-26", _("KEY-26", "And what can people do now? Like: Please come to the library. Or: Stay at home, your costs are covered."), at_most(TODO_MOST),
        then={"cancel": "CO-10"}, otherwise="KEY-27"),
    Ask("KEY-27", _("KEY-27", "Those who booked will read:\n\n{told}\n\nIn quiet mode they first read: {quiet}\n\nPeople: {reach}. A member rep holds the second key. Ask for it?"),
        OneOf((Option("ask", _("KEY-27.ask", "Ask for the 2nd key"), means="yes"),
               Option("change", _("CO-01.change", "Change it"), out=True, means="no", also=("change",)), CANCEL), exact=True),
        then={"ask": "asked", "change": "KEY-31"}, otherwise="CO-10", fill=preview),
    Ask("KEY-31", _("CO-26", "What would you like to change?"), OneOf((Option("change", _("KEY-31.change", "What has changed")),
            Option("todo", _("KEY-31.todo", "What people can do")), Option("keep", _("CO-26.keep", "Keep it as it is"), out=True), CANCEL)),
        then={"change": "KEY-25", "todo": "KEY-26", "cancel": "CO-10"}, otherwise="KEY-27"),
    Route("asked", asked_for, among=("KEY-20", "KEY-21", "KEY-23", "KEY-24", "KEY-28", "KEY-32"), does=asks),
    Say("KEY-28", _("KEY-28", "I'm asking the member reps, each in their own hours. You'll hear how it ends. If none answers, you may be able to send it alone from {time}: see your menu."), then=END, fill=alone_at),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
    Say("CO-10", _("CO-10", "OK. Nothing was made or sent."), then=END),
))  # fmt: skip

FLOWS = (URGENT_FLOW,)

"""What a member rep can see and do (DOMAIN.md, 6.4): turn a key without being asked, see what goes out, make it less.

A representative can always make the bot quieter, alone and at once: lower the news limit of their own group. Raising it is
for a vote of the members. Pausing everything takes two of them. They are shown what coordinators are shown, and no more of
any member than anybody else. Each thing done is logged as a job.
"""

from dataclasses import replace
from typing import Final

from conversations.effects import Begin, ChangePace, Effect, Note
from conversations.flow import END, Answers, Ask, Flow, OneOf, Option, Route, Say
from conversations.flows import holding, reviewing
from conversations.flows.wording import day_of
from conversations.key_effects import AskPause, LowerNews, StepBack
from conversations.keyring import PAUSE, KeyRequest
from conversations.phrases import _
from conversations.view import Group, View

CLOSE: Final = Option("close", _("button.close", "Close"), out=True)
KEEP: Final = Option("keep", _("REP-14.keep", "Leave it"), out=True)


def things(view: View, answers: Answers) -> tuple[Option, ...]:
    # Two keys, and not one that turns it over: a button pressed late can never turn it the other way.
    urgent = (
        Option("keys_off", _("REP-10.keys_off", "Turn urgent keys off"))
        if view.pace.urgent_keys
        else Option("keys_on", _("REP-10.keys_on", "Turn urgent keys on"))
    )
    return (
        Option("waiting", _("REP-10.waiting", "Keys waiting")),
        *reviewing.ways_in(view),
        Option("sent", _("REP-10.sent", "What goes out")),
        urgent,
        Option("less", _("REP-10.less", "Fewer news items")),
        Option("pause", _("REP-10.pause", "Pause all broadcasts")),
        holding.WAY,
        Option("back", _("REP-10.back", "Step back")),
        CLOSE,
    )


def go(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    match value:
        case "sent":
            return (Begin("sent"),)
        case "keys_on" | "keys_off":
            on = value == "keys_on"
            return (ChangePace(replace(view.pace, urgent_keys=on)), Note("keys.on" if on else "keys.off"))
        case _:
            return reviewing.go(view, value) or holding.go(value)


def urgent_hours(view: View, answers: Answers) -> dict[str, str]:
    hours = view.pace.urgent_hours_on(view.today)
    return {"start": view.tongue.clock(hours.from_minute), "end": view.tongue.clock(hours.to_minute)}


# -- keys that wait -----------------------------------------------------------------------------------------------------


def theirs(view: View) -> tuple[KeyRequest, ...]:
    """The keys that wait for this representative."""
    return tuple(request for request in view.facts.open_keys() if not request.mine)


def how_many(view: View, answers: Answers) -> str:
    return {0: "REP-11", 1: "first"}.get(len(theirs(view)), "REP-12")


def title(view: View, request: KeyRequest) -> str:
    if request.role:
        named = (
            _("REP-12.coord", "Invite a coordinator")
            if request.role == "coordinator"
            else _("REP-12.rep", "Invite a member rep")
        )
        return view.tongue.say(named)
    if request.change is None or request.change.event is None:
        return view.tongue.say(_("REP-12.pause", "Pause all broadcasts"))
    return request.change.event.title


def which_key(view: View, answers: Answers) -> tuple[Option, ...]:
    return (
        *(Option(f"key{each.id}", f"{n}. {title(view, each)}") for n, each in enumerate(theirs(view), 1)),
        CLOSE,
    )


def opens(view: View, answers: Answers) -> tuple[Effect, ...]:
    chosen = answers.get("REP-12", "").removeprefix("key") or (
        str(theirs(view)[0].id) if theirs(view) else ""
    )
    return (Begin("key", {"item": f"key:{chosen}", "by": "member"}),) if chosen.isdigit() else ()


# -- fewer news items -----------------------------------------------------------------------------------------------------


def own_groups(view: View, answers: Answers) -> tuple[Option, ...]:
    return (*(Option(f"g{group.id}", group.name) for group in view.known.groups), KEEP)


def the_group(view: View, answers: Answers) -> Group | None:
    chosen = answers.get("REP-13", "").removeprefix("g")
    mine = view.known.groups
    if len(mine) == 1:
        return mine[0]
    return next((group for group in mine if str(group.id) == chosen), None)


def may_lower(view: View, answers: Answers) -> str:
    group = the_group(view, answers)
    if group is None:
        return "REP-16"
    return "REP-14" if view.facts.news_a_week(group.id) else "REP-15"


def limit_words(view: View, answers: Answers) -> dict[str, str]:
    group = the_group(view, answers)
    number = view.facts.news_a_week(group.id) if group else 0
    return {"group": group.name if group else "", "number": str(number), "less": str(max(0, number - 1))}


def lowers(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    group = the_group(view, answers)
    number = view.facts.news_a_week(group.id) if group else 0
    return (LowerNews(group.id, number - 1),) if group and number and value == "lower" else ()


# -- a pause ----------------------------------------------------------------------------------------------------------------


def may_pause(view: View, answers: Answers) -> str:
    if view.facts.paused_until():
        return "REP-21"
    waiting = next((each for each in view.facts.open_keys() if each.action == PAUSE), None)
    if waiting is not None:
        return "REP-22" if waiting.mine else "first"
    if view.facts.refused_until(None):
        return "REP-23"
    return "REP-20" if view.facts.shares_keys() else "REP-24"


def pause_words(view: View, answers: Answers) -> dict[str, str]:
    until = view.facts.paused_until() or view.facts.refused_until(None) or view.now
    return {"date": day_of(view, until)}


def asks_pause(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (AskPause(),) if value == "ask" and may_pause(view, answers) == "REP-20" else ()


def steps_back(view: View, answers: Answers, value: str) -> tuple[Effect, ...]:
    return (StepBack(), ChangePace(replace(view.pace, urgent_keys=False))) if value == "back" else ()


REPS = Flow("reps", overlay=True, evergreen=True, roles=frozenset({"representative"}), steps=(
    Ask("REP-10", _("REP-10", "You're a member rep here. What would you like to do?"), OneOf(things),
        then={"waiting": "how_many", "keys_on": "REP-17", "keys_off": "REP-18", "less": "REP-13", "pause": "may_pause", "back": "REP-19", "close": "PV-01C"},
        otherwise=END, does=go),
    Route("how_many", how_many, among=("REP-11", "REP-12", "first")),
    Say("REP-11", _("REP-11", "No key waits for you."), then=END),
    Ask("REP-12", _("REP-12", "These keys wait for a member rep. Which one?"), OneOf(which_key), then={"close": "PV-01C"}, otherwise="first"),
    Route("first", lambda view, answers: END, among=(END,), does=opens),
    Ask("REP-13", _("REP-13", "For which group?"), OneOf(own_groups), then={"keep": "REP-16"}, otherwise="may_lower",
        when=lambda view, answers: len(view.known.groups) > 1),
    Route("may_lower", may_lower, among=("REP-14", "REP-15", "REP-16")),
    Ask("REP-14", _("REP-14", "{group} gets {number} news items a week at most. Make it {less}? It counts at once. To make it more again, members vote."),
        OneOf((Option("lower", _("REP-14.lower", "Make it less")), KEEP), exact=True), then={"lower": "REP-14D"}, otherwise="REP-16", fill=limit_words, does=lowers),
    Say("REP-14D", _("REP-14D", "Done. It's in the log, as a job."), then=END),
    Say("REP-15", _("REP-15", "{group} gets no news by message already, only on What's new. To make it more again, members vote: bring it to a meeting."), then=END, fill=limit_words),
    Say("REP-16", _("REP-16", "OK. It stays as it is."), then=END),
    Say("REP-17", _("REP-17", "OK. When something urgent needs a key, I may ask you from {start} to {end}, soon after another chat too. You can turn it off any time."), then=END, fill=urgent_hours),
    Say("REP-18", _("REP-18", "OK. I'll ask you for keys only in your own hours."), then=END),
    Ask("REP-19", _("REP-19", "Step back as a member rep? Nobody will ask why, and all else stays as you chose it."),
        OneOf((Option("back", _("REP-10.back", "Step back")), KEEP), exact=True), then={"back": "REP-19D"}, otherwise="REP-16", does=steps_back),
    Say("REP-19D", _("REP-19D", "Done. You've stepped back as a member rep. Thank you for all you did. Nobody will ask why."), then=END),
    Route("may_pause", may_pause, among=("REP-20", "REP-21", "REP-22", "REP-23", "REP-24", "first")),
    Ask("REP-20", _("REP-20", "Pause all broadcasts for 7 days? It takes two member reps, so I'd ask the others. Urgent changes to bookings still go."),
        OneOf((Option("ask", _("REP-20.ask", "Ask the others")), KEEP), exact=True), then={"ask": "REP-20D"}, otherwise="REP-16", does=asks_pause),
    Say("REP-20D", _("REP-20D", "OK. I've asked the other member reps. You'll hear how it ends."), then=END),
    Say("REP-21", _("REP-21", "All broadcasts are paused until {date}. Urgent changes to bookings still go."), then=END, fill=pause_words),
    Say("REP-22", _("REP-22", "You've asked the other member reps to pause all broadcasts. None has answered yet."), then=END),
    Say("REP-23", _("REP-23", "A member rep didn't agree to a pause. That stands until {date}. It may help to talk."), then=END, fill=pause_words),
    Say("REP-24", _("REP-24", "It takes two member reps, and you're the only one here."), then=END),
    Say("PV-01C", _("PV-01C", "OK. Type MENU any time."), then=END),
))  # fmt: skip

FLOWS = (REPS,)

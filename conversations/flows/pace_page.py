"""My pace, the whole of it as lines: what the member chose, how much of it is used, and what waits (PACE.md, section 2).

It holds for check-ins, meetings, training and news alike: one pace, one set of hours, one break (B68). How full the round
is and when the next check-in comes is asked of the gate, so the page and what then happens cannot differ.
"""

from collections.abc import Iterator

from conversations import pace
from conversations.flows.pacing import DAYS, NAMES, TOPICS, agreed_topics, asks_check_ins
from conversations.flows.times import each_left_alone
from conversations.flows.why import QUIET, WHAT, quiet_words
from conversations.pace import (
    Bookings,
    Choice,
    Kind,
    MessageClass,
    State,
    all_that_waits,
    check_in_weekday,
    used,
)
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.view import View


def page(view: View) -> str:
    """Every line of it. The member is here, so it is the pace of somebody who has been heard."""
    own = pace.on_contact(view.pace, view.now)
    lines = (*_chosen(view, own), *_times(view, own), *_about(view, own), *_used(view, own), *_waiting(view))
    said = (view.tongue.say(phrase, values) for phrase, values in lines)
    return "\n".join(said)


Line = tuple[Phrase, dict[str, str]]


def _chosen(view: View, own: pace.Pace) -> Iterator[Line]:
    yield _("PA-30", "Your pace: {pace}."), {"pace": view.tongue.say(NAMES[own.choice])}
    if own.quiet_until is not None and view.now < own.quiet_until:
        yield QUIET, quiet_words(view, own.quiet_until)
    if own.state is not State.PAUSED:
        return
    if own.paused_until is None:
        yield _("PA-31U", "– You're on a break until you say."), {}
    else:
        day = view.tongue.day(local_date(own.paused_until, own.zone))
        yield _("PA-31", "– You're on a break until {date}."), {"date": day}


def _times(view: View, own: pace.Pace) -> Iterator[Line]:
    tongue = view.tongue
    if asks_check_ins(view, {}):
        day, time = tongue.say(DAYS[check_in_weekday(own)]), tongue.clock(own.check_in_minute)
        yield _("PA-32", "– Check-in: {day}, at about {time}."), {"day": day, "time": time}
        if (at := next_check_in(view, own)) is not None:
            yield _("PA-32D", "– The next one: {date}."), {"date": tongue.day(local_date(at, own.zone))}
    hours = {"start": tongue.clock(own.hours.from_minute), "end": tongue.clock(own.hours.to_minute)}
    yield _("PA-33", "– I start chats between {start} and {end}."), hours
    alone = each_left_alone(view)
    if alone:
        yield _("PA-34L", "– Left alone: Sundays, bank holidays. And: {list}."), {"list": "; ".join(alone)}
    else:
        yield _("PA-34", "– Left alone: Sundays, bank holidays."), {}


def next_check_in(view: View, own: pace.Pace) -> int | None:
    """When the gate would let the next one go, with the days that it goes round."""
    found = all_that_waits((), own, view.facts.openers(), view.holidays, view.now)
    return next((each.not_before for each in found if each.item.kind is Kind.CHECK_IN), None)


def _about(view: View, own: pace.Pace) -> Iterator[Line]:
    say = view.tongue.say
    for on, phrase in (
        (True, _("PA-35", "– I write about: {list}.")),
        (False, _("PA-35O", "– Switched off: {list}.")),
    ):
        topics = [say(TOPICS[topic]) for topic in agreed_topics(view) if (topic in own.topics) is on]
        if topics:
            yield phrase, {"list": ", ".join(topics)}
    if own.wants_urgent and is_silent_break(own):
        yield (
            _(
                "PA-36B",
                "– If something you booked changes late, I don't tell you: you asked for silence in this break.",
            ),
            {},
        )
    elif own.wants_urgent:
        yield _("PA-36", "– If something you booked changes late, I tell you."), {}
    else:
        yield _("PA-36O", "– If something you booked changes late, I don't tell you."), {}


def is_silent_break(own: pace.Pace) -> bool:
    """Whether they are on a break in which not even a late change is told."""
    return own.state is State.PAUSED and own.break_bookings is not Bookings.KEEP_AND_TELL_ME


def _used(view: View, own: pace.Pace) -> Iterator[Line]:
    found = used(MessageClass.ORDINARY, own, view.facts.openers(), view.now)
    if found is not None and own.choice is not Choice.ONLY_WHEN_I_ASK:
        numbers = {"number": str(found.number), "most": str(found.most)}
        yield _("PA-37", "– This round so far: {number} of {most} chats."), numbers


def _waiting(view: View) -> Iterator[Line]:
    """What is queued, by its kind; and what waits on What's new, if something is new there."""
    kinds = dict.fromkeys(view.tongue.say(WHAT[each.item.kind]) for each in view.facts.waiting())
    if kinds:
        yield _("PA-38", "– Waiting for its time: {list}."), {"list": view.tongue.listed(kinds)}
    new = sum(thing.new for thing in view.facts.news())
    if new:
        yield _("PA-39", "– New on What's new: {number}."), {"number": str(new)}

"""See them: all that is kept about a member, in words of their own language, one line for each thing (PV-02).

The page and the member's own copy say the same, from here. What they chose comes first, then each yes and no with its
day, then what else there is, counted. Nobody else ever sees these lines.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from conversations.flow import Answers
from conversations.flows.fixing import LAYERS, SIGHTS
from conversations.flows.pacing import DAYS, NAMES, TOPICS, agreed_topics
from conversations.flows.times import left_alone
from conversations.newswords import title
from conversations.pace import State, check_in_weekday
from conversations.pace.local_time import local_date
from conversations.phrases import Phrase, _
from conversations.view import Role, View

NONE: Final = _("PV-02.none", "none")
ON: Final = _("text.on", "on")
OFF: Final = _("text.off", "off")
ROLES: Final[dict[Role, Phrase]] = {
    "member": _("PV-02.member", "member"),
    "staff": _("PV-02.staff", "staff"),
    "representative": _("PV-02.rep", "member rep"),
    "coordinator": _("PV-02.coordinator", "coordinator"),
}
STATES: Final = {
    State.PAUSED: _("PV-02.paused", "on a break"),
    State.RESTING: _("PV-02.resting", "slowed down, quiet"),
    State.STOPPED: _("PV-02.stopped", "stopped by you"),
}
BASICS: Final = _("PV-02.basics", "The basics")


def dated(view: View, at: int) -> str:
    """The day of a moment, on the member's own calendar; with its year, if that is another one."""
    day = local_date(at, view.pace.zone)
    return view.tongue.day(day) + (f" {day.year}" if day.year != view.today.year else "")


def lines(view: View) -> list[str]:
    """Everything, line by line."""
    say = view.tongue.say
    return [
        say(_("PV-02.line", "{what}: {value}"), {"what": say(what), "value": value})
        for part in (_who(view), _when(view), _yes_and_no(view), _what_else(view))
        for what, value in part
        if value
    ]


def page(view: View, answers: Answers) -> dict[str, str]:
    return {"lines": "\n".join(lines(view))}


def _who(view: View) -> Iterator[tuple[Phrase, str]]:
    member, say = view.known, view.tongue.say
    yield _("PV-02.name", "Name"), member.name or say(NONE)
    yield (
        _("PV-02.language", "Language"),
        dict(view.programme.languages).get(member.language, member.language),
    )
    quiet = say(_("PV-02.opened", 'on, opened by "{word}"'), {"word": member.quiet_word})
    yield _("PV-02.quiet", "Quiet mode"), quiet if member.quiet else say(OFF)
    yield _("PV-02.role", "Your part"), say(ROLES[member.role])
    if member.role == "representative":
        yield _("PV-02.keys", "Asked for urgent keys"), say(ON if view.pace.urgent_keys else OFF)
    if member.team:
        yield _("PV-02.duty", "On duty"), say(ON if member.on_duty else OFF)
        yield _("PV-02.takes", "Takes messages"), say(ON if member.worker else OFF)
    yield (
        _("PV-02.groups", "Groups"),
        view.tongue.listed(group.name for group in member.groups) if member.groups else "",
    )
    yield _("PV-02.app", "I reach you on"), view.app
    yield _("PV-02.since", "Here since"), dated(view, member.joined_at)


def _when(view: View) -> Iterator[tuple[Phrase, str]]:
    pace, tongue = view.pace, view.tongue
    yield _("PV-02.pace", "Pace"), tongue.say(NAMES[pace.choice])
    yield _("PV-02.now", "Right now"), tongue.say(STATES[pace.state]) if pace.state in STATES else ""
    if pace.paused_until and pace.state is State.PAUSED:
        yield _("PV-02.break", "Break until"), dated(view, pace.paused_until)
    if pace.checks_in:
        usual = {"day": tongue.say(DAYS[check_in_weekday(pace)]), "time": tongue.clock(pace.check_in_minute)}
        yield (
            _("PV-02.check_in", "Check-ins come"),
            tongue.say(_("PV-02.usual", "{day}, about {time}"), usual),
        )
    if pace.check_in_due_at:
        yield _("PV-02.next", "Next one"), dated(view, pace.check_in_due_at)
    hours = {"start": tongue.clock(pace.hours.from_minute), "end": tongue.clock(pace.hours.to_minute)}
    yield _("PV-02.hours", "Your hours"), tongue.say(_("PV-02.span", "{start} to {end}"), hours)
    alone = [line.removeprefix("– ") for line in left_alone(view).splitlines()]
    yield _("PV-02.alone", "Left alone"), tongue.listed(alone) if alone else ""
    yield _("PV-02.zone", "Time zone"), pace.zone
    topics = [tongue.say(TOPICS[topic]) for topic in agreed_topics(view) if topic in pace.topics]
    yield _("PV-02.topics", "I may write about"), tongue.listed(topics) if topics else tongue.say(NONE)
    yield _("PV-02.urgent", "If a booking is off"), tongue.say(ON if pace.wants_urgent else OFF)


def _yes_and_no(view: View) -> Iterator[tuple[Phrase, str]]:
    """Each yes and no with the day it was said; what was never asked or left for later says that."""
    said = {layer: (yes, at) for layer, yes, at in view.facts.details().consents}
    titles = {"basics": BASICS, **{layer.key: layer.title for layer in LAYERS}}
    for key in (*titles, *(key for key in said if key not in titles)):
        what = titles.get(key, Phrase(key, key))
        if key not in said:
            yield what, view.tongue.say(_("PV-02.undecided", "not decided"))
            continue
        yes, at = said[key]
        word = _("PV-02.yes", "yes, on {day}") if yes else _("PV-02.no", "no, on {day}")
        yield what, view.tongue.say(word, {"day": dated(view, at)})
    sight = view.tongue.say(
        SIGHTS[view.known.sight], {"worker": view.programme.worker or view.programme.contact}
    )
    yield _("PV-02.sight", "Check-ins seen by"), sight


def _what_else(view: View) -> Iterator[tuple[Phrase, str]]:
    held, tongue, pace = view.facts.details(), view.tongue, view.pace
    many = view.check_in_count()
    if many and held.check_ins_since is not None:
        values = {"number": str(many), "day": dated(view, held.check_ins_since)}
        yield _("PV-02.kept", "My check-ins"), tongue.say(_("PV-02.count", "{number}, since {day}"), values)
    else:
        yield _("PV-02.kept", "My check-ins"), tongue.say(NONE)
    yield _("PV-01.journey", "My journey"), journey(view)
    made_at = held.rejoin_at
    yield (
        _("PV-02.rejoin", "Code for a new phone"),
        tongue.say(_("PV-02.made", "made on {day}"), {"day": dated(view, made_at)}) if made_at else "",
    )
    booked = [f"{event.title} ({dated(view, event.starts_at)})" for event in view.facts.bookings()]
    yield _("PV-02.booked", "Booked"), tongue.listed(booked) if booked else ""
    yield _("PV-02.been", "Booked, and over now"), _number(max(0, held.bookings - len(booked)))
    yield _("PV-02.agenda", "On agendas, named"), _number(held.agenda)
    yield _("PV-02.wishes", "Asking me afterwards"), _number(held.wishes)
    yield _("PV-02.places", "Training I asked for"), _number(held.places)
    yield _("PV-02.needs", "What helps me there"), _number(held.needs)
    yield _("PV-02.dates", "Next dates to hear of"), _number(held.dates)
    yield _("PV-02.lost", "More chances in a draw"), _number(held.lost)
    yield _("PV-02.went", "Places offered before"), _number(held.passed)
    yield _("PV-02.leads", "Courses I help run"), _number(held.leads)
    yield from _roles(view)
    yield _("PV-02.half", "Begun, not finished"), _number(held.half_done)
    yield _("PV-02.passed", "On its way to a person"), _number(held.passed_on)
    yield _("PV-02.wrote_news", "News you sent"), _number(held.news)
    yield (
        _("PV-02.news", "On What's new"),
        tongue.listed(title(thing.text) for thing in view.facts.news()) if view.facts.news() else "",
    )
    yield _("PV-02.keys_turned", "Keys asked or turned"), _number(held.keys)
    yield _("PV-02.said", "My answers to news"), _number(held.said)
    yield _("PV-02.waiting", "Waiting to go to you"), _number(held.waiting)
    yield (
        _("PV-02.sent", "Chats I began"),
        tongue.say(_("PV-02.words", "{number}, no words"), {"number": str(held.sent)}) if held.sent else "",
    )
    yield (
        _("PV-02.clear", "Clear can take away"),
        tongue.say(_("PV-02.messages", "{number} messages"), {"number": str(held.messages)}),
    )
    if pace.last_contact_at:
        yield _("PV-02.wrote", "You last wrote"), dated(view, pace.last_contact_at)
    yield _("PV-02.quiet_times", "Quiet times in a row"), _number(pace.silent_rounds)


def _roles(view: View) -> Iterator[tuple[Phrase, str]]:
    """Roles they have, had, would like or posted."""
    listed, known = view.tongue.listed, view.facts.roles()
    have = [role.draft.title for role in known if role.mine == "held"]
    like = [role.draft.title for role in known if role.mine in ("interested", "offered")]
    had = view.facts.past_roles()
    yield _("PV-02.roles", "My roles"), listed(have) if have else ""
    yield _("PV-02.roles_like", "Roles I'd like"), listed(like) if like else ""
    yield _("PV-02.roles_had", "Roles I had"), listed(had) if had else ""
    yield _("PV-02.roles_posted", "Roles you posted"), _number(view.facts.details().roles)


def _number(many: int) -> str:
    return str(many) if many else ""


def journey(view: View) -> str:
    """That there is a record, and since when. It is told here to the member alone: no row says so."""
    record = view.journey()
    if record is None:
        return view.tongue.say(_("PV-02.journey_shut", "can't be opened now"))
    if not record.listed:
        return view.tongue.say(NONE)
    first = date.fromisoformat(record.listed[-1].day)
    return view.tongue.say(_("PV-02.journey", "since {day}"), {"day": view.tongue.day(first)})

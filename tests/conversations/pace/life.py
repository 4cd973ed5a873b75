"""Months of one member's life, played against the pace package (or a broken copy of it).

A `Scenario` is plain numbers and words, so that the same life can be played on any copy of the package.
`live` plays it from event to event as the bot would: it calls `tend` until nothing may go, and then not
before it is told to look again. What it returns is a diary for the oracle in `promises`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from types import ModuleType
from typing import Any

import conversations.pace

DAY = 86400
HOUR = 3600
MINUTE = 60
OPEN_FOR = 3 * DAY
"""How long an offer of a place is open."""


@dataclass(frozen=True)
class Made:
    """An item that somebody would like to send: made at a moment, ending some seconds later or never."""

    at: int
    kind: str
    message_class: str
    lasts: int | None = None
    starts_in: int | None = None  # urgent: seconds to the event
    keys: int = 2
    alone: bool = False  # urgent with one key: the reps were asked when it was made
    marked: bool = True  # and it is marked as such
    again: bool = False  # whoever queued it queues it once more after it was sent


@dataclass(frozen=True)
class Deed:
    """Something the member or the team does."""

    at: int
    name: str
    value: Any = None


@dataclass(frozen=True)
class Scenario:
    start: int
    days: int
    zone: str = "Europe/London"
    choice: str = "weekly"
    day: int = 1
    minute: int = 660
    hours: tuple[int, int] = (600, 1140)
    holidays: frozenset[date] = frozenset()
    days_off: tuple[tuple[date, date], ...] = ()
    quiet_weekdays: frozenset[int] = frozenset()
    check_ins: bool = True
    answers: tuple[int, ...] = ()  # hours until the member answers each check-in in turn; 0 for silence
    made: tuple[Made, ...] = ()
    deeds: tuple[Deed, ...] = ()
    outages: tuple[tuple[int, int], ...] = ()
    replies: tuple[
        Deed, ...
    ] = ()  # an answer (its kind, how many seconds after the words that it answers) is ready


@dataclass
class Reply:
    """What the gate said of one answer at one moment."""

    kind: str
    asked_at: int
    at: int
    went: bool
    opens: bool
    pace: Any


@dataclass
class Line:
    """One message that went, and the member's pace when it was asked about."""

    id: str
    kind: str
    cls: str
    at: int
    ends_at: int | None
    pace: Any
    urgency: Any = None
    closes_at: int | None = None  # of an offer, once it was sent


@dataclass
class Diary:
    scenario: Scenario
    lines: list[Line] = field(default_factory=list)
    done: list[tuple[int, str, Any, Any]] = field(default_factory=list)  # at, deed, pace before, pace after
    submitted: list[str] = field(default_factory=list)
    together: list[tuple[str, str]] = field(
        default_factory=list
    )  # what went in another's message, and in whose
    left_out: list[str] = field(default_factory=list)  # news that waited on while other news went
    whats_new: list[str] = field(default_factory=list)
    open_ended: set[str] = field(default_factory=set)  # what was made without an end of its own
    dropped: list[str] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)
    left_closed: list[tuple[int, int]] = field(default_factory=list)  # queue length while stopped or held
    pace: Any = None
    end: int = 0
    replies: list[Reply] = field(default_factory=list)
    gone: int | None = None  # when everything about the member was deleted


def live(scenario: Scenario, package: ModuleType = conversations.pace) -> Diary:
    """Play one life to its end."""
    life = Life(scenario, package)
    life.add((*scenario.made, *scenario.deeds, *scenario.replies))
    life.until(life.diary.end)
    return life.diary


class Life:
    """One life on its way: things may be added to it as long as they lie ahead."""

    def __init__(self, scenario: Scenario, package: ModuleType = conversations.pace) -> None:
        self.p: Any = package
        self.scenario = scenario
        self.diary = Diary(scenario, end=scenario.start + scenario.days * DAY)
        self.history: list[Any] = []
        self.asked = 0
        self.again: set[str] = set()
        self.agenda: list[tuple[int, int, Any]] = []
        self.pace = self.p.join(self._agreed(), scenario.start)
        self.look_again: int | None = scenario.start

    def _agreed(self) -> Any:
        s, p = self.scenario, self.p
        return p.Pace(
            choice=p.Choice(s.choice),
            zone=s.zone,
            check_in_day=s.day,
            check_in_minute=s.minute,
            hours=p.Hours(*s.hours),
            days_off=tuple(p.Days(first, last) for first, last in s.days_off),
            quiet_weekdays=s.quiet_weekdays,
            consented=True,
            check_in_consent=s.check_ins,
        )

    def add(self, events: Iterable[Any]) -> None:
        for event in events:
            at = event.at
            for start, end in self.scenario.outages:
                at = end if start <= at < end else at
            self.agenda.append((at, len(self.agenda), event))
        self.agenda.sort(key=lambda each: each[:2])

    def sleep(self, outage: tuple[int, int]) -> None:
        """The bot is down for a while, from now on; one outage on the heels of another is one."""
        before = self.scenario.outages
        if before and before[-1][1] == outage[0]:
            before, outage = before[:-1], (before[-1][0], outage[1])
        self.scenario = replace(self.scenario, outages=(*before, outage))
        self.diary.scenario = self.scenario

    def until(self, end: int) -> None:
        """Live up to a moment, from event to event."""
        while (
            (now := self._next()) is not None and (now := self._awake(now)) < end and self.diary.gone is None
        ):
            self._live(now)
        self.diary.pace = self.pace

    def _next(self) -> int | None:
        upcoming = [each for each in (self.look_again, self.agenda[0][0] if self.agenda else None) if each]
        return min(upcoming, default=None)

    def _live(self, now: int) -> None:
        while self.agenda and self.agenda[0][0] <= now:
            self._happen(now, self.agenda.pop(0)[2])
        gone = self.p.gone_at(self.pace)
        if gone is not None and now >= gone:
            self.diary.gone = self.diary.end = now
            self._leave(self.diary.waiting, self.diary.dropped)
        else:
            self.look_again = self._tend(now)

    def _awake(self, now: int) -> int:
        for start, end in self.scenario.outages:
            now = end if start <= now < end else now
        return now

    def _tend(self, now: int) -> int | None:
        for _ in range(10):
            found = self.p.tend(self.pace, self.diary.waiting, self.history, self.scenario.holidays, now)
            self._leave(found.whats_new, self.diary.whats_new)
            self._leave(found.dropped, self.diary.dropped)
            before, self.pace = self.pace, found.pace
            if self.pace.state in ("stopped", "held"):
                self.diary.left_closed.append((now, len(self.diary.waiting)))
            if found.permission is None:
                assert found.look_again_at is None or found.look_again_at > now, "looks without end"
                return found.look_again_at  # type: ignore[no-any-return]  # the package may be a broken copy
            self._send(found.permission, before, now)
            self.diary.together += [(item.id, found.permission.item.id) for item in found.together]
            self._leave(found.together, [])
            if found.permission.item.kind == "news":
                alive = [item for item in self.diary.waiting if item.ends_at is None or item.ends_at > now]
                self.diary.left_out += [item.id for item in alive if item.kind == "news"]
        raise AssertionError("sends without end")

    def _leave(self, items: Iterable[Any], where: list[str]) -> None:
        gone = {item.id for item in items}
        where.extend(item.id for item in items)
        self.diary.waiting = [item for item in self.diary.waiting if item.id not in gone]

    def _send(self, permission: Any, pace: Any, now: int) -> None:
        item = permission.item
        pace = self.p.next_step(pace, self.history, now).pace
        self.history = [*self.history[-80:], permission.sent]
        self._leave([item], [])
        if item.id in self.again:
            self.again.remove(item.id)
            self.add([Deed(now + 2 * DAY, "queued again", item)])
        self.diary.lines.append(
            Line(
                item.id, str(item.kind), str(item.message_class), now, item.ends_at, pace, item.urgency,
                self.p.offer_ends_at(now, OPEN_FOR) if item.kind == "place_offer" else None,
            )
        )  # fmt: skip
        if item.kind == "check_in":
            answers = self.scenario.answers
            hours = answers[self.asked % len(answers)] if answers else 0
            self.asked += 1
            if hours:
                self.add([Deed(now + hours * HOUR, "contact")])

    def _happen(self, now: int, event: Made | Deed) -> None:
        if isinstance(event, Made):
            self._submit(now, event)
        elif event.name == "queued again":
            self.diary.waiting.append(event.value)
        elif event.name == "answer":
            self._answer(now, *event.value)
        else:
            before, self.pace = self.pace, self._do(now, event)
            self.diary.done.append((now, event.name, before, self.pace))

    def _answer(self, now: int, kind: str, late: int) -> None:
        p = self.p
        item = p.Item(
            f"answer:{len(self.diary.replies)}", p.Kind(kind), p.MessageClass("reply"), asked_at=now - late
        )
        verdict = p.may_send(item, self.pace, self.history, self.scenario.holidays, now)
        went = isinstance(verdict, p.Permission)
        self.diary.replies.append(Reply(kind, now - late, now, went, went and verdict.sent.opens, self.pace))

    def _submit(self, now: int, made: Made) -> None:
        p = self.p
        urgency = None
        if made.message_class == "urgent":
            starts = None if made.starts_in is None else made.at + made.starts_in
            asked_at = made.at if made.alone else None
            urgency = p.Urgency(made.keys, starts, True, asked_at, made.alone and made.marked)
        item = p.Item(
            f"{made.kind}:{len(self.diary.submitted)}",
            p.Kind(made.kind),
            p.MessageClass(made.message_class),
            p.end_of(p.Kind(made.kind), now) if made.lasts is None else now + made.lasts,
            now if made.kind == "person_reply" else None,
            urgency,
            p.Kind("check_in") if made.kind == "snooze_return" else None,
        )
        if made.again:
            self.again.add(item.id)
        if made.lasts is None:
            self.diary.open_ended.add(item.id)
        self.diary.submitted.append(item.id)
        self.diary.waiting.append(item)

    def _do(self, now: int, deed: Deed) -> Any:
        p, pace = self.p, self.pace
        match deed.name:
            case "contact":
                return p.on_contact(pace, now)
            case "choose":
                return p.on_pace_change(pace, replace(pace, choice=p.Choice(deed.value)), now)
            case "move":
                return p.on_pace_change(pace, replace(pace, zone=deed.value), now)
            case "day":
                return p.on_pace_change(pace, replace(pace, check_in_day=deed.value), now)
            case "break":
                return p.begin_break(pace, now, deed.value, p.Bookings("keep_silent"))
            case "break_tell_me":
                return p.begin_break(pace, now, deed.value, p.Bookings("keep_and_tell_me"))
            case "quiet":
                return p.ask_for_quiet(pace, now)
            case "come_back" | "stop" | "start" | "hold":
                return getattr(p, deed.name)(pace, now)
            case "lift":
                return p.lift(pace, now)
        raise AssertionError(deed.name)

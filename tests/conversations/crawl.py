"""Every question that somebody can be brought to, found by pressing every button, once for each kind of person.

A place is (flow, step, pace state). For each place the first way there is kept, as a `Talk` that can be forked.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from conversations import pace
from conversations.events import Pressed
from conversations.flow import Ask, Words
from conversations.meeting_effects import CancelMeeting, PutOnAgenda
from conversations.outgoing import Delivery, Outgoing
from conversations.view import Duty, Group, Invitation, KeptCheckIn, Named, Thing
from tests.conversations.boxes import BOX
from tests.conversations.driver import NOW, PACE, PROGRAMME, SAM, VOICES, Talk, TestFacts
from tests.conversations.journeys import WRITTEN

BOROUGH: Final = Group(2, "Borough Forum")
DUTY: Final = Duty("Jo", "Mon–Fri 9am–5pm", True, "Tue 24 Nov, 9am")
AWAY: Final = replace(DUTY, on_now=False)
COORDINATOR: Final = replace(SAM, id=9, name="Ana", role="coordinator")
CODES: Final = {"K7QM2XWPAB": Invitation("K7QM2XWPAB", "member", BOROUGH)}
TRIP: Final = Thing("broadcast:50", "Trip to the sea\n\nBy train, on Saturday.", "Priya", NOW + 3 * 86400)
REJOIN: Final = "K7QD 3F8P XW2M"
SAMPLES: Final = (
    "Sam",
    "open",
    "Spain",
    "between 1pm and 5pm",
    "24 Dec",
    "a few words that mean nothing much, administratively",
    "as Priya said",
    "3 Dec at 2pm",
    "18 Dec at 2pm",
    "12 places",
    "https://voices.example/meet",
)
"""Words to try at a question of own words: one that each of them takes, and a name where names are asked about."""
ONE_QUESTION: Final = replace(BOX, form=replace(BOX.form, questions=BOX.form.questions[-1:]))


WENT: Final = tuple(
    Outgoing(number, level, "Tea\n\nTea is at 4.", "Ana", "", state, NOW - 86400, NOW + 6 * 86400)
    for number, level, state in (
        (7, pace.Level.NEWS, "going"),
        (8, pace.Level.DATED, "done"),
        (9, pace.Level.NEWS, "planned"),
    )
)
"""What the team sent, or is to send: each can be looked at, stopped, corrected, taken back."""


class Facts(TestFacts):
    """A programme with two groups."""

    __test__ = False

    def groups(self) -> tuple[Group, ...]:
        return (VOICES, BOROUGH)


def facts(**known: object) -> Facts:
    kept = (
        KeptCheckIn(NOW - 86400, (("How are things today?", "Good"),)),
        KeptCheckIn(NOW - 90000, (("CI-05", "Tea"),)),
    )
    alike = ((Named(24, ("South Voices",), NOW), "sam"), (Named(25, ("Borough Forum",), NOW), "sam"))
    items = tuple(f"Item {n}. Words." for n in range(7))
    usual = Facts(
        people=alike,
        kept=kept,
        things=(TRIP,),
        items=items,
        went=WENT,
        delivered={7: Delivery(43, 24, 12, 2)},
        open_boxes=(replace(BOX, small=True),),
    )
    return replace(usual, **known)  # type: ignore[arg-type]  # names are ours


def with_events(known: Facts) -> Facts:
    """Two things that members booked and that start soon."""
    known.set_scene("event 3h: Housing forum", NOW)
    known.set_scene("event 5h: Planning day", NOW)
    return known


def with_meetings(known: Facts) -> Facts:
    """One to come that this member comes to, with something of theirs on its agenda; one that is off; and one that is over."""
    for words in ("in 3h: Housing forum", "booked 12", "mine", "in 99h: Planning day", "7 in -94h: Tea"):
        known.set_meeting(words, NOW)
    known.carry_out_meeting(PutOnAgenda(1, "Repairs", named=True))
    known.carry_out_meeting(CancelMeeting(2))
    return known


def with_roles(known: Facts) -> Facts:
    """One of each kind: open and paid, offered, held, wanted by this member, full, closed; and more than one page of them."""
    for title, *words in (
        ("Co-chair", "paid: 15 pounds an hour"), ("Key holder", "offered"), ("Note keeper", "paid: 15 pounds an hour", "held"),
        ("Meeting buddy", "interested"), ("Trainer", "full"), ("Delegate", "closed"), ("Writer",), ("Reader",),
    ):  # fmt: skip
        for each in (f"99d: {title}", *words):
            known.set_role(each, NOW)
    return known


def with_scenes(known: Facts, *words: str) -> Facts:
    """Courses as these words say."""
    for each in words:
        known.set_course(each, NOW)
    return known


def with_places(known: Facts) -> Facts:
    """A course in every state that a place can be in: asked for, offered from the draw and later, waiting, booked, come to, and one
    that costs nothing but words about money; two that could be a second choice."""
    for words in (
        "in 25d: Chairing", "is asked needs", "paid", "in 26d: Budgets", "paid", "friend SAM", "in 12d: Minutes", "drawn", "is offered 72h drawn",
        "in 4d: Speaking", "drawn", "is offered 20h", "in 13d: Listening", "drawn", "is waiting 4", "open 1", "in 9d: First aid", "drawn", "is booked needs",
        "in 1d: Cooking", "drawn", "is booked", "today", "in 1d: Sewing", "drawn", "is came", "over", "in 1d: Singing", "drawn", "is booked", "over",
        "in 30d: Reading", "in 8d: Writing", "drawn", "is booked", "cancelled", "in 31d: Knitting", "is asked friend",
        "in 3d: Drawing", "again in 10d", "drawn", "is booked",
    ):  # fmt: skip
        known.set_course(words, NOW)
    return known


def with_own_roles(known: Facts) -> Facts:
    """Roles that this coordinator posted: one with somebody interested, somebody asked, and somebody who has it."""
    for words in ("200d: Co-chair", "by me", "wanted: 3", "interested: 21 Kofi", "asked: 22 Sol", "held: 23 Dee", "99d: Trainer"):  # fmt: skip
        known.set_role(words, NOW)
    return known


def with_courses(known: Facts) -> Facts:
    """One to come with two sessions, one that begins within the hour, which they lead and arrange, and one that is off."""
    for words in (
        "in 25d: Chairing", "again in 32d", "booked 2", "in 1h: Budgets", "again in 32d", "drawn", "led", "arranged", "booked 2", "place: Kofi", "helps Kofi: travel",
        "in 40d: Minutes", "cancelled",
    ):  # fmt: skip
        known.set_course(words, NOW)
    return known


def with_words(known: Facts, role: str) -> Facts:
    """Words of few people to review, and what came out of two meetings, one of them with a lot to read."""
    for words in ("one", "few"):
        known.set_review(words, role)
    for words in ("long", "before", "waiting:21", "destroyed:22", "mixed:23", "lost:24"):
        known.set_result(words)
    return known


def with_keys(known: Facts, *, mine: bool = False) -> Facts:
    """Something booked that starts soon and has changed, a key that waits, and an urgent message not yet spoken of."""
    for words in ("event 3h: Housing forum", "booked", "change alone: moved; come to the library"):
        known.set_scene(words, NOW)
    known.set_scene(f"asked{' mine' if mine else ''}: moved; come to the library", NOW - 3600)
    known.set_scene("unrated: urgent:1", NOW)
    return known


PEOPLE: Final[Mapping[str, Callable[[], Talk]]] = {
    "stranger": lambda: Talk(None, codes=CODES),
    "stranger, text only, nobody to ask": lambda: Talk(None, programme=replace(PROGRAMME, worker="")),
    "member": lambda: Talk(facts=facts(), codes=CODES),
    "member who said no": lambda: Talk(
        replace(SAM, name="", consents={"basics": True}), pace=replace(PACE, check_in_consent=False)
    ),
    "member of Friday mornings": lambda: Talk(pace=replace(PACE, check_in_day=4, check_in_minute=11 * 60)),
    "member, set-up 2": lambda: Talk(
        replace(SAM, sight="ask"), facts=facts(), programme=replace(PROGRAMME, set_up=2, duty=DUTY)
    ),
    "member, set-up 3": lambda: Talk(
        replace(SAM, sight="worker", name=""), programme=replace(PROGRAMME, set_up=3, duty=AWAY)
    ),
    "quiet member, nobody to ask": lambda: Talk(
        replace(SAM, quiet=True),
        programme=replace(PROGRAMME, worker=""),
        facts=TestFacts(open_boxes=(ONE_QUESTION,)),
    ),
    "coordinator": lambda: Talk(
        COORDINATOR, facts=facts(), programme=replace(PROGRAMME, set_up=2, duty=DUTY)
    ),
    "coordinator at the limit": lambda: Talk(COORDINATOR, facts=facts(sent_this_week=2)),
    "coordinator with bookings": lambda: Talk(
        COORDINATOR, facts=with_events(facts(refusals={2: NOW + 86400}))
    ),
    "coordinator of one group": lambda: Talk(COORDINATOR, facts=TestFacts()),
    "coordinator who took a key back": lambda: Talk(
        COORDINATOR, facts=with_events(facts(taken_back={1: NOW + 86400}))
    ),
    "coordinator, all urgent ones sent": lambda: Talk(
        COORDINATOR, facts=with_events(facts(refusal=pace.No(pace.Agreed.URGENT_A_MONTH, NOW + 86400)))
    ),
    "coordinator who waits for a key": lambda: Talk(COORDINATOR, facts=with_keys(facts(), mine=True)),
    "representative": lambda: Talk(replace(SAM, role="representative"), facts=with_keys(facts())),
    "quiet representative": lambda: Talk(
        replace(SAM, role="representative", quiet=True),
        facts=with_words(with_meetings(with_keys(facts())), "representative"),
    ),
    "member with a record": lambda: Talk(facts=facts(record=WRITTEN)),
    "member whose record is shut": lambda: Talk(facts=facts(record=None)),
    "member with bookings": lambda: Talk(facts=with_keys(facts())),
    "member with meetings": lambda: Talk(facts=with_meetings(facts())),
    "coordinator with meetings": lambda: Talk(
        COORDINATOR, facts=with_words(with_meetings(with_events(facts())), "coordinator")
    ),
    "member with places": lambda: Talk(facts=with_places(facts())),
    "member with time to think": lambda: Talk(
        facts=with_scenes(facts(), "in 9d: A", "in 9d: B", "in 19d: C", "drawn", "is offered 72h")
    ),
    "quiet member with places": lambda: Talk(replace(SAM, quiet=True), facts=with_places(facts())),
    "member with roles": lambda: Talk(facts=with_roles(facts())),
    "quiet member with roles": lambda: Talk(replace(SAM, quiet=True, name=""), facts=with_roles(facts())),
    "coordinator with roles": lambda: Talk(COORDINATOR, facts=with_own_roles(facts())),
    "coordinator with courses": lambda: Talk(COORDINATOR, facts=with_courses(facts())),
    "staff who leads a course": lambda: Talk(replace(SAM, role="staff"), facts=with_courses(facts())),
    "coordinator, first come": lambda: Talk(COORDINATOR, facts=TestFacts(draws=False)),
    "slowed down": lambda: Talk(pace=replace(PACE, silent_rounds=2, round_judged=True)),
    "on a break": lambda: Talk(pace=pace.begin_break(PACE, NOW - 60, NOW + 7 * 86400)),
    "resting": lambda: Talk(pace=replace(PACE, state=pace.State.RESTING)),
    "stopped": lambda: Talk(facts=facts(), pace=pace.stop(PACE, NOW - 60)),
    "held": lambda: with_code(Talk(pace=pace.hold(PACE, NOW - 60))),
    "after a hold": lambda: Talk(pace=pace.lift(pace.hold(PACE, NOW - 60), NOW)),
}
OPENERS: Final = (
    "check_in",
    "rest",
    "break_over",
    "year",
    "key item=key:1",
    "change item=broadcast:1",
    "dated item=broadcast:50",
    "letter item=broadcast:100",
    "key_words item=key:21:1",
    "feedback item=feedback:7",
    "review item=review:7",
    *(f"results item=results:{number}" for number in (7, 21, 22, 23, 24)),
    "changed item=meeting:1",
    "money about=Note-keeper",
    "journey_add course=Cooking trainer=24 trainer_name=Ana",
    "journey_line item=line:24:k3f9aaaa",
    "role item=role:1",
    "role_offer item=role:2",
    "role_changed item=role:2 changed=pay,ends_on",
    "leading",
    "training_new item=course:2",
    *(f"place_offer item=course:{number}" for number in (4, 3)),
    "not_drawn item=course:5",
    "went_by item=course:5",
    *(f"remind item=session:{number}" for number in (13, 6, 7)),
    *(f"course_changed item=session:{number}" for number in (13, 6, 11)),
    "course_off item=course:2",
    *(f"after_course item=course:{number}" for number in (8, 9)),
    "needs item=course:1 TR-04=travel,more",
    *(f"{flow} item=course:1" for flow in ("friend", "second_choice", "needs")),
    "friend_code",
    "short_notice item=course:5",
    "reminders item=course:6",
    "cant_come item=course:6",
    "here item=course:7",
    "ask_place item=course:10",
    "ask_place item=course:2",
    "friend item=course:12",
    "course_dates item=course:1",
    "while_away item=course:5",
    "no_draw item=course:2",
)
CHANGING: Final = "meeting_new item=meeting:1 CO-70=Tea CO-72=2026-11-23T14:00 CO-73=60 CO-74=Here CO-75=skip CO-76=skip CO-77=skip CO-78=no"
"""A meeting with another name, and not yet saved."""
CHANGING_ROLE: Final = (
    "role_new item=role:1 RO-20=Tea RO-21=Tea RO-22=Hours RO-23=unpaid RO-24=Travel RO-25=Sol RO-26=skip RO-27=2026-11-23 RO-28=2027-01-01 "
    "RO-29=All RO-30=2"
)
"""The same of a role."""
WAYS_IN: Final = (
    "hello", "help", "menu", "roles", "pace", "pause", "my details", "forget me", "clear", "language", "stop", "start", "less of this",
    "please stop writing so much", "you are all fucking useless", "I would like somebody to read this please", "K7QM2XWPAB", REJOIN,
    "I want to kill myself", "I've overdosed", "he hits me", "I was raped", "I can't go on",
)  # fmt: skip


def with_code(talk: Talk) -> Talk:
    """They have their rejoin code on paper: it is among the ways in."""
    talk.code = REJOIN.replace(" ", "")
    return talk


def fork(talk: Talk) -> Talk:
    """The same place, to go on from without leaving it."""
    again = copy.copy(talk)
    for name, value in vars(talk).items():
        if isinstance(value, list | set | dict):
            setattr(again, name, value.copy())
    again.facts = replace(talk.facts)
    return again


def place(talk: Talk) -> str:
    """Where somebody stands. Fridays are told apart where hours are chosen, since they end at noon."""
    day = ", Friday" if talk.top.startswith("times.") and talk.pace.check_in_day == 4 else ""
    return f"{talk.top or 'nothing open'} ({talk.pace.state.value if talk.member else 'stranger'}{day})"


def moves(talk: Talk) -> Iterator[tuple[str, Callable[[Talk], str]]]:
    """Everything that can be done with the question that is open."""
    for choice in talk.choices:
        yield f"[{choice.label}]", lambda t, label=choice.label: t.press(label)  # type: ignore[misc]  # mypy: lambda defaults
    ask = talk.flows[talk.stack[-1].flow][talk.stack[-1].step] if talk.stack else None
    if isinstance(ask, Ask) and isinstance(ask.kind, Words):
        for words in SAMPLES:
            yield words, lambda t, words=words: t.say(words)  # type: ignore[misc]  # mypy: lambda defaults


def old_buttons(talk: Talk) -> Iterator[str]:
    """Buttons of long ago: of an old check-in, and at each question of the flows whose buttons work for ever."""
    yield "0old0000:check_in:CI-02:good"
    for flow in talk.flows.values():
        for step in flow.steps if flow.evergreen else ():
            yield f"0old0000:{flow.id}:{step.id}:?"


@cache
def places(person: str) -> Mapping[str, Talk]:
    """Every place that this kind of person can be brought to."""
    found: dict[str, Talk] = {}
    todo: list[Talk] = []

    def reach(talk: Talk) -> None:
        if place(talk) not in found:
            found[place(talk)] = talk
            todo.append(talk)

    start = PEOPLE[person]()
    reach(start)
    for words in WAYS_IN:
        talk = fork(start)
        talk.say(words)
        reach(talk)
    for token in old_buttons(start):
        talk = fork(start)
        talk.take(Pressed(token, "m1"))
        reach(talk)
    changing = {"coordinator with meetings": (CHANGING,), "coordinator with roles": (CHANGING_ROLE,)}.get(
        person, ()
    )
    for what in (
        (*changing, *OPENERS)
        if start.member and start.pace.state not in (pace.State.STOPPED, pace.State.HELD)
        else ()
    ):
        talk = fork(start)
        name, *carried = what.split()
        talk.due(name, **dict(each.split("=", 1) for each in carried))
        reach(talk)
    while todo:
        here = todo.pop()
        for _name, move in moves(here):
            talk = fork(here)
            move(talk)
            reach(talk)
    return found


@cache
def everywhere() -> Mapping[str, Talk]:
    """All places of all people, each as the first of them came to it, by "person at place"."""
    first: dict[str, str] = {}
    for person in PEOPLE:
        for name in places(person):
            first.setdefault(name, person)
    return {f"{person} at {name}": places(person)[name] for name, person in first.items()}


@cache
def each_question() -> Mapping[str, Talk]:
    """One place for each question of each flow."""
    return {talk.top: talk for talk in reversed(tuple(everywhere().values()))}

"""PACE.md, section 12, one test an invariant: I01 to I23, and I24 for the year.

Each is tried on lives of months that a seed draws: floods of news and offers, urgent changes with one key and with two,
breaks, STOP, holds, changes of pace and of place, outages, and members who answer, or do not, across both changes of the
clocks. The oracle (promises.py) knows the page and none of the package's code. Where an invariant is about one decision
and not about a history, it is tried on that decision. `test_stateful.py` makes lives up as it goes along.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.flow import Ask, Option
from conversations.flows import all_flows
from conversations.pace import (
    Item,
    Kind,
    MessageClass,
    Permission,
    Urgency,
    may_send,
)
from conversations.pace.kinds import KINDS_OF
from tests.conversations.driver import CHECK_IN, FORM, Talk
from tests.conversations.pace.builders import DAY, HOUR, MEMBER, TUESDAY
from tests.conversations.pace.life import Diary, Made, live
from tests.conversations.pace.promises import PROMISES, broken, check_ins, day_of
from tests.conversations.pace.scenarios import draw

MINUTE = 60
SEEDS = st.integers(0, 149)
"""So few that the lives can be kept: the tests look at each of them in their own way."""


@lru_cache(maxsize=200)
def life(seed: int) -> Diary:
    return live(draw(Random(seed).randint))


def in_every_life(test: Callable[[int], None]) -> Callable[[], None]:
    return settings(max_examples=60, deadline=None)(given(SEEDS)(test))


@in_every_life
def test_i01_hours(seed: int) -> None:
    """No ordinary or asked opener outside the member's own hours; no urgent one outside urgent hours, which contain them."""
    PROMISES["i01_hours"](life(seed))


@in_every_life
def test_i02_days(seed: int) -> None:
    """No ordinary opener on a quiet day or bank holiday; no check-in on Friday after noon or at a weekend."""
    PROMISES["i02_days"](life(seed))


@in_every_life
def test_i03_three_a_round(seed: int) -> None:
    """At most 3 ordinary openers in a round and in any 7 days, and one place is the check-in's."""
    PROMISES["i03_three_a_round"](life(seed))
    PROMISES["i03_one_place_is_held"](life(seed))


@in_every_life
def test_i04_twenty_hours(seed: int) -> None:
    """At least 20 hours from any opener to an ordinary one; never two ordinary ones on one local date."""
    PROMISES["i04_twenty_hours"](life(seed))


@in_every_life
def test_i05_caps(seed: int) -> None:
    """At most 4 asked and 2 urgent ones in 7 days, and at most 2 a day that are not urgent."""
    PROMISES["i05_caps"](life(seed))


@in_every_life
def test_i06_gap_grows(seed: int) -> None:
    """Two silent rounds double the gap and three make it four times as long; it never shrinks without contact."""
    PROMISES["i06_gap_grows"](life(seed))


@in_every_life
def test_i07_rest(seed: int) -> None:
    """Four silent rounds: one rest note, then no ordinary opener until contact."""
    PROMISES["i07_rest"](life(seed))


@in_every_life
def test_i08_only_check_ins_when_slow(seed: int) -> None:
    """While slowed down the only ordinary openers are the check-in and the rest note."""
    PROMISES["i08_only_check_ins_when_slow"](life(seed))


@in_every_life
def test_i09_contact_resets(seed: int) -> None:
    """Any contact sets the count of silent rounds to 0."""
    PROMISES["i09_contact_resets"](life(seed))


@in_every_life
def test_i10_stop(seed: int) -> None:
    """After STOP no opener until START, and nothing in the queue."""
    PROMISES["i10_stop"](life(seed))


@in_every_life
def test_i11_hold(seed: int) -> None:
    """While held no opener, and nothing from the held phone changes anything; lifting causes no message, and ends in rest."""
    PROMISES["i11_hold"](life(seed))


@in_every_life
def test_i12_break(seed: int) -> None:
    """On a break nothing but urgent things, if the member chose that; exactly one welcome back."""
    PROMISES["i12_break"](life(seed))


@in_every_life
def test_i13_only_when_i_ask(seed: int) -> None:
    """ "Only when I ask" is no ordinary opener at all."""
    PROMISES["i13_only_when_i_ask"](life(seed))


@in_every_life
def test_i14_once_and_in_time(seed: int) -> None:
    """Nothing is sent after its end or twice, by itself or in a digest; what waits together goes together."""
    PROMISES["i14_once_and_in_time"](life(seed))
    PROMISES["i14_news_goes_together"](life(seed))


@in_every_life
def test_i15_none_vanish(seed: int) -> None:
    """Each item ends exactly once: sent, in a digest, on What's new, or dropped by STOP, a hold or erasure."""
    PROMISES["i15_none_vanish"](life(seed))


@in_every_life
def test_i16_outage(seed: int) -> None:
    """After any outage at most one ordinary opener in the first 20 hours."""
    PROMISES["i16_outage"](life(seed))


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.integers(1, 40))
def test_i17_no_coordinator_brings_more(seed: int, every: int) -> None:
    """The same life with a flood of broadcasts more: every limit of every 7 days holds, and no check-in is lost to it.

    News and results, for they ask nothing: what asks may be met with silence, and silence is what slows the bot down.
    """
    scenario = draw(Random(seed).randint)
    PROMISES["i17_limits_follow_the_member"](life(seed))
    extra = tuple(
        Made(scenario.start + hours * HOUR, ("news", "result")[hours % 2], "ordinary", 7 * DAY)
        for hours in range(0, scenario.days * 24, 12 + every)
    )
    flooded = live(replace(scenario, made=(*scenario.made, *extra)))
    assert broken(flooded) == []
    calm = replace(scenario, made=extra, outages=(), deeds=())
    with_it, without = live(calm), live(replace(calm, made=()))
    assert [day_of(line) for line in check_ins(with_it)] == [day_of(line) for line in check_ins(without)]


KEYS = st.builds(
    Urgency,
    st.integers(0, 3),
    st.none() | st.integers(-2, 60).map(lambda hours: TUESDAY + hours * HOUR),
    st.booleans(),
    st.none() | st.integers(-40, 5).map(lambda minutes: TUESDAY + minutes * MINUTE),
    st.booleans(),
)


@settings(max_examples=400, deadline=None)
@given(KEYS)
def test_i18_urgent_is_urgent(why: Urgency) -> None:
    """Two keys and an event booked within 48 hours; one key only under 6 hours, marked, and after 20 minutes unanswered."""
    verdict = may_send(Item("u", Kind.CHANGE, MessageClass.URGENT, urgency=why), MEMBER, (), (), TUESDAY)
    ahead = None if why.starts_at is None else why.starts_at - TUESDAY
    about_a_booking = ahead is not None and why.booked and 0 < ahead <= 48 * HOUR
    unanswered = why.reps_asked_at is not None and TUESDAY - why.reps_asked_at >= 20 * MINUTE
    alone = ahead is not None and ahead <= 6 * HOUR and unanswered and why.marked_one_key and why.keys == 1
    assert isinstance(verdict, Permission) == (about_a_booking and (why.keys >= 2 or alone))


@in_every_life
def test_i18_in_every_life(seed: int) -> None:
    """And so it is with what was really sent, however it waited."""
    PROMISES["i18_urgent_is_urgent"](life(seed))


@in_every_life
def test_i19_local_hour(seed: int) -> None:
    """A check-in keeps its local hour across clock changes."""
    PROMISES["i19_local_hour"](life(seed))


@in_every_life
def test_i20_liveness(seed: int) -> None:
    """An active member with check-ins on gets one in time, however busy the group is."""
    PROMISES["i20_liveness"](life(seed))


@in_every_life
def test_i21_the_clock_of_an_offer_starts_when_it_is_sent(seed: int) -> None:
    """However long it waited, they have the whole time to answer. Nothing makes offers yet: this holds the rule for it."""
    PROMISES["i21_offers"](life(seed))


FLOWS = all_flows(CHECK_IN, FORM)
QUESTIONS = [
    (flow.id, step.id)
    for flow in FLOWS.values()
    if flow.opener or flow.id in ("letter", "letter_q", "digest")
    for step in flow.steps
    if isinstance(step, Ask)
]


def options_of(ask: Ask) -> tuple[Option, ...]:
    return ask.kind.options(Talk().view(), {}) if callable(ask.kind.options) else ask.kind.options


def has_a_way_out(ask: Ask) -> bool:
    return ask.skip or any(option.out for option in options_of(ask))


@pytest.mark.parametrize(("flow", "step"), QUESTIONS)
def test_i22_every_opener_has_a_way_out(flow: str, step: str) -> None:
    """Every question of whatever begins a chat can be left with one tap: Not now, Skip, or less of this."""
    ask = FLOWS[flow][step]
    assert isinstance(ask, Ask)
    assert has_a_way_out(ask)
    stuck = tuple(option for option in options_of(ask) if not option.out)
    assert not has_a_way_out(replace(ask, skip=False, kind=replace(ask.kind, options=stuck))), (
        "seen if it were lost"
    )


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([Kind.ANSWER, Kind.HELPLINE, Kind.SAFETY, Kind.REJOIN]),
    st.integers(0, 7 * 24 * 12).map(lambda five: TUESDAY + five * 5 * MINUTE),
    st.integers(0, 26 * 12).map(lambda five: five * 5 * MINUTE),
)
def test_i23_a_reply_is_prompt_or_keeps_hours(kind: Kind, asked_at: int, late: int) -> None:
    """At any hour within 15 minutes (help lines: 60); after that in the member's own hours. It is never an opener."""
    reply = Item("r", kind, MessageClass.REPLY, asked_at=asked_at)
    verdict = may_send(reply, MEMBER, (), (), asked_at + late)
    in_hours = 10 <= (asked_at + late) // HOUR % 24 < 19  # London, in winter
    prompt = late <= (60 if kind is Kind.HELPLINE else 15) * MINUTE
    assert isinstance(verdict, Permission) == (prompt or in_hours)
    assert not isinstance(verdict, Permission) or not verdict.sent.opens
    assert {Kind.ANSWER, Kind.HELPLINE, Kind.SAFETY, Kind.REJOIN}.isdisjoint(
        set().union(*(KINDS_OF[each] for each in MessageClass if each is not MessageClass.REPLY))
    )


@in_every_life
def test_i23_in_every_life(seed: int) -> None:
    """And so it is in every life, whatever else is going on."""
    PROMISES["i23_replies"](life(seed))


@in_every_life
def test_i24_a_year(seed: int) -> None:
    """A year without a word is asked about once, and nobody is deleted before their time."""
    PROMISES["i24_a_year"](life(seed))


def test_every_promise_has_its_test() -> None:
    """No promise of the oracle is left untried here, and every invariant of the page has a test with its number."""
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in PROMISES if f'"{name}"' not in text] == []
    assert [number for number in range(1, 24) if f"def test_i{number:02}_" not in text] == []


def test_drawn_lives_are_not_empty() -> None:
    """The drawn lives hold every kind of deed and plenty of every class, so the promises are put to work."""
    diaries = [life(seed) for seed in range(60)]
    lines = [line for diary in diaries for line in diary.lines]
    assert {line.cls for line in lines} == {"ordinary", "asked", "urgent"}
    assert {"rest_note", "welcome_back", "person_reply", "check_in", "key_request"} <= {
        line.kind for line in lines
    }
    done = {name for diary in diaries for _, name, _, _ in diary.done}
    assert done >= {"stop", "start", "hold", "lift", "break", "move", "choose", "quiet"}
    alone = [line for line in lines if line.urgency and line.urgency.keys == 1]
    assert alone and len(lines) > 1000 and any(diary.together for diary in diaries)

"""How many, how close together, and at what times of day (PACE.md, sections 1 to 4): I01 to I05, I13, I16, I19, I22.

A message takes a moment to arrive, so a letter that was right when it left may be late or early by `MOMENT`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from tests.year.days import FRIDAY, NOON, day_of, is_quiet, minute_of, own_hours, wall
from tests.year.log import DAY, HOUR, MINUTE, Letter, Log, Member

Broken = tuple[str, int]
Rule = Callable[[Log, Member], Iterable[Broken]]
MOMENT = 10
URGENT_HOURS = (8 * 60, 21 * 60)
PER_ROUND, BUT_CHECK_IN, A_DAY, ASKED_A_WEEK, URGENT_A_WEEK = 3, 2, 2, 4, 2
REPLIES_OF_A_PERSON, FOR_SO_LONG = 3, 14 * DAY
EXTRAS = {
    "place_offer", "reminder_today", "reminder_soon", "feedback_ask", "snooze_return", "welcome_back", "person_reply",
    "key_request", "account_end", "change", "unsafe_venue", "data_mistake",
}  # fmt: skip
"""What a member booked, asked for or agreed to when they joined: the only chats beside the ordinary ones."""
TOPIC_OF = {
    "check_in": "check_ins", "news": "news", "dated_news": "news", "training": "training", "result": "meetings",
    "feedback_ask": "meetings",
}  # fmt: skip
WAYS_OUT = (
    "not now", "skip", "less of this", "later", "stop", "no thanks", "can't come", "ok", "close", "nothing", "same pace",
    "only when i ask", "more time", "keep going",
)  # fmt: skip
SHARP = 60 * MINUTE
"""How long after its minute a check-in may come where nothing was in its way: ticks, and a talk that was going on."""


def i01_hours(log: Log, member: Member) -> Iterator[Broken]:
    """No ordinary or asked opener outside the member's own hours; no urgent one outside urgent hours."""
    for letter in member.openers:
        chosen = member.at(letter.at)
        low, high = own_hours(chosen, day_of(letter.at, chosen.zone))
        woken = letter.kind == "key_request" and chosen.urgent_keys
        if letter.its_class == "urgent" or woken:
            low, high = min(low, URGENT_HOURS[0]), max(high, URGENT_HOURS[1])
        late = minute_of(letter.at - MOMENT, chosen.zone) >= high
        if minute_of(letter.at, chosen.zone) < low or late:
            yield "I01", letter.at


def i02_days(log: Log, member: Member) -> Iterator[Broken]:
    """No ordinary opener on a quiet day; no check-in on a Friday after noon or at a weekend."""
    for letter in member.openers:
        chosen = member.at(letter.at)
        there = wall(letter.at - MOMENT, chosen.zone)
        if letter.its_class == "ordinary" and is_quiet(chosen, there.date()):
            yield "I02", letter.at
        late = there.weekday() == FRIDAY and there.hour * 60 + there.minute >= NOON
        if letter.checks_in and (late or there.weekday() > FRIDAY):
            yield "I02", letter.at


def i03_three_a_round(log: Log, member: Member) -> Iterator[Broken]:
    """At most 3 ordinary openers in a round at a steady pace, one place of them the check-in's; 3 in 7 days always."""
    for letter in member.ordinary:
        if _many(member.ordinary, letter.at, 7 * DAY) > PER_ROUND:
            yield "I03", letter.at
        chosen = member.at(letter.at)
        if chosen.every is None or not member.steady(letter.at - chosen.every * DAY, letter.at):
            continue
        if _many(member.ordinary, letter.at, chosen.every * DAY) > PER_ROUND:
            yield "I03", letter.at
        others = [each for each in member.ordinary if each.kind not in ("check_in", "rest_note")]
        if "check_ins" in chosen.topics and _many(others, letter.at, chosen.every * DAY) > BUT_CHECK_IN:
            yield "I03", letter.at


def _many(letters: Sequence[Letter], at: int, seconds: int) -> int:
    """How many of these came in the time that ends at a moment. What is exactly so old counts no more."""
    return sum(at - seconds + MOMENT < letter.at <= at for letter in letters)


def i04_apart(log: Log, member: Member) -> Iterator[Broken]:
    """20 hours between an ordinary opener and any before it; never two ordinary ones on one date."""
    last: Letter | None = None
    for letter in member.openers:
        if last and letter.its_class == "ordinary" and letter.at - last.at < 20 * HOUR - MOMENT:
            yield "I04", letter.at
        last = letter
    zones = [(letter, member.at(letter.at).zone) for letter in member.ordinary]
    for (before, _), (letter, zone) in pairwise(zones):
        if day_of(before.at, zone) == day_of(letter.at, zone):
            yield "I04", letter.at


def i05_caps(log: Log, member: Member) -> Iterator[Broken]:
    """4 asked and 2 urgent in 7 days; 2 that are not urgent in a day; 3 hours before an asked one; 3 answers a message.

    A person's reply is not capped in days: it is counted against what it answers.
    """
    openers = member.openers
    asked = [letter for letter in openers if letter.its_class == "asked" and letter.kind != "person_reply"]
    urgent = [letter for letter in openers if letter.its_class == "urgent"]
    calm = [letter for letter in openers if letter.its_class != "urgent"]
    for letter in openers:
        zone = member.at(letter.at).zone
        today = sum(
            day_of(other.at, zone) == day_of(letter.at, zone) for other in calm if other.at <= letter.at
        )
        before = max((other.at for other in openers if other.at < letter.at), default=0)
        too_close = letter.at - before < 3 * HOUR - MOMENT and not member.at(letter.at).urgent_keys
        if (
            (letter in asked and _many(asked, letter.at, 7 * DAY) > ASKED_A_WEEK)
            or (letter in urgent and _many(urgent, letter.at, 7 * DAY) > URGENT_A_WEEK)
            or (letter in calm and letter.kind != "person_reply" and today > A_DAY)
            or (letter in asked and too_close)
            or (letter.kind == "person_reply" and _used_up(openers, letter))
        ):
            yield "I05", letter.at


def _used_up(openers: Sequence[Letter], letter: Letter) -> bool:
    """Whether a person has answered that message 3 times already, or it is 14 days old."""
    if letter.answers is None:
        return False
    same = sum(
        other.answers == letter.answers for other in openers if other.at <= letter.at and other.answers
    )
    return same > REPLIES_OF_A_PERSON or letter.at > letter.answers + FOR_SO_LONG + MOMENT


def i13_only_when_i_ask(log: Log, member: Member) -> Iterator[Broken]:
    """Whoever hears from us only when they ask gets no ordinary opener."""
    for letter in member.ordinary:
        if member.at(letter.at).every is None:
            yield "I13", letter.at


def topics(log: Log, member: Member) -> Iterator[Broken]:
    """Nothing of a topic that is switched off, nor a check-in put off before (section 2)."""
    for letter in member.openers:
        topic = "check_ins" if letter.checks_in else TOPIC_OF.get(letter.kind)
        chosen = member.at(letter.at)
        if topic and topic not in chosen.topics and (letter.its_class == "ordinary" or letter.checks_in):
            yield "section 2", letter.at


def i16_after_outages(log: Log, member: Member) -> Iterator[Broken]:
    """After any outage at most 1 ordinary opener in 20 hours, and 2 that are not urgent on that day."""
    for _start, end in log.outages:
        zone = member.at(end).zone
        early = [each for each in member.ordinary if end <= each.at < end + 20 * HOUR]
        calm = [each for each in member.openers if each.its_class != "urgent" and each.at >= end]
        today = [each for each in calm if day_of(each.at, zone) == day_of(end, zone)]
        if len(early) > 1:
            yield "I16", early[1].at
        if len(today) > A_DAY:
            yield "I16", today[A_DAY].at


def i19_local_hour(log: Log, member: Member) -> Iterator[Broken]:
    """A check-in keeps its hour on the wall, whatever the clocks do; later only if something else came before it."""
    for letter in member.ordinary:
        if letter.kind != "check_in":
            continue
        chosen = member.at(letter.at)
        if own_hours(chosen, day_of(letter.at, chosen.zone)) != chosen.hours:
            continue  # other hours for a while have an hour of their own
        past = minute_of(letter.at, chosen.zone) - chosen.minute
        others = any(0 < letter.at - other.at < 20 * HOUR + SHARP for other in member.openers)
        talking = any(0 <= letter.at - deed.at < SHARP for deed in member.deeds)
        down = any(start <= letter.at <= end + SHARP for start, end in log.outages)
        hushed = any(deed.what == "quiet" and 0 < letter.at - deed.at < DAY + SHARP for deed in member.deeds)
        if past < 0 or (past * MINUTE > SHARP and not (others or talking or down or hushed)):
            yield "I19", letter.at


def i22_a_way_out(log: Log, member: Member) -> Iterator[Broken]:
    """Every opener has a way out among its options. A person's own words have none: they ask for nothing. In a check-in
    "OK" is how somebody is, and no way out."""
    for letter in member.openers:
        labels = [option.casefold() for option in letter.options]
        ways = [way for way in WAYS_OUT if way != "ok" or not letter.checks_in]
        if letter.kind != "person_reply" and not any(way in label for label in labels for way in ways):
            yield "I22", letter.at


def the_promise(log: Log, member: Member) -> Iterator[Broken]:
    """Section 1: 3 chats a week at most, on different days, and the only extras are what they booked or asked for."""
    ordinary = member.ordinary
    for place, letter in enumerate(ordinary):
        zone = member.at(letter.at).zone
        week = [each for each in ordinary[: place + 1] if each.at > letter.at - 7 * DAY + MOMENT]
        if len(week) > len({day_of(each.at, zone) for each in week}) or len(week) > PER_ROUND:
            yield "section 1", letter.at
    for letter in member.openers:
        if letter.its_class != "ordinary" and letter.kind not in EXTRAS:
            yield "section 1", letter.at


LIMITS: tuple[Rule, ...] = (
    i01_hours, i02_days, i03_three_a_round, i04_apart, i05_caps, i13_only_when_i_ask, topics, i16_after_outages,
    i19_local_hour, i22_a_way_out, the_promise,
)  # fmt: skip

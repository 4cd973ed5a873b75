"""Silence, and what must not grow out of it (PACE.md, section 5): I06 to I09, and I20, liveness.

The count is done here from letters and deeds alone. A round runs from one check-in to the next; one without a single
deed is silent. So the silent rounds before a check-in are the check-ins that came since the member last did anything.
Rounds before the first check-in are not seen here; where another ask fell into one, the bot may count one more.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tests.year.days import SLIDE, days_between, let_go_between
from tests.year.doors import WELCOME_SILENCE, breaks
from tests.year.limits import MOMENT, Broken, Rule
from tests.year.log import DAY, HOUR, Chose, Letter, Log, Member

TIMES = {0: 1, 1: 1, 2: 2, 3: 4}
LONGEST = 56
REST_AFTER = 4
ASKS = {"check_in", "feedback_ask", "training", "dated_news", "place_offer", "snooze_return"}
AFTER_A_BREAK = 14 * DAY


def gap(every: int, silent: int) -> int:
    """Days from one check-in to the next after so many silent rounds in a row."""
    return min(every * TIMES[min(silent, 3)], LONGEST)


def heard_before(member: Member, at: int, contacts: list[int]) -> int:
    """When the member last did anything before a moment; joining was something."""
    place = bisect_left(contacts, at)
    return contacts[place - 1] if place else member.joined_at


def since(letters: list[Letter], start: int, end: int) -> list[Letter]:
    return letters[bisect_right(letters, start, key=_at) : bisect_left(letters, end, key=_at)]


def _at(letter: Letter) -> int:
    return letter.at


def check_ins(member: Member) -> list[Letter]:
    return [letter for letter in member.ordinary if letter.kind == "check_in"]


def i06_gap_grows(log: Log, member: Member) -> Iterator[Broken]:
    """The gap doubles after two silent rounds and is four times as long after three, and never shrinks without contact."""
    asked, contacts = check_ins(member), member.contacts(log.end)
    for before, letter in pairwise(asked):
        chosen = member.at(letter.at)
        if chosen.every is None:
            continue
        heard = heard_before(member, letter.at, contacts)
        silent = len(since(asked, heard, letter.at))
        passed = days_between(before.at, letter.at, chosen.zone)
        if passed < gap(chosen.every, silent) - SLIDE[chosen.every]:
            yield "I06", letter.at


def i07_rest(log: Log, member: Member) -> Iterator[Broken]:
    """Four silent rounds: one rest note, and then nothing ordinary until contact."""
    contacts = member.contacts(log.end)
    for letter in member.ordinary:
        heard = heard_before(member, letter.at, contacts)
        earlier = since(member.openers, heard, letter.at)
        asks = sum(each.kind in ASKS for each in earlier)
        rested = any(each.kind == "rest_note" for each in earlier)
        too_early = letter.kind == "rest_note" and asks < REST_AFTER
        fifth = letter.kind == "check_in" and len(since(check_ins(member), heard, letter.at)) >= REST_AFTER
        if rested or too_early or fifth:
            yield "I07", letter.at


def i08_slowed_down(log: Log, member: Member) -> Iterator[Broken]:
    """From two silent rounds on the check-in and the rest note are the only ordinary openers."""
    contacts = member.contacts(log.end)
    for letter in member.ordinary:
        chosen = member.at(letter.at)
        asked = since(check_ins(member), heard_before(member, letter.at, contacts), letter.at)
        if letter.kind in ("check_in", "rest_note") or len(asked) < 2 or chosen.every is None:
            continue
        if letter.at > asked[1].at + chosen.every * DAY + HOUR:
            yield "I08", letter.at


# -- liveness ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a member may expect next: a check-in (or the rest note) by a moment; None: nothing until they do something."""

    by: int | None = None
    rule: str = "I20"
    silent: int = 0
    resting: bool = False
    welcomed: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Something that changes what is to be expected."""

    at: int
    order: int
    what: str = field(compare=False)


def i20_and_i09_liveness(log: Log, member: Member) -> Iterator[Broken]:
    """An active member gets a check-in within gap, slide and a week of the last one, or of what they did last, however
    busy the group is; and whoever does something after silence is back at their own gap (I09)."""
    waiting = Waiting()
    for mark in marks(log, member):
        chosen = member.at(mark.at)
        wants = chosen.every is not None and "check_ins" in chosen.topics
        if waiting.by is not None and mark.at > waiting.by:
            yield waiting.rule, waiting.by
            waiting = replace(waiting, by=None)
        after = following(waiting, mark, chosen)
        waiting = after if wants else replace(after, by=None)


def marks(log: Log, member: Member) -> list[Mark]:
    """Everything that counts, in order. What happens at one moment: first the letter, then the deed, then the choice."""
    letters = [
        Mark(each.at, 0, each.kind)
        for each in member.openers
        if each.kind in (*ASKS, "rest_note", "welcome_back")
    ]
    closed = [
        *member.spans({"stop"}, {"start"}, log.end),
        *member.spans({"hold"}, {"lift"}, log.end),
        *((start, until) for start, until, _, _ in breaks(log, member)),
    ]
    shut = {"stop", "hold", "break", "lift"}
    deeds = [
        Mark(each.at, 1, each.what if each.what in (*shut, "checked_in") else "deed") for each in member.deeds
    ]
    deeds = [each for each in deeds if each.what in shut or not any(a < each.at < b for a, b in closed)]
    ends = [Mark(until, 1, "break over") for _, until, natural, _ in breaks(log, member) if natural]
    choices = [Mark(each.at, 2, "choice") for each in member.chosen[1:]]
    choices = [each for each in choices if not any(a <= each.at < b for a, b in closed)]
    up_again = [Mark(end, 1, "up again") for _, end in log.outages]
    return sorted([
        Mark(member.joined_at, 1, "deed"), *letters, *deeds, *ends, *choices, *up_again, Mark(log.end, 3, "end"),
    ])  # fmt: skip


def following(waiting: Waiting, mark: Mark, chosen: Chose) -> Waiting:
    """What is to be expected after a mark."""
    if waiting.welcomed is not None and mark.at > waiting.welcomed + WELCOME_SILENCE:
        waiting = replace(waiting, by=None, resting=True, welcomed=None)
    match mark.what:
        case "check_in":
            return replace(
                waiting, by=limit(mark.at, chosen, waiting.silent + 1), silent=waiting.silent + 1, rule="I20"
            )
        case "rest_note":
            return Waiting(resting=True)
        case "welcome_back":
            return replace(waiting, welcomed=mark.at)
        case "stop" | "hold" | "break":
            return Waiting()
        case "lift":
            return Waiting(resting=True)
        case "break over":
            return Waiting(by=limit(mark.at + AFTER_A_BREAK - 7 * DAY, chosen, 0))
        case "choice" | "checked_in":
            return Waiting(by=limit(mark.at, chosen, 0))
        case "up again":
            return (
                waiting
                if waiting.by is None
                else replace(waiting, by=max(waiting.by, limit(mark.at, chosen, 3)))
            )
        case "deed":
            back = limit(mark.at, chosen, 0)
            rule = "I09" if waiting.resting or waiting.silent >= 2 else waiting.rule
            by = back if waiting.by is None else min(waiting.by, back)
            return Waiting(by=by, rule=rule)
        case _:  # another ask: silence after it may count as well
            first = waiting.silent == 0 and waiting.by is not None
            return replace(waiting, silent=1) if first else waiting


def limit(at: int, chosen: Chose, silent: int) -> int:
    """By when the next check-in comes. One that has no day to slide to is let go, which costs a round (section 4)."""
    every = chosen.every or 28  # where there are none to come, nobody asks
    days = gap(every, silent)
    by = at + (days + SLIDE[every] + 7) * DAY + HOUR + MOMENT
    return by + let_go_between(chosen, at, by) * days * DAY


SILENCE: tuple[Rule, ...] = (i06_gap_grows, i07_rest, i08_slowed_down, i20_and_i09_liveness)

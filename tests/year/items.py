"""What became of each thing: in time, once, and never lost (PACE.md, sections 6 and 7): I14, I15, and groups' limits."""

from collections import defaultdict
from collections.abc import Iterator

from tests.year.limits import MOMENT, Broken, Rule
from tests.year.log import DAY, Breach, Log, Member

KEPT_FOR = {"news": 7 * DAY, "result": 14 * DAY, "feedback_ask": 5 * DAY}
GRACE = DAY
A_WEEK = {"news": 2, "dated": 1}


def i14_once_and_in_time(log: Log, member: Member) -> Iterator[Broken]:
    """Nothing after its end, and nothing twice."""
    ends = {each.item: each.ends_at for each in log.submitted if each.member == member.number}
    seen: set[str] = set()
    for letter in member.openers:
        kept = KEPT_FOR.get(letter.kind)
        own = None if kept is None or letter.made_at is None else letter.made_at + kept
        over = [at for at in (letter.ends_at, own, *map(ends.get, letter.items)) if at is not None]
        if seen & {*letter.items} or (over and letter.at > min(over) + MOMENT):
            yield "I14", letter.at
        seen |= {*letter.items}


def once_and_whole(log: Log) -> Iterator[Breach]:
    """I15: each thing that was submitted ends as sent, on What's new, or dropped by STOP or a hold."""
    for member in log.members:
        closed = [
            *member.spans({"stop"}, {"start"}, log.end),
            *member.spans({"hold"}, {"lift"}, log.end),
        ]
        got = {item for letter in member.openers for item in letter.items}
        for each in log.submitted:
            over = each.ends_at + GRACE
            if each.member != member.number or over > log.end:
                continue
            dropped = any(start <= over and end >= each.at for start, end in closed)
            if each.item not in got and (member.number, each.item) not in log.page and not dropped:
                yield Breach(member.number, "I15", each.at)


def promised_to_groups(log: Log) -> Iterator[Breach]:
    """Section 7: 2 news items and 1 dated one per group in 7 days; what goes to everyone goes to each group."""
    groups = {each.group for each in log.sendings if each.group is not None}
    for level, most in A_WEEK.items():
        at_group: defaultdict[int | None, list[int]] = defaultdict(list)
        for each in sorted(log.sendings, key=lambda each: each.at):
            if each.level == level:
                for group in [each.group] if each.group is not None else [*groups, None]:
                    at_group[group].append(each.at)
        for group, times in at_group.items():
            limit = min(most, log.a_week.get(group, most)) if group is not None else most
            for first, last in zip(times, times[limit:], strict=False):
                if last - first < 7 * DAY - MOMENT:
                    yield Breach(0, "section 7", last)


ITEMS: tuple[Rule, ...] = (i14_once_and_in_time,)

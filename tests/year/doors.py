"""Doors that a member, or the team, has closed: STOP, a hold, a break, a day of quiet (PACE.md, sections 7 to 9).

I10, I11 and I12; and I23, for a reply comes in through a door that the member holds open themselves, for 15 minutes.
"""

from collections.abc import Iterator

from tests.year.days import minute_of, own_hours, wall
from tests.year.limits import MOMENT, Broken, Rule
from tests.year.log import DAY, MINUTE, Log, Member

ANSWERED_WITHIN, HELP_WITHIN = 15 * MINUTE, 60 * MINUTE
WELCOME_SILENCE = 14 * DAY
SOON = 8 * DAY
"""A break that ends is followed by its hello within so long: Christmas and a weekend, with quiet weekdays beside them."""


def i10_stopped(log: Log, member: Member) -> Iterator[Broken]:
    """After STOP no opener until START."""
    for start, end in member.spans({"stop"}, {"start"}, log.end):
        yield from (("I10", letter.at) for letter in member.openers if start < letter.at < end)


def i11_held(log: Log, member: Member) -> Iterator[Broken]:
    """While held no opener; lifting never causes one, so nothing ordinary comes before the member does something."""
    for start, end in member.spans({"hold"}, {"lift"}, log.end):
        back = min((at for at in member.contacts(log.end) if at >= end), default=log.end)
        for letter in member.openers:
            if start < letter.at < end or (end <= letter.at < back and letter.its_class == "ordinary"):
                yield "I11", letter.at


def i12_on_a_break(log: Log, member: Member) -> Iterator[Broken]:
    """Nothing in a break, except urgent if that was chosen; one hello after it, and none if they came back themselves."""
    for start, until, natural, following in breaks(log, member):
        for letter in member.openers:
            wanted = letter.its_class == "urgent" and member.at(letter.at).urgent_in_breaks
            if start < letter.at < until and not wanted:
                yield "I12", letter.at
        hellos = [
            letter.at
            for letter in member.openers
            if letter.kind == "welcome_back" and start < letter.at < following
        ]
        if len(hellos) > natural:
            yield "I12", hellos[natural]
        if natural and not hellos and following > until + SOON:
            yield "I12", until
        yield from _unanswered(member, hellos, following)
    if not any(deed.what == "break" for deed in member.deeds):
        yield from (("I12", each.at) for each in member.openers if each.kind == "welcome_back")


def breaks(log: Log, member: Member) -> Iterator[tuple[int, int, bool, int]]:
    """(its start, its end, whether it ran to its end, when the next thing closes the door) of each break."""
    for place, deed in enumerate(member.deeds):
        if deed.what != "break":
            continue
        after = member.deeds[place + 1 :]
        closing = min((d.at for d in after if d.what in ("break", "stop", "hold")), default=log.end)
        back = min((d.at for d in after if d.what == "back"), default=log.end)
        until = log.end if deed.until is None else deed.until
        natural = until < min(closing, back, log.end)
        yield deed.at, min(until, closing, back), natural, closing


def _unanswered(member: Member, hellos: list[int], following: int) -> Iterator[Broken]:
    """14 days of silence after the hello means rest: nothing ordinary until they do something."""
    for hello in hellos[:1]:
        heard = min((deed.at for deed in member.deeds if deed.at > hello), default=following)
        rests = hello + WELCOME_SILENCE
        yield from (
            ("I12", each.at) for each in member.ordinary if rests + MOMENT < each.at < min(heard, following)
        )


def a_day_of_quiet(log: Log, member: Member) -> Iterator[Broken]:
    """ "Stop" inside a longer message: nothing for 24 hours (section 9)."""
    for deed in member.deeds:
        if deed.what == "quiet":
            yield from (
                ("section 9", each.at) for each in member.openers if deed.at < each.at < deed.at + DAY
            )


def i23_replies(log: Log, member: Member) -> Iterator[Broken]:
    """A reply to whatever the member does, within 15 minutes; and no reply to nothing."""
    replies = [letter for letter in member.letters if not letter.opens]
    own = [deed.at for deed in member.deeds if deed.what not in ("hold", "lift")]
    for letter in replies:
        patience = (HELP_WITHIN if letter.kind == "helpline" else ANSWERED_WITHIN) + MOMENT
        prompt = any(at <= letter.at <= at + patience for at in own)
        if not prompt and not _held_back(log, member, letter.at):
            yield "I23", letter.at
    for deed in member.deeds:
        owed = deed.answered and deed.what not in ("hold", "lift") and not down(log, deed.at)
        if owed and not any(deed.at <= letter.at <= deed.at + ANSWERED_WITHIN + MOMENT for letter in replies):
            yield "I23", deed.at


def down(log: Log, at: int) -> bool:
    return any(start <= at <= end for start, end in log.outages)


def _held_back(log: Log, member: Member, at: int) -> bool:
    """Whether a late reply was late because we were down, and waited for the member's hours."""
    chosen = member.at(at)
    low, high = own_hours(chosen, wall(at, chosen.zone).date())
    lately = any(start < at < end + 3 * DAY for start, end in log.outages)
    return lately and low <= minute_of(at, chosen.zone) < high


DOORS: tuple[Rule, ...] = (i10_stopped, i11_held, i12_on_a_break, a_day_of_quiet, i23_replies)

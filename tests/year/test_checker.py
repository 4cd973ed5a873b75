"""The checker bites: made-up logs that each break one rule, and clean ones that break none."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.year.checker import check, rules_of
from tests.year.days import BANK_HOLIDAYS
from tests.year.log import MINUTE, Chose, Class, Deed, Letter, Log, Member, Sending, Submitted, What

START, END = "2027-01-04 09:00", "2027-05-31 09:00"
OUT = ("Start", "Not now")


def at(text: str, zone: str = "Europe/London") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def letter(when: str, kind: str = "news", its_class: Class = "ordinary", **more: object) -> Letter:
    made = Letter(at(when), its_class, kind, f"{kind}:{when}", options=("Less of this",))
    return replace(made, **more)  # type: ignore[arg-type]  # names of its fields


def asked(when: str, kind: str = "reminder_today", **more: object) -> Letter:
    return letter(when, kind, "asked", **more)


def did(when: str, what: What = "word", until: str | None = None) -> Deed:
    return Deed(at(when), what, None if until is None else at(until))


def tuesdays(first: str, last: str, days: int = 7) -> list[str]:
    """Check-in times from one Tuesday to another: always 11 on the wall."""
    day, until = date.fromisoformat(first), date.fromisoformat(last)
    found = []
    while day <= until:
        found.append(f"{day} 11:00")
        day += timedelta(days=days)
    return found


def check_in(when: str) -> Letter:
    return letter(when, "check_in", options=OUT)


def answered(when: str) -> tuple[Deed, Letter]:
    return Deed(at(when) + 5 * MINUTE), Letter(at(when) + 5 * MINUTE + 1, "reply", "answer")


def somebody(
    asks: list[str],
    letters: tuple[Letter, ...] = (),
    deeds: tuple[Deed, ...] = (),
    answers: bool = True,
    **chosen: object,
) -> Member:
    """A member who gets these check-ins, and answers them all or none; whatever else they do is answered by us."""
    chose = replace(Chose(at(START), 7), **chosen)  # type: ignore[arg-type]  # names of its fields
    given = [answered(when) for when in asks] if answers else []
    own = sorted([Deed(at(START)), *deeds, *(deed for deed, _ in given)], key=lambda deed: deed.at)
    owed = [deed for deed in own if deed.what not in ("hold", "lift") and deed.answered]
    replies = [Letter(deed.at + 1, "reply", "answer") for deed in owed]
    got = sorted([*map(check_in, asks), *replies, *letters], key=lambda each: each.at)
    return Member(1, at(START), (chose,), tuple(own), tuple(got))


def log(member: Member, end: str = END, **more: object) -> Log:
    return replace(Log(at(START), at(end), (member,)), **more)  # type: ignore[arg-type]  # names of its fields


WEEKS = tuesdays("2027-01-05", "2027-05-25")
SILENT = ["2027-01-05 11:00", "2027-01-12 11:00", "2027-01-26 11:00", "2027-02-23 11:00"]
REST = letter("2027-03-23 11:00", "rest_note", options=("Once a month", "Only when I ask", "Stop"))
HELLO = asked("2027-02-15 11:00", "welcome_back", options=("Same pace", "Stop"))
AFTER_BREAK = [*tuesdays("2027-01-05", "2027-02-02"), *tuesdays("2027-02-23", "2027-05-25")]
BREAK = did("2027-02-08 12:00", "break", "2027-02-15 00:00")


def silent(*more: Letter, deeds: tuple[Deed, ...] = ()) -> Member:
    return somebody(SILENT, (REST, *more), deeds, answers=False)


CLEAN: dict[str, Log] = {
    "answers every week, with news beside it": log(somebody(WEEKS, (letter("2027-01-07 10:00"), letter("2027-01-08 10:00")))),
    "never answers": log(silent()),
    "a break of a week": log(somebody(AFTER_BREAK, (HELLO,), (BREAK, did("2027-02-15 11:30")))),
    "a break of a week, told of a booking that changed": log(
        somebody(AFTER_BREAK, (HELLO, letter("2027-02-10 08:30", "change", "urgent", options=("OK", "Can't come"))),
                 (BREAK, did("2027-02-15 11:30")), urgent_in_breaks=True)
    ),
    "comes back from a break by a word": log(
        somebody(AFTER_BREAK, (), (did("2027-02-08 12:00", "break", "2027-03-08 00:00"), did("2027-02-13 09:00", "back")))
    ),
    "stops": log(somebody(WEEKS[:3], (), (did("2027-01-20 03:00", "stop"),))),
    "held, and lifted in person": log(somebody(WEEKS[:3], (), (did("2027-01-20 12:00", "hold"), did("2027-02-20 12:00", "lift")))),
    "only when they ask": log(somebody([], (asked("2027-03-03 10:00"),), every=None)),
    "over a bank holiday on their day": log(
        somebody([f"{date.fromisoformat(each[:10]) - timedelta(days=1)} 11:00" for each in WEEKS if each[:10] not in
                  ("2027-03-30", "2027-05-04")] + ["2027-03-30 11:00", "2027-05-04 11:00"], day=0)
    ),
    "in India": log(
        replace(somebody(WEEKS[:12]), chosen=(Chose(at(START), 7, minute=16 * 60 + 30, hours=(600, 1140), zone="Asia/Kolkata"),)),
        end="2027-03-26 09:00",
    ),
    "news that reached them, and news that waits on the page": log(
        somebody(WEEKS, (letter("2027-01-07 10:00", item="broadcast:1"),)),
        submitted=(Submitted(at("2027-01-07 09:00"), 1, "broadcast:1", at("2027-01-14 09:00")),
                   Submitted(at("2027-01-08 09:00"), 1, "broadcast:2", at("2027-01-15 09:00"))),
        page=frozenset({(1, "broadcast:2")}),
        sendings=(Sending(at("2027-01-07 09:00"), 1, "news"), Sending(at("2027-01-08 09:00"), None, "news")),
    ),
}  # fmt: skip
"""What PACE.md allows, told as histories. Every breach below is one of these with one thing wrong."""


def weekly(*letters: Letter, deeds: tuple[Deed, ...] = (), **chosen: object) -> Log:
    return log(somebody(WEEKS, letters, deeds, True, **chosen))


def without(asks: list[str], *gone: str) -> list[str]:
    return [each for each in asks if each[:10] not in gone]


URGENT = letter("2027-02-10 08:30", "change", "urgent", options=("OK", "Can't come"))


BROKEN: dict[str, tuple[str, Log]] = {
    "urgent in a break that was to be silent": (
        "I12",
        log(somebody(AFTER_BREAK, (HELLO, URGENT), (BREAK, did("2027-02-15 11:30")))),
    ),
    "news at 9 in the morning": ("I01", weekly(letter("2027-01-07 09:30"))),
    "a reminder at night": ("I01", weekly(asked("2027-01-07 19:30"))),
    "urgent at 3 in the night": ("I01", weekly(letter("2027-01-07 03:00", "change", "urgent"))),
    "news outside other hours for a while": ("I01", weekly(letter("2027-01-07 18:00"), hours=(600, 1020))),
    "news on a Sunday": ("I02", weekly(letter("2027-01-10 12:00"))),
    "news on Good Friday": ("I02", weekly(letter("2027-03-26 12:00"))),
    "news on a day to be left alone": ("I02", weekly(letter("2027-02-10 12:00"), days_off=((date(2027, 2, 8), date(2027, 3, 9)),))),
    "a check-in on a Friday afternoon": ("I02", weekly(check_in("2027-01-08 12:30"))),
    "a check-in put off to a Saturday": ("I02", weekly(asked("2027-01-09 12:00", "snooze_return", about="check_in"))),
    "four in a week": ("I03", weekly(*(letter(f"2027-01-{day:02} 13:00") for day in (6, 7, 8)))),
    "the check-in's own place taken": ("I03", weekly(*(letter(f"2027-01-{day:02} 13:00") for day in (13, 14, 16)))),
    "four in a fortnight": (
        "I03",
        log(somebody(tuesdays("2027-01-05", "2027-05-25", 14), tuple(letter(f"2027-01-{d} 13:00") for d in (13, 14, 15)), every=14)),
    ),
    "19 hours after a reminder": ("I04", weekly(asked("2027-01-07 15:00"), letter("2027-01-08 10:00"))),
    "two on one date": ("I04", weekly(letter("2027-01-07 10:00"), letter("2027-01-07 18:00"))),
    "five asked in a week": ("I05", weekly(*(asked(f"2027-01-{day:02} 15:00") for day in (6, 7, 8, 9, 11)))),
    "three urgent in a week": ("I05", weekly(*(letter(f"2027-01-{day:02} 15:00", "change", "urgent") for day in (6, 7, 9)))),
    "three in a day": ("I05", weekly(*(asked(f"2027-01-07 {hour}:00") for hour in (10, 14, 18)))),
    "two reminders within 3 hours": ("I05", weekly(asked("2027-01-07 10:00"), asked("2027-01-07 12:00"))),
    "a fourth answer of a person": (
        "I05",
        weekly(*(asked(f"2027-01-{day:02} 15:00", "person_reply", answers=at(START)) for day in (6, 7, 8, 9))),
    ),
    "the gap that did not double": ("I06", log(somebody([*SILENT[:2], "2027-01-19 11:00"], (), answers=False), end="2027-01-20 09:00")),
    "sooner than one gap after a tap": ("I06", weekly(check_in("2027-01-07 11:00"))),
    "a second rest note": ("I07", log(silent(letter("2027-04-20 11:00", "rest_note", options=("Stop",))))),
    "news while they rest": ("I07", log(silent(letter("2027-04-20 11:00")))),
    "a rest note after two": ("I07", log(somebody(SILENT[:2], (letter("2027-01-26 11:00", "rest_note", options=("Stop",)),), answers=False))),
    "a fifth check-in": ("I07", log(somebody([*SILENT, "2027-04-20 11:00"], answers=False))),
    "news after two silent rounds": ("I08", log(silent(letter("2027-02-03 12:00")))),
    "still slow after a word": ("I09", log(somebody(SILENT[:3], (), (did("2027-02-01 12:00"),), answers=False))),
    "still resting after a word": ("I09", log(silent(deeds=(did("2027-04-01 12:00"),)))),
    "news after STOP": ("I10", log(somebody(WEEKS[:3], (letter("2027-01-21 12:00"),), (did("2027-01-20 03:00", "stop"),)))),
    "urgent after STOP": (
        "I10",
        log(somebody(WEEKS[:3], (letter("2027-01-21 12:00", "change", "urgent"),), (did("2027-01-20 03:00", "stop"),))),
    ),
    "a check-in to a held phone": ("I11", log(somebody(WEEKS[:4], (), (did("2027-01-20 12:00", "hold"),), answers=False))),
    "lifting a hold causes a message": (
        "I11",
        log(somebody(WEEKS[:3], (letter("2027-02-22 12:00"),), (did("2027-01-20 12:00", "hold"), did("2027-02-20 12:00", "lift")))),
    ),
    "a reminder in a break": ("I12", log(somebody(AFTER_BREAK, (HELLO, asked("2027-02-10 12:00")), (BREAK, did("2027-02-15 11:30"))))),
    "no hello after a break": ("I12", log(somebody(AFTER_BREAK, (), (BREAK,)))),
    "two hellos": (
        "I12",
        log(somebody(AFTER_BREAK, (HELLO, asked("2027-02-16 11:00", "welcome_back", options=("Same pace",))), (BREAK,))),
    ),
    "a hello to whoever came back themselves": (
        "I12",
        log(somebody(AFTER_BREAK, (HELLO,), (did("2027-02-08 12:00", "break", "2027-02-15 00:00"), did("2027-02-13 09:00", "back")))),
    ),
    "news 15 days after an unanswered hello": (
        "I12",
        log(somebody(AFTER_BREAK[:5], (HELLO, letter("2027-03-03 12:00")), (BREAK,))),
    ),
    "news to who wants none started": ("I13", log(somebody([], (letter("2027-01-07 12:00"),), every=None))),
    "news 8 days old": ("I14", weekly(letter("2027-01-14 12:00", made_at=at("2027-01-06 10:00")))),
    "after its own end": ("I14", weekly(letter("2027-01-14 12:00", ends_at=at("2027-01-14 11:00")))),
    "the same item twice": ("I14", weekly(letter("2027-01-07 12:00", item="broadcast:1"), letter("2027-01-14 12:00", item="broadcast:1"))),
    "news that vanished": (
        "I15",
        log(somebody(WEEKS), submitted=(Submitted(at("2027-01-07 12:00"), 1, "broadcast:1", at("2027-01-14 12:00")),)),
    ),
    "a burst after an outage": (
        "I16",
        log(
            somebody(WEEKS, (letter("2027-02-17 15:00"), letter("2027-02-18 10:10"))),
            outages=((at("2027-02-17 09:00"), at("2027-02-17 14:30")),),
        ),
    ),
    "an hour late since the clocks changed": (
        "I19",
        log(somebody([*without(WEEKS, "2027-03-30"), "2027-03-30 12:30"])),
    ),
    "an hour early since the clocks changed": ("I19", log(somebody([*without(WEEKS, "2027-03-30"), "2027-03-30 10:00"]))),
    "no check-in for 17 days": ("I20", log(somebody(without(WEEKS, "2027-02-09", "2027-02-16")))),
    "none at all any more": ("I20", log(somebody(WEEKS[:5]))),
    "no way out": ("I22", weekly(letter("2027-01-07 12:00", options=("Yes", "Tell me more")))),
    "a check-in that has answers alone": (
        "I22",
        weekly(asked("2027-01-07 12:00", "snooze_return", about="check_in", options=("Good", "OK", "Hard"))),
    ),
    "no answer to a word": ("I23", log(replace(somebody(WEEKS), deeds=(*somebody(WEEKS).deeds, did("2027-05-28 12:00"))))),
    "a reply to nothing": ("I23", weekly(Letter(at("2027-02-05 15:00"), "reply", "answer"))),
    "a reply 20 minutes late": (
        "I23",
        log(replace(somebody(WEEKS), letters=(*somebody(WEEKS).letters, Letter(at("2027-05-25 11:25"), "reply", "answer")))),
    ),
    "four chats in a week": ("section 1", weekly(*(letter(f"2027-01-{day:02} 13:00") for day in (6, 7, 8)))),
    "an advertisement as an extra": ("section 1", weekly(asked("2027-01-07 12:00", "survey"))),
    "news that was switched off": ("section 2", weekly(letter("2027-01-07 12:00"), topics=frozenset({"check_ins"}))),
    "a third news item in a group's week": (
        "section 7",
        log(somebody(WEEKS), sendings=tuple(Sending(at(f"2027-01-{day:02} 12:00"), group, "news") for day, group in ((5, 1), (7, 1), (9, None)))),
    ),
    "a message in the day of quiet": ("section 9", weekly(asked("2027-01-08 10:00"), deeds=(did("2027-01-07 18:00", "quiet"),))),
}  # fmt: skip


@pytest.mark.parametrize("story", CLEAN)
def test_what_is_allowed_passes(story: str) -> None:
    """A history that keeps every rule has no breach."""
    assert check(CLEAN[story]) == []


@pytest.mark.parametrize("story", BROKEN)
def test_each_seeded_breach_is_named(story: str) -> None:
    """The rule that is broken is among those named, for the member it was broken for."""
    rule, broken = BROKEN[story]
    assert rule in rules_of(check(broken))


def test_every_rule_that_an_outside_reader_can_check_is_seeded() -> None:
    """No rule stands in the checker that was never seen to bite."""
    could = {f"I{number:02}" for number in (*range(1, 17), 19, 20, 22, 23)}
    assert {rule for rule, _ in BROKEN.values()} == could | {
        "section 1",
        "section 2",
        "section 7",
        "section 9",
    }
    assert len(BROKEN) >= 40


def test_a_breach_tells_nothing_but_who_what_and_when() -> None:
    """A number, the name of a rule and a moment: no words of anybody."""
    (breach,) = check(CLEAN["stops"].__class__(at(START), at(END), BROKEN["news on a Sunday"][1].members))
    assert breach == (1, "I02", at("2027-01-10 12:00"))


def test_the_bank_holidays_reach_as_far_as_a_year_can() -> None:
    """Eight a year, on weekdays, for England and Wales."""
    for year in (2026, 2027, 2028):
        days = [day for day in BANK_HOLIDAYS if day.year == year]
        assert len(days) == 8 and all(day.weekday() < 5 for day in days)

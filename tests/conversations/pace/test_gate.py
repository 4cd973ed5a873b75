"""The gate, rule by rule: examples of every limit, and the exactness of "not before"."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.pace import (
    Bookings,
    Choice,
    Days,
    Hours,
    Item,
    Kind,
    MessageClass,
    OtherHours,
    Pace,
    Permission,
    Reason,
    Refusal,
    State,
    Topic,
    Urgency,
    begin_break,
    fitting_minute,
    may_send,
)
from tests.conversations.pace.builders import (
    DAY,
    HOUR,
    MEMBER,
    QUIET_PLAN,
    TUESDAY,
    answer,
    asks,
    change,
    news,
    offer,
    sent,
    waits,
)
from tests.conversations.pace.scenarios import utc

WEDNESDAY, SUNDAY = TUESDAY + DAY, TUESDAY - 2 * DAY
CHECK_IN = Item("c1", Kind.CHECK_IN, MessageClass.ORDINARY)
OPENERS = [news(), offer(), change(TUESDAY + 5 * HOUR)]


def test_only_the_gate_gives_permission() -> None:
    """Nobody else can make a permission, not even from another one."""
    given_one = may_send(news(), QUIET_PLAN, (), (), TUESDAY)
    assert isinstance(given_one, Permission) and given_one.sent.at == TUESDAY
    with pytest.raises(TypeError):
        Permission(news(), TUESDAY, seal=None)
    with pytest.raises((TypeError, ValueError)):
        replace(given_one, at=TUESDAY + 1)  # type: ignore[call-arg]  # what mypy sees is what the test is about


@pytest.mark.parametrize("item", OPENERS, ids=lambda item: item.kind)
@pytest.mark.parametrize(
    ("pace", "reason"),
    [
        (replace(QUIET_PLAN, state=State.STOPPED, stopped_at=TUESDAY - DAY), Reason.STOPPED),
        (replace(QUIET_PLAN, state=State.HELD), Reason.HELD),
        (replace(QUIET_PLAN, consented=False), Reason.NO_CONSENT),
        (replace(QUIET_PLAN, state=State.PAUSED), Reason.ON_A_BREAK),
    ],
)
def test_i10_i11_i12_no_opener_of_any_class(item: Item, pace: Pace, reason: Reason) -> None:
    """STOP, a hold, no consent and a silent break refuse every opener, and time alone will not help."""
    verdict = may_send(item, pace, (), (), TUESDAY)
    assert verdict == Refusal(reason, None)


@pytest.mark.parametrize("item", OPENERS, ids=lambda item: item.kind)
def test_a_day_of_silence_after_a_stop_inside_a_sentence(item: Item) -> None:
    """For the day that was promised nothing goes; afterwards it may."""
    pace = replace(QUIET_PLAN, quiet_until=TUESDAY + HOUR)
    assert waits(item, pace, now=TUESDAY) == TUESDAY + HOUR


def test_i12_an_urgent_change_in_a_break_goes_only_to_those_who_chose_it() -> None:
    """ "Keep them and tell me" is the only break in which a change is told."""
    pace = replace(QUIET_PLAN, state=State.PAUSED)
    told = replace(pace, break_bookings=Bookings.KEEP_AND_TELL_ME)
    assert asks(change(TUESDAY + HOUR), pace, now=TUESDAY) is Reason.ON_A_BREAK
    assert asks(change(TUESDAY + HOUR), told, now=TUESDAY) is None
    assert asks(offer(), replace(told, paused_until=WEDNESDAY), now=TUESDAY) is Reason.ON_A_BREAK
    assert waits(offer(), replace(told, paused_until=WEDNESDAY), now=TUESDAY) == WEDNESDAY


def test_i13_only_when_i_ask_gets_what_they_asked_for_and_nothing_else() -> None:
    """No ordinary opener, but a place offer, and a cancelled booking if they said yes to that."""
    pace = replace(MEMBER, choice=Choice.ONLY_WHEN_I_ASK)
    assert asks(news(), pace, now=TUESDAY) is Reason.ONLY_WHEN_I_ASK
    assert asks(offer(), pace, now=TUESDAY) is None
    assert asks(change(TUESDAY + HOUR), pace, now=TUESDAY) is None
    unwanted = replace(pace, wants_urgent=False)
    assert asks(change(TUESDAY + HOUR), unwanted, now=TUESDAY) is Reason.URGENT_UNWANTED


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic is not Topic.CHECK_INS])
def test_a_topic_that_is_off_sends_nothing(topic: Topic) -> None:
    """Each switch stops its own kinds and no others."""
    pace = replace(QUIET_PLAN, topics=frozenset(Topic) - {topic})
    kinds = (Kind.RESULT, Kind.FEEDBACK_ASK, Kind.TRAINING, Kind.DATED_NEWS, Kind.NEWS)
    for kind in kinds:
        item = Item("x", kind, MessageClass.ORDINARY)
        assert asks(item, pace, now=TUESDAY) is (Reason.TOPIC_OFF if kind.topic is topic else None)


def test_i01_hours_and_their_exact_ends() -> None:
    """Own hours are 10:00 to 18:59, urgent ones 8:00 to 20:59; a refusal names the next opening."""
    evening = utc(2027, 2, 2, 19)
    assert asks(news(), QUIET_PLAN, now=evening - 1) is None
    assert waits(news(), QUIET_PLAN, now=evening) == utc(2027, 2, 3, 10)
    assert waits(offer(), QUIET_PLAN, now=evening) == utc(2027, 2, 3, 10)
    assert asks(change(evening + DAY), QUIET_PLAN, now=utc(2027, 2, 2, 21) - 1) is None
    assert waits(change(evening + DAY), QUIET_PLAN, now=utc(2027, 2, 2, 21)) == utc(2027, 2, 3, 8)


def test_i01_urgent_hours_contain_own_hours() -> None:
    """Somebody who picked 6am to 11pm gets urgent messages then too."""
    early = replace(QUIET_PLAN, hours=Hours(360, 1380))
    assert asks(change(TUESDAY), early, now=utc(2027, 2, 2, 6)) is None


def test_other_hours_for_a_while() -> None:
    """While other hours hold they count, for the check-in too, which moves inside them."""
    weeks = Days(date(2027, 2, 1), date(2027, 3, 9))
    pace = replace(MEMBER, check_in_minute=17 * 60, other_hours=(OtherHours(weeks, Hours(660, 960)),))
    pace = replace(pace, check_in_due_at=utc(2027, 2, 2, 15))
    assert asks(CHECK_IN, pace, now=utc(2027, 2, 2, 15)) is None
    assert waits(offer(), pace, now=utc(2027, 2, 2, 16)) == utc(2027, 2, 3, 11)


def test_i02_quiet_days() -> None:
    """Sundays, bank holidays and the member's own days; a reminder still goes, and an offer, whose moment we choose, does not."""
    assert waits(news(), QUIET_PLAN, now=SUNDAY) == utc(2027, 2, 1, 10)
    off = replace(QUIET_PLAN, days_off=(Days(date(2027, 2, 2), date(2027, 2, 4)),))
    assert waits(news(), off, now=TUESDAY) == utc(2027, 2, 5, 10)
    assert asks(Item("r", Kind.REMINDER_TODAY, MessageClass.ASKED), off, now=TUESDAY) is None
    assert waits(offer(), off, now=TUESDAY) == utc(2027, 2, 5, 10)
    holiday = may_send(news(), QUIET_PLAN, (), {date(2027, 2, 2)}, TUESDAY)
    assert holiday == Refusal(Reason.QUIET_DAY, utc(2027, 2, 3, 10))


@pytest.mark.parametrize(("weekday", "allowed"), list(enumerate([True] * 4 + [True, False, False])))
def test_i02_check_in_days(weekday: int, allowed: bool) -> None:
    """A check-in that is due goes Monday to Thursday at any fair hour, on Friday before noon, never later."""
    monday = date(2027, 2, 1)
    day = monday + timedelta(days=weekday)
    eleven = utc(day.year, day.month, day.day, 11)
    pace = replace(MEMBER, choice=Choice.MONTHLY, check_in_due_at=eleven, last_due_at=0)
    assert (asks(CHECK_IN, pace, now=eleven) is None) is allowed
    assert (asks(CHECK_IN, pace, now=eleven + 2 * HOUR) is None) is (weekday < 4)


def test_a_check_in_keeps_to_its_due_time_and_hour() -> None:
    """Not before it is due; the day after, not before its hour; and after its slide not at all."""
    pace = replace(MEMBER, check_in_due_at=TUESDAY)
    assert waits(CHECK_IN, pace, now=TUESDAY - 1) == TUESDAY
    assert waits(CHECK_IN, pace, now=WEDNESDAY - HOUR) == WEDNESDAY
    assert asks(CHECK_IN, pace, now=TUESDAY + 2 * DAY) is None
    assert asks(CHECK_IN, pace, now=TUESDAY + 3 * DAY) is Reason.LET_GO


def test_i04_spacing() -> None:
    """20 hours between an ordinary opener and any opener before it; 3 hours for an asked one."""
    before = sent(TUESDAY, Kind.CHANGE, MessageClass.URGENT)
    hours = replace(QUIET_PLAN, hours=Hours(0, 1440))
    assert waits(news(), hours, before, now=TUESDAY + HOUR) == TUESDAY + 20 * HOUR
    assert waits(offer(), hours, before, now=TUESDAY + HOUR) == TUESDAY + 3 * HOUR
    reply = sent(TUESDAY, Kind.ANSWER, MessageClass.REPLY)
    assert asks(news(), hours, reply, now=TUESDAY + HOUR) is None


def test_i04_two_ordinary_never_share_a_date() -> None:
    """Even 21 hours apart, if the member's hours are that wide."""
    hours = replace(QUIET_PLAN, hours=Hours(0, 1440))
    first = utc(2027, 2, 2)
    assert waits(news(), hours, sent(first), now=first + 21 * HOUR) == first + DAY


def test_i03_three_a_round_one_of_them_the_check_ins() -> None:
    """Two others fill a week that has a check-in, three one that has none."""
    days = [sent(TUESDAY - 6 * DAY, Kind.RESULT), sent(TUESDAY - 4 * DAY, Kind.TRAINING)]
    pace = replace(MEMBER, check_in_due_at=TUESDAY + 6 * DAY)
    assert waits(news(), pace, *days, now=TUESDAY) == TUESDAY + DAY
    assert asks(news(), QUIET_PLAN, *days, now=TUESDAY) is None
    full = may_send(news(), QUIET_PLAN, (*days, sent(TUESDAY - 2 * DAY)), (), TUESDAY)
    assert full == Refusal(Reason.ROUND_FULL, TUESDAY + DAY)


def test_i17_the_limit_on_news_follows_the_member() -> None:
    """Two news messages a week for one person, however many groups they are in; other openers and dates have their own."""
    days = [sent(TUESDAY - 6 * DAY), sent(TUESDAY - 4 * DAY)]
    full = may_send(news(), QUIET_PLAN, days, (), TUESDAY)
    assert full == Refusal(Reason.NEWS_FULL, TUESDAY + DAY)
    for kind in (Kind.RESULT, Kind.TRAINING, Kind.DATED_NEWS):
        assert asks(Item("x", kind, MessageClass.ORDINARY), QUIET_PLAN, *days, now=TUESDAY) is None


def test_a_key_waits_for_own_hours_unless_the_representative_opted_in() -> None:
    """Opted in: in urgent hours and with no gap. Otherwise in their own hours, 3 hours after anything. The caps stay."""
    key = Item("k1", Kind.KEY_REQUEST, MessageClass.ASKED)
    early, late = TUESDAY - 2 * HOUR, TUESDAY + 9 * HOUR
    opted_in = replace(QUIET_PLAN, urgent_keys=True)
    assert asks(key, QUIET_PLAN, now=early) is Reason.OUTSIDE_HOURS
    assert asks(key, opted_in, now=early) is asks(key, opted_in, now=late) is None
    assert asks(key, opted_in, now=TUESDAY + 11 * HOUR) is Reason.OUTSIDE_HOURS
    just_now = sent(TUESDAY - HOUR, Kind.NEWS)
    assert waits(key, QUIET_PLAN, just_now, now=TUESDAY) == TUESDAY + 2 * HOUR
    assert asks(key, opted_in, just_now, now=TUESDAY) is None
    assert asks(offer(), opted_in, just_now, now=TUESDAY) is Reason.TOO_SOON
    twice = [sent(TUESDAY - hours * HOUR, Kind.KEY_REQUEST, MessageClass.ASKED) for hours in (0, 1)]
    assert asks(key, opted_in, *twice, now=TUESDAY) is Reason.TWO_A_DAY
    assert asks(key, begin_break(opted_in, TUESDAY, None), now=TUESDAY) is Reason.ON_A_BREAK
    assert not Kind.KEY_REQUEST.asks


def test_i05_asked_and_urgent_caps() -> None:
    """Four asked in 7 days, two urgent, two non-urgent on one local date; a person's replies are uncapped."""
    asked = [sent(TUESDAY - n * DAY, Kind.PLACE_OFFER, MessageClass.ASKED) for n in (6, 5, 4, 3)]
    assert waits(offer(), QUIET_PLAN, *asked, now=TUESDAY) == TUESDAY + DAY
    urgent = [sent(TUESDAY - n * DAY, Kind.CHANGE, MessageClass.URGENT) for n in (6, 1)]
    assert waits(change(TUESDAY + 2 * DAY - 1), QUIET_PLAN, *urgent, now=TUESDAY) == TUESDAY + DAY
    today = [sent(TUESDAY - n * HOUR // 2, Kind.PLACE_OFFER, MessageClass.ASKED) for n in (1, 2)]
    assert asks(offer(), QUIET_PLAN, *today, now=TUESDAY + 5 * HOUR) is Reason.TWO_A_DAY
    reply = Item("r", Kind.PERSON_REPLY, MessageClass.ASKED, asked_at=TUESDAY - DAY)
    assert asks(reply, QUIET_PLAN, *asked, *today, now=TUESDAY) is None


def test_a_person_has_three_replies_to_one_message_within_14_days() -> None:
    """The fourth is refused, and so is any after 14 days: a reply is no back door for news."""
    reply = Item("r", Kind.PERSON_REPLY, MessageClass.ASKED, asked_at=TUESDAY)
    used = [replace(sent(TUESDAY + n, Kind.PERSON_REPLY), asked_at=TUESDAY) for n in (1, 2, 3)]
    assert asks(reply, QUIET_PLAN, *used[:2], now=TUESDAY + HOUR) is None
    assert asks(reply, QUIET_PLAN, *used, now=TUESDAY + HOUR) is Reason.REPLIES_USED
    assert asks(reply, QUIET_PLAN, now=TUESDAY + 14 * DAY + 1) is Reason.REPLIES_USED


def test_i08_slowed_down_means_check_in_only() -> None:
    """At two silent rounds news is refused for good, and the check-in is not."""
    pace = replace(MEMBER, silent_rounds=2, check_in_due_at=TUESDAY)
    assert may_send(news(), pace, (), (), TUESDAY) == Refusal(Reason.SLOWED_DOWN, None)
    assert asks(CHECK_IN, pace, now=TUESDAY) is None


def test_i14_nothing_twice_and_nothing_after_its_end() -> None:
    """What was sent is never sent again; at its end an item is over, and a later opening is no help."""
    assert (
        asks(news("news@1"), QUIET_PLAN, replace(sent(1), item_id="news@1"), now=TUESDAY)
        is Reason.ALREADY_SENT
    )
    assert asks(news(ends_at=TUESDAY), QUIET_PLAN, now=TUESDAY) is Reason.OVER
    assert may_send(news(ends_at=TUESDAY), QUIET_PLAN, (), (), SUNDAY) != Refusal(Reason.QUIET_DAY, None)
    assert waits(news(ends_at=TUESDAY - 2 * DAY + HOUR), QUIET_PLAN, now=SUNDAY) is None


def test_i18_urgent_needs_two_keys_and_a_booked_event_within_48_hours() -> None:
    """One key only under 6 hours before it, when no rep answered in 20 minutes, and marked."""
    starts = TUESDAY + 6 * HOUR
    alone = {"keys": 1, "reps_asked_at": TUESDAY - 1200, "marked_one_key": True}
    assert asks(change(starts), QUIET_PLAN, now=TUESDAY) is None
    assert asks(change(starts, **alone), QUIET_PLAN, now=TUESDAY) is None
    assert waits(change(starts + 1, **alone), QUIET_PLAN, now=TUESDAY) == TUESDAY + 1
    for lacking in ({"reps_asked_at": None}, {"marked_one_key": False}, {"keys": 0}):
        item = change(starts, **{**alone, **lacking})
        assert asks(item, QUIET_PLAN, now=TUESDAY) is Reason.NEEDS_TWO_KEYS
    assert (
        waits(change(starts, **{**alone, "reps_asked_at": TUESDAY}), QUIET_PLAN, now=TUESDAY)
        == TUESDAY + 1200
    )
    assert asks(change(starts, booked=False), QUIET_PLAN, now=TUESDAY) is Reason.NOT_URGENT
    assert waits(change(TUESDAY + 49 * HOUR), QUIET_PLAN, now=TUESDAY) == TUESDAY + HOUR
    assert asks(change(TUESDAY), QUIET_PLAN, now=TUESDAY) is Reason.OVER
    mistake = Item("m", Kind.DATA_MISTAKE, MessageClass.URGENT, urgency=Urgency(2))
    assert asks(mistake, QUIET_PLAN, now=TUESDAY) is None


def test_i23_a_reply_is_prompt_or_keeps_the_members_hours() -> None:
    """15 minutes at any hour (60 from a help line); later than that, the member's hours."""
    night = utc(2027, 2, 2, 3)
    assert asks(answer(night), MEMBER, now=night + 900) is None
    assert waits(answer(night), MEMBER, now=night + 901) == utc(2027, 2, 2, 10)
    assert asks(answer(night, Kind.HELPLINE), MEMBER, now=night + 3600) is None
    assert waits(answer(night, Kind.HELPLINE), MEMBER, now=night + 3601) == utc(2027, 2, 2, 10)


def test_i10_after_stop_only_later_words_are_answered() -> None:
    """STOP itself and what is written after it get their reply at once; what waited from before does not."""
    pace = replace(MEMBER, state=State.STOPPED, stopped_at=TUESDAY)
    assert asks(answer(TUESDAY), pace, now=TUESDAY) is None
    assert asks(answer(TUESDAY - 1), pace, now=TUESDAY) is Reason.STOPPED


def test_i11_a_held_phone_gets_help_and_the_rejoin_prompt_alone() -> None:
    """A hold for a lost phone still gives the safety cards; a silent hold gives nothing."""
    pace = replace(MEMBER, state=State.HELD)
    for kind in (Kind.SAFETY, Kind.REJOIN):
        assert asks(answer(TUESDAY, kind), pace, now=TUESDAY) is None
        assert asks(answer(TUESDAY, kind), replace(pace, hold_is_silent=True), now=TUESDAY) is Reason.HELD
    for kind in (Kind.ANSWER, Kind.HELPLINE, Kind.PERSON_REPLY):
        assert asks(answer(TUESDAY, kind), pace, now=TUESDAY) is Reason.HELD


def test_i20_news_waits_for_the_check_in_and_is_told_when() -> None:
    """The afternoon before a check-in, news waits until 20 hours after it; two days before, it need not."""
    pace = replace(MEMBER, check_in_due_at=TUESDAY)
    verdict = may_send(news(), pace, (), (), TUESDAY - 19 * HOUR)
    assert verdict == Refusal(Reason.CHECK_IN_FIRST, utc(2027, 2, 3, 10))
    assert asks(news(), pace, now=TUESDAY - 3 * DAY) is None


def test_i20_an_offer_waits_three_hours_only_for_a_check_in_that_can_go_now() -> None:
    """Both go the same day; a reminder that would be too late by then goes first."""
    pace = replace(MEMBER, check_in_due_at=TUESDAY)
    assert waits(offer(), pace, now=TUESDAY) == TUESDAY + 3 * HOUR
    assert asks(offer(), pace, now=TUESDAY - HOUR) is None
    reminder = Item("r", Kind.REMINDER_TODAY, MessageClass.ASKED, ends_at=TUESDAY + 2 * HOUR)
    assert asks(reminder, pace, now=TUESDAY) is None


def test_items_and_paces_that_make_no_sense_are_refused_at_once() -> None:
    """A kind in a foreign class, a Friday afternoon check-in, hours that run backwards."""
    with pytest.raises(ValueError, match="never"):
        Item("x", Kind.NEWS, MessageClass.ASKED)
    with pytest.raises(ValueError, match="when the member wrote"):
        Item("x", Kind.ANSWER, MessageClass.REPLY)
    with pytest.raises(ValueError, match="why it is urgent"):
        Item("x", Kind.CHANGE, MessageClass.URGENT)
    with pytest.raises(ValueError, match="before noon"):
        Pace(check_in_day=4, check_in_minute=13 * 60)
    with pytest.raises(ValueError, match="inside the member's own hours"):
        Pace(check_in_minute=9 * 60)
    with pytest.raises(ValueError, match="Monday to Friday"):
        Pace(check_in_day=5)
    with pytest.raises(ValueError, match="earlier to a later"):
        Hours(600, 600)
    with pytest.raises(KeyError):
        Pace(zone="Europe/Nowhere")


@pytest.mark.parametrize(
    ("day", "hours", "wanted", "fits"),
    [
        (1, (600, 1140), 480, 600),
        (1, (600, 720), 900, 719),
        (4, (600, 1140), 900, 719),
        (4, (780, 1140), 900, None),
    ],
)
def test_fitting_minute(day: int, hours: tuple[int, int], wanted: int, fits: int | None) -> None:
    """The nearest minute that day and hours allow, or none on a Friday without a morning."""
    assert fitting_minute(day, Hours(*hours), wanted) == fits


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_not_before_is_exact(seed: int) -> None:
    """Nothing goes between now and "not before", and at "not before" it goes, if nothing else happens."""
    chance = Random(seed)
    start = utc(2027, 3, 20) + chance.randrange(14 * DAY)
    classes = ((Kind.NEWS, MessageClass.ORDINARY), (Kind.PLACE_OFFER, MessageClass.ASKED))
    history = [
        sent(start - chance.randrange(9 * DAY), *classes[chance.randrange(2)])
        for _ in range(chance.randrange(7))
    ]
    hours = Hours(*chance.choice([(600, 1140), (0, 1440), (60, 120), (480, 720)]))
    pace = replace(QUIET_PLAN, hours=hours, check_in_minute=hours.from_minute)
    item = chance.choice([news(), offer(), CHECK_IN])
    if item is CHECK_IN:
        pace = replace(pace, check_in_consent=True, choice=Choice.MONTHLY)
        pace = replace(pace, check_in_due_at=start - 2 * DAY + chance.randrange(4 * DAY))
    holidays = {date(2027, 3, 26), date(2027, 3, 29)}
    verdict = may_send(item, pace, history, holidays, start)
    end = start + 15 * DAY
    if isinstance(verdict, Refusal):
        if verdict.not_before is not None:
            assert isinstance(may_send(item, pace, history, holidays, verdict.not_before), Permission)
            end = verdict.not_before
        probes = sorted({start, end - 1, *(chance.randrange(start, end) for _ in range(25))})
        for at, _ in pairwise([*probes, end]):
            assert isinstance(may_send(item, pace, history, holidays, at), Refusal)

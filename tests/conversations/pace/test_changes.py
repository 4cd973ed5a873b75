"""What members do to their pace, and what the bot then owes them."""

from dataclasses import replace

import pytest

from conversations.pace import (
    Bookings,
    Choice,
    Item,
    Kind,
    MessageClass,
    Pace,
    State,
    Topic,
    after_sending,
    ask_for_quiet,
    begin_break,
    come_back,
    end_of,
    first_check_in,
    gone_at,
    hold,
    hold_to_tell,
    join,
    lift,
    next_step,
    on_contact,
    on_pace_change,
    start,
    stop,
    tend,
    told_of_hold,
    what_is_next,
)
from tests.conversations.pace.builders import DAY, HOUR, MEMBER, TUESDAY, news, offer, sent
from tests.conversations.pace.life import Deed, Made, Scenario, live
from tests.conversations.pace.promises import broken
from tests.conversations.pace.scenarios import utc

WEEK = 7 * DAY
JOINED = join(MEMBER, TUESDAY - 2 * DAY)
SETTLED = after_sending(replace(JOINED, check_in_due_at=TUESDAY, round_judged=True), Kind.CHECK_IN, TUESDAY)


@pytest.mark.parametrize(
    ("joined", "due"),
    [
        (TUESDAY - 20 * HOUR, TUESDAY),
        (TUESDAY - 20 * HOUR + 1, TUESDAY + WEEK),
        (TUESDAY + 1, TUESDAY + WEEK),
        (TUESDAY - 3 * DAY, TUESDAY),
    ],
)
def test_the_first_check_in_is_the_next_slot_at_least_20_hours_away(joined: int, due: int) -> None:
    """Somebody who joins on Monday at 3pm is asked on Tuesday at 11am at the earliest; later, next week."""
    assert first_check_in(MEMBER, joined) == due


def test_no_check_in_for_only_when_i_ask() -> None:
    """There is nothing to plan for somebody who asks when they want."""
    assert join(replace(MEMBER, choice=Choice.ONLY_WHEN_I_ASK), TUESDAY).check_in_due_at is None


@pytest.mark.parametrize("change", [on_contact, ask_for_quiet, stop])
def test_i11_nothing_changes_a_held_pace(change: object) -> None:
    """Contact, "stop" in a sentence and STOP itself leave a held pace exactly as it was."""
    held = hold(SETTLED, TUESDAY)
    assert callable(change) and change(held, TUESDAY + DAY) == held
    assert start(held, TUESDAY) == come_back(held, TUESDAY) == begin_break(held, TUESDAY, None) == held
    assert on_pace_change(held, replace(held, choice=Choice.MONTHLY), TUESDAY) == held


def test_i11_lifting_a_hold_ends_in_rest_and_owes_nothing() -> None:
    """Even somebody who was owed a rest note or a hello gets none; a STOP from before still stands."""
    owing = replace(SETTLED, rest_note_owed=True, welcome_owed=True, silent_rounds=4)
    lifted = lift(hold(owing, TUESDAY), TUESDAY)
    assert lifted.state is State.RESTING and next_step(lifted, (), TUESDAY + WEEK).owed == ()
    assert lift(hold(stop(owing, TUESDAY), TUESDAY), TUESDAY).state is State.STOPPED
    assert lift(SETTLED, TUESDAY) == SETTLED


@pytest.mark.parametrize("bookings", Bookings)
def test_i12_a_hold_ends_nobodys_break(bookings: Bookings) -> None:
    """A break until they say, or until a day that is still to come, goes on after the hold, with what was said about
    bookings; after its end there is rest, and no hello because of the lifting."""
    away = begin_break(SETTLED, TUESDAY, None, bookings)
    back = lift(hold(hold(away, TUESDAY + DAY), TUESDAY + 2 * DAY, silent=True), TUESDAY + WEEK)
    assert (back.state, back.paused_until, back.break_bookings) == (State.PAUSED, None, bookings)
    dated = begin_break(SETTLED, TUESDAY, TUESDAY + 10 * DAY, bookings)
    back = lift(hold(dated, TUESDAY + DAY), TUESDAY + WEEK)
    assert (back.state, back.paused_until) == (State.PAUSED, TUESDAY + 10 * DAY)
    over = next_step(back, (), TUESDAY + 10 * DAY)
    assert over.pace.state is State.RESTING and over.owed == () and over.pace.paused_until is None
    late = lift(hold(dated, TUESDAY + DAY), TUESDAY + 10 * DAY)
    assert (late.state, late.paused_until) == (State.RESTING, None)


def test_a_break_that_was_held_has_its_hello_once_they_have_written() -> None:
    """Whoever writes in the break hears of the hold; from then on it is a break like any other."""
    dated = begin_break(SETTLED, TUESDAY, TUESDAY + 10 * DAY)
    back = told_of_hold(on_contact(lift(hold(dated, TUESDAY), TUESDAY + DAY), TUESDAY + 2 * DAY))
    assert [item.kind for item in next_step(back, (), TUESDAY + 10 * DAY).owed] == [Kind.WELCOME_BACK]


def test_no_break_of_before_comes_back_with_a_later_hold() -> None:
    """A hold remembers the break that it came into, and no other."""
    was_away = come_back(begin_break(SETTLED, TUESDAY, TUESDAY + 10 * DAY), TUESDAY + DAY)
    assert lift(hold(was_away, TUESDAY + 2 * DAY), TUESDAY + 3 * DAY).state is State.RESTING
    stopped = stop(begin_break(SETTLED, TUESDAY, None), TUESDAY + DAY)
    assert lift(hold(stopped, TUESDAY + 2 * DAY), TUESDAY + 3 * DAY).state is State.STOPPED


def test_a_hold_is_told_once_when_it_is_over() -> None:
    """The day of the first hold is kept until the member was told of it, and nothing is told while it holds."""
    held = hold(hold(SETTLED, TUESDAY), TUESDAY + DAY, silent=True)
    assert held.held_at == TUESDAY and held.hold_is_silent
    assert hold_to_tell(held) is None and told_of_hold(held) == held
    lifted = on_contact(lift(held, TUESDAY + WEEK), TUESDAY + WEEK)
    assert hold_to_tell(lifted) == TUESDAY
    told = told_of_hold(lifted)
    assert hold_to_tell(told) is None and told_of_hold(told) == told
    assert hold(told, TUESDAY + 2 * WEEK).held_at == TUESDAY + 2 * WEEK, "the next hold has a day of its own"


def test_i10_stop_and_start() -> None:
    """STOP forgets every plan; only START brings back, with the first check-in planned afresh."""
    stopped = stop(SETTLED, TUESDAY + HOUR)
    assert stopped.check_in_due_at is None and on_contact(stopped, TUESDAY + DAY) == stopped
    assert what_is_next(stopped, (), (), TUESDAY) == gone_at(stopped)
    back = start(stopped, TUESDAY + 30 * DAY)
    assert back.state is State.ACTIVE and back.check_in_due_at == TUESDAY + 35 * DAY
    assert start(SETTLED, TUESDAY) == SETTLED


@pytest.mark.parametrize("state_of", [stop, hold])
def test_i10_i11_a_closed_door_empties_the_queue(state_of: object) -> None:
    """Everything waiting is dropped, whatever its class, and nobody looks again before their details are to go."""
    assert callable(state_of)
    closed = state_of(SETTLED, TUESDAY)
    found = tend(closed, [news(), offer()], (), (), TUESDAY + DAY)
    assert found.dropped == (news(), offer())
    assert found.permission is None and found.whats_new == ()
    assert found.look_again_at == gone_at(closed) and (gone_at(closed) or 0) > TUESDAY + 390 * DAY


def test_slower_takes_effect_at_once() -> None:
    """A day after a weekly check-in, monthly means the next one is four weeks after the last."""
    slower = on_pace_change(SETTLED, replace(SETTLED, choice=Choice.MONTHLY), TUESDAY + DAY)
    assert slower.check_in_due_at == TUESDAY + 4 * WEEK


@pytest.mark.parametrize(("days", "due_in"), [(1, 7), (3, 7), (6, 7), (6.5, 14), (10, 14)])
def test_faster_is_never_sooner_than_one_gap_after_the_last(days: float, due_in: int) -> None:
    """From monthly to weekly: a week after the last check-in, or the first slot 20 hours from now."""
    monthly = replace(SETTLED, choice=Choice.MONTHLY, check_in_due_at=TUESDAY + 4 * WEEK)
    now = TUESDAY + int(days * DAY)
    faster = on_pace_change(monthly, replace(monthly, choice=Choice.WEEKLY), now)
    assert faster.check_in_due_at == TUESDAY + due_in * DAY


def test_a_new_day_and_a_new_zone_move_the_plan() -> None:
    """Thursday instead of Tuesday: nine days after the last. Kolkata: 11am there."""
    thursday = on_pace_change(SETTLED, replace(SETTLED, check_in_day=3), TUESDAY + DAY)
    assert thursday.check_in_due_at == TUESDAY + 9 * DAY
    moved = on_pace_change(SETTLED, replace(SETTLED, zone="Asia/Kolkata"), TUESDAY + DAY)
    assert moved.check_in_due_at == utc(2027, 2, 9, 5, 30)


def test_switching_another_topic_off_leaves_the_plan_alone() -> None:
    """Less news is not a new check-in day, and check-ins switched off and on again keep their gap."""
    less = on_pace_change(
        SETTLED, replace(SETTLED, topics=frozenset(Topic) - {Topic.NEWS}), TUESDAY + 6 * DAY
    )
    assert less.check_in_due_at == SETTLED.check_in_due_at == TUESDAY + WEEK


def test_i09_contact_wakes_and_resets() -> None:
    """A rested member who writes is active, owes nothing, and is asked again one gap from now at the soonest."""
    rested = replace(SETTLED, state=State.RESTING, silent_rounds=4, rest_note_owed=True, check_in_due_at=None)
    awake = on_contact(rested, TUESDAY + 100 * DAY)
    assert (awake.state, awake.silent_rounds, awake.rest_note_owed) == (State.ACTIVE, 0, False)
    assert awake.check_in_due_at == TUESDAY + 112 * DAY - HOUR  # British summer time


def test_contact_in_a_normal_round_moves_nothing() -> None:
    """Answering today's check-in, or chatting the day before the next, leaves the next where it was."""
    for day in (0, 1, 6):
        assert on_contact(SETTLED, TUESDAY + day * DAY).check_in_due_at == TUESDAY + WEEK


def test_i12_a_break_ends_with_one_hello_and_a_check_in_one_to_two_weeks_later() -> None:
    """The hello is owed when the break is over, once; then 14 days of silence mean rest."""
    away = begin_break(SETTLED, TUESDAY, TUESDAY + 10 * DAY)
    assert next_step(away, (), TUESDAY + 10 * DAY - 1).owed == ()
    assert what_is_next(away, (), (), TUESDAY) == TUESDAY + 10 * DAY
    step = next_step(away, (), TUESDAY + 10 * DAY)
    assert [item.kind for item in step.owed] == [Kind.WELCOME_BACK]
    assert step.pace.check_in_due_at == TUESDAY + 21 * DAY
    greeted = after_sending(step.pace, Kind.WELCOME_BACK, TUESDAY + 10 * DAY)
    assert next_step(greeted, (), TUESDAY + 11 * DAY).owed == ()
    assert next_step(greeted, (), TUESDAY + 24 * DAY).pace.state is State.RESTING
    answered = on_contact(greeted, TUESDAY + 12 * DAY)
    assert next_step(answered, (), TUESDAY + 20 * DAY).pace.state is State.ACTIVE


def test_i12_a_break_until_i_say_ends_when_they_say() -> None:
    """Nothing ends it but the member, and then no hello is owed, for they are here."""
    away = begin_break(SETTLED, TUESDAY, None, Bookings.KEEP_AND_TELL_ME)
    assert what_is_next(away, (), (), TUESDAY) == gone_at(away)
    assert next_step(away, (), TUESDAY + 300 * DAY).pace == away
    back = come_back(away, TUESDAY + 30 * DAY)
    assert back.state is State.ACTIVE and next_step(back, (), TUESDAY + 30 * DAY).owed == ()
    assert back.check_in_due_at == TUESDAY + 42 * DAY


def test_i12_nothing_piles_up_in_a_break() -> None:
    """Ordinary items move to What's new at once; what was asked for waits for the end, or its own."""
    away = begin_break(SETTLED, TUESDAY, TUESDAY + 10 * DAY)
    found = tend(away, [news(), offer()], (), (), TUESDAY + DAY)
    assert found.whats_new == (news(),)
    assert found.look_again_at == TUESDAY + 10 * DAY


def test_a_round_without_an_ask_says_nothing_about_anybody() -> None:
    """After an outage of five weeks nobody is counted silent for the weeks in which nothing was asked."""
    away = next_step(SETTLED, [sent(TUESDAY, Kind.CHECK_IN)], TUESDAY + 38 * DAY).pace
    assert away.silent_rounds == 1 and away.check_in_due_at == TUESDAY + 42 * DAY


def test_next_step_twice_is_next_step_once() -> None:
    """Bringing a pace up to now again changes nothing, at any day of a long silence."""
    history = [sent(TUESDAY, Kind.CHECK_IN)]
    for day in range(0, 120, 3):
        step = next_step(SETTLED, history, TUESDAY + day * DAY)
        assert next_step(step.pace, history, TUESDAY + day * DAY) == step


def test_lowest_rank_goes_first_and_one_at_a_time() -> None:
    """A change before an offer, an offer before news; each look lets one go."""
    later = replace(SETTLED, check_in_due_at=TUESDAY + WEEK)
    now = TUESDAY + 2 * DAY
    found = tend(later, [news(), offer()], (), (), now)
    assert found.permission is not None and found.permission.item == offer()
    again = tend(later, [news()], [found.permission.sent], (), now)
    assert again.permission is None and again.look_again_at == now + 20 * HOUR + 3 * HOUR


def test_we_answer_before_we_ask() -> None:
    """Results go before dated news, that before a feedback ask, then training, then news."""
    kinds = (Kind.NEWS, Kind.TRAINING, Kind.FEEDBACK_ASK, Kind.DATED_NEWS, Kind.RESULT)
    items = [Item(kind, kind, MessageClass.ORDINARY) for kind in kinds]
    assert [item.kind for item in sorted(items, key=lambda item: item.rank)] == list(reversed(kinds))


def test_ends() -> None:
    """Results 14 days, feedback 5, news 7; what is dated, its date; a place offer has no end of its own."""
    assert end_of(Kind.RESULT, TUESDAY) == TUESDAY + 14 * DAY
    assert end_of(Kind.FEEDBACK_ASK, TUESDAY) == TUESDAY + 5 * DAY
    assert end_of(Kind.NEWS, TUESDAY) == TUESDAY + 7 * DAY
    assert end_of(Kind.DATED_NEWS, TUESDAY, TUESDAY + DAY) == TUESDAY + DAY
    assert end_of(Kind.PLACE_OFFER, TUESDAY) is None


def test_what_is_next_names_every_turn_of_a_silent_life() -> None:
    """Looking only when told to, from joining to rest, meets the same check-ins as looking every hour."""

    def walk(pace: Pace, hourly: bool) -> list[tuple[Kind, int]]:
        history = [sent(JOINED.round_began_at, Kind.ANSWER, MessageClass.REPLY)]
        seen: list[tuple[Kind, int]] = []
        now: int | None = TUESDAY
        while now is not None and now < TUESDAY + 100 * DAY:
            found = tend(pace, (), history, (), now)
            pace = found.pace
            if found.permission is not None:
                history.append(found.permission.sent)
                seen.append((found.permission.item.kind, now))
            now = now + HOUR if hourly else what_is_next(pace, history, (), now)
        return seen

    told = walk(JOINED, hourly=False)
    assert told == walk(JOINED, hourly=True)
    assert [kind for kind, _ in told] == [Kind.CHECK_IN] * 4 + [Kind.REST_NOTE]


def test_check_ins_off_is_a_pace_without_check_ins() -> None:
    """Somebody who wants only news gets news, two a week, and never a check-in."""
    made = tuple(Made(TUESDAY + n * 20 * HOUR, "news", "ordinary", WEEK) for n in range(60))
    diary = live(Scenario(TUESDAY, 50, check_ins=False, made=made, deeds=(Deed(TUESDAY + DAY, "contact"),)))
    assert broken(diary) == []
    assert {line.kind for line in diary.lines} == {"news"} and len(diary.lines) >= 14

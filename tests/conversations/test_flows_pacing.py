"""Choosing a pace: how often, when, and about what."""

from dataclasses import replace
from datetime import date

import pytest

from conversations.effects import ChangePace
from conversations.pace import Choice, Days, Hours, OtherHours, State, Topic
from tests.conversations.driver import NOW, PACE, SAM, Talk

JOINING = (
    "hi",
    "Yes, tell me more",
    "Yes, it's safe",
    "OK",
    "Yes, 18 or over",
    "Yes, that's OK",
    "Carry on",
    "No name",
)


def joined(*answers: str) -> Talk:
    """Somebody new, as far as the question about pace, or past it."""
    talk = Talk(None)
    for answer in (*JOINING, "Yes, I agree", "Only me", "No", "No", "No", "No", *answers):
        talk.say(answer)
    return talk


def changing(*labels: str) -> Talk:
    talk = Talk()
    talk.say("PACE")
    for label in labels:
        talk.press(label)
    return talk


@pytest.mark.parametrize(
    ("label", "choice"),
    [("Every week", Choice.WEEKLY), ("Every 2 weeks", Choice.FORTNIGHTLY), ("Once a month", Choice.MONTHLY),
     ("Only when I ask", Choice.ONLY_WHEN_I_ASK)],
)  # fmt: skip
def test_a_choice_counts_at_once(label: str, choice: Choice) -> None:
    """Whoever taps a pace and puts the phone away has been heard (PACE.md, section 2)."""
    assert changing(label).pace.choice is choice


def test_faster_is_never_sooner_than_a_gap_after_the_last() -> None:
    """Going faster plans the next check-in at least one normal gap after the last one."""
    talk = Talk(
        pace=replace(
            PACE, choice=Choice.MONTHLY, last_check_in_at=NOW - 2 * 86400, check_in_due_at=NOW + 26 * 86400
        )
    )
    talk.say("pace")
    talk.press("Every week")
    due = talk.pace.check_in_due_at
    assert due is not None and NOW + 5 * 86400 <= due < NOW + 12 * 86400


def test_keeping_it_the_same_changes_nothing() -> None:
    """The way out of PACE leaves the pace as it was and says so."""
    talk = changing("Keep it the same")
    assert not talk.did(ChangePace) and "every 2 weeks" in talk.text and talk.stack == ()


def test_skipping_while_joining_gives_every_two_weeks() -> None:
    """Whoever skips the question is told the usual pace and asked nothing more about it: no day, no time (B06)."""
    talk = joined("skip")
    assert talk.pace.choice is Choice.FORTNIGHTLY and "every 2 weeks, Tuesday at about 11am" in talk.text
    assert talk.top == "rejoin.ON-53"


def test_joining_asks_for_day_and_time_and_changing_does_not() -> None:
    """The whole round of questions comes once; later, one answer is the end of it."""
    assert joined("Every week", "ok").top == "times.PA-06"
    assert changing("Every week", "OK").stack == ()


def test_only_when_i_ask_is_not_asked_for_a_day() -> None:
    """A pace without check-ins has no day and no time."""
    talk = joined("only when I ask", "no, not even that")
    assert "only when you ask" in talk.text and not talk.pace.wants_urgent


def test_without_check_ins_no_day_is_asked() -> None:
    """Somebody who said no to check-ins is asked for hours only, and reads them back."""
    talk = Talk(None)
    for answer in (*JOINING, "No check-ins", "No", "No", "No", "Every week", "OK"):
        talk.say(answer)
    assert talk.top == "times.PA-07"
    talk.say("4pm to 7pm")
    talk.say("No")
    assert "every week, between 4pm and 7pm" in talk.text


def test_a_break_during_joining_ends_the_questions_about_pace() -> None:
    """Having a break is an answer to how often, and joining goes on."""
    talk = joined("have a break", "until I say")
    assert talk.pace.state is State.PAUSED and talk.top == "rejoin.ON-53"


def test_thinking_better_of_a_break_asks_again_how_often() -> None:
    """No break leads back to the question, not out of it."""
    assert joined("have a break", "no break").top == "pace.PA-01"


def test_changing_pace_in_a_break_keeps_the_break() -> None:
    """A pace chosen during a break is for afterwards, and the bot does not pretend otherwise."""
    talk = Talk(pace=replace(PACE, state=State.PAUSED))
    for words in ("pace", "once a month", "ok"):
        talk.say(words)
    assert talk.pace.state is State.PAUSED and talk.pace.choice is Choice.MONTHLY
    assert talk.text == "Done: once a month, once your break is over."


def test_back_leads_out_of_a_visited_flow() -> None:
    """BACK at the first question of days and times goes to the question before it, in the flow that led here."""
    talk = joined("Every week", "OK")
    assert talk.top == "times.PA-06"
    talk.say("back")
    assert talk.top == "pace.PA-02" and "Every week it is" in talk.text
    talk.say("back")
    assert talk.top == "pace.PA-01"


def test_friday_needs_a_morning() -> None:
    """A Friday check-in is before noon: hours without a morning hide Friday, and ask for another day if it was chosen."""
    late = Talk(pace=replace(PACE, hours=Hours(960, 1140), check_in_minute=1020))
    for words in ("pace", "days, times, topics", "day and time"):
        late.say(words)
    assert "Friday morning" not in late.labels
    talk = changing("Days, times, topics", "Day and time", "Friday morning", "Noon to 4pm")
    assert talk.pace.hours == PACE.hours and talk.pace.check_in_day == 4, "nothing changes until it is clear"
    talk.press("Monday")
    assert (talk.pace.check_in_day, talk.pace.hours, talk.pace.check_in_minute) == (0, Hours(720, 960), 780)


def test_members_may_set_wider_hours() -> None:
    """Only the member can make the hours wider than 10am to 7pm, and what they type is what they get."""
    talk = changing("Days, times, topics", "Day and time", "Skip", "I'll choose")
    talk.say("7am to 10pm")
    assert talk.pace.hours == Hours(420, 1320) and talk.pace.check_in_minute == PACE.check_in_minute


def test_hours_that_cannot_be_read_change_nothing() -> None:
    """Hours that are unclear, backwards or very short are asked for again, each with a reason."""
    talk = changing("Days, times, topics", "Day and time", "Skip", "I'll choose")
    said = [talk.say(words) for words in ("later on", "5pm to 1pm", "1pm to 1:15pm")]
    assert len({text.split("\n")[0] for text in said}) == 3 and talk.pace.hours == PACE.hours


def test_days_off_are_kept_as_dates_and_old_ones_go() -> None:
    """Dates are added in order, once each, and days that have passed are dropped when new ones come."""
    gone = Days(date(2026, 1, 1), date(2026, 1, 2))
    talk = Talk(pace=replace(PACE, days_off=(gone,)))
    for words in (
        "pace",
        "days, times, topics",
        "days to leave alone",
        "pick dates",
        "24 Dec to 2 Jan, 1 Dec",
        "pick dates",
        "1/12",
    ):
        talk.say(words)
    assert talk.pace.days_off == (
        Days(date(2026, 12, 1), date(2026, 12, 1)),
        Days(date(2026, 12, 24), date(2027, 1, 2)),
    )


def test_other_hours_for_a_while() -> None:
    """A month of other hours is dates and hours, with no reason, and ends of itself."""
    talk = changing("Days, times, topics", "Days to leave alone", "Other hours")
    talk.say("11am to 4pm from 8 Feb to 9 Mar")
    assert talk.pace.other_hours == (OtherHours(Days(date(2027, 2, 8), date(2027, 3, 9)), Hours(660, 960)),)
    talk.press("Take them off")
    assert not talk.pace.other_hours


def test_topics_can_be_switched() -> None:
    """Unticking a topic switches it off, and all of them may go."""
    talk = changing("Days, times, topics", "What it's about", "News (chosen)", "Done")
    assert talk.pace.topics == frozenset(Topic) - {Topic.NEWS}
    talk = changing("Days, times, topics", "What it's about")
    talk.say("check-ins, meetings, training and news")
    talk.press("Done")
    assert talk.pace.topics == frozenset()


def test_only_agreed_layers_can_be_switched() -> None:
    """A layer that nobody said yes to is not offered here: its yes needs its own words (My details)."""
    talk = Talk(replace(SAM, consents={"basics": True}))
    for words in ("pace", "days, times, topics", "what it's about"):
        talk.say(words)
    assert talk.labels == ["News (chosen)", "Done"]


def test_less_of_this_is_one_step_slower() -> None:
    """Fewer messages takes one step; the slowest pace is not offered a slower one."""
    talk = Talk(pace=replace(PACE, choice=Choice.MONTHLY))
    talk.letter("News.")
    talk.press("Less of this")
    talk.press("Fewer messages")
    assert talk.pace.choice is Choice.ONLY_WHEN_I_ASK
    talk.press("Less of this")
    assert "Fewer messages" not in talk.labels


def test_stop_inside_a_sentence_is_a_day_of_quiet_before_any_answer() -> None:
    """ "Please stop asking" is quiet for a day at once, whatever is tapped afterwards, and the question is dropped."""
    talk = Talk()
    talk.due("check_in")
    talk.press("Start")
    talk.say("please stop asking me this")
    assert talk.pace.quiet_until == NOW + 86400 and talk.top == "less_stop.ST-02"
    talk.press("Slow down")
    assert talk.pace.choice is Choice.MONTHLY and talk.stack == ()

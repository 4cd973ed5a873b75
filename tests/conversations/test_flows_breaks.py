"""Breaks, rest, and coming back from both."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversations.pace import Choice, State
from tests.conversations.driver import NOW, PACE, SAM, Talk


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("label", "until"),
    [("1 week", "2026-11-30"), ("2 weeks", "2026-12-07"), ("1 month", "2026-12-23"), ("Until I say", None)],
)
def test_a_break_takes_one_tap(label: str, until: str | None) -> None:
    """Each length ends at the start of its day on the member's own clock, or never of itself."""
    talk = Talk()
    talk.say("pause")
    talk.press(label)
    assert talk.pace.state is State.PAUSED and talk.pace.paused_until == (at(until) if until else None)


def test_a_month_from_the_end_of_a_month() -> None:
    """A month from 31 January is the end of February, not an error."""
    talk = Talk(now=at("2027-01-31T12:00"))
    talk.say("pause")
    talk.press("1 month")
    assert talk.pace.paused_until == at("2027-02-28")


@pytest.mark.parametrize(
    ("typed", "kept"), [("24 Dec", True), ("today", False), ("next year", False), ("1 Jan 2020", False)]
)
def test_a_date_of_their_own(typed: str, kept: bool) -> None:
    """Any day from tomorrow to a year from now can end a break; anything else is asked again."""
    talk = Talk()
    talk.say("pause")
    talk.press("Pick a date")
    talk.say(typed)
    assert (talk.pace.state is State.PAUSED) is kept


def test_no_reason_is_asked_or_kept() -> None:
    """A break has a length and nothing else: no step of it takes free words but a date."""
    talk = Talk()
    talk.say("pause")
    talk.say("I'm going into hospital")
    assert talk.pace.state is State.ACTIVE and "hospital" not in "".join(talk.rest)


def test_writing_in_a_break_is_answered_and_does_not_end_it() -> None:
    """Somebody on a break who writes is asked what they want, and staying quiet stays quiet."""
    talk = Talk()
    talk.say("pause")
    talk.press("2 weeks")
    assert "until Mon 7 Dec" in talk.say("hello")
    talk.press("Stay quiet")
    assert talk.pace.state is State.PAUSED


def test_a_break_can_be_ended_by_whoever_is_on_it() -> None:
    """Ending a break plans the next check-in, and owes no hello: they are here."""
    talk = Talk()
    talk.say("pause")
    talk.press("Until I say")
    talk.say("hello")
    talk.press("End my break")
    assert (
        talk.pace.state is State.ACTIVE
        and talk.pace.check_in_due_at is not None
        and not talk.pace.welcome_owed
    )


def test_after_a_break() -> None:
    """The one hello after a break offers the same, slower, longer and stop, and each does what it says."""

    def over(answer: str) -> Talk:
        talk = Talk()
        talk.due("break_over")
        talk.say(answer)
        return talk

    assert over("same pace").pace.choice is Choice.FORTNIGHTLY
    assert over("slower").pace.choice is Choice.MONTHLY
    assert over("longer break").top == "break.PS-01"
    assert over("stop").pace.state is State.STOPPED


def test_quiet_mode_says_nothing_private_first() -> None:
    """In quiet mode neither the hello after a break nor the rest note names a group, a break or a place."""
    quiet = replace(SAM, quiet=True)
    for opener in ("break_over", "rest"):
        text = Talk(quiet).due(opener)
        assert not any(word in text.lower() for word in ("group", "break", "place", "check"))


def test_the_rest_note_is_not_shown_twice() -> None:
    """An opener that nobody answered does not come up again when something else ends (B40)."""
    talk = Talk()
    talk.due("rest")
    talk.say("menu")
    assert "quiet" not in talk.press("Close")


def test_resting_ends_with_any_word() -> None:
    """Whoever writes after the bot went quiet is active again, at their own pace, with nothing to catch up on."""
    talk = Talk(pace=replace(PACE, state=State.RESTING, silent_rounds=4))
    assert "nothing to catch up on" in talk.say("hi")
    assert talk.pace.state is State.ACTIVE and talk.pace.silent_rounds == 0
    assert talk.pace.check_in_due_at is not None and talk.pace.check_in_due_at >= NOW + 14 * 86400
    talk.press("Check-in")
    assert talk.top == "check_in.CI-02"

"""What conversations see of the config, and hours as people write them."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import build
from bot.programme import duty_of, holidays_of, programme_of
from bot.rota import read_hours, read_rota
from bot.words import Words

LONDON = ZoneInfo("Europe/London")
ON_DUTY = {"safety": {"set_up": 2, "duty": "Sam", "duty_hours": "Mon-Thu 10:00-17:00, Fri 10:00-13:00"}}


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=LONDON).timestamp())


def test_help_lines_are_placeholders() -> None:
    """Each number stands behind its id, the programme's own lines too."""
    own = {"id": "day_centre", "name": "Day centre", "number": "07700 900123"}
    programme = programme_of(build({"helpline": [own]}, Path(), {}))
    assert programme.helplines["samaritans"] == "116 123"
    assert programme.helplines["crisis"] == "111, press 2"
    assert programme.helplines["day_centre"] == "07700 900123"


def test_the_agreement_has_a_version() -> None:
    """Other words are another version; no words are none (B16)."""
    one, two, none = (
        programme_of(build({"programme": {"agreement": lines}}, Path(), {})).agreement_version
        for lines in (["We listen."], ["We listen!"], [])
    )
    assert one
    assert one != two
    assert none == ""


def test_an_organisation_without_a_name_has_the_programmes() -> None:
    """A small group looks after its own details."""
    assert programme_of(build({"programme": {"name": "Voices"}}, Path(), {})).organisation == "Voices"


def test_nobody_is_on_duty_in_set_up_1() -> None:
    """Signposting tells nobody, whoever the file names."""
    config = build({"safety": {**ON_DUTY["safety"], "set_up": 1}}, Path(), {})
    assert duty_of(config, Words.load(["en"]).tongue("en"), at(2026, 11, 23, 12)) is None


@pytest.mark.parametrize(
    ("now", "on_now", "back"),
    [
        (at(2026, 11, 23, 9, 59), False, "Mon 23 Nov, 10am"),
        (at(2026, 11, 23, 10), True, "Tue 24 Nov, 10am"),
        (at(2026, 11, 26, 17), False, "Fri 27 Nov, 10am"),
        (at(2026, 11, 27, 13), False, "Mon 30 Nov, 10am"),
        (at(2026, 12, 24, 18), False, "Tue 29 Dec, 10am"),
        (at(2027, 3, 28, 12), False, "Tue 30 Mar, 10am"),
    ],
)
def test_duty_keeps_its_hours(now: int, on_now: bool, back: str) -> None:
    """The duty person is there in the hours of the rota, local time, and not on bank holidays."""
    config = build(ON_DUTY, Path(), {})
    duty = duty_of(config, Words.load(["en"]).tongue("en"), now, holidays_of(config, (2026, 2027)))
    assert duty is not None
    assert (duty.name, duty.on_now, duty.back) == ("Sam", on_now, back)
    assert duty.back_at is not None
    returns = datetime.fromtimestamp(duty.back_at, ZoneInfo("Europe/London"))
    assert (returns.hour, returns.minute, back.split()[1]) == (10, 0, str(returns.day)), (
        "the same moment, as a number"
    )
    assert duty.hours == "Mon–Thu 10am–5pm and Fri 10am–1pm"


def test_a_gap_in_the_rota_falls_back_to_signposting() -> None:
    """With nobody there for a month the words are those of set-up 1 (DOMAIN.md 1.6)."""
    config = build(ON_DUTY, Path(), {})
    holidays = frozenset(
        date.fromordinal(n) for n in range(date(2026, 11, 1).toordinal(), date(2027, 2, 1).toordinal())
    )
    assert duty_of(config, Words.load(["en"]).tongue("en"), at(2026, 11, 23, 12), holidays) is None


def test_holidays_are_the_regions_and_the_programmes_own() -> None:
    """England's bank holidays and the quiet days of the file are quiet; Scotland's own is not England's."""
    config = build({"pace": {"quiet_days": ["2026-12-21 to 2026-12-23"]}}, Path(), {})
    days = holidays_of(config, (2026, 2027))
    assert {date(2026, 12, 22), date(2026, 12, 25), date(2026, 12, 28), date(2027, 3, 26)} <= days
    assert date(2026, 8, 3) not in days
    scotland = build({"programme": {"region": "SCT"}}, Path(), {})
    assert date(2026, 8, 3) in holidays_of(scotland, (2026,))


@pytest.mark.parametrize("text", ["10:00-19:00", "10-19", "10:00 – 19:00", " 10:00-19:00 "])
def test_hours_are_read_as_people_write_them(text: str) -> None:
    """A long dash, spaces or bare hours make no difference."""
    assert read_hours(text) == (600, 1140)


@pytest.mark.parametrize("text", ["", "10", "10:70-19:00", "10:00-25:00", "19:00-10:00", "10am-7pm"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    """What is no span of one day is an error that shows how to write one."""
    with pytest.raises(ValueError, match="10:00-19:00"):
        read_hours(text)


@pytest.mark.parametrize("text", ["Monday 10:00-12:00", "mon 10-12", "Mon-Mon 10:00-12:00"])
def test_days_are_read_as_people_write_them(text: str) -> None:
    """Short or long, capital or not."""
    rota = read_rota(text)
    assert rota.covers(datetime(2026, 11, 23, 11))
    assert not rota.covers(datetime(2026, 11, 24, 11))


@pytest.mark.parametrize(
    "text", ["Mon", "10:00-12:00", "Fri-Mon 10:00-12:00", "Funday 10:00-12:00", "Mon 10:00-12:00,"]
)
def test_days_that_are_none_are_refused(text: str) -> None:
    """A rota that cannot be read is never half read."""
    with pytest.raises(ValueError, match=r"\d"):
        read_rota(text)

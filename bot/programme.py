"""What conversations see of the config: the programme in the words of messages, and who is on duty now."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.bank_holidays import bank_holidays
from bot.config import Config
from bot.quiet_days import each
from bot.rota import Rota, Turn
from bot.tongue import SPOKEN
from conversations.phrases import Tongue
from conversations.view import Duty, Programme

MONDAY = date(2024, 1, 1)


def programme_of(config: Config, languages: Sequence[tuple[str, str]] = (("en", "English"),)) -> Programme:
    """The programme as conversations see it, without a duty: that changes by the hour (`duty_of`).

    `languages`: those offered to members, each as code and its own name (`bot.words.offered`).
    """
    section = config.programme
    return Programme(
        name=section.name,
        organisation=section.organisation,
        contact=section.contact,
        emergency=section.emergency,
        notice=section.notice,
        worker=section.worker,
        worker_hours=section.worker_hours,
        agreement=section.agreement,
        agreement_version=sha256("\n".join(section.agreement).encode()).hexdigest()[:12]
        if section.agreement
        else "",
        languages=tuple(languages),
        helplines={line.id: line.number for line in config.helplines},
        set_up=config.safety.set_up,
        timezone=section.timezone,
        hours=config.pace.hours,
        urgent_hours=config.pace.urgent_hours,
        open_door=section.open_door,
    )


def duty_of(config: Config, tongue: Tongue, now: int, holidays: Collection[date] = ()) -> Duty | None:
    """Who is told at this moment (UTC seconds), in one language; None in set-up 1 (DOMAIN.md 1.6).

    None as well when the rota has no turn within a month: then the words of set-up 1 are the true ones.
    """
    if config.safety.set_up == 1:
        return None
    rota, local = config.safety.rota, datetime.fromtimestamp(now, ZoneInfo(config.programme.timezone))
    on_now, coming = rota.covers(local, holidays), rota.next_start(local, holidays)
    if not on_now and coming is None:
        return None
    back = f"{tongue.day(coming[0])}, {tongue.clock(coming[1])}" if coming else ""
    return Duty(
        config.safety.duty, hours_in(rota, tongue), on_now, back, _instant(coming, local) if coming else None
    )


def _instant(coming: tuple[date, int], local: datetime) -> int:
    """The UTC seconds of a day and minute in the programme's own time."""
    day, minute = coming
    return int(
        datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=local.tzinfo).timestamp()
    )


def hours_in(rota: Rota, tongue: Tongue) -> str:
    """The hours of a rota as people say them: Mon–Thu 10am–5pm, Fri 10am–1pm."""
    return tongue.listed(_turn_in(turn, tongue) for turn in rota.turns)


def holidays_of(config: Config, years: Collection[int]) -> frozenset[date]:
    """Bank holidays of these years and the programme's own quiet days. Sundays are quiet anyway."""
    section = config.programme
    return bank_holidays(section.country, section.region, years) | frozenset(each(config.pace.quiet_days))


def _turn_in(turn: Turn, tongue: Tongue) -> str:
    days = [_weekday(tongue, day) for day in sorted({turn.first, turn.last})]
    return f"{'–'.join(days)} {'–'.join(tongue.clock(minute) for minute in turn.hours)}"


def _weekday(tongue: Tongue, day: int) -> str:
    """The short name of a weekday: Tue."""
    return format_date(
        MONDAY + timedelta(days=day), "EEE", locale=SPOKEN.get(tongue.language, tongue.language)
    )

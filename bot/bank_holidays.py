"""Bank holidays of the programme's country and region. The library loads slowly, so when asked."""

from collections.abc import Iterable
from datetime import date


def known_country(country: str) -> bool:
    return _calendar(country) is not None


def regions(country: str) -> tuple[str, ...]:
    """The parts of a country that have holidays of their own."""
    import holidays  # a sixth of a second, for nobody who only asks for help on the command line

    calendar = holidays.country_holidays(country)
    return tuple(calendar.subdivisions)


def bank_holidays(country: str, region: str, years: Iterable[int]) -> frozenset[date]:
    """Every bank holiday of these years."""
    import holidays

    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=tuple(years)))


def _calendar(country: str) -> object | None:
    import holidays

    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return None

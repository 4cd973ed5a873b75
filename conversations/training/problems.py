"""What is wrong with a course that somebody would like to make, in chat or from a file: one list of problems, each with the words
that say how to mend it."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from conversations.flow import Problem
from conversations.pace.local_time import local, local_date
from conversations.phrases import Phrase, Tongue, _
from conversations.training.courses import (
    ABOUT_MOST,
    AHEAD_MOST,
    HELP_MOST,
    LINK_MOST,
    LONGEST,
    MONEY_MOST,
    NAME_MOST,
    PLACE_MOST,
    PLACES_MOST,
    SESSIONS_MOST,
    TITLE_MOST,
    TO_ANSWER,
    WINDOW,
    CourseDraft,
    SessionDraft,
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a course, and with which part of it: a field's name in files. `session`: which of them, if one is."""

    field: str
    problem: Problem
    session: SessionDraft | None = None


def wrong_with(
    draft: CourseDraft, now: int, zone: str, tongue: Tongue, *, by_draw: bool = True
) -> tuple[Wrong, ...]:
    """Everything that stands against making this course, at this moment; a problem says how it can be mended. Where places go
    to whoever asks first (`by_draw` False) asking never closes before it begins, and no place is kept."""
    return tuple(_wrong(draft, now, zone, tongue, by_draw=by_draw))


def wrong_with_sessions(
    sessions: Sequence[SessionDraft], closing: date | None, now: int, zone: str, tongue: Tongue
) -> tuple[Wrong, ...]:
    """What stands against a course having these sessions from now on, one of which is moved. `closing`: the last day of asking,
    where the draw is still to come."""
    first = min(each.starts_at for each in sessions)
    near = () if closing is None else _too_near(first, closing, zone, tongue)
    return (*wrong_sessions(sessions, now, zone, tongue), *near)


def _wrong(draft: CourseDraft, now: int, zone: str, tongue: Tongue, *, by_draw: bool) -> Iterator[Wrong]:
    for name, most in (
        ("title", TITLE_MOST),
        ("about", ABOUT_MOST),
        ("money", MONEY_MOST),
        ("costs", MONEY_MOST),
        ("leader", NAME_MOST),
    ):
        text = str(getattr(draft, name))
        if not text.strip():
            yield Wrong(name, Problem(EMPTY[name]))
        elif len(text) > most:
            yield Wrong(name, Problem(LONG, {"number": str(len(text)), "most": str(most)}))
    if len(draft.help) > HELP_MOST:
        yield Wrong("help", Problem(LONG, {"number": str(len(draft.help)), "most": str(HELP_MOST)}))
    if not 1 <= draft.places <= PLACES_MOST:
        yield Wrong(
            "places",
            Problem(
                _("TC-P1", "A course has 1 to {most} places. Write how many people can come."),
                {"most": str(PLACES_MOST)},
            ),
        )
    elif by_draw and not 0 <= draft.kept_places <= draft.places:
        yield Wrong(
            "kept",
            Problem(
                _(
                    "TC-P2",
                    "There are {number} places, so at most that many can be kept for people new to this.",
                ),
                {"number": str(draft.places)},
            ),
        )
    yield from wrong_sessions(draft.sessions, now, zone, tongue)
    if draft.sessions and by_draw:
        yield from wrong_closing(draft, now, zone, tongue)


def wrong_sessions(sessions: Sequence[SessionDraft], now: int, zone: str, tongue: Tongue) -> Iterator[Wrong]:
    """What stands against these sessions, all of them to come."""
    if not 1 <= len(sessions) <= SESSIONS_MOST:
        yield Wrong(
            "sessions",
            Problem(
                _(
                    "TC-S1",
                    "A course has 1 to {most} sessions. Say when each begins and ends, and where it is.",
                ),
                {"most": str(SESSIONS_MOST)},
            ),
        )
    for each in sessions:
        words = {"session": moment(each.starts_at, zone, tongue)}
        if each.starts_at <= now:
            yield Wrong(
                "sessions",
                Problem(_("TC-S2", "The session on {session} is in the past. Pick a time to come."), words),
                each,
            )
        if each.starts_at > now + AHEAD_MOST:
            yield Wrong(
                "sessions",
                Problem(
                    _("TC-S3", "The session on {session} is more than a year ahead. Pick a nearer day."),
                    words,
                ),
                each,
            )
        if not each.starts_at < each.ends_at <= each.starts_at + LONGEST:
            yield Wrong(
                "sessions",
                Problem(
                    _("TC-S4", "The session on {session} has to end after it begins, and within 12 hours."),
                    words,
                ),
                each,
            )
        if not each.place and not each.link:
            yield Wrong(
                "sessions",
                Problem(
                    _("TC-S5", "The session on {session} has neither a place nor a link. Say where it is."),
                    words,
                ),
                each,
            )
        for text, most in ((each.place, PLACE_MOST), (each.link, LINK_MOST)):
            if len(text) > most:
                yield Wrong("sessions", Problem(LONG, {"number": str(len(text)), "most": str(most)}), each)
    ordered = sorted(sessions, key=lambda each: each.starts_at)
    for first, then in itertools.pairwise(ordered):
        if then.starts_at < first.ends_at:
            words = {
                "first": moment(first.starts_at, zone, tongue),
                "then": moment(then.starts_at, zone, tongue),
            }
            yield Wrong(
                "sessions",
                Problem(
                    _(
                        "TC-S6",
                        "Two sessions overlap: the one on {first} has not ended when the one on {then} begins. Nobody can be in both.",
                    ),
                    words,
                ),
                then,
            )


def wrong_closing(draft: CourseDraft, now: int, zone: str, tongue: Tongue) -> Iterator[Wrong]:
    """What stands against the day on which asking closes. The draft has a session."""
    soonest = local_date(now + WINDOW, zone)
    near = [*_too_near(draft.starts_at, draft.closing, zone, tongue)]
    yield from near
    if not near and draft.closing < soonest:
        words = {"closing": tongue.day(draft.closing), "soonest": tongue.day(soonest)}
        yield Wrong(
            "closing",
            Problem(
                _(
                    "TC-C3",
                    "Asking closes on {closing}. Some people hear from us every 2 weeks or less, so give them 2 weeks to ask: {soonest} or later.",
                ),
                words,
            ),
        )


def _too_near(starts_at: int, closing: date, zone: str, tongue: Tongue) -> Iterator[Wrong]:
    first, last = local_date(starts_at, zone), local_date(starts_at - TO_ANSWER, zone)
    words = {"closing": tongue.day(closing), "start": tongue.day(first), "last": tongue.day(last)}
    if closing >= first:
        yield Wrong(
            "closing",
            Problem(
                _(
                    "TC-C1",
                    "Asking closes on {closing}, and the course begins on {start}. It has to close first: on {last} or before, so that people hear yes or no in time.",
                ),
                words,
            ),
        )
    elif closing > last:
        yield Wrong(
            "closing",
            Problem(
                _(
                    "TC-C2",
                    "Asking closes on {closing}, too near the first session on {start}. People need a week to hear yes or no and to answer: {last} or before.",
                ),
                words,
            ),
        )


def moment(at: int, zone: str, tongue: Tongue) -> str:
    """A day and a time, as the programme's clocks show it."""
    day, minute = local(at, zone)
    return tongue.say(
        _("text.day_time", "{day} at {time}"), {"day": tongue.day(day), "time": tongue.clock(minute)}
    )


LONG: Final = _("TC-L1", "That's {number} letters. Up to {most} fit on a small screen.")
EMPTY: Final[dict[str, Phrase]] = {
    "title": _("TC-E1", "The course has no title. Write what it is called."),
    "about": _("TC-E2", "Nothing says what the course is. Write it in plain words."),
    "money": _("TC-E3", "Nothing is said about money. Write what people pay or are paid, like: Free."),
    "costs": _(
        "TC-E4", "Nothing is said about costs. Write what is covered, like: Travel paid before you come."
    ),
    "leader": _("TC-E5", "Nobody leads it. Write who does, so that people know whom to ask for."),
}

"""Courses and places as one person of the room may see them, as plain values for its page (GET /api/training).

It reads through the same facts as that person's chat does, so the same rules hold: everybody sees the same numbers, coordinators
and members alike (B03); who has a place is there for whoever leads the course, and for nobody else; what would help somebody to
take part is never here. Seats are counted exactly, people who ask or wait only about.
"""

from sqlite3 import Connection
from typing import Any, Final

from bot.facts import RowFacts
from bot.world import World
from conversations.bands import band
from conversations.pace.local_time import instant
from conversations.pace.values import DAY
from conversations.phrases import Tongue
from conversations.training.courses import Course, Mine
from storage import courses, members

LOOK_BACK: Final = 56 * DAY
"""So long after it ended a course is still looked at."""
NOON: Final = 12 * 60
MINE: Final = {
    "asked": "{name} has asked for a place.",
    "waiting": "{name} is number {number} in the waiting list.",
    "offered": "A place is being held for {name}.",
    "booked": "{name} has a place.",
}


def read(connection: Connection, world: World, channel: str, address: str, now: int) -> dict[str, Any]:
    """Every course that whoever writes from this address may see: those to come, and those of the last weeks, the latest first.
    Somebody who has not joined sees none."""
    person = members.by_address(connection, channel, address)
    zone, tongue = world.programme_at(now).timezone, world.tongue("en")
    facts = RowFacts(connection, world, None if person is None else person.id, tongue, now)
    found = [facts.course(row.id) for row in courses.to_come(connection, now - LOOK_BACK)]
    seen = [each for each in found if each is not None]
    name = "" if person is None else person.name
    told = [_course(each, facts, name, zone, tongue, now) for each in seen]
    coming = sorted((each for each in told if not each["over"]), key=lambda each: bool(each["cancelled"]))
    over = sorted((each for each in told if each["over"]), key=lambda each: each["sessions"][0]["starts_at"], reverse=True)  # fmt: skip
    return {"now": now, "joined": person is not None, "courses": coming + over}


def record(
    connection: Connection, world: World, channel: str, address: str, course: int, now: int
) -> str | None:
    """The draw of a course as anybody who may see it can repeat it; None where there is none for them."""
    person = members.by_address(connection, channel, address)
    if person is None:
        return None
    facts = RowFacts(connection, world, person.id, world.tongue("en"), now)
    return None if facts.course(course) is None else facts.draw_record(course) or None


def _course(
    course: Course, facts: RowFacts, name: str, zone: str, tongue: Tongue, now: int
) -> dict[str, Any]:
    draft, begun = course.draft, course.has_begun(now)
    people = facts.attendees(course.id) if course.leads else ()
    return {
        "id": course.id, "title": draft.title, "about": draft.about, "group": course.group, "leader": draft.leader, "money": draft.money,
        "costs": draft.costs, "help": draft.help, "cancelled": course.cancelled, "begun": begun, "over": course.is_over(now),
        "by_draw": course.by_draw, "closes_at": course.closes_at,
        "sessions": [
            {"starts_at": each.draft.starts_at, "ends_at": each.draft.ends_at, "place": each.draft.place, "link": each.draft.link,
             "cancelled": each.cancelled or course.cancelled}
            for each in course.sessions
        ],
        "places": places_of(course, now, tongue), "stages": stages_of(course, now, zone),
        "draw": _draw(course),
        "mine": mine_of(course.mine, name) if not course.is_over(now) else "",
        "people": [{"name": each.name, "came": each.came if begun else None} for each in people if each.came or not course.is_over(now)] if course.leads else None,
    }  # fmt: skip


def _draw(course: Course) -> dict[str, Any] | None:
    """What was promised before the draw, and what can be checked after it; None where none was, or will be."""
    if not course.by_draw or (course.cancelled and not course.seed):
        return None
    return {"commitment": course.commitment, "seed": course.seed, "drawn_at": course.drawn_at}


# -- seats --------------------------------------------------------------------------------------------------------------


def places_of(course: Course, now: int, tongue: Tongue) -> dict[str, Any]:
    """The seats, kind by kind, and what is to be said of them. `parts`: together as many as there are seats; `words` says all of
    it in one breath."""
    every, kept = course.draft.places, course.draft.kept_places if course.by_draw else 0
    more: list[str] = []
    if course.cancelled:
        parts = [("off", every, "not needed any more")]
    elif course.has_begun(now):
        parts = [("booked", course.booked, "booked"), ("empty", every - course.booked, "empty")]
    elif course.by_draw and course.drawn_at is None:
        parts = [
            ("kept", kept, "kept for people new to this"),
            ("empty", every - kept, "to be drawn among everybody" if kept else "to be drawn"),
        ]
        more.append(_people(course.waiting, "have asked so far", tongue))
    else:
        parts = [("booked", course.booked, "booked")]
        if course.tells_parts:
            offered = course.unbooked - course.open
            parts += [("offered", offered, "being offered"), ("free", course.open, "free to take")]
        else:  # a seat that is held and one that is not look alike
            parts.append(("empty", course.unbooked, "not booked yet"))
        if course.open and course.by_draw:
            more.append("Left-over places go to whoever asks first.")
        if kept:
            more.append(f"{kept} {'is' if kept == 1 else 'are'} kept for people new to this.")
        more.append(_people(course.waiting, "are waiting", tongue))
    told = [{"kind": kind, "count": count, "words": words} for kind, count, words in parts if count]
    whole = f"{every} {'place' if every == 1 else 'places'}"
    named = ", ".join(f"{each['count']} {each['words']}" for each in told)
    return {
        "every": every,
        "parts": told,
        "whole": whole,
        "more": more,
        "words": " ".join([f"{whole}: {named}.", *more]),
    }


def _people(count: int, doing: str, tongue: Tongue) -> str:
    """About how many: never exactly, so that nobody can be counted out of a group."""
    about = band(count, tongue)
    return f"{about[:1].upper()}{about[1:]} people {doing}."


def mine_of(mine: Mine | None, name: str) -> str:
    """What whoever looks has to do with it. An offer is not told of here before it has reached them in their chat."""
    if mine is None:
        return ""
    if mine.state == "offered" and not mine.sent:
        return MINE["asked"].format(name=name)
    return MINE[mine.state].format(name=name, number=mine.number)


# -- where it stands ----------------------------------------------------------------------------------------------------


def stages_of(course: Course, now: int, zone: str) -> list[dict[str, Any]]:
    """Its stages in time. `state`: "done", "now", "later", or "off" for one that does not come because the course is cancelled.
    `at`: a moment of the day on which it comes, or came."""
    begun, told_by = course.has_begun(now), instant(course.told_by, 2 * NOON, zone)
    stages = [("first", course.starts_at - 1, begun), ("begins", course.starts_at, begun)]
    if course.by_draw:
        drawn = course.drawn_at is not None
        stages = [
            ("asking", course.closes_at - 1, now >= course.closes_at),
            ("draw", course.drawn_at or course.closes_at, drawn),
            ("told", told_by - 1, drawn and now >= min(told_by, course.starts_at)),
            ("begins", course.starts_at, begun),
        ]
    current = next((key for key, _at, done in stages if not done), "")
    coming = "off" if course.cancelled else "later"
    return [
        {"key": key, "at": at, "state": "done" if done else "now" if key == current and not course.cancelled else coming}
        for key, at, done in stages
    ]  # fmt: skip

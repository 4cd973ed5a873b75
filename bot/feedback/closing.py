"""A box from its meeting's end to the day on which it is opened, or is not.

    meeting ends ──▶ open ──▶ k or more answered ──▶ review ──▶ agreed ──▶ published
                       │                                └─ nobody agreed in time ──▶ published without own words
                       └─ fewer ──▶ waiting (mixed in with the group's next meeting, three at most) ──▶ destroyed unread
                                └─▶ destroyed unread, where that was promised

*Counting people.* What is pooled is counted by people and not by answers: three people who answer three meetings are three,
and never come to five. So a box that waits keeps its register, sealed like all else, until it is opened or destroyed. From
the moment it goes to review nobody's number is in it any more.
"""

import json
import logging
from datetime import date
from sqlite3 import Connection
from typing import Final

from bot.ballot_box import BoxFull
from bot.feedback import days, leaving, publishing, review_asks, reviewing
from bot.world import World
from storage import boxes, events, publications, sealed
from storage.transaction import behind_savepoint

log = logging.getLogger(__name__)
MOST_WAITED: Final = 3
"""After so many meetings with too few answers they are deleted unread."""
MEETINGS: Final = "meetings"
"""The note in a box that names the meetings mixed into it, besides its own."""


def make(connection: Connection, world: World, now: int) -> bool:
    """A box for the next meeting that is over; whether there was one."""
    for event in events.over(connection, now):
        programme = world.programme_at(now)
        closing = days.closes_on(event.over_at, programme.timezone)
        if now >= days.closes_at(closing, programme.timezone):
            continue  # an outage of more than a week: nobody could answer any more
        world.ballots.make(
            connection, event.id, len(events.invited(connection, event.id)), world.form, closes_on=closing.isoformat(),
            opens_on=days.opens_by(closing, world.holidays(now)).isoformat(), k=world.min_responses, for_words=world.min_for_words,
            below_k=event.few,
        )  # fmt: skip
        return True
    return False


def close(connection: Connection, world: World, now: int) -> bool:
    """Close the next box whose last day is over; whether there was one."""
    zone = world.programme_at(now).timezone
    for box in boxes.all(connection, "open"):
        over = now >= days.closes_at(date.fromisoformat(box.closes_on), zone)
        if over and world.ballots.is_open(box.meeting_id):
            _close(connection, world, box, now)
            return True
        if over and publications.of(connection, box.meeting_id) is None:
            publishing.without_results(connection, world, box, "lost", now)
            return True
    return False


def _close(connection: Connection, world: World, box: boxes.BoxRow, now: int) -> None:
    id = box.meeting_id
    for member_id, _draft, _owes in sealed.drafts(connection, id):
        leaving.clear_away(connection, id, member_id)
    event = events.of(connection, id)
    assert event is not None
    waited = 0
    for other in boxes.all(connection, "waiting"):
        before = events.of(connection, other.meeting_id)
        same = before is not None and before.group_id == event.group_id
        if same and box.below_k == "pool" and world.ballots.is_open(other.meeting_id):
            try:
                behind_savepoint(connection, lambda c, other=other: _mix(c, world, other, id))  # type: ignore[misc]  # a default binds the box
            except BoxFull:
                continue  # it waits for the meeting after this one
            waited = max(waited, other.waited)
            box = box._replace(k=max(box.k, other.k), for_words=max(box.for_words, other.for_words))
    boxes.raise_floor(connection, id, box.k, box.for_words)
    people = len(sealed.register(connection, id))
    if people >= box.k:
        _to_review(connection, world, box, people, now)
    elif box.below_k == "destroy" or waited + 1 >= MOST_WAITED:
        publishing.without_results(connection, world, box, "destroyed", now)
        world.ballots.drop(connection, id)
    else:
        boxes.set_state(connection, id, "waiting", waited=waited + 1)
        publishing.without_results(connection, world, box, "waiting", now)
        sealed.turn(connection, id)


def _mix(connection: Connection, world: World, other: boxes.BoxRow, into: int) -> None:
    """Everything of a box that waited goes into this one, each person counted once; the other one goes."""
    for member_id in sealed.register(connection, other.meeting_id):
        if not sealed.has_answered(connection, into, member_id):
            sealed.enter(connection, into, member_id)
    for slip in sealed.slips(connection, other.meeting_id):
        sealed.drop_in(connection, into, slip)
    mixed = [*mixed_into(connection, into), other.meeting_id, *mixed_into(connection, other.meeting_id)]
    sealed.keep_note(connection, into, MEETINGS, json.dumps(mixed))
    world.ballots.check_room(connection, into)
    world.ballots.drop(connection, other.meeting_id)


def mixed_into(connection: Connection, meeting_id: int) -> list[int]:
    """The other meetings whose answers are in this box."""
    return [int(id) for id in json.loads(sealed.note(connection, meeting_id, MEETINGS) or "[]")]


def _to_review(connection: Connection, world: World, box: boxes.BoxRow, people: int, now: int) -> None:
    """The register goes, and how many it held stays. Without any own words there is nothing to review."""
    id = box.meeting_id
    sealed.keep_note(connection, id, reviewing.PEOPLE, str(people))
    sealed.empty_register(connection, id)
    if reviewing.begin(connection, id, people):
        boxes.set_state(connection, id, "review")
        review_asks.ask(connection, world, box, now)
    else:
        boxes.set_state(connection, id, "agreed")
        bring_forward(connection, world, box, now)


def bring_forward(connection: Connection, world: World, box: boxes.BoxRow, now: int) -> None:
    """All that had to be agreed is agreed: it opens at the next noon of a working day, and never later than promised."""
    opening = days.next_opening(now, world.programme_at(now).timezone, world.holidays(now))
    if opening < date.fromisoformat(box.opens_on):
        boxes.set_opens_on(connection, box.meeting_id, opening.isoformat())


def open(connection: Connection, world: World, now: int) -> bool:
    """Publish the next box whose noon has come; whether there was one."""
    zone = world.programme_at(now).timezone
    for closed in boxes.all(connection, "agreed", "review"):
        if closed.state == "agreed":
            bring_forward(connection, world, closed, now)
        box = boxes.of(connection, closed.meeting_id) or closed
        noon = days.opens_at(date.fromisoformat(box.opens_on), zone)
        if now >= noon and world.ballots.is_open(box.meeting_id):
            people = int(sealed.note(connection, box.meeting_id, reviewing.PEOPLE) or "0")
            publishing.publish(connection, world, box, people, mixed_into(connection, box.meeting_id), now)
            world.ballots.drop(connection, box.meeting_id)
            return True
    return False


def next_due(connection: Connection, world: World, now: int) -> int | None:
    """When a box is next to be made, closed or opened."""
    zone = world.programme_at(now).timezone
    moments = []
    for box in boxes.all(connection):
        if not world.ballots.is_open(box.meeting_id):
            continue
        if box.state == "open":
            moments.append(days.closes_at(date.fromisoformat(box.closes_on), zone))
        elif box.state in ("review", "agreed"):
            opening = date.fromisoformat(box.opens_on)
            earlier = box.state == "agreed" and days.next_opening(now, zone, world.holidays(now)) < opening
            moments.append(now if earlier else days.opens_at(opening, zone))
    ending = events.next_over(connection, now)
    return min((*moments, *((ending,) if ending is not None else ())), default=None)

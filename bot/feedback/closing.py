"""A box from its meeting's end to the day on which it is opened, or is not.

    meeting ends ──▶ open ──▶ k or more answered ──▶ review ──▶ agreed ──▶ published
                       │                                └─ nobody agreed in time ──▶ published without own words
                       └─ fewer ──▶ waiting (mixed in with the group's next meeting, three at most) ──▶ destroyed unread
                                └─▶ destroyed unread, where that was promised

*Counting people.* What is pooled is counted by people and not by answers: three people who answer three meetings are three,
and never come to five. So a box that waits keeps its register, sealed like all else, until it is opened or destroyed. From
the moment it goes to review nobody who answered is in it by number any more. Who answered which question is kept nowhere; so
where meetings are mixed, everybody who replied to both is taken to have answered each question twice, and a question is
hidden by what is left.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from sqlite3 import Connection
from typing import Final

from bot.ballot_box import BoxFull
from bot.feedback import days, leaving, one_box, publishing, review_asks, reviewing, roster
from bot.world import World
from conversations.feedback import counting
from conversations.feedback.form import Form
from storage import boxes, events, members, sealed
from storage.transaction import behind_savepoint

MOST_WAITED: Final = 3
"""After so many meetings with too few answers they are deleted unread."""
MEETINGS: Final = "meetings"
"""The note in a box that names the meetings mixed into it, besides its own."""


def make(connection: Connection, world: World, now: int) -> bool:
    """A box for the next meeting that is over; whether there was one."""
    zone = world.programme_at(now).timezone
    for event in events.over(connection, now):
        closing = days.closes_on(event.over_at, zone)
        if now >= days.closes_at(closing, zone):
            continue  # an outage of more than a week: nobody could answer any more
        if one_box.has_rested(world, event.id, now):
            work = partial(_make, world=world, event=event, closing=closing, now=now)
            if one_box.go_on(connection, world, event.id, now, work):
                return True
    return False


def _make(connection: Connection, world: World, event: events.EventRow, closing: date, now: int) -> None:
    world.ballots.make(
        connection, event.id, len(events.invited(connection, event.id)), world.form, closes_on=closing.isoformat(),
        opens_on=days.opens_by(closing, world.holidays(now)).isoformat(), k=world.min_responses, for_words=world.min_for_words,
        below_k=event.few,
    )  # fmt: skip
    roster.fix(connection, event.id)


def close(connection: Connection, world: World, now: int) -> bool:
    """Close the next box whose last day is over; whether there was one."""
    zone = world.programme_at(now).timezone
    for box in boxes.all(connection, "open"):
        over = now >= days.closes_at(date.fromisoformat(box.closes_on), zone)
        if over and one_box.may_go_on(world, box.meeting_id, now):
            work = partial(_close, world=world, box=box, now=now)
            if one_box.go_on(connection, world, box.meeting_id, now, work):
                return True
    return False


def let_go(connection: Connection, world: World, now: int) -> bool:
    """Answers that have waited too long for another meeting are deleted unread; whether there were any."""
    zone = world.programme_at(now).timezone
    for box in boxes.all(connection, "waiting"):
        since = date.fromisoformat(box.closes_on)
        if now >= days.waits_until(since, zone) and one_box.may_go_on(world, box.meeting_id, now):
            work = partial(_destroy, world=world, box=box, now=now)
            if one_box.go_on(connection, world, box.meeting_id, now, work):
                return True
    return False


def _destroy(connection: Connection, world: World, box: boxes.BoxRow, now: int) -> None:
    mixed = mixed_into(connection, box.meeting_id)
    for meeting in (box.meeting_id, *mixed):
        publishing.end_waiting(connection, world, meeting, "destroyed", now)
    leaving.clear_all(connection, world, box.meeting_id)
    world.ballots.drop(connection, box.meeting_id)


def _close(connection: Connection, world: World, box: boxes.BoxRow, now: int) -> None:
    id = box.meeting_id
    for member_id, _draft, _owes in sealed.drafts(connection, id):
        leaving.clear_away(connection, id, member_id)
        sealed.end_talk(connection, id, member_id, now)
    event = events.of(connection, id)
    assert event is not None
    waited = 0
    for other in boxes.all(connection, "waiting"):
        before = events.of(connection, other.meeting_id)
        same = before is not None and before.group_id == event.group_id
        if same and box.below_k == "pool" and world.ballots.is_open(other.meeting_id):
            try:
                behind_savepoint(connection, partial(_mix, world=world, other=other, into=id))
            except BoxFull:
                continue  # it waits for the meeting after this one
            waited = max(waited, other.waited)
            box = box._replace(k=max(box.k, other.k), for_words=max(box.for_words, other.for_words))
    boxes.raise_floor(connection, id, box.k, box.for_words)
    people, beside = _people(connection, id)
    if people >= box.k + beside:
        sealed.keep_note(connection, id, reviewing.BESIDE, json.dumps(beside))
        _to_review(connection, world, box, people, now)
    elif box.below_k == "destroy" or waited + 1 >= MOST_WAITED:
        publishing.without_results(connection, world, box, "destroyed", now)
        _destroy(connection, world, box, now)
    else:
        boxes.set_state(connection, id, "waiting", waited=waited + 1)
        publishing.without_results(connection, world, box, "waiting", now)
        sealed.turn(connection, id)


def _people(connection: Connection, meeting_id: int) -> tuple[int, int]:
    """How many answered, and how many of them do not count towards the floor.

    Staff and coordinators know what they said themselves: so many of their answers hide nobody. Of somebody who has left nobody
    can say whether they came back and answered once more. And where meetings are mixed, only who was invited to all of them
    can have said what was said at the first: people who came later open nothing that was closed before."""
    register = sealed.register(connection, meeting_id)
    known = roster.is_kept(connection, meeting_id)
    invited = set(roster.of(connection, meeting_id)) if known else set(register)
    beside = 0
    for member_id in register:
        row = members.by_id(connection, member_id) if member_id > 0 else None
        staff = row is not None and row.role in ("staff", "coordinator")
        beside += member_id <= 0 or staff or member_id not in invited
    return len(register), beside


def _mix(connection: Connection, world: World, other: boxes.BoxRow, into: int) -> None:
    """Everything of a box that waited goes into this one, each person counted once; the other one goes."""
    there = sealed.register(connection, other.meeting_id)
    both = sum(sealed.has_answered(connection, into, member_id) for member_id in there)
    surely = counting.surely_at_two(_surely(connection, into), _surely(connection, other.meeting_id), both)
    sealed.keep_note(connection, into, reviewing.SURELY, json.dumps(surely))
    for member_id in there:
        if not sealed.has_answered(connection, into, member_id):
            sealed.enter(connection, into, member_id)
    for slip in sealed.slips(connection, other.meeting_id):
        sealed.drop_in(connection, into, slip)
    roster.narrow(connection, into, roster.of(connection, other.meeting_id))
    mixed = [*mixed_into(connection, into), other.meeting_id, *mixed_into(connection, other.meeting_id)]
    sealed.keep_note(connection, into, MEETINGS, json.dumps(mixed))
    world.ballots.check_room(connection, into, is_taking=roster.is_kept(connection, into))
    world.ballots.drop(connection, other.meeting_id)


def _surely(connection: Connection, meeting_id: int) -> Mapping[str, int]:
    """How many people at least answered each question of a box."""
    box, note = boxes.of(connection, meeting_id), sealed.note(connection, meeting_id, reviewing.SURELY)
    assert box is not None, "there is such a box"
    if note is not None:
        return {str(id): int(people) for id, people in json.loads(note).items()}
    return counting.tallied(Form.from_json(box.questions), 0, sealed.slips(connection, meeting_id)).answered


def mixed_into(connection: Connection, meeting_id: int) -> list[int]:
    """The other meetings whose answers are in this box."""
    return [int(id) for id in json.loads(sealed.note(connection, meeting_id, MEETINGS) or "[]")]


def _to_review(connection: Connection, world: World, box: boxes.BoxRow, people: int, now: int) -> None:
    """The register goes, and how many it held stays. Without any own words there is nothing to review."""
    id = box.meeting_id
    sealed.keep_note(connection, id, reviewing.PEOPLE, str(people))
    sealed.empty_register(connection, id)
    sealed.drop_note(connection, id, roster.NOTE)
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
        if now >= noon and one_box.may_go_on(world, box.meeting_id, now):
            work = partial(_publish, world=world, box=box, now=now)
            if one_box.go_on(connection, world, box.meeting_id, now, work):
                return True
    return False


def _publish(connection: Connection, world: World, box: boxes.BoxRow, now: int) -> None:
    people = int(sealed.note(connection, box.meeting_id, reviewing.PEOPLE) or "0")
    publishing.publish(connection, world, box, people, mixed_into(connection, box.meeting_id), now)
    leaving.clear_all(connection, world, box.meeting_id)
    world.ballots.drop(connection, box.meeting_id)


def next_due(connection: Connection, world: World, now: int) -> int | None:
    """When a box is next to be made, closed or opened, or one that failed is tried again."""
    zone = world.programme_at(now).timezone
    moments = [moment for moment in world.ballots.resting.values() if moment > now]
    for box in boxes.all(connection):
        if world.ballots.is_open(box.meeting_id):
            moments.append(max(_next_of(box, world, zone, now), world.ballots.resting.get(box.meeting_id, 0)))
    ending = events.next_over(connection, now)
    return min((*moments, *((ending,) if ending is not None else ())), default=None)


def _next_of(box: boxes.BoxRow, world: World, zone: str, now: int) -> int:
    closing, opening = date.fromisoformat(box.closes_on), date.fromisoformat(box.opens_on)
    if box.state == "open":
        return days.closes_at(closing, zone)
    if box.state == "waiting":
        return days.waits_until(closing, zone)
    earlier = box.state == "agreed" and days.next_opening(now, zone, world.holidays(now)) < opening
    return now if earlier else days.opens_at(opening, zone)

"""What comes out of a box: written down once, readable by every member and coordinator from that same commit on (B28).

Word of it goes to each at their own pace (PACE.md, section 6), a chunk of people at a time; on the page of What's new it
stands for them as soon as their chunk has come, and under Meetings at once.
"""

from dataclasses import replace
from functools import partial
from sqlite3 import Connection
from typing import Final, cast

from bot import letters
from bot.feedback import one_box, published, reviewing
from bot.feedback.draft import form_of
from bot.ports import Body
from bot.world import World
from conversations.feedback import counting
from conversations.feedback.form import Form
from conversations.feedback.headlines import headline
from conversations.feedback.publication import Publication, State
from conversations.feedback.shares import people_band
from conversations.pace import Kind, MessageClass
from conversations.pace.local_time import local_date
from storage import boxes, events, groups, members, paces, publications, sealed, whats_new

CHUNK: Final = 200
"""Members in one transaction."""
RESULT_LIVES: Final = 14 * 24 * 3600
"""Seconds (PACE.md, section 6)."""


def publish(
    connection: Connection, world: World, box: boxes.BoxRow, people: int, mixed_in: list[int], now: int
) -> None:
    """Open a box: count, leave out what is too few, and write down what is left. What is not reviewed has no own words."""
    form, rules = form_of(connection, box.meeting_id), reviewing.rules_of(connection, box)
    reviewed = box.state == "agreed"
    marks = reviewing.outcome(connection, box.meeting_id)
    chosen = [slip for slip in sealed.slips(connection, box.meeting_id) if not slip.words]
    tally = reviewing.tally_of(connection, box.meeting_id, form, people, (*chosen, *marks.words))
    agreed = marks.words_wanted
    shown = counting.shown(form, tally, rules, words_agreed=agreed, reviewed=reviewed)
    value = replace(
        _about(connection, world, box, form, mixed_in, now), state="published", people=people_band(people, box.k), questions=shown,
        words=counting.words_state(tally, rules, words_agreed=agreed, reviewed=reviewed),
        masked=marks.masked and reviewed, reviewed_by=marks.keys if reviewed else (),
    )  # fmt: skip
    published.put(connection, value, form, mixed_in)
    for meeting in mixed_in:
        end_waiting(connection, world, meeting, "mixed", now)


def without_results(
    connection: Connection, world: World, box: boxes.BoxRow, state: State, now: int
) -> None:  # fmt: skip
    """Too few replied, or the key is gone: that is what is written down."""
    form = Form.from_json(box.questions)
    value = replace(_about(connection, world, box, form, [], now), state=state)
    published.put(connection, value, form)


def end_waiting(connection: Connection, world: World, meeting_id: int, state: State, now: int) -> None:
    """What waited for another meeting's answers waits no more; pages that say it does are put right, without a message."""
    publications.end_waiting(connection, meeting_id, state, today(world, now))
    event, item = events.of(connection, meeting_id), f"results:{meeting_id}"
    for member_id in whats_new.holders(connection, item):
        person = members.by_id(connection, member_id)
        if person is not None and event is not None:
            text = headline(world.tongue(person.language), state, event.title)
            whats_new.reword(connection, member_id, item, text)


def today(world: World, now: int) -> str:
    """The programme's day, as publications carry it."""
    return world.today(now, world.programme_at(now).timezone).isoformat()


def _about(
    connection: Connection, world: World, box: boxes.BoxRow, form: Form, mixed_in: list[int], now: int
) -> Publication:
    """What a publication says of its meetings and its rules, before anything has come out."""
    zone = world.programme_at(now).timezone
    found = [event for id in (box.meeting_id, *mixed_in) if (event := events.of(connection, id))]
    names = dict(groups.all(connection))
    return Publication(
        meeting=box.meeting_id, titles=tuple(event.title for event in found), group=names.get(found[0].group_id or 0, ""),
        month=local_date(found[0].starts_at, zone).strftime("%Y-%m"), on_day=today(world, now), state="waiting", people="",
        k=box.k, for_words=box.for_words, form=form.name, version=form.version, decided_by=form.decided_by,
    )  # fmt: skip


def tell(connection: Connection, world: World, now: int) -> bool:
    """Send word of a publication to the next few whom it is for; whether there may be more to do."""
    for row in publications.still_to_tell(connection):
        if one_box.has_rested(world, row.meeting_id, now):
            work = partial(_tell_next, world=world, row=row, now=now)
            if one_box.go_on(connection, world, row.meeting_id, now, work):
                return True
    return False


def _tell_next(connection: Connection, world: World, row: publications.PublicationRow, now: int) -> None:
    after = row.told_to or 0
    people = [id for id in audience(connection, row.meeting_id) if id > after][:CHUNK]
    for member_id in people:
        _tell(connection, world, row, member_id, now)
    publications.told_to(connection, row.meeting_id, people[-1] if people else None)


def audience(connection: Connection, meeting_id: int) -> list[int]:
    """Every member of the meeting's group, and every coordinator, by id."""
    event = events.of(connection, meeting_id)
    assert event is not None
    return members.of_group_and_team(connection, event.group_id)


def _tell(
    connection: Connection, world: World, row: publications.PublicationRow, member_id: int, now: int
) -> None:
    person, where = members.by_id(connection, member_id), members.address_of(connection, member_id)
    event = events.of(connection, row.meeting_id)
    if person is None or event is None:
        return
    item = f"results:{row.meeting_id}"
    tongue = world.tongue(person.language)
    whats_new.put(connection, member_id, item, headline(tongue, cast(State, row.state), event.title), now)
    if where is not None:
        letters.wait(
            connection, member_id, *where, Body("begin", name="results", carrying=(("item", item),)), now,
            message_class=MessageClass.ORDINARY, kind=Kind.RESULT, item=item, due_at=now, ends_at=now + RESULT_LIVES,
        )  # fmt: skip
        paces.look_by(connection, member_id, now)

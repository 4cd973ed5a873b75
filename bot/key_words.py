"""Words about a second key, on their way between whoever asked for it and a representative, with a way to answer them.

They go as words from a person do (bot/passing_on.py): at once, or in the reader's next hours, as the gate says. The flow in
which they can be answered opens at the very moment they go, and never before: so nobody has a question open that they
have not read, and what is typed under these words is about them.

They answer the last thing that their reader did: three in a row without a sign of the reader are all that one gets.
"""

from dataclasses import replace
from sqlite3 import Connection
from typing import Final

from bot import letters, passing_on, plan, views
from bot.journeys import JourneyShut
from bot.keyholders import can_hear
from bot.ports import Body
from bot.reading import stack_of
from bot.world import World
from conversations import desk
from conversations.effects import Reply
from conversations.events import Due
from conversations.flows.key_words import KEY_WORDS, name_of
from conversations.flows.keys import KEY, ending
from conversations.key_effects import AskBack
from conversations.keyring import QUESTIONS, KeyState, role_in
from conversations.pace import Permission
from storage import events, keys, members, sessions

ENDED: Final = "ended"
"""What stands for the words about how a request ended, until they go."""


def ask_back(connection: Connection, world: World, effect: AskBack, who: int, now: int) -> None:
    """A representative's question to whoever wants the key, or the answer to one. A question is an answer of the key rota:
    nobody goes alone before 20 minutes have passed since the latest."""
    found = keys.of(connection, effect.request)
    if found is None or found.asked_by is None:
        return
    rep = members.by_id(connection, who if effect.to is None else effect.to)
    reader = members.by_id(connection, found.asked_by) if effect.to is None else rep
    if rep is None or reader is None or rep.id == found.asked_by or rep.role != "representative":
        return
    if (effect.to is not None and who != found.asked_by) or not can_hear(connection, reader):
        return
    if effect.to is None:
        if found.questions >= QUESTIONS:
            return
        keys.talked_about(connection, found.id, now)
        flow, item = KEY_WORDS.id, name_of(rep.id, found.id)
    else:
        flow, item = KEY.id, f"key:{found.id}"
    carry(connection, world, reader, effect.text, flow, item, now, who)


def carry(
    connection: Connection, world: World, person: members.MemberRow, words: str, flow: str, item: str, now: int, whose: int,
    *, sealed: bool = False,
) -> None:  # fmt: skip
    """Put these words before somebody, with `flow` open beneath them. `whose`: who wrote them. `sealed`: they are about
    My journey, and rest sealed to the reader until they go."""
    # In quiet mode words from a person come as they are, so there is nothing to open first.
    read = (("by", "member"),) if person.quiet else ()
    body = Body(
        "begin", words, name=flow, carrying=(("item", item), *read), silent=bool(person.quiet), language=person.language
    )  # fmt: skip
    if sealed:
        body = world.journeys.seal_letter(connection, person.id, body)
    answers = plan.from_json(person.plan).last_contact_at
    verdict = passing_on.may_hear(connection, world, person, now, answers)
    if isinstance(verdict, Permission):
        passing_on.lets_hear(
            connection, person, verdict, laid(connection, world, person, body, now), whose, answers
        )
    else:
        passing_on.waits(connection, person, verdict, body, now, whose, answers)


def ended(connection: Connection, world: World, asker: members.MemberRow, request: int, now: int) -> None:
    """Whoever asked for a key hears how it ended. Until that goes it says nothing: it names whoever refused, and they may
    be forgotten before the asker's next hours."""
    body = Body(
        "begin",
        name=ENDED,
        carrying=(("item", str(request)),),
        silent=bool(asker.quiet),
        language=asker.language,
    )
    verdict = passing_on.may_hear(connection, world, asker, now)
    if isinstance(verdict, Permission):
        passing_on.lets_hear(connection, asker, verdict, laid(connection, world, asker, body, now), None)
    else:
        passing_on.waits(connection, asker, verdict, body, now, None)


def laid(connection: Connection, world: World, person: members.MemberRow, body: Body, now: int) -> Body:
    """The message that these words become; what can be answered lies open in the reader's chat from now on. Words that
    open nothing stay as they are. What rested sealed rests sealed on; where its key is missing, it opens nothing."""
    if body.sealed:
        try:
            opened = world.journeys.open_letter(person.id, body)
        except JourneyShut:
            return replace(body, op="send")
        return world.journeys.seal_letter(connection, person.id, laid(connection, world, person, opened, now))
    if body.name == ENDED:
        return how_it_ended(connection, world, person, body)
    place = members.address_of(connection, person.id)
    if body.op != "begin" or place is None:
        return body
    view = views.view_of(connection, world, place[0], person, now)
    before, stack = stack_of(connection, person.id, now)
    turn = desk.take(Due(body.name, body.carrying), stack, view, world.flows)
    sessions.save(connection, person.id, before, [session.to_json() for session in turn.stack], now)
    said = [effect for effect in turn.effects if isinstance(effect, Reply)]
    choices = letters.as_tuples(said[-1].choices) if said else ()
    text = "\n\n".join((body.text, *(effect.text for effect in said)))
    return replace(body, op="send", text=text, name="", carrying=(), choices=choices)


def how_it_ended(connection: Connection, world: World, person: members.MemberRow, body: Body) -> Body:
    """The words about how a request ended, as it stands now. Of one that is long deleted: that it waits no more."""
    found = keys.of(connection, int(dict(body.carrying)["item"]))
    event = events.of(connection, found.event_id) if found and found.event_id is not None else None
    state: KeyState = found.state if found else "lapsed"  # type: ignore[assignment]  # the table's check allows nothing else
    role = role_in(found.action) if found else ""
    text = ending(
        state,
        role,
        found.decider if found else "",
        event.title if event else "",
        world.tongue(person.language),
    )
    return replace(body, op="send", text=text, name="", carrying=())

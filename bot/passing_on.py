"""Who of the team gets what members pass on, and when.

A message goes to those who said in their menu that they take it, and to nobody else: not to coordinators of other
groups, not to whoever has stopped the bot, is held, on a break, in a day of silence, or cannot be reached. The same
question is asked before a flow promises anything (`view.facts.reachable`) and when it is carried out, in one
transaction, so the two never differ.

What is for the duty person goes at once in duty hours, since they are at work, and otherwise when the next ones begin:
nobody is woken, and the member was told when they are back. It is a reply; no limit counts it.

What is for the worker keeps the worker's own pace, as a person's reply does: the gate lets it go now or in their next
hours. It counts as something that came in, so the bot's own news to the worker waits for it: other people can make the
bot quieter. Whoever stops gets nothing of what still waited for them.
"""

from sqlite3 import Connection
from typing import Final, assert_never

from bot import letters, plan
from bot.looking import DAY, history_of
from bot.ports import Body
from bot.reading import pace_of
from bot.world import World
from conversations.pace import HISTORY_DAYS, Item, Kind, MessageClass, Permission, Refusal, may_send
from conversations.view import TeamPart
from storage import members, paces

LIVES: Final = 14 * DAY


def within_reach(connection: Connection, to: TeamPart, now: int, but: int | None) -> list[members.MemberRow]:
    """Those who would get it, except the member `but`: nobody passes words on to themselves."""
    return [row for row in members.takers(connection, to) if row.id != but and not _silent(row, now)]


def _silent(row: members.MemberRow, now: int) -> bool:
    """Whether they asked for a day of silence, which is no state of its own."""
    try:
        until = plan.from_json(row.plan).quiet_until
    except ValueError:  # somebody's own row is no reason that others reach nobody
        return False
    return until is not None and now < until


def pass_on(connection: Connection, world: World, to: TeamPart, text: str, now: int, but: int | None) -> int:
    """Put these words into the outbox for everybody who takes them; how many people."""
    people = within_reach(connection, to, now, but)
    for person in people:
        match to:
            case "worker":
                to_worker(connection, world, person, text, now, but)
            case "duty":
                to_duty(connection, world, person, text, now, but)
            case _:
                assert_never(to)
    return len(people)


def to_duty(
    connection: Connection, world: World, person: members.MemberRow, text: str, now: int, about: int | None
) -> None:
    duty = world.programme_at(now).duty
    due_at = now if duty is None or duty.on_now or duty.back_at is None else duty.back_at
    place = members.address_of(connection, person.id)
    assert place is not None, "members.takers names only people with an address"
    letters.reply(
        connection, person.id, *place, _body(person, text), now, kind=Kind.PERSON_REPLY, due_at=due_at, ends_at=due_at + LIVES,
        item=name_of(about, now), about_member=about,
    )  # fmt: skip


def to_worker(
    connection: Connection, world: World, person: members.MemberRow, text: str, now: int, about: int | None
) -> None:
    body, verdict = _body(person, text), may_hear(connection, world, person, now)
    if isinstance(verdict, Permission):
        lets_hear(connection, person, verdict, body, about)
    else:
        waits(connection, person, verdict, body, now, about)


def may_hear(
    connection: Connection, world: World, person: members.MemberRow, now: int, answers: int | None = None
) -> Permission | Refusal:
    """What the gate says of words from a person that would reach them now. `answers`: when this reader last wrote or did
    something, where the words answer that: one message may be answered three times within 14 days, and no more. What a
    member passes on to the team answers nothing, and stands for itself."""
    item = Item("passed on", Kind.PERSON_REPLY, MessageClass.ASKED, now + LIVES, asked_at=answers or now)
    history = history_of(connection, person.id, now - HISTORY_DAYS * DAY)
    its_pace = pace_of(connection, person, world.programme_at(now), now)
    return may_send(item, its_pace, history, world.holidays(now), now)


def lets_hear(
    connection: Connection, person: members.MemberRow, permission: Permission, body: Body, about: int | None,
    answers: int | None = None,
) -> None:  # fmt: skip
    place = members.address_of(connection, person.id)
    assert place is not None, "words are passed on only to people with an address"
    name = name_of(about, permission.at)
    letters.let_go(
        connection, permission, person.id, *place, body, item=name, about_member=about, answers=answers
    )


def waits(
    connection: Connection, person: members.MemberRow, refusal: Refusal, body: Body, now: int, about: int | None,
    answers: int | None = None,
) -> None:  # fmt: skip
    """They hear it in their next hours."""
    place = members.address_of(connection, person.id)
    assert place is not None, "words are passed on only to people with an address"
    due_at = now if refusal.not_before is None else refusal.not_before
    letters.wait(
        connection, person.id, *place, body, now, message_class=MessageClass.ASKED, kind=Kind.PERSON_REPLY, due_at=due_at,
        ends_at=now + LIVES, item=name_of(about, now), about_member=about, answers=answers,
    )  # fmt: skip
    paces.look_by(connection, person.id, due_at)


def name_of(about: int | None, now: int) -> str | None:
    """What the letters that carry one message are found by, until one of them has arrived (bot/emptying.py)."""
    return None if about is None else f"pass:{about}:{now}"


def _body(person: members.MemberRow, text: str) -> Body:
    return Body("send", text, language=person.language, silent=bool(person.quiet))

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
from conversations.pace import HISTORY_DAYS, Item, Kind, MessageClass, Permission, may_send
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
    letters.post(
        connection, person.id, *place, _body(person, text), now, kind=Kind.PERSON_REPLY, due_at=due_at, ends_at=due_at + LIVES,
        item=name_of(about, now), about_member=about,
    )  # fmt: skip


def to_worker(
    connection: Connection, world: World, person: members.MemberRow, text: str, now: int, about: int | None
) -> None:
    item = Item("passed on", Kind.PERSON_REPLY, MessageClass.ASKED, now + LIVES, asked_at=now)
    history = history_of(connection, person.id, now - HISTORY_DAYS * DAY)
    its_pace = pace_of(connection, person, world.programme_at(now), now)
    verdict = may_send(item, its_pace, history, world.holidays(now), now)
    now_or_later = now if isinstance(verdict, Permission) else verdict.not_before
    due_at = now if now_or_later is None else now_or_later
    place = members.address_of(connection, person.id)
    assert place is not None, "members.takers names only people with an address"
    letters.post(
        connection, person.id, *place, _body(person, text), now, message_class=item.message_class, kind=item.kind,
        due_at=due_at, ends_at=item.ends_at, ready=isinstance(verdict, Permission), item=name_of(about, now), about_member=about,
    )  # fmt: skip
    if not isinstance(verdict, Permission):
        paces.look_by(connection, person.id, due_at)


def name_of(about: int | None, now: int) -> str | None:
    """What the letters that carry one message are found by, until one of them has arrived (bot/emptying.py)."""
    return None if about is None else f"pass:{about}:{now}"


def _body(person: members.MemberRow, text: str) -> Body:
    return Body("send", text, language=person.language, silent=bool(person.quiet))

"""What becomes of a letter's row, and of its member's, once a channel has answered. Each in one transaction.

A letter that was dropped while it was on its way is not brought back by what the channel says, whatever that is. If it
arrived all the same it is taken back, where the channel can (PACE.md, section 9); so it does not matter which came first.
"""

from datetime import UTC, datetime
from sqlite3 import Connection

from bot import amending, emptying, letters, plan, reading
from bot.delivering import Delivery
from bot.lateness import GONE, NEVER, gives_up_at, shut_out
from bot.tending import set_aside
from bot.training import offers
from bot.world import World
from conversations import pace
from conversations.pace import MessageClass
from storage import letters as outbox
from storage import members, paces, shown, tallies


def settle(
    connection: Connection, world: World, letter: outbox.LetterRow, delivery: Delivery, now: int
) -> bool:
    """Write down what came of it; whether what arrived is to be taken back."""
    opens = letter.message_class != MessageClass.REPLY.value
    if letter.member_id is not None and members.by_id(connection, letter.member_id):
        for message in delivery.messages:
            shown.add(
                connection,
                letter.member_id,
                letter.channel,
                letter.address,
                message,
                False,
                now,
                opens=opens,
                item=letters.broadcast_in(letter.item) or letter.item,  # also where it was put off
            )
        shown.gone(connection, letter.channel, letter.address, delivery.gone)
    if not outbox.on_its_way(connection, letter.id):
        return opens and bool(delivery.messages)
    left = None if delivery.left is None else letters.to_json(delivery.left)
    match delivery.outcome:
        case "sent":
            outbox.settle(connection, letter.id, "sent", now)
            amending.catch_up(connection, world, letter, now)
            if offers.is_offer(letter):
                offers.arrived(connection, world, letter, now)
            if letter.about_member is not None and letter.item:
                outbox.told(connection, letter.item)
        case "not now":
            _put_off(connection, world, letter, delivery.later, left, now)
        case "retry" if now < gives_up_at(letter):
            outbox.put_back(connection, letter.id, now + max(1, round(delivery.wait)), left)
        case "moved":
            members.move(connection, letter.channel, letter.address, delivery.address)
            outbox.put_back(connection, letter.id, now, left)
        case "unreachable":
            _lost(connection, world, letter, now)
        case _:
            failed(connection, letter, now)
            emptying.take_back(connection, world, letter)
    return False


def failed(connection: Connection, letter: outbox.LetterRow, now: int) -> None:
    """It is given up, and counted."""
    outbox.settle(connection, letter.id, "failed", now)
    tallies.count(connection, "letter.failed", _day(now))


def _lost(connection: Connection, world: World, letter: outbox.LetterRow, now: int) -> None:
    """Blocked or gone: that counts as STOP, until they write again (PACE.md, section 9). Not on a held phone: who blocked
    the bot there?"""
    failed(connection, letter, now)
    row = members.by_id(connection, letter.member_id) if letter.member_id is not None else None
    before = None if row is None else reading.pace_of(connection, row, world.programme_at(now), now)
    if before is None or before.state is not pace.State.HELD:
        members.set_reachable(connection, letter.channel, letter.address, False)
    if before is not None and letter.member_id is not None:
        emptying.empty_queue(connection, world, letter.member_id)
        stopped = pace.stop(before, now)
        paces.save(
            connection, letter.member_id, stopped.state.value, plan.to_json(stopped), pace.gone_at(stopped)
        )
    emptying.nobody_told(connection, world, letter)


def _put_off(
    connection: Connection, world: World, letter: outbox.LetterRow, later: int, left: str | None, now: int
) -> None:
    """It is too late for now: back until `later`, or out of the queue for good. News that may be read goes to What's new."""
    if later == GONE:
        return
    if later != NEVER:
        outbox.put_back(connection, letter.id, later, left)
        return
    row = members.by_id(connection, letter.member_id) if letter.member_id is not None else None
    if letter.member_id is not None and row is not None:
        consented = reading.pace_of(connection, row, world.programme_at(now), now).consented
        keep = consented and row.state not in emptying.NO_WORDS
        set_aside(connection, letter.member_id, letter, now, keep=keep)
    outbox.settle(connection, letter.id, "dropped", now)
    tallies.count(connection, "letter.too_late", _day(now))
    emptying.take_back(connection, world, letter)


def recover(connection: Connection, world: World, now: int) -> int:
    """Settle what was on its way when the last process ended; how many letters that were.

    News may have arrived, and so may a copy of somebody's details: neither goes twice. Nothing goes to whoever shut the
    door meanwhile.
    """
    unsure = outbox.unsure(connection)
    for letter in unsure:
        again = letter.lane != letters.NEWS and letters.from_json(letter.body).op != "file"
        if letter.message_class != MessageClass.REPLY.value and shut_out(connection, world, letter, now):
            again = False
            outbox.settle(connection, letter.id, "dropped", now)
        elif again:
            outbox.put_back(connection, letter.id, letter.due_at)
        else:
            outbox.settle(connection, letter.id, "sent", now)
            emptying.take_back(connection, world, letter)
        tallies.count(connection, "unsure.again" if again else "unsure.not_again", _day(now))
    return len(unsure)


def _day(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).date().isoformat()

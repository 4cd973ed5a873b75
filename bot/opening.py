"""How a chat is begun that the gate has let through: every one opens a flow, by the same door as whatever a member does.

So the buttons and the typed answers of a news item mean what those of any question mean, on every channel. The letter that
waited becomes the letter that goes (bot/letters.py), so that each thing that was sent to somebody is one row. News that
goes together is a digest: the things themselves stand on the member's page, and the one message counts once. Whatever else
is new on that page may ride along at the end (conversations/riding.py), and then it has been told.
"""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Final

from bot import digests, key_words, letters
from bot.answering import Opening
from bot.apply import Applier
from bot.feedback import turns as sealed_turns
from bot.ports import Body
from bot.reading import stack_of
from bot.training import offers
from bot.views import view_of
from bot.world import World
from conversations import desk, pace
from conversations.effects import Effect
from conversations.events import Due
from conversations.pace import Kind, Permission
from conversations.riding import with_rider
from conversations.view import View
from storage import broadcasts, members, sessions, whats_new
from storage import letters as outbox
from storage.letters import LetterRow

OPENS_WITH: Final[Mapping[Kind, str]] = {
    Kind.CHECK_IN: "check_in",
    Kind.REST_NOTE: "rest",
    Kind.WELCOME_BACK: "break_over",
    Kind.ACCOUNT_END: "year",
}
"""What the bot owes by itself, and the flow of each."""


def open_chat(
    connection: Connection, world: World, member_id: int, where: tuple[str, str], permission: Permission,
    letter: LetterRow | None, together: Sequence[LetterRow], now: int,
) -> None:  # fmt: skip
    """Put what was let through into the outbox: `letter`, if it waited there, and what goes `together` with it."""
    if letter and letter.kind == Kind.PERSON_REPLY.value:  # what a member passed on, in words of its own
        person = members.by_id(connection, member_id)
        assert person is not None
        body = key_words.laid(connection, world, person, letters.from_json(letter.body), now)
        return letters.release(connection, permission, letter, letters.to_json(body))
    told = [each for each in (letter, *together) if each and still_stands(connection, each, now)]
    if letter and not told:
        return None
    row = members.by_id(connection, member_id)
    assert row is not None
    view = view_of(connection, world, where[0], row, now)
    if (
        letter
        and letter.kind == Kind.PLACE_OFFER.value
        and offers.is_of_training(letter)
        and not offers.about_to_go(connection, world, letter, view.pace, now)
    ):
        return None
    if permission.item.kind is Kind.CHECK_IN:  # the one before is over, also where it was put off
        outbox.drop_kind(connection, member_id, Kind.SNOOZE_RETURN.value, letters.put_off(Kind.CHECK_IN))
    opens = what_opens(permission, told, view)
    if world.flows[opens.name].private:
        return open_sealed(
            connection, world, member_id, where, opening_of(permission, told, where), opens, view
        )
    sealed_turns.step_aside(connection, member_id)
    before, stack = stack_of(connection, member_id, now)
    turn = desk.take(Due(opens.name, opens.carrying), stack, view, world.flows)
    if (
        permission.item.kind in (Kind.RESULT, Kind.TRAINING) and told[0].item
    ):  # it is told here, so it is not one more new thing beside itself
        whats_new.told_of_one(connection, member_id, told[0].item)
    effects = riding(connection, permission, turn.effects, view, digest=len(told) > 1)
    Applier(connection, world, *where, view, member_id, opening_of(permission, told, where)).apply(effects)
    for each in told:
        on_the_page(connection, each, view, several=len(told) > 1)
    sessions.save(connection, member_id, before, [session.to_json() for session in turn.stack], now)
    return None


def open_sealed(
    connection: Connection, world: World, member_id: int, where: tuple[str, str], opening: Opening, opens: Body, view: View
) -> None:  # fmt: skip
    """What a sealed talk begins with. A box that has closed meanwhile asks nothing any more."""
    waiting = int(opening.permission.item.id)
    if not sealed_turns.open_chat(
        connection, world, member_id, where, view, opens.name, dict(opens.carrying), opening
    ):
        outbox.settle(connection, waiting, "dropped", view.now)
    else:
        outbox.drop_waiting(connection, waiting)  # it went to another address than it waited for


def still_stands(connection: Connection, letter: LetterRow, now: int) -> bool:
    """Whether there is still something to say; what was taken back meanwhile is let go."""
    item = letters.broadcast_in(letter.item)
    news = broadcasts.of_item(connection, item)
    if item is None or (news is not None and news.state != "withdrawn"):
        return True
    outbox.settle(connection, letter.id, "dropped", now)
    return False


def what_opens(permission: Permission, told: Sequence[LetterRow], view: View) -> Body:
    """The flow, and what it takes as known."""
    if not told:
        return Body("begin", name=OPENS_WITH[permission.item.kind])
    if permission.item.kind is not Kind.NEWS:
        return letters.from_json(told[0].body)
    if view.known.quiet:
        return Body("begin", name="letter_q")
    items = ",".join(each.item or "" for each in told)
    if len(told) > 1:
        return Body("begin", name="digest", carrying=(("items", items),))
    return Body("begin", name="letter", carrying=(("item", items),))


def opening_of(permission: Permission, told: Sequence[LetterRow], where: tuple[str, str]) -> Opening:
    """One thing goes as the letter that waited, unless its member has another address by now."""
    if len(told) == 1 and permission.item.id == str(told[0].id):
        same = (told[0].channel, told[0].address) == where
        return Opening(permission, told[0].item, told[0] if same else None)
    if len(told) == 1:
        return Opening(permission, told[0].item)
    return Opening(permission, digests.name_of(told) if told else None)


def riding(
    connection: Connection, permission: Permission, effects: tuple[Effect, ...], view: View, *, digest: bool
) -> tuple[Effect, ...]:
    """The opener with its rider, where it may carry one and there is something to say. What is told once is not new any more."""
    if not pace.may_ride(permission.item, view.pace, digest=digest):
        return effects
    ridden = with_rider(effects, view, whats_new.unseen(connection, view.known.id))
    if ridden is not effects:
        whats_new.told_of(connection, view.known.id)
    return ridden


def on_the_page(connection: Connection, letter: LetterRow, view: View, *, several: bool) -> None:
    """What was not said whole stands on What's new, and so does what can be answered for days. A letter that went in
    other words than its own, or to another address, is settled here."""
    item = letters.broadcast_in(letter.item)
    news = broadcasts.of_item(connection, item)
    listed = several and not view.known.quiet
    if item and news and (several or view.known.quiet or news.level == "dated"):
        seen = listed or news.level == "dated"
        whats_new.put(connection, view.known.id, item, news.text, view.now, seen=seen)
    outbox.drop_waiting(connection, letter.id)

"""The way back to a lost phone or account: what is kept of a rejoin code, and what it does (conversations/rejoin.py).

A code is shown once and typed back once. Of its 40 secret bits only a slow hash is kept: libsodium's argon2id, 2 passes over
24 MiB, which took 17 ms on the computer it was chosen on. It is worked out on the database's own thread, so it may not be
much slower; to go through all codes of one handle would still take one core some 590 years.

Who guesses over a chat has 5 wrong tries in any 24 hours from one address, and then nothing is even looked at. They are
counted by address (bot/lately.py), so that a stranger who knows the first group of somebody's code cannot shut that person
out with 5 messages a day. Against many addresses there is a ceiling for each code too, of 50 a day: with that it would
take 30 million years to go through them all, and to shut somebody out for a day takes 10 accounts. A person of the team
can still lift the hold. Nobody learns whether a handle is anybody's: a wrong secret, a strange handle, too many tries and
the code of somebody else are told in the same words, and after the same time, for a hash is worked out for each.

A stolen phone can make a code too, and type it back. So the code that was on paper before works on beside a new one until
the new one is 7 days old; and a hold lets go of every code that was typed back within the 7 days before it, so that only
an older one lifts it. Whoever has none that is older meets the team. With a code all that were made after it are void,
and the older one stays: whoever takes a member away with a new code cannot keep them.

A code is used up by bringing somebody back. It does nothing for somebody whose hold stops every reply too: who is behind
such a hold, and why, is for a person to know (PACE.md, section 8).
"""

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Final

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

from bot import emptying, letters
from bot.ports import Body
from bot.reading import pace_of
from bot.views import member_of
from bot.world import World
from conversations import rejoin as code_of
from conversations.pace import State
from conversations.view import Rejoin
from storage import letters as outbox
from storage import members, rejoin, sessions, shown, tallies

PASSES: Final = 2
MEMORY: Final = 24 * 2**20
"""Bytes."""
TRIES: Final = 50
"""Wrong ones in 24 hours for one code, from whatever addresses."""
DAY: Final = 24 * 3600
NOBODYS: Final = (
    "$argon2id$v=19$m=24576,t=2,p=1$mVyGgnmA5r8JpLQJM4ZPPQ$yoa02g7RplZYQGjx9/l+asUuUvL/Agv+DlMZzGfsHWM"
)
"""The hash of something that nobody knows, for codes that are nobody's: to find that out takes as long as for any other."""
WRONG: Final = "code.wrong"
"""The name under which wrong tries are counted."""
YOUNG: Final = 7 * DAY
"""Seconds for which a code that was typed back may still be a thief's."""
STANDS: Final = 3600
"""Seconds after which a code that nobody typed back is cleared from the chat all the same."""


def keep(connection: Connection, member_id: int, code: str, now: int) -> None:
    """The member's new code, before anybody has seen it. One that was never typed back is let go of."""
    secret = argon2id.str(code_of.secret(code).encode(), PASSES, MEMORY).decode()
    rejoin.drop_unconfirmed(connection, member_id)
    rejoin.add(connection, member_id, code_of.handle(code), secret, now)


def found(
    connection: Connection, world: World, codes: Sequence[str], who: Hashable, member_id: int | None, now: int
) -> Rejoin:
    """Whom a code brings back that was typed by `who` (an address): these words may be read as each of `codes`. From a
    member's own phone (`member_id`) only their own code is looked at."""
    ceilings = world.ceilings
    if not ceilings.wrong_codes.left(who, now) or not ceilings.codes_tried.left(who, now):
        return Rejoin()
    for code in codes[: ceilings.codes_tried.left(who, now)]:
        ceilings.codes_tried.note(who, now)
        brought = _brings(connection, world, code, member_id, now)
        if brought.member is not None:
            return brought
    ceilings.wrong_codes.note(who, now)
    # Counted for every wrong one: were only those written down that are near a code, their commits would take longer.
    tallies.count(connection, WRONG, datetime.fromtimestamp(now, UTC).date().isoformat())
    return Rejoin()


def _brings(connection: Connection, world: World, code: str, member_id: int | None, now: int) -> Rejoin:
    rows = [
        row
        for row in rejoin.of_handle(connection, code_of.handle(code))
        if member_id in (None, row.member_id)
    ]
    looked = False
    for row in rows:
        known = members.by_id(connection, row.member_id)
        tries = row.tries if row.tried_at is not None and now - row.tried_at < DAY else 0
        if known is None or tries >= TRIES or (row.ends_at is not None and row.ends_at <= now):
            continue
        pace = pace_of(connection, known, world.programme_at(now), now)
        if pace.state is State.HELD and (pace.hold_is_silent or row.confirmed_at is None):
            continue
        looked = True
        if _fits(row.secret, code_of.secret(code)):
            return Rejoin(member_of(connection, known), pace, row.id)
        rejoin.wrong(connection, row.id, tries + 1, now)
    if not looked:
        _fits(NOBODYS, code_of.secret(code))
    return Rejoin()


def _fits(hashed: str, secret: str) -> bool:
    try:
        return bool(argon2id.verify(hashed.encode(), secret.encode()))
    except CryptoError:
        return False


def come_back(
    connection: Connection,
    world: World,
    member_id: int,
    channel: str,
    address: str,
    *,
    code: int,
    held: bool,
    now: int,
) -> None:
    """The member is where they write from now, with everything that was theirs; at the old address they are unknown.

    Their code is used up (`code`, by its row). What they were in the middle of on another phone ends, and answers that were on their way there
    do not go; what waits for them waits on. If they were held nothing does, so that lifting a hold causes no message.
    """
    if held:
        emptying.empty_queue(connection, world, member_id)
    row = members.by_address(connection, channel, address)
    if row is None or row.id != member_id:
        members.move_in(connection, member_id, channel, address)
        for letter in outbox.follow(connection, member_id, channel, address):
            emptying.nobody_told(connection, world, letter)
        sessions.drop(connection, member_id)
        shown.drop(connection, member_id)
    rejoin.drop_from(connection, member_id, code)


def end(connection: Connection, member_id: int, now: int, *, typed: int | None) -> None:
    """The code that was shown goes from the chat: one of theirs was typed (by its row), or nobody wants the new one."""
    clear_away(connection, member_id, now)
    if typed is None:
        rejoin.drop_unconfirmed(connection, member_id)
    elif rejoin.confirm(connection, typed, now):
        rejoin.drop_ended(connection, now)
        rejoin.drop_confirmed_since(connection, member_id, now - YOUNG, but=typed)
        rejoin.end_before(connection, member_id, typed, now + YOUNG)


def forget_young(connection: Connection, member_id: int, now: int) -> None:
    """Somebody else may have this phone: the code that it shows goes, and what was not on paper a week ago is let go of.
    What was stays, and nothing is about to take its place."""
    clear_away(connection, member_id, now)
    rejoin.drop_unconfirmed(connection, member_id)
    rejoin.drop_confirmed_since(connection, member_id, now - YOUNG)
    rejoin.drop_ended(connection, now)
    rejoin.go_on(connection, member_id)


def clear_away(connection: Connection, member_id: int, now: int) -> bool:
    """Take every message that shows a code of theirs from the chat, as far as the channel can; whether there was any."""
    standing = shown.of_item(connection, letters.REJOIN, member_id)
    for channel, address, message in standing:
        body = Body("delete", messages=(message,))
        letters.reply(connection, member_id, channel, address, body, now, ends_at=now + letters.REPLY_LIVES)
        shown.unname(connection, channel, address, message)
    return bool(standing)


def clear_old(connection: Connection, now: int) -> int:
    """Take from all chats the codes that have stood there for an hour; how many members had one. And let go of those that a
    newer one has taken the place of."""
    rejoin.drop_ended(connection, now)
    late = shown.members_with(connection, letters.REJOIN, now - STANDS)
    for member_id in late:
        clear_away(connection, member_id, now)
    return len(late)

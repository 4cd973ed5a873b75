"""One item to many: written down once, then put before each member at their own pace.

A broadcast goes through these states, each of them a column of its row, so that a restart changes nothing:

    asking ──▶ planned ──▶ going ──▶ done
      │            │          │        │        stop:      no more letters; what has arrived stays
      ▼            ▼          ▼        ▼        take back: no more letters, and what has arrived is taken away
    refused     stopped / withdrawn             correct:   the same item in other words, from now on

`begin` only writes the row. The tick expands it (`go_on`), a chunk of members at a time, each chunk a transaction of
its own: so a broadcast to ten thousand never stands in the way of one person who writes. Members are taken in the order
of their ids. Who joins its group while it is going gets it, for the newest id comes last; nobody gets it twice.
"""

import logging
from sqlite3 import Connection
from typing import TYPE_CHECKING, Final

from bot import amending, letters, limiting, moved
from bot.ports import Body
from conversations.pace import Agreed, Kind, Level, MessageClass
from conversations.pace.tending import KEPT_FOR
from storage import broadcasts, tallies
from storage import letters as outbox
from storage.broadcasts import NewsRow
from storage.transaction import behind_savepoint

if TYPE_CHECKING:
    from bot.world import World

log = logging.getLogger(__name__)
AFTER_A_FAULT: Final = 3600
NEWS_LIVES: Final = KEPT_FOR[Kind.NEWS]
CHUNK: Final = 500
"""Members in one transaction."""
_CLASS: Final = {
    Level.NEWS: (MessageClass.ORDINARY, Kind.NEWS, ""),
    Level.DATED: (MessageClass.ORDINARY, Kind.DATED_NEWS, "dated"),
    Level.URGENT: (MessageClass.URGENT, Kind.CHANGE, "change"),
}
"""Of each level: the class and kind of its letters, and the flow that opens with them."""


def begin(
    connection: Connection, *, group: int | None, text: str, level: str, now: int, sender: int | None = None,
    state: str = "going", go_at: int | None = None, ends_at: int | None = None, event_id: int | None = None,
    asked_at: int | None = None,
) -> int:  # fmt: skip
    """Write it down; its id. With a `go_at` in the future it is planned. Without `ends_at` it lives for 7 days."""
    at = now if go_at is None else max(now, go_at)
    if state == "going" and at > now:
        state = "planned"
    ends = at + NEWS_LIVES if ends_at is None else ends_at
    return broadcasts.add(
        connection, group, level, text, now, ends, sender,
        state=state, go_at=at, event_id=event_id, asked_at=asked_at,
    )  # fmt: skip


def release(connection: Connection, broadcast_id: int, now: int, *, keys: int) -> None:
    """The keys are turned: what was asked for goes out now. Nothing happens if it no longer waits for them."""
    news = broadcasts.item(connection, broadcast_id)
    if news is not None and news.state == "asking":
        broadcasts.change(connection, broadcast_id, state="going", go_at=now, keys=keys)
        if news.event_id is not None:  # those who booked hear of it by this, and not a second time
            outbox.drop_about(connection, f"changed:{news.event_id}:")


def refuse(connection: Connection, broadcast_id: int) -> None:
    """It will not go out: somebody who holds a key said no, or nobody turned one in time."""
    news = broadcasts.item(connection, broadcast_id)
    if news is not None and news.state in ("asking", "planned"):
        broadcasts.change(connection, broadcast_id, state="refused")


def go_on(connection: Connection, world: "World", now: int, most: int = CHUNK) -> bool:
    """The next chunk of what is to be done; whether there may be more to do at this moment."""
    try:
        more = behind_savepoint(connection, lambda c: expand(c, now, most, world))
    except (
        Exception
    ) as fault:  # undone alone, and tried again later: neither members nor other broadcasts wait for it
        log.error("a broadcast could not go on: %s", type(fault).__name__)
        if news := broadcasts.to_go(connection, now):
            broadcasts.change(connection, news.id, go_at=now + AFTER_A_FAULT)
        return True
    return more or behind_savepoint(connection, lambda c: amending.go_on(c, world, now))


def expand(connection: Connection, now: int, most: int = CHUNK, world: "World | None" = None) -> bool:
    """The next chunk of what is going; whether there may be more to do at this moment."""
    news = broadcasts.to_go(connection, now)
    if news is None:
        return False
    if news.state == "planned" and _is_over_by(news, now):  # its sender's hold, or ours, outlasted it
        broadcasts.change(connection, news.id, state="refused")
        return True
    if news.expanded_to == 0 and not _may_begin(connection, news, now):
        if world is not None and news.state == "planned":
            moved.tell(connection, world, news, now)
        return True
    if news.state == "planned":
        news = news._replace(go_at=now, ends_at=_ends_after(news, now) or news.ends_at)
        broadcasts.change(connection, news.id, state="going", go_at=news.go_at, ends_at=news.ends_at)
        if news.level != Level.URGENT:  # whose line is that of its keys
            tallies.note(connection, "coordinator", f"news.{news.level}", "", now)
    upto = broadcasts.chunk(connection, news, most)
    if upto is None:
        broadcasts.change(connection, news.id, state="done")
    elif news.level == Level.PAGE:
        broadcasts.to_pages(connection, news, now, upto=upto)
    else:
        its_class, kind, flow = _CLASS[Level(news.level)]
        body = Body("begin", name=flow, carrying=(("item", news.item),)) if flow else None
        broadcasts.expand(
            connection, news, letters.lane_of(kind), now, upto=upto, its_class=its_class.value, kind=kind.value,
            body=letters.to_json(body) if body else "",
        )  # fmt: skip
    return True


def _may_begin(connection: Connection, news: NewsRow, now: int) -> bool:
    """Much can happen between planning and going: representatives may have paused broadcasts, or be gone. What waited for
    the end of a pause does not go on top of what was planned for then: it has to fit in with all the others once more."""
    level = Level(news.level)
    if news.state == "planned" and level is not Level.URGENT:
        no = limiting.against(connection, level, news.group_id, now, now, but=news.id)
    else:  # written a moment ago, when it was asked; or agreed to by whoever holds the other key
        no = limiting.closed(connection, level, now)
    if no is None:
        return True
    if no.agreed is Agreed.NO_NEWS:  # lowered to none since it was planned: it starts no chat, and stays
        broadcasts.change(connection, news.id, level=Level.PAGE.value)
        return False
    if no.not_before is not None and not _is_over_by(news, no.not_before):
        broadcasts.change(
            connection,
            news.id,
            state="planned",
            go_at=no.not_before,
            ends_at=_ends_after(news, no.not_before),
        )
    else:
        broadcasts.change(connection, news.id, state="refused")
    return False


def _is_over_by(news: NewsRow, moment: int) -> bool:
    """Whether nobody could answer it any more if it went then."""
    return news.level == Level.DATED and news.ends_at is not None and moment >= news.ends_at


def _ends_after(news: NewsRow, moment: int) -> int | None:
    """News lives for 7 days from when it goes; a date stays the date."""
    return moment + NEWS_LIVES if news.level == Level.NEWS else None


def send_to_group(
    connection: Connection, group: int | None, text: str, level: str, now: int, sender: int | None = None
) -> int:
    """Write it down and put it before everybody at once, where there is no need to make way for others; its id."""
    id = begin(connection, group=group, text=text, level=level, now=now, sender=sender)
    while expand(connection, now):
        pass
    return id

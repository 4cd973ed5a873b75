"""What waits for a member, as the gate knows it (conversations.pace.Item): the name of a waiting letter is its number."""

from sqlite3 import Connection

from bot import letters, roles
from bot.training.unwanted import unwanted as untrue
from conversations.pace import Item, Kind, MessageClass, Urgency
from storage import broadcasts, events, groups, members
from storage import letters as outbox


def item_of(connection: Connection, letter: outbox.LetterRow) -> Item:
    """The letter as things stand now: a booking may have gone, a key may have been turned since it was written."""
    kind, its_class = Kind(letter.kind), MessageClass(letter.message_class)
    asked_at = (letter.answers or letter.made_at) if kind is Kind.PERSON_REPLY else None
    urgency = urgency_of(connection, letter) if its_class is MessageClass.URGENT else None
    return Item(
        str(letter.id), kind, its_class, letter.ends_at, asked_at, urgency, letters.about(letter.item)
    )


def urgency_of(connection: Connection, letter: outbox.LetterRow) -> Urgency:
    """Why it is urgent to this member. What nobody holds a key to any more has none."""
    news = broadcasts.of_item(connection, letter.item)
    event = events.of(connection, news.event_id) if news and news.event_id is not None else None
    if news is None or event is None or letter.member_id is None:
        return Urgency(keys=0)
    booked = events.has_booked(connection, event.id, letter.member_id)
    starts_at = min(
        event.starts_at, news.ends_at or event.starts_at
    )  # the time that they go by: it may be what changes
    return Urgency(news.keys, starts_at, booked, news.asked_at, news.alone)


def unwanted(connection: Connection, letter: outbox.LetterRow) -> bool:
    """Whether this is news that a group may not be sent any more: its representatives have lowered the limit to none since
    it was put here; what is for everyone counts for each of a member's groups. Or word of a role that is taken meanwhile,
    or of training that stands otherwise by now."""
    if roles.unwanted(connection, letter) or untrue(connection, letter):
        return True
    if letter.kind != Kind.NEWS.value or letter.member_id is None:
        return False
    none_now = {group for group, allowed in groups.news_a_week(connection) if allowed < 1}
    news = broadcasts.of_item(connection, letter.item) if none_now else None
    if news is None:
        return False
    theirs = {group for group, _name in members.groups_of(connection, letter.member_id)}
    return bool(none_now & (theirs if news.group_id is None else {news.group_id}))


def due_at(letter: outbox.LetterRow, paused_until: int | None) -> int:
    """When it is worth asking the gate about this letter: what coordinators sent waits for the end of a pause that
    representatives agreed on, all but urgent changes."""
    paused = letter.kind in (Kind.NEWS.value, Kind.DATED_NEWS.value)
    return max(letter.due_at, paused_until or 0) if paused else letter.due_at

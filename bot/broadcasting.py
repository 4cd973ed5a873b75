"""One news item to many: into the outbox at each member's own pace, or straight to What's new."""

from sqlite3 import Connection

from bot import letters
from bot.looking import DAY
from storage import broadcasts

NEWS_LIVES = 7 * DAY


def send_to_group(
    connection: Connection, group: int | None, text: str, level: str, now: int, sender: int | None = None
) -> int:
    """Put one news item into the outbox for everybody in the group; how many people."""
    id = broadcasts.add(connection, group, level, text, now, now + NEWS_LIVES, sender)
    if level == "page":
        readers = broadcasts.audience(connection, group)
        for member_id in readers:
            broadcasts.to_whats_new(connection, member_id, f"broadcast:{id}", text, now)
        return len(readers)
    return broadcasts.expand(connection, id, letters.NEWS, now)

"""Put the offer of a quiet fortnight on everybody's What's new, once each December (conversations/fortnight.py)."""

from sqlite3 import Connection
from typing import TYPE_CHECKING, Final

from bot import broadcasting
from conversations.fortnight import BODY, TITLE, is_offered, quiet_until
from conversations.pace import Level
from conversations.pace.local_time import instant, local_date
from storage import standing

if TYPE_CHECKING:
    from bot.world import World

OFFERED: Final = "quiet_fortnight_offered"


def offer(connection: Connection, world: "World", now: int) -> bool:
    """Offer it if it is time and was not done this year; whether it was."""
    zone = world.programme_at(now).timezone
    today = world.today(now, zone)
    before = standing.at(connection, OFFERED)
    back = quiet_until(today)
    done = before is not None and local_date(before, zone).year == today.year
    if back is None or not is_offered(today) or done:
        return False
    tongue = world.tongue("en")
    text = f"{tongue.say(TITLE)}\n\n{tongue.say(BODY, {'date': tongue.day(back)})}"
    broadcasting.begin(
        connection, group=None, text=text, level=Level.PAGE.value, now=now, ends_at=instant(back, 0, zone)
    )
    standing.put(connection, OFFERED, now)
    return True

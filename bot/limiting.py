"""What members agreed about broadcasts, asked for what is in the rows (conversations/pace/limits.py says the rules)."""

from dataclasses import replace
from sqlite3 import Connection

from conversations.pace import Gone, Level, No, Standing, limits
from storage import broadcasts, groups, standing

REP_SEEN = "rep_seen"
PAUSED = "broadcasts_paused_until"


def against(
    connection: Connection, level: Level, group: int | None, at: int, now: int, but: int | None = None
) -> No | None:  # fmt: skip
    """What stands against a broadcast to this group (None: everyone) that would go at a moment, or nothing.

    Whether there is a representative is asked of today: nobody knows who will be there on the day. `but`: the broadcast
    itself, where it is written down already.
    """
    found = standing_of(connection, now, but)
    return limits.against(level, group, replace(found, rep_seen_at=found.rep_seen_at + at - now), at)


def closed(connection: Connection, level: Level, now: int) -> No | None:
    """What stands against any broadcast of this level, however few there were."""
    found = standing_of(connection, now)
    return limits.against(
        level, None, Standing(rep_seen_at=found.rep_seen_at, paused_until=found.paused_until), now
    )


def standing_of(connection: Connection, now: int, but: int | None = None) -> Standing:
    """What the limits are counted from. Where nobody has looked yet for a representative, the 30 days begin now."""
    seen = standing.at(connection, REP_SEEN)
    gone = broadcasts.counted_since(connection, now - limits.COUNTED_FOR, but)
    return Standing(
        gone=tuple(Gone(Level(level), at, group) for level, at, group in gone),
        news_a_week=dict(groups.news_a_week(connection)),
        rep_seen_at=now if seen is None else seen,
        paused_until=standing.at(connection, PAUSED),
    )

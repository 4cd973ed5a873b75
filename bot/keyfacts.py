"""What flows about keys, bookings and urgent changes may ask to be read (conversations.keyring.KeyFacts)."""

from sqlite3 import Connection

from bot import keyholders, limiting, one_key, team_keys
from bot.looking import DAY
from bot.world import World
from conversations.keyring import ASKED_AGAIN, PAUSE, Change, Event, KeyRequest, KeyState, parts_of
from conversations.pace import Level, limits
from storage import broadcasts, events, groups, letters, members, said, standing, tallies
from storage import keys as requests

LATELY = 14 * DAY
"""So long ago may be what somebody is asked about ("Was that last one really urgent?")."""


class RowKeyFacts:
    """Reads for one member (None: somebody who has not joined, about whom there is nothing to read)."""

    def __init__(self, connection: Connection, world: World, member_id: int | None, now: int) -> None:
        self._connection, self._world, self._member, self._now = connection, world, member_id, now

    # -- what can be booked -------------------------------------------------------------------------------------------

    def events(self, within: int) -> tuple[Event, ...]:
        found = events.upcoming(self._connection, self._now, within)
        return tuple(_event(row, self._now) for row in found if row.booked)

    def bookings(self) -> tuple[Event, ...]:
        if self._member is None:
            return ()
        return tuple(
            _event(row, row.starts_at) for row in events.booked_by(self._connection, self._member, self._now)
        )

    # -- keys ---------------------------------------------------------------------------------------------------------

    def open_keys(self) -> tuple[KeyRequest, ...]:
        return tuple(self._request(row) for row in requests.open_at(self._connection, self._now))

    def key(self, request: int) -> KeyRequest | None:
        row = requests.of(self._connection, request)
        return self._request(row) if row is not None and self._may_read_keys() else None

    def _may_read_keys(self) -> bool:
        """Whoever asks for a key, and whoever holds the other, reads what it is for; nobody else does (PACE.md, section 7)."""
        row = None if self._member is None else members.by_id(self._connection, self._member)
        return row is not None and row.role in ("coordinator", "representative")

    def _request(self, row: requests.KeyRow) -> KeyRequest:
        asker = None if row.asked_by is None else members.by_id(self._connection, row.asked_by)
        state: KeyState = row.state  # type: ignore[assignment]  # the table's check allows nothing else
        waits = state == "asked" and self._now < row.ends_at and asker is not None
        return KeyRequest(
            row.id, row.action, row.asker, row.asked_by == self._member, "lapsed" if state == "asked" and not waits else state,
            row.asked_at, row.ends_at, waits,
            None if row.broadcast_id is None else self.change(f"broadcast:{row.broadcast_id}"),
            asker is not None and keyholders.can_hear(self._connection, asker), row.group, row.group_id,
            row.decider if row.asked_by == self._member else "",
            one_key.alone_from(self._connection, self._world, row, self._now) if waits and row.broadcast_id is not None else None,
            row.questions,
        )  # fmt: skip

    def rep_hears(self, member: int) -> bool:
        row = members.by_id(self._connection, member)
        return row is not None and row.role == "representative" and keyholders.can_hear(self._connection, row)

    def shares_keys(self) -> bool:
        return bool(keyholders.there(self._connection, self._member))

    def agreed(self, action: str) -> KeyRequest | None:
        if self._member is None:
            return None
        row = team_keys.agreed(self._connection, action, self._member, self._now)
        return None if row is None else self._request(row)

    def refused_until(self, event: int | None, action: str = PAUSE) -> int | None:
        at = (
            requests.refused_action_at(self._connection, action)
            if event is None
            else requests.refused_at(self._connection, event)
        )
        no = limits.key_refused(at, self._now)
        return None if no is None else no.not_before

    def taken_back_until(self, event: int) -> int | None:
        at = requests.taken_back_at(self._connection, event)
        until = None if at is None else at + ASKED_AGAIN
        return until if until is not None and self._now < until else None

    # -- what is urgent -----------------------------------------------------------------------------------------------

    def change(self, item: str) -> Change | None:
        news = broadcasts.of_item(self._connection, item)
        if news is None or news.level != Level.URGENT:
            return None
        row = None if news.event_id is None else events.of(self._connection, news.event_id)
        change, todo = parts_of(news.text, row.title if row else "")
        booked = (
            row is not None
            and self._member is not None
            and events.has_booked(self._connection, row.id, self._member)
        )
        theirs = self._member is not None and broadcasts.is_with(self._connection, news.item, self._member)
        return Change(
            news.item, None if row is None else _event(row, news.made_at), change, todo, news.sender, news.alone, booked, news.is_out,
            booked or theirs,
        )  # fmt: skip

    def to_rate(self) -> str:
        if self._member is None:
            return ""
        sent = letters.last_urgent(self._connection, self._member, self._now - LATELY)
        if not sent:
            return ""
        item = f"urgent:{sent[0].rpartition(':')[2]}"
        return "" if said.of(self._connection, item, self._member) else item

    def rated(self, days: int) -> tuple[int, int]:
        found = said.totals_of_kind(self._connection, "urgent", self._now - days * DAY)
        return found.get("yes", 0), found.get("no", 0)

    def sent_alone(self, days: int) -> tuple[tuple[int, str], ...]:
        return tuple(tallies.reasons_since(self._connection, "urgent.alone", self._now - days * DAY))

    # -- what representatives have set ----------------------------------------------------------------------------------

    def news_a_week(self, group: int) -> int:
        return limits.news_limit(dict(groups.news_a_week(self._connection)).get(group))

    def paused_until(self) -> int | None:
        until = standing.at(self._connection, limiting.PAUSED)
        return until if until is not None and self._now < until else None


def _event(row: events.EventRow, at: int) -> Event:
    """As it is known at a moment: what has been moved is called by the day that those who booked it go by."""
    return Event(row.id, row.title, row.known_start(at), row.booked, bool(row.cancelled))

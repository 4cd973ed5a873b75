"""What flows about broadcasts may ask to be read (conversations/outgoing.py)."""

from sqlite3 import Connection

from bot import limiting
from bot.reach import Question
from bot.world import APPS, World
from conversations.caps import Caps
from conversations.outgoing import Delivery, Outgoing
from conversations.pace import Level, No
from storage import broadcasts, groups, standing


class OutgoingRows:
    """The part of the facts that is the same for whoever asks: coordinators and representatives see one page (B28)."""

    _connection: Connection
    _world: World
    _now: int

    def against(self, level: Level, group: int | None, at: int) -> No | None:
        return limiting.against(self._connection, level, group, at, self._now)

    def reach(
        self, group: int | None, level: Level = Level.NEWS, ends_at: int | None = None
    ) -> tuple[int, int, int]:
        question = Question(group, level, ends_at)
        return self._world.reach.of(self._connection, self._world, question, self._now)

    def channels(self) -> tuple[tuple[str, Caps], ...]:
        return tuple((APPS.get(name, name), self._world.caps(name)) for name in self._world.channels())

    def outgoing(self, most: int) -> tuple[Outgoing, ...]:
        names = dict(groups.all(self._connection))
        organisation = self._world.programme_at(self._now).organisation
        return tuple(
            Outgoing(
                row.id, Level(row.level), row.text, row.sender or organisation, names.get(row.group_id or 0, ""), row.state,
                self._goes_at(row), row.ends_at, row.corrected_at is not None, row.alone,
                broadcasts.waits_for_sender(self._connection, row.id),
            )
            for row in broadcasts.latest(self._connection, most)
        )  # fmt: skip

    def _goes_at(self, row: broadcasts.NewsRow) -> int:
        """When it went, or is to go: what is planned waits for the end of a pause."""
        at = row.go_at or row.made_at
        waits = row.state == "planned" and row.level != Level.URGENT
        return max(at, standing.at(self._connection, limiting.PAUSED) or 0) if waits else at

    def delivery(self, broadcast: int) -> Delivery:
        return self._world.progress.of(self._connection, broadcast, self._now)

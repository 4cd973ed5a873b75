"""What flows of My journey may ask to be read: the record of the member whose turn it is, and never another's."""

from sqlite3 import Connection

from bot.journeys import JourneyShut
from bot.world import World
from conversations.journey import Journey
from storage import members


class RowJourneyFacts:
    """Reads for one member (None: somebody who has not joined, who has no record)."""

    _connection: Connection
    _world: World
    _member: int | None
    _journey_read = False

    def journey(self) -> Journey | None:
        if self._member is None:
            return Journey()
        try:
            found = self._world.journeys.read(self._connection, self._member)
        except JourneyShut:  # `alongside check` says why; a line in the log would say that somebody looked
            return None
        self._journey_read = True
        return found

    def journey_was_read(self) -> bool:
        return self._journey_read

    def asks_for_line(self, item: str) -> str | None:
        if self._member is None:
            return None
        asked = self._world.journeys.open_ask(self._member, item)
        person = asked and members.by_id(self._connection, asked.member)
        return person.name if person else None

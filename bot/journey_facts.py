"""What flows of My journey may ask to be read: the record of the member whose turn it is, and never another's."""

from sqlite3 import Connection

from bot.journeys import JourneyShut
from bot.keyholders import can_hear
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

    def hears(self, member: int) -> bool:
        person = None if member == self._member else members.by_id(self._connection, member)
        return person is not None and can_hear(self._connection, person)

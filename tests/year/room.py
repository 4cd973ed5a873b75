"""A year in the room, by the clock: everybody acts at their own times, and everything that reaches them is written down.

The room is driven over its HTTP API alone, but for bookings, which no talk makes yet: they are rows. Its clock goes from one due thing to the next; after each, whoever's phone
has something new looks at it, and thinks of when to answer.
"""

import heapq
import itertools
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.year.days import wall
from tests.year.diary import Diary
from tests.year.log import DAY, HOUR, MINUTE, Log
from tests.year.people import AGREES, BOOKED, BOOKS, CHANGES, HELD, HOLD, LIFT, PEOPLE, STARTS, TRIP
from tests.year.someone import LONDON, Someone, acts_at
from tests.year.talk import Api, Phone
from tests.year.team import Team

READ_EVERY, NEWS_EVERY, REPS_EVERY = 5 * DAY, 36 * HOUR, 9 * DAY
Doing = Callable[[], None]


class Year:
    """Thirty people and their team in one room."""

    def __init__(self, url: str, data: Path) -> None:
        self.api, self._data = Api(url), data
        self.team = Team(self.api)
        self.people: list[Someone] = []
        self.counted: Counter[str] = self.team.counted
        self._agenda: list[tuple[int, int, Doing]] = []
        self._order = itertools.count()

    def live(self, days: int) -> Log:
        """Everybody joins on a Monday morning, and then so many days pass."""
        self._to_monday()
        start = self._now()
        end = start + days * DAY
        self._join()
        self._plan(start, end)
        diary = Diary(self.api, self.people, self.team.groups)
        for moment in range(start, end, READ_EVERY):
            self._at(moment, diary.read)
        self._pass(end)
        return diary.log(start, end)

    def _to_monday(self) -> None:
        there = wall(self._now(), LONDON)
        ahead = -there.weekday() % 7 * DAY + (9 - there.hour) * HOUR - there.minute * MINUTE
        self.api.call("/api/clock", advance=ahead if ahead >= 0 else ahead + 7 * DAY)

    def _join(self) -> None:
        groups = self.team.groups
        codes = [self.team.invite(group) for group in groups]
        for number, plan in enumerate(PEOPLE, start=1):
            id = self.api.call("/api/person", name=f"Person {number}")["id"]
            person = Someone(number, Phone(self.api, id), plan, number % len(groups))
            person.join(codes[person.group])
            self.people.append(person)

    def _plan(self, start: int, end: int) -> None:
        for person in self.people:
            for act in person.plan.acts:
                self._at(acts_at(act, start), partial(person.act, act))
        for number, moment in enumerate(range(start + 2 * HOUR, end, NEWS_EVERY)):
            self._at(moment, partial(self.team.send_news, number))
        for moment in range(start + 3 * HOUR, end, REPS_EVERY):
            self._at(moment, self.team.look_in)
        held = self.people[HELD - 1]
        self._at(acts_at(HOLD, start), partial(self.team.hold, held))
        self._at(acts_at(LIFT, start), partial(self.team.lift, held))
        self._at(acts_at(BOOKS, start), partial(self._book, acts_at(STARTS, start)))
        self._at(acts_at(CHANGES, start), partial(self.team.change, TRIP))
        self._at(acts_at(AGREES, start), self.team.agree)

    def _book(self, starts_at: int) -> None:
        """Some of them book something: rows as meetings and training will write them."""
        phones = {person.phone.id for person in self.people if person.number in BOOKED}
        booked = [(row["member_id"],) for row in self.api.rows("address") if row["address"] in phones]
        (file,) = self._data.rglob("*.sqlite3")
        with closing(sqlite3.connect(file)) as connection, connection:
            event = connection.execute(
                "insert into event (kind, title, starts_at) values ('meeting', ?, ?)", (TRIP, starts_at)
            ).lastrowid
            connection.executemany(
                f"insert into booking (event_id, member_id, at) values ({event}, ?, {starts_at})", booked
            )

    # -- time passes --------------------------------------------------------------------------------------------------

    def _now(self) -> int:
        return int(self.api.call("/api/clock")["now"])

    def _at(self, moment: int, doing: Doing) -> None:
        heapq.heappush(self._agenda, (moment, next(self._order), doing))

    def _pass(self, end: int) -> None:
        clock = self.api.call("/api/clock")
        while clock["now"] < end:
            planned = min(end, self._agenda[0][0] if self._agenda else end)
            due = clock["next"]
            if due is not None and clock["now"] < due < planned:
                clock = self.api.call("/api/clock", to="next")
            else:  # what is due already goes first, and may be answered before the next plan
                at_most = MINUTE if due is not None and due <= clock["now"] else end
                ahead = min(planned - clock["now"], at_most)
                clock = self.api.call("/api/clock", advance=max(1, ahead))
            self.counted["steps"] += 1
            self._look()
            while self._agenda and self._agenda[0][0] <= clock["now"] < end:
                heapq.heappop(self._agenda)[2]()
                self._look()
                clock = self.api.call("/api/clock")

    def _look(self) -> None:
        changed = self.api.changed()
        for person in self.people:
            for message in person.phone.look() if person.phone.id in changed else ():
                if found := person.reaction(message):
                    self._at(found[0], partial(person.react, message, found[1]))

"""What the team does in the year: a coordinator sends news as often as is allowed and more, holds and lifts messages,
and the representatives look in, without whom nobody may send anything (B15)."""

import re
from collections import Counter
from datetime import timedelta

from tests.year.days import wall
from tests.year.log import Deed
from tests.year.someone import LONDON, Someone
from tests.year.talk import Api, Phone, Wish

TITLE, BODY = "Walk number", "We meet at the gate at ten. Everyone is welcome."
ROUND_IT = ("Send on", "What's new only")
"""What is offered instead, where a limit is used up."""
DATED_EVERY = 5


class Team:
    """The coordinator and the representatives of the seeded programme."""

    def __init__(self, api: Api) -> None:
        self._api = api
        people = api.call("/api/people")
        self.groups: list[str] = sorted({group for each in people for group in each["groups"]})
        self._coordinator = next(Phone(api, each["id"]) for each in people if each["role"] == "coordinator")
        self._reps = [Phone(api, each["id"]) for each in people if each["role"] == "representative"]
        self.counted: Counter[str] = Counter()

    def invite(self, group: str) -> str:
        """A code that lets people into this group."""
        said = self._menu(Wish("Invite"), Wish("Members$"), Wish(group, needed=True))
        return str(re.findall(r"\b[0-9A-HJKMNP-TV-Z]{10}\b", said)[-1])

    def send_news(self, number: int) -> None:
        """What is over a limit is put off, put on What's new, or let go, in turn. Now and then it has a date."""
        group = [*self.groups, "Everyone"][number % (len(self.groups) + 1)]
        instead = (Wish("What's new only"), Wish("Send on"), Wish("Cancel"))[number % 3]
        dated = number % DATED_EVERY == 1
        by = wall(self._api.call("/api/clock")["now"], LONDON) + timedelta(days=5)
        before = len(self._coordinator.heard)
        self._menu(
            Wish("Send news", needed=True), Wish(group, under=r"for\?"), instead, Wish(words=f"{TITLE} {number}", under="short title"),
            Wish(words=BODY, under="news itself"), *((Wish("It has a date"), Wish(words=f"{by:%-d %b}", under="By which day")) if dated else ()),
            Wish("Use it as it is"), Wish("Send$|Plan it|Put it|Yes"),
        )  # fmt: skip
        said = (label for message in self._coordinator.heard[before:] for label in message.options)
        self.counted["refused" if any(label.startswith(ROUND_IT) for label in said) else "sent"] += 1

    def hold(self, person: Someone) -> None:
        self._menu(
            Wish("A lost phone"),
            Wish("Hold for"),
            Wish(words=person.name, under="Whose messages"),
            Wish("Stop messages", needed=True),
        )
        person.done_to.append(Deed(self._coordinator.own[-1], "hold"))

    def lift(self, person: Someone) -> None:
        self._menu(
            Wish("A lost phone"),
            Wish("Lift"),
            Wish(words=person.name, under="Whose hold"),
            Wish("Yes, lift it", needed=True),
        )
        person.done_to.append(Deed(self._coordinator.own[-1], "lift"))

    def change(self, booked: str) -> None:
        """Something that people have booked has changed: it needs a second key."""
        self._menu(
            Wish("A booking has changed"), Wish(booked), Wish(words="moved to the library", under="what has changed"),
            Wish(words="Please come to the library", under="what can people do"), Wish("Ask for the 2nd key", needed=True),
        )  # fmt: skip

    def agree(self) -> None:
        """A representative turns the second key."""
        phone = self._reps[0]
        phone.talk(phone.say("menu"), [Wish("Member rep"), Wish("Keys waiting"), Wish("Agree", needed=True)])

    def look_in(self) -> None:
        for phone in self._reps:
            phone.talk(phone.say("menu"), [Wish("Close")])

    def _menu(self, *wishes: Wish) -> str:
        return self._coordinator.talk(self._coordinator.say("menu"), [*wishes])

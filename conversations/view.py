"""What a turn may see: the member, the programme and the moment, as plain values.

`bot/turn.py` fills it from rows inside the turn's transaction. What is dear to read stands behind `Facts`, whose
methods answer the same for the whole of a turn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, Protocol, TypeAlias

from conversations.caps import Caps
from conversations.feedback.facts import FeedbackFacts
from conversations.journey import Journey, JourneyFacts, after
from conversations.journey_effects import JourneyEffect
from conversations.keyring import KeyFacts
from conversations.meetings import MeetingFacts
from conversations.outgoing import OutgoingFacts
from conversations.pace import Item, Pace, Sent, Waiting
from conversations.phrases import NOTHING, Tongue
from conversations.questionnaire import Questionnaire
from conversations.roles import RoleFacts
from conversations.training.courses import TrainingFacts

Role: TypeAlias = Literal["member", "staff", "representative", "coordinator"]
TeamPart: TypeAlias = Literal["worker", "duty"]
"""Whom of the team words are passed on to."""
RANK: Final[Mapping[str, int]] = {"member": 0, "staff": 1, "representative": 2, "coordinator": 3}
"""A code only ever takes somebody up."""
LAYERS: Final = ("basics", "check_ins", "group_mood", "meetings", "training", "news", "access")
"""The layers of consent, each its own yes (COPYDECK.md, section 1)."""


@dataclass(frozen=True, slots=True)
class Group:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """One member as their own turn sees them. `sight`: who sees check-ins ("me", "worker", "ask"). `on_duty`, `worker`:
    which of the members' messages this coordinator takes: those for the duty person, those for the named worker."""

    id: int
    role: Role = "member"
    name: str = ""
    language: str = "en"
    quiet: bool = False
    quiet_word: str = "open"
    sight: str = "me"
    on_duty: bool = False
    worker: bool = False
    groups: tuple[Group, ...] = ()
    consents: Mapping[str, bool] = field(default_factory=dict)
    joined_at: int = 0

    @property
    def team(self) -> bool:
        """Whether this person has the coordinators' menu."""
        return self.role == "coordinator"

    def agreed(self, layer: str) -> bool:
        return self.consents.get(layer, False)


@dataclass(frozen=True, slots=True)
class Duty:
    """The person who is told, in set-ups 2 and 3 of DOMAIN.md 1.6. `on_now` and `back` are worked out for the turn;
    `back_at` is the same moment as `back`, in UTC seconds, None if they do not come back within a month."""

    name: str
    hours: str
    on_now: bool
    back: str
    back_at: int | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """What the configuration says about the programme, in the words that messages need."""

    name: str
    organisation: str
    contact: str
    emergency: str = "999"
    notice: str = ""
    worker: str = ""
    worker_hours: str = ""
    agreement: tuple[str, ...] = ()
    agreement_version: str = ""
    languages: tuple[tuple[str, str], ...] = (("en", "English"),)
    helplines: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    set_up: int = 1
    duty: Duty | None = None
    timezone: str = "Europe/London"
    hours: tuple[int, int] = (10 * 60, 19 * 60)
    urgent_hours: tuple[int, int] = (8 * 60, 21 * 60)
    open_door: bool = True


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that somebody brought, as it stands now. `valid` is False once it is used up or out of date."""

    code: str
    role: Role
    group: Group | None
    valid: bool = True


@dataclass(frozen=True, slots=True)
class Rejoin:
    """A rejoin code that was typed or brought just now: whose it is, with their pace; of nobody where it does not work.
    `code`: which of theirs it is."""

    member: Member | None = None
    pace: Pace | None = None
    code: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who goes by a name that the team typed: what tells them from others of that name, and no more."""

    id: int
    groups: tuple[str, ...]
    joined_at: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class KeptCheckIn:
    """One check-in that the member kept, as the member reads it back."""

    at: int
    lines: tuple[tuple[str, str], ...]
    """(question, answer) in the words they were asked and answered."""
    shared: bool = False
    """Whether it was sent to the worker as well."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is kept about the member beside what every turn sees; times in UTC seconds."""

    consents: tuple[tuple[str, bool, int], ...] = ()
    """(layer, yes or no, when) of each answer in force."""
    check_ins_since: int | None = None
    messages: int = 0
    """Messages that "Clear these messages" can still take away or blank."""
    waiting: int = 0
    sent: int = 0
    """Chats that the bot began, counted by the limits: when and of which kind, without the words."""
    half_done: int = 0
    passed_on: int = 0
    """Words of theirs that are on their way to a person."""
    news: int = 0
    """News that they sent to a group."""
    rejoin_at: int | None = None
    """When their rejoin code was made, if they have one."""
    said: int = 0
    """Things sent to many that they answered with a tap."""
    keys: int = 0
    """Second keys that they asked for, turned or refused."""
    bookings: int = 0
    """Everything they booked, also what is over and not yet forgotten."""
    agenda: int = 0
    """Things they put on agendas, with their name beside them."""
    wishes: int = 0
    """Meetings of which they said whether they want to be asked afterwards."""
    places: int = 0
    """Courses that they asked for a place on, also where they have it by now."""
    needs: int = 0
    """Things that would help them to take part in a course."""
    dates: int = 0
    """Courses of whose next date they want to hear."""
    lost: int = 0
    """Draws that they lost lately, each a chance more in the next."""
    passed: int = 0
    """Free places that they were offered already."""
    leads: int = 0
    """Courses that they lead or arrange."""
    roles: int = 0
    """Roles that they posted."""


@dataclass(frozen=True, slots=True)
class Done:
    """A job that the team did so many times: by which role, never by whom."""

    role: Role
    action: str
    times: int


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that was sent to many ("broadcast:7"), in the sender's own words. `closes_at`: until when it can be
    answered, UTC seconds, where it asks something. `new`: they have neither looked at it nor been told of it."""

    item: str
    text: str
    sender: str
    closes_at: int | None = None
    new: bool = False

    def is_open(self, now: int) -> bool:
        """Whether it asks something that can still be answered."""
        return self.closes_at is not None and now < self.closes_at


class Facts(
    OutgoingFacts, KeyFacts, FeedbackFacts, MeetingFacts, RoleFacts, TrainingFacts, JourneyFacts, Protocol
):
    """What is read only when a flow asks for it."""

    def group_size(self, group: int) -> int: ...
    def groups(self) -> tuple[Group, ...]: ...
    def details(self) -> Holdings: ...
    def log(self, days: int) -> tuple[Done, ...]:
        """What the team did in the last so many days, the most frequent first."""
        ...

    def check_ins(self, most: int) -> tuple[KeptCheckIn, ...]: ...
    def check_in_count(self) -> int: ...
    def monthly_due(self) -> bool: ...
    def news(self) -> tuple[Thing, ...]:
        """What stands on the member's What's new page, newest first."""
        ...

    def thing(self, item: str) -> Thing | None:
        """What was sent to many under this name, as it reads now; None once it is taken back or 60 days old."""
        ...

    def said(self, item: str) -> str:
        """What this member answered to it; "" for nothing yet."""
        ...

    def said_by_all(self, item: str) -> Mapping[str, int]:
        """How many gave each answer. Flows show it rounded, and to nobody before it has closed."""
        ...

    def put_off(self, item: str) -> int:
        """How often the member has put this one off."""
        ...

    def openers(self) -> tuple[Sent, ...]:
        """The chats that the bot began with this member, as far back as the limits look, oldest first."""
        ...

    def waiting(self) -> tuple[Waiting, ...]:
        """What is queued for this member and would begin a chat."""
        ...

    def goes_at(self, item: Item, pace: Pace, earliest: int) -> int | None:
        """When the gate would let this go to the member, from a moment on, as things stand; None for never."""
        ...

    def backups_gone_by(self) -> date: ...
    def fresh_rejoin(self) -> str:
        """A rejoin code that nobody has seen yet. It is drawn when it is asked for, and once in a turn."""
        ...

    def rejoins_left(self) -> int:
        """How many more rejoin codes this member may have made for them within the hour."""
        ...

    def names_left(self) -> int:
        """How many more names that nobody goes by this person of the team may type today."""
        ...

    def called(self, name: str) -> tuple[Named, ...]:
        """Those who go by this very name, whatever its case, apart from this member. Only the team's flows ask."""
        ...

    def named(self, id: int) -> Named | None:
        """One of them again, if they are still here."""
        ...

    def reachable(self, to: TeamPart) -> bool:
        """Whether somebody would get what is passed on to the worker or the duty person: says they take it, is neither
        stopped nor held nor on a break, and is not this member."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """Everything that one turn may look at. `member` is None for somebody who has not joined."""

    now: int
    today: date
    programme: Programme
    tongue: Tongue
    caps: Caps
    questionnaire: Questionnaire
    facts: Facts
    member: Member | None
    pace: Pace
    app: str = "Telegram"
    holidays: Collection[date] = ()
    chance: int = 0
    invitation: Invitation | None = None
    fresh_code: str = ""
    invite_link: str = ""
    rejoin: Rejoin | None = None
    """What a rejoin code means that this turn came with; None where it came with none."""
    shown_rejoin: str = ""
    """The rejoin code that this very turn shows. No later turn can."""
    practice: bool = False
    """Looking around: made-up data, and nothing is kept."""
    just_ended: frozenset[str] = frozenset()
    """Ids of sessions that ended a moment ago: a second press of their last button is a slip of the thumb."""
    dropped: frozenset[int] = frozenset()
    """Check-ins, by their moment, that this very turn deletes: `facts` go on counting them until it is stored."""
    all_dropped: bool = False
    journeying: tuple[JourneyEffect, ...] = ()
    """What this very turn changes in the member's own record."""

    @property
    def known(self) -> Member:
        """The member, in flows that only members reach."""
        assert self.member is not None
        return self.member

    def check_ins(self, most: int) -> tuple[KeptCheckIn, ...]:
        """The last check-ins that are kept, newest first, without those just deleted."""
        if self.all_dropped:
            return ()
        kept = self.facts.check_ins(most + len(self.dropped))
        return tuple(each for each in kept if each.at not in self.dropped)[:most]

    def check_in_count(self) -> int:
        return 0 if self.all_dropped else max(0, self.facts.check_in_count() - len(self.dropped))

    def journey(self) -> Journey | None:
        """My journey as it stands at this point of the turn; None if it cannot be opened."""
        found = self.facts.journey()
        for effect in self.journeying:
            found = found and after(found, effect)
        return found

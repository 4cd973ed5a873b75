"""What a turn may see: the member, the programme and the moment, as plain values.

`bot/turn.py` fills it from rows inside the turn's transaction. What is dear to read stands behind `Facts`, whose
methods answer the same for the whole of a turn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, Protocol, TypeAlias

from conversations.caps import Caps
from conversations.pace import Pace
from conversations.phrases import NOTHING, Tongue
from conversations.questionnaire import Questionnaire

Role: TypeAlias = Literal["member", "staff", "representative", "coordinator"]
LAYERS: Final = ("basics", "check_ins", "group_mood", "meetings", "training", "access")
"""The layers of consent, each its own yes (COPYDECK.md, section 1)."""


@dataclass(frozen=True, slots=True)
class Group:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """One member as their own turn sees them. `sight`: who sees check-ins ("me", "worker", "ask")."""

    id: int
    role: Role = "member"
    name: str = ""
    language: str = "en"
    quiet: bool = False
    quiet_word: str = "open"
    sight: str = "me"
    on_duty: bool = False
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
    """The person who is told, in set-ups 2 and 3 of DOMAIN.md 1.6. `on_now` and `back` are worked out for the turn."""

    name: str
    hours: str
    on_now: bool
    back: str


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
class KeptCheckIn:
    """One check-in that the member kept, as the member reads it back."""

    at: int
    lines: tuple[tuple[str, str], ...]
    """(question, answer) in the words they were asked and answered."""


class Facts(Protocol):
    """What is read only when a flow asks for it."""

    def group_size(self, group: int) -> int: ...
    def groups(self) -> tuple[Group, ...]: ...
    def details(self) -> tuple[tuple[str, str], ...]:
        """Everything kept about the member, as (what, value) lines."""
        ...

    def check_ins(self, most: int) -> tuple[KeptCheckIn, ...]: ...
    def check_in_count(self) -> int: ...
    def monthly_due(self) -> bool: ...
    def news(self) -> tuple[str, ...]: ...
    def news_this_week(self, group: int | None) -> int: ...
    def news_again_at(self, group: int | None) -> int:
        """When the group may get its next news item, UTC seconds."""
        ...

    def reach(self, group: int | None) -> tuple[int, int, int]:
        """How many would get a news item now, later, and on What's new only."""
        ...

    def backups_gone_by(self) -> date: ...


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
    practice: bool = False
    """Looking around: made-up data, and nothing is kept."""

    @property
    def known(self) -> Member:
        """The member, in flows that only members reach."""
        assert self.member is not None
        return self.member

"""Roles that members can take on, as plain values (BEHAVIOURS.md, B55 and B56; DOMAIN.md, 3.5).

A role says what it is for, its hours, pay, costs, who helps and when it ends, or it is none: a draft without all of that cannot
be made. Who is interested is known to the coordinator who posted it and to nobody else; who has it, to everybody only where that
person said so.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, Protocol, TypeAlias

from conversations.money import Money

MOST: Final = {
    "title": 60, "purpose": 300, "hours": 120, "pay": 100, "costs": 120, "support": 40, "training": 160, "decides": 120,
}  # fmt: skip
"""Letters, by field: the page of a role is to be read on a small phone."""
REQUIRED: Final = ("title", "purpose", "hours", "pay", "costs", "support", "decides")
WANTED_MOST: Final = 20
LONGEST: Final = timedelta(days=731)
Asked: TypeAlias = Literal["", "asked", "back"]
Mine: TypeAlias = Literal["", "interested", "offered", "held"]


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """A role as somebody would like to post it. `pay` says what is paid, `paid` whether anything is; `training` is what helps,
    and is never needed; `wanted`: how many people. Raises ValueError for a role that leaves something out, or cannot be."""

    title: str
    purpose: str
    hours: str
    pay: str
    costs: str
    support: str
    decides: str
    starts_on: date
    ends_on: date
    paid: bool = False
    training: str = ""
    wanted: int = 1

    def __post_init__(self) -> None:
        missing = [name for name in REQUIRED if not getattr(self, name).strip()]
        if missing:
            raise ValueError(f"a role says its {', '.join(missing)}")
        if long := [name for name, most in MOST.items() if len(getattr(self, name)) > most]:
            raise ValueError(f"too long to be read on a small phone: {', '.join(long)}")
        if not timedelta(0) <= self.ends_on - self.starts_on <= LONGEST:
            raise ValueError("a role ends after it starts, and within two years")
        if not 1 <= self.wanted <= WANTED_MOST:
            raise ValueError(f"a role is for 1 to {WANTED_MOST} people")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is interested in a role or has it, for the coordinator who posted it. `money`: what they said about pay, ""
    where they have said nothing. `asked`: what that coordinator did in the last 14 days: offered it, or took that back. What the
    member made of it is not there to be read: a no looks like no answer (B31)."""

    id: int
    name: str
    state: Mine
    money: Money | Literal[""] = ""
    asked: Asked = ""


@dataclass(frozen=True, slots=True)
class PostedRole:
    """A role as one member sees it. `poster`: the name of who posted it, "" for none. `interest`: whether somebody can say that
    they are interested; `full`: as many have it as are wanted; `over`: its last day has passed. `mine`, `money`, `shown`: what
    this member has to do with it, what they said about pay, and whether others see that they have it. `names`: of those who
    have it and said that others may know. `people` is for who posted it (`by_me`), and empty for everybody else."""

    id: int
    draft: RoleDraft
    poster: str = ""
    interest: bool = True
    full: bool = False
    closed: bool = False
    over: bool = False
    mine: Mine = ""
    money: Money | Literal[""] = ""
    shown: bool = False
    names: tuple[str, ...] = ()
    by_me: bool = False
    people: tuple[Candidate, ...] = ()

    @property
    def item(self) -> str:
        return f"role:{self.id}"

    @property
    def free(self) -> int:
        """Places that nobody has and nobody is asked about, as who posted it counts them."""
        return self.draft.wanted - sum(each.state == "held" or each.asked == "asked" for each in self.people)

    @property
    def can_be_taken(self) -> bool:
        """Whether a yes of this member, who was offered it, makes it theirs."""
        return self.mine == "offered" and not (self.full or self.closed or self.over)


class RoleFacts(Protocol):
    """What flows about roles may ask to be read."""

    def roles(self) -> tuple[PostedRole, ...]:
        """Those that have not ended: this member's own first, then those with a place free, A to Z."""
        ...

    def role(self, id: int) -> PostedRole | None:
        """One of them, also when it is over."""
        ...

    def past_roles(self) -> tuple[str, ...]:
        """The titles of those that this member had to their end."""
        ...

"""What flows about roles ask of the world (a part of conversations.effects.Effect; carried out by bot/roles.py).

Each is checked once more where it is carried out: who asks, and whether the role still stands so.
"""

from dataclasses import dataclass
from typing import TypeAlias

from conversations.money import Money
from conversations.roles import RoleDraft


@dataclass(frozen=True, slots=True)
class PostRole:
    """A coordinator posts a role. Those who want to hear of roles are told, each at their own pace."""

    draft: RoleDraft


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """A coordinator puts the words of a role right. Whoever has it, or was offered it, is told what changed."""

    role: int
    draft: RoleDraft


@dataclass(frozen=True, slots=True)
class CloseRole:
    """Nobody new takes it. Those who have it keep it; who was interested is forgotten."""

    role: int


@dataclass(frozen=True, slots=True)
class SayInterested:
    """The member would like to hear more of a role. Who posted it sees their name."""

    role: int


@dataclass(frozen=True, slots=True)
class TakeInterestBack:
    """They are not interested any more, and nothing of it is kept; or they say no to an offer, which is not told by name."""

    role: int


@dataclass(frozen=True, slots=True)
class OfferRole:
    """Who posted it offers the role to a member who is interested. It is theirs only by their own yes."""

    role: int
    member: int


@dataclass(frozen=True, slots=True)
class TakeOfferBack:
    """Who posted it takes an offer back. The member is interested as before."""

    role: int
    member: int


@dataclass(frozen=True, slots=True)
class AcceptRole:
    """The member says yes to the role that they were offered."""

    role: int
    money: Money


@dataclass(frozen=True, slots=True)
class ChoosePay:
    """Whoever has the role says anew what they want about pay."""

    role: int
    money: Money


@dataclass(frozen=True, slots=True)
class ShowRole:
    """Whether others may see that the member has this role (B56)."""

    role: int
    yes: bool


@dataclass(frozen=True, slots=True)
class LeaveRole:
    """The member steps back. There is no reason to be given, so there is no place for one (B56)."""

    role: int


RoleEffect: TypeAlias = (
    PostRole | ChangeRole | CloseRole | SayInterested | TakeInterestBack | OfferRole | TakeOfferBack | AcceptRole | ChoosePay
    | ShowRole | LeaveRole
)  # fmt: skip

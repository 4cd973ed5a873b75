"""What flows about training ask of the world (a part of conversations.effects.Effect; carried out by bot/training/).

Each is checked once more where it is carried out: who asks, and whether it is still to be had.
"""

from dataclasses import dataclass
from typing import TypeAlias

from conversations.training.courses import CourseDraft, Pay, Reminders, SessionDraft


@dataclass(frozen=True, slots=True)
class MakeCourse:
    """A coordinator makes a course. Whoever makes it arranges what helps people to take part."""

    draft: CourseDraft


@dataclass(frozen=True, slots=True)
class MoveSession:
    """A coordinator changes when or where one session is. Those who have a place are told."""

    session: int
    draft: SessionDraft


@dataclass(frozen=True, slots=True)
class CancelSession:
    """A coordinator cancels one session of a course; the others stay. Those who have a place are told."""

    session: int


@dataclass(frozen=True, slots=True)
class CancelCourse:
    """A coordinator cancels a course, or what is still to come of it. Those who have a place are told, and where none of it took place
    they are first in line for the next date."""

    course: int


@dataclass(frozen=True, slots=True)
class AskPlace:
    """The member asks for a place. Where seats are open to whoever comes first, they have one."""

    course: int
    pay: Pay = ""


@dataclass(frozen=True, slots=True)
class TakeOff:
    """The member does not want a place any more, whatever they had: nothing of it stays."""

    course: int


@dataclass(frozen=True, slots=True)
class TakePlace:
    """The member says yes to the place that is held for them, or takes one that is open."""

    course: int


@dataclass(frozen=True, slots=True)
class LetPass:
    """The member says no to a place that is held for them, and stays in the list."""

    course: int


@dataclass(frozen=True, slots=True)
class HoldLonger:
    """The member needs longer to answer."""

    course: int


@dataclass(frozen=True, slots=True)
class KeepNeeds:
    """What would help the member to take part in this course, whole: what was said before makes way."""

    course: int
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SortNeed:
    """Whoever arranges it has sorted something for somebody, or (`sorted` False) has not after all."""

    course: int
    member: int
    what: str
    sorted: bool = True


@dataclass(frozen=True, slots=True)
class ChooseReminders:
    """Which reminders the member wants of a course that they are booked on."""

    course: int
    reminders: Reminders


@dataclass(frozen=True, slots=True)
class ShortNotice:
    """Whether a place may be offered to the member in the last two days before."""

    course: int
    yes: bool


@dataclass(frozen=True, slots=True)
class BringFriend:
    """The member would like to come with somebody, who types this code; `yes` False: by themselves after all."""

    course: int
    yes: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class JoinFriend:
    """The member has typed a friend's code: they ask for places together."""

    code: str
    pay: Pay = ""


@dataclass(frozen=True, slots=True)
class SecondChoice:
    """If the first course has no place for the member, they would take the second: they ask for a place there too, which goes
    when they have one in the first. `second` None: no second choice after all."""

    first: int
    second: int | None
    pay: Pay = ""


@dataclass(frozen=True, slots=True)
class NextDate:
    """The member would like to hear of the next date of this course, or not."""

    course: int
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Attended:
    """`member` came: ticked by whoever leads the course, or by themselves (None). There is no mark for whoever did not; `yes` False
    takes back a tick that was a slip."""

    course: int
    member: int | None = None
    yes: bool = True


TrainingEffect: TypeAlias = (
    MakeCourse | MoveSession | CancelSession | CancelCourse | AskPlace | TakeOff | TakePlace | LetPass | HoldLonger | KeepNeeds | SortNeed | ChooseReminders
    | ShortNotice | BringFriend | JoinFriend | SecondChoice | NextDate | Attended
)  # fmt: skip

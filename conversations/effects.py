"""What a turn asks of the world: a closed union of plain values.

`bot/apply.py` carries each one out, in the turn's own transaction; its `match` ends in `assert_never`, so an effect
that nobody handles does not pass the type checker.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from conversations.feedback.effects import SealedEffect
from conversations.journey_effects import JourneyEffect
from conversations.key_effects import KeyEffect
from conversations.meeting_effects import MeetingEffect
from conversations.pace import Kind, Pace
from conversations.phrases import NOTHING
from conversations.render import Choice
from conversations.role_effects import RoleEffect
from conversations.training.effects import TrainingEffect
from conversations.view import TeamPart


@dataclass(frozen=True, slots=True)
class Reply:
    """Words back to the person who just did something. `replaces` is a message to edit in place of a new one."""

    text: str
    choices: tuple[Choice, ...] = ()
    replaces: str = ""
    urgent: bool = False
    """A help line: still worth sending after 15 minutes (PACE.md, section 3)."""


@dataclass(frozen=True, slots=True)
class Tidy:
    """Take the buttons off an answered question; `text` is what it says from now on."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete one message of the person's own: something we promised not to keep."""

    message: str


@dataclass(frozen=True, slots=True)
class Join:
    """The first row about this person: they said yes to the basics. `code` is their invitation, if they had one."""

    code: str
    language: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class UseCode:
    """Somebody who has joined opened an invitation: a group or a role more."""

    code: str


@dataclass(frozen=True, slots=True)
class ChangeMember:
    """New values of the member's own fields, by name (see conversations.view.Member)."""

    changes: Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Speak:
    """Go on in another language. Members' choice is kept by ChangeMember."""

    language: str


@dataclass(frozen=True, slots=True)
class Snooze:
    """Ask again at `until`, UTC seconds, because the member said so (PA-11). `what` is the flow to open then; from
    `ends_at` on, when the next one of its kind comes, it is let go. `about`: the kind of opener that it was; `item`: the
    one thing that it asked about, where there are several of a kind."""

    what: str
    until: int
    ends_at: int | None = None
    about: Kind = Kind.CHECK_IN
    item: str = ""


@dataclass(frozen=True, slots=True)
class SawNews:
    """The member looked at their What's new page: nothing that stands there is new to them any more."""


@dataclass(frozen=True, slots=True)
class Said:
    """The member's answer to something that was sent to many ("broadcast:7"): one each, so another takes its place."""

    item: str
    value: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A yes or no to one layer, with the version of the words it answers."""

    layer: str
    yes: bool
    wording: str


@dataclass(frozen=True, slots=True)
class ChangePace:
    """The member's pace from now on, whole. `settled`: also plan the next check-in anew."""

    pace: Pace
    replan: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """The member did something: the silence, if any, is over (PACE.md, section 5)."""


@dataclass(frozen=True, slots=True)
class EmptyQueue:
    """Drop every letter to this member that has not gone out, and take back what just did, where the channel can."""


@dataclass(frozen=True, slots=True)
class KeepAnswers:
    """Write down the answers of one questionnaire, by question id. `sight`: "me" or "worker". `unasked`: the member began
    it, so the next one that the bot begins is a whole gap away."""

    questionnaire: str
    answers: Mapping[str, str]
    sight: str = "me"
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class DropAnswers:
    """Delete what the member kept from one layer."""

    layer: str


@dataclass(frozen=True, slots=True)
class DropCheckIn:
    """Delete the one check-in that the member kept at this moment, UTC seconds."""

    at: int


@dataclass(frozen=True, slots=True)
class Begin:
    """Lay another flow on top. Only the desk handles it."""

    flow: str
    answers: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class OpenSealed:
    """The member chose, on a page, to begin a sealed talk or to go on with it. The desk makes it of `Begin`, and the turn
    goes on inside the box: of the choice itself nothing is kept."""

    flow: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LetGo:
    """Somebody who has not joined said no, and is told that nothing is kept: memory lets go of them too, at once."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave everything that was going on. Only the desk handles it."""


@dataclass(frozen=True, slots=True)
class Clear:
    """Clear the chat on both sides, as far as the channel allows, then say which of the two is true."""

    cleared: str
    failed: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete the member: every row. `goodbye` goes out last, and then the address is erased too."""

    goodbye: str


@dataclass(frozen=True, slots=True)
class SendCopy:
    """Send the member all that is kept about them, as a JSON file."""

    caption: str


@dataclass(frozen=True, slots=True)
class SendFile:
    """Send a file called `name` ("results-7.png", "meeting-7.ics"). What is in it is made when it goes, by what its name
    begins with (bot/files.py), and only for whom it is."""

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class PassOn:
    """A member asks for a person. `text` is written for that person. Flows ask `facts.reachable` before they promise it."""

    to: TeamPart
    text: str


@dataclass(frozen=True, slots=True)
class MakeInvite:
    """Keep an invitation code (only its hash is kept)."""

    code: str
    role: str
    group: int | None
    uses: int
    days: int


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One news item to one group (None: to all). `level`: "news" goes through the outbox at each member's pace; "page"
    goes to everybody's What's new and starts no chat; "dated" asks for an answer until `ends_at`. Who
    sends it is put beside it. With a `go_at` it is planned for then."""

    group: int | None
    text: str
    level: str = "news"
    go_at: int | None = None
    ends_at: int | None = None


@dataclass(frozen=True, slots=True)
class Amend:
    """Something that was sent, or is to be: "stop" what has not gone of it, "correct" its words to `text` wherever they
    stand, or "withdraw" it, also from those who have it."""

    broadcast: int
    how: Literal["stop", "correct", "withdraw"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody on the team stops all messages to a member; `silent`: every reply too. Logged as a job, without a name."""

    member: int
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Lift:
    """Somebody on the team has met the member: a hold ends, if there was one, and nothing is sent because of it."""

    member: int


@dataclass(frozen=True, slots=True)
class WrongName:
    """Somebody on the team typed a name that nobody goes by: counted for a day, so that names are not tried one by one."""


@dataclass(frozen=True, slots=True)
class KeepRejoin:
    """This is the member's rejoin code from now on. Only a slow hash of it is kept; the words of this turn show it."""

    code: str


@dataclass(frozen=True, slots=True)
class EndRejoin:
    """The code that was shown goes from the chat. `keep`: it was typed back, so it is written down; else it is let go."""

    keep: bool


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Whoever typed this turn's rejoin code is that member, here and from now on. A hold ends with it, and the code is
    used up."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line in the log that every member may read: what was done, by which role, never by or about whom."""

    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """One more of something that is counted and never described (help cards shown, false alarms), on this day, or in these three months:
    of what a day could have only one answer to, the day would say whose it is."""

    what: str
    by_quarter: bool = False


Effect: TypeAlias = (
    Reply | Tidy | Remove | Join | UseCode | ChangeMember | Speak | Snooze | SawNews | Said | Consent | ChangePace | Contact | EmptyQueue | KeepAnswers | DropAnswers
    | DropCheckIn | Begin | LetGo | Leave | Clear | Forget | SendCopy | SendFile | PassOn | MakeInvite | Broadcast | Amend | Note | Count
    | Hold | Lift | WrongName | KeepRejoin | EndRejoin | ComeBack
    | JourneyEffect | KeyEffect | MeetingEffect | RoleEffect | TrainingEffect | OpenSealed | SealedEffect
)  # fmt: skip

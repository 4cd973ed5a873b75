"""Everything that a turn needs besides the database: built once in `wiring.py`, never changed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.ballot_box import Ballots
from bot.chance import Chance
from bot.clock import Clock
from bot.journeys import Journeys
from bot.lately import Ceilings
from bot.reach import Progress, Reach
from conversations.caps import Caps
from conversations.feedback.form import NO_FORM, Form
from conversations.flow import Flow
from conversations.phrases import Tongue
from conversations.questionnaire import Questionnaire
from conversations.view import Programme

APPS: Mapping[str, str] = {"telegram": "Telegram", "room": "chat"}
"""What members call the app behind each channel."""


@dataclass(frozen=True)
class World:
    """`programme` is asked for at a moment, because who is on duty changes with the hour."""

    programme_at: Callable[[int], Programme]
    flows: Mapping[str, Flow]
    questionnaire: Questionnaire
    tongue: Callable[[str], Tongue]
    holidays: Callable[[int], Collection[date]]
    clock: Clock
    chance: Chance
    caps: Callable[[str], Caps]
    groups: tuple[str, ...] = ()
    backup_days: int = 35
    invite_link: Callable[[str, str], str] = lambda channel, code: ""
    reach: Reach = field(default_factory=Reach)
    progress: Progress = field(default_factory=Progress)
    ceilings: Ceilings = field(default_factory=Ceilings)
    form: Form = NO_FORM
    """The questions about meetings. A box keeps those of the day on which it was made."""
    by_draw: bool = True
    """Whether places on training go by draw; else to whoever asks first, because members decided so."""
    min_responses: int = 5
    min_for_words: int = 10
    ballots: Ballots = field(default_factory=Ballots)
    """The sealed boxes. Without a folder for their keys there are none."""
    journeys: Journeys = field(default_factory=Journeys)
    """Members' own records, each opened in its member's own turn and nowhere else."""
    resting_courses: dict[int, int] = field(default_factory=dict)
    """Courses with which something went wrong a moment ago, and when each is tried again."""
    channels: Callable[[], tuple[str, ...]] = lambda: ()
    """Which channels are open."""

    def today(self, now: int, zone: str) -> date:
        return datetime.fromtimestamp(now, ZoneInfo(zone)).date()

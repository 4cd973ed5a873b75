"""What is to go to many, before it goes: one way of looking at it, for whoever writes it in a chat or on the command line.

`wrong` finds the first thing that stands against a draft and says it as a `Problem`: which agreed limit it keeps, and what
can be done instead (DOMAIN.md, 6.6). Nothing is half-sent: a draft either has nothing wrong with it or never becomes a row.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from conversations.caps import Caps
from conversations.flow import Problem
from conversations.pace import Agreed, Level, No
from conversations.pace.limits import DATED_WITHIN
from conversations.pace.local_time import local_date
from conversations.pace.values import DAY
from conversations.phrases import Phrase, Tongue, _

TITLE_MOST: Final = 60
MOST: Final = 300
AHEAD_MOST: Final = 28 * DAY
"""Nobody plans further: what is true in a month is written in a month."""
DATED_DAYS: Final = DATED_WITHIN // DAY


OPEN: Final = frozenset({"planned", "going", "done", "stopped"})
"""The states of something whose words can still be put right, or taken back."""
CORRECTED: Final = _("BR-12", "Corrected.")
CORRECTED_ASKS: Final = _(
    "BR-12D", "Corrected. If you answered before, that counts no more: you can answer again."
)
"""For what can still be answered: nobody's yes to other words is kept."""


WORDS_STAND: Final = 2 * DAY
"""Before its last day has passed: from then on nobody's answer is deleted for the sake of other words."""


def words_stand(level: Level, state: str, ends_at: int | None, corrected: bool, now: int) -> bool:
    """Whether its words can change no more: members may have answered them, and each change deletes what they said. So
    something with a date is put right once, and not so late that there is no time to answer again."""
    if level is not Level.DATED or state == "planned":
        return False
    return corrected or (ends_at is not None and now >= ends_at - WORDS_STAND)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody would like to send. `group` None: everyone. `go_at` None: now. `closes`: the day by which those who
    like to answer do so, of a dated one."""

    level: Level
    group: int | None
    title: str
    body: str
    go_at: int | None = None
    closes: date | None = None

    @property
    def text(self) -> str:
        """The item as it is kept: whose it is stands beside it, so that a name does not outlive its owner's leaving."""
        return f"{self.title}\n\n{self.body}"


def logged(draft: Draft, now: int) -> str:
    """The line in the log for a draft that is sent. What is only planned counts as sent when it begins, if it ever does."""
    return "news.planned" if draft.go_at is not None and draft.go_at > now else f"news.{draft.level}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far something has come, in people. They are rounded before anybody sees them."""

    reached: int = 0
    waiting: int = 0
    page: int = 0
    lost: int = 0

    @property
    def all(self) -> int:
        return self.reached + self.waiting + self.page + self.lost


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing that was sent, or is to be. `group` is a name, "" for everyone; `closes` is for dated ones. `held`: it is
    planned, and waits for as long as the messages of whoever planned it are on hold."""

    id: int
    level: Level
    text: str
    sender: str
    group: str
    state: str
    go_at: int
    ends_at: int | None = None
    corrected: bool = False
    alone: bool = False
    held: bool = False

    @property
    def title(self) -> str:
        return self.text.partition("\n\n")[0]

    @property
    def body(self) -> str:
        return self.text.partition("\n\n")[2]


class OutgoingFacts(Protocol):
    """What flows about broadcasts may ask to be read."""

    def against(self, level: Level, group: int | None, at: int) -> No | None:
        """What members agreed that stands against something of this level going at a moment."""
        ...

    def reach(
        self, group: int | None, level: Level = Level.NEWS, ends_at: int | None = None
    ) -> tuple[int, int, int]:
        """How many would get it now, later, and on What's new only, if it went now; news lives for 7 days."""
        ...

    def channels(self) -> tuple[tuple[str, Caps], ...]:
        """What each app is called that members use here, and what it can do."""
        ...

    def outgoing(self, most: int) -> tuple[Outgoing, ...]:
        """What was sent, or is to be, the newest first."""
        ...

    def delivery(self, broadcast: int) -> Delivery:
        """How far it has come; the same answer for ten minutes, so that nobody can be watched (B31)."""
        ...


def wrong(
    draft: Draft, facts: OutgoingFacts, known_groups: set[int], now: int, zone: str, tongue: Tongue
) -> Problem | None:
    """The first thing that stands against this draft."""
    at = now if draft.go_at is None else draft.go_at
    return (
        title_wrong(draft.title)
        or body_wrong(draft.body)
        or audience_wrong(draft.group, facts, known_groups)
        or moment_wrong(draft.go_at, now)
        or (closing_wrong(draft.closes, local_date(at, zone)) if draft.level is Level.DATED else None)
        or limit_wrong(facts.against(draft.level, draft.group, at), zone, tongue)
    )


_UNSEEN: Final = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters, by their name, that no screen shows."""


def says_something(text: str) -> bool:
    """Whether there is a letter or a figure in it that can be seen."""
    return any(unicodedata.category(c)[0] in "LN" and c not in _UNSEEN for c in text)


def title_wrong(title: str) -> Problem | None:
    if not says_something(title):
        return Problem(_("CO-63", "It needs a title: a few neutral words. Nothing is sent yet."))
    if len(title) > TITLE_MOST:
        return Problem(
            _(
                "CO-64",
                "That title is {number} letters. Up to {most} fit on a locked phone. Nothing is sent yet.",
            ),
            {"number": str(len(title)), "most": str(TITLE_MOST)},
        )
    return None


def body_wrong(body: str) -> Problem | None:
    """Nothing judges the words; only the length is known."""
    if not says_something(body):
        return Problem(_("CO-65", "There's nothing in it yet. What would you like members to know?"))
    if len(body) > MOST:
        return Problem(
            _(
                "CO-66",
                "This is {number} letters, which is long to read. Aim for {most}, and short words. Nothing is sent yet.",
            ),
            {"number": str(len(body)), "most": str(MOST)},
        )
    return None


def audience_wrong(group: int | None, facts: OutgoingFacts, known_groups: set[int]) -> Problem | None:
    if group is not None and group not in known_groups:
        return Problem(_("CO-67", "I don't know that group. Nothing was made or sent."))
    return None if sum(facts.reach(group)) else Problem(NOBODY)


NOBODY: Final = _(
    "CO-62",
    "Nobody has joined there yet, so it would reach no one. Nothing was made. You can invite people first.",
)


def moment_wrong(go_at: int | None, now: int) -> Problem | None:
    if go_at is not None and go_at < now:
        return Problem(
            _("CO-68", "That moment has passed. Nothing was made. You can send it now, or pick a later one.")
        )
    if go_at is not None and go_at > now + AHEAD_MOST:
        return Problem(
            _(
                "CO-68L",
                "That's more than 4 weeks away. Things change, so it's best written nearer the time. Nothing was made.",
            )
        )
    return None


TOO_SOON: Final = _(
    "CO-69P", "That day is before it goes out. It can be that same day, or up to 7 days later."
)


HALF_A_YEAR: Final = timedelta(days=183)


def gone_by(day: date | None, typed: str, today: date) -> Problem | None:
    """Whether a day typed without its year is one that has just been: nobody means the one almost a year ahead."""
    if day is None or day <= today + HALF_A_YEAR or str(day.year) in typed:
        return None
    return Problem(_("CO-69G", "That day has gone by. It can be today, or up to 7 days ahead."))


def closing_wrong(closes: date | None, today: date) -> Problem | None:
    if closes is None:
        return Problem(_("CO-69", "By which day would you like to hear? It can be up to 7 days ahead."))
    if closes < today:
        return Problem(TOO_SOON)
    if closes > today + timedelta(days=DATED_DAYS):
        return Problem(
            _(
                "CO-69L",
                "That's more than 7 days ahead, so there's time: it can go out as news, without a date. Or pick a nearer day.",
            )
        )
    return None


WHY_NOT: Final[dict[Agreed, Phrase]] = {
    Agreed.NEWS_A_WEEK: _("CO-03", "Members here have had the news items they agreed to for 7 days. The next can go out on {date}. This one can wait until then, or go straight to What's new."),
    Agreed.NO_NEWS: _("CO-03N", "Member reps have set news for this group to none for now. It can still go to What's new, which starts no chat."),
    Agreed.DATED_A_WEEK: _("CO-03D", "Members here have had one thing with a date in 7 days. That's the limit they agreed. The next can go out on {date}. This one can go to What's new."),
    Agreed.PAGE_A_WEEK: _("CO-03W", "What's new has had 7 things in 7 days. That's the most, so that members can still read it. The next can go there on {date}. Nothing was made."),
    Agreed.PAUSED: _("CO-60", "Member reps have paused everything we send until {date}. It may help to talk with them. This one can wait until then."),
    Agreed.NO_REP: _("CO-61", "There has been no member rep here for 30 days. Until there is one, only urgent changes go out: that's what was agreed. You can invite a member rep."),
    Agreed.URGENT_A_MONTH: _("CO-03U", "The team has sent 4 urgent messages in 28 days. That's the limit members agreed. It can go out as news."),
    Agreed.KEY_REFUSED: _("KEY-23A", "A member rep didn't agree to this. Members agreed that a no stands for 7 days, until {date}. It may help to talk."),
    Agreed.ANSWER_OWED: _("CO-04", "Members are still waiting to hear from you. You can ask for more once you've replied."),
}  # fmt: skip
"""What is said for each limit: whose promise it keeps, and the next best thing."""


def limit_wrong(no: No | None, zone: str, tongue: Tongue) -> Problem | None:
    if no is None:
        return None
    day = "" if no.not_before is None else tongue.day(local_date(no.not_before, zone))
    return Problem(WHY_NOT[no.agreed], {"date": day})

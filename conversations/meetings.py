"""Meetings as plain values, for flows to read: what is made in chat, what members see of it, and who is told of a change.

Everybody who may see a meeting sees the same page: coordinators know no more of who comes than members do, which is a rounded
number (B03, B28, B31). What those who booked are told of a change at once, and what in their own hours, is decided in one
place (`tells_at_once`), so that what a coordinator is told and what is done are one.
"""

from dataclasses import dataclass
from typing import Final, Literal, Protocol

from conversations.pace import URGENT_AHEAD
from conversations.pace.values import DAY, HOUR, MINUTE

TITLE_MOST, PLACE_MOST, LINK_MOST, ACCESS_MOST, AGENDA_MOST, ITEM_MOST = 60, 120, 200, 200, 600, 200
"""Letters: the page of a meeting is to be read on a small phone."""
AHEAD_MOST: Final = 366 * DAY
SHORTEST: Final = 5 * MINUTE
LONGEST: Final = 12 * HOUR
AGENDA_DUE: Final = 3 * DAY
"""So long before it begins the page says that there is no agenda yet, where there is none (B44)."""
SHOWN: Final = 8
"""Meetings in one list."""
ITEMS_MOST: Final = 20
"""Things that members can put on one agenda."""
Few = Literal["pool", "destroy"]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """Something that a member put on the agenda; `name` is "" where they did not want theirs beside it. `mine`: this
    member did, with their name."""

    text: str
    name: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting as somebody would like to have it; times in UTC seconds. `group` None: for everybody."""

    title: str
    group: int | None
    starts_at: int
    ends_at: int
    place: str = ""
    link: str = ""
    access: str = ""
    agenda: str = ""
    staff: bool = False
    asks: bool = True
    few: Few = "pool"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as one member sees it. `group`: its name, "" for everybody. `booked`: how many said that they come, shown
    rounded; `mine`: whether this member did; `invited`: whether it is for this member; `wish`: whether they want to be asked
    afterwards, None where they have not said. `known_start`: when those who have not heard of a change would set off."""

    id: int
    draft: Draft
    group: str = ""
    items: tuple[AgendaItem, ...] = ()
    booked: int = 0
    mine: bool = False
    invited: bool = True
    wish: bool | None = None
    cancelled: bool = False
    known_start: int = 0

    @property
    def item(self) -> str:
        return f"meeting:{self.id}"

    def has_begun(self, now: int) -> bool:
        return now >= self.draft.starts_at

    def wants_agenda(self, now: int) -> bool:
        """Whether it is so near that everybody reads that there is no agenda yet."""
        return not self.draft.agenda and not self.items and 0 < self.draft.starts_at - now <= AGENDA_DUE


def matters(old: Draft, new: Draft) -> bool:
    """Whether those who come would do something else because of it. More about access, or an agenda, is on the page."""
    return _to_go_by(old) != _to_go_by(new)


def _to_go_by(draft: Draft) -> tuple[str, int, int, str, str]:
    return draft.title, draft.starts_at, draft.ends_at, draft.place, draft.link


def tells_at_once(meeting: Meeting, starts_at: int, now: int) -> bool:
    """Whether a change of this meeting concerns the next 48 hours, before or after the change, and anybody booked it: then a
    second key can tell them at once (PACE.md, section 3)."""
    return meeting.booked > 0 and any(
        now < start <= now + URGENT_AHEAD
        for start in (meeting.draft.starts_at, meeting.known_start, starts_at)
    )


def told_from(meeting: Meeting, starts_at: int, now: int) -> int:
    """From when those who booked are told in their own hours. What a second key can tell them at once waits a little for that
    key, and no longer than half of the time that is left."""
    if not tells_at_once(meeting, starts_at, now):
        return now
    soonest = min(start for start in (meeting.draft.starts_at, meeting.known_start, starts_at) if start > now)
    return now + min(HOUR, (soonest - now) // 2)


class MeetingFacts(Protocol):
    """What flows about meetings may ask to be read."""

    def meetings(self) -> tuple[Meeting, ...]:
        """Those to come, or going on, that this member is invited to (for a coordinator: all), the soonest first."""
        ...

    def meeting(self, id: int) -> Meeting | None:
        """One of them, also when it is over or cancelled; None for a meeting that is not for them."""
        ...

    def fewest(self) -> int:
        """How many have to answer before anything of what they say is shown, for a meeting that is made now."""
        ...

    def meetings_beside(self, group: int | None, starts_at: int, ends_at: int) -> tuple[Meeting, ...]:
        """Those for the same people at the same time."""
        ...

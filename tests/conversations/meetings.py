"""What a programme of nobody in particular knows about meetings. Tests set what they are about."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import assert_never

from conversations.key_effects import Unbook
from conversations.meeting_effects import (
    Book,
    CancelMeeting,
    ChangeMeeting,
    MakeMeeting,
    MeetingEffect,
    PutOnAgenda,
    TakeOffAgenda,
    WishToBeAsked,
)
from conversations.meetings import AgendaItem, Draft, Meeting

HOUR = 3600


@dataclass
class TestMeetingFacts:
    __test__ = False
    planned: tuple[Meeting, ...] = field(default=())
    planned_at: int = 0
    """When the last of them was: what had ended by then is not to come."""
    few: int = 5
    """How many have to answer before anything is shown."""

    def fewest(self) -> int:
        return self.few

    def meetings(self) -> tuple[Meeting, ...]:
        coming = (each for each in self.planned if each.draft.ends_at > self.planned_at)
        return tuple(sorted(coming, key=lambda each: each.draft.starts_at))

    def meeting(self, id: int) -> Meeting | None:
        return next((each for each in self.planned if each.id == id), None)

    def meetings_beside(self, group: int | None, starts_at: int, ends_at: int) -> tuple[Meeting, ...]:
        return tuple(
            each
            for each in self.meetings()
            if each.draft.group in (None, group)
            and each.draft.starts_at < ends_at
            and each.draft.ends_at > starts_at
        )

    def carry_out_meeting(self, effect: MeetingEffect | Unbook) -> None:
        """What the shell would have done, as far as the next question can tell."""
        match effect:
            case MakeMeeting():
                number = max((each.id for each in self.planned), default=0) + 1
                draft = effect.draft
                self.planned = (
                    *self.planned,
                    Meeting(number, draft, "South Voices", known_start=draft.starts_at),
                )
            case ChangeMeeting():
                self._change(effect.meeting, draft=effect.draft)
            case CancelMeeting():
                self._change(effect.meeting, cancelled=True)
            case Book():
                self._change(effect.meeting, mine=True, booked=self._found(effect.meeting).booked + 1)
            case Unbook():
                for each in self.planned:
                    if each.mine and effect.event in (None, each.id):
                        self._change(each.id, mine=False, booked=each.booked - 1)
            case PutOnAgenda():
                item = AgendaItem(effect.text, "Sam" if effect.named else "", mine=effect.named)
                self._change(effect.meeting, items=(*self._found(effect.meeting).items, item))
            case TakeOffAgenda():
                left = tuple(item for item in self._found(effect.meeting).items if item.text != effect.text)
                self._change(effect.meeting, items=left)
            case WishToBeAsked():
                self._change(effect.meeting, wish=effect.yes)
            case _:
                assert_never(effect)

    def _found(self, id: int) -> Meeting:
        found = self.meeting(id)
        assert found is not None
        return found

    def _change(self, id: int, **changes: object) -> None:
        self.planned = tuple(
            replace(each, **changes) if each.id == id else each  # type: ignore[arg-type]  # names are Meeting's own
            for each in self.planned
        )

    def set_meeting(self, words: str, now: int) -> None:
        """ "in 27h: Housing forum" is one of 2 hours, "7 in -96h" one that is over, with a number of its own; "mine", "booked 12", "cancelled", "agenda: Rent" are said of the last."""
        what, _colon, rest = words.partition(": ")
        last, self.planned_at = self.planned[-1] if self.planned else None, now
        match what.split():
            case [*named, "in", hours]:
                start = now + int(hours.rstrip("h")) * HOUR
                draft = Draft(
                    rest, 1, start, start + 2 * HOUR, "the town hall", access="step-free", asks=True
                )
                number = int(named[0]) if named else len(self.planned) + 1
                meeting = Meeting(number, draft, "South Voices", booked=3, known_start=start)
                self.planned = (*self.planned, meeting)
            case ["mine"] if last:
                self._change(last.id, mine=True, booked=last.booked + 1)
            case ["booked", many] if last:
                self._change(last.id, booked=int(many))
            case ["cancelled"] if last:
                self._change(last.id, cancelled=True)
            case ["agenda"] if last:
                self._change(last.id, draft=replace(last.draft, agenda=rest))
            case ["online"] if last:
                self._change(last.id, draft=replace(last.draft, place="", link="https://voices.example/meet"))
            case _:
                raise ValueError(f"nothing is known about the meeting {words!r}")


def in_words(effect: MeetingEffect) -> str:
    """One effect in a few words."""
    match effect:
        case MakeMeeting():
            return f"makes a meeting: {_draft(effect.draft)}"
        case ChangeMeeting():
            return f"changes meeting {effect.meeting}: {_draft(effect.draft)}"
        case CancelMeeting():
            return f"cancels meeting {effect.meeting}"
        case Book():
            return f"comes to meeting {effect.meeting}"
        case PutOnAgenda():
            return f"puts on the agenda of meeting {effect.meeting}, {'named' if effect.named else 'no name'}: {effect.text}"
        case TakeOffAgenda():
            return f"takes off the agenda of meeting {effect.meeting}: {effect.text}"
        case WishToBeAsked():
            return f"{'wants' if effect.yes else 'does not want'} to be asked about meeting {effect.meeting}"
    assert_never(effect)


def _draft(draft: Draft) -> str:
    times = "-".join(
        f"{datetime.fromtimestamp(at, UTC):%a %d %b %H:%M}" for at in (draft.starts_at, draft.ends_at)
    )
    flags = ", ".join(name for name, is_set in (("staff", draft.staff), ("asks", draft.asks)) if is_set)
    parts = (
        draft.title,
        f"group {draft.group}",
        times,
        draft.place,
        draft.link,
        draft.access,
        draft.agenda,
        flags,
        draft.few,
    )
    return "; ".join(filter(None, parts)).replace("\n", " / ")

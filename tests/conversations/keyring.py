"""What a programme of nobody in particular knows about keys, bookings and urgent changes. Tests set what they are about."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from conversations.key_effects import (
    AskBack,
    AskInvite,
    AskPause,
    AskUrgent,
    KeyEffect,
    LowerNews,
    SendAlone,
    StepBack,
    TakeBack,
    TurnKey,
    Unbook,
)
from conversations.keyring import PAUSE, Change, Event, KeyRequest, KeyState, invite_as
from conversations.pace import one_key_from

DAY, HOUR = 86400, 3600


@dataclass
class TestKeyFacts:
    __test__ = False
    coming: tuple[Event, ...] = ()
    booked: tuple[Event, ...] = ()
    requests: tuple[KeyRequest, ...] = ()
    rep_is_there: bool = True
    refusals: dict[int | None, int] = field(default_factory=dict)
    taken_back: dict[int, int] = field(default_factory=dict)
    may_go_alone: bool = True
    """False while a representative is on hold, or could not be asked."""
    refused_codes: dict[str, int] = field(default_factory=dict)
    told: tuple[Change, ...] = ()
    unrated: str = ""
    ratings: tuple[int, int] = (0, 0)
    alone: tuple[tuple[int, str], ...] = ()
    news_limits: dict[int, int] = field(default_factory=lambda: {1: 2})
    pause: int | None = None
    shared: bool = True
    """Whether there are representatives, so that a code for the team takes two keys."""

    def events(self, within: int) -> tuple[Event, ...]:
        return self.coming

    def bookings(self) -> tuple[Event, ...]:
        return self.booked

    def open_keys(self) -> tuple[KeyRequest, ...]:
        return tuple(self._timed(each) for each in self.requests if each.open)

    def key(self, request: int) -> KeyRequest | None:
        return next((self._timed(each) for each in self.requests if each.id == request), None)

    def _timed(self, request: KeyRequest) -> KeyRequest:
        moment = one_key_from(request.ends_at, request.asked_at) if self.may_go_alone else None
        return replace(request, alone_from=moment)

    def taken_back_until(self, event: int) -> int | None:
        return self.taken_back.get(event)

    def rep_hears(self, member: int) -> bool:
        return self.rep_is_there

    def shares_keys(self) -> bool:
        return self.shared

    def agreed(self, action: str) -> KeyRequest | None:
        both = (
            each for each in self.requests if each.action == action and each.mine and each.state == "agreed"
        )
        return next(both, None)

    def refused_until(self, event: int | None, action: str = PAUSE) -> int | None:
        return self.refusals.get(event) if action == PAUSE else self.refused_codes.get(action)

    def change(self, item: str) -> Change | None:
        return next((each for each in self.told if each.item == item), None)

    def to_rate(self) -> str:
        return self.unrated

    def rated(self, days: int) -> tuple[int, int]:
        return self.ratings

    def sent_alone(self, days: int) -> tuple[tuple[int, str], ...]:
        return self.alone

    def news_a_week(self, group: int) -> int:
        return self.news_limits.get(group, 2)

    def paused_until(self) -> int | None:
        return self.pause

    def carry_out(self, effect: KeyEffect, now: int) -> None:
        """What the shell would have done, as far as the next question can tell."""
        match effect:
            case AskUrgent():
                event = next(each for each in self.coming if each.id == effect.event)
                change = Change(
                    f"broadcast:{len(self.requests) + 1}", event, effect.change, effect.todo, "Ana"
                )
                self._ask("urgent", now, event.starts_at, change)
            case AskPause():
                self._ask("pause", now, now + 7 * DAY)
            case AskInvite():
                self._ask(invite_as(effect.role), now, now + 7 * DAY)
                self.requests = (*self.requests[:-1], replace(self.requests[-1], group_id=effect.group))
            case TurnKey():
                self._end(effect.request, "agreed" if effect.agree else "refused")
            case SendAlone():
                self._end(effect.request, "alone")
            case TakeBack():
                back = self.key(effect.request)
                if back is not None and back.change is not None and back.change.event is not None:
                    self.taken_back = {**self.taken_back, back.change.event.id: now + DAY}
                self._end(effect.request, "lapsed")
            case Unbook():
                self.booked = tuple(each for each in self.booked if effect.event not in (None, each.id))
            case LowerNews():
                self.news_limits = {**self.news_limits, effect.group: effect.to}
            case AskBack(to=None):
                self._talked_about(effect.request, now)
            case AskBack() | StepBack():
                pass
            case _:
                assert_never(effect)

    def make_code(self, role: str) -> None:
        """The keys that were turned for this code are used up."""
        if (both := self.agreed(invite_as(role))) is not None:
            self._end(both.id, "used")

    def _ask(self, action: str, now: int, ends_at: int, change: Change | None = None) -> None:
        number = len(self.requests) + 1
        self.requests = (
            *self.requests,
            KeyRequest(number, action, "", True, "asked", now, ends_at, True, change),
        )

    def _talked_about(self, request: int, now: int) -> None:
        self.requests = tuple(
            replace(each, asked_at=now, questions=each.questions + 1) if each.id == request else each
            for each in self.requests
        )

    def _end(self, request: int, state: KeyState) -> None:
        self.requests = tuple(
            replace(each, state=state, open=False) if each.id == request else each for each in self.requests
        )

    def set_scene(self, words: str, now: int) -> None:
        """Set a part of the scene, as transcripts say it."""
        what, _colon, rest = words.partition(": ")
        match what.split():
            case ["event", hours]:
                starts_at = now + int(hours.rstrip("h")) * HOUR
                self.coming = (*self.coming, Event(len(self.coming) + 1, rest, starts_at, 12))
            case ["booked"]:
                self.booked = self.coming
            case ["change", *how]:
                change, _semicolon, todo = rest.partition("; ")
                item = f"broadcast:{len(self.told) + 1}"
                told = Change(item, self.coming[0], change, todo, "Ana", alone="alone" in how, booked=True)
                self.told = (*self.told, told)
            case ["asked", *how]:
                change, _semicolon, todo = rest.partition("; ")
                event, mine = self.coming[0], "mine" in how
                self._ask("urgent", now, event.starts_at, Change("broadcast:1", event, change, todo, "Ana"))
                self.requests = (*self.requests[:-1], replace(self.requests[-1], asker="Ana", mine=mine))
            case ["pause"]:
                self._ask("pause", now, now + 7 * DAY)
                self.requests = (*self.requests[:-1], replace(self.requests[-1], asker=rest, mine=False))
            case ["invite", role]:
                self._ask(invite_as(role), now, now + 7 * DAY)
                self.requests = (
                    *self.requests[:-1],
                    replace(self.requests[-1], asker=rest, mine=False, group="South Voices"),
                )
            case ["over", state]:
                self._end(self.requests[-1].id, state)  # type: ignore[arg-type]  # a state, written in a transcript
            case ["unrated"]:
                self.unrated = rest
            case _:
                raise ValueError(f"nothing is known about the scene {words!r}")


def in_words(effect: KeyEffect) -> str:
    """One effect in a few words."""
    match effect:
        case AskUrgent():
            return f"asks for the second key: event {effect.event}, {effect.change}; {effect.todo}"
        case AskPause():
            return "asks for the second key: pause all broadcasts"
        case AskInvite():
            return f"asks for the second key: a code for a {effect.role}, group {effect.group}"
        case TurnKey():
            return f"{'turns' if effect.agree else 'refuses'} the second key of request {effect.request}"
        case SendAlone():
            return f"sends request {effect.request} with one key: {effect.reason}"
        case TakeBack():
            return f"takes request {effect.request} back"
        case AskBack():
            text = effect.text.replace("\n", " / ")
            return f"tells {'whoever asked' if effect.to is None else f'representative {effect.to}'}: {text}"
        case LowerNews():
            return f"lowers the news of group {effect.group} to {effect.to}"
        case StepBack():
            return "steps back as a representative"
        case Unbook():
            return (
                "cancels every booking"
                if effect.event is None
                else f"cancels the booking of event {effect.event}"
            )
    assert_never(effect)

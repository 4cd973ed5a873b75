"""What a programme of nobody in particular knows about roles. Tests set what they are about."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from conversations.role_effects import (
    AcceptRole,
    ChangeRole,
    ChoosePay,
    CloseRole,
    LeaveRole,
    OfferRole,
    PostRole,
    RoleEffect,
    SayInterested,
    ShowRole,
    TakeInterestBack,
    TakeOfferBack,
)
from conversations.roles import Asked, Candidate, PostedRole, RoleDraft


def draft(title: str, now: int, days: int, **more: object) -> RoleDraft:
    """A role from today on, unpaid unless a test says so."""
    today = datetime.fromtimestamp(now, UTC).date()
    usual = RoleDraft(
        title, "Somebody writes down what was decided.", "2 hours a month", "Unpaid.", "Travel, paid in advance", "Sol",
        "The group", today, today + timedelta(days=days),
    )  # fmt: skip
    return replace(usual, **more)  # type: ignore[arg-type]  # names are RoleDraft's own


@dataclass
class TestRoleFacts:
    __test__ = False
    posted: tuple[PostedRole, ...] = field(default=())
    had: tuple[str, ...] = ()

    def roles(self) -> tuple[PostedRole, ...]:
        current = (each for each in self.posted if not each.over)
        return tuple(sorted(current, key=lambda each: (each.mine == "", not each.interest, each.draft.title)))

    def role(self, id: int) -> PostedRole | None:
        return next((each for each in self.posted if each.id == id), None)

    def past_roles(self) -> tuple[str, ...]:
        return self.had

    def carry_out_role(self, effect: RoleEffect) -> None:
        """What the shell would have done, as far as the next question can tell."""
        match effect:
            case PostRole():
                number = max((each.id for each in self.posted), default=0) + 1
                self.posted = (*self.posted, PostedRole(number, effect.draft, "Ana", by_me=True))
            case ChangeRole():
                self._alter(effect.role, draft=effect.draft)
            case CloseRole():
                kept = tuple(each for each in self._the_role(effect.role).people if each.state == "held")
                self._alter(effect.role, closed=True, interest=False, people=kept)
            case SayInterested():
                self._alter(effect.role, mine="interested")
            case TakeInterestBack() | LeaveRole():
                self._alter(effect.role, mine="", shown=False)
            case OfferRole():
                self._person(effect.role, effect.member, "asked")
            case TakeOfferBack():
                self._person(effect.role, effect.member, "back")
            case AcceptRole():
                self._alter(effect.role, mine="held", money=effect.money)
            case ChoosePay():
                self._alter(effect.role, money=effect.money)
            case ShowRole():
                self._alter(effect.role, shown=effect.yes)
            case _:
                assert_never(effect)

    def _the_role(self, id: int) -> PostedRole:
        found = self.role(id)
        assert found is not None
        return found

    def _alter(self, id: int, **changes: object) -> None:
        self.posted = tuple(
            replace(each, **changes) if each.id == id else each  # type: ignore[arg-type]  # names are PostedRole's own
            for each in self.posted
        )

    def _person(self, role: int, member: int, asked: Asked) -> None:
        people = tuple(
            replace(each, asked=asked) if each.id == member else each for each in self._the_role(role).people
        )
        self._alter(role, people=people)

    def set_role(self, words: str, now: int) -> None:
        """ "200d: Note keeper" is one of 200 days; "paid: 15 pounds an hour", "held", "full", "names: Sol", "by me", "interested: 21
        Kofi" are said of the last."""
        what, _colon, rest = words.partition(": ")
        last = self.posted[-1] if self.posted else None
        match what.split():
            case [days] if days.removesuffix("d").isdigit():
                new = draft(rest, now, int(days.removesuffix("d")))
                self.posted = (*self.posted, PostedRole(len(self.posted) + 1, new, "Ana"))
            case ["paid"] if last:
                self._alter(last.id, draft=replace(last.draft, paid=True, pay=rest))
            case ["wanted"] if last:
                self._alter(last.id, draft=replace(last.draft, wanted=int(rest)))
            case [("interested" | "offered" | "held") as state] if last and not rest:
                self._alter(last.id, mine=state)
            case [("interested" | "held") as state] if last:
                number, _space, name = rest.partition(" ")
                money = "paid" if state == "held" else ""
                self._alter(last.id, people=(*last.people, Candidate(int(number), name, state, money)))  # type: ignore[arg-type]  # a state
            case ["asked"] if last:
                number, _space, name = rest.partition(" ")
                self._alter(
                    last.id, people=(*last.people, Candidate(int(number), name, "interested", asked="asked"))
                )
            case ["shown"] if last:
                self._alter(last.id, shown=True)
            case ["by", "me"] if last:
                self._alter(last.id, by_me=True)
            case [("full" | "closed" | "over") as flag] if last:
                self._alter(last.id, interest=False, **{flag: True})
            case ["open"] if last:
                self._alter(last.id, interest=True, full=False)
            case ["names"] if last:
                self._alter(last.id, names=tuple(rest.split(", ")))
            case ["had"]:
                self.had = (*self.had, rest)
            case _:
                raise ValueError(f"nothing is known about the role {words!r}")


def in_words(effect: RoleEffect) -> str:
    """One effect in a few words."""
    match effect:
        case PostRole():
            return f"posts a role: {_draft(effect.draft)}"
        case ChangeRole():
            return f"changes role {effect.role}: {_draft(effect.draft)}"
        case CloseRole():
            return f"closes role {effect.role}"
        case SayInterested():
            return f"is interested in role {effect.role}"
        case TakeInterestBack():
            return f"is not interested in role {effect.role}"
        case OfferRole():
            return f"offers role {effect.role} to member {effect.member}"
        case TakeOfferBack():
            return f"takes the offer of role {effect.role} back from member {effect.member}"
        case AcceptRole():
            return f"takes role {effect.role}, {effect.money}"
        case ChoosePay():
            return f"says of pay for role {effect.role}: {effect.money}"
        case ShowRole():
            return f"{'shows' if effect.yes else 'does not show'} that they have role {effect.role}"
        case LeaveRole():
            return f"steps back from role {effect.role}"
    assert_never(effect)


def _draft(draft: RoleDraft) -> str:
    paid = "paid" if draft.paid else "not paid"
    parts = (
        draft.title, draft.purpose, draft.hours, f"{draft.pay} ({paid})", draft.costs, draft.support, draft.training,
        f"{draft.starts_on} to {draft.ends_on}", draft.decides, f"{draft.wanted} wanted",
    )  # fmt: skip
    return "; ".join(filter(None, parts)).replace("\n", " / ")

"""Carry out what flows about roles ask (conversations/role_effects.py), and tell members of a new one.

Who asks, and whether the role still stands so, is looked at once more here: a button of long ago changes nothing. A new role is
put before those who said yes to hear of roles a chunk at a time, each at their own pace; it stands on their What's new as soon
as their chunk has come.
"""

from datetime import date, timedelta
from sqlite3 import Connection
from typing import Final, assert_never

from bot import letters
from bot.ports import Body
from bot.role_facts import draft_of, is_open, today_of
from bot.world import World
from conversations.flows.role_words import CHANGES, headline
from conversations.pace import Kind, MessageClass
from conversations.pace.local_time import instant
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
from conversations.roles import RoleDraft
from storage import letters as outbox
from storage import members, paces, roles, whats_new

CHUNK: Final = 100
"""Members in one transaction."""
LIVES: Final = 7 * 24 * 3600
"""Seconds for which word of a new role is worth sending."""
WAITS: Final = 14 * 24 * 3600
"""Seconds for which an offer waits for an answer, and for which nobody is offered the same again."""
KEPT: Final = timedelta(days=365)
"""So long after its end a role is in the copies of those who had it."""


def carry_out(connection: Connection, world: World, effect: RoleEffect, who: int, now: int) -> None:
    """What a flow asked for, by this member."""
    match effect:
        case PostRole():
            post(connection, world, effect.draft, who, now)
        case ChangeRole():
            _only_coordinators(connection, who)
            if (row := _standing(connection, world, effect.role, now)) is not None and not row.closed:
                roles.change(connection, effect.role, fields_of(effect.draft))
                tell_change(connection, world, row, effect.draft, who, now)
        case CloseRole():
            _only_coordinators(connection, who)
            if _standing(connection, world, effect.role, now) is not None:
                roles.close(connection, effect.role)
                outbox.drop_about(connection, about(effect.role))
                whats_new.drop(connection, f"role:{effect.role}")
        case SayInterested():
            row = _standing(connection, world, effect.role, now)
            if (
                row is not None
                and is_open(row)
                and row.from_member != who
                and not _has(connection, row.id, who)
            ):
                roles.say_interested(connection, effect.role, who)
        case TakeInterestBack():
            roles.take_interest_back(connection, effect.role, who)
            outbox.drop_about(connection, about(effect.role, who))
        case OfferRole():
            offer(connection, world, effect, who, now)
        case TakeOfferBack():
            if _posted_by(connection, world, effect.role, who, now) and roles.take_offer_back(
                connection, effect.role, effect.member
            ):
                outbox.drop_about(connection, about(effect.role, effect.member))
        case AcceptRole():
            if _standing(connection, world, effect.role, now) is not None:
                roles.hold(connection, effect.role, who, effect.money)
        case ChoosePay():
            roles.choose_pay(connection, effect.role, who, effect.money)
        case ShowRole():
            roles.show(connection, effect.role, who, yes=effect.yes)
        case LeaveRole():
            roles.leave(connection, effect.role, who)
            outbox.drop_about(connection, changed_for(effect.role, who))
        case _:
            assert_never(effect)


def leaves_traces(effect: RoleEffect) -> bool:
    """Whether something was taken back that is to be in no file any more, the log of the database included."""
    return isinstance(effect, TakeInterestBack | LeaveRole | CloseRole)


def about(role: int, member: int | None = None) -> str:
    """How the name of every letter begins that offers this role (to this member)."""
    return f"role_offer:{role}:" if member is None else f"role_offer:{role}:{member}:"


# -- what coordinators do -----------------------------------------------------------------------------------------------


def post(connection: Connection, world: World, draft: RoleDraft, who: int, now: int) -> int | None:
    """Post a role; its id, or None where its last day has come meanwhile."""
    _only_coordinators(connection, who)
    if draft.ends_on.isoformat() <= today_of(world, now):
        return None
    return roles.add(connection, fields_of(draft), who, now)


def fields_of(draft: RoleDraft) -> dict[str, str | int]:
    return {
        "title": draft.title, "purpose": draft.purpose, "hours": draft.hours, "pay": draft.pay, "paid": int(draft.paid),
        "costs": draft.costs, "support": draft.support, "decides": draft.decides, "training": draft.training,
        "starts_on": draft.starts_on.isoformat(), "ends_on": draft.ends_on.isoformat(), "wanted": draft.wanted,
    }  # fmt: skip


def offer(connection: Connection, world: World, effect: OfferRole, who: int, now: int) -> None:
    """One letter to whom it is offered, as somebody who asked for it; the answer is theirs. Whoever said no to it before is
    not asked again, and nothing says so."""
    row = _posted_by(connection, world, effect.role, who, now)
    place = members.address_of(connection, effect.member)
    if row is None or row.closed or not roles.offer(connection, row.id, effect.member, now):
        return
    if place is not None and roles.offered_to(connection, row.id, effect.member):
        letters.wait(
            connection, effect.member, *place, Body("begin", name="role_offer", carrying=(("item", f"role:{row.id}"),)), now,
            message_class=MessageClass.ASKED, kind=Kind.PLACE_OFFER, item=f"{about(row.id, effect.member)}{now}",
            due_at=now, ends_at=min(now + WAITS, _closes_at(world, row, now)),
        )  # fmt: skip
        paces.look_by(connection, effect.member, now)


def tell_change(
    connection: Connection, world: World, row: roles.RoleRow, draft: RoleDraft, who: int, now: int
) -> None:
    """Whoever has it, or can say yes to it, is told once what changed, in their own hours: what still waits is told with it."""
    before = draft_of(row)
    fields = {field for field in CHANGES if getattr(before, field) != getattr(draft, field)}
    now_row = roles.of(connection, row.id)
    people = [each.member_id for each in roles.holders(connection, row.id)]
    people += [id for id in roles.offered_members(connection, row.id) if id not in people]
    for member_id in people if fields and now_row else ():
        place, item = members.address_of(connection, member_id), changed_for(row.id, member_id)
        if place is None or member_id == who or now_row is None:
            continue
        waiting = (
            each
            for each in outbox.waiting_openers(connection, member_id)
            if (each.item or "").startswith(item)
        )
        told = fields.union(
            *(dict(letters.from_json(each.body).carrying)["changed"].split(",") for each in waiting)
        )
        outbox.drop_about(connection, item)
        carrying = (
            ("item", f"role:{row.id}"),
            ("changed", ",".join(each for each in CHANGES if each in told)),
        )
        letters.wait(
            connection, member_id, *place, Body("begin", name="role_changed", carrying=carrying), now,
            message_class=MessageClass.ASKED, kind=Kind.PLACE_ANSWER, item=f"{item}{now}", due_at=now,
            ends_at=_closes_at(world, now_row, now),
        )  # fmt: skip
        paces.look_by(connection, member_id, now)


def changed_for(role: int, member: int) -> str:
    """How the name of every letter begins that tells this member what changed about this role."""
    return f"role_changed:{role}:{member}:"


# -- telling of a new one -----------------------------------------------------------------------------------------------


def tell(connection: Connection, world: World, now: int) -> bool:
    """Put a new role before the next few who want to hear of roles; whether there may be more to do."""
    for row in roles.to_tell(connection):
        people = roles.agreed_after(connection, row.told_to or 0, CHUNK)
        gone = not is_open(row) or row.ends_on < today_of(world, now)
        for member_id in () if gone else people:
            if member_id != row.from_member:
                _tell(connection, world, row, member_id, now)
        roles.told_to(connection, row.id, people[-1] if people and not gone else None)
        return True
    return False


def _tell(connection: Connection, world: World, row: roles.RoleRow, member_id: int, now: int) -> None:
    person, where = members.by_id(connection, member_id), members.address_of(connection, member_id)
    item = f"role:{row.id}"
    if person is None:
        return
    whats_new.put(connection, member_id, item, headline(world.tongue(person.language), row.title), now)
    if where is not None:
        letters.wait(
            connection, member_id, *where, Body("begin", name="role", carrying=(("item", item),)), now,
            message_class=MessageClass.ORDINARY, kind=Kind.TRAINING, item=item, due_at=now,
            ends_at=min(now + LIVES, _closes_at(world, row, now)),
        )  # fmt: skip
        paces.look_by(connection, member_id, now)


def unwanted(connection: Connection, letter: outbox.LetterRow) -> bool:
    """Whether this tells of a role that nobody can take any more, or offers one that is not offered any more, or of a
    change to whom it is nothing any more."""
    kind, _colon, rest = (letter.item or "").partition(":")
    if kind == "role" and letter.kind == Kind.TRAINING.value:
        row = roles.of(connection, int(rest))
        return row is None or not is_open(row)
    if kind == "role_changed" and letter.member_id is not None:
        role = int(rest.partition(":")[0])
        return not (
            _has(connection, role, letter.member_id) or roles.offered_to(connection, role, letter.member_id)
        )
    if kind == "role_offer" and letter.member_id is not None:
        return not roles.offered_to(connection, int(rest.partition(":")[0]), letter.member_id)
    return False


def prune(connection: Connection, world: World, now: int) -> bool:
    """Let offers lapse that nobody answered, forget who was interested in what is over, and roles that ended 12 months ago;
    whether there was any."""
    before_all, today = connection.total_changes, date.fromisoformat(today_of(world, now))
    roles.let_lapse(connection, now - WAITS)
    roles.prune(connection, today.isoformat(), (today - KEPT).isoformat())
    return connection.total_changes > before_all


# -- who may ------------------------------------------------------------------------------------------------------------


def _only_coordinators(connection: Connection, who: int) -> None:
    person = members.by_id(connection, who)
    if person is None or person.role != "coordinator":
        raise PermissionError("roles are posted by coordinators")


def _standing(connection: Connection, world: World, role: int, now: int) -> roles.RoleRow | None:
    """The role, as long as its last day has not passed."""
    row = roles.of(connection, role)
    return row if row is not None and row.ends_on >= today_of(world, now) else None


def _posted_by(connection: Connection, world: World, role: int, who: int, now: int) -> roles.RoleRow | None:
    """The role, for the coordinator who posted it. Raises PermissionError for anybody else."""
    row = _standing(connection, world, role, now)
    if row is not None and row.from_member != who:
        raise PermissionError("a role is offered by who posted it")
    _only_coordinators(connection, who)
    return row


def _has(connection: Connection, role: int, who: int) -> bool:
    return any(each.member_id == who for each in roles.holders(connection, role))


def _closes_at(world: World, row: roles.RoleRow, now: int) -> int:
    """The moment at which its last day is over."""
    after = date.fromisoformat(row.ends_on) + timedelta(days=1)
    return instant(after, 0, world.programme_at(now).timezone)

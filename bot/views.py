"""Rows into the view that a turn sees."""

from sqlite3 import Connection

from bot.facts import RowFacts
from bot.reading import pace_of
from bot.world import APPS, World
from conversations import pace
from conversations.phrases import Tongue
from conversations.view import Group, Invitation, Member, Rejoin, Role, View
from storage import invites, members


def member_of(connection: Connection, row: members.MemberRow) -> Member:
    role: Role = row.role  # type: ignore[assignment]  # the table's check allows nothing else
    return Member(
        row.id, role, row.name, row.language, bool(row.quiet), row.quiet_word, row.sight, bool(row.on_duty), bool(row.worker),
        tuple(Group(id, name) for id, name in members.groups_of(connection, row.id)),
        members.consents_of(connection, row.id), row.joined_at,
    )  # fmt: skip


def invitation_of(connection: Connection, code: str, now: int) -> Invitation | None:
    """What a code would give, or None for words that are no code of ours."""
    found = invites.find(connection, code)
    if found is None:
        return None
    group = Group(found.group_id, found.group_name or "") if found.group_id is not None else None
    role: Role = found.role  # type: ignore[assignment]  # written by us
    return Invitation(code.strip().upper(), role, group, found.uses_left > 0 and found.expires_at > now)


def view_of(
    connection: Connection, world: World, channel: str, row: members.MemberRow | None, now: int, *,
    tongue: Tongue | None = None, invitation: Invitation | None = None, rejoin: Rejoin | None = None, practice: bool = False,
) -> View:  # fmt: skip
    """The view of one turn. `tongue` is given for somebody who has not joined; members have chosen theirs."""
    programme = world.programme_at(now)
    member = member_of(connection, row) if row else None
    speech = world.tongue(row.language) if row else tongue or world.tongue("en")
    its_pace = pace_of(connection, row, programme, now) if row else pace.Pace(zone=programme.timezone)
    code = world.chance.code() if member else ""  # a team's invitation, or what a member's friend types
    return View(
        now=now,
        today=world.today(now, its_pace.zone),
        programme=programme,
        tongue=speech,
        caps=world.caps(channel),
        questionnaire=world.questionnaire,
        facts=RowFacts(connection, world, row.id if row else None, speech, now),
        member=member,
        pace=its_pace,
        app=APPS.get(channel, channel),
        holidays=world.holidays(now),
        chance=world.chance.draw(),
        invitation=invitation,
        fresh_code=code,
        invite_link=world.invite_link(channel, code) if member and member.team else "",
        rejoin=rejoin,
        practice=practice,
    )

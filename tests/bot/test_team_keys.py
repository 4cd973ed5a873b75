"""Codes for the team take two keys, played in the room: nobody adds to the team alone (DOMAIN.md, 6.5; B33)."""

import re
from sqlite3 import Connection

import pytest

from bot import team_keys
from bot.apply import Applier
from bot.channels.room import NAME
from bot.views import view_of
from conversations.effects import MakeInvite
from conversations.key_effects import AskInvite
from conversations.view import Role
from storage import groups, invites, keys, members
from tests.bot.play import DAY, MINUTE, Person, Play
from tests.bot.test_keys import log

CODE = re.compile(r"only\.\n([0-9A-Z]{10})\b")


async def wants(play: Play, ana: Person, whom: str = "A member rep") -> str:
    """Ana comes to the invitation of somebody to the team; what she is told."""
    await ana.say("menu")
    await ana.press("Invite people", whom)
    return await ana.press("Lambeth") if "Lambeth" in ana.labels else ana.last


def made(person: Person) -> list[str]:
    """Every code for one person that they were ever shown."""
    return [found[1] for message in person.thread if (found := CODE.search(message.text))]


async def state(play: Play) -> list[str]:
    return await play.bot.database.read(
        lambda c: [row[0] for row in c.execute("select state from key_request order by id")]
    )


async def test_one_person_with_two_accounts_does_not_hold_both_keys(play: Play) -> None:
    """A coordinator cannot make themselves a representative: the code waits for one who is there already."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.wait(30 * MINUTE)
    assert "Shall I ask the member reps?" in await wants(play, ana)
    assert not made(ana)
    await ana.press("Ask for the 2nd key")
    await play.wait(MINUTE)
    assert "Ana would like to invite a member rep to Lambeth" in dee.last
    assert not made(ana)
    assert "Ana can make that code now" in await dee.press("Agree")
    await play.wait(MINUTE)
    assert "You can make that code now: type MENU, then tap Invite people" in ana.last
    await wants(play, ana)
    (code,) = made(ana)
    new = await play.joined("New")
    await new.say(code)
    assert (await new.known()).role == "representative"
    assert await state(play) == ["used"]
    assert "Shall I ask the member reps?" in await wants(play, ana), "the keys were for one code"
    assert [line for line in await log(play) if line[1].startswith("invite")] == [
        ("coordinator", "invite.asked"), ("representative", "invite.agreed"), ("coordinator", "invite.representative"),
    ]  # fmt: skip


async def test_with_no_representative_one_key_is_enough(play: Play) -> None:
    """The very first: there is nobody to ask, and it is as it was."""
    ana = await play.joined("Ana", role="coordinator")
    await wants(play, ana, "A coordinator")
    assert len(made(ana)) == 1


@pytest.mark.parametrize("away", ["held", "on a break"])
async def test_a_representative_who_is_away_still_holds_the_key(play: Play, away: str) -> None:
    """Neither a hold, which one person can bring about, nor a break makes one key enough."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.wait(30 * MINUTE)
    if away == "held":
        await ana.say("menu")
        await ana.press("A lost phone", "Hold for a member")
        await ana.say("Dee")
        await ana.press("Stop messages")
    else:
        await dee.say("break")
        await dee.press("Until I say")
    assert "Shall I ask the member reps?" in await wants(play, ana)
    await ana.press("Ask for the 2nd key")
    assert not made(ana)


async def test_a_refused_code_is_final_for_seven_days(play: Play) -> None:
    """The asker hears who said no, and neither she nor anybody asks again for a week."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    bea = await play.joined("Bea", role="coordinator")
    await play.wait(30 * MINUTE)
    await wants(play, ana)
    await ana.press("Ask for the 2nd key")
    await play.wait(MINUTE)
    await dee.press("Don't agree")
    refused_at = play.now
    await play.wait(MINUTE)
    assert "Dee didn't agree. It didn't happen. It may help to talk." in ana.last
    for each in (ana, bea):
        assert "a no stands for 7 days" in await wants(play, each)
        who = (await each.known()).id

        def early(connection: Connection, who: int = who) -> int | None:
            return team_keys.ask(connection, AskInvite("representative", None), who, refused_at + 7 * DAY - 1)

        assert await play.bot.database.write(early) is None
    assert not made(ana)
    play.clock.move_to(refused_at + 7 * DAY)
    assert "Shall I ask the member reps?" in await wants(play, ana)


async def test_keys_that_were_turned_are_good_for_seven_days(play: Play) -> None:
    """After that it is asked again."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    await play.wait(30 * MINUTE)
    await wants(play, ana)
    await ana.press("Ask for the 2nd key")
    await play.wait(MINUTE)
    await dee.press("Agree")
    agreed_at = play.now
    who = (await ana.known()).id

    def is_agreed(connection: Connection, now: int) -> bool:
        return team_keys.agreed(connection, "invite.representative", who, now) is not None

    assert await play.bot.database.read(lambda c: is_agreed(c, agreed_at + 7 * DAY - 1))
    assert not await play.bot.database.read(lambda c: is_agreed(c, agreed_at + 7 * DAY))


@pytest.mark.parametrize(
    "forged", ["none asked", "open", "another's", "another role", "another group", "used", "many uses"]
)
async def test_the_shell_looks_the_keys_up_once_more(play: Play, forged: str) -> None:
    """However a coordinator came as far as making a code: without two keys to this very code the turn is undone."""
    ana, dee = await play.joined("Ana", role="coordinator"), await play.joined("Dee", role="representative")
    bea = await play.joined("Bea", role="coordinator")
    row, rep, other = await ana.known(), (await dee.known()).id, (await bea.known()).id

    def carry_out(connection: Connection) -> tuple[bool, bool]:
        group, now = groups.by_name(connection, "Lambeth"), play.now
        role: Role = "coordinator" if forged == "another role" else "representative"
        asker = other if forged == "another's" else row.id
        if forged != "none asked":
            to = groups.by_name(connection, "Southwark") if forged == "another group" else group
            request = team_keys.ask(connection, AskInvite("representative", to), asker, now)
            assert request is not None
            if forged != "open":
                assert keys.decide(connection, request, "agreed", now, rep)
            if forged == "used":
                assert keys.use(connection, request)
        effect = MakeInvite("K7QD3F8PXW", role, group, 25 if forged == "many uses" else 1, 14)
        view = view_of(connection, play.bot.world, NAME, row, now)
        with pytest.raises(PermissionError):
            Applier(connection, play.bot.world, NAME, ana.id, view, row.id).apply((effect,))
        return invites.would_work(connection, "K7QD3F8PXW", now), members.by_id(connection, rep) is not None

    assert await play.bot.database.write(carry_out) == (False, True)

"""What a button carries can be made up: whoever has no role, and no part in something, gets nothing by it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

import pytest

from bot import broadcasting, keys, letters
from bot.apply import Applier
from bot.channels.room import NAME
from bot.ports import Inbound
from bot.views import view_of
from conversations import engine
from conversations.effects import Amend, Broadcast, ChangeMember, Effect, Hold, Lift, MakeInvite
from conversations.events import Pressed
from conversations.flow import Ask
from conversations.key_effects import AskUrgent
from conversations.session import Session
from conversations.view import View
from storage import broadcasts, events, groups, invites, members
from storage.database import Database
from tests.bot.play import DAY, HOUR, Person, Play, playing

SECRETS = ("Not yet one", "Not yet two", "To the library", "Ring the bell", "Only in Lambeth", "Taken away")
"""Words of what was not sent, or not to somebody in Southwark."""
GUARDED = ("invite", "broadcast", "key_request", "log", "said", "standing", '"group"', "event", "booking", "whats_new", "rejoin", "membership")  # fmt: skip
OLD = "0old0000"


T = TypeVar("T")


class Undone(Exception):
    """Ends a transaction that is not to be kept."""


async def undone(database: Database, look: Callable[[Connection], T]) -> T:
    """What a look finds that writes as well, and of which nothing is kept."""
    found: list[T] = []

    def write(connection: Connection) -> None:
        found.append(look(connection))
        raise Undone

    with pytest.raises(Undone):
        await database.write(write)
    return found[0]


async def scene(play: Play) -> tuple[Person, dict[str, int]]:
    """Eve, an ordinary member in Southwark, and what is none of hers, by its number."""
    eve, ana = await play.joined("Eve", group="Southwark"), await play.joined("Ana", role="coordinator")
    kofi, dee = await play.joined("Kofi"), await play.joined("Dee", role="representative")
    kofi_id, ana_id = (await kofi.known()).id, (await ana.known()).id
    assert (await dee.known()).role == "representative"

    def write(connection: Connection) -> dict[str, int]:
        def begun(text: str, level: str = "news", **more: int | str | None) -> int:
            group = groups.by_name(connection, "Lambeth") if "Lambeth" in text else None
            return broadcasting.begin(connection, group=group, text=text, level=level, now=play.now, **more)  # type: ignore[arg-type]  # named as it names them

        event = events.add(connection, "meeting", "Drop-in", play.now + 5 * HOUR)
        events.book(connection, event, kofi_id, play.now)
        request = keys.ask_urgent(
            connection, AskUrgent(event, "To the library", "Ring the bell"), ana_id, play.now
        )
        assert request is not None
        (asking,) = connection.execute("select max(id) from broadcast").fetchone()
        away = begun("A\n\nTaken away")
        broadcasts.change(connection, away, state="withdrawn")
        return {
            "asking": asking, "key": request, "away": away, "lambeth": begun("B\n\nOnly in Lambeth"),
            "planned": begun("C\n\nNot yet one", go_at=play.now + 5 * DAY),
            "dated": begun("D\n\nNot yet two", "dated", go_at=play.now + 2 * DAY, ends_at=play.now + 5 * DAY),
        }  # fmt: skip

    return eve, await play.bot.database.write(write)


def options_of(flow: str, ask: Ask, number: int, views: tuple[View, ...]) -> set[str]:
    """The keys of this question that anybody on the team could be offered, about this number."""
    found = {f"zz{number}", str(number)}
    for view in views:
        session = Session(OLD, flow, ask.id, 0, view.now, view.now, {"item": f"broadcast:{number}"})
        try:
            found |= {option.key for option in engine.options(ask, session, view)}
        except (KeyError, ValueError, IndexError, AssertionError):
            continue  # this question cannot stand alone
    return found


def tokens(connection: Connection, play: Play, numbers: dict[str, int]) -> Iterator[str]:
    """A button of every question of every flow, about each thing, with an id of nobody's and with one that names it."""
    everybody = [members.by_id(connection, id) for (id,) in connection.execute("select id from member")]
    views = tuple(view_of(connection, play.bot.world, NAME, row, play.now) for row in everybody)
    for name, flow in play.bot.world.flows.items():
        for ask in (step for step in flow.steps if isinstance(step, Ask)):
            for number in {*numbers.values(), 1}:
                for key in sorted(options_of(name, ask, number, views)):
                    if key.rstrip("0123456789") in ("stop",):
                        continue
                    yield f"@{number}:{name}:{ask.id}:{key}"
                    if number == 1 or str(number) in key:
                        yield f"{OLD}:{name}:{ask.id}:{key}"


def kept(connection: Connection, but: int) -> dict[str, list[tuple[object, ...]]]:
    """Everything that no button of this member's may touch."""
    rows = {table: connection.execute(f"select * from {table} order by 1, 2").fetchall() for table in GUARDED}
    rows["others"] = connection.execute("select * from member where id <> ? order by id", (but,)).fetchall()
    rows["role"] = connection.execute(
        "select role, on_duty, worker from member where id = ?", (but,)
    ).fetchall()
    rows["paces"] = connection.execute(
        "select * from pace where member_id <> ? order by 1", (but,)
    ).fetchall()
    rows["letters"] = connection.execute(
        "select * from letter where member_id <> ? order by id", (but,)
    ).fetchall()
    return rows


async def test_no_button_that_somebody_made_up_opens_acts_or_tells(tmp_path: Path) -> None:
    """Whatever question of whatever flow a plain member's button names, it opens nothing that is for a role, changes nothing that is not theirs, and says nothing that was not sent to them."""
    async with playing(tmp_path, sending=False) as play:
        eve, numbers = await scene(play)
        me, flows = (await eve.known()).id, play.bot.world.flows
        for_roles = {name for name, flow in flows.items() if flow.roles}
        assert {"team", "reps", "invite", "send_news", "sent", "urgent", "hold", "lift"} <= for_roles

        def press_all(connection: Connection) -> tuple[int, list[str]]:
            before, wrong, many = kept(connection, me), [], 0
            for token in tokens(connection, play, numbers):
                many += 1
                connection.execute("savepoint forged")
                last = connection.execute("select coalesce(max(id), 0) from letter").fetchone()[0]
                done = play.bot.turns.take_in(
                    connection, [Inbound(NAME, eve.id, Pressed(token, ""))], play.now
                )
                made = connection.execute(
                    "select body from letter where id > ? and member_id = ?", (last, me)
                ).fetchall()
                bodies = [letters.from_json(body) for (body,) in made]
                offered = {choice[2].split(":")[1] for body in bodies for choice in body.choices}
                open_now = {
                    Session.from_json(state).flow
                    for (state,) in connection.execute("select state from session where member_id = ?", (me,))
                }
                after = kept(connection, me)
                said = " ".join(body.text for body in bodies)
                changed = [table for table in before if after[table] != before[table]]
                told = [words for words in SECRETS if words in said]
                if done.failed or told or changed or (offered | open_now) & for_roles:
                    wrong.append(
                        f"{token}: failed {done.failed}, told {told}, changed {changed}, {offered | open_now}"
                    )
                connection.execute("rollback to forged")
                connection.execute("release forged")
            return many, wrong

        many, wrong = await undone(play.bot.database, press_all)
        assert many > 500
        assert wrong == []


LOCKED: tuple[Effect, ...] = (
    MakeInvite("K7QD3F8PXW", "coordinator", None, 1, 14), Broadcast(None, "Title\n\nText"), Amend(1, "withdraw"), Hold(1), Lift(1),
    ChangeMember({"worker": True}), ChangeMember({"on_duty": True}), ChangeMember({"role": "coordinator"}),
)  # fmt: skip


@pytest.mark.parametrize("effect", LOCKED, ids=lambda effect: type(effect).__name__)
async def test_the_shell_asks_for_the_role_once_more(tmp_path: Path, effect: Effect) -> None:
    """If a flow ever let a plain member come as far as this, the whole turn is undone."""
    async with playing(tmp_path, sending=False) as play:
        eve = await play.joined("Eve")
        row = await eve.known()

        def carry_out(connection: Connection) -> None:
            view = view_of(connection, play.bot.world, NAME, row, play.now)
            with pytest.raises(PermissionError):
                Applier(connection, play.bot.world, NAME, eve.id, view, row.id).apply((effect,))

        await play.bot.database.write(carry_out)


async def test_an_empty_code_is_no_invitation(tmp_path: Path) -> None:
    """A code of no letters is never kept, and lets nobody in."""
    async with playing(tmp_path, sending=False) as play:

        def try_it(connection: Connection) -> bool:
            with pytest.raises(ValueError, match="needs a code"):
                invites.add(connection, " ", "coordinator", None, 25, play.now + DAY)
            connection.execute(
                "insert into invite (code_hash, role, uses_left, expires_at) values (?, 'coordinator', 25, ?)",
                (invites.fingerprint(""), play.now + DAY),
            )
            return (
                invites.would_work(connection, "", play.now)
                or invites.use(connection, "", play.now) is not None
            )

        assert not await undone(play.bot.database, try_it)


@pytest.mark.parametrize("number", ["²", "9" * 23, "٣", "-1", ""])
async def test_a_number_that_is_none_of_ours_is_met_kindly(tmp_path: Path, number: str) -> None:
    """A made-up number in a button, of other figures or far too long, gets an answer like any old button."""
    async with playing(tmp_path, sending=False) as play:
        eve = await play.joined("Eve")
        for token in (f"@{number}:letter:BR-01:zz", f"{OLD}:change:BR-04:cant{number}", f"{OLD}:key:KEY-01:agree{number}"):  # fmt: skip
            taken = await play.takes(eve, Pressed(token, ""))
            assert taken.failed == 0, token


async def test_whoever_left_the_team_goes_on_with_nothing_of_it(tmp_path: Path) -> None:
    """What a coordinator was in the middle of does not go on once they are an ordinary member."""
    async with playing(tmp_path) as play:
        ana = await play.joined("Ana", role="coordinator")
        await ana.say("menu")
        await ana.press("Invite people")
        id = (await ana.known()).id
        await play.bot.database.write(lambda c: members.change(c, id, {"role": "member"}))
        before = await play.rows("invite")
        await ana.press("A coordinator")
        assert await play.rows("invite") == before
        assert "To which group?" not in ana.last

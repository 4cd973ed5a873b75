"""`alongside broadcast`: the same broadcast as in a coordinator's chat, under the same limits, from a file of text.

It is looked over by the very function that looks over what is written in a chat (`conversations.outgoing.wrong`), and
then only written down: the running bot, or the next one that runs, takes it from there at each member's own pace. With
`--dry-run` nothing is made or sent: it says what members will see on each channel, and how many would get it now, later and
on What's new only, rounded. Never who, and nobody's pace (B31).

The file: a short title on the first line, then the text. What needs two keys is asked for in the chat, where the second
person agrees.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Final
from zoneinfo import ZoneInfo

from bot import broadcasting
from bot.chance import Chance
from bot.clock import Clock
from bot.config import Config
from bot.facts import RowFacts
from bot.inviting import find_group
from bot.problems import Problem
from bot.views import view_of
from bot.wiring import world_of
from bot.world import World
from conversations import outgoing, pace
from conversations.bands import band, splits
from conversations.caps import ROOM_BUTTONS, Caps
from conversations.flow import Problem as Wrong
from conversations.flows import dated, whats_new
from conversations.flows.drafting import closes_at
from conversations.outgoing import Draft
from conversations.pace import Level
from conversations.pace.local_time import local_date
from conversations.previews import looks
from conversations.reading import look_over
from conversations.view import Member, View
from storage import groups, tallies
from storage.database import Database

ALIKE: Final[dict[pace.Alike, str]] = {
    pace.Alike.SUNDAY: "It is Sunday, which is quiet for everybody.",
    pace.Alike.BANK_HOLIDAY: "It is a bank holiday or a quiet day, and quiet for everybody.",
    pace.Alike.OUTSIDE_USUAL_HOURS: "It is outside the usual hours, so hardly anybody gets it at once.",
}
"""Why hardly anybody would get it now, as far as it is the same for everybody."""
HARD: Final = "Parts may be hard to read for somebody tired, or new to the language:"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed. `at`: a moment in ISO 8601, in the programme's own zone if it names none; "" for now. `answer_by`:
    the day by which members may answer, which makes it dated; "" for news. `page`: on What's new only."""

    text: str
    group: str = ""
    at: str = ""
    answer_by: str = ""
    page: bool = False


@dataclass(frozen=True, slots=True)
class Announced:
    """What was done, or what would be, line by line."""

    lines: tuple[str, ...]


async def announce(config: Config, clock: Clock, wanted: Wanted, *, dry_run: bool) -> Announced:
    """Put a broadcast before the bot, or say what would become of it. Raises Problem or DatabaseProblem; then nothing was
    written."""
    now, zone = clock.now(), ZoneInfo(config.programme.timezone)
    title, body = read_text(wanted.text)
    go_at = read_moment(wanted.at, zone)
    closes = read_day(wanted.answer_by)
    if wanted.page and closes:
        raise Problem(
            "--page goes to What's new, where nobody is asked for an answer. Leave out --page or --answer-by."
        )
    level = Level.PAGE if wanted.page else Level.DATED if closes else Level.NEWS
    world = world_for(config, clock)
    async with Database.open(config.storage.path, exclusive=False) as database:
        await database.write(lambda c: groups.ensure(c, config.programme.groups))

        def look(connection: Connection) -> tuple[Draft, Announced]:
            """Writes no more than what was counted, so that the next one who asks is told the same."""
            group = find_group(connection, wanted.group)[0] if wanted.group else None
            draft = Draft(level, group, title, body, go_at, closes)
            view = view_at(connection, world, now)
            refuse_if_wrong(connection, draft, view)
            return draft, Announced(tuple(forecast(draft, view)))

        def put(connection: Connection) -> Announced:
            draft, said = look(connection)
            view = view_at(connection, world, now)
            broadcasting.begin(
                connection, group=draft.group, text=draft.text, level=draft.level.value, now=now, go_at=draft.go_at,
                ends_at=closes_at(draft, view),
            )  # fmt: skip
            tallies.note(connection, "coordinator", outgoing.logged(draft, now), "", now)
            return Announced((*said.lines, after(draft, view)))

        return (await database.write(look))[1] if dry_run else await database.write(put)


# -- what was typed ---------------------------------------------------------------------------------------------------


def read_file(path: Path) -> str:
    """The text of a file. Raises Problem if it is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Problem(f"{path} is not plain text. Save it as UTF-8 text and try again.") from None


def read_text(text: str) -> tuple[str, str]:
    """(title, body): the first line, and all that follows it."""
    first, _gap, rest = text.strip().partition("\n")
    body = "\n".join(line.rstrip() for line in rest.strip().splitlines())
    if first and not body:
        raise Problem(
            "The file has one line only. Write a short title on the first line, and the text below it."
        )
    return " ".join(first.split()), body


def read_moment(text: str, zone: ZoneInfo) -> int | None:
    """UTC seconds, None for now. Raises Problem for what is no moment."""
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Problem(f"--at {text!r} is not a moment. Write it like 2026-12-01T10:30.") from None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp())


def read_day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Problem(f"--answer-by {text!r} is not a day. Write it like 2026-12-01.") from None


# -- what will become of it -------------------------------------------------------------------------------------------


def world_for(config: Config, clock: Clock) -> World:
    """The plain parts, for the channels that this configuration opens."""
    caps: dict[str, Caps] = {}
    if config.telegram.on:
        from bot.channels import telegram

        caps["telegram"] = telegram.CAPS
    if config.room.enabled:
        from bot.channels import room

        caps["room"] = room.BUTTONS
    return world_of(
        config, clock, Chance(), lambda name: caps.get(name, ROOM_BUTTONS), channels=lambda: tuple(caps)
    )


def view_at(connection: Connection, world: World, now: int) -> View:
    """As somebody sees it of whom nothing is known but that they have joined: what they read is what everybody reads."""
    view = view_of(connection, world, "cli", None, now, tongue=world.tongue("en"))
    return replace(view, member=Member(id=0))


def refuse_if_wrong(connection: Connection, draft: Draft, view: View) -> None:
    """Raise Problem with the agreed limit that stands against it, or whatever else is wrong."""
    known = {id for id, _name in groups.all(connection)}
    facts = view.facts
    assert isinstance(facts, RowFacts)
    wrong: Wrong | None = outgoing.wrong(draft, facts, known, view.now, view.programme.timezone, view.tongue)
    if wrong is not None:
        raise Problem(view.tongue.say(wrong.phrase, wrong.values))


def forecast(draft: Draft, view: View) -> list[str]:
    """What members will see, and how many would get it when."""
    brings = dated.DATED if draft.level is Level.DATED else whats_new.LETTER
    sender = view.programme.organisation
    lines = [
        "Members will see:",
        "",
        looks(draft, sender, closes_at(draft, view), brings, whats_new.LETTER_QUIET, view),
        "",
    ]
    hard = look_over(draft.body)
    if hard:
        lines += [HARD, *(f"  {part}" for part in (*hard.sentences, *hard.words)), ""]
    return [*lines, *reach(draft, view)]


def reach(draft: Draft, view: View) -> list[str]:
    now, later, page = view.facts.reach(draft.group, draft.level, closes_at(draft, view))
    everybody = band(now + later + page, view.tongue)
    if draft.level is Level.PAGE:
        return [f"On What's new, starting no chat: {everybody}."]
    lines = []
    if draft.go_at is not None and draft.go_at > view.now:
        day = view.tongue.day(local_date(draft.go_at, view.programme.timezone))
        lines.append(f"From {day}, to each member at their own pace. People: {everybody}.")
    elif not splits(now, later, page):
        lines.append(f"People: {everybody}, each at their own pace.")
    else:
        at_once, in_time, only = (band(count, view.tongue) for count in (now, later, page))
        lines.append(
            f"Now: {at_once}. Later, at their own pace: {in_time}. On What's new only: {only}. Rounded."
        )
        usual = pace.Hours(*view.programme.hours)
        lines += [ALIKE[each] for each in pace.alike(view.now, view.programme.timezone, usual, view.holidays)]
    ends = closes_at(draft, view) or (draft.go_at or view.now) + broadcasting.NEWS_LIVES
    last = local_date(ends, view.programme.timezone) - timedelta(days=0 if draft.level is Level.NEWS else 1)
    lines.append(
        f"Whoever it does not fit by {view.tongue.day(last)} finds it on What's new, for 60 days: those on a break, those who "
        "hear only when they ask, and those who have had their chats already."
    )
    return lines


def after(draft: Draft, view: View) -> str:
    if draft.level is Level.PAGE:
        return "Done: the bot puts it on What's new. It's in the log for all to see."
    if draft.go_at is not None and draft.go_at > view.now:
        return "Planned. Until then it can be stopped in the chat, under “What we sent”. It's in the log for all to see."
    return "On its way as soon as the bot runs. It's in the log for all to see."

"""`alongside import training FILE`: courses from a file, all of them or none.

Everything found wrong is said at once, each with its line and how to mend it; what is made in chat and what stands in a file are
looked over by the same function (conversations.training.problems.wrong_with). The running bot tells members of new courses at
each one's own pace.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import Connection

from bot.announcing import world_for
from bot.clock import Clock
from bot.config import Config
from bot.inviting import find_group
from bot.problems import Problem
from bot.training import course_files, making
from bot.training.asking import TEAM
from bot.training.course_files import Found, Table, Written, Wrong
from bot.training.course_lines import MISSING, CourseLine, SessionLine, course_line, session_line
from bot.world import World
from conversations.pace.local_time import instant, local_date
from conversations.pace.values import MINUTE
from conversations.session import is_number
from conversations.training.courses import CourseDraft, SessionDraft
from conversations.training.problems import moment, wrong_with
from storage import courses, groups, members
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Ready:
    """A course of the file with nothing against it. `line`: where it stands; `arranger`: a member's id, and their name."""

    line: int
    draft: CourseDraft
    arranger: int
    arranger_name: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is looked over with."""

    connection: Connection
    world: World
    now: int

    @property
    def zone(self) -> str:
        return self.world.programme_at(self.now).timezone

    @property
    def context(self) -> dict[str, object]:
        return {"zone": self.zone, "today": local_date(self.now, self.zone)}


async def bring_in(config: Config, clock: Clock, path: Path, *, dry_run: bool) -> list[str]:
    """Make the courses of a file, or say what would be made, line by line. Raises Problem or DatabaseProblem; then nothing
    was made."""
    now, world = clock.now(), world_for(config, clock)
    try:
        written = course_files.read(path)
    except Wrong as wrong:
        raise course_files.refused(wrong.found, path.name) from None

    def look(connection: Connection) -> list[str]:
        looked = Look(connection, world, now)
        ready = check(looked, written, path.name)
        return [
            *(told(looked, each) for each in ready),
            f"{counted(len(ready))} would be made. Nothing was made.",
        ]

    def put(connection: Connection) -> list[str]:
        looked = Look(connection, world, now)
        ready = check(looked, written, path.name)
        lines = []
        for each in ready:
            made = making.put(
                connection, each.draft, each.arranger, now, zone=looked.zone, by_draw=world.by_draw
            )
            making.log(connection, "training.made", now)
            lines.append(f"Course {made}, {told(looked, each)}")
        return [*lines, f"{counted(len(ready))} made. The bot tells people of each once, at their own pace."]

    async with Database.open(config.storage.path, exclusive=False) as database:
        await database.write(lambda c: groups.ensure(c, config.programme.groups))
        return await database.write(look if dry_run else put)


def counted(number: int) -> str:
    return f"{number} course{'' if number == 1 else 's'}"


def told(look: Look, each: Ready) -> str:
    """One course in one line, for whoever brings it in."""
    draft, tongue = each.draft, look.world.tongue("en")
    many = len(draft.sessions)
    drawn = (
        f", {draft.kept_places} kept; ask by {tongue.day(draft.closing)}"
        if look.world.by_draw
        else ", first come"
    )
    sees = draft.leader if draft.leader_id is not None else each.arranger_name
    return (
        f"line {each.line}: {draft.title}, {moment(draft.starts_at, look.zone, tongue)}{f', {many} sessions' if many > 1 else ''}; "
        f"{draft.places} places{drawn}; led by {draft.leader}{f'; the next date of course {draft.follows}' if draft.follows else ''}. {sees} sees who has a place, {each.arranger_name} what helps people."
    )  # fmt: skip


# -- looking it over ----------------------------------------------------------------------------------------------------


def check(look: Look, written: list[Written], file: str) -> list[Ready]:
    """The courses, all sound. Raises Problem with everything that is not."""
    found: list[Found] = []
    ready = [each for each in (_course(look, one, found) for one in written) if each is not None]
    found += _twice(look, ready)
    if found:
        raise course_files.refused(tuple(found), file)
    return ready


def _course(look: Look, one: Written, found: list[Found]) -> Ready | None:
    before = len(found)
    line = course_line(one.course, look.context, found)
    sessions = [_session(look, each, found) for each in one.sessions]
    if line is None:
        return None
    group = _group(look, line, one.course, found)
    arranger = _arranger(look, line, one.course, found)
    follows = _follows(look, line, one.course, found)
    if look.world.by_draw and line.closing is None:
        found.append(Found(one.course.line, MISSING["closing"]))
    if len(found) > before or arranger is None:
        return None
    drafts = tuple(each for each in sessions if each is not None)
    draft = _draft(look, line, drafts, group, follows)
    lines = {id(each): table for each, table in zip(drafts, one.sessions, strict=True)}
    wrong = wrong_with(draft, look.now, look.zone, look.world.tongue("en"), by_draw=look.world.by_draw)
    for each in wrong:
        at = lines[id(each.session)].line_of("start") if each.session else one.course.line_of(each.field)
        found.append(Found(at, look.world.tongue("en").say(each.problem.phrase, each.problem.values)))
    return None if wrong else Ready(one.course.line, draft, arranger[0], arranger[1])


def _draft(
    look: Look, line: CourseLine, sessions: tuple[SessionDraft, ...], group: int | None, follows: int | None
) -> CourseDraft:
    leading = _on_team(look, line.leader)
    return CourseDraft(
        line.title, line.about, sessions, line.places, _closing(look, line, sessions), line.money, line.costs, line.leader, group,
        line.kept, line.paid, line.help, leading[0][0] if len(leading) == 1 else None, follows,
    )  # fmt: skip


def _closing(look: Look, line: CourseLine, sessions: tuple[SessionDraft, ...]) -> date:
    """The day that the file says; where whoever asks first has a place, it means nothing."""
    if line.closing is not None and look.world.by_draw:
        return line.closing
    first = min((each.starts_at for each in sessions), default=look.now)
    return local_date(first, look.zone) - timedelta(days=8)


def _session(look: Look, table: Table, found: list[Found]) -> SessionDraft | None:
    line = session_line(table, look.context, found)
    if line is None:
        return None
    if line.ends is not None and line.minutes is not None:
        found.append(Found(table.line_of("minutes"), "Both ends and minutes say how long it is. Take one out."))  # fmt: skip
    elif line.ends is None and line.minutes is None:
        found.append(Found(table.line, MISSING["ends"]))
    return SessionDraft(line.start, _end(look, line), line.place, line.link)


def _end(look: Look, line: SessionLine) -> int:
    if line.ends is None:
        return line.start + (line.minutes or 0) * MINUTE
    same_day, when = line.ends
    return instant(local_date(line.start, look.zone), when, look.zone) if same_day else when


# -- who ----------------------------------------------------------------------------------------------------------------


def _group(look: Look, line: CourseLine, table: Table, found: list[Found]) -> int | None:
    if not line.group:
        return None
    try:
        return find_group(look.connection, line.group)[0]
    except Problem as problem:
        found.append(Found(table.line_of("group"), str(problem)))
        return None


def _follows(look: Look, line: CourseLine, table: Table, found: list[Found]) -> int | None:
    """The earlier course of which this is the next date, by its number or its title; of several of one title, the latest."""
    said = line.follows
    if not said:
        return None
    ids = (
        [int(said)]
        if is_number(said) and courses.of(look.connection, int(said))
        else courses.titled(look.connection, said)
    )
    if not ids:
        found.append(Found(table.line_of("follows"), f"There is no course “{said}” that this could be the next date of. Write its title as it stands on its page, or leave this out."))  # fmt: skip
        return None
    return ids[-1]


def _on_team(look: Look, name: str) -> list[tuple[int, str]]:
    people = (members.by_id(look.connection, id) for id in members.called(look.connection, name))
    return [(each.id, each.name) for each in people if each is not None and each.role in TEAM]


def _arranger(look: Look, line: CourseLine, table: Table, found: list[Found]) -> tuple[int, str] | None:
    """Whoever is to see what helps people to take part. Without them nobody could."""
    if not line.arranger:
        found.append(Found(table.line_of("arranger"), MISSING["arranger"]))
        return None
    people = _on_team(look, line.arranger)
    if len(people) == 1:
        return people[0]
    if people:
        said = f"{len(people)} people on the team are called “{line.arranger}”, so it is not clear who sees what helps people. One of them can take another name in the chat, under MY DETAILS."
    else:
        said = f"Nobody on the team who has joined is called “{line.arranger}”. Without them nobody could see what helps people to take part. Write the name by which the bot calls them."  # fmt: skip
    found.append(Found(table.line_of("arranger"), said))
    return None


def _twice(look: Look, ready: list[Ready]) -> Iterator[Found]:
    """Courses that are there already: the same title, beginning at the same moment."""
    there = {(title.casefold(), start): id for id, title, start in courses.firsts(look.connection)}
    seen: dict[tuple[str, int], int] = {}
    for each in ready:
        key = (each.draft.title.casefold(), each.draft.starts_at)
        if key in there:
            yield Found(each.line, f"“{each.draft.title}” at that time is there already, as course {there[key]}. Take it out of the file, or give it another time.")  # fmt: skip
        elif key in seen:
            yield Found(each.line, f"“{each.draft.title}” at that time stands on line {seen[key]} already. Take one out, or give it another time.")  # fmt: skip
        seen.setdefault(key, each.line)

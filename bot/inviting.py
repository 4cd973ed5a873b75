"""`alongside invite`: a join code from the command line. The first coordinator comes in this way.

Only the code's hash is kept (storage/invites.py), so it is shown here once. Works beside the running bot.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Final
from zoneinfo import ZoneInfo

from bot.chance import Chance
from bot.clock import Clock
from bot.config import Config
from bot.config_problems import nearest
from bot.ports import Trouble
from bot.problems import Problem
from storage import groups, invites
from storage.database import Database

DAY: Final = 24 * 3600
DAYS: Final = 14
MEMBERS: Final = 25
"""How many members a code lets in if nothing else is said; of anybody else it is one."""


@dataclass(frozen=True, slots=True)
class Invited:
    code: str
    link: str
    about: str
    """What the code gives, in one line."""
    trouble: str = ""
    """Why there is no link, and how to come by one."""


async def invite(config: Config, clock: Clock, role: str, group: str, uses: int | None, days: int) -> Invited:
    """Make a code. Raises Problem (no such group) or DatabaseProblem."""
    code, now = Chance.code(), clock.now()
    many = uses if uses is not None else MEMBERS if role == "member" else 1

    def add(connection: Connection) -> str:
        groups.ensure(connection, config.programme.groups)
        number, name = find_group(connection, group) if group else (None, "")
        invites.add(connection, code, role, number, many, now + days * DAY)
        return name

    async with Database.open(config.storage.path, exclusive=False) as database:
        found = await database.write(add)
    until = datetime.fromtimestamp(now + days * DAY, UTC).astimezone(ZoneInfo(config.programme.timezone))
    about = f"For {many} {role}{'s' if many > 1 else ''}{f', group {found}' if found else ''}, until {until:%a %d %b %Y}."
    link, trouble = await link_of(config, code)
    return Invited(code, link, about, trouble)


def find_group(connection: Connection, name: str) -> tuple[int, str]:
    """The group of this name, whatever the case. Raises Problem with the names that there are."""
    known = {known.casefold(): (number, known) for number, known in groups.all(connection)}
    if found := known.get(name.strip().casefold()):
        return found
    names = [known for _number, known in known.values()]
    close = nearest(name, names)
    hint = f"Did you mean “{close}”? " if close else ""
    raise Problem(f"There is no group “{name}”. {hint}There are: {', '.join(names)}.")


async def link_of(config: Config, code: str) -> tuple[str, str]:
    """(the t.me link, "") or ("", why there is none and what to do)."""
    section = config.telegram
    if not section.on:
        return (
            "",
            ""
            if config.room.enabled
            else "Telegram is not set up yet, so there is no link. The code is typed to the bot.",
        )
    from bot.channels.telegram_errors import ChannelProblem
    from bot.channels.telegram_profile import profile

    try:
        known = await profile(section.token.get_secret_value(), section.base_url, words=False)
    except ChannelProblem as problem:
        trouble = str(problem)
    except (Trouble, TimeoutError):
        trouble = "Telegram could not be reached"
    else:
        return f"https://t.me/{known.username}?start={code}", ""
    return "", f"{trouble}, so there is no link yet. It is https://t.me/NAME_OF_THE_BOT?start={code}"

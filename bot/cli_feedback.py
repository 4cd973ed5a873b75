"""The commands about what members said of meetings: taking results away, playing the thief, and after a restore."""

import asyncio
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli_parts import CONFIG, ConfigFile, load, say


def results(
    form: Annotated[
        Literal["csv", "json", "xlsx", "html"],
        typer.Option("--format", help="A table, data for programs, a spreadsheet, or a page with charts."),
    ],
    out: Annotated[Path, typer.Option(help="The new file. Nothing is ever overwritten.")],
    config: ConfigFile = CONFIG,
    meeting: Annotated[
        int | None, typer.Option(min=1, help="One meeting, by its number; all of them if none is named.")
    ] = None,
) -> None:
    """Take away what members said about meetings, as it was published to everybody, and nothing else.

    The same file for members and team: no row per person, no number that could tell who. Works while the bot runs.
    """
    from rich.console import Console

    from bot.results import export

    settings = load(config)
    with Console(stderr=True).status("Writing what was published ..."):
        asyncio.run(export.export(settings, meeting, form, out))
    say(str(out))


def attack(
    database: Annotated[
        Path | None, typer.Option(help="The bot's database, as a thief would have it; or a backup.")
    ] = None,
    keys: Annotated[
        Path | None, typer.Option(help="The folder of the keys, if the thief has that too.")
    ] = None,
    backups: Annotated[
        list[Path] | None, typer.Option(help="Backups, from the oldest on; once for each.")
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(help="A CSV of member and answer, in the order of sending, to mark the guesses by."),
    ] = None,
    people: Annotated[
        str, typer.Option(help="How many answer in the laboratory's invented groups.")
    ] = "5,10,20,50",
    seed: Annotated[int, typer.Option(help="Another seed invents other groups.")] = 1,
) -> None:
    """Play a thief: what do stolen files tell of who said what, and of who took part?

    First on the files that you name, which are only read; then in a laboratory, on invented groups, beside designs that
    tempt and do leak. About a minute. Exit code 1 if your files, or this program's own box in the laboratory, tell more than is
    promised.
    """
    from rich.console import Console
    from rich.progress import Progress

    from bot.attack import attacking

    wanted = attacking.Wanted(database, keys, tuple(backups or ()), truth, attacking.sizes(people), seed)
    shown, console = Console(), Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Inventing, stealing, attacking", total=None)
        parts, kept = attacking.attack(wanted, lambda done, of: bar.update(task, completed=done, total=of))
    for part in parts:
        shown.print(part)
    raise typer.Exit(0 if kept else 1)


def restored(
    config: ConfigFile = CONFIG,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")
    ] = False,
) -> None:
    """Say that a backup was put in the database's place, before the bot is started again.

    Answers that were sealed when it was made cannot be opened any more: their boxes are let go, and where members can still
    answer they are asked again. Do this only after a restore, and with --dry-run first.
    """
    from bot import restoring
    from bot.chance import Chance
    from bot.clock import SystemClock
    from bot.wiring import world_of
    from conversations.caps import ROOM_BUTTONS

    settings = load(config)
    world = world_of(settings, SystemClock(), Chance(), lambda name: ROOM_BUTTONS)
    for line in asyncio.run(restoring.restored(settings, world, dry_run=dry_run)):
        say(line)

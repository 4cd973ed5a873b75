"""The commands about training: courses from a file, and the record of a draw, which anybody can check."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_parts import CONFIG, ConfigFile, load, say
from bot.problems import Problem

importing = typer.Typer(
    help="Bring something in from a file: all of it, or nothing.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@importing.callback()
def what() -> None:
    """What is brought in is named next."""


@importing.command()
def training(
    file: Annotated[
        Path | None, typer.Argument(help="A TOML or CSV file of courses, in UTF-8; --example prints one.")
    ] = None,
    config: ConfigFile = CONFIG,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be made, and make nothing.")
    ] = False,
    example: Annotated[bool, typer.Option("--example", help="Print a file to begin with, and end.")] = False,
) -> None:
    """Make the courses of a file, all of them or none.

    Every mistake is named with its line and how to mend it. Money, costs, who leads a course and who arranges it cannot be
    left out. Works while the bot runs: people hear of each course once, at their own pace.
    """
    from bot.clock import SystemClock

    if example:
        from bot.training import course_example

        print(course_example.example(datetime.fromtimestamp(SystemClock().now(), UTC).date()), end="")
        return
    if file is None:
        raise Problem(
            "Which file? Name it, or print one to begin with: `alongside import training --example`."
        )
    from bot.places import make_folders
    from bot.training import importing as work

    settings = load(config)
    make_folders(settings)
    for line in asyncio.run(work.bring_in(settings, SystemClock(), file, dry_run=dry_run)):
        say(line)


def draw(
    config: ConfigFile = CONFIG,
    course: Annotated[int | None, typer.Option(min=1, help="The course, by its number.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The new file for its record. Nothing is ever overwritten.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option(help="Check this record, with no config and no database.")
    ] = None,
) -> None:
    """Write the record of a draw that has been made, or check one.

    A record names nobody: tickets, the seed, and what came of it. Checking it repeats the draw. Exit code 1 if it does not fit.
    """
    from bot.training import checking_draws as work

    if verify is not None:
        if course is not None or out is not None:
            raise Problem("--verify checks a file, --course and --out write one. Leave out one or the other.")
        lines, fits = work.verify(verify)
        for line in lines:
            say(line)
        raise typer.Exit(0 if fits else 1)
    if course is None or out is None:
        raise Problem(
            "Name the course and the file, like --course 3 --out draw.json; or check a record with --verify FILE."
        )
    say(work.write(load(config), course, out))

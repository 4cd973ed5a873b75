"""The command line, `alongside`. Every command is one thin function here and one module that does the work.

What a person has to mend ends in one clear line on standard error and exit code 2, never in a traceback. Only what a
command needs is imported, when it is needed: `alongside --help` answers at once.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot import cli_feedback, cli_training
from bot.cli_parts import CONFIG, ConfigFile, load, say

app = typer.Typer(
    name="alongside",
    help="A chat bot for co-production: check-ins, anonymous feedback and training, at each member's own pace.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 0: done. 1: `check` found problems. 2: something for the person to mend."""
    try:
        return int(app(args=arguments, prog_name="alongside", standalone_mode=False) or 0)
    except typer.TyperException as wrong:
        return _mistyped(wrong)
    except typer.Abort:
        return 130
    except OSError as error:
        if error.filename is None:
            raise
        return _complain(f"{error.filename}: {error.strerror}.")
    except Exception as problem:
        if not _to_mend(problem):
            raise
        return _complain(str(problem))


def _mistyped(wrong: typer.TyperException) -> int:
    """A command that was not typed as it is written: what is wrong, and where to look."""
    words = " ".join(wrong.format_message().split())
    context = getattr(wrong, "ctx", None)
    command = context.command_path if context else "alongside"
    if not words or type(wrong).__name__ == "NoArgsIsHelpError":  # asked for nothing: the help is the answer
        print(wrong.format_message())
        return 2
    words = words.replace("Value error, ", "").removesuffix(".")
    return _complain(f"{words}{'' if words.endswith('?') else '.'} See `{command} --help`.")


def _to_mend(problem: Exception) -> bool:
    """Whether a person can mend it, as its type says."""
    from bot.config_problems import ConfigProblem
    from bot.problems import Problem
    from storage.problems import DatabaseProblem

    return isinstance(problem, Problem | ConfigProblem | DatabaseProblem)


def _complain(words: str) -> int:
    print(words, file=sys.stderr, flush=True)
    return 2


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            print(f"alongside {version('alongside')}")
        except PackageNotFoundError:  # run from a checkout that was never installed
            print("alongside (not installed)")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    """What stands before any command."""


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is; 0 takes any free port.")
    ] = 8000,
    data: Annotated[Path, typer.Option(help="The folder for the demo's database and keys.")] = Path(
        "alongside-demo"
    ),
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew: what the demo kept is deleted.")
    ] = False,
    seed: Annotated[
        int | None,
        typer.Option(help="Draw the same ids and orders each time. Nothing that protects anybody."),
    ] = None,
) -> None:
    """Try the whole bot in the room: a page on this computer, with invented people and a clock to move.

    No account, no network. Prints the address to open.
    """
    from bot import demo
    from bot.serving import told_of_port

    with told_of_port(port):
        asyncio.run(demo.run(data, port, fresh, seed, say))


@app.command()
def run(config: ConfigFile = CONFIG) -> None:
    """Run the bot on every channel that the config enables, until it is stopped."""
    from bot import logs, running

    settings = load(config)
    logs.set_up()
    try:
        asyncio.run(running.run(settings, say))
    except Exception as error:
        if _to_mend(error):
            raise
        logs.tell_crash(error)
        raise typer.Exit(70) from None


@app.command()
def check(config: ConfigFile = CONFIG) -> None:
    """Look over config, database, keys, words and channel credentials.

    One finding a line, each with how to mend it. Exit code 1 if there is a problem; advice alone makes none.
    """
    from bot import checking
    from bot.clock import SystemClock
    from bot.config import ConfigProblem

    if not config.is_file():
        load(config)  # says what is wrong with it
        raise ConfigProblem([f"{config} is not a file."])
    found = asyncio.run(checking.check(config, os.environ, SystemClock()))
    for line in found.problems:
        print(f"problem: {line}")
    for line in found.advice:
        print(f"advice: {line}")
    print(f"looked at: {'; '.join(found.well)}" if found.well else "nothing else could be looked at")
    print(f"{_counted(len(found.problems), 'problem')}." if found.problems else "No problems.")
    raise typer.Exit(1 if found.problems else 0)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


@app.command()
def invite(
    role: Annotated[
        Literal["member", "representative", "coordinator"],
        typer.Option(help="What the code makes of people."),
    ],
    config: ConfigFile = CONFIG,
    group: Annotated[
        str, typer.Option(help="The group that they join; the first one if none is named.")
    ] = "",
    uses: Annotated[
        int | None,
        typer.Option(
            min=1, max=1000, help="How many people may use it. [25 members, or 1 of any other role]"
        ),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=365, help="How long it is good for.")] = 14,
) -> None:
    """Print a join code and, on Telegram, the link that carries it.

    The first coordinator comes in this way. Works while the bot runs.
    """
    from bot import inviting
    from bot.clock import SystemClock
    from bot.places import make_folders

    settings = load(config)
    make_folders(settings)
    made = asyncio.run(inviting.invite(settings, SystemClock(), role, group, uses, days))
    say(made.code)
    if made.link:
        say(made.link)
    for line in filter(None, (made.about, made.trouble)):
        print(line, file=sys.stderr)


@app.command()
def broadcast(
    text_file: Annotated[
        Path, typer.Option(help="A short title on the first line, then the text: up to 300 letters.")
    ],
    config: ConfigFile = CONFIG,
    group: Annotated[str, typer.Option(help="The group that it is for; everyone if none is named.")] = "",
    at: Annotated[
        str, typer.Option(help="When to begin, like 2026-12-01T10:30, in the programme's own time. [now]")
    ] = "",
    answer_by: Annotated[
        str, typer.Option(help="The day by which members may answer, like 2026-12-01: it is dated then.")
    ] = "",
    page: Annotated[bool, typer.Option("--page", help="To What's new only, starting no chat.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say who would get it when, rounded, and send nothing.")
    ] = False,
) -> None:
    """Send news, as in a coordinator's chat and under the same limits, at each member's own pace.

    Works while the bot runs. Something urgent takes two keys, so it is asked for in the chat.
    """
    from rich.console import Console

    from bot import announcing
    from bot.clock import SystemClock
    from bot.places import make_folders

    settings = load(config)
    make_folders(settings)
    wanted = announcing.Wanted(announcing.read_file(text_file), group, at, answer_by, page)
    console = Console(stderr=True)
    with console.status("Asking each member's pace ..."):
        said = asyncio.run(announcing.announce(settings, SystemClock(), wanted, dry_run=dry_run))
    for line in said.lines:
        say(line)


app.add_typer(cli_training.importing, name="import")
app.command()(cli_training.draw)
app.command()(cli_feedback.results)


@app.command()
def backup(
    out: Annotated[Path, typer.Option(help="The new file. Nothing is ever overwritten.")],
    config: ConfigFile = CONFIG,
) -> None:
    """Copy the database while the bot goes on. The keys of sealed answers are never in a copy."""
    from rich.console import Console
    from rich.progress import Progress

    from bot import backing_up

    settings = load(config)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Copying", total=None)
        backing_up.back_up(settings, out, lambda done, of: bar.update(task, completed=done, total=of))
    say(str(out))


app.command()(cli_feedback.attack)
app.command()(cli_feedback.restored)


@app.command("rehearse")
def rehearse_flow(
    flow: Annotated[str, typer.Argument(help="The conversation to play; an unknown one lists them all.")],
    locale: Annotated[str, typer.Option(help="The language to play it in, by its two letters.")] = "en",
    save: Annotated[
        Path | None, typer.Option(help="Write the talk down in this file, as the tests keep them.")
    ] = None,
) -> None:
    """Play a conversation in the terminal, with the whole bot behind it and nothing kept.

    Answer by number, by label or in your own words. "+1 day" lets a day pass ("+2 hours", "+3 weeks"). When standard
    input is not a terminal each of its lines is one message, so a file of lines is a test.
    """
    from bot.rehearsing import rehearse

    rehearse(flow, locale, save, sys.stdin, sys.stdout)


if __name__ == "__main__":
    sys.exit(main())

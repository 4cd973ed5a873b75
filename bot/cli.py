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
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from bot.config import Config

app = typer.Typer(
    name="alongside",
    help="A chat bot for co-production: check-ins, anonymous feedback and training, at each member's own pace.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
ConfigFile = Annotated[
    Path, typer.Option("--config", help="The programme's settings; see config.example.toml.")
]


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


def _say(line: str) -> None:
    print(line, flush=True)


def _load(path: Path) -> "Config":
    from bot.config import load

    return load(path, os.environ)


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
        asyncio.run(demo.run(data, port, fresh, seed, _say))


@app.command()
def run(config: ConfigFile = Path("config.toml")) -> None:
    """Run the bot on every channel that the config enables, until it is stopped."""
    from bot import logs, running

    settings = _load(config)
    logs.set_up()
    try:
        asyncio.run(running.run(settings, _say))
    except Exception as error:
        if _to_mend(error):
            raise
        logs.tell_crash(error)
        raise typer.Exit(70) from None


@app.command()
def check(config: ConfigFile = Path("config.toml")) -> None:
    """Look over config, database, keys, words and channel credentials.

    One finding a line, each with how to mend it. Exit code 1 if there is a problem; advice alone makes none.
    """
    from bot import checking
    from bot.clock import SystemClock
    from bot.config import ConfigProblem

    if not config.is_file():
        _load(config)  # says what is wrong with it
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
    config: ConfigFile = Path("config.toml"),
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

    settings = _load(config)
    make_folders(settings)
    made = asyncio.run(inviting.invite(settings, SystemClock(), role, group, uses, days))
    _say(made.code)
    if made.link:
        _say(made.link)
    for line in filter(None, (made.about, made.trouble)):
        print(line, file=sys.stderr)


@app.command()
def broadcast(
    text_file: Annotated[
        Path, typer.Option(help="A short title on the first line, then the text: up to 300 letters.")
    ],
    config: ConfigFile = Path("config.toml"),
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

    settings = _load(config)
    make_folders(settings)
    wanted = announcing.Wanted(announcing.read_file(text_file), group, at, answer_by, page)
    console = Console(stderr=True)
    with console.status("Asking each member's pace ..."):
        said = asyncio.run(announcing.announce(settings, SystemClock(), wanted, dry_run=dry_run))
    for line in said.lines:
        _say(line)


@app.command()
def results(
    form: Annotated[
        Literal["csv", "json", "xlsx", "html"],
        typer.Option("--format", help="A table, data for programs, a spreadsheet, or a page with charts."),
    ],
    out: Annotated[Path, typer.Option(help="The new file. Nothing is ever overwritten.")],
    config: ConfigFile = Path("config.toml"),
    meeting: Annotated[
        int | None, typer.Option(min=1, help="One meeting, by its number; all of them if none is named.")
    ] = None,
) -> None:
    """Take away what members said about meetings, as it was published to everybody, and nothing else.

    The same file for members and team: no row per person, no number that could tell who. Works while the bot runs.
    """
    from rich.console import Console

    from bot.results import export

    settings = _load(config)
    with Console(stderr=True).status("Writing what was published ..."):
        asyncio.run(export.export(settings, meeting, form, out))
    _say(str(out))


@app.command()
def backup(
    out: Annotated[Path, typer.Option(help="The new file. Nothing is ever overwritten.")],
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Copy the database while the bot goes on. The keys of sealed answers are never in a copy."""
    from rich.console import Console
    from rich.progress import Progress

    from bot import backing_up

    settings = _load(config)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Copying", total=None)
        backing_up.back_up(settings, out, lambda done, of: bar.update(task, completed=done, total=of))
    _say(str(out))


@app.command()
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
    tempt and do leak. About a minute. Exit code 1 if this program's own box tells more than it promises.
    """
    from rich.console import Console
    from rich.progress import Progress

    from bot.attack import attacking

    wanted = attacking.Wanted(database, keys, tuple(backups or ()), truth, attacking.sizes(people), seed)
    shown, console = Console(), Console(stderr=True)
    for part in attacking.on_files(wanted):
        shown.print(part)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Inventing, stealing, attacking", total=None)
        parts, kept = attacking.in_laboratory(
            wanted, lambda done, of: bar.update(task, completed=done, total=of)
        )
    for part in parts:
        shown.print(part)
    raise typer.Exit(0 if kept else 1)


@app.command()
def restored(config: ConfigFile = Path("config.toml")) -> None:
    """Say that a backup was put in the database's place, before the bot is started again.

    Answers that were sealed when it was made cannot be opened any more: their boxes are let go, and where members can still
    answer they are asked again. Do this only after a restore.
    """
    from bot import restoring
    from bot.chance import Chance
    from bot.clock import SystemClock
    from bot.wiring import world_of
    from conversations.caps import ROOM_BUTTONS

    settings = _load(config)
    world = world_of(settings, SystemClock(), Chance(), lambda name: ROOM_BUTTONS)
    done = asyncio.run(restoring.restored(settings, world))
    for box in done:
        what = "made anew, and its people are asked again" if box.again else "over; its page says so"
        _say(f"{box.title}: the answers are gone, the box is {what}.")
    if not done:
        _say("Every box that there is can be opened. Nothing was changed.")


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

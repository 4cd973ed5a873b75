"""What the attacks found, as tables for somebody who has not read any of this."""

from collections.abc import Mapping
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from bot.attack.attacks import ATTACKS
from bot.attack.laboratory import OURS, Results
from bot.attack.loot import Finding, Known
from bot.attack.ours import STAGES
from bot.attack.rows import BEFOREHAND
from bot.attack.scoring import Score, linkage

ABOVE: Final = (
    "How to read it: each number is the share of those who answered whom a thief of the files names with their own words, and "
    "three standard errors. Compare it with drawing lots, which names 1 in n. The thief is told who sent when, and every word. In "
    "Alongside's own box every press and every word of a member goes through the bot's own intake; no messenger is in it, and "
    "what the two readers do is written as their turns write it."
)
BELOW: Final = (
    "Who took part: 0 is no better than a coin, 1 is always right. A line stands there for each attack that found anything; "
    f"mounted were {', '.join(ATTACKS)}. Not tried, since files cannot show it: what a solid-state disk, a copy-on-write file "
    "system or a snapshot of the machine keeps below its files; root on the running machine, or a changed program; Telegram "
    "itself, or a phone in somebody's hand; guessing from how somebody writes."
)
FILES_ABOVE: Final = (
    "How to read it: each line is one attack on the files that you named. Words: how many of the words that were said stand "
    "there to be read; what is published is meant to be. Order: whether they lie in an order of their own, which may be that of their arrival. Named: how many "
    "members stand beside words. Took part: how many members something tells of, and in which tables. Left out is what was said "
    f"beforehand, under people's own names ({', '.join(sorted(BEFOREHAND))}). Two things are no leak: a key of today opens a box "
    "of today; and whoever shares a commit with a box by chance is named there too, as everybody is who was asked just then."
)
_OPEN: Final = STAGES[0]
_WITH_KEYS: Final = "keys on today's files"
_BY_CHANCE: Final = "same commit"


def laboratory(results: Results) -> Table:
    """One line for each attack that found anything to go by, design by design."""
    table = _table("The laboratory: invented groups, real files")
    table.add_column("Design, and attack")
    for size in results.sizes:
        table.add_column(f"n = {size}", justify="right", no_wrap=True)
    table.add_column("Who took\npart", justify="right", no_wrap=True)
    table.add_row("drawing lots", *(f"{1 / size:.2f}" for size in results.sizes), "0", style="dim")
    for design, stage in results.stages():
        table.add_row()
        table.add_row(f"[bold]{design}[/]{f', {stage}' if stage else ''}")
        silent = 0
        for attack in results.attacks():
            scores = results.of(design, stage, attack)
            if any(score.found or any(score.took_part) for score in scores):
                table.add_row(f"  {attack}", *map(_linked, scores), _participation(scores))
            else:
                silent += 1
        table.add_row(f"  the other {silent}: nothing", *("-" for _ in results.sizes), "0", style="dim")
    return table


def leaks(results: Results) -> list[str]:
    """Where this program's own box tells more than it promises, one a line. With the key of an open box a thief may see who
    has answered so far (ANONYMITY.md, section 5); everything else is a leak."""
    found = []
    for design, stage in results.stages():
        for attack in results.attacks() if design == OURS else ():
            for score in results.of(design, stage, attack):
                if not score.is_chance:
                    found.append(
                        f"{attack}, {stage}, n = {score.people}: {score.linkage:.2f}, and chance is {score.chance:.2f}"
                    )
                if any(score.took_part) and (stage, attack) != (_OPEN, _WITH_KEYS):
                    found.append(f"{attack}, {stage}, n = {score.people}: tells who took part")
    return found


def leaks_in_files(findings: Mapping[str, Finding]) -> list[str]:
    """What in the files that were named tells more than is promised, one a line (see FILES_ABOVE for what does not)."""
    found = []
    for attack, finding in findings.items():
        if finding.named:
            found.append(f"{attack}: names {len(finding.named)} with words")
        if finding.order:
            found.append(f"{attack}: words lie in an order of their own")
        if finding.took_part and attack not in (_WITH_KEYS, _BY_CHANCE):
            found.append(f"{attack}: tells of {len(finding.took_part)} that they took part")
        if finding.opened and attack != _WITH_KEYS:
            found.append(f"{attack}: opens {finding.opened} that are older than the keys")
    return found


def on_files(findings: Mapping[str, Finding], known: Known, truth: Mapping[int, str]) -> Table:
    """One line for each attack on the files that were named."""
    table = _table("Your files")
    for heading in ("Attack", "Words", "Order", "Opened", "Named", "Took part"):
        table.add_column(heading, justify="left" if heading == "Attack" else "right")
    if truth:
        table.add_column(f"Right (lots: {1 / len(truth):.2f})", justify="right")
    for attack, finding in findings.items():
        cells = [
            _count(len(finding.sequence)),
            "[bold red]yes[/]" if finding.order else "-",
            _count(finding.opened),
        ]
        cells += [_alarm(len(finding.named)), _alarm(len(finding.took_part or ()), finding.where)]
        if truth:
            share = linkage(finding, known, truth)
            cells.append("-" if share is None else f"{share:.2f}")
        table.add_row(attack, *cells)
    return table


def _table(title: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 0, 0, 1),
    )


def _linked(score: Score) -> str:
    if not score.found:
        return "[dim]-[/]"
    text = f"{score.linkage:.2f} ±{f'{score.interval:.2f}'.removeprefix('0')}"
    return text if score.is_chance else f"[bold red]{text}[/]"


def _participation(scores: list[Score]) -> str:
    most = max((score.participation for score in scores), key=abs)
    return f"[bold red]{most:.2f}[/]" if any(any(score.took_part) for score in scores) else "0"


def _count(number: int) -> str:
    return str(number) if number else "-"


def _alarm(number: int, where: tuple[str, ...] = ()) -> str:
    tables = f" ({', '.join(where)})" if where else ""
    return f"[bold red]{number}[/]{tables}" if number else "-"

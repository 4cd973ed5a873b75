"""`python -m tests.training.later FILE run --config …`: the bot, on a machine whose clock is as far ahead as a file says.

The bot reads the clock of its machine in one place (bot/clock.py). Nothing of it is changed here: it is the machine's own clock
that is, for one process, and it can be moved on while that runs, by writing another number into the file.
"""

import sys
import time
from pathlib import Path

REAL = time.time  # noqa: TID251 - the machine's own, which this moves


def ahead(file: Path) -> float:
    return float(file.read_text("utf-8"))


def main() -> None:
    file = Path(sys.argv[1])
    ahead(file)  # a missing file ends it here and not in the middle
    time.time = lambda: REAL() + ahead(file)  # noqa: TID251 - the same
    sys.argv = ["alongside", *sys.argv[2:]]
    from bot.cli import main as run

    run()


if __name__ == "__main__":
    main()

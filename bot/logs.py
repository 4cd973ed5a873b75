"""The log: what the bot did, and never who, what or to whom.

Our own lines are written with that in mind. What libraries log is not: a template of theirs may be filled with
an address, a token or somebody's words, and the text of any exception may quote what it choked on. So of a
foreign record only its unfilled first line is shown, and of an exception its type and the lines of code that it
came through. That costs little: the place of a fault says more than its words.
"""

import logging
import sys
import traceback
from types import TracebackType
from typing import Final, TextIO

OURS: Final = ("bot", "conversations", "storage")


class Discreet(logging.Formatter):
    """Our records in full; of anybody else's, what the library's author wrote and nothing filled in."""

    def format(self, record: logging.LogRecord) -> str:
        if not ours(record.name):
            said = str(record.msg).partition("\n")[0]
            record = logging.makeLogRecord({**record.__dict__, "msg": f"{record.name}: {said}", "args": None})
        record.exc_text = record.stack_info = None
        return super().format(record)

    def formatException(  # noqa: N802 - the library's name for it
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return way_of(ei[1]) if ei[1] is not None else ""


def ours(name: str) -> bool:
    return name.partition(".")[0] in OURS


def way_of(error: BaseException) -> str:
    """The type of an exception and the way that it took through the code, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(
        (*(f'  File "{f.filename}", line {f.lineno}, in {f.name}' for f in frames), type(error).__name__)
    )


def set_up(stream: TextIO | None = None) -> None:
    """Log to standard error: ours from INFO, everybody else's from WARNING. A crash is told the same way."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def tell_crash(error: BaseException) -> None:
    """Say that the program ends by a fault of ours: where it was, and no words of anybody."""
    print(f"Alongside has ended by a fault of its own.\n{way_of(error)}", file=sys.stderr, flush=True)

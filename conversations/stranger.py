"""People who have not joined yet.

Nothing about them is stored: no row, no letter, no session on disk. What they have answered so far lives in the memory
of the process and, packed into a few characters, in the buttons they are shown. So a button pressed after a restart
still goes on where it stood, and a person who types is greeted from the start: nothing was kept, as promised (ON-22).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from conversations.session import Session

MARK: Final = "~"
_LANGUAGE, _QUIET, _CODE = "ON-02", "ON-06", "code"


def is_packed(id: str) -> bool:
    return id.startswith(MARK)


def pack(session: Session) -> str:
    """A session id that is itself the memory: "~", two letters of language, quiet or not, and the invitation code."""
    return f"{MARK}{language(session) or '--'}{'q' if quiet(session) else '-'}{session.answers.get(_CODE, '')[:10]}"


def unpack(id: str, flow: str, step: str, now: int, seed: int) -> Session:
    """The session that a button of a stranger remembers."""
    kept = {_LANGUAGE: id[1:3].strip("-"), _QUIET: "quiet" if id[3:4] == "q" else "", _CODE: id[4:14]}
    answers = MappingProxyType({name: value for name, value in kept.items() if value})
    return Session(id, flow, step, seed, now, now, answers)


def kept(session: Session) -> Mapping[str, str]:
    """What goes from one session of a stranger into the next, so that every button remembers it."""
    return {name: session.answers[name] for name in (_LANGUAGE, _QUIET, _CODE) if name in session.answers}


def language(session: Session) -> str:
    """The language chosen so far, two letters; "" for none yet."""
    chosen = session.answers.get(_LANGUAGE, "")
    return chosen if len(chosen) == 2 else ""


def quiet(session: Session) -> bool:
    return session.answers.get(_QUIET) == "quiet"

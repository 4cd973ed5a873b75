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
_LANGUAGE, _SAFE, _QUIET, _DEAL, _ADULT, _CODE = "ON-02", "ON-05", "ON-06", "ON-08", "ON-09", "code"
_NEEDED: Final = {
    **dict.fromkeys(("ON-01", "ON-02", "ON-04", "ON-05", "ON-06", "ON-07", "look"), 0),
    "ON-08": 1, "ON-09": 2, "ON-20": 3, "ON-21": 3,
}  # fmt: skip
"""How far somebody has come who stands at a step of joining. At any other, nobody does who has not joined."""


def is_packed(id: str) -> bool:
    return id.startswith(MARK)


def pack(session: Session) -> str:
    """A session id that is itself the memory: "~", two letters of language, how careful to be (q: quiet mode, u: the phone
    may not be safe), how far they have come through the questions that nobody skips, and the invitation code."""
    care = "q" if quiet(session) else "u" if others_may_read(session.answers) else "-"
    return f"{MARK}{language(session) or '--'}{care}{progress(session.answers)}{session.answers.get(_CODE, '')[:10]}"


def progress(answers: Mapping[str, str]) -> int:
    """How many of the three questions that nobody skips are answered so that one goes on: the phone, the deal, 18 or over."""
    safe = answers.get(_SAFE) == "yes" or answers.get(_QUIET) == "quiet"
    gone_on = (safe, answers.get(_DEAL) in ("ok", "help"), answers.get(_ADULT) == "yes")
    return gone_on.index(False) if False in gone_on else len(gone_on)


def proves(id: str, flow: str, step: str) -> bool:
    """Whether what a button remembers lets its holder stand at this step of this flow. It is no seal: an app may send
    what it likes, and whoever makes up an answer has answered for themselves. But no old or cut button leads past them."""
    return flow != "join" or _progress_in(id) >= _NEEDED.get(step, 4)


def code(id: str) -> str:
    """The invitation code in a packed id; "" for none."""
    return id[5:15]


def _progress_in(id: str) -> int:
    return int(id[4]) if id[4:5] in ("1", "2", "3") else 0


def unpack(id: str, flow: str, step: str, now: int, seed: int) -> Session:
    """The session that a button of a stranger remembers."""
    return Session(id, flow, step, seed, now, now, MappingProxyType(remembered(id)))


def remembered(id: str) -> dict[str, str]:
    """The answers in a packed id."""
    care, come = id[3:4], _progress_in(id)
    safe = "unsure" if care == "u" else "yes" if care == "-" and come else ""
    kept = {
        _LANGUAGE: id[1:3].strip("-"),
        _SAFE: safe,
        _QUIET: "quiet" if care == "q" else "",
        _CODE: code(id),
    }
    kept |= {_DEAL: "ok" if come > 1 else "", _ADULT: "yes" if come > 2 else ""}
    return {name: value for name, value in kept.items() if value}


def kept(session: Session) -> Mapping[str, str]:
    """What goes from one session of a stranger into the next, so that every button remembers it."""
    return {
        name: session.answers[name] for name in (_LANGUAGE, _SAFE, _QUIET, _CODE) if name in session.answers
    }


def language(session: Session) -> str:
    """The language chosen so far, two letters; "" for none yet."""
    chosen = session.answers.get(_LANGUAGE, "")
    return chosen if len(chosen) == 2 else ""


def quiet(session: Session) -> bool:
    return session.answers.get(_QUIET) == "quiet"


def others_may_read(answers: Mapping[str, str]) -> bool:
    """Whether they chose quiet mode at the door, or said that this phone may not be safe to get messages on."""
    return answers.get(_QUIET) == "quiet" or answers.get(_SAFE) in ("unsure", "no")

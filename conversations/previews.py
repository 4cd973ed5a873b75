"""A draft as members will see it: made by the very flows that will bring it, for every kind of channel that is open here.

The flow that opens with such an item is asked what it would say and offer, about a thing that is not yet a row (`_Pretend`).
It is put through `render` for what each channel can do. Channels on which it looks the same are shown once; where only the
buttons differ, the words are not repeated. A preview is read on the same small screen as everything else; and where that
has no buttons, the only numbers on it are those of the coordinator's own choices, so that nobody answers the draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from conversations import engine
from conversations.caps import Caps
from conversations.effects import Reply
from conversations.flow import Flow
from conversations.outgoing import Draft
from conversations.pace import Level
from conversations.phrases import _
from conversations.render import Choice, fits_buttons, render
from conversations.view import Facts, Thing, View

ITEM = "draft"
SAME_WORDS = _("CO-01S", "(the same words)")
IN_APP = _("CO-01A", "In {apps}:")
NUMBERED = _("CO-01N", "(Without buttons, each of these has a number to type.)")
IN_QUIET = _("CO-01Q", "In quiet mode it says only:")


@dataclass(frozen=True, slots=True)
class _Pretend:
    """Everything as it is, and one thing more that was sent."""

    real: Facts
    drafted: Thing

    def thing(self, item: str) -> Thing | None:
        return self.drafted

    def said(self, item: str) -> str:
        return ""

    def said_by_all(self, item: str) -> Mapping[str, int]:
        return {}

    def put_off(self, item: str) -> int:
        return 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def looks(draft: Draft, sender: str, closes_at: int | None, brings: Flow, quiet: Flow, view: View) -> str:
    """How this draft looks, wherever members are; what goes to the page alone is shown as it stands there."""
    thing = Thing(ITEM, draft.text, sender, closes_at)
    view = replace(view, facts=cast(Facts, _Pretend(view.facts, thing)))
    words, choices = _says(brings, view)
    if draft.level is Level.PAGE:
        return words
    channels = view.facts.channels() or ((view.app, view.caps),)
    shown = _by_look(words, choices, channels, view)
    line, ways = _says(quiet, view)
    silent = f"{view.tongue.say(IN_QUIET)} {line} {_buttons(ways)}"
    return "\n\n".join((*shown, silent))


def _says(flow: Flow, view: View) -> tuple[str, tuple[Choice, ...]]:
    """The first words of a flow that opens about the draft, and what it offers."""
    effects = engine.open(flow, "0", view, {"item": ITEM}).effects
    return next((effect.text, effect.choices) for effect in effects if isinstance(effect, Reply))


def _by_look(
    words: str, choices: tuple[Choice, ...], channels: tuple[tuple[str, Caps], ...], view: View
) -> list[str]:
    """Each way it looks, once, under the names of the apps in which it does."""
    apps: dict[str, list[str]] = {}
    for app, caps in channels:
        apps.setdefault(_on(words, choices, caps, view), []).append(app)
    if len(apps) == 1:
        return list(apps)
    same = view.tongue.say(SAME_WORDS)
    lines: list[str] = []
    for look, names in apps.items():
        head = view.tongue.say(IN_APP, {"apps": view.tongue.listed(names)})
        lines.append(f"{head}\n{look.replace(words, same) if lines else look}")
    return lines


def _on(words: str, choices: tuple[Choice, ...], caps: Caps, view: View) -> str:
    if choices and not fits_buttons(choices, caps):
        parts = (piece.text for piece in render(words, (), caps, view.tongue))
        return "\n".join(("\n\n".join(parts), _buttons(choices), view.tongue.say(NUMBERED)))
    pieces = render(words, choices, caps, view.tongue)
    return "\n\n".join("\n".join(filter(None, (piece.text, _buttons(piece.buttons)))) for piece in pieces)


def _buttons(choices: tuple[Choice, ...]) -> str:
    return " ".join(f"[{choice.label}]" for choice in choices)
